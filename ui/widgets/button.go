package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/focus"
	"thidua/ui/theme"
	"thidua/ui/typing"
)

// Button is a compact button with some room beside its label, pressed by Enter as well as by space.
type Button struct {
	widget.Button
	leave func() // what Esc does, nil = nothing
}

// NewButton is an ordinary button.
func NewButton(label string, icon fyne.Resource, do func()) *Button {
	return newButton(label, icon, widget.MediumImportance, do)
}

// NewPrimaryButton is the button of the one thing a screen is for.
func NewPrimaryButton(label string, icon fyne.Resource, do func()) *Button {
	return newButton(label, icon, widget.HighImportance, do)
}

// NewQuietButton is a button without a background, for what is done seldom.
func NewQuietButton(label string, icon fyne.Resource, do func()) *Button {
	return newButton(label, icon, widget.LowImportance, do)
}

func newButton(label string, icon fyne.Resource, importance widget.Importance, do func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.Importance, b.OnTapped = label, icon, importance, do
	b.ExtendBaseWidget(b)
	return b
}

// buttonRoom is the room at both sides of a label together, at 100 %, beyond the toolkit's padding.
const buttonRoom = 10

// MinSize leaves room beside the label.
func (b *Button) MinSize() fyne.Size {
	size := b.Button.MinSize()
	if b.Text != "" {
		size.Width += buttonRoom * b.Theme().Size(theme.SizeNameUnit)
	}
	return size
}

// FocusGained shows that the keyboard is here.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	focus.InSight(b)
}

// Leave sets what Esc does while the button has the keyboard.
func (b *Button) Leave(do func()) { b.leave = do }

// TypedKey presses the button with Enter or the space bar, which the toolkit takes for a click: after it the keyboard would be nowhere.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if b.OnTapped != nil && !b.Disabled() {
			b.OnTapped()
		}
	case fyne.KeyEscape:
		if b.leave != nil {
			b.leave()
			return
		}
		typing.Pass(b, ev)
	default:
		typing.Pass(b, ev)
	}
}
