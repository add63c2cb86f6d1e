package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/focus"
	"thidua/ui/typing"
)

// Select is a field in which a person chooses one of several names: Enter, the space bar and the arrows open the list.
type Select struct {
	widget.Select
	filling bool // names are being filled in, not chosen from
}

// NewSelect makes a field with names; changed is told the one that is chosen, and may be nil.
func NewSelect(names []string, changed func(name string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged = names, changed
	s.ExtendBaseWidget(s)
	return s
}

// NewChoice makes a field without names; chosen is told the number of the one somebody chose.
func NewChoice(chosen func(i int)) *Select {
	var s *Select
	s = NewSelect(nil, func(string) {
		if i := s.SelectedIndex(); !s.filling && i >= 0 {
			chosen(i)
		}
	})
	return s
}

// Fill offers names and shows one of them as chosen, none below 0; nobody is told.
func (s *Select) Fill(names []string, at int) {
	s.filling = true
	s.SetOptions(names)
	if at >= 0 && at < len(names) {
		s.SetSelectedIndex(at)
	}
	s.filling = false
}

// FocusGained shows that the keyboard is here.
func (s *Select) FocusGained() {
	s.Select.FocusGained()
	focus.InSight(s)
}

// TypedKey opens the list; what it has no use for is the window's.
func (s *Select) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		s.Select.TypedKey(ev)
	default:
		typing.Pass(s, ev)
	}
}

// Tick is a box that is ticked or not, by the space bar and by Enter.
type Tick struct {
	widget.Check
}

// NewTick makes a box; changed is told whether it is ticked, and may be nil.
func NewTick(label string, changed func(ticked bool)) *Tick {
	c := &Tick{}
	c.Text, c.OnChanged = label, changed
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained shows that the keyboard is here.
func (c *Tick) FocusGained() {
	c.Check.FocusGained()
	focus.InSight(c)
}

// TypedKey ticks; what it has no use for is the window's. The space bar comes as a rune too, and ticks by that.
func (c *Tick) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		c.SetChecked(!c.Checked)
	case fyne.KeySpace:
		c.Check.TypedKey(ev)
	default:
		typing.Pass(c, ev)
	}
}
