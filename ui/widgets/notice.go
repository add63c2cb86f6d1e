package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Notice is a line that tells something above the content it is about, with an optional button, in place of a dialog. It takes no room
// while it has nothing to tell.
type Notice struct {
	widget.BaseWidget
	icon   *Icon
	label  *widget.Label
	action *Button
	close  *Button
	panel  *Panel
	state  State
}

// NewNotice makes a notice that tells nothing.
func NewNotice() *Notice {
	n := &Notice{icon: stateIcon(Info), label: widget.NewLabel(""), action: NewQuietButton("", nil, nil)}
	n.label.Wrapping = fyne.TextWrapWord
	n.close = NewQuietButton("", fynetheme.CancelIcon(), n.Clear)
	icon := container.NewCenter(n.icon)
	n.panel = NewPanel(container.NewBorder(nil, nil, icon, container.NewHBox(n.action, n.close), n.label), stateLooks[Info].back, Bottom, 10, 1)
	n.Hidden = true
	n.ExtendBaseWidget(n)
	return n
}

// Tell shows a sentence.
func (n *Notice) Tell(state State, sentence string) { n.Offer(state, sentence, "", nil) }

// Offer shows a sentence with a button beside it.
func (n *Notice) Offer(state State, sentence, action string, do func()) {
	if sentence == "" {
		n.Clear()
		return
	}
	n.state = state
	n.icon.setState(state)
	n.label.SetText(sentence)
	n.action.SetText(action)
	n.action.OnTapped = do
	n.action.Hidden = action == ""
	n.panel.setBack(stateLooks[state].back)
	n.Show()
	n.Refresh()
}

// Clear tells nothing and takes no room.
func (n *Notice) Clear() {
	n.label.SetText("")
	n.Hide()
}

// Sentence is what the notice tells, "" while it tells nothing.
func (n *Notice) Sentence() string { return n.label.Text }

// CreateRenderer is called by the toolkit.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.panel) }
