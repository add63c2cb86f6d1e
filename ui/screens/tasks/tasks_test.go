package tasks_test

import (
	"testing"

	"thidua/internal/testwindow"
	ui "thidua/ui/screens/tasks"
	"thidua/ui/text"
	"thidua/workspace/todo"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Open: func(to todo.Target) { p.Opened[string(to.Screen)] = nil }})
}

func TestNewsIsShownUntilItWasSeen(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	news, err := todo.At(p.Desk.Workspace).Notices()
	p.Must(err)
	if len(news) == 0 || !p.Reads(text.Say(news[0].What)) {
		t.Fatalf("%d notices; the latest is not shown", len(news))
	}
	p.Press(text.T("ui.tasks.open.sheet"))
	if _, led := p.Opened[string(todo.ScreenSheet)]; !led {
		t.Errorf("a task of the sheet leads to %v", p.Opened)
	}
	p.Press(text.T("ui.tasks.seen"))
	if p.Reads(text.Say(news[0].What)) || !p.Reads(text.T("ui.tasks.news.none")) {
		t.Errorf("what was seen stays: %q", p.Told())
	}
}
