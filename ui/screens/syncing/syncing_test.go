package syncing_test

import (
	"errors"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/syncing"
	"thidua/ui/text"
	"thidua/workspace"
	"thidua/workspace/questions"
	"thidua/workspace/sheet"
)

// line is a line to the others that only counts.
type line struct {
	asked, changed int
	screen         *ui.Screen
}

func (l *line) show(p *testwindow.Person) testwindow.Screen {
	l.screen = ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Sync: func() { l.asked++ }, Changed: func() { l.changed++ },
		TakeIn: func(questions.Waiting, bool, string) error { return nil }})
	return l.screen
}

// Two people of a unit typed into the same cell: the question names both, and what is chosen counts.
func TestAQuestionIsDecided(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.Join("staff", "lai-chau", emulation.RoleStaff)
	for desk, typed := range map[string]string{"lai-chau": "99,5", "staff": "98,25"} {
		c.Apart(desk, func(w *workspace.Workspace) {
			_, err := sheet.At(w).TypeCell("I.1", typed)
			c.OK(err)
			_, err = w.Seal()
			c.OK(err)
		})
	}
	c.At("staff", func(*workspace.Workspace) {})
	var l line
	c.Sits("lai-chau", l.show, func(p *testwindow.Person) {
		if !p.Reads("Người của lai-chau") || !p.Reads("99,5") || !p.Reads("98,25") {
			t.Error("the question does not name both values and who typed them")
		}
		p.Press(text.T("ui.question.take", "value", "98,25"))
		sh, err := sheet.At(p.Desk.Workspace).Sheet(c.Unit("lai-chau").ID)
		c.OK(err)
		if r := sh.Row("I.1"); r.Conflict || r.Typed != "98,25" {
			t.Errorf("after deciding: %q, conflict %v; %q", r.Typed, r.Conflict, p.Told())
		}
	})
}

func TestTheLineIsTold(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	p.Show(l.show(p))
	p.Press(text.T("ui.syncing.now"))
	for _, c := range []struct {
		line ui.Line
		says string
		told string
		can  bool
	}{
		{ui.Line{Running: true}, text.T("ui.line.running"), "", false},
		{ui.Line{Err: errors.New("no line")}, text.T("ui.line.offline"), text.Error(errors.New("no line")), true},
		{ui.Line{At: time.Date(2024, 7, 20, 10, 41, 0, 0, time.UTC)}, text.T("ui.line.synced", "time", "10:41"), "", true},
	} {
		l.screen.Line(c.line)
		p.Settle()
		if !p.Reads(c.says) || p.Told() != c.told || p.Offered(text.T("ui.syncing.now")) != c.can {
			t.Errorf("%+v: told %q, offered %v", c.line, p.Told(), p.Offered(text.T("ui.syncing.now")))
		}
	}
	if l.asked != 1 {
		t.Errorf("asked %d times", l.asked)
	}
}

func TestMain(m *testing.M) { testwindow.Main(m) }
