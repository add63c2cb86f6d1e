package board

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// Moves are the buttons of the next steps of a sheet. Each shows first what is still missing, or asks for the reason it needs.
type Moves struct {
	Row *fyne.Container // the buttons

	// Warn tells what the screen knows to say before a step; nil for nothing.
	Warn func(to emulation.SheetStep) []widgets.Check

	board *Board
	sheet *sheet.Sheet
	of    workspace.Sheets
	moves []review.SheetMove
}

// Clear offers nothing.
func (m *Moves) Clear() { m.show(workspace.Sheets{}, nil, nil) }

// Show offers the steps this desk may take with the sheet that was read.
func (m *Moves) Show(r *Reading) { m.show(r.Of, r.Sheet, r.May.Moves) }

func (m *Moves) show(of workspace.Sheets, sh *sheet.Sheet, moves []review.SheetMove) {
	m.of, m.sheet, m.moves = of, sh, moves
	m.Row.Objects = nil
	for i := len(moves) - 1; i >= 0; i-- { // the step that goes on stands at the right end
		move := moves[i]
		if !move.Mine {
			continue
		}
		b := widgets.NewButton(m.label(move), nil, func() { m.take(move) })
		if m.onward() == move {
			b.Importance = widget.HighImportance
		}
		m.Row.Objects = append(m.Row.Objects, b)
	}
	m.Row.Refresh()
}

// onward is the first step of this desk that does not go back.
func (m *Moves) onward() review.SheetMove {
	return emulation.First(m.moves, func(move review.SheetMove) bool { return move.Mine && !move.Back })
}

// waiting says who takes the next step, "" if this desk does or there is none.
func (m *Moves) waiting() string {
	if m.sheet == nil || m.onward().Mine {
		return ""
	}
	for _, move := range m.moves {
		if !move.Back {
			return text.T("ui.move.waiting", "step", emulation.Say("step."+string(move.To)), "who", move.By.Message())
		}
	}
	return ""
}

// label is what a button says: the deed, where a step is taken.
func (m *Moves) label(move review.SheetMove) string {
	switch {
	case m.sheet.Step == emulation.SheetVerified && move.To == emulation.SheetExplained:
		return text.T("ui.move.explain-again")
	case m.sheet.Step == emulation.SheetLocked:
		return text.T("ui.move.unlock")
	}
	return text.T("ui.move." + string(move.To))
}

// deed is the label where nothing is asked any more.
func (m *Moves) deed(move review.SheetMove) string {
	return strings.TrimSuffix(m.label(move), "…")
}

// take begins a step.
func (m *Moves) take(move review.SheetMove) {
	f := m.board.Frame
	m.board.Grid.Commit()
	f.Focus() // where the keyboard returns to
	if move.Back {
		f.AskFor(text.T("ui.move.reason", "unit", m.sheet.Unit.Label()), text.T("ui.move.reason.hint"), m.deed(move),
			func(reason string) { m.write(move, reason) })
		return
	}
	of, unit := m.of, m.sheet.Unit.ID
	f.Queue.Go(func() func() {
		list, err := sheet.Over(of).StepChecklist(unit, move.To)
		return func() {
			if err != nil {
				f.Refused(err)
				return
			}
			m.checklist(move, list).Show(f.Window.Canvas())
		}
	})
}

// checklist says what stands before a step, and what comes after it.
func (m *Moves) checklist(move review.SheetMove, list sheet.Checklist) widgets.Sheet {
	w := widgets.Sheet{Title: text.T("ui.move.title", "step", m.deed(move), "unit", m.sheet.Unit.Label()), Confirm: m.deed(move),
		Cancel: text.T("ui.move.cancel"), Mend: text.T("ui.submit.mend"), Blocked: len(list.Blocking) > 0, Do: func() { m.write(move, "") }}
	w.Intro = text.T("ui.move.then." + string(move.To))
	if w.Blocked {
		w.Intro = text.T("ui.move.blocked", "count", len(list.Blocking))
	}
	w.Checks = m.board.Checks(widgets.Bad, list.Blocking)
	if m.Warn != nil {
		w.Checks = append(w.Checks, m.Warn(move.To)...)
	}
	w.Checks = append(w.Checks, m.board.Checks(widgets.Warn, list.Missing)...)
	return w
}

// Checks are sentences as lines of a checklist; each leads to the criterion it is about.
func (b *Board) Checks(state widgets.State, messages []emulation.Message) []widgets.Check {
	return emulation.Map(messages, func(m emulation.Message) widgets.Check {
		check := widgets.Check{State: state, Text: text.Say(m)}
		if code, ok := m.Args["code"].(string); ok {
			check.Go = func() { b.Lead(code) }
		}
		return check
	})
}

func (m *Moves) write(move review.SheetMove, reason string) {
	of, unit := m.of, m.sheet.Unit
	m.board.Frame.Act(text.T("ui.move.done", "unit", unit.Label(), "step", emulation.Say("step."+string(move.To))), func() error {
		return sheet.Over(of).Step(unit.ID, move.To, reason)
	})
}
