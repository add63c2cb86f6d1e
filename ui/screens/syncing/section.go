package syncing

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// section is a heading and what stands below it; it takes no room while there is nothing.
type section struct {
	screen *Screen
	parts  []*part
	box    *fyne.Container
	panel  *widgets.Panel
}

// part is one thing of a section.
type part struct {
	fyne.CanvasObject
	words   string // by which it is known again after another reading
	buttons []fyne.CanvasObject
}

func newSection(screen *Screen, heading string) *section {
	s := &section{screen: screen, box: widgets.Column(6)}
	s.panel = widgets.NewCard(heading, s.box)
	s.panel.Hide()
	return s
}

// set shows other parts. Where one of the old buttons has the keyboard, the same button below the same words takes it; what it was about may be gone, and
// then the keyboard is where the screen begins: never on a button nobody sees, or on one that answers something else.
func (s *section) set(parts []*part) {
	next, held := s.next(parts)
	s.parts = parts
	s.box.Objects = emulation.Map(parts, func(p *part) fyne.CanvasObject { return p.CanvasObject })
	s.box.Refresh()
	s.panel.Hidden = len(parts) == 0
	s.panel.Refresh()
	switch {
	case next != nil:
		s.screen.Window.Canvas().Focus(next)
	case held:
		s.screen.Focus()
	}
}

// next is the button of other parts that stands for the one that has the keyboard, and whether one of this section has it.
func (s *section) next(parts []*part) (next fyne.Focusable, held bool) {
	has, _ := s.screen.Window.Canvas().Focused().(fyne.CanvasObject)
	for _, old := range s.parts {
		for n, b := range old.buttons {
			if has == nil || b != has {
				continue
			}
			for _, p := range parts {
				if p.words == old.words && n < len(p.buttons) {
					next, _ = p.buttons[n].(fyne.Focusable)
				}
			}
			return next, true
		}
	}
	return nil, false
}

// item is one thing of a section: what it is about, what was said, and the buttons to answer.
func item(state widgets.State, heading string, sentences []string, buttons ...fyne.CanvasObject) *part {
	said := emulation.Map(sentences, func(t string) fyne.CanvasObject { return widgets.NewParagraph(t) })
	return &part{about(state, heading, said, buttons...), heading + "\n" + strings.Join(sentences, "\n"), buttons}
}

// about is the same with what stands below its heading, by itself.
func about(state widgets.State, heading string, said []fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	parts := append([]fyne.CanvasObject{widgets.NewSign(state, heading)}, said...)
	if len(buttons) > 0 {
		parts = append(parts, widgets.Row(8, nil, buttons...))
	}
	return widgets.NewPanel(widgets.Column(7, parts...), theme.ColorNameSurface, 0, 12, 10)
}
