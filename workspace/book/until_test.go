package book_test

import (
	"context"
	"errors"
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// TestUntil: a context that ends while records, a log or own changes are visited ends the visit before the next row, and says so; on maps and
// on the real disk.
func TestUntil(t *testing.T) {
	for name, make := range map[string]func(testing.TB) *testdesk.World{"maps": testdesk.New, "disk": testdesk.NewOnDisk} {
		t.Run(name, func(t *testing.T) {
			w := make(t)
			w.Found()
			d := w.Join("son-la", "an", emulation.RoleLeader)
			d.Sync()
			for range 3 {
				d.Comment("Đề nghị xem lại")
			}
			for what, visit := range map[string]func(from book.Source, row func() error) error{
				"records": func(from book.Source, row func() error) error {
					return from.EachRecord(w.Cluster, "", emulation.ID{}, func(changeset.Ref, *changeset.Record) error { return row() })
				},
				"log": func(from book.Source, row func() error) error {
					return from.Entries(w.Control, 0, func(*changeset.Entry) error { return row() })
				},
				"own changes": func(from book.Source, row func() error) error {
					return from.Pending(func(changeset.PendingChange) error { return row() })
				},
			} {
				ctx, stop := context.WithCancelCause(t.Context())
				gone, rows := errors.New("gone"), 0
				err := visit(book.Until(ctx, d.DB), func() error {
					if rows++; rows == 2 {
						stop(gone)
					}
					return nil
				})
				if rows != 2 || !errors.Is(err, gone) {
					t.Errorf("%s: %d rows were visited, %v", what, rows, err)
				}
			}
		})
	}
}
