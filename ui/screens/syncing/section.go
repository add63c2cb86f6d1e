package syncing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// section is a heading and what stands below it; it takes no room while there is nothing.
type section struct {
	box   *fyne.Container
	panel *widgets.Panel
}

func newSection(heading string) *section {
	s := &section{box: container.New(layout.NewCustomPaddedVBoxLayout(4))}
	title := widgets.NewText(heading, fynetheme.ColorNameForeground).Bold()
	s.panel = widgets.NewPanel(container.New(layout.NewCustomPaddedVBoxLayout(6), title, s.box), "", widgets.Bottom, 16, 12)
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
	parts := []fyne.CanvasObject{widgets.NewFacts(widgets.Fact{Value: heading, State: state})}
	for _, t := range sentences {
		l := widget.NewLabel(t)
		l.Wrapping = fyne.TextWrapWord
		parts = append(parts, l)
	}
	if len(buttons) > 0 {
		parts = append(parts, widgets.NewPanel(widgets.Row(8, nil, buttons...), "", 0, 6, 2))
	}
	return widgets.NewPanel(container.New(layout.NewCustomPaddedVBoxLayout(0), parts...), theme.ColorNameSurface, 0, 12, 8)
}
