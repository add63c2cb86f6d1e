package syncing_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/screen"
	ui "thidua/ui/screens/syncing"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/workspace"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// line is a line to the others that only counts.
type line struct {
	asked   int
	way     screen.Way
	reached []string // addresses and proxies
	refuse  error
	screen  *ui.Screen
	files   files
	joined  []string // codes and files of invitations

	station  station
	drives   []ui.Drive
	verified int
}

// station is one that carries nothing.
type station struct {
	on     bool
	passed []string
	refuse error
}

func (s *station) Stands() (ui.Stands, error) {
	if !s.on {
		return ui.Stands{}, nil
	}
	return ui.Stands{On: true, Addresses: []string{"http://192.168.1.5:8471"}, Folder: "D:/thidua/relay", Held: 3}, nil
}
func (s *station) Open() error            { s.on = s.refuse == nil; return s.refuse }
func (s *station) Shut() error            { s.on = false; return nil }
func (s *station) Known() (string, error) { return "192.168.1.9:8471", nil }
func (s *station) Pass(address string) (ui.Passed, error) {
	s.passed = append(s.passed, address)
	return ui.Passed{Sent: ui.Written{Changes: 4}, Arrived: []ui.Arrived{{Purpose: "answer", Server: true, Leaves: 7}}}, s.refuse
}

func (l *line) join(how string) func(string) error {
	return func(given string) error {
		l.joined = append(l.joined, how+" "+given)
		return l.refuse
	}
}

func (l *line) reach(address string, way *screen.Way) error {
	if l.refuse != nil {
		return l.refuse
	}
	said := address
	if way != nil {
		l.way, said = *way, said+" by "+way.Proxy+" as "+way.User
	}
	l.reached = append(l.reached, said)
	return nil
}

func (l *line) show(p *testwindow.Person) testwindow.Screen {
	l.screen = ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Sync: func() { l.asked++ }, Way: func() (screen.Way, error) { return l.way, nil }, Reach: l.reach, Courier: &l.files,
		Folder: func(do func(string)) { do("E:") }, File: func(do func(string)) { do("E:/tra-loi.thidua") },
		Station: &l.station, Drives: func() []ui.Drive { return slices.Clone(l.drives) },
		Verify:   func() ([]replica.Verified, error) { l.verified++; return p.Desk.VerifyLogs(context.Background()) },
		JoinFile: l.join("file"), JoinCode: l.join("code"), TakeIn: func(questions.Waiting, bool, string) error { return nil }})
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
	at := time.Date(2024, 7, 20, 10, 41, 0, 0, time.UTC)
	errLine, busy := emulation.Errorf(emulation.Unavailable, "sync.unreachable", "address", "x"), emulation.Errorf(emulation.Unavailable, "sync.busy")
	shut := emulation.Errorf(emulation.Forbidden, "sync.not-joined-revoked")
	for _, c := range []struct {
		line ui.Line
		says string
		told string
		can  bool
	}{
		{ui.Line{Running: true}, text.T("ui.line.connecting"), "", false},
		{ui.Line{Running: true, At: at}, text.T("ui.line.running"), "", false},
		{ui.Line{Err: errLine, Since: at}, text.T("ui.line.offline", "time", "10:41", "why", text.T("ui.line.why.unavailable")), text.Error(errLine), true},
		{ui.Line{Err: busy, Since: at.AddDate(0, 0, -1)},
			text.T("ui.line.offline", "time", "10:41 19/7/2024", "why", text.T("ui.line.why.sync.busy")), text.Error(busy), true},
		{ui.Line{Err: shut, Since: at}, text.T("ui.line.refused", "time", "10:41", "why", text.T("ui.line.why.sync.not-joined-revoked")), text.Error(shut), true},
		{ui.Line{Err: errors.New("?"), Since: at}, text.T("ui.line.refused", "time", "10:41", "why", text.T("ui.line.why")), text.Error(errors.New("?")), true},
		{ui.Line{Running: true, Err: errLine, Since: at}, text.T("ui.line.retrying", "time", "10:41"), "", false},
		{ui.Line{Running: true, Silent: true, Since: at}, text.T("ui.line.silent", "time", "10:41"), "", false},
		{ui.Line{}, text.T("ui.line.not-yet"), "", true},
		{ui.Line{At: at}, text.T("ui.line.synced", "time", "10:41"), "", true},
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

// The way to the server is set in its place on the screen; what is refused stays there to be put right, and nothing else changes.
func TestTheWayToTheServerIsSet(t *testing.T) {
	c := testwindow.NewCluster(t)
	var l line
	l.way = screen.Way{Proxy: "http://cu:3128", User: "an", Password: "bí mật", Pin: "sha256/x", CA: []byte("pem")}
	c.Sits("lai-chau", l.show, func(p *testwindow.Person) {
		p.Press(text.T("ui.syncing.tab.technical"))
		p.Press(text.T("ui.way.change"))
		if !p.Reads(text.T("ui.way.what")) || !p.Reads(text.T("ui.way.ca.set")) {
			t.Error("the form does not show what is set")
		}
		if p.Reads("bí mật") {
			t.Error("the password can be read")
		}
		fill := func(hint, words string) {
			t.Helper()
			for _, e := range testwindow.Seen[*typing.Entry](p.Window) {
				if e.PlaceHolder == hint {
					e.SetText(words)
					return
				}
			}
			t.Fatalf("no field with %q", hint)
		}
		fill(text.T("ui.way.proxy.example"), "ftp://x")
		l.refuse = emulation.Errorf(emulation.Invalid, "sync.proxy-address", "proxy", "ftp://x")
		p.Press(text.T("ui.way.save"))
		if p.Told() != text.Error(l.refuse) || !p.Reads(text.T("ui.way.what")) {
			t.Errorf("told %q; the form has to stay", p.Told())
		}
		l.refuse = nil
		fill(text.T("ui.way.proxy.example"), "http://moi:3128")
		p.Press(text.T("ui.way.save"))
		if len(l.reached) != 1 || l.reached[0] != " by http://moi:3128 as an" || l.way.Password != "bí mật" || l.way.Pin != "sha256/x" || string(l.way.CA) != "pem" {
			t.Errorf("set: %q %+v", l.reached, l.way)
		}
		if p.Reads(text.T("ui.way.what")) {
			t.Error("the form is still there")
		}
		fill(text.T("ui.server.example"), "https://thidua.example.vn")
		p.Press(text.T("ui.server.save"))
		if len(l.reached) != 2 || l.reached[1] != "https://thidua.example.vn" {
			t.Errorf("reached %q", l.reached)
		}
	})
}

func TestMain(m *testing.M) { testwindow.Main(m) }
