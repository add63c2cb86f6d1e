package running

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	yearroom "thidua/workspace/year"
)

// activities are those of every unit and of the cluster; the own ones can be typed into.
type activities struct {
	screen *Screen
	t      *grid.Register
	known  map[string]yearroom.UnitActivity
}

// The columns of the activities.
const (
	activityName = iota
	activityKind
	activityDate
	activityPlace
	activityResult
	activityUnit
)

// keyNewOfCluster is the row in which a new activity of the cluster is typed.
const keyNewOfCluster = "\x00new of the cluster"

func newActivities(s *Screen) *activities {
	a := &activities{screen: s}
	a.t = grid.NewRegister(s.Host, nil, a.save,
		grid.Column{Title: text.T("ui.running.column.activity"), Width: 280, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.kind"), Width: 150},
		grid.Column{Title: text.T("ui.running.column.date"), Width: 104},
		grid.Column{Title: text.T("ui.running.column.place"), Width: 150},
		grid.Column{Title: text.T("ui.running.column.result"), Width: 200, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.unit"), Width: 130},
	)
	return a
}

// leads says whether this desk keeps what is the cluster's own.
func leads(r *reading) bool {
	leaders := slices.Concat(r.season.Head, r.season.Deputies)
	return r.me.Subject == emulation.SubjectOffice || slices.ContainsFunc(leaders, func(u book.Unit) bool { return r.own(u.ID) })
}

func (a *activities) show(r *reading) {
	a.t.Hint = text.T("ui.running.list.hint")
	why := r.closed()
	if why != "" {
		a.t.Hint = why
	}
	ofCluster := leads(r)
	a.known = map[string]yearroom.UnitActivity{}
	var rows []grid.TableRow
	for _, x := range r.activities {
		open := why == "" && r.own(x.Unit.ID)
		unit := x.Unit.Label()
		if x.OfCluster {
			open, unit = ofCluster, text.T("ui.running.activities.cluster")
		}
		key := x.Unit.ID.String() + x.Code
		a.known[key] = x
		rest := open && !x.Conflict
		rows = append(rows, grid.TableRow{Key: key, Cells: []grid.Cell{typable(x.Name, open, x.Conflict), typable(text.Capital(kindName(x.Kind)), rest, false),
			typable(text.Day(x.Date), rest, false), typable(x.Place, rest, false), typable(x.Result, rest, false), {Text: unit, Style: grid.Muted}}})
	}
	adding := func(key, words, unit string) {
		row := grid.TableRow{Key: key, New: true, Cells: make([]grid.Cell, 6)}
		for i := range row.Cells[:activityUnit] {
			row.Cells[i].Editable = true
		}
		row.Cells[activityName] = grid.Hint(words)
		row.Cells[activityUnit] = grid.Cell{Text: unit, Style: grid.Muted}
		rows = append(rows, row)
	}
	if why == "" {
		adding(grid.KeyNew, text.T("ui.running.activities.add"), r.me.Unit.Label())
	}
	if ofCluster {
		adding(keyNewOfCluster, text.T("ui.running.activities.add-cluster"), text.T("ui.running.activities.cluster"))
	}
	a.t.Show(rows...)
}

func kindName(kind string) string { return text.T("activity.kind." + kind) }

// kindOf is the kind a person named; "" for none.
func kindOf(typed string) string {
	if strings.TrimSpace(typed) == "" {
		return "other"
	}
	return text.Meant(typed, yearroom.ActivityKinds, kindName)
}

// save writes an activity. A new one waits for its name; a name that was emptied asks whether the activity goes off the list.
func (a *activities) save(key string, in []string) {
	s, old := a.screen, a.known[key]
	x := old.Activity
	x.Name, x.Kind, x.Date, x.Place, x.Result = in[activityName], kindOf(in[activityKind]), in[activityDate], in[activityPlace], in[activityResult]
	ofCluster, fresh := old.OfCluster || key == keyNewOfCluster, key == grid.KeyNew || key == keyNewOfCluster
	write := func(x emulation.Activity) func() error {
		return func() error { _, err := s.room.SetActivity(ofCluster, old.Code, x); return err }
	}
	switch {
	case x.Kind == "":
		a.t.Refuse(key, text.T("ui.running.activities.bad-kind", "kind", in[activityKind], "kinds", strings.Join(emulation.Map(yearroom.ActivityKinds, kindName), "; ")))
	case x.Name == "" && fresh:
		a.t.Hold(key)
	case x.Name == "":
		gone := old.Activity
		gone.Withdrawn = true
		s.withdraw(a.t, key, old.Name, write(gone))
	default:
		s.write(a.t, key, write(x))
	}
}
