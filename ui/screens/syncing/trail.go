package syncing

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/questions"
)

// trail is a list of changes in words: who wrote what, and when it came.
type trail struct {
	table *grid.Register
	list  []questions.Written
	at    func(ms int64) string
	none  fyne.CanvasObject
	place *fyne.Container
}

// mostListed is how many changes are listed.
const mostListed = 200

// newTrail makes a list; none says what to do where nothing is listed.
func newTrail(s *Screen, none string) *trail {
	t := &trail{at: s.moment, none: widgets.NewEmpty(theme.IconOnline.Resource(), text.T(none), text.T(none+".next"), "", nil)}
	t.table = grid.NewRegister(s.Host, nil, nil,
		grid.Column{Title: text.T("ui.trail.column.at"), Width: 128},
		grid.Column{Title: text.T("ui.trail.column.author"), Width: 250, Wrap: true},
		grid.Column{Title: text.T("ui.trail.column.what"), Width: 420, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.trail.column.state"), Width: 150, Wrap: true},
	)
	t.table.Explain = t.explain
	t.place = container.NewStack(t.none)
	return t
}

func (t *trail) show(list []questions.Written) {
	t.list = list
	if len(list) == 0 {
		widgets.Put(t.place, t.none)
		return
	}
	widgets.Put(t.place, t.table.Content)
	var rows []grid.TableRow
	for i := range list {
		x := &list[i]
		at := text.T("ui.trail.waits")
		if x.Received > 0 {
			at = t.at(x.Received)
		}
		rows = append(rows, grid.TableRow{Cells: []grid.Cell{{Text: at}, {Text: x.Author}, {Text: brief(x)}, stateOf(x)}})
	}
	t.table.Show(rows...)
}

// focus is what takes the keyboard: the list, where there is one.
func (t *trail) focus() fyne.Focusable {
	if len(t.list) == 0 {
		return nil
	}
	return t.table.Grid
}

// brief is the first thing a change says, and how many it says beside.
func brief(x *questions.Written) string {
	said := emulation.Map(x.Says, func(m emulation.Message) string { return text.Say(m) })
	if len(said) <= 2 {
		return strings.Join(said, " · ")
	}
	return text.T("ui.trail.brief", "first", said[0], "more", len(said)-1)
}

func stateOf(x *questions.Written) grid.Cell {
	switch {
	case x.Received == 0:
		return grid.Cell{Text: text.T("ui.trail.state.waits"), State: grid.Pending}
	case x.Reason == "":
		return grid.Cell{Text: text.T("ui.trail.state.accepted"), State: grid.OK}
	}
	return grid.Cell{Text: text.T("ui.trail.state.held"), State: grid.Warn, Note: text.T("ui.waiting.because", "reason", text.T("reason."+x.Reason))}
}

// explain says everything that a change wrote.
func (t *trail) explain(row, _ int) (widgets.State, string) {
	if row >= len(t.list) {
		return widgets.Neutral, ""
	}
	x := &t.list[row]
	said := emulation.Map(x.Says, func(m emulation.Message) string { return text.Say(m) })
	return widgets.Neutral, text.T("ui.trail.why", "author", x.Author, "at", t.at(x.At), "log", logName(x.Scope.Kind().String()), "says", strings.Join(said, " · "))
}
