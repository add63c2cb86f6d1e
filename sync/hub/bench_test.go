package hub_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// BenchmarkTakeAndApply measures one core taking changes of one operation (decode, verify, judge, commit with a flush to disk) on the hub's
// store, and applying them on a desk's: the figure to hold is 10,000 changes a second each.
func BenchmarkTakeAndApply(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	const batch = 1000
	w := testdesk.NewOnDisk(b)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	a.Sync()
	scope := testdesk.UnitScope("son-la")
	var chain changeset.ChainHead
	next := func() []wire.Push {
		out := make([]wire.Push, batch)
		for i := range out {
			c, err := changeset.Change{Format: changeset.Format, Schema: changeset.Schema, Tenant: a.Judge.Tenant, Log: a.Log, Scope: scope,
				Previous: chain.Identity, Seq: chain.Seq + 1, HLC: changeset.HLC(chain.Seq + 1), Intent: "score",
				Operations: []changeset.Operation{record.Score.Input.Op(record.SheetColumn{Sheet: testdesk.ID("sheet"), Criterion: fmt.Sprint(chain.Seq / 20), Column: "self"}, emulation.Fields{"value": "9.5"})}}.Sign(a.Private)
			if err != nil {
				b.Fatal(err)
			}
			chain = changeset.ChainHead{Seq: c.Seq, Identity: c.Identity}
			out[i] = wire.Push{Change: c.Raw}
		}
		return out
	}
	other := w.NewDesk("other", testdesk.Key("other"))
	copyLog(b, w, other, w.Control, 0)
	b.Run("take", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			pushes := next()
			b.StartTimer()
			acks, _, err := w.Hub.Take(pushes)
			if err != nil || acks[batch-1].Reason != "" {
				b.Fatal(err, acks[batch-1])
			}
		}
		b.ReportMetric(float64(b.N)*batch/b.Elapsed().Seconds(), "changes/s")
	})
	b.Run("apply", func(b *testing.B) {
		n := uint64(0)
		for b.Loop() {
			b.StopTimer()
			head, err := w.Store.Log(scope)
			if err != nil {
				b.Fatal(err)
			}
			if head.Size < n+batch {
				if _, _, err := w.Hub.Take(next()); err != nil {
					b.Fatal(err)
				}
			}
			b.StartTimer()
			copyLog(b, w, other, scope, n)
			n += batch
		}
		b.ReportMetric(float64(b.N)*batch/b.Elapsed().Seconds(), "changes/s")
	})
}

// copyLog applies up to 1000 leaves of the hub's log on a desk.
func copyLog(b *testing.B, w *testdesk.World, d *testdesk.Desk, scope changeset.Scope, from uint64) {
	b.Helper()
	stop := fmt.Errorf("enough")
	var entries []wire.Entry
	err := w.Store.Entries(scope, from, func(e *changeset.Entry) error {
		if len(entries) == 1000 {
			return stop
		}
		entries = append(entries, wire.Entry{Scope: scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		return nil
	})
	if err != nil && err != stop {
		b.Fatal(err)
	}
	if err := d.Apply(context.Background(), entries); err != nil {
		b.Fatal(err)
	}
}
