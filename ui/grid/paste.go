package grid

import (
	"slices"
	"strings"

	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/vietnamese"
)

// Pasted is a Model that knows how people write what they copy from elsewhere.
type Pasted interface {
	// Heading is the column that a heading of a table kept elsewhere announces; col is -1 where it is known but not shown here.
	Heading(title string) (col int, known bool)
	// Land is the column of a row that takes what stands below the heading of another, mostly that one itself.
	Land(row, col int) int
	// Doubt is what is wrong with a text for a cell, "" for nothing.
	Doubt(row, col int, text string) string
}

// Fate is what a paste does with a cell.
type Fate uint8

// What can become of a cell that is pasted into.
const (
	Lands   Fate = iota + 1
	Moved        // it lands further down than it was copied, because a heading above takes no value
	Wrong        // it lands as it is, but means nothing, or can hardly be meant
	Skipped      // it does not land
)

// Mark is what a waiting paste does with one cell.
type Mark struct {
	Text string
	Fate Fate
	Note string // why, in a sentence; "" where it lands as it was copied
}

// Preview is a paste that waits to be accepted: what it would change, shown in place until then, and what of the copied cells would not land.
type Preview struct {
	Changes []Change
	Skipped int      // cells that cannot be edited or lie outside the grid, and lines of which is not known where they belong
	Moved   int      // of the changes, those that land further down
	Wrong   int      // of the changes, those that mean nothing
	Unknown []string // names of lines that no row has, or that stand there twice
	Doubt   string   // a sentence: why nothing of it can be taken

	marks map[string]map[int]Mark // by key of the row and column
	area  *Area                   // what it lies on; nil where lines say which rows they mean
}

// mark remembers what becomes of a cell.
func (p *Preview) mark(key string, col int, m Mark) {
	if p.marks[key] == nil {
		p.marks[key] = map[int]Mark{}
	}
	p.marks[key][col] = m
}

// paste lays a copied rectangle on the grid; a single value fills the whole selection. One cell of which nothing is doubted is taken at once, more wait as a Preview for Enter;
// when nothing would change, nothing waits.
func (c *clipping) paste(copied string) {
	g := c.grid
	block := parseTSV(vietnamese.NFC(copied))
	if len(block) == 0 {
		return
	}
	c.preview = nil
	p := c.lay(block)
	if a := g.Selection(); len(block) == 1 && len(block[0]) == 1 && a.Top == a.Bottom && a.Left == a.Right && p.Wrong == 0 {
		c.apply(OpPaste, p.Changes)
		return
	}
	if len(p.Changes) == 0 {
		g.Refresh()
		c.tell(*p)
		return
	}
	c.preview = p
	c.show()
	c.tell(*p)
}

// show unfolds what a waiting paste changes and goes to its beginning.
func (c *clipping) show() {
	g, p := c.grid, c.preview
	unfolded := false
	for _, x := range p.Changes {
		unfolded = g.rows.unfold(x.Row) || unfolded
	}
	if unfolded {
		g.rows.arrange()
		g.scroll.clamp()
	}
	if a := p.area; a != nil {
		g.at.anchorRow, g.at.anchorCol, g.at.row, g.at.col = a.Top, a.Left, a.Bottom, a.Right
		g.at.keep()
	} else {
		g.at.moveTo(p.Changes[0].Row, p.Changes[0].Col, false)
	}
	g.Refresh()
}

// Waiting is the paste that waits for Enter or Esc, nil if none does.
func (g *Grid) Waiting() *Preview { return g.clip.preview }

// ApplyPaste makes the changes of the waiting Preview; without one it does nothing.
func (g *Grid) ApplyPaste() {
	if g.clip.preview == nil {
		return
	}
	changes := g.clip.preview.Changes
	g.clip.drop()
	g.clip.apply(OpPaste, changes)
}

// drop drops the waiting Preview.
func (c *clipping) drop() {
	if c.preview == nil {
		return
	}
	c.preview = nil
	c.grid.Refresh()
	c.tell(Preview{})
}

// follow keeps a waiting paste with its rows after they came, went or moved; where one of them went, the paste goes, and went says so.
func (c *clipping) follow() (went bool) {
	if c.preview == nil {
		return false
	}
	at := map[string]int{}
	for row := range c.grid.model.Rows() {
		at[c.grid.rows.key(row)] = row
	}
	for i := range c.preview.Changes {
		row, ok := at[c.preview.Changes[i].key]
		if !ok {
			c.preview = nil
			return true
		}
		c.preview.Changes[i].Row = row
	}
	return false
}

func (c *clipping) tell(p Preview) {
	if g := c.grid; g.OnPreview != nil {
		g.OnPreview(p)
	}
}

// waiting is what a waiting paste does with a cell.
func (c *clipping) waiting(row, col int) (Mark, bool) {
	if c.preview == nil {
		return Mark{}, false
	}
	m, ok := c.preview.marks[c.grid.rows.key(row)][col]
	return m, ok
}

// lay finds out where a copied rectangle lands.
func (c *clipping) lay(block [][]string) *Preview {
	g := c.grid
	l := &laying{grid: g, block: block, p: &Preview{marks: map[string]map[int]Mark{}}, at: g.Selection()}
	l.reader, _ = g.model.(Pasted)
	if len(block) == 1 && len(block[0]) == 1 {
		l.fill()
		return l.p
	}
	l.indexRows()
	l.readHeadings()
	l.readNames()
	switch {
	case l.p.Doubt != "":
	case l.named():
		l.byName()
	default:
		l.inOrder()
	}
	return l.p
}

// State is how what a paste would do is told.
func (p *Preview) State() widgets.State {
	if p.Doubt != "" || p.Skipped+p.Moved+p.Wrong+len(p.Unknown) > 0 {
		return widgets.Warn
	}
	return widgets.Info
}

// Sentence says what a paste would do and how to answer it; of an empty Preview it says nothing. here is what it does with the selected cell.
func (g *Grid) Sentence(p *Preview) string {
	switch {
	case p.Doubt != "":
		return p.Doubt
	case len(p.Changes) == 0 && p.Skipped == 0 && len(p.Unknown) == 0:
		return ""
	case len(p.Changes) == 0:
		return strings.Join(p.rest(text.T("grid.paste.nothing")), " ")
	}
	said := p.rest(text.T("grid.paste.waiting", "count", len(p.Changes)))
	if m, ok := g.clip.waiting(g.at.row, g.at.col); ok && m.Note != "" {
		said = slices.Insert(said, 0, m.Note)
	}
	return strings.Join(append(said, text.T("grid.paste.answer")), " ")
}

// mostNames is how many lines that no row has are told by name.
const mostNames = 5

// rest says, after what lands, what does not, or not as it was copied.
func (p *Preview) rest(first string) []string {
	said := []string{first}
	if p.Wrong > 0 {
		said = append(said, text.T("grid.paste.wrong", "count", p.Wrong))
	}
	if p.Moved > 0 {
		said = append(said, text.T("grid.paste.moved", "count", p.Moved))
	}
	if p.Skipped > 0 {
		said = append(said, text.T("grid.paste.skipped", "count", p.Skipped))
	}
	if n := len(p.Unknown); n > mostNames {
		said = append(said, text.T("grid.paste.unknown-more", "names", strings.Join(p.Unknown[:mostNames], ", "), "more", n-mostNames))
	} else if n > 0 {
		said = append(said, text.T("grid.paste.unknown", "names", strings.Join(p.Unknown, ", ")))
	}
	return said
}
