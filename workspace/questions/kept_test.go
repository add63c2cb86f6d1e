package questions_test

import (
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/questions"
	"thidua/workspace/sheet"
)

// counted is a store that counts the scores it hands out.
type counted struct {
	desk.Store
	scores int
}

func (c *counted) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return c.Store.EachRecord(scope, kind, group, func(ref changeset.Ref, r *changeset.Record) error {
		if ref.Kind == "score" {
			c.scores++
		}
		return fn(ref, r)
	})
}

func (c *counted) Record(ref changeset.Ref) (*changeset.Record, error) {
	if ref.Kind == "score" {
		c.scores++
	}
	return c.Store.Record(ref)
}

// over opens the workspace of a desk anew, on a store.
func over(w *testyear.World, d *desk.Desk, on workspace.Store) *workspace.Workspace {
	w.Helper()
	return testyear.Must(workspace.Open(on, d.Workspace.Key(), workspace.Environment{Now: w.Clock.Now, Rand: w.Env(0).Rand}))(w)
}

// How many questions there are is asked with every change, and a unit's log holds the cells of years. Asked first, those of the season are read once, and of
// another season none; asked again, none but what was written since.
func TestQuestionsReadACellOnce(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("cao-bang", emulation.RoleLeader)
	w.FillIn(d)
	testyear.Must(d.Workspace.Seal())(w)
	other := emulation.Digest([]byte("a sheet of years ago")).Short()
	for _, code := range []string{"1", "2", "3"} {
		w.Write(d, w.Unit("cao-bang").Scope(), changeset.Op("score", changeset.NewKey(other, code, "self"), "input", emulation.Fields{"value": "5"}))
	}
	store := &counted{Store: d.DB}
	ws := over(w, d, store)
	asks := func(most int, when string) {
		t.Helper()
		store.scores = 0
		if list := testyear.Must(questions.At(ws).Conflicts())(w); len(list) != 0 || store.scores > most {
			t.Errorf("%s %d scores are read, of %d at most, and there are %d questions", when, store.scores, most, len(list))
		}
	}
	cells := 0
	w.OK(store.EachRecord(w.Unit("cao-bang").Scope(), "score", emulation.ID{}, func(changeset.Ref, *changeset.Record) error { cells++; return nil }))
	asks(cells-3, "first")
	asks(0, "asked again")
	testyear.Must(sheet.Over(ws.In("")).TypeCell("I.2", "4"))(w)
	testyear.Must(ws.Seal())(w)
	asks(1, "after one cell")
	asks(0, "and then")
}

// An open desk, which follows what is written, has the questions that one has which is opened anew: when they come up, when they are decided here or elsewhere,
// and when two people decide them differently.
func TestAnOpenDeskAsksWhatIsOpen(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, staff := w.Join("cao-bang", emulation.RoleLeader), w.Join("cao-bang", emulation.RoleStaff)
	agree := func(when string, want ...int) {
		t.Helper()
		for i, x := range []*desk.Desk{d, staff} {
			followed := testyear.Must(questions.At(x.Workspace).Conflicts())(w)
			anew := testyear.Must(questions.At(over(w, x, x.DB)).Conflicts())(w)
			codes := func(list []questions.Question) []string {
				return emulation.Map(list, func(q questions.Question) string { return q.Period + " " + q.Code })
			}
			if !slices.Equal(codes(followed), codes(anew)) || len(anew) != want[i] {
				t.Fatalf("%s, desk %d: %q, opened anew %q, should be %d", when, i, codes(followed), codes(anew), want[i])
			}
		}
	}
	types := func(x *desk.Desk, period, code, text string) {
		t.Helper()
		testyear.Must(sheet.At(x.Workspace).In(period).TypeCell(code, text))(w)
	}
	agree("at first", 0, 0)
	for _, code := range []string{"I.1", "I.2"} {
		types(d, "", code, "5")
		types(staff, "", code, "6")
	}
	types(d, "2023-11", "I.2", "5")
	types(staff, "2023-11", "I.2", "6")
	w.Sync(d, staff)
	agree("both have heard of it", 3, 3)
	first := testyear.Must(questions.At(d.Workspace).Conflicts())(w)
	w.OK(questions.At(d.Workspace).Settle(first[0], 1))
	agree("one is decided here", 2, 3)
	w.OK(questions.At(staff.Workspace).Settle(first[0], 2))
	agree("and there", 2, 2)
	w.Sync(d, staff, d)
	agree("differently", 3, 3)
	for testyear.Must(questions.At(d.Workspace).Conflicts())(w) != nil {
		w.OK(questions.At(d.Workspace).Decide(1, 1))
	}
	agree("all are decided here", 0, 3)
	w.Sync(d, staff)
	agree("all are decided", 0, 0)
}
