package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/focus"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Hooks lead out of a screen.
type Hooks struct {
	Decide func() // show the questions that a person has to decide
	Saved  func() // something was put on disk; called inside the window; nil if nobody asks
}

// Frame is what a screen stands in; a screen holds one and is shown through it. Its body is shown once there is something to show, and
// until then, or where that cannot be read, what says why there is none. Except for Refresh it is used inside the window.
type Frame struct {
	bridge.Host
	Notice *widgets.Notice
	Ask    *widgets.Ask

	// Icon and None, a sentence, are shown in place of the body where it cannot be read.
	Icon fyne.Resource
	None string
	// Keyboard is what takes the keyboard while the body is shown; nil, also as its answer, for the first thing that can.
	Keyboard func() fyne.Focusable
	// Torn says whether something was refused because two versions of it stand against each other; it leads to the questions then.
	Torn func(error) bool

	hooks   Hooks
	reader  *bridge.Repaint
	unread  error           // why the last reading failed; nil if it did not
	place   *fyne.Container // the body, or what stands in its place
	body    fyne.CanvasObject
	entered bool // people look at this screen
}

// NewFrame makes a frame that shows nothing; Arrange gives it a body, Reads what it shows.
func NewFrame(host bridge.Host, hooks Hooks) *Frame {
	f := &Frame{Host: host, hooks: hooks, Notice: widgets.NewNotice(), place: container.NewStack(),
		Torn: func(err error) bool { return emulation.CodeOf(err) == emulation.Conflict }}
	f.Host.Afresh = f.readAfresh
	f.AskWith(text.T("ui.cancel"))
	return f
}

// AskWith makes the line that asks, with another word on the button that drops it. What is answered is kept until it is taken.
func (f *Frame) AskWith(cancel string) {
	f.Ask = widgets.NewAsk(cancel)
	f.Ask.Keeps(f.Words.In("ask"))
}

// Form makes a form of this screen. What is filled in is kept, with what it is about and its heading, until the form is Done or dropped; what an
// earlier time kept is filled in, and the screen says so.
func (f *Frame) Form(heading, note string, fields []widgets.Field, confirm string, do func(in []string), drop func(), about ...string) *widgets.Form {
	form := widgets.NewForm(heading, note, fields, confirm, text.T("ui.cancel"), do, drop)
	if form.Keeps(f.Words.In(append(about, heading)...)) {
		f.Tell(widgets.Info, text.T("ui.words.back"))
	}
	return form
}

// Arrange makes the body: what stands on top, the notice and the question below it, and in the middle what they are about.
func (f *Frame) Arrange(middle fyne.CanvasObject, top ...fyne.CanvasObject) {
	f.body = widgets.Frame(widgets.Stack(append(top, f.Notice, f.Ask)...), nil, nil, nil, middle)
}

// Content is what the window shows.
func (f *Frame) Content() fyne.CanvasObject { return f.place }

// Enter gives the keyboard to what is shown.
func (f *Frame) Enter() {
	f.entered = true
	f.Focus()
}

// Leave is told that another screen is shown, or that the window closes.
func (f *Frame) Leave() { f.entered = false }

// Focus gives the keyboard to what is shown, if people look at it: what had it before may be gone from the screen, and would take what is typed unseen.
func (f *Frame) Focus() {
	if !f.entered {
		return
	}
	var to fyne.Focusable
	if f.Shown() && f.Keyboard != nil {
		to = f.Keyboard()
	}
	if to == nil {
		if all := focus.All(f.place); len(all) > 0 {
			to = all[0]
		}
	}
	f.Window.Canvas().Focus(to)
}

// Anew makes anew what is shown, and leaves the keyboard where it was.
func (f *Frame) Anew(do func()) {
	if !focus.Keep(f.Window.Canvas(), f.place, do) {
		f.Focus()
	}
}

// Show shows the body.
func (f *Frame) Show() { f.Instead(f.body) }

// Shown says whether the body is on screen.
func (f *Frame) Shown() bool { return len(f.place.Objects) == 1 && f.place.Objects[0] == f.body }

// Instead shows something in place of the body.
func (f *Frame) Instead(o fyne.CanvasObject) {
	if len(f.place.Objects) == 1 && f.place.Objects[0] == o {
		return
	}
	f.place.Objects = []fyne.CanvasObject{o}
	f.place.Refresh()
	f.Focus()
}

// Missing says in place of the body why there is none, and offers to look again.
func (f *Frame) Missing(err error) {
	f.Instead(widgets.NewEmpty(f.Icon, f.None, text.Error(err), text.T("ui.again"), f.Refresh))
}

// Tell shows a sentence above what is shown.
func (f *Frame) Tell(state widgets.State, sentence string) { f.Notice.Tell(state, sentence) }

// Saved tells that something was put on disk.
func (f *Frame) Saved() {
	if f.hooks.Saved != nil {
		f.hooks.Saved()
	}
}

// Decide shows the questions that a person has to decide.
func (f *Frame) Decide() { f.hooks.Decide() }
