package shell

import (
	"thidua/emulation/legal"
	"thidua/ui/text"
	todoroom "thidua/workspace/todo"
)

// outside tells, outside the window, what came up while nobody looked at it: a sheet that was returned, something to decide, a task that is due within a
// day, an alarm. What stood there when the window opened is not told, and nothing twice while it stands.
type outside struct {
	frame     *Frame
	told      map[string]bool // nil before the first reading
	conflicts int
}

// tell shows a sentence unless somebody has switched that off.
func (o *outside) tell(sentence string) {
	if o.frame.host.Notify != nil && o.frame.settings.Notifies() {
		o.frame.host.Notify(text.T("ui.app"), sentence)
	}
}

// read takes a reading of what there is to do today, and how many conflicts there are.
func (o *outside) read(tasks []todoroom.Task, conflicts int, today legal.Date) {
	now, first := map[string]bool{}, o.told == nil
	for i := range tasks {
		t := &tasks[i]
		is := t.Kind + " " + t.Target.Unit.ID.String() + " " + t.Target.Code + " " + t.Target.Season.Cluster + " " + t.Target.Season.Label
		fresh, says := false, text.Say(t.What) // not why: that was typed for this unit, and a notification is seen on a locked screen and by a projector
		if t.Kind == "sheet-again" {
			now[is], fresh = true, !o.told[is]
		}
		if due := is + " " + string(t.Due); t.Due != "" && t.Due <= today.After(1) {
			now[due], fresh = true, fresh || !o.told[due]
			says = text.T("ui.tasks.notify-due", "what", says, "date", text.Day(string(t.Due)))
		}
		if t.Kind == "conflicts" {
			fresh = conflicts > o.conflicts
		}
		if fresh && !first {
			o.tell(says)
		}
	}
	o.told, o.conflicts = now, conflicts
}
