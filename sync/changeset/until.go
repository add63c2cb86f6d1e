package changeset

import (
	"context"
	"fmt"
)

// Until lets a visit of rows go on until a context ends, and says then why it stopped: none of the stores asks for a context itself, since
// what a visit is told ends it.
func Until[T any](ctx context.Context, fn func(T) error) func(T) error {
	return func(row T) error {
		if err := Wanted(ctx); err != nil {
			return err
		}
		return fn(row)
	}
}

// Wanted is nil while somebody waits for what is read, and else why nobody does.
func Wanted(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return fmt.Errorf("stopped reading: %w", context.Cause(ctx))
}
