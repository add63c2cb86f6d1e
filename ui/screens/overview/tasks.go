package overview

import (
	"fyne.io/fyne/v2"

	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	todoroom "thidua/workspace/todo"
)

// mostTasks is how many tasks are shown here; all of them stand on their own screen.
const mostTasks = 5

// todo is the first of the tasks of whoever sits here.
type todo struct {
	list  *fyne.Container
	all   *widgets.Button
	panel *widgets.Panel
}

func newTodo(s *Screen) *todo {
	t := &todo{list: widgets.Column(7)}
	t.all = widgets.NewButton("", nil, func() { s.hooks.Tasks() })
	t.panel = widgets.NewCard(text.T("ui.overview.tasks"), t.list, widgets.Row(0, nil, t.all))
	return t
}

func (t *todo) show(r *reading) {
	t.list.Objects = nil
	for i, x := range r.Tasks {
		if i == mostTasks {
			break
		}
		state := widgets.Neutral
		switch x.Urgency {
		case todoroom.Overdue:
			state = widgets.Bad
		case todoroom.Urgent:
			state = widgets.Warn
		}
		what := widgets.NewSign(state, text.Say(x.What))
		word := widgets.NewText(text.Day(string(x.Due)), theme.ColorNameMuted)
		t.list.Add(widgets.Row(8, what, what, word))
	}
	if len(r.Tasks) == 0 {
		t.list.Add(widgets.NewSign(widgets.OK, text.T("ui.overview.tasks.none")))
	}
	t.all.SetText(text.T("ui.overview.tasks.all", "count", len(r.Tasks)))
	t.all.Hidden = len(r.Tasks) == 0
	t.list.Refresh()
	t.panel.Refresh()
}
