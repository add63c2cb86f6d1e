package result_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/scoring"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
)

// What a desk keeps and reads again in part says the same as a desk that reads all of it, whichever views were opened before, in whatever order:
// whatever was given, by whom, taken back, refused at a sync, or became known late.
func TestKeptIsAsReadAnew(t *testing.T) { keptIsAsReadAnew(t, 0, 4) }

func keptIsAsReadAnew(t *testing.T, from, to uint64) {
	for seed := from; seed < to; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w, desks := testyear.Led(t, testyear.LargeTable(keptCriteria), testyear.Units...)
			k := &keeping{World: w, chance: rand.New(rand.NewPCG(seed, 0)), desks: []*desk.Desk{w.Office}}
			for _, code := range testyear.Units {
				k.units, k.desks = append(k.units, w.Unit(code)), append(k.desks, desks[code])
			}
			k.views = k.allViews()
			for n := range k.units {
				k.handIn(n)
			}
			for range 80 {
				k.act()
				if k.chance.IntN(3) > 0 {
					k.Sync(some(k.chance, k.desks)...)
				}
				k.compare(some(k.chance, k.desks)[0], some(k.chance, k.views)[:1])
			}
			k.Sync(k.desks...)
			for _, d := range k.desks {
				k.compare(d, k.views)
			}
		})
	}
}

// law is read once: a desk that is opened for each look would read it each time.
var law = sync.OnceValues(func() (*legal.Shelf, error) {
	return legal.ReadShelf(assets.Legal, "legal", "legal/forms/award-forms.yaml")
})

const keptCriteria = 11 // the first and the last compare the units

// keeping is a season whose desks stay open while things happen.
type keeping struct {
	*testyear.World
	chance *rand.Rand
	desks  []*desk.Desk // of the office, then of the units, in order
	units  []book.Unit
	views  []view
	told   []string // what happened, for whoever reads a failure
}

// view is something a desk shows, in text.
type view struct {
	name string
	text func(*workspace.Workspace) (string, error)
}

// some is at least one of a list, in any order.
func some[T any](chance *rand.Rand, list []T) []T {
	list = slices.Clone(list)
	chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:1+chance.IntN(len(list))]
}

// compare asserts that what was kept at an open desk shows as to somebody who has just sat down, one view after the other.
func (k *keeping) compare(d *desk.Desk, views []view) {
	k.Helper()
	for _, v := range views {
		kept := v.shown(d.Workspace)
		anew := v.shown(testyear.Must(workspace.Open(d.DB, d.Workspace.Key(), workspace.Environment{Now: k.Clock.Now, Rand: k.Env(0).Rand, Law: law}))(k.World))
		k.note("%s looks at %s", k.nameOf(d), v.name)
		if kept == anew {
			continue
		}
		a, b := strings.Split(kept, "\n"), strings.Split(anew, "\n")
		odd := slices.DeleteFunc(slices.Clone(a), func(line string) bool { return slices.Contains(b, line) })
		k.Fatalf("kept and not so anew:\n%s\n\nof\n%s\n\nafter\n%s", strings.Join(odd, "\n"), anew, strings.Join(k.told, "\n"))
	}
}

func (v view) shown(w *workspace.Workspace) string {
	text, err := v.text(w)
	return fmt.Sprint(text, err)
}

func (k *keeping) note(what string, with ...any) { k.told = append(k.told, fmt.Sprintf(what, with...)) }

func (k *keeping) nameOf(d *desk.Desk) string {
	if at := slices.Index(k.desks, d); at > 0 {
		return k.units[at-1].Code
	}
	return "office"
}

// allViews are what the screens show of sheets, ranking, result and criteria.
func (k *keeping) allViews() []view {
	list := []view{{"ranking", ranking}, {"readiness", readiness}, {"versions", versions}, {"comparison", comparison}, {"conflicts", conflicts}, {"tasks", tasks}, {"to check", toCheck}}
	for _, u := range k.units {
		list = append(list, view{"sheet beside ranking " + u.Code, func(w *workspace.Workspace) (string, error) { return "", k.beside(w, u) }})
		list = append(list, view{"sheet " + u.Code, func(w *workspace.Workspace) (string, error) { return k.sheet(w, u) }},
			view{"checklist " + u.Code, func(w *workspace.Workspace) (string, error) {
				c, err := sheet.At(w).StepChecklist(u.ID, emulation.SheetVerified)
				return testyear.Messages(c.Blocking) + testyear.Messages(c.Missing), err
			}})
	}
	return list
}

func (k *keeping) sheet(w *workspace.Workspace, u book.Unit) (string, error) {
	sh, err := sheet.At(w).Sheet(u.ID)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintln(&b, sh.Unit.Name, sh.Self.Name, sh.Set.Name, sh.Step, sh.Version, sh.Class, sh.Counts, sh.Final().Total, sh.Final().Provisional)
	for i := range sh.Rows {
		r := &sh.Rows[i]
		fmt.Fprintln(&b, r.Code(), r.Name(), r.Typed, r.Self, r.Max, r.Verified, r.Final, r.Reason, r.NA, r.Provision, r.Conflict, r.Split)
		for _, v := range []*sheet.Review{r.First, r.Second} {
			if v != nil {
				fmt.Fprintln(&b, v.Points, v.Reason, v.NA, v.Earlier, v.Foreign, v.Void, v.Author)
			}
		}
	}
	return b.String(), nil
}

// beside asserts that a sheet, which looks at the other units only as far as it must, is scored as in the ranking.
func (k *keeping) beside(w *workspace.Workspace, u book.Unit) error {
	sh, err := sheet.At(w).Sheet(u.ID)
	if err != nil || sh.Own {
		return err
	}
	r, err := result.At(w).Ranking()
	if err != nil || len(r.Missing) > 0 { // the best of those who handed in is best in the ranking, and may still change in the sheet
		return err
	}
	st := r.Standing(u.ID)
	for _, both := range [][2]*scoring.UnitResult{{sh.Self, st.Self}, {sh.Final(), st.Final}} {
		for i, c := range both[0].Criteria {
			if r := both[1].Criteria[i]; !c.Points.Equal(r.Points) || c.Provisional != r.Provisional || c.NA != r.NA {
				k.Errorf("%s %s: %s %v in the sheet, %s %v in the ranking", u.Code, c.Criterion.Code, c.Points, c.Provisional, r.Points, r.Provisional)
			}
		}
	}
	return nil
}

func ranking(w *workspace.Workspace) (string, error) {
	r, err := result.At(w).Ranking()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintln(&b, r.Season.Set.Name, r.Season.Version, r.Provisional, book.Names(r.Missing), len(r.Result.Warnings))
	for _, st := range r.Standings {
		fmt.Fprintln(&b, st.Unit.Name, st.Final.Name, st.Step, st.Version, st.Self.Total, st.Verified, st.Second, st.Final.Total, st.Final.Rank, st.Final.Class)
	}
	return b.String(), nil
}

func readiness(w *workspace.Workspace) (string, error) {
	r, err := result.At(w).Readiness()
	return testyear.Messages(r.Blocking) + testyear.Messages(r.Missing), err
}

func versions(w *workspace.Workspace) (string, error) {
	list, err := season.At(w).CriteriaVersions()
	return lines(list, func(v season.VersionView) []any {
		return []any{v.Number, v.Name, v.File, v.Criteria, v.InForce, v.Author, v.Fault, book.Names(v.Sheets)}
	}), err
}

func comparison(w *workspace.Workspace) (string, error) {
	c, err := season.At(w).CompareCriteria(1, 2)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(c.Changes) + lines(c.Effect.Units, func(e scoring.UnitEffect) []any { return []any{e.Before.Name, e.Before.Total, e.After.Total} }), nil
}

func conflicts(w *workspace.Workspace) (string, error) {
	list, err := questions.At(w).Conflicts()
	return lines(list, func(q questions.Question) []any {
		return []any{q.Number, q.Unit.Name, q.Code, q.Name, q.Column, q.Choices}
	}), err
}

func tasks(w *workspace.Workspace) (string, error) {
	list, err := todo.At(w).Tasks()
	return lines(list, func(t todo.Task) []any { return []any{testyear.Says(t.What), t.Due, t.Urgency} }), err
}

func toCheck(w *workspace.Workspace) (string, error) {
	list, err := review.At(w).ToCheck()
	return lines(list, func(c review.SheetToCheck) []any {
		return []any{c.Unit.Name, c.Step, c.HandedIn, c.Criteria, c.Checked, c.Different, c.Answered}
	}), err
}

func lines[T any](list []T, of func(T) []any) string {
	return strings.Join(emulation.Map(list, func(v T) string { return fmt.Sprintln(of(v)...) }), "")
}
