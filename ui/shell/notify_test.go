package shell_test

import (
	"slices"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/season"
	"thidua/workspace/todo"
)

// What comes up is told outside the window, once while it stands: not what stood there when it opened, and nothing when somebody has switched that off.
func TestWhatComesUpIsToldOutsideTheWindow(t *testing.T) {
	p := sitAtSample(t)
	task := func(kind string, due legal.Date, why string) todo.Task {
		x := todo.Task{Kind: kind, What: emulation.Say("task." + kind), Due: due}
		if why != "" {
			x.Why = emulation.Say("task.why-returned", "reason", why)
		}
		return x
	}
	again := task("sheet-again", "", "thiếu biên bản")
	returned := text.Say(again.What) // the reason is for those who open the window
	due := task("headcount", "2024-07-22", "")
	torn := task("conflicts", "", "")
	torn.What = emulation.Say("task.conflicts", "count", 1)
	o := p.shell.Frame().Outside()
	for i, x := range []struct {
		tasks     []todo.Task
		conflicts int
		today     legal.Date
		told      []string
	}{
		{[]todo.Task{again}, 0, "2024-07-20", nil}, // when it opened
		{[]todo.Task{again, due}, 0, "2024-07-20", nil},
		{[]todo.Task{due}, 0, "2024-07-20", nil},
		{[]todo.Task{again, due}, 0, "2024-07-20", []string{returned}},
		{[]todo.Task{again, due}, 0, "2024-07-21", []string{text.T("ui.tasks.notify-due", "what", text.Say(due.What), "date", "22/7/2024")}},
		{[]todo.Task{again, due, torn}, 1, "2024-07-21", []string{text.Say(torn.What)}},
		{[]todo.Task{again, due, torn}, 1, "2024-07-21", nil},
		{[]todo.Task{torn}, 3, "2024-07-21", []string{text.Say(torn.What)}},
		{[]todo.Task{torn}, 2, "2024-07-21", nil},
	} {
		p.outside = nil
		if o.Read(x.tasks, x.conflicts, x.today); !slices.Equal(p.outside, x.told) {
			t.Errorf("%d: told %q, want %q", i, p.outside, x.told)
		}
	}
	p.outside = nil
	shell.LoadSettings(p.App).SetNotifies(false)
	if o.Read([]todo.Task{again}, 0, "2024-07-21"); p.outside != nil {
		t.Errorf("switched off it tells %q", p.outside)
	}
}

// The day before a task is due comes while the window is open.
func TestADayThatComesIsToldOutsideTheWindow(t *testing.T) {
	p := sitAtSample(t)
	p.Must(season.At(p.desk.Workspace).SetDeadline(emulation.SeasonSelfScoring, "2024-07-22", ""))
	p.Settle()
	if p.outside != nil {
		t.Fatalf("two days before: %q", p.outside)
	}
	p.Must(season.At(p.desk.Workspace).SetDeadline(emulation.SeasonSelfScoring, "2024-07-21", "họp sớm"))
	p.Settle()
	if len(p.outside) == 0 {
		t.Error("the day before nothing is told")
	}
	p.outside = nil
	p.Wait(time.Hour) // it reads again
	if p.outside != nil {
		t.Errorf("told again: %q", p.outside)
	}
}
