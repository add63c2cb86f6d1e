package running

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/vietnamese"
)

// people is what the law asks of the own unit's people, as counts.
type people struct {
	screen *Screen
	t      *grid.Register
	known  emulation.Headcount
}

// count is one line of the headcount: its key ("ui.running.people.<key>"), how it is read and set.
type count struct {
	key string
	get func(h *emulation.Headcount) string
	set func(h *emulation.Headcount, typed string) error
}

func number(key string, at func(h *emulation.Headcount) *uint64) count {
	return count{key, func(h *emulation.Headcount) string {
		if *at(h) == 0 {
			return ""
		}
		return strconv.FormatUint(*at(h), 10)
	}, func(h *emulation.Headcount, typed string) (err error) {
		*at(h) = 0
		if typed = strings.TrimSpace(typed); typed != "" {
			if *at(h), err = strconv.ParseUint(typed, 10, 32); err != nil {
				return emulation.Errorf(emulation.Invalid, "ui.running.people.bad-count", "text", typed)
			}
		}
		return nil
	}}
}

func yes(key string, at func(h *emulation.Headcount) *bool) count {
	return count{key, func(h *emulation.Headcount) string {
		if *at(h) {
			return text.T("ui.running.yes")
		}
		return ""
	}, func(h *emulation.Headcount, typed string) error {
		switch folded := vietnamese.Fold(strings.TrimSpace(typed)); folded {
		case vietnamese.Fold(text.T("ui.running.yes")), "x":
			*at(h) = true
		case "", vietnamese.Fold(text.T("ui.running.no")):
			*at(h) = false
		default:
			return emulation.Errorf(emulation.Invalid, "ui.running.people.bad-yes", "text", typed)
		}
		return nil
	}}
}

var counts = []count{
	number("people", func(h *emulation.Headcount) *uint64 { return &h.People }),
	number("advanced", func(h *emulation.Headcount) *uint64 { return &h.Advanced }),
	number("fighters", func(h *emulation.Headcount) *uint64 { return &h.Fighters }),
	number("disciplined", func(h *emulation.Headcount) *uint64 { return &h.Disciplined }),
	{"tasks", func(h *emulation.Headcount) string { return text.Figure(h.TasksDone) }, func(h *emulation.Headcount, typed string) error { h.TasksDone = typed; return nil }},
	number("excellent", func(h *emulation.Headcount) *uint64 { return &h.Excellent }),
	yes("movement", func(h *emulation.Headcount) *bool { return &h.Movement }),
	yes("feat", func(h *emulation.Headcount) *bool { return &h.Feat }),
	yes("contribution", func(h *emulation.Headcount) *bool { return &h.Contribution }),
}

func newPeople(s *Screen) *people {
	p := &people{screen: s}
	p.t = grid.NewRegister(s.In("headcount"), nil, p.save,
		grid.Column{Title: text.T("ui.running.column.what"), Width: 420, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.value"), Width: 130, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.running.column.measure"), Width: 180},
	)
	return p
}

func (p *people) show(r *reading) {
	p.t.Hint = text.T("ui.running.people.hint")
	if why := r.closed(); why != "" {
		p.t.Hint = why
	}
	p.known = emulation.Headcount{}
	conflict, found := false, false
	for _, h := range r.people {
		if r.own(h.Unit.ID) {
			p.known, conflict, found = h.Headcount, h.Conflict, true
		}
	}
	var rows []grid.TableRow
	for _, c := range counts {
		if found {
			rows = append(rows, grid.TableRow{Key: c.key, Cells: []grid.Cell{{Text: text.T("ui.running.people." + c.key)},
				screen.Typable(c.get(&p.known), r.closed() == "", conflict), {Text: text.T("ui.running.people." + c.key + ".measure"), Style: grid.Muted}}})
		}
	}
	p.t.ShowFrom(0, 1, rows...)
}

// save writes all counts, with what is still on screen of other rows.
func (p *people) save(key string, in []string) {
	next := p.known
	for i, c := range counts {
		typed := in[1]
		if c.key != key {
			typed = p.t.Inputs(i)[1]
		}
		if err := c.set(&next, typed); err != nil {
			if c.key != key {
				continue // that row says so itself
			}
			p.t.Refuse(key, text.Error(err))
			return
		}
	}
	s := p.screen
	s.write(p.t, key, func() error { return s.room.SetHeadcount(next) })
}
