package hub_test

import (
	"context"
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Programs of before and after a judge version at one server: until the office raises it, both have everything; then what an older one sends
// is taken, and it is told to be updated and gets nothing it could not judge.
func TestOldDeskAtANewServer(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	old := w.Join("son-la", "an", emulation.RoleLeader)
	named := w.Join("cao-bang", "chi", emulation.RoleLeader)
	b := w.Join("cao-bang", "binh", emulation.RoleStaff)
	old.Client.Judge, named.Client.Judge = 0, judge.First // one of before there were versions, and one that says what it knows
	for range 2 {
		for _, d := range []*testdesk.Desk{old, named, b, w.Office} {
			d.Sync()
		}
	}
	before := b.Comment("before")
	b.Sync()
	old.Sync()
	if old.Place(before.Identity).Verdict != changeset.Accepted || old.StateHash(w.Cluster) != b.StateHash(w.Cluster) {
		t.Fatal("an old desk lacks something under the first judge")
	}

	w.Office.Sync()
	raised, err := w.Store.Place(raise(t, w, 2).Identity)
	if err != nil || raised == nil || raised.Verdict != changeset.Accepted {
		t.Fatal(raised, err)
	}
	b.Sync()
	b.Comment("after")
	b.Sync()

	mine := old.Comment("what an old program writes is taken")
	for _, d := range []*testdesk.Desk{old, named} {
		d.Judge.Knows = judge.First
		r, err := d.Client.Once(context.Background())
		if _, shown := judge.AsNewer(err); shown != (d == named) { // one that knows of versions is shown the raise, and holds the log by it
			t.Fatal(d.Name, err)
		}
		told := slices.ContainsFunc(r.Problems, func(p error) bool { return emulation.CodeOf(p) == emulation.Newer })
		if !told {
			t.Errorf("%s is not told to be updated: %v", d.Name, r.Problems)
		}
		head, err := d.DB.Log(w.Control)
		if err != nil || head.Size != uint64(raised.First) {
			t.Errorf("%s holds %d leaves of the control log, want %d", d.Name, head.Size, raised.First)
		}
		if cluster, err := d.DB.Log(w.Cluster); err != nil || cluster.ControlSize > head.Size {
			t.Errorf("%s was given leaves it cannot judge", d.Name)
		}
	}
	if p, err := w.Store.Place(mine.Identity); err != nil || p == nil || p.Verdict != changeset.Accepted {
		t.Errorf("an old desk's work: %+v %v", p, err)
	}
	named.Client.Judge, named.Judge.Knows = judge.Latest, judge.Latest
	named.Sync()
	b.Sync()
	if named.StateHash(w.Control) != b.StateHash(w.Control) || named.StateHash(w.Cluster) != b.StateHash(w.Cluster) {
		t.Error("updated, a desk has another state")
	}
}
