package grid

import "fyne.io/fyne/v2"

// composing watches for text that a typing tool still holds back. On Linux such a tool composes a word or a number in a window of its
// own: the grid sees the keys but no runes until the word is done, and when a key such as Enter ends the word, the key arrives before
// the runes. That key has to wait for them, or the word would land in the next cell.
type composing struct {
	grid    *Grid
	held    int            // character keys since the last rune
	waiting *fyne.KeyEvent // the key that ended the word
}

// key says whether there is nothing to do for a key now: those of characters are only counted and mean nothing themselves, others may
// have to wait.
func (c *composing) key(ev *fyne.KeyEvent) (done bool) {
	if len(ev.Name) == 1 {
		c.held++
		return true
	}
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyF8:
		if c.held > 0 {
			c.waiting = ev
			return true
		}
	}
	return false
}

// came is called for each rune: what was held back has come, and after this event the key that waits may do its work.
func (c *composing) came() {
	g := c.grid
	c.held = 0
	if c.waiting != nil {
		g.Later(c.resume)
	}
}

// resume lets the key that waits do its work.
func (c *composing) resume() {
	g := c.grid
	ev := c.waiting
	c.held, c.waiting = 0, nil
	switch {
	case ev == nil:
	case g.edit.open:
		g.edit.entry.TypedKey(ev)
	default:
		g.TypedKey(ev)
	}
}

// released is called when a key goes up: by then the runes of a word would have come, so none will.
func (c *composing) released(ev *fyne.KeyEvent) {
	if w := c.waiting; w != nil && w.Name == ev.Name {
		c.resume()
	}
}
