package firstrun_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/screen"
	"thidua/ui/screens/firstrun"
	"thidua/ui/text"
	"thidua/ui/typing"
)

// start sets nothing up; it remembers what it was asked, and refuses when told to.
type start struct {
	asked  []string
	refuse error
}

func (s *start) Samples() ([]firstrun.Sample, error) {
	return []firstrun.Sample{{ID: "mot", Name: "Cụm một", Units: 7}, {ID: "hai", Name: "Cụm hai", Units: 2}}, nil
}

func (s *start) ask(what string) error {
	s.asked = append(s.asked, what)
	return s.refuse
}

func (s *start) Sample(id string) error           { return s.ask("sample " + id) }
func (s *start) JoinFile(path, name string) error { return s.ask("file " + path + " " + name) }
func (s *start) JoinCode(code, server, name string, way screen.Way) error {
	return s.ask("code " + code + " " + server + " " + name + by(way))
}

func (s *start) Recover(sheet, words, server string, way screen.Way) error {
	return s.ask("sheet " + sheet + "/" + words + "/" + server + by(way))
}

func (s *start) Office(path, passphrase, server string, way screen.Way) error {
	return s.ask("office " + path + "/" + passphrase + "/" + server + by(way))
}

func (s *start) Trial(name string) error { return s.ask("trial " + name) }

func by(way screen.Way) string {
	if way.Proxy == "" {
		return ""
	}
	return " by " + way.Proxy
}

// setProxy sets the way to the server.
func setProxy(w *testwindow.Window) {
	w.Press(text.T("ui.way.change"))
	for _, e := range testwindow.Seen[*typing.Entry](w) {
		if e.PlaceHolder == text.T("ui.way.proxy.example") {
			e.SetText("http://proxy:3128")
		}
	}
	w.Press(text.T("ui.way.save"))
}

// begin puts the screen before a person; done counts how often the folder was set up.
func begin(t *testing.T) (w *testwindow.Window, s *start, screen *firstrun.Screen, done *int) {
	w, s, done = testwindow.Open(t, time.Now), &start{}, new(int)
	screen = firstrun.New(w.Host, s, func(fyne.CanvasObject) {}, func() { *done++ })
	w.Host.Window.SetContent(screen.Content())
	w.Settle()
	return w, s, screen, done
}

func TestASampleIsChosen(t *testing.T) {
	w, s, _, done := begin(t)
	if !w.Reads("Cụm một") || !w.Reads("Cụm hai") || !w.Reads(text.T("ui.first.sample.units", "count", 7)) {
		t.Error("the samples are not listed")
	}
	w.Confirm(text.T("ui.first.sample.do")) // the last of them
	if len(s.asked) != 1 || s.asked[0] != "sample hai" || *done != 1 || w.Told() != "" {
		t.Errorf("asked %q, set up %d times, told %q", s.asked, *done, w.Told())
	}
}

func TestWhatWasRefusedIsToldAndCanBeTriedAgain(t *testing.T) {
	w, s, _, done := begin(t)
	s.refuse = emulation.Errorf(emulation.Unavailable, "ui.error.file-read", "name", "moi.thidua")
	w.Press(text.T("ui.first.sample.do"))
	if *done != 0 || w.Told() != text.Error(s.refuse) || !w.Offered(text.T("ui.first.sample.do")) {
		t.Errorf("set up %d times, told %q", *done, w.Told())
	}
}

func TestJoiningNeedsACodeAndAServer(t *testing.T) {
	w, s, screen, done := begin(t)
	fields := testwindow.Seen[*typing.Entry](w) // name, code, server
	for _, missing := range []string{"ui.first.no-code", "ui.first.no-server"} {
		w.Press(text.T("ui.first.code.do"))
		if w.Told() != text.T(missing) || len(s.asked) != 0 {
			t.Errorf("told %q, asked %q", w.Told(), s.asked)
		}
		fields[1].SetText(" ABCD ")
	}
	fields[0].SetText(" Lò Thị Mai ")
	fields[2].SetText("thidua.vn")
	w.Press(text.T("ui.first.code.do"))
	setProxy(w)
	w.Press(text.T("ui.first.code.do"))
	screen.JoinFile("moi.thidua")
	w.Settle()
	if len(s.asked) != 3 || s.asked[0] != "code ABCD thidua.vn Lò Thị Mai" || s.asked[1] != s.asked[0]+" by http://proxy:3128" || s.asked[2] != "file moi.thidua Lò Thị Mai" || *done != 3 {
		t.Errorf("asked %q, set up %d times", s.asked, *done)
	}
}

// What was typed of a recovery sheet stays in the form when a line of it was mistyped; the form stands where the ways to begin were, so that
// it fits a low screen, and the server is asked by the way that was set before.
func TestARecoverySheetIsTyped(t *testing.T) {
	w, s, _, done := begin(t)
	setProxy(w)
	w.Press(text.T("ui.first.recover"))
	if w.Offered(text.T("ui.first.code.do")) {
		t.Error("the ways to begin are above the form")
	}
	w.Press(text.T("ui.cancel-recover"))
	if !w.Offered(text.T("ui.first.code.do")) {
		t.Error("the ways to begin did not come back")
	}
	w.Press(text.T("ui.first.recover"))
	fields := testwindow.Seen[*typing.Entry](w)
	if len(fields) != 3 {
		t.Fatalf("%d fields", len(fields))
	}
	for i, typed := range []string{"ABCD-1234", "six words", " thidua.vn "} {
		fields[i].SetText(typed)
	}
	s.refuse = emulation.Errorf(emulation.Invalid, "recovery.line", "line", 4)
	w.Press(text.T("ui.first.recover.do"))
	if *done != 0 || w.Told() != text.Error(s.refuse) || fields[0].Text != "ABCD-1234" {
		t.Errorf("told %q, the form holds %q", w.Told(), fields[0].Text)
	}
	s.refuse = nil
	w.Press(text.T("ui.first.recover.do"))
	if len(s.asked) != 2 || s.asked[1] != "sheet ABCD-1234/six words/thidua.vn by http://proxy:3128" || *done != 1 {
		t.Errorf("asked %q, set up %d times", s.asked, *done)
	}
}
