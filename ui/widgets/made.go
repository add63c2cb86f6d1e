package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// made is a widget that is drawn as one object, which is made of others.
type made struct {
	widget.BaseWidget
	drawn fyne.CanvasObject
}

// CreateRenderer is called by the toolkit.
func (m *made) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.drawn) }

// Inside is what it is drawn as.
func (m *made) Inside() fyne.CanvasObject { return m.drawn }
