package syncing

import (
	"fyne.io/fyne/v2"

	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// section is a heading and what stands below it; it takes no room while there is nothing.
type section struct {
	box   *fyne.Container
	panel *widgets.Panel
}

func newSection(heading string) *section {
	s := &section{box: widgets.Column(6)}
	s.panel = widgets.NewCard(heading, s.box)
	s.panel.Hide()
	return s
}

func (s *section) set(parts []fyne.CanvasObject) {
	s.box.Objects = parts
	s.box.Refresh()
	s.panel.Hidden = len(parts) == 0
	s.panel.Refresh()
}

// item is one thing of a section: what it is about, what was said, and the buttons to answer.
func item(state widgets.State, heading string, sentences []string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.NewSign(state, heading)}
	for _, t := range sentences {
		parts = append(parts, widgets.NewParagraph(t))
	}
	if len(buttons) > 0 {
		parts = append(parts, widgets.Row(8, nil, buttons...))
	}
	return widgets.NewPanel(widgets.Column(7, parts...), theme.ColorNameSurface, 0, 12, 10)
}
