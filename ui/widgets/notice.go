package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Notice is a line that tells something above the content it is about, with an optional button, in place of a dialog. It takes no room
// while it has nothing to tell. (It stays visible then, without height: the toolkit does not repaint for a widget it has never painted.)
type Notice struct {
	widget.BaseWidget
	Closed func() // what follows when a person has closed it; nil for nothing

	icon    *Icon
	label   *widget.Label
	answers [3]*Button
	close   *Button
	panel   *Panel
}

// Answer is a button beside a notice.
type Answer struct {
	Label string
	Do    func()
}

// NewNotice makes a notice that tells nothing.
func NewNotice() *Notice {
	n := &Notice{icon: stateIcon(Info), label: widget.NewLabel("")}
	n.label.Wrapping = fyne.TextWrapWord
	n.close = NewQuietButton("", fynetheme.CancelIcon(), n.shut)
	buttons := container.NewHBox()
	for i := range n.answers {
		n.answers[i] = NewQuietButton("", nil, nil)
		buttons.Add(n.answers[i])
	}
	buttons.Add(n.close)
	n.panel = NewPanel(container.NewBorder(nil, nil, container.NewCenter(n.icon), buttons, n.label), stateLooks[Info].back, Bottom, 10, 1)
	n.panel.Hide()
	n.ExtendBaseWidget(n)
	return n
}

// Tell shows a sentence.
func (n *Notice) Tell(state State, sentence string) { n.Offer(state, sentence, "", nil) }

// Offer shows a sentence with a button beside it.
func (n *Notice) Offer(state State, sentence, action string, do func()) {
	n.Choose(state, sentence, Answer{action, do})
}

// Choose shows a sentence with up to three buttons beside it.
func (n *Notice) Choose(state State, sentence string, answers ...Answer) {
	if sentence == "" {
		n.Clear()
		return
	}
	n.icon.setState(state)
	n.label.SetText(sentence)
	for i, b := range n.answers {
		var a Answer
		if i < len(answers) {
			a = answers[i]
		}
		b.SetText(a.Label)
		b.OnTapped, b.Hidden = a.Do, a.Label == ""
	}
	n.close.Hidden = len(answers) > 1 // one of them is the answer
	n.panel.setBack(stateLooks[state].back)
	n.panel.Show()
	n.Refresh()
}

// Clear tells nothing and takes no room.
func (n *Notice) Clear() {
	n.label.SetText("")
	n.panel.Hide()
	n.Refresh()
}

func (n *Notice) shut() {
	n.Clear()
	if n.Closed != nil {
		n.Closed()
	}
}

// Sentence is what the notice tells, "" while it tells nothing.
func (n *Notice) Sentence() string { return n.label.Text }

// CreateRenderer is called by the toolkit.
func (n *Notice) CreateRenderer() fyne.WidgetRenderer {
	return &slimRenderer{widget.NewSimpleRenderer(n.panel), n, func() bool { return n.Sentence() != "" }}
}

// slimRenderer draws a widget that takes no room while it has nothing to show.
type slimRenderer struct {
	fyne.WidgetRenderer
	widget fyne.Widget
	shows  func() bool
}

// Refresh asks for a repaint in the widget's own name, which the window knows also while the panel inside has never been painted.
func (r *slimRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	canvas.Refresh(r.widget)
}

func (r *slimRenderer) MinSize() fyne.Size {
	if !r.shows() {
		return fyne.Size{}
	}
	return r.WidgetRenderer.MinSize()
}
