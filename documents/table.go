package documents

// Table is a ruled table whose header rows return on every page.
type Table struct {
	Columns []Column
	Header  []Row // cells may span columns and rows
	Rows    []Row // cells may span columns
	Size    float64
	// KeepEnd is how many of the last rows (the totals) stay on one page with the block after the table; where that is the heading of another part, with one another.
	KeepEnd int
	// Names is how many of the first columns say whose the others are: where the line is too narrow for all columns, they become several tables
	// with these again. 0 = they stay one, whatever that does to their words.
	Names int
	Whole bool // it is short: type is set smaller before it is torn
}

// Apart reports whether the end of a block stands for itself, because the heading of another part follows.
func Apart(blocks []Block, i int) bool {
	if i+1 >= len(blocks) {
		return false
	}
	p, ok := blocks[i+1].(Paragraph)
	return ok && p.Level > 0
}

// Column is a column's width and habit. Width is what running text should have, in millimetres; 0 fits the column to its figures, which stay on
// one line. What is left of the line is shared out by Flex; what is missing is taken from the type size and from running text.
type Column struct {
	Width float64
	Flex  float64
	Align Align // AlignDefault = left
}

// RowKind is what a row is in the table.
type RowKind int

// The kinds of row. A group row is bold and never stands alone at the foot of a page; a total row is bold.
const (
	PlainRow RowKind = iota
	GroupRow
	TotalRow
)

// Row is one line of a table; its cells and their spans fill the columns from the left, what is missing stays empty.
type Row struct {
	Kind  RowKind
	Cells []Cell
}

// Cell is text in a table. A newline starts a new line; longer text is wrapped.
type Cell struct {
	Text         string
	ColSpan      int // 0 = 1
	RowSpan      int // 0 = 1; header only
	Align        Align
	Bold, Italic bool
}

// Columns is how many columns the cell covers.
func (c Cell) Columns() int { return max(c.ColSpan, 1) }

// Rows is how many header rows the cell covers.
func (c Cell) Rows() int { return max(c.RowSpan, 1) }
