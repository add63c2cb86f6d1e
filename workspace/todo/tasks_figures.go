package todo

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// ofFigures is which of the figures the cluster asks for the own unit has not told, and for those who lead, which units have not. What a sheet will
// report is no task of its own before it was handed in.
func (t *tasks) ofFigures() error {
	if !t.is(ownPeople|preparing) || !t.during(emulation.SeasonAdopted, emulation.SeasonDecided) {
		return nil
	}
	all, err := t.asked()
	if err != nil {
		return err
	}
	var mine []string
	var due, dueAll legal.Date
	owing := map[emulation.ID]bool{}
	for i := range all {
		f := &all[i]
		for _, u := range t.owing(f) {
			if u.ID == t.unit.ID && t.is(ownPeople) {
				mine, due = append(mine, f.Name), earlier(due, f.Until)
			} else {
				owing[u.ID], dueAll = true, earlier(dueAll, f.Until)
			}
		}
	}
	if len(mine) > 0 {
		t.addBy("asked", Normal, due, Target{Screen: ScreenAsked, Unit: t.unit}, emulation.Say("task.why-asked", "names", strings.Join(mine, "; ")), "asked", len(all), "count", len(mine))
	}
	if len(owing) > 0 && t.is(preparing) {
		var units []book.Unit
		for _, u := range t.season.Cluster.Members {
			if owing[u.ID] {
				units = append(units, u)
			}
		}
		t.addBy("remind-figures", Someday, dueAll, Target{Screen: ScreenAsked}, emulation.Say("task.why-units", "units", book.Names(units)), "count", len(units))
	}
	return nil
}

// owing are the units that have not answered a figure; what a sheet will report is not owed before it was handed in.
func (t *tasks) owing(f *year.Figure) []book.Unit {
	return emulation.Where(f.Missing(), func(u book.Unit) bool { return f.Criterion == "" || !sheet.Open(t.steps[u.ID]) })
}

// earlier is the earlier of two days, of which either may be none.
func earlier(a legal.Date, b string) legal.Date {
	if b == "" || a != "" && a <= legal.Date(b) {
		return a
	}
	return legal.Date(b)
}
