package desk_test

import (
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/year"
)

// TestACopyWithoutWhatWasTakenBack: a colleague's copy lacks the list of names that was dropped, and is taken in whole, by a desk that never had it and by one that
// still has it.
func TestACopyWithoutWhatWasTakenBack(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son", "lai-chau")
	d, head, never, still := desks["cao-bang"], desks["son-la"], desks["lang-son"], desks["lai-chau"]
	room := year.At(d.Workspace)
	w.OK(room.SetNames([]string{"Nguyễn Văn A"}))
	w.Sync(d, still, head)
	w.OK(room.SetNames(nil))
	w.OK(room.SetHeadcount(emulation.Headcount{People: 7}))
	w.Sync(d, head)
	copied := filepath.Join(w.TempDir(), "copy.thidua")
	testyear.Must(head.CopyBundle(t.Context(), copied, emulation.ID{}))(w)
	for name, to := range map[string]*desk.Desk{"never": never, "still": still} {
		in := testyear.Must(to.ImportBundle(t.Context(), copied))(w)
		if len(in.Problems) > 0 {
			t.Errorf("%s: %v", name, in.Problems)
		}
		for _, h := range testyear.Must(year.At(to.Workspace).Headcounts())(w) {
			if h.Unit.Code == "cao-bang" && (h.People != 7 || !h.Listed || len(h.Names) > 0) {
				t.Errorf("%s: %+v", name, h)
			}
		}
	}
}
