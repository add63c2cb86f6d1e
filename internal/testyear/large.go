package testyear

import (
	"fmt"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// LargeTable is a set of n criteria, some of which compare the units.
func LargeTable(n int) string {
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

// Large is a cluster of units whose sheets of n criteria were handed in and reviewed twice, as the standing office's desk has it.
func Large(t testing.TB, members, n int, on ...Where) (*World, []book.Unit) {
	w := Empty(t, on...)
	f := Founding(LargeTable(n))
	f.Units, f.Posts = nil, f.Posts[:1]
	for i := range members {
		code := fmt.Sprintf("don-vi-%d", i)
		if i == 0 {
			code = Units[0]
		}
		f.Units = append(f.Units, season.FoundingUnit{Code: code, UnitInfo: emulation.UnitInfo{Name: "Sở " + code}})
	}
	w.OK(season.At(w.Office.Workspace).Found(f))
	w.Sync(w.Office)
	o := w.Office.Workspace
	paper := Must(o.Attach("phiếu.pdf", strings.NewReader("…")))(w)
	var all []book.Unit
	for i := range f.Units {
		u := w.Unit(f.Units[i].Code)
		all = append(all, u)
		inputs := map[string]emulation.Fields{}
		var first, second []review.Points
		for c := range n {
			code := fmt.Sprintf("I.%d", c+1)
			inputs[code] = emulation.Fields{"value": fmt.Sprint((c*7 + i*13) % 100)}
			first = append(first, review.Points{Code: code, Points: "0.5", Reason: "Theo minh chứng"})
			second = append(second, review.Points{Code: code, Points: "0.6", Reason: "Sau giải trình"})
		}
		w.OK(sheet.At(o).SubmitOnBehalf(u.ID, "Giám đốc", paper, inputs))
		w.Sync(w.Office)
		w.OK(review.At(o).In("").Review(u.ID, sheet.FirstReview, first...))
		w.OK(review.At(o).In("").Review(u.ID, sheet.SecondReview, second...))
	}
	w.Sync(w.Office)
	return w, all
}
