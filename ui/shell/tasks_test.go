package shell_test

import (
	"slices"
	"strconv"
	"testing"

	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/todo"
)

func TestTasksLeadToTheirPlace(t *testing.T) {
	p := sitAtSample(t)
	list, err := todo.At(p.desk.Workspace).Tasks()
	p.Must(err)
	if !slices.ContainsFunc(list, func(x todo.Task) bool { return x.Target.Screen == todo.ScreenSheet }) {
		t.Fatalf("the returned sheet is no task: %+v", list)
	}
	if !p.Reads(text.T("ui.overview.tasks.all", "count", len(list))) && !p.Offered(text.T("ui.overview.tasks.all", "count", len(list))) {
		t.Error("the overview does not count the tasks")
	}
	if !p.Reads(strconv.Itoa(len(list))) {
		t.Error("the navigation does not count the tasks")
	}
	p.Press(text.T("ui.overview.tasks.all", "count", len(list)))
	if at := p.shell.Frame().At(); at != shell.Tasks {
		t.Fatalf("it leads to %s", at)
	}
	for _, x := range list {
		if !p.Reads(text.Say(x.What)) {
			t.Errorf("%q is not on the list", text.Say(x.What))
		}
	}
	p.Press(text.T("ui.tasks.open.sheet"))
	if at := p.shell.Frame().At(); at != shell.Sheet {
		t.Errorf("a task of the sheet leads to %s", at)
	}
}

// Whatever the advice and the tasks lead to has its place in the window.
func TestEveryTargetHasItsPlace(t *testing.T) {
	p := sitAtSample(t)
	for _, x := range []struct {
		to todo.Screen
		at string
	}{{todo.ScreenSeason, shell.Season}, {todo.ScreenRegistration, shell.Pledge}, {todo.ScreenCompact, shell.Pledge}, {todo.ScreenEntered, shell.Pledge},
		{todo.ScreenFigures, shell.Running}, {todo.ScreenAsked, shell.Running}, {todo.ScreenSheet, shell.Sheet}, {todo.ScreenVerifying, shell.Review},
		{todo.ScreenConference, shell.Conference}, {todo.ScreenRanking, shell.Ranking}, {todo.ScreenAwards, shell.Awards}, {todo.ScreenPrinting, shell.Printing},
		{todo.ScreenConflicts, shell.Syncing}, {todo.ScreenSync, shell.Syncing}} {
		p.shell.Frame().Open(todo.Target{Screen: x.to})
		p.Settle()
		if at := p.shell.Frame().At(); at != x.at {
			t.Errorf("%s leads to %s, want %s", x.to, at, x.at)
		}
	}
}
