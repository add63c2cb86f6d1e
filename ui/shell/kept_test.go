package shell_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"thidua/internal/testwindow"
	"thidua/ui/shell"
	"thidua/ui/text"
)

// unplug lets the folder go a second after the last key, without the window having closed.
func (p *person) unplug() (dir string) {
	p.T.Helper()
	p.Wait(700 * time.Millisecond)
	p.left = true
	p.Must(p.desk.Close())
	return p.dir
}

// What stood in a form and in a question when the power went is there in the next window, which says where; it is finished like any other.
func TestWhatIsTypedOutlivesThePower(t *testing.T) {
	p := sit(t, testwindow.OfficeOfSample(t)).goTo(shell.Season)
	p.Press(text.T("ui.season.tab.info"))
	p.Write("Mới: ")

	p = sit(t, p.unplug())
	if want := text.T("ui.words.left", "places", text.T("ui.nav.season")); !strings.Contains(p.Told(), want) {
		t.Fatalf("told %q", p.Told())
	}
	p.Press(text.T("ui.words.go"))
	if !strings.Contains(p.Told(), text.T("ui.words.back")) {
		t.Errorf("the form says nothing: %q", p.Told())
	}
	p.goTo(shell.Tasks).goTo(shell.Season)
	s, err := p.desk.Workspace.Season()
	p.Must(err)
	if strings.Contains(s.Info.Name, "Mới") {
		t.Error("what nobody confirmed was saved")
	}
	p.Press(text.T("ui.season.save"))
	if s, err = p.desk.Workspace.Season(); err != nil || !strings.Contains(s.Info.Name, "Mới: ") {
		t.Errorf("the name is %q, %v", s.Info.Name, err)
	}
	p.Press(text.T("ui.season.new"))
	p.Write("2024-20")

	p = sit(t, p.unplug()).goTo(shell.Season)
	p.Press(text.T("ui.season.new"))
	p.Keys(fyne.KeyEnd)
	p.Write("25")
	p.Keys(fyne.KeyReturn)
	if s, err = p.desk.Workspace.Season(); err != nil || s.Label != "2024–2025" {
		t.Fatalf("the season is %q, %v; asked %q", s.Label, err, p.Asked())
	}
	p.Wait(700 * time.Millisecond)
	if words, err := p.desk.Workspace.Words(); err != nil || len(words) > 0 {
		t.Errorf("still kept: %q %v", words, err)
	}
}

// What is not wanted any more can be dropped for good, after a question.
func TestWhatWasLeftCanBeDropped(t *testing.T) {
	p := sit(t, testwindow.OfficeOfSample(t)).goTo(shell.Season)
	p.Press(text.T("ui.season.tab.info"))
	p.Write("Mới: ")
	p = sit(t, p.unplug())
	p.Press(text.T("ui.words.drop"))
	p.Press(text.T("ui.words.drop.do"))
	p.Wait(700 * time.Millisecond)
	if words, err := p.desk.Workspace.Words(); err != nil || len(words) > 0 {
		t.Errorf("still kept: %q %v", words, err)
	}
	p.goTo(shell.Season)
	if strings.Contains(p.Told(), text.T("ui.words.back")) {
		t.Error("it is filled in again")
	}
}

// A score left in an editor is shown as not recorded, led to, and recorded once it is confirmed as it is.
func TestAScoreLeftInItsEditorIsFinished(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Sheet)
	p.TypeCell("I.1", "ui.sheet.column.result", "91")
	at := p.Row(0, "I.2")
	grid := p.Table()
	grid.Select(at, p.Col("ui.sheet.column.result"))
	p.Write("87")
	p.Wait(time.Second)
	p.left = true
	p.Must(p.desk.Close())

	p = sit(t, p.dir)
	if !strings.Contains(p.Told(), text.T("ui.words.left", "places", text.T("ui.nav.sheet"))) {
		t.Fatalf("told %q", p.Told())
	}
	p.Press(text.T("ui.words.go"))
	c := p.Cell("I.2", "ui.sheet.column.result")
	if c.Input != "87" || c.Note != text.T("ui.sheet.unconfirmed") {
		t.Fatalf("%+v", c)
	}
	p.Table().Select(p.Row(0, "I.2"), p.Col("ui.sheet.column.result"))
	p.Keys(fyne.KeyF2, fyne.KeyReturn)
	if c := p.Cell("I.2", "ui.sheet.column.result"); c.Input != "87" || c.Note != "" {
		t.Errorf("%+v", c)
	}
	if n, err := p.desk.Workspace.Seal(); err != nil || n == 0 {
		t.Errorf("%d cells were signed, %v", n, err)
	}
}
