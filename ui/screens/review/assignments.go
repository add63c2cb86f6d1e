package review

import (
	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/review"
	sheetroom "thidua/workspace/sheet"
)

// assignments is who verifies whose sheet, in which round, with the fields to assign and a proposal for all.
type assignments struct {
	screen  *Screen
	content fyne.CanvasObject
	table   *grid.Register
	tools   fyne.CanvasObject
	sheet   *widgets.Select
	by      *widgets.Select
	round   *widgets.Select
	end     *widgets.Button
	members []book.Unit // of the choices
	reading *reading
	key     string // of the selected row
}

func newAssignments(s *Screen) *assignments {
	a := &assignments{screen: s}
	a.end = widgets.NewButton(text.T("ui.review.who.end"), nil, a.askEnd)
	a.table = grid.NewRegister(s.Host, widgets.Row(6, nil, a.end), nil,
		grid.Column{Title: text.T("ui.review.who.sheet"), Width: 230, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.review.who.round"), Width: 110},
		grid.Column{Title: text.T("ui.review.who.verifier"), Width: 230, Stretch: true},
		grid.Column{Title: text.T("ui.review.who.author"), Width: 252, Wrap: true},
		grid.Column{Title: text.T("ui.review.who.note"), Width: 190},
	)
	a.table.Selected = func(key string) { a.selected(key) }
	a.sheet, a.by, a.round = widgets.NewSelect(nil, nil), widgets.NewSelect(nil, nil), widgets.NewSelect(roundNames(), nil)
	a.sheet.PlaceHolder, a.by.PlaceHolder = text.T("ui.review.who.sheet"), text.T("ui.review.who.verifier")
	a.round.SetSelectedIndex(0)
	a.tools = widgets.NewToolbar(widgets.NewButton(text.T("ui.review.who.propose"), nil, a.propose),
		widgets.Wide(210, a.sheet), widgets.Wide(150, a.round), widgets.Wide(210, a.by), widgets.NewButton(text.T("ui.review.who.assign"), nil, a.assign))
	a.content = widgets.Frame(a.tools, nil, nil, nil, a.table.Content)
	return a
}

func roundNames() []string { return []string{text.T("ui.review.round.1"), text.T("ui.review.round.2")} }

func (a *assignments) chosenRound() sheetroom.Round {
	return sheetroom.Round(a.round.SelectedIndex() + 1)
}

func rowKey(x *review.AssignmentView) string { return x.Sheet.ID.String() + x.Verifier.ID.String() }

func (a *assignments) show(r *reading) {
	a.reading = r
	a.members = r.season.Cluster.Members
	names := emulation.Map(a.members, book.Unit.Label)
	a.sheet.SetOptions(names)
	a.by.SetOptions(names)
	a.tools.(*widgets.Panel).Hidden = !r.assign.OK
	a.table.Hint = text.T("ui.review.who.hint")
	switch {
	case !r.assign.OK:
		a.table.Hint = text.T("ui.review.who.closed", "why", r.assign.Why)
	case len(r.assignments) == 0:
		a.table.Hint = text.T("ui.review.who.none")
	}
	var rows []grid.TableRow
	for i := range r.assignments {
		x := &r.assignments[i]
		note := grid.Cell{}
		switch {
		case x.Conflict:
			note = grid.Cell{Text: text.Capital(text.T("ui.review.who.conflict")), State: grid.Warn, Note: text.T("ui.review.who.conflict.long")}
		case x.NoDesk:
			note = grid.Cell{Text: text.Capital(text.T("ui.review.who.no-desk")), State: grid.Warn, Note: text.T("ui.review.who.no-desk.long", "unit", x.Verifier.Label())}
		}
		rows = append(rows, grid.TableRow{Key: rowKey(x), Cells: []grid.Cell{{Text: x.Sheet.Label()}, {Text: roundNames()[x.Round-1]}, {Text: x.Verifier.Label()},
			{Text: x.Author, Style: grid.Muted}, note}})
	}
	a.table.Show(rows...)
	a.content.Refresh()
}

func (a *assignments) selected(key string) {
	a.key = key
	a.end.Hidden = key == "" || a.reading == nil || !a.reading.assign.OK
}

// chosen is the assignment the table stands on.
func (a *assignments) chosen() *review.AssignmentView {
	return emulation.Find(a.reading.assignments, func(x *review.AssignmentView) bool { return rowKey(x) == a.key })
}

// assign writes what the fields say.
func (a *assignments) assign() {
	s, sheet, by := a.screen, a.sheet.SelectedIndex(), a.by.SelectedIndex()
	if sheet < 0 || by < 0 {
		s.Tell(widgets.Info, text.T("ui.review.who.choose"))
		return
	}
	of, verifier, round := a.members[sheet], a.members[by], a.chosenRound()
	s.Act(text.T("ui.review.who.assigned", "unit", of.Label(), "verifier", verifier.Label()),
		func() error { return s.room.AssignVerifier(of.ID, verifier.ID, round) })
}

// askEnd asks why a verifier is taken off a sheet.
func (a *assignments) askEnd() {
	s, x := a.screen, a.chosen()
	if x == nil {
		return
	}
	s.AskFor(text.T("ui.review.who.end.why", "unit", x.Sheet.Label(), "verifier", x.Verifier.Label()), text.T("ui.move.reason.hint"),
		text.T("ui.review.who.end"), func(reason string) {
			s.Act(text.T("ui.review.who.ended", "unit", x.Sheet.Label(), "verifier", x.Verifier.Label()),
				func() error { return s.room.EndAssignment(x.Sheet.ID, x.Verifier.ID, reason) })
		})
}

// propose shows a proposal for all sheets of a round, and writes it if a person agrees.
func (a *assignments) propose() {
	s, round := a.screen, a.chosenRound()
	s.Queue.Go(func() func() {
		proposed, err := s.room.ProposeAssignments(round)
		return func() {
			if err != nil {
				s.Refused(err)
				return
			}
			w := widgets.Sheet{Title: text.T("ui.review.who.proposal", "round", roundNames()[round-1]), Intro: text.T("ui.review.who.proposal.intro"),
				Confirm: text.T("ui.review.who.assign"), Cancel: text.T("ui.move.cancel"), Do: func() { a.take(proposed) }}
			for i := range proposed {
				x := &proposed[i]
				check := widgets.Check{State: widgets.Neutral, Text: text.T("ui.review.who.line", "unit", x.Sheet.Label(), "verifier", x.Verifier.Label())}
				if x.NoDesk {
					check.State, check.Text = widgets.Warn, text.T("ui.review.who.line-no-desk", "unit", x.Sheet.Label(), "verifier", x.Verifier.Label())
				}
				w.Checks = append(w.Checks, check)
			}
			w.Show(s.Window.Canvas())
		}
	})
}

// take writes a proposal; the own sheet is left to others, which is told.
func (a *assignments) take(proposed []review.AssignmentView) {
	s := a.screen
	s.Queue.Go(func() func() {
		left, err := s.room.AssignVerifiers(proposed)
		return func() {
			switch {
			case err != nil:
				s.Refused(err)
				return
			case len(left) > 0:
				s.Tell(widgets.Warn, text.T("ui.review.who.left", "unit", left[0].Sheet.Label()))
			default:
				s.Tell(widgets.OK, text.T("ui.review.who.taken", "count", len(proposed)))
			}
			s.Saved()
			s.Refresh()
		}
	})
}
