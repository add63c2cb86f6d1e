package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// WhyLine is the line below a table that explains what is selected in it. It keeps its height, so that nothing jumps while one moves
// through the table, and holds two lines of text.
type WhyLine struct {
	made
	icon  *Icon
	text  *Lines
	state State
}

// NewWhyLine makes a line that says nothing; right is what stands at its right end, or nil.
func NewWhyLine(right fyne.CanvasObject) *WhyLine {
	w := &WhyLine{state: Neutral, icon: stateIcon(Neutral), text: NewLines("", fynetheme.ColorNameForeground, 2)}
	parts := []fyne.CanvasObject{w.icon, w.text}
	buttons, box := right.(*fyne.Container)
	if l, _ := flowOf(right); box && l != nil { // those that do not fit beside what is said stand below it
		w.drawn = Bar(8, Row(8, w.text, parts...), buttons)
	} else {
		if right != nil {
			parts = append(parts, right)
		}
		w.drawn = Row(8, w.text, parts...)
	}
	w.drawn = NewPanel(w.drawn, theme.ColorNameSurface, Top, 12, 3)
	w.ExtendBaseWidget(w)
	return w
}

// Set says something else; a state other than Neutral puts its icon before the sentence and colours it.
func (w *WhyLine) Set(state State, sentence string) {
	if state == w.state && sentence == w.text.text {
		return
	}
	w.state = state
	w.icon.setState(state)
	ink := fynetheme.ColorNameForeground
	if state == Bad || state == Warn {
		ink = stateLooks[state].ink
	}
	w.text.Set(sentence, ink)
	w.Refresh()
}

// Sentence is what the line says.
func (w *WhyLine) Sentence() string { return w.text.text }
