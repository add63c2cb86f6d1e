package book

import (
	"context"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// bound is a source whose visits end with a context.
type bound struct {
	Source
	until context.Context
}

// Until reads from a source until a context ends: from then on every visit stops before its next row, with the context's cause.
func Until(ctx context.Context, from Source) Source { return &bound{from, ctx} }

// EachRecord visits records.
func (b *bound) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return b.Source.EachRecord(scope, kind, group, func(ref changeset.Ref, r *changeset.Record) error {
		if err := changeset.Wanted(b.until); err != nil {
			return err
		}
		return fn(ref, r)
	})
}

// Entries visits a log.
func (b *bound) Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error {
	return b.Source.Entries(scope, from, changeset.Until(b.until, fn))
}

// Pending visits the own changes without a leaf.
func (b *bound) Pending(fn func(changeset.PendingChange) error) error {
	return b.Source.Pending(changeset.Until(b.until, fn))
}

// Until has the book read for somebody who waits until a context ends. Whoever holds the lock says it before anything is read.
func (b *Book) Until(ctx context.Context) { b.from.until = ctx }
