package testwindow

import (
	"bytes"
	"io"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/ui/screen"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// Screen is what a window asks of a screen.
type Screen interface {
	Content() fyne.CanvasObject
	Refresh()
	Enter()
	Leave()
}

// Person sits at a desk, before a window that shows one screen.
type Person struct {
	*Window
	Desk    *desk.Desk
	Opened  map[string][]byte // files that were shown with the system's viewer
	Saved   int               // how often the screen said that something was put on disk
	Decided int               // how often it led to the questions
	Synced  int               // how often it asked for an exchange

	screen Screen
	cancel func()
}

// Sit opens the desk in a folder; Show puts a screen before the person.
func Sit(t testing.TB, dir string) *Person {
	t.Helper()
	env := Environment()
	p := &Person{Window: Open(t, env.Now), Opened: map[string][]byte{}}
	var err error
	p.Desk, err = desk.Open(dir, env)
	p.Must(err)
	t.Cleanup(p.Leave)
	return p
}

// Before sits before a screen at the desk in a folder.
func Before(t testing.TB, dir string, screen func(p *Person) Screen) *Person {
	t.Helper()
	p := Sit(t, dir)
	p.Show(screen(p))
	return p
}

// Hooks lead out of the screen, and count how often.
func (p *Person) Hooks() screen.Hooks {
	return screen.Hooks{Saved: func() { p.Saved++ }, Decide: func() { p.Decided++ }}
}

// View shows a file with the system's viewer.
func (p *Person) View(name string, r io.Reader) error {
	var b bytes.Buffer
	_, err := b.ReadFrom(r)
	p.Opened[name] = b.Bytes()
	return err
}

// Show shows a screen, which reads again whenever the data changes.
func (p *Person) Show(s Screen) {
	p.screen = s
	p.cancel = p.Desk.Workspace.Subscribe(func(workspace.Event) { p.Host.Later(s.Refresh) })
	p.Host.Window.SetContent(s.Content())
	p.Return()
}

// Return comes back to the screen after Away.
func (p *Person) Return() {
	p.screen.Refresh()
	p.screen.Enter()
	p.Settle()
}

// Away goes to another screen for a while.
func (p *Person) Away() {
	p.screen.Leave()
	p.Settle()
}

// Leave leaves the screen and closes the desk, once.
func (p *Person) Leave() {
	if p.Desk == nil {
		return
	}
	if p.screen != nil {
		p.Away()
		p.cancel()
	}
	d := p.Desk
	p.Desk = nil
	p.Must(d.Close())
}

// Units are the members of the cluster.
func (p *Person) Units() []book.Unit {
	p.T.Helper()
	s, err := p.Desk.Workspace.Season()
	p.Must(err)
	return s.Cluster.Members
}

// ToConference takes the sample's season on to its closing conference.
func (p *Person) ToConference() *Person {
	p.T.Helper()
	for _, step := range []emulation.SeasonStep{emulation.SeasonVerifying, emulation.SeasonExplaining, emulation.SeasonConference} {
		p.Must(season.At(p.Desk.Workspace).StepSeason(step, "on trial"))
	}
	p.Settle()
	return p
}
