package screen

import (
	"context"
	"errors"

	"thidua/ui/bridge"
)

// Reads says what a frame shows: Refresh lets read fill a reading away from the window, and show shows it inside. A reading that failed
// goes to failed as far as it came; without one, the frame says in place of its body why there is none.
func Reads[R any](f *Frame, read func(*R) error, show func(*R), failed ...func(*R, error)) {
	f.reader = bridge.NewRepaint(f.Queue, func() func() {
		r := new(R)
		err := read(r)
		if errors.Is(err, context.Canceled) {
			return nil // nobody looks at it any more
		}
		if err != nil {
			f.Failed("read", err)
		}
		return func() {
			f.unread = err
			f.Anew(func() {
				switch {
				case err == nil:
					show(r)
				case len(failed) == 0:
					f.Missing(err)
				default:
					failed[0](r, err)
				}
			})
		}
	})
}

// Refresh reads everything again that is shown; it may be called from any goroutine.
func (f *Frame) Refresh() { f.reader.Ask() }

// readAfresh reads everything again that is shown, and calls then inside the window once that is.
func (f *Frame) readAfresh(then func(err error)) {
	f.Refresh()
	f.Queue.Go(func() func() { return func() { then(f.unread) } })
}

// All takes looks at the data one after another until one fails.
func All(looks ...func() error) error {
	for _, look := range looks {
		if err := look(); err != nil {
			return err
		}
	}
	return nil
}

// Look is a look that keeps at a place what it saw.
func Look[T any](at *T, see func() (T, error)) func() error {
	return func() (err error) {
		*at, err = see()
		return err
	}
}
