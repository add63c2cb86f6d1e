package pledge

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// own is the registration of the own unit: movements, targets and titles, each a list of lines with an empty one at its end.
type own struct {
	screen *Screen
	table  *grid.Register
	unit   emulation.ID
	known  emulation.Registration // as last read
	held   map[string][]string    // what lines say that were typed and are not in known yet, by key
	saved  []string               // keys in held that are on disk: the next reading has them
}

// The lists of a registration, as the keys of their rows begin.
const (
	listMovements = "m"
	listTargets   = "t"
	listTitles    = "h"
)

func newOwn(s *Screen) *own {
	o := &own{screen: s, held: map[string][]string{}}
	o.table = grid.NewRegister(s.In("own"), nil, o.save,
		grid.Column{Title: text.T("ui.pledge.column.what"), Width: 420, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.pledge.column.value"), Width: 150, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.pledge.column.measure"), Width: 150},
	)
	return o
}

func (o *own) show(r *reading) {
	for _, key := range o.saved {
		delete(o.held, key)
	}
	o.saved = nil
	if r.own == nil {
		o.table.Hint = text.T("ui.pledge.own.office")
		o.table.Show()
		return
	}
	o.unit, o.known = r.own.Unit.ID, r.own.Registration
	open := r.register.OK && !r.own.Conflict
	o.table.Hint = text.T("ui.pledge.own.hint")
	switch {
	case r.own.Conflict:
		o.table.Hint = text.T("ui.season.conflict")
	case !open:
		o.table.Hint = text.T("ui.pledge.own.closed", "why", r.register.Why)
	case r.own.OnBehalf != nil:
		o.table.Hint = text.T("ui.pledge.own.behalf", "author", r.own.Author, "signer", r.own.OnBehalf.Signer)
	}
	var rows []grid.TableRow
	list := func(kind, heading, add string, n int, line func(i int) []grid.Cell) {
		rows = append(rows, grid.TableRow{Key: kind, Group: true, Cells: []grid.Cell{{Text: heading, Style: grid.Bold}}})
		for i := range n {
			cells := line(i)
			for c := range cells {
				cells[c].Editable = open
			}
			rows = append(rows, grid.TableRow{Key: kind + strconv.Itoa(i), Level: 1, Cells: cells})
		}
		if open {
			cells := []grid.Cell{grid.Hint(add), {}, {}}
			if kind == listTargets {
				cells[1].Editable, cells[2].Editable = true, true
			}
			rows = append(rows, grid.TableRow{Key: kind + "+", New: true, Level: 1, Cells: cells})
		}
	}
	plain := func(lines []string) func(i int) []grid.Cell {
		return func(i int) []grid.Cell { return []grid.Cell{{Text: lines[i]}} }
	}
	list(listMovements, text.T("ui.pledge.movements"), text.T("ui.pledge.movements.add"), len(o.known.Movements), plain(o.known.Movements))
	list(listTargets, text.T("ui.pledge.targets"), text.T("ui.pledge.targets.add"), len(o.known.Targets), func(i int) []grid.Cell {
		t := o.known.Targets[i]
		return []grid.Cell{{Text: t.Name}, {Text: text.Figure(t.Value)}, {Text: t.Measure}}
	})
	list(listTitles, text.T("ui.pledge.titles"), text.T("ui.pledge.titles.add"), len(o.known.Titles), plain(o.known.Titles))
	o.table.ShowFrom(1, 0, rows...) // below the first heading
}

// save takes a line that was typed. One that was emptied asks whether it goes; a target without a name waits for it.
func (o *own) save(key string, in []string) {
	s := o.screen
	if key == listTargets+"+" && strings.TrimSpace(in[0]) == "" {
		o.table.Hold(key)
		return
	}
	if !strings.HasSuffix(key, "+") && strings.TrimSpace(strings.Join(in, "")) == "" {
		was := o.table.Read(key)
		o.table.Drop(key)
		s.Confirm(text.T("ui.pledge.drop.sure", "line", was), text.T("ui.pledge.drop"), func() { o.write(key, in) })
		return
	}
	o.write(key, in)
}

// write writes the registration with a line.
func (o *own) write(key string, in []string) {
	s := o.screen
	o.held[key] = in
	next := o.merged()
	if len(next.Movements)+len(next.Targets)+len(next.Titles) == 0 {
		delete(o.held, key)
		o.table.Refuse(key, text.T("registration.empty"))
		return
	}
	unit := o.unit
	o.table.Write(key, func() error { return s.room.Register(unit, next) }, func(err error) {
		if err != nil {
			delete(o.held, key)
			s.Notice.Tell(widgets.Bad, text.Error(err))
			return
		}
		o.saved = append(o.saved, key)
		s.Notice.Clear()
		s.Ask.Drop()
		s.Wrote(nil)
	})
}

// merged is the registration as read with every line that was typed since.
func (o *own) merged() emulation.Registration {
	r := o.known
	r.OnBehalf = nil // the unit's own people write it now
	lines := func(kind string, known []string) []string {
		var kept []string
		for i, k := range known {
			if in, ok := o.held[kind+strconv.Itoa(i)]; ok {
				k = in[0]
			}
			kept = append(kept, k)
		}
		if in, ok := o.held[kind+"+"]; ok {
			kept = append(kept, in[0])
		}
		return slices.DeleteFunc(kept, func(l string) bool { return strings.TrimSpace(l) == "" })
	}
	r.Movements, r.Titles = lines(listMovements, o.known.Movements), lines(listTitles, o.known.Titles)
	r.Targets = nil
	for i, t := range o.known.Targets {
		if in, ok := o.held[listTargets+strconv.Itoa(i)]; ok {
			t = emulation.Target{Name: in[0], Value: in[1], Measure: in[2]}
		}
		if strings.TrimSpace(t.Name+t.Value+t.Measure) != "" {
			r.Targets = append(r.Targets, t)
		}
	}
	if in, ok := o.held[listTargets+"+"]; ok {
		r.Targets = append(r.Targets, emulation.Target{Name: in[0], Value: in[1], Measure: in[2]})
	}
	return r
}
