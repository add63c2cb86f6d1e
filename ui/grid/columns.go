package grid

// columns knows how wide each column is and where it begins. Frozen columns come first; frozen is their number.
type columns struct {
	list   []Column
	width  []float32
	left   []float32 // of each column, and the end of the last; the others count from the first column too
	frozen int
}

// mostFrozen is the share of the room that frozen columns may take while others have to scroll; in a narrower window all scroll.
const mostFrozen = 0.65

// arrange gives every column its width at a scale and shares what is left of the room among those that stretch.
// It says whether a width or the number of frozen columns changed.
func (c *columns) arrange(list []Column, room, unit float32) bool {
	c.list = list
	frozen := c.frozen
	c.frozen = 0
	for c.frozen < len(list) && list[c.frozen].Frozen {
		c.frozen++
	}
	var sum float32
	stretching := 0
	for _, col := range list {
		sum += col.Width * unit
		if col.Stretch {
			stretching++
		}
	}
	var share float32
	if stretching > 0 && room > sum {
		share = float32(int((room - sum) / float32(stretching)))
	}
	width := make([]float32, len(list))
	left := make([]float32, len(list)+1)
	for i, col := range list {
		width[i] = float32(int(col.Width*unit + 0.5))
		if col.Stretch {
			width[i] += share
		}
		left[i+1] = left[i] + width[i]
	}
	if left[len(list)] > room && left[c.frozen] > room*mostFrozen {
		c.frozen = 0
	}
	changed := len(width) != len(c.width) || frozen != c.frozen
	for i := 0; !changed && i < len(width); i++ {
		changed = width[i] != c.width[i]
	}
	c.width, c.left = width, left
	return changed
}

func (c *columns) total() float32       { return c.left[len(c.left)-1] }
func (c *columns) frozenWidth() float32 { return c.left[c.frozen] }

// at is the column at a distance from the first column's left edge, or -1.
func (c *columns) at(x float32) int {
	for i := range c.width {
		if x >= c.left[i] && x < c.left[i+1] {
			return i
		}
	}
	return -1
}
