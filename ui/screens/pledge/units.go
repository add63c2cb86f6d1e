package pledge

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
)

// units is how far every unit is with its registration and its signature.
type units struct {
	screen  *Screen
	table   *grid.Register
	buttons *fyne.Container
	reading *reading
}

func newUnits(s *Screen) *units {
	u := &units{screen: s, buttons: widgets.Flow(4)}
	u.table = grid.NewRegister(s.Host, u.buttons, nil,
		grid.Column{Title: text.T("ui.pledge.column.unit"), Width: 220, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.pledge.column.post"), Width: 100},
		grid.Column{Title: text.T("ui.pledge.column.registration"), Width: 140},
		grid.Column{Title: text.T("ui.pledge.column.movements"), Width: 76, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.pledge.column.targets"), Width: 76, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.pledge.column.titles"), Width: 84, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.pledge.column.signature"), Width: 170},
		grid.Column{Title: text.T("ui.pledge.column.signed-on"), Width: 96},
	)
	u.table.Hint = text.T("ui.pledge.units.hint")
	u.table.Explain = u.explain
	u.table.Selected = u.offer
	return u
}

func (u *units) show(r *reading) {
	u.reading = r
	var rows []grid.TableRow
	for i := range r.units {
		reg, sig := &r.units[i], &r.compact.Signatures[i]
		row := grid.TableRow{Key: reg.Unit.ID.String(), Cells: []grid.Cell{{Text: reg.Unit.Label()}, {Text: text.Capital(postName(sig.Post)), Style: grid.Muted},
			registrationCell(reg), {}, {}, {}, signatureCell(r.compact, sig), {Text: text.Day(sig.Date)}}}
		if r.own != nil && reg.Unit.ID == r.own.Unit.ID {
			row.Cells[0].Style = grid.Bold
		}
		if reg.Given {
			for c, n := range []int{len(reg.Movements), len(reg.Targets), len(reg.Titles)} {
				row.Cells[3+c].Text = strconv.Itoa(n)
			}
		}
		if !sig.Given {
			row.Cells[7].Text = ""
		}
		rows = append(rows, row)
	}
	u.table.Show(rows...)
	if u.screen.toOwn && r.own != nil {
		u.screen.toOwn = false
		u.table.Grid.Select(slices.IndexFunc(r.units, func(x pledge.Registered) bool { return x.Unit.ID == r.own.Unit.ID }), 0)
	}
}

func postName(p emulation.Post) string {
	if p == "" {
		return ""
	}
	return text.T("post." + string(p))
}

func registrationCell(r *pledge.Registered) grid.Cell {
	switch {
	case !r.Given:
		return grid.Cell{Text: text.T("ui.pledge.not-registered"), Style: grid.Muted, State: grid.Pending}
	case r.Conflict:
		return grid.Cell{Text: text.T("ui.pledge.two-versions"), State: grid.Warn, Note: text.T("ui.season.conflict")}
	case r.Objection != "":
		return grid.Cell{Text: text.T("ui.pledge.objected"), State: grid.Warn, Note: text.T("ui.pledge.objection", "reason", r.Objection)}
	case r.OnBehalf != nil:
		return grid.Cell{Text: text.T("ui.pledge.registered-for"), State: grid.OK}
	}
	return grid.Cell{Text: text.T("ui.pledge.has-registered"), State: grid.OK}
}

func signatureCell(c *pledge.Compact, s *pledge.Signature) grid.Cell {
	switch {
	case s.Conflict:
		return grid.Cell{Text: text.T("ui.pledge.two-versions"), State: grid.Warn, Note: text.T("ui.season.conflict")}
	case s.Objection != "":
		return grid.Cell{Text: text.T("ui.pledge.objected"), State: grid.Warn, Note: text.T("ui.pledge.objection", "reason", s.Objection)}
	case s.State == pledge.SignedEarlier:
		return grid.Cell{Text: text.T("ui.pledge.signed-earlier"), State: grid.Warn, Note: text.T("ui.pledge.signed-earlier.note")}
	case s.State == pledge.SignedFor:
		return grid.Cell{Text: text.T("ui.pledge.signed-for"), State: grid.OK}
	case s.State == pledge.Signed:
		return grid.Cell{Text: text.T("ui.pledge.has-signed"), State: grid.OK}
	case !c.Given:
		return grid.Cell{Text: text.T("ui.pledge.no-compact"), Style: grid.Muted}
	}
	return grid.Cell{Text: text.T("ui.pledge.not-signed"), Style: grid.Muted, State: grid.Pending}
}

// explain says what a unit registered for and from which paper something was entered.
func (u *units) explain(row, _ int) (widgets.State, string) {
	r := u.reading
	if r == nil || row >= len(r.units) {
		return widgets.Neutral, ""
	}
	reg, sig := &r.units[row], &r.compact.Signatures[row]
	var parts []string
	if reg.Given {
		if len(reg.Titles) > 0 {
			parts = append(parts, text.T("ui.pledge.explain.titles", "titles", strings.Join(reg.Titles, "; ")))
		}
		if len(reg.Targets) > 0 {
			targets := emulation.Map(reg.Targets, func(t emulation.Target) string {
				return vietnamese.OneLine(t.Name + " " + vietnamese.Measured(text.Figure(t.Value), t.Measure))
			})
			parts = append(parts, text.T("ui.pledge.explain.targets", "targets", strings.Join(targets, "; ")))
		}
		if reg.OnBehalf != nil {
			parts = append(parts, text.T("ui.pledge.explain.behalf", "author", reg.Author, "signer", reg.OnBehalf.Signer, "paper", reg.OnBehalf.Paper.Name))
		}
	}
	if sig.Given && sig.OnBehalf != nil {
		parts = append(parts, text.T("ui.pledge.explain.signed-for", "author", sig.Author, "signer", sig.OnBehalf.Signer, "paper", sig.OnBehalf.Paper.Name))
	}
	return widgets.Neutral, strings.Join(parts, "  ·  ")
}

// offer offers what this desk may do about the selected unit: enter a signature from a paper, or object to what was entered for its own.
func (u *units) offer(key string) {
	u.buttons.Objects = nil
	r := u.reading
	if r == nil {
		return
	}
	for i := range r.units {
		if r.units[i].Unit.ID.String() == key {
			u.offerFor(r, &r.units[i], &r.compact.Signatures[i])
		}
	}
	u.buttons.Refresh()
	u.table.Content.Refresh()
}

func (u *units) offerFor(r *reading, reg *pledge.Registered, sig *pledge.Signature) {
	own := r.own != nil && reg.Unit.ID == r.own.Unit.ID
	if own {
		u.offerOwn(r)
	}
	if !own && r.write.OK && r.compact.Given && !sig.Counts() {
		u.buttons.Add(widgets.NewButton(text.T("ui.pledge.sign-for"), theme.IconEvidence.Resource(), func() { u.signFor(reg.Unit) }))
	}
}

// offerOwn offers the own unit to object to what was entered for it, and its leader to let others enter its papers.
func (u *units) offerOwn(r *reading) {
	s := u.screen
	for _, e := range r.entered {
		if e.Objection == "" {
			u.buttons.Add(widgets.NewQuietButton(text.T("ui.pledge.object."+e.What), nil, func() { u.object(e.What) }))
			continue
		}
		u.buttons.Add(widgets.NewQuietButton(text.T("ui.pledge.object.withdraw."+e.What), nil, func() {
			s.Act(text.T("ui.pledge.object.withdrawn"), func() error { return s.room.WithdrawObjection(e.What) })
		}))
	}
	switch {
	case !r.agree.OK:
	case r.agreed:
		u.buttons.Add(widgets.NewQuietButton(text.T("ui.pledge.agree.end"), nil, func() {
			s.Confirm(text.T("ui.pledge.agree.end.sure"), text.T("ui.pledge.agree.end"), func() {
				s.Act(text.T("ui.pledge.agree.ended"), func() error { return s.room.Agree(false, "") })
			})
		}))
	default:
		u.buttons.Add(widgets.NewQuietButton(text.T("ui.pledge.agree"), nil, func() {
			s.AskFor(text.T("ui.pledge.agree.why"), text.T("ui.pledge.agree.hint"), text.T("ui.pledge.agree.do"), func(why string) {
				s.Act(text.T("ui.pledge.agree.done"), func() error { return s.room.Agree(true, why) })
			})
		}))
	}
}

func (u *units) object(what string) {
	s := u.screen
	s.AskFor(text.T("ui.pledge.object.why"), text.T("ui.pledge.object.hint"), text.T("ui.pledge.object.do"), func(why string) {
		s.Act(text.T("ui.pledge.object.done"), func() error { return s.room.Object(what, why) })
	})
}

// signFor enters a signature from the signed paper: who signed, then the scan of it.
func (u *units) signFor(unit book.Unit) {
	s := u.screen
	s.AskFor(text.T("ui.pledge.sign-for.who", "unit", unit.Label()), text.T("ui.pledge.sign-for.hint"), text.T("ui.pledge.sign-for.file"),
		func(signer string) {
			screen.PickFile(s.Host, "paper", "", nil, func(path string) {
				s.Act(text.T("ui.pledge.sign-for.done", "unit", unit.Label()), func() error { return s.signFrom(unit.ID, signer, path) })
			}, s.Refused)
		})
}

// signFrom stores the signed paper and enters the signature; away from the window.
func (s *Screen) signFrom(unit emulation.ID, signer, path string) error {
	return screen.WithFile(path, func(name string, r io.Reader) error {
		paper, err := s.ws.Attach(name, r)
		if err != nil {
			return err
		}
		return s.room.SignCompactFor(unit, signer, paper)
	})
}
