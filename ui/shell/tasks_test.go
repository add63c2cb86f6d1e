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
	p.must(err)
	if !slices.ContainsFunc(list, func(x todo.Task) bool { return x.Target.Screen == todo.ScreenSheet }) {
		t.Fatalf("the returned sheet is no task: %+v", list)
	}
	if !p.reads(text.T("ui.overview.tasks.all", "count", len(list))) && !p.offered(text.T("ui.overview.tasks.all", "count", len(list))) {
		t.Error("the overview does not count the tasks")
	}
	if !p.reads(strconv.Itoa(len(list))) {
		t.Error("the navigation does not count the tasks")
	}
	p.press(text.T("ui.overview.tasks.all", "count", len(list)))
	if at := p.shell.Frame().At(); at != shell.Tasks {
		t.Fatalf("it leads to %s", at)
	}
	for _, x := range list {
		if !p.reads(text.Say(x.What)) {
			t.Errorf("%q is not on the list", text.Say(x.What))
		}
	}
	p.press(text.T("ui.tasks.open.sheet"))
	if at := p.shell.Frame().At(); at != shell.Sheet {
		t.Errorf("a task of the sheet leads to %s", at)
	}
}

func TestNewsIsShownUntilItWasSeen(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Tasks)
	news, err := todo.At(p.desk.Workspace).Notices()
	p.must(err)
	if len(news) == 0 || !p.reads(text.Say(news[0].What)) {
		t.Fatalf("%d notices; the latest is not shown", len(news))
	}
	p.press(text.T("ui.tasks.seen"))
	if p.reads(text.Say(news[0].What)) || !p.reads(text.T("ui.tasks.news.none")) {
		t.Errorf("what was seen stays: %q", p.told())
	}
}
