package tasks

import (
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/todo"
)

// actionWidth is the width of the buttons of tasks, at 100 %: the longest of their labels.
const actionWidth = 136

// item is a task as a line of the list: what, why, until when, and the way there.
func item(t todo.Task, open func()) widgets.Item {
	i := widgets.Item{State: states[t.Urgency], What: text.Say(t.What), Action: text.T("ui.tasks.open." + string(t.Target.Screen)), Do: open, Wide: actionWidth}
	if t.Why.Key != "" {
		i.Why = text.Say(t.Why)
	}
	switch {
	case t.Overdue:
		i.Word = text.T("ui.tasks.due.over", "date", text.Day(string(t.Due)))
	case t.Due != "":
		i.Word = text.T("ui.tasks.due", "date", text.Day(string(t.Due)))
	}
	return i
}

var states = map[todo.Urgency]widgets.State{todo.Overdue: widgets.Bad, todo.Urgent: widgets.Warn, todo.Normal: widgets.Neutral,
	todo.Someday: widgets.Waiting}
