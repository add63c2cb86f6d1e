package running

import (
	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	yearroom "thidua/workspace/year"
)

// achievements are the initiatives or the exemplars of every unit; the own ones can be typed into.
type achievements struct {
	screen *Screen
	kind   string
	t      *grid.Register
	known  map[string]yearroom.UnitAchievement
	units  []book.Unit // that could have taken something over
}

// The columns of the achievements.
const (
	achievementName = iota
	achievementField
	achievementSummary
	achievementIn
	achievementUnit
)

func newAchievements(s *Screen, kind string) *achievements {
	a := &achievements{screen: s, kind: kind}
	a.t = grid.NewRegister(s.Host, nil, a.save,
		grid.Column{Title: text.T("ui.running.column." + kind), Width: 280, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.field"), Width: 130},
		grid.Column{Title: text.T("ui.running.column.summary"), Width: 290, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.replicated"), Width: 190, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.unit"), Width: 130},
	)
	return a
}

func (a *achievements) show(r *reading) {
	a.t.Hint = text.T("ui.running.list.hint")
	why := r.closed()
	if why != "" {
		a.t.Hint = why
	}
	list := r.initiatives
	if a.kind == yearroom.Exemplar {
		list = r.exemplars
	}
	a.units = r.season.Cluster.Members
	a.known = map[string]yearroom.UnitAchievement{}
	var rows []grid.TableRow
	for _, x := range list {
		open := why == "" && r.own(x.Unit.ID)
		key := x.Unit.ID.String() + x.Code
		a.known[key] = x
		rest := open && !x.Conflict
		rows = append(rows, grid.TableRow{Key: key, Cells: []grid.Cell{typable(x.Name, open, x.Conflict), typable(x.Field, rest, false), typable(x.Summary, rest, false),
			typable(book.Labels(x.In, ", "), rest, false), {Text: x.Unit.Label(), Style: grid.Muted}}})
	}
	if why == "" {
		empty := grid.Cell{Editable: true}
		rows = append(rows, grid.NewRow(grid.Hint(text.T("ui.running."+a.kind+".add")), empty, empty, empty, grid.Cell{Text: r.me.Unit.Label(), Style: grid.Muted}))
	}
	a.t.Show(rows...)
}

// save writes an achievement. A new one waits for its name; a name that was emptied asks whether it goes off the list.
func (a *achievements) save(key string, in []string) {
	s, old := a.screen, a.known[key]
	x := old.Achievement
	x.Name, x.Field, x.Summary = in[achievementName], in[achievementField], in[achievementSummary]
	units, unknown := book.AllNamed(a.units, in[achievementIn])
	x.Replicated = book.IDs(units)
	write := func(x emulation.Achievement) func() error {
		return func() error { _, err := s.room.SetAchievement(a.kind, old.OfCluster, old.Code, x); return err }
	}
	switch {
	case unknown != "":
		a.t.Refuse(key, text.T("ui.running.replicated.unknown", "unit", unknown))
	case x.Name == "" && key == grid.KeyNew:
		a.t.Hold(key)
	case x.Name == "":
		gone := old.Achievement
		gone.Withdrawn = true
		s.withdraw(a.t, key, old.Name, write(gone))
	default:
		s.write(a.t, key, write(x))
	}
}
