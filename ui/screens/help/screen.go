package help

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/docs/guide"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// Screen is the open guide: what there is to read at the left, below a field to search in, and what is read at the right.
type Screen struct {
	// Closed is told when it was closed; may be nil.
	Closed func()

	canvas fyne.Canvas
	over   *widgets.Over
	entry  *entry
	list   *fyne.Container
	lines  *container.Scroll
	found  []guide.Place // as listed
	at     int           // the line that is marked
	shown  guide.Place
	place  *fyne.Container // the page
	back   *widgets.Button
	past   []guide.Place // what was read before
}

// The width of the list, the widest the guide gets, and what it leaves free of the window around it, all at 100 %.
const (
	listWidth  = 270
	mostWidth  = 1120
	edgeAround = 28
)

// Show opens the guide over a window, at a place.
func Show(c fyne.Canvas, at guide.Place) *Screen {
	s := &Screen{canvas: c, entry: &entry{}, list: widgets.Stack(), place: container.NewStack()}
	s.entry.screen = s
	s.entry.ExtendBaseWidget(s.entry)
	s.entry.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	s.entry.SetPlaceHolder(text.T("ui.help.search"))
	s.entry.OnChanged = func(string) { s.look() }
	s.entry.OnSubmitted = func(string) { s.choose(s.at) }
	s.lines = container.NewVScroll(s.list)
	s.back = widgets.NewQuietButton(text.T("ui.help.back"), fynetheme.NavigateBackIcon(), s.goBack)
	shut := widgets.NewQuietButton(text.T("ui.help.close"), fynetheme.CancelIcon(), s.Close)
	title := widgets.NewText(text.T("ui.help.title"), fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold()
	head := widgets.NewPanel(widgets.Row(8, title, title, s.back, shut), theme.ColorNameSurface, widgets.Bottom, 16, 6)
	left := widgets.Wide(listWidth, widgets.Frame(widgets.NewPanel(s.entry, "", 0, 10, 10), nil, nil, nil, s.lines))
	side := widgets.NewPanel(left, "", widgets.Right, 0, 0)
	s.over = widgets.ShowOver(c, widgets.Frame(head, nil, side, nil, s.place), func(room fyne.Size) fyne.Size {
		edge := 2 * theme.Length(edgeAround)
		return fyne.NewSize(min(room.Width-edge, theme.Length(mostWidth)), room.Height-edge)
	})
	s.read(at)
	s.look()
	c.Focus(s.entry)
	return s
}

// Close puts the guide away; the keyboard returns to where it was.
func (s *Screen) Close() {
	s.over.Hide()
	if s.Closed != nil {
		s.Closed()
	}
}

// look lists what fits what was typed; where nothing was typed, the pages, with the sections of the one that is read.
func (s *Screen) look() {
	s.found, s.at = guide.Find(s.entry.Text), 0
	if s.entry.Text == "" {
		s.contents()
	}
	s.draw()
	s.lines.ScrollToTop()
}

func (s *Screen) contents() {
	for _, p := range guide.Pages() {
		s.found = append(s.found, guide.Place{Page: p})
		if p != s.shown.Page {
			continue
		}
		s.at = len(s.found) - 1
		for i := range p.Sections[1:] {
			s.found = append(s.found, guide.Place{Page: p, Section: i + 1})
			if i+1 == s.shown.Section {
				s.at = len(s.found) - 1
			}
		}
	}
}

func (s *Screen) draw() {
	s.list.Objects = nil
	for i, at := range s.found {
		s.list.Add(widgets.NewLine(s.label(at), i == s.at, func() { s.choose(i) }))
	}
	if len(s.found) == 0 {
		s.list.Add(widgets.NewPanel(widgets.NewParagraph(text.T("ui.help.none")).Quiet(), "", 0, 8, 7))
	}
	s.list.Refresh()
}

// label is how a place is called in the list: a section below its page is moved in, a found one says its page too.
func (s *Screen) label(at guide.Place) string {
	title := at.Page.Sections[at.Section].Title
	switch {
	case s.entry.Text != "":
		return at.Title()
	case at.Section == 0:
		return at.Page.Title
	case at.Page.Sections[at.Section].Level > 2:
		return "          " + title
	}
	return "     " + title
}

// choose reads the place of a line.
func (s *Screen) choose(i int) {
	if i >= len(s.found) {
		return
	}
	at := s.found[i]
	if at != s.shown {
		s.past = append(s.past, s.shown)
	}
	s.read(at)
	s.canvas.Focus(s.entry) // a click took the keyboard away
	if s.entry.Text == "" {
		s.look()
		return
	}
	s.at = i
	s.draw()
}

func (s *Screen) goBack() {
	if n := len(s.past); n > 0 {
		at := s.past[n-1]
		s.past = s.past[:n-1]
		s.read(at)
		s.look()
	}
	s.canvas.Focus(s.entry)
}

// read shows a place.
func (s *Screen) read(at guide.Place) {
	p := newPage(at.Page, s.follow)
	s.shown = at
	widgets.Put(s.place, p.scroll)
	p.to(at.Section)
	s.back.Hidden = len(s.past) == 0
	s.back.Refresh()
}

// Shown is what is read.
func (s *Screen) Shown() guide.Place { return s.shown }

// follow goes where a link leads inside the guide; links that lead out of it lead nowhere here.
func (s *Screen) follow(link string) {
	page, anchor, _ := guide.Inside(link)
	if at, ok := guide.At(page, anchor); ok {
		s.past = append(s.past, s.shown)
		s.read(at)
		s.look()
		s.canvas.Focus(s.entry)
	}
}

func (s *Screen) step(by int) {
	if n := len(s.found); n > 0 {
		s.at = (s.at + by + n) % n
		s.draw()
		line := s.list.Objects[s.at]
		if y := line.Position().Y; y < s.lines.Offset.Y || y+line.Size().Height > s.lines.Offset.Y+s.lines.Size().Height {
			s.lines.ScrollToOffset(fyne.NewPos(0, max(0, y-s.lines.Size().Height/2)))
		}
	}
}

// turn scrolls what is read by a part of its height.
func (s *Screen) turn(by float32) {
	scroll := s.place.Objects[0].(*container.Scroll)
	scroll.ScrollToOffset(scroll.Offset.AddXY(0, by*scroll.Size().Height))
}

// entry is the field that is searched in; its keys are those of the whole guide.
type entry struct {
	typing.Entry
	screen *Screen
}

func (e *entry) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		e.screen.step(-1)
	case fyne.KeyDown:
		e.screen.step(1)
	case fyne.KeyPageUp:
		e.screen.turn(-0.9)
	case fyne.KeyPageDown:
		e.screen.turn(0.9)
	case fyne.KeyEscape, fyne.KeyF1:
		e.screen.Close()
	default:
		e.Entry.TypedKey(ev)
	}
}

// TypedShortcut is for keys with Ctrl or Alt; those of the window below are none of the guide's.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); !ok || typing.InText[custom.KeyName] {
		e.Entry.TypedShortcut(s)
	}
}
