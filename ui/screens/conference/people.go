package conference

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// people are the persons at the conference by name, one a row. The log holds the commitment of their list; it can be taken back whole.
type people struct {
	screen   *Screen
	table    *grid.Register
	withdraw *fyne.Container
	known    map[string]conference.Person
	reading  *reading
}

// The columns of the list.
const (
	personName = iota
	personOffice
	personRole
	personUnit
)

func newPeople(s *Screen) *people {
	p := &people{screen: s}
	p.withdraw = widgets.Row(4, nil, widgets.NewQuietButton(text.T("ui.conference.people.withdraw"), fynetheme.DeleteIcon(), p.takeBack))
	p.table = grid.NewRegister(s.In("people"), p.withdraw, p.save,
		grid.Column{Title: text.T("ui.conference.column.name"), Width: 230, Frozen: true},
		grid.Column{Title: text.T("ui.conference.column.office"), Width: 280, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.conference.column.role"), Width: 130},
		grid.Column{Title: text.T("ui.conference.column.unit"), Width: 220},
	)
	return p
}

func roleName(role string) string { return text.Capital(text.T("people." + role)) }

func (p *people) show(r *reading) {
	p.reading = r
	c, may := r.conference, r.may[record.Participants.AnyField]
	p.table.About(c.Kind)
	open := may.OK && !c.PeopleConflict && !c.PeopleGone
	p.table.Hint = text.T("ui.conference.people.hint")
	switch {
	case c.PeopleConflict:
		p.table.Hint = text.T("ui.season.conflict")
	case c.PeopleGone:
		p.table.Hint = text.T("ui.conference.people.gone")
	case !may.OK:
		p.table.Hint = text.T("ui.conference.closed", "why", may.Why)
	}
	p.withdraw.Hidden = !may.OK || c.PeopleConflict || len(c.People) == 0 && !c.PeopleGone
	p.known = map[string]conference.Person{}
	var rows []grid.TableRow
	for _, x := range c.People {
		key := strings.Join([]string{x.Role, x.Unit.ID.String(), x.Name, x.Office}, "/")
		p.known[key] = x
		row := grid.TableRow{Key: key, Cells: []grid.Cell{{Text: x.Name}, {Text: x.Office}, {Text: roleName(x.Role)}, {Text: x.Unit.Label()}}}
		for i := range row.Cells {
			row.Cells[i].Editable = open
		}
		rows = append(rows, row)
	}
	if open {
		empty := grid.Cell{Editable: true}
		rows = append(rows, grid.NewRow(grid.Hint(text.T("ui.conference.people.add")), empty, empty, empty))
	}
	p.table.Show(rows...)
}

// save writes a person. A new one waits for the role; a name that was emptied takes the person off the list.
func (p *people) save(key string, in []string) {
	s, kind := p.screen, p.screen.kind
	var old *conference.Person // nil for a new one
	if x, listed := p.known[key]; listed {
		old = &x
	}
	now := conference.Person{Name: in[personName], Office: in[personOffice]}
	if strings.TrimSpace(now.Name) == "" {
		if old == nil {
			p.table.Hold(key)
			return
		}
		p.table.Write(key, func() error { return s.room.SetPerson(kind, old, nil) }, s.wrote)
		return
	}
	if now.Role = text.Meant(in[personRole], conference.Roles, roleName); now.Role == "" {
		if strings.TrimSpace(in[personRole]) == "" && old == nil {
			p.table.Hold(key)
			return
		}
		p.table.Refuse(key, text.T("ui.conference.people.bad-role", "text", in[personRole], "roles", strings.Join(emulation.Map(conference.Roles, roleName), ", ")))
		return
	}
	if name := strings.TrimSpace(in[personUnit]); name != "" {
		var ok bool
		if now.Unit, ok = book.Named(p.reading.season.Cluster.Members, name); !ok {
			p.table.Refuse(key, text.T("ui.conference.no-unit", "name", name))
			return
		}
	}
	p.table.Write(key, func() error { return s.room.SetPerson(kind, old, &now) }, s.wrote)
}

// takeBack asks whether the whole list goes.
func (p *people) takeBack() {
	s, kind := p.screen, p.screen.kind
	s.Confirm(text.T("ui.conference.people.withdraw.sure"), text.T("ui.conference.people.withdraw"), func() {
		s.Act(text.T("ui.conference.people.withdrawn"), func() error { return s.room.WithdrawPeople(kind) })
	})
}
