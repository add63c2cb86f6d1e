package year_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/season"
	"thidua/workspace/year"
)

// The middle is exact; who said nothing, or two things, or to whom the figure does not apply, has no place in it.
func TestMedian(t *testing.T) {
	for _, c := range []struct {
		answers, want string
	}{{"", "none"}, {"- ?", "none"}, {"7", "7"}, {"9 1", "5"}, {"3 1 2", "2"}, {"1 0 - 2 ? 0", "0.5"}, {"1,5 2", "1.75"}, {"-4 10 3", "3"}} {
		f := asked("HS giỏi", "sum", strings.Fields(strings.ReplaceAll(c.answers, ",", "."))...)
		got := "none"
		if f.Combined.Count > 0 {
			got = f.Combined.Median.String()
		}
		if got != c.want {
			t.Errorf("of %s: %s, want %s", c.answers, got, c.want)
		}
	}
	f := asked("HS giỏi", "sum", "1", "2", "1", "-")
	if n := len(f.With(f.Combined.Least)); n != 2 {
		t.Errorf("%d units have the least", n)
	}
}

// A figure knows what it was in each of the seasons before it, not only in the last.
func TestFiguresOverYears(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, testyear.Units...)
	d := desks["son-la"]
	room := year.At(d.Workspace)
	first := testyear.Must(d.Workspace.Season())(w)
	before := first.Label
	for i, label := range []string{before, "2024–2025", "2025–2026"} {
		if i > 0 {
			office := season.At(w.Office.Workspace)
			w.OK(office.NewSeason(first.Cluster.Code, label, emulation.SeasonInfo{Name: label}, before))
			w.OK(office.StepSeason(emulation.SeasonConsulting, "thử"))
			w.OK(office.StepSeason(emulation.SeasonAdopted, "thử"))
			w.Sync(w.Office, d)
			w.OK(d.Workspace.UseSeason(first.Cluster.Code, label))
			before = label
		}
		w.OK(year.At(w.Office.Workspace).SetAsked("a", emulation.AskedFigure{Name: "Sáng kiến", Combine: emulation.CombineSum}))
		w.Sync(w.Office, d)
		w.OK(room.Give(year.NewAnswer{Code: "a", Value: fmt.Sprint(10 * (i + 1))}))
	}
	var said []string
	for f := &testyear.Must(room.Figures())(w)[0]; f != nil; f = f.Before {
		said = append(said, f.Label+": "+f.Combined.Sum.String())
	}
	if got := strings.Join(said, ", "); got != "2025–2026: 30, 2024–2025: 20, 2023–2024: 10" {
		t.Errorf("over the years: %s", got)
	}
}
