package result_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/scoring"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// shown is all that a desk shows of sheets and ranking, in text; who has nothing kept says the same. open is asked for the desk each time.
func shown(w *testyear.World, units []book.Unit, open func() *workspace.Workspace) string {
	var b strings.Builder
	r := testyear.Must(result.At(open()).Ranking())(w)
	for _, u := range units {
		sh, err := sheet.At(open()).Sheet(u.ID)
		if err != nil {
			fmt.Fprintln(&b, u.Code, err)
			continue
		}
		fmt.Fprintln(&b, u.Code, sh.Step, sh.Version, sh.Class, sh.Counts, sh.Final().Total, sh.Final().Provisional)
		if st := r.Standing(u.ID); st != nil && !sh.Own {
			alike(w, sh.Self, st.Self)
			alike(w, sh.Final(), st.Final)
		}
		for i := range sh.Rows {
			r := &sh.Rows[i]
			fmt.Fprintln(&b, r.Code(), r.Typed, r.Self, r.Max, r.Verified, r.Final, r.Reason, r.NA, r.Provision, r.Conflict, r.Split)
			for _, v := range []*sheet.Review{r.First, r.Second} {
				if v != nil {
					fmt.Fprintln(&b, v.Points, v.Reason, v.NA, v.Earlier, v.Foreign, v.Void, v.Author)
				}
			}
		}
	}
	fmt.Fprintln(&b, r.Provisional, len(r.Missing))
	for _, st := range r.Standings {
		fmt.Fprintln(&b, st.Unit.Code, st.Step, st.Version, st.Self.Total, st.Verified, st.Second, st.Final.Total, st.Final.Rank, st.Final.Class)
	}
	return b.String()
}

// alike asserts that a sheet, which looks at the other units only as far as it must, is scored as in the ranking.
func alike(w *testyear.World, sheet, ranking *scoring.UnitResult) {
	for i, c := range sheet.Criteria {
		if r := ranking.Criteria[i]; !c.Points.Equal(r.Points) || c.Provisional != r.Provisional || c.NA != r.NA {
			w.Errorf("%s %s: %s %v in the sheet, %s %v in the ranking", sheet.ID, c.Criterion.Code, c.Points, c.Provisional, r.Points, r.Provisional)
		}
	}
}

// What a desk keeps of sheets and reads again in part says the same as a desk that reads all of it: whatever was given, by whom, and taken back.
func TestKeptSheetsAreAsReadAnew(t *testing.T) {
	const criteria = 11 // the first and the last compare the units
	w, desks := testyear.Led(t, testyear.LargeTable(criteria), testyear.Units...)
	var units []book.Unit
	for _, code := range testyear.Units {
		units = append(units, w.Unit(code))
	}
	deputy, verifier := desks[testyear.Units[1]], desks[testyear.Units[2]]
	everyone := []*desk.Desk{w.Office, deputy, verifier, desks[testyear.Units[0]], desks[testyear.Units[3]]}
	handIn := func(t *rapid.T, n int) {
		d := desks[testyear.Units[n]]
		for c := range criteria {
			fields := emulation.Fields{"value": fmt.Sprint(rapid.IntRange(0, 100).Draw(t, "value"))}
			if rapid.IntRange(0, 2).Draw(t, "applies") == 0 {
				fields = emulation.Fields{"na": "true", "reason": "không có"}
			}
			testyear.Must(sheet.At(d.Workspace).SetCell(fmt.Sprintf("I.%d", c+1), fields))(w)
		}
		w.OK(sheet.At(d.Workspace).Submit())
		w.Sync(d)
	}
	step := func(t *rapid.T, i int) {
		n := rapid.IntRange(0, len(units)-1).Draw(t, "unit")
		given := review.Points{Code: fmt.Sprintf("I.%d", rapid.IntRange(1, criteria).Draw(t, "criterion")), Points: fmt.Sprintf("0.%d", rapid.IntRange(0, 9).Draw(t, "points")), Reason: fmt.Sprint("lần ", i)}
		switch rapid.IntRange(0, 9).Draw(t, "act") {
		case 0:
			if err := sheet.At(w.Office.Workspace).StepSheet(units[n].ID, emulation.SheetReturned, "xem lại"); err == nil {
				w.Sync(w.Office, desks[testyear.Units[n]])
				handIn(t, n)
			}
		case 1, 2, 3: // two who do not see each other
			for _, d := range []*desk.Desk{verifier, deputy} {
				_ = review.At(d.Workspace).Verify(units[n].ID, given.Code, given.Points, given.Reason) // not of its own sheet, nor before a conflict is settled
				given.Points += "5"
			}
			w.Sync(verifier, deputy, verifier)
		case 4, 5:
			if open := testyear.Must(questions.At(deputy.Workspace).Conflicts())(w); len(open) > 0 {
				_ = questions.At(deputy.Workspace).Settle(open[0], 1) // one of its own sheet is another's to settle
				w.Sync(deputy)
			}
		case 6:
			_ = review.At(w.Office.Workspace).In("").Review(units[n].ID, sheet.FirstReview, given)
		default:
			_ = review.At(w.Office.Workspace).In("").Review(units[n].ID, sheet.SecondReview, given)
		}
	}
	acts := rapid.Custom(func(t *rapid.T) int {
		for i := range 3 {
			step(t, i)
		}
		return 0
	})
	first := rapid.Custom(func(t *rapid.T) int {
		for n := range units {
			handIn(t, n)
		}
		return 0
	})
	first.Example(1)
	for round := range 25 {
		acts.Example(round)
		w.Sync(everyone...)
		for _, d := range everyone[:3] {
			kept := shown(w, units, func() *workspace.Workspace { return d.Workspace })
			anew := shown(w, units, func() *workspace.Workspace {
				return testyear.Must(workspace.Open(d.DB, d.Workspace.Key(), workspace.Environment{Now: w.Clock.Now, Rand: w.Env(0).Rand}))(w)
			})
			if kept != anew {
				a, b := strings.Split(kept, "\n"), strings.Split(anew, "\n")
				a = slices.DeleteFunc(a, func(line string) bool { return slices.Contains(b, line) })
				t.Fatalf("round %d: kept and not so anew:\n%s\n\nof\n%s", round, strings.Join(a, "\n"), anew)
			}
		}
	}
}
