package clusters

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// units are the units of the office, what became of them, and the clusters they belong to.
type units struct {
	screen  *Screen
	table   *grid.Register
	place   *screen.Place
	buttons *fyne.Container
}

func newUnits(s *Screen) *units {
	u := &units{screen: s, buttons: widgets.Flow(4)}
	u.table = grid.NewRegister(s.In("units"), u.buttons, nil,
		grid.Column{Title: text.T("ui.clusters.column.unit"), Width: 300, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.clusters.column.short"), Width: 150},
		grid.Column{Title: text.T("ui.clusters.column.in"), Width: 230, Wrap: true},
		grid.Column{Title: text.T("ui.clusters.column.history"), Width: 330, Wrap: true},
	)
	u.table.Selected = u.offer
	u.place = s.NewPlace(u.table, widgets.NewEmpty(fynetheme.GridIcon(), text.T("ui.clusters.units.empty"), text.T("ui.clusters.units.empty.next"), text.T("ui.clusters.add"), u.add))
	return u
}

func (u *units) show(r *reading) {
	u.table.Hint = text.T("ui.clusters.units.hint")
	u.place.Empty(len(r.units) == 0)
	var rows []grid.TableRow
	for i := range r.units {
		x := &r.units[i]
		row := grid.TableRow{Key: x.ID.String(), Cells: []grid.Cell{{Text: x.Name}, {Text: x.Short, Style: grid.Muted}, {Text: clustersOf(x), Style: grid.Muted},
			{Text: history(x), Style: grid.Muted}}}
		if x.Ended {
			row.Cells[0].Style = grid.Muted
		}
		if x.Conflict {
			row.Cells[0].State, row.Cells[0].Note = grid.Warn, text.T("ui.season.conflict")
		}
		rows = append(rows, row)
	}
	u.table.ShowFrom(0, 0, rows...)
}

// member says whether a membership stands.
func member(m season.UnitMembership) bool { return m.Until == "" }

func clustersOf(x *season.UnitCard) string {
	return strings.Join(emulation.Map(emulation.Where(x.Memberships, member), func(m season.UnitMembership) string { return m.Cluster.Info.Name }), "; ")
}

// history says what became of a unit and where it came from.
func history(x *season.UnitCard) string {
	var parts []string
	for _, s := range x.Successions {
		switch {
		case s.Was != "":
			parts = append(parts, text.T("ui.clusters.was", "name", s.Was, "until", text.Day(s.Date)))
		case len(s.Units) > 0:
			parts = append(parts, text.T("ui.clusters.became", "what", text.T("succession."+s.Kind), "date", text.Day(s.Date), "into", book.Labels(s.Units, ", ")))
		default:
			parts = append(parts, text.T("ui.clusters.ended", "what", text.T("succession."+s.Kind), "date", text.Day(s.Date)))
		}
	}
	if len(x.From) > 0 {
		parts = append(parts, text.T("ui.clusters.from", "units", book.Labels(x.From, ", ")))
	}
	for _, m := range x.Memberships {
		if !member(m) {
			parts = append(parts, text.T("ui.clusters.left", "cluster", m.Cluster.Info.Name, "until", text.Day(m.Until)))
		}
	}
	return text.Capital(strings.Join(parts, "; "))
}

// offer offers what can become of the selected unit.
func (u *units) offer(key string) {
	u.buttons.Objects = nil
	defer u.buttons.Refresh()
	r := u.screen.reading
	if r == nil {
		return
	}
	x := emulation.Find(r.units, func(x *season.UnitCard) bool { return x.ID.String() == key })
	if x == nil || x.Ended {
		return
	}
	for _, b := range []struct {
		word string
		do   func(season.UnitCard)
		none bool
	}{
		{"ui.clusters.join", u.join, len(u.others(x)) == 0}, {"ui.clusters.leave", u.leave, !slices.ContainsFunc(x.Memberships, member)},
		{"ui.clusters.rename", u.rename, false}, {"ui.clusters.arrange", u.arrange, false},
	} {
		if !b.none {
			u.buttons.Add(widgets.NewQuietButton(text.T(b.word), nil, func() { b.do(*x) }))
		}
	}
}

// in are the labels of the clusters a unit is a member of.
func (r *reading) in(x *season.UnitCard) []string {
	return emulation.Map(emulation.Where(x.Memberships, member), func(m season.UnitMembership) string { return r.label(&m.Cluster) })
}

// others are the labels of the clusters a unit is no member of.
func (u *units) others(x *season.UnitCard) []string {
	in := u.screen.reading.in(x)
	return emulation.Where(u.screen.reading.labels(), func(name string) bool { return !slices.Contains(in, name) })
}

// add asks for units, a line each, and the cluster they belong to.
func (u *units) add() {
	s, r := u.screen, u.screen.reading
	s.Turn(tabUnits)
	fields := []widgets.Field{{Name: text.T("ui.clusters.add.lines"), Hint: text.T("ui.clusters.add.hint"), Lines: 8}}
	none := text.T("ui.clusters.add.none")
	if r != nil && len(r.clusters) > 0 {
		names := append(r.labels(), none)
		fields = append(fields, widgets.Field{Name: text.T("ui.clusters.add.into"), Options: names, Value: names[0], Wide: 400},
			widgets.Field{Name: text.T("ui.clusters.since"), Hint: text.T("ui.clusters.since.hint"), Day: s.Now, Wide: 200})
	}
	s.ask(u.place, text.T("ui.clusters.add.heading"), text.T("ui.clusters.add.what"), fields, text.T("ui.clusters.added"), func(in []string) error {
		units, err := typedUnits(in[0])
		if err != nil {
			return err
		}
		cluster, since := "", ""
		if len(in) > 1 {
			cluster, since = r.code(in[1]), in[2]
		}
		return s.room.AddUnits(cluster, since, units...)
	})
}

// typedUnits reads units as they were typed or pasted out of a table: full name, short name and code, between them a semicolon or a tab; short name and
// code may be left out, or left empty. A name that is a number is a column too many, and none of a unit.
func typedUnits(typed string) ([]season.FoundingUnit, error) {
	var units []season.FoundingUnit
	for i, line := range lines(typed) {
		parts := emulation.Map(strings.Split(strings.ReplaceAll(strings.TrimRight(line, ";\t "), "\t", ";"), ";"), strings.TrimSpace)
		if parts[0] == "" || len(parts) > 3 || strings.Trim(parts[0], "0123456789. ") == "" {
			return nil, emulation.Errorf(emulation.Invalid, "ui.clusters.add.bad", "line", i+1, "text", line)
		}
		parts = append(parts, "", "")
		unit := season.FoundingUnit{UnitInfo: emulation.UnitInfo{Name: parts[0], Short: parts[1]}}
		if unit.Code = code(parts[2], parts[1]); unit.Code == "" {
			unit.Code = code("", parts[0])
		}
		units = append(units, unit)
	}
	return units, nil
}

func (u *units) join(x season.UnitCard) {
	s, r, names := u.screen, u.screen.reading, u.others(&x)
	s.ask(u.place, text.T("ui.clusters.join.heading", "unit", x.Label()), "", []widgets.Field{
		{Name: text.T("ui.clusters.add.into"), Options: names, Value: names[0], Wide: 400},
		{Name: text.T("ui.clusters.since"), Hint: text.T("ui.clusters.since.hint"), Day: s.Now, Wide: 200},
	}, text.T("ui.clusters.joined", "unit", x.Label()), func(in []string) error {
		return s.room.JoinCluster(r.code(in[0]), x.ID, in[1])
	})
}

func (u *units) leave(x season.UnitCard) {
	s, r := u.screen, u.screen.reading
	names := r.in(&x)
	s.ask(u.place, text.T("ui.clusters.leave.heading", "unit", x.Label()), text.T("ui.clusters.leave.what"), []widgets.Field{
		{Name: text.T("ui.clusters.leave.which"), Options: names, Value: names[0], Wide: 400},
		{Name: text.T("ui.clusters.day"), Hint: text.T("ui.clusters.day.hint"), Day: s.Now, Wide: 200},
		{Name: text.T("ui.clusters.reason"), Hint: text.T("ui.clusters.reason.hint")},
	}, text.T("ui.clusters.gone", "unit", x.Label()), func(in []string) error {
		return s.room.LeaveCluster(r.code(in[0]), x.ID, in[1], in[2])
	})
}

func (u *units) rename(x season.UnitCard) {
	s := u.screen
	s.ask(u.place, text.T("ui.clusters.rename.heading", "unit", x.Name), text.T("ui.clusters.rename.what"), []widgets.Field{
		{Name: text.T("ui.clusters.rename.name"), Value: x.Name},
		{Name: text.T("ui.clusters.rename.short"), Value: x.Short, Wide: 300},
		{Name: text.T("ui.clusters.day"), Hint: text.T("ui.clusters.day.hint"), Day: s.Now, Wide: 200},
		{Name: text.T("ui.clusters.basis"), Hint: text.T("ui.clusters.basis.hint")},
	}, text.T("ui.clusters.renamed"), func(in []string) error { return s.room.RenameUnit(x.ID, in[2], in[0], in[1], in[3]) })
}

// arrange asks for what becomes of a unit: it is merged into another, divided, or dissolved.
func (u *units) arrange(x season.UnitCard) {
	s := u.screen
	kinds := []string{emulation.SuccessionMerged, emulation.SuccessionSplit, emulation.SuccessionDissolved}
	words := emulation.Map(kinds, func(k string) string { return text.T("ui.clusters.arrange." + k) })
	s.ask(u.place, text.T("ui.clusters.arrange.heading", "unit", x.Label()), text.T("ui.clusters.arrange.what"), []widgets.Field{
		{Name: text.T("ui.clusters.arrange.how"), Options: words, Value: words[0], Wide: 300},
		{Name: text.T("ui.clusters.day"), Hint: text.T("ui.clusters.day.hint"), Day: s.Now, Wide: 200},
		{Name: text.T("ui.clusters.arrange.into"), Hint: text.T("ui.clusters.arrange.into.hint"), Lines: 3},
		{Name: text.T("ui.clusters.basis"), Hint: text.T("ui.clusters.basis.hint")},
	}, text.T("ui.clusters.arranged", "unit", x.Label()), func(in []string) error {
		var into []emulation.ID
		for _, name := range lines(in[2]) {
			other, err := s.ws.FindUnit(name)
			if err != nil {
				return err
			}
			into = append(into, other.ID)
		}
		switch kinds[slices.Index(words, in[0])] {
		case emulation.SuccessionMerged:
			if len(into) != 1 {
				return emulation.Errorf(emulation.Invalid, "ui.clusters.arrange.one")
			}
			return s.room.MergeUnits([]emulation.ID{x.ID}, into[0], in[1], in[3])
		case emulation.SuccessionSplit:
			return s.room.SplitUnit(x.ID, into, in[1], in[3])
		}
		return s.room.DissolveUnit(x.ID, into, in[1], in[3])
	})
}
