package workspace_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/wire"
	"thidua/workspace/sheet"
)

// wide is a criteria set of many criteria.
func wide(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "format: thidua-criteria/1\nid: wide\nname: Bảng rộng\ncite: Văn bản thử\nscale: {total: %d}\ngroups:\n  - code: I\n    name: Nhiệm vụ\n    criteria:\n", n)
	for i := range n {
		fmt.Fprintf(&b, "      - {code: I.%d, name: Tiêu chí %d, max: 1, rule: {kind: percent}}\n", i+1, i+1)
	}
	return b.String()
}

func TestSealCutsIntoSeveralChanges(t *testing.T) {
	const cells = 500
	w := testyear.Founded(t, wide(cells))
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	for i := range cells {
		text := "99,5"
		if i%5 == 0 {
			text = "KAD: " + strings.Repeat("chưa triển khai ở đơn vị ", 20)
		}
		w.Type(d, fmt.Sprintf("I.%d", i+1), text)
	}
	if n := testyear.Must(d.Workspace.Seal())(w); n != cells {
		t.Fatalf("%d cells were sealed", n)
	}
	list := w.Pending(d)
	if len(list) < 4 {
		t.Errorf("%d changes", len(list))
	}
	total := 0
	for _, p := range list {
		if len(p.Change.Raw) > changeset.MaxChange {
			t.Errorf("a change of %d bytes", len(p.Change.Raw))
		}
		total += len(p.Change.Operations)
	}
	if total != cells {
		t.Errorf("%d operations", total)
	}
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, colleague)
	if sh := w.Own(colleague); sh.Counts.Given != cells || sh.Step != emulation.SheetSubmitted || sh.Self.Total.String() != "400" {
		t.Errorf("%+v %s", sh.Counts, sh.Self.Total)
	}
	w.Agree(d, colleague)
}

func TestSealEachCellAlone(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Type(d, "I.1", "98")
	w.Type(d, "I.2", "5")
	if n := testyear.Must(d.Workspace.SealEach())(w); n != 2 || len(w.Pending(d)) != 2 {
		t.Errorf("%d cells in %d changes", n, len(w.Pending(d)))
	}
}

// A certificate that ended while there was no line stops nobody: the work is saved, held at the server, and taken in once it is renewed.
func TestSealWithAnExpiredCertificate(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	for range 13 { // the server renews its own
		w.Clock.Forward(10 * 24 * time.Hour)
		w.OK(w.Hub.Maintain(context.Background()))
	}
	w.Type(d, "I.1", "98")
	if n := testyear.Must(d.Workspace.Seal())(w); n != 1 {
		t.Fatal(n)
	}
	leaves := push(w, d)
	if len(leaves) != 1 || leaves[0].Verdict != changeset.Quarantined || leaves[0].Reason != "expired" {
		t.Fatalf("%+v", leaves)
	}
	w.Sync(d, colleague)
	if r := w.Row(colleague, "I.1"); r.Typed != "98" || r.Pending {
		t.Errorf("%+v", r)
	}
	if st := w.Status(d); st.Pending != 0 || st.Waiting != 0 {
		t.Errorf("%+v", st)
	}
	if me := testyear.Must(d.Workspace.Me())(w); me.NotAfter*1000 < w.Clock.Now().UnixMilli() {
		t.Error("the certificate was not renewed")
	}
	w.Sync(d)
	w.Agree(d, colleague)
}

// A clock that was set back does not put new work before old: what a person wrote last is what is shown.
func TestClockSetBack(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	for _, text := range []string{"91", "92"} {
		w.Type(d, "I.1", text)
		testyear.Must(d.Workspace.Seal())(w)
	}
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	d = w.Reopen(d)
	w.Clock.Forward(-20 * time.Hour)
	first := w.Pending(d)
	w.OK(d.Close())
	d = w.Copied(d.Dir)
	testyear.Must(sheet.At(d.Workspace).AddEvidence("I.1", "a.pdf", strings.NewReader("x")))
	list := w.Pending(d)
	var last changeset.HLC
	for _, p := range first {
		last = max(last, p.Change.HLC)
	}
	for _, p := range list[len(first):] {
		if p.Change.HLC <= last {
			t.Errorf("clock %d after %d", p.Change.HLC, last)
		}
	}
}

// push hands own changes to the server without a sync around them, and gives the answers.
func push(w *testyear.World, d *desk.Desk) []*changeset.Leaf {
	w.Helper()
	leaves := []*changeset.Leaf{}
	for _, p := range w.Pending(d) {
		acks, _, err := w.Hub.Take([]wire.Push{{Change: p.Change.Raw, Detached: p.Detached}})
		w.OK(err)
		if len(acks[0].Leaf) == 0 {
			w.Fatalf("refused: %s", acks[0].Reason)
		}
		leaf, err := changeset.DecodeLeaf(acks[0].Leaf)
		w.OK(err)
		leaves = append(leaves, leaf)
	}
	return leaves
}
