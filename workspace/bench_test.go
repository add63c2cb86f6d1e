package workspace_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/result"
	"thidua/workspace/review"
	seasonroom "thidua/workspace/season"
	"thidua/workspace/sheet"
)

// largeTable is a set of n criteria, some of which compare the units.
func largeTable(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "format: thidua-criteria/1\nid: lon\nname: Bảng lớn\ncite: Văn bản thử\nscale: {total: %d}\ngroups:\n  - code: I\n    name: Nhóm\n    criteria:\n", n)
	for i := range n {
		rule := "{kind: percent}"
		if i%10 == 0 {
			rule = "{kind: best}"
		}
		fmt.Fprintf(&b, "      - {code: I.%d, name: Tiêu chí %d, max: 1, rule: %s}\n", i+1, i+1, rule)
	}
	return b.String()
}

// large is a cluster of units whose sheets of n criteria were handed in and reviewed twice, as the standing office's desk has it.
func large(t testing.TB, members, n int) (*world, []book.Unit) {
	w := empty(t, onDisk)
	f := founding(largeTable(n))
	f.Units, f.Posts = nil, f.Posts[:1]
	for i := range members {
		code := fmt.Sprintf("don-vi-%d", i)
		if i == 0 {
			code = units[0]
		}
		f.Units = append(f.Units, seasonroom.FoundingUnit{Code: code, UnitInfo: emulation.UnitInfo{Name: "Sở " + code}})
	}
	w.ok(seasonroom.At(w.office.Workspace).Found(f))
	w.sync(w.office)
	o := w.office.Workspace
	paper := must(o.Attach("phiếu.pdf", strings.NewReader("…")))(w)
	var all []book.Unit
	for i := range f.Units {
		u := w.unit(f.Units[i].Code)
		all = append(all, u)
		inputs := map[string]emulation.Fields{}
		var first, second []review.Points
		for c := range n {
			code := fmt.Sprintf("I.%d", c+1)
			inputs[code] = emulation.Fields{"value": fmt.Sprint((c*7 + i*13) % 100)}
			first = append(first, review.Points{Code: code, Points: "0.5", Reason: "Theo minh chứng"})
			second = append(second, review.Points{Code: code, Points: "0.6", Reason: "Sau giải trình"})
		}
		w.ok(sheet.At(o).SubmitOnBehalf(u.ID, "Giám đốc", paper, inputs))
		w.sync(w.office)
		w.ok(review.At(o).In("").Review(u.ID, sheet.FirstReview, first...))
		w.ok(review.At(o).In("").Review(u.ID, sheet.SecondReview, second...))
	}
	w.sync(w.office)
	return w, all
}

func BenchmarkViews(b *testing.B) {
	w, all := large(b, 12, 300)
	w.office = w.reopen(w.office)
	open := func(d *desk.Desk) *workspace.Workspace {
		return must(workspace.Open(d.DB, d.Workspace.Key(), workspace.Environment{Now: w.clock.Now, Rand: w.chance}))(w)
	}
	b.Run("first ranking", func(b *testing.B) {
		for range b.N {
			must(result.At(open(w.office)).Ranking())(w)
		}
	})
	b.Run("first sheet", func(b *testing.B) {
		for range b.N {
			must(sheet.At(open(w.office)).Sheet(all[1].ID))(w)
		}
	})
	b.Run("ranking again", func(b *testing.B) {
		for range b.N {
			must(result.At(w.office.Workspace).Ranking())(w)
		}
	})
	b.Run("sheet again", func(b *testing.B) {
		for range b.N {
			must(sheet.At(w.office.Workspace).Sheet(all[1].ID))(w)
		}
	})
	b.Run("ranking after one changed value", func(b *testing.B) {
		for i := range b.N {
			b.StopTimer()
			w.ok(review.At(w.office.Workspace).In("").Review(all[1].ID, sheet.SecondReview, review.Points{Code: "I.5", Points: fmt.Sprintf("0.%d", i%9+1), Reason: "x"}))
			b.StartTimer()
			must(result.At(w.office.Workspace).Ranking())(w)
		}
	})
}

// BenchmarkPaste puts cells of a sheet of 210 criteria on disk: one, 200 of them one by one, and 200 at once as a paste or a fill brings them;
// "read" reads the sheet again after them, as the window does.
func BenchmarkPaste(b *testing.B) {
	w := empty(b, onDisk)
	w.ok(seasonroom.At(w.office.Workspace).Found(founding(largeTable(210))))
	w.sync(w.office)
	own, unit := w.join("son-la", emulation.RoleLeader).Workspace.In(""), w.unit("son-la").ID
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
			must(sheet.Over(own).TypeCell(c.Code, c.Text))(w)
		}
	}
	atOnce := func(list []sheet.Typed) { must(sheet.Over(own).TypeCells(list))(w) }
	atOnce(cells(200)) // as in a sheet that is being filled in
	for _, c := range []struct {
		name string
		n    int
		save func([]sheet.Typed)
		read bool
	}{
		{"one", 1, oneByOne, false}, {"200 one by one", 200, oneByOne, false}, {"200 at once", 200, atOnce, false},
		{"one, read", 1, oneByOne, true}, {"200 at once, read", 200, atOnce, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.save(cells(c.n))
				if c.read {
					must(sheet.Over(own).Sheet(unit))(w)
				}
			}
		})
	}
}
