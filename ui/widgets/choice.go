package widgets

import "fyne.io/fyne/v2/widget"

// Choice is a field in which a person chooses one of several names.
type Choice struct {
	*widget.Select
	filling bool // names are being filled in, not chosen from
}

// NewChoice makes a field without names; chosen is told the number of the one somebody chose.
func NewChoice(chosen func(i int)) *Choice {
	c := &Choice{}
	c.Select = widget.NewSelect(nil, func(string) {
		if i := c.SelectedIndex(); !c.filling && i >= 0 {
			chosen(i)
		}
	})
	return c
}

// Fill offers names and shows one of them as chosen, none below 0; nobody is told.
func (c *Choice) Fill(names []string, at int) {
	c.filling = true
	c.SetOptions(names)
	if at >= 0 && at < len(names) {
		c.SetSelectedIndex(at)
	}
	c.filling = false
}
