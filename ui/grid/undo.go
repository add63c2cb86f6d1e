package grid

import (
	"slices"
	"strings"

	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// remember lets the window take back what was typed into the table.
func (r *Register) remember(step *tableStep) {
	step.about = r.about
	way := func(again bool) func(done func(left, why string)) {
		return func(done func(left, why string)) {
			r.afresh(func(err error) {
				if err != nil {
					done("", text.Error(err))
					return
				}
				done(r.takeBack(step, again))
			})
		}
	}
	r.host.Undo.Did(bridge.Step{Name: r.stepName(step), Back: way(false), Again: way(true), Show: r.Front, Tell: func(rep bridge.Report, said string) {
		state := widgets.Info
		if rep.Warns() {
			state = widgets.Warn
		}
		r.Tell(state, said)
	}})
}

// afresh reads the rows again before a step is taken back: a row is saved whole, so that rows read long ago would write over what came in since.
func (r *Register) afresh(then func(err error)) {
	r.Keep()
	if r.host.Afresh == nil {
		then(nil)
		return
	}
	r.host.Afresh(then)
}

// Tell says something in the line below the table, until another cell is selected.
func (r *Register) Tell(state widgets.State, said string) {
	r.report = func() { r.why.Set(state, said) }
	r.report()
}

// OwnSteps says that whoever fills the table remembers itself what was typed.
func (r *Register) OwnSteps() { r.did = nil }

// takeBack takes a step back, or does it again.
func (r *Register) takeBack(step *tableStep, again bool) (left, why string) {
	if step.about != r.about {
		return "", text.T("ui.undo.elsewhere")
	}
	r.Keep()
	row, others := r.walk(step, again)
	switch {
	case row < 0 && slices.ContainsFunc(step.changes, func(c tableChange) bool { return c.key == KeyNew }): // its row is not known: it reads otherwise than it was typed
		return "", text.T("ui.undo.new-row")
	case row < 0:
		return "", text.T("ui.undo.changed")
	}
	_, col := r.Grid.Selected()
	if len(step.changes) == 1 {
		col = step.changes[0].col
	}
	r.Grid.Select(row, col)
	r.Grid.Refresh()
	if len(others) > 0 {
		left = text.T("ui.undo.left", "what", strings.Join(slices.Compact(others), ", "))
	}
	return left, ""
}

// stepName says what a step did.
func (r *Register) stepName(step *tableStep) string {
	if step.op != 0 || len(step.changes) > 1 {
		if step.op == 0 {
			return text.T("grid.op.typed", "count", len(step.changes))
		}
		return step.op.Name(text.T, len(step.changes))
	}
	c := step.changes[0]
	row := r.find(c.key)
	if row >= 0 && c.col > 0 && !r.rows[row].New && r.name(row) != "" {
		return text.T("grid.op.typed-of", "text", c.after, "column", r.columns[c.col].Title, "row", r.name(row))
	}
	return text.T("grid.op.typed-in", "text", c.after, "column", r.columns[c.col].Title)
}
