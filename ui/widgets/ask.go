package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/bridge"
	"thidua/ui/typing"
)

// Ask is a line that asks for some words before something is done, such as a reason, in place of a dialog. It takes no room while it asks
// nothing; what was typed stays until Drop, so that nothing is lost when what it was for is refused. Enter confirms, Esc drops it.
type Ask struct {
	widget.BaseWidget
	question *Paragraph
	entry    *askEntry
	confirm  *Button
	cancel   *Button
	panel    *Panel
	do       func(answer string)
	words    *bridge.Words // where the answer is kept until it is taken, under the question; nil for nowhere
	asking   bool
	free     bool           // an empty answer will do
	canvas   fyne.Canvas    // of the question that stands
	before   fyne.Focusable // what held the keyboard when it was asked
}

// NewAsk makes a line that asks nothing; cancel is the word on the button that drops it.
func NewAsk(cancel string) *Ask {
	a := &Ask{question: NewParagraph(""), entry: &askEntry{}}
	a.entry.ExtendBaseWidget(a.entry)
	a.entry.leave = a.Drop
	a.entry.OnSubmitted = func(string) { a.answer() }
	a.entry.OnChanged = a.changed
	a.confirm = NewPrimaryButton("", nil, a.answer)
	a.cancel = NewQuietButton(cancel, nil, a.Drop)
	a.confirm.leave, a.cancel.leave = a.Drop, a.Drop
	a.panel = NewPanel(Column(5, a.question, Row(6, a.entry, a.entry, a.confirm, a.cancel)), stateLooks[Info].back, Bottom, 12, 7)
	a.panel.Hide()
	a.ExtendBaseWidget(a)
	return a
}

// Keeps has words keep the answers that are being typed.
func (a *Ask) Keeps(words *bridge.Words) { a.words = words }

// For asks for words; do is told them, and calls Drop once it has gone well. Words are needed: an empty answer asks again. An answer to the same
// question that was kept of an earlier time is there again.
func (a *Ask) For(c fyne.Canvas, question, hint, confirm string, do func(answer string)) {
	a.put(c, question, confirm, do)
	a.free = false
	a.entry.SetPlaceHolder(hint)
	if kept, ok := a.words.Of(question); ok {
		a.entry.SetText(kept)
	}
	a.entry.Show()
	a.Refresh()
	c.Focus(a.entry)
}

// Confirm asks only whether to go on.
func (a *Ask) Confirm(c fyne.Canvas, question, confirm string, do func()) {
	a.put(c, question, confirm, func(string) { do() })
	a.free = true
	a.entry.Hide()
	a.Refresh()
	c.Focus(a.confirm)
}

func (a *Ask) put(c fyne.Canvas, question, confirm string, do func(string)) {
	if f := c.Focused(); !a.holds(f) {
		a.before = f
	}
	a.canvas = c
	a.asking = false // clearing the field is no answer
	a.entry.SetText("")
	a.question.Set(question)
	a.confirm.SetText(confirm)
	a.do, a.asking = do, true
	a.panel.Show()
}

// changed keeps the answer as it stands.
func (a *Ask) changed(answer string) {
	if a.asking {
		a.words.Over(a.question.Text(), answer, "")
	}
}

func (a *Ask) answer() {
	words := strings.TrimSpace(a.entry.Text)
	if !a.asking || words == "" && !a.free {
		return
	}
	a.do(words)
}

// holds says whether something is a part of the line.
func (a *Ask) holds(f fyne.Focusable) bool { return f == a.entry || f == a.confirm || f == a.cancel }

// Drop asks nothing any more: the answer was taken, or is not wanted.
func (a *Ask) Drop() {
	if a.asking {
		a.words.Drop(a.question.Text())
	}
	a.Leave()
}

// Leave asks nothing any more, and gives the keyboard back if it is still here. What was answered so far is there again when the same is asked.
func (a *Ask) Leave() {
	if a.asking && a.holds(a.canvas.Focused()) {
		if a.before != nil {
			a.canvas.Focus(a.before)
		} else {
			a.canvas.Unfocus()
		}
	}
	a.asking = false
	a.panel.Hide()
	a.Refresh()
}

// Asking is the question that stands, "" when there is none.
func (a *Ask) Asking() string {
	if !a.asking {
		return ""
	}
	return a.question.Text()
}

// Inside is the line while it asks.
func (a *Ask) Inside() fyne.CanvasObject { return a.panel }

// CreateRenderer is called by the toolkit.
func (a *Ask) CreateRenderer() fyne.WidgetRenderer {
	return &slimRenderer{widget.NewSimpleRenderer(a.panel), a, func() bool { return a.asking }}
}

// askEntry is a field that Esc leaves.
type askEntry struct {
	typing.Entry
	leave func()
}

// MinSize keeps the field to one line, high enough for its text.
func (e *askEntry) MinSize() fyne.Size {
	return fyne.NewSize(120, e.Entry.MinSize().Height)
}

// TypedKey leaves with Esc.
func (e *askEntry) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape {
		e.leave()
		return
	}
	e.Entry.TypedKey(ev)
}
