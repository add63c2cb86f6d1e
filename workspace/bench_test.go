package workspace_test

import (
	"fmt"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

func BenchmarkViews(b *testing.B) {
	w, all := testyear.Large(b, 12, 300, testyear.OnDisk)
	w.Office = w.Reopen(w.Office)
	open := func(d *desk.Desk) *workspace.Workspace {
		return testyear.Must(workspace.Open(d.DB, d.Workspace.Key(), workspace.Environment{Now: w.Clock.Now, Rand: w.Env(0).Rand}))(w)
	}
	b.Run("first ranking", func(b *testing.B) {
		for range b.N {
			testyear.Must(result.At(open(w.Office)).Ranking())(w)
		}
	})
	b.Run("first sheet", func(b *testing.B) {
		for range b.N {
			testyear.Must(sheet.At(open(w.Office)).Sheet(all[1].ID))(w)
		}
	})
	b.Run("ranking again", func(b *testing.B) {
		for range b.N {
			testyear.Must(result.At(w.Office.Workspace).Ranking())(w)
		}
	})
	b.Run("sheet again", func(b *testing.B) {
		for range b.N {
			testyear.Must(sheet.At(w.Office.Workspace).Sheet(all[1].ID))(w)
		}
	})
	b.Run("ranking after one changed value", func(b *testing.B) {
		for i := range b.N {
			b.StopTimer()
			w.OK(review.At(w.Office.Workspace).In("").Review(all[1].ID, sheet.SecondReview, review.Points{Code: "I.5", Points: fmt.Sprintf("0.%d", i%9+1), Reason: "x"}))
			b.StartTimer()
			testyear.Must(result.At(w.Office.Workspace).Ranking())(w)
		}
	})
}

// BenchmarkPaste puts cells of a sheet of 310 criteria on disk: one, 300 of them one by one, and 300 at once as a paste or a fill brings them;
// "read" reads the sheet again after them, as the window does. The last has both in one run, so that their ratio is one of the program and not of the machine.
func BenchmarkPaste(b *testing.B) {
	w := testyear.Empty(b, testyear.OnDisk)
	w.OK(season.At(w.Office.Workspace).Found(testyear.Founding(testyear.LargeTable(310))))
	w.Sync(w.Office)
	own, unit := w.Join("son-la", emulation.RoleLeader).Workspace.In(""), w.Unit("son-la").ID
	round := 0
	cells := func(n int) []sheet.Typed {
		round++
		list := make([]sheet.Typed, n)
		for i := range list {
			list[i] = sheet.Typed{Code: fmt.Sprintf("I.%d", i+1), Text: fmt.Sprintf("%d,%02d", round%100, i%100)}
		}
		return list
	}
	oneByOne := func(list []sheet.Typed) {
		for _, c := range list {
			testyear.Must(sheet.Over(own).TypeCell(c.Code, c.Text))(w)
		}
	}
	atOnce := func(list []sheet.Typed) { testyear.Must(sheet.Over(own).TypeCells(list))(w) }
	atOnce(cells(300)) // as in a sheet that is being filled in
	for _, c := range []struct {
		name string
		n    int
		save func([]sheet.Typed)
		read bool
	}{
		{"one", 1, oneByOne, false}, {"300 one by one", 300, oneByOne, false}, {"300 at once", 300, atOnce, false},
		{"one, read", 1, oneByOne, true}, {"300 at once, read", 300, atOnce, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.save(cells(c.n))
				if c.read {
					testyear.Must(sheet.Over(own).Sheet(unit))(w)
				}
			}
		})
	}
	b.Run("300 beside one, read", func(b *testing.B) {
		var spent [2]time.Duration
		for b.Loop() {
			for i, n := range []int{1, 300} {
				list, begun := cells(n), time.Now()
				atOnce(list)
				testyear.Must(sheet.Over(own).Sheet(unit))(w)
				spent[i] += time.Since(begun)
			}
		}
		b.ReportMetric(spent[1].Seconds()/spent[0].Seconds(), "of-one")
	})
}
