package workspace_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"thidua/internal/testyear"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

// TestUntil: nobody waits for a ranking any more, so it stops, wherever it is, and whoever asks next gets the whole one; what is written at
// the same desk is not stopped.
func TestUntil(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la")
	d := desks["son-la"]
	gone, stop := context.WithCancel(t.Context())
	stop()
	left := d.Workspace.Until(gone)
	if _, err := left.Season(); !errors.Is(err, context.Canceled) {
		t.Fatalf("read for nobody: %v", err)
	}
	if proof, err := sheet.At(left).AddEvidence("I.1", "minh chung.pdf", strings.NewReader("%PDF")); err != nil || !proof.Pending {
		t.Fatalf("a file taken while nobody reads: %v %+v", err, proof)
	}
	if cell, err := sheet.At(left).TypeCell("I.1", "80"); err != nil || cell.Fault != nil {
		t.Fatalf("typed while nobody reads: %v %v", err, cell)
	}
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	d = w.Reopen(d)
	want := testyear.Must(result.At(d.Workspace).Ranking())(w)
	asked := testyear.NewPatience(1 << 30)
	d = w.Reopen(d)
	testyear.Must(result.At(d.Workspace.Until(asked)).Ranking())(w)
	looks := 1<<30 - asked.Left
	if looks < 5 {
		t.Fatalf("a ranking looks %d times whether it is still wanted", looks)
	}
	for n := 0; n < looks; n += 1 + looks/4 {
		d = w.Reopen(d)
		if _, err := result.At(d.Workspace.Until(testyear.NewPatience(n))).Ranking(); !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d of %d looks: %v", n, looks, err)
		}
		if got := testyear.Must(result.At(d.Workspace).Ranking())(w); !reflect.DeepEqual(got.Standings, want.Standings) {
			t.Fatalf("a ranking after one that was stopped: %+v, want %+v", got.Standings, want.Standings)
		}
	}
}
