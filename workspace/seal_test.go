package workspace_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
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
	w := founded(t, wide(cells))
	d, colleague := w.join("son-la", emulation.RoleLeader), w.join("son-la", emulation.RoleStaff)
	for i := range cells {
		text := "99,5"
		if i%5 == 0 {
			text = "KAD: " + strings.Repeat("chưa triển khai ở đơn vị ", 20)
		}
		w.typed(d, fmt.Sprintf("I.%d", i+1), text)
	}
	if n := must(d.Workspace.Seal())(w); n != cells {
		t.Fatalf("%d cells were sealed", n)
	}
	list := w.pending(d)
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
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d, colleague)
	if sh := w.own(colleague); sh.Counts.Given != cells || sh.Step != emulation.SheetSubmitted || sh.Self.Total.String() != "400" {
		t.Errorf("%+v %s", sh.Counts, sh.Self.Total)
	}
	w.agree(d, colleague)
}

func TestSealEachCellAlone(t *testing.T) {
	w := founded(t, table)
	d := w.join("son-la", emulation.RoleLeader)
	w.typed(d, "I.1", "98")
	w.typed(d, "I.2", "5")
	if n := must(d.Workspace.SealEach())(w); n != 2 || len(w.pending(d)) != 2 {
		t.Errorf("%d cells in %d changes", n, len(w.pending(d)))
	}
}

// A certificate that ended while there was no line stops nobody: the work is saved, held at the server, and taken in once it is renewed.
func TestSealWithAnExpiredCertificate(t *testing.T) {
	w := founded(t, table)
	d, colleague := w.join("son-la", emulation.RoleLeader), w.join("son-la", emulation.RoleStaff)
	for range 13 { // the server renews its own
		w.clock.forward(10 * 24 * time.Hour)
		w.ok(w.hub.Maintain(context.Background()))
	}
	w.typed(d, "I.1", "98")
	if n := must(d.Workspace.Seal())(w); n != 1 {
		t.Fatal(n)
	}
	leaves := w.push(d)
	if len(leaves) != 1 || leaves[0].Verdict != changeset.Quarantined || leaves[0].Reason != "expired" {
		t.Fatalf("%+v", leaves)
	}
	w.sync(d, colleague)
	if r := w.row(colleague, "I.1"); r.Typed != "98" || r.Pending {
		t.Errorf("%+v", r)
	}
	if st := w.status(d); st.Pending != 0 || st.Waiting != 0 {
		t.Errorf("%+v", st)
	}
	if me := must(d.Workspace.Me())(w); me.NotAfter*1000 < w.clock.Now().UnixMilli() {
		t.Error("the certificate was not renewed")
	}
	w.sync(d)
	w.agree(d, colleague)
}

// A clock that was set back does not put new work before old: what a person wrote last is what is shown.
func TestClockSetBack(t *testing.T) {
	w := founded(t, table)
	d := w.join("son-la", emulation.RoleLeader)
	for _, text := range []string{"91", "92"} {
		w.typed(d, "I.1", text)
		must(d.Workspace.Seal())(w)
	}
	w.ok(sheet.At(d.Workspace).Submit())
	d = w.reopen(d)
	w.clock.forward(-20 * time.Hour)
	first := w.pending(d)
	w.ok(d.Close())
	d = w.copied(d.Dir)
	must(sheet.At(d.Workspace).AddEvidence("I.1", "a.pdf", strings.NewReader("x")))
	list := w.pending(d)
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
