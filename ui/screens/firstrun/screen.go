package firstrun

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// Start sets a data folder up; its methods are called away from the window and return when work can begin.
type Start interface {
	Samples() ([]Sample, error)
	Sample(id string) error
	JoinFile(path, name string) error
	JoinCode(code, server, name string, way screen.Way) error
	Recover(sheet, words, server string, way screen.Way) error
	// Office sets up the desk of a standing office with its key file.
	Office(path, passphrase, server string, way screen.Way) error
	// Trial makes a standing office to try out, beside the data that may come later, under a name.
	Trial(name string) error
}

// Sample is one season to try things out with.
type Sample struct {
	ID    string
	Name  string // of cluster and season, as the samples name it
	Units int    // members
}

// Screen is the first screen of an empty data folder.
type Screen struct {
	host    bridge.Host
	start   Start
	done    func()
	content fyne.CanvasObject
	notice  *widgets.Notice
	busy    *widget.ProgressBarInfinite
	buttons []*widgets.Button
	samples *fyne.Container
	name    *typing.Entry
	code    *typing.Entry
	server  *typing.Entry
	way     screen.Way // to the server, where the system's own does not do
	look    *widgets.Button
	working bool            // the folder is being set up
	ways    *fyne.Container // to begin
	form    *fyne.Container // of a recovery sheet, a key file or the way to the server, in their place
}

// New makes the screen; done is called inside the window once the folder is set up. looks shows what the window can look like, below the button it is told.
func New(host bridge.Host, start Start, looks func(below fyne.CanvasObject), done func()) *Screen {
	s := &Screen{host: host, start: start, done: done, notice: widgets.NewNotice(), busy: widget.NewProgressBarInfinite()}
	s.busy.Stop()
	s.busy.Hide()
	title := widgets.NewText(text.T("ui.first.title"), fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameHeadingText).Bold()
	s.look = s.button(widgets.NewQuietButton(text.T("ui.first.looks"), fynetheme.MenuDropDownIcon(), func() { looks(s.look) }))
	s.look.IconPlacement = widget.ButtonIconTrailingText
	intro := widgets.Wide(1000, widgets.NewParagraph(text.T("ui.first.intro")))
	s.ways = container.New(layout.NewCustomPaddedHBoxLayout(24), s.sample(), widgets.Column(14, s.join(), s.office()))
	s.form = widgets.Column(0)
	box := widgets.Column(10, widgets.Row(8, title, title, s.look), intro, s.ways, s.form, s.busy)
	s.content = widgets.Frame(s.notice, nil, nil, nil, container.NewVScroll(container.NewCenter(box)))
	host.Queue.Aside(func() func() {
		list, err := start.Samples()
		return func() { s.offer(list, err) }
	})
	return s
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Tell says above everything what went wrong.
func (s *Screen) Tell(err error) { s.Say(widgets.Bad, text.Error(err)) }

// Busy says whether the folder is being set up: nothing else may be done to it.
func (s *Screen) Busy() bool { return s.working }

// Fill takes over what was typed into the first ways of the screen whose place this one takes, in another language, and the way to the server.
func (s *Screen) Fill(from *Screen) {
	s.name.SetText(from.name.Text)
	s.code.SetText(from.code.Text)
	s.server.SetText(from.server.Text)
	s.way = from.way
}

// Say shows a sentence above everything.
func (s *Screen) Say(state widgets.State, sentence string) { s.notice.Tell(state, sentence) }

// The widths of the ways to begin, at 100 %.
const (
	sampleWidth = 610
	joinWidth   = 330
)

// choice is one way to begin.
func choice(width float32, icon fyne.Resource, heading string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	title := widgets.Row(8, nil, widgets.NewIcon(icon, fynetheme.ColorNamePrimary), widgets.NewText(heading, fynetheme.ColorNameForeground).Bold())
	box := widgets.Column(10, append([]fyne.CanvasObject{title}, parts...)...)
	return widgets.NewPanel(widgets.Wide(width, box), theme.ColorNameSurface, 0, 16, 16)
}

func (s *Screen) button(b *widgets.Button) *widgets.Button {
	s.buttons = append(s.buttons, b)
	return b
}

func (s *Screen) sample() fyne.CanvasObject {
	s.samples = widgets.Column(12)
	return choice(sampleWidth, theme.IconScales.Resource(), text.T("ui.first.sample"), widgets.NewParagraph(text.T("ui.first.sample.what")), s.samples)
}

// offer lists the samples, each with one line of what it shows.
func (s *Screen) offer(list []Sample, err error) {
	if err != nil {
		s.Tell(err)
	}
	s.samples.Objects = nil
	for i, x := range list {
		begin := func() { s.run("ui.first.sample.wait", func() error { return s.start.Sample(x.ID) }) }
		b := s.button(widgets.NewButton(text.T("ui.first.sample.do"), nil, begin))
		if i == 0 {
			b.Importance = widget.HighImportance
		}
		what := text.T("ui.first.sample.units", "count", x.Units)
		if about := text.T("ui.first.sample." + x.ID); about != "ui.first.sample."+x.ID {
			what += " " + about
		}
		words := widgets.Column(2, widgets.NewParagraph(x.Name).Bold(), widgets.NewParagraph(what).Quiet())
		s.samples.Add(widgets.Frame(nil, nil, nil, widgets.Row(16, nil, widgets.Row(0, nil), b), words))
	}
	s.samples.Refresh()
	s.content.Refresh()
}

func (s *Screen) join() fyne.CanvasObject {
	s.name, s.code, s.server = typing.NewEntry(), typing.NewEntry(), typing.NewEntry()
	s.name.SetPlaceHolder(text.T("ui.first.name"))
	s.code.SetPlaceHolder(text.T("ui.first.code"))
	s.server.SetPlaceHolder(text.T("ui.first.server"))
	s.code.OnSubmitted = func(string) { s.joinCode() }
	s.server.OnSubmitted = func(string) { s.joinCode() }
	file := s.button(widgets.NewButton(text.T("ui.first.file.do"), fynetheme.FolderOpenIcon(), s.pick))
	code := s.button(widgets.NewButton(text.T("ui.first.code.do"), fynetheme.LoginIcon(), s.joinCode))
	way := s.button(widgets.NewQuietButton(text.T("ui.way.change"), nil, s.askWay))
	return choice(joinWidth, theme.IconPeople.Resource(), text.T("ui.first.join"), widgets.NewParagraph(text.T("ui.first.join.what")), s.name, file,
		widgets.NewParagraph(text.T("ui.first.or-code")), s.code, s.server, widgets.Row(8, nil, code, way),
		s.button(widgets.NewQuietButton(text.T("ui.first.recover"), theme.IconSheet.Resource(), s.askSheet)))
}

// office are the ways of a standing office.
func (s *Screen) office() fyne.CanvasObject {
	key := s.button(widgets.NewButton(text.T("ui.first.office.do"), theme.IconKey.Resource(), s.askOffice))
	try := s.button(widgets.NewQuietButton(text.T("ui.first.trial.do"), nil, func() {
		s.run("ui.first.trial.wait", func() error { return s.start.Trial(text.T("ui.first.trial.office")) })
	}))
	return choice(joinWidth, theme.IconBuilding.Resource(), text.T("ui.first.office"), widgets.NewParagraph(text.T("ui.first.office.what")), key, try)
}

// askOffice asks for the key file of an office and what opens it.
func (s *Screen) askOffice() {
	path := ""
	fields := []widgets.Field{
		{Name: text.T("ui.first.office.file"), Hint: text.T("ui.first.office.choose"), Pick: func(set func(string)) {
			s.choose(func(chosen string) { path = chosen; set(filepath.Base(chosen)) })
		}},
		{Name: text.T("ui.first.office.passphrase"), Secret: true},
		{Name: text.T("ui.first.office.server"), Hint: text.T("ui.first.server")},
	}
	form := widgets.NewForm(text.T("ui.first.office.title"), text.T("ui.first.office.how"), fields, text.T("ui.first.office.start"), text.T("ui.cancel"), func(v []string) {
		switch {
		case path == "":
			s.Tell(emulation.Errorf(emulation.Invalid, "ui.first.no-file"))
		default:
			s.run("ui.first.office.wait", func() error { return s.start.Office(path, v[1], strings.TrimSpace(v[2]), s.way) })
		}
	}, func() { s.showForm() })
	s.showForm(form)
	form.Focus(s.host.Window.Canvas())
}

// askWay asks for the way to the server; it is taken with the code.
func (s *Screen) askWay() {
	form := screen.NewWayForm(s.host, s.way, func(w screen.Way) { s.way = w; s.showForm() }, func() { s.showForm() }, s.Tell)
	s.showForm(form)
	form.Focus(s.host.Window.Canvas())
}

// askSheet asks for what stands on a recovery sheet.
func (s *Screen) askSheet() {
	fields := []widgets.Field{{Name: text.T("ui.first.recover.sheet"), Lines: 9}, {Name: text.T("ui.first.recover.words")}, {Name: text.T("ui.first.recover.server")}}
	form := widgets.NewForm(text.T("ui.first.recover.title"), text.T("ui.first.recover.what"), fields, text.T("ui.first.recover.do"), text.T("ui.cancel-recover"),
		func(v []string) {
			s.run("ui.first.recover.wait", func() error { return s.start.Recover(v[0], v[1], strings.TrimSpace(v[2]), s.way) })
		}, func() { s.showForm() })
	s.showForm(form)
}

func (s *Screen) showForm(form ...fyne.CanvasObject) {
	s.form.Objects, s.ways.Hidden = form, len(form) > 0
	if s.look.Enable(); s.ways.Hidden {
		s.look.Disable() // another language would make the form anew, without what was typed
	}
	s.form.Refresh()
	s.content.Refresh()
}

// pick asks for the invitation's file.
func (s *Screen) pick() { s.choose(s.JoinFile) }

// choose lets the person choose a file.
func (s *Screen) choose(do func(path string)) {
	screen.PickFile(s.host, "invitation", "", nil, do, s.Tell)
}

// JoinFile joins with the file of an invitation, as chosen or dropped onto the window.
func (s *Screen) JoinFile(path string) {
	name := strings.TrimSpace(s.name.Text)
	s.run("ui.first.join.wait", func() error { return s.start.JoinFile(path, name) })
}

func (s *Screen) joinCode() {
	code, server, name, way := strings.TrimSpace(s.code.Text), strings.TrimSpace(s.server.Text), strings.TrimSpace(s.name.Text), s.way
	switch {
	case code == "":
		s.Tell(emulation.Errorf(emulation.Invalid, "ui.first.no-code"))
	case server == "":
		s.Tell(emulation.Errorf(emulation.Invalid, "ui.first.no-server"))
	default:
		s.run("ui.first.join.wait", func() error { return s.start.JoinCode(code, server, name, way) })
	}
}

// run sets the folder up away from the window; meanwhile nothing else can be chosen.
func (s *Screen) run(wait string, what func() error) {
	if s.working {
		return
	}
	s.working = true
	for _, b := range s.buttons {
		b.Disable()
	}
	s.notice.Tell(widgets.Waiting, text.T(wait))
	s.busy.Show()
	s.busy.Start()
	s.host.Queue.Aside(func() func() {
		err := what()
		return func() {
			s.working = false
			s.busy.Stop()
			s.busy.Hide()
			for _, b := range s.buttons {
				b.Enable()
			}
			if s.ways.Hidden {
				s.look.Disable()
			}
			if err != nil {
				s.Tell(err)
				return
			}
			s.notice.Clear()
			s.done()
		}
	})
}
