package grid

import "fyne.io/fyne/v2"

// Model is what a Grid shows and edits. All methods are called on the window's own goroutine and must return at once; a value is
// formatted before, not while it is asked for.
type Model interface {
	// Rows is the number of rows, folded ones included.
	Rows() int
	// Columns are the columns from left to right; those with Frozen must come first.
	Columns() []Column
	// Row says how row 0 ≤ row < Rows() stands among the others.
	Row(row int) Row
	// Cell is what stands in a cell.
	Cell(row, col int) Cell
	// Set takes what was typed into an editable cell, in Unicode NFC. A text that is no valid value is kept and shown again by Cell
	// with State Error and a Note.
	Set(row, col int, text string)
}

// Batch is a Model that takes several cells at once, so that they become one step of undo. Without it, Set is called for each.
type Batch interface {
	SetMany(op Op, changes []Change)
}

// Toggler is a Model whose cells can be switched with the space bar. Toggle returns false when this cell cannot.
type Toggler interface {
	Toggle(row, col int) bool
}

// Change is one cell of a batch and its new text in NFC.
type Change struct {
	Row, Col int
	Text     string

	key string // of the row, while a paste waits
}

// Op says what a batch of changes came from, for the name of its undo step.
type Op int

// The operations that change several cells at once.
const (
	OpFill Op = iota + 1
	OpClear
	OpCut
	OpPaste
)

// Column describes a column.
type Column struct {
	Title   string
	Width   float32 // at 100 % of size, in density-independent pixels; the least width where Stretch is set
	Stretch bool    // takes a share of the room that is left over
	Align   fyne.TextAlign
	Frozen  bool // stays when the rest scrolls sideways
	Wrap    bool // breaks long text into lines and so decides the height of its rows
	Day     bool // its cells take a day, which may be picked from a calendar
	Kept    int  // the number under which what is typed and not saved is kept on disk: a column that came later takes the next free one, so that the others keep theirs; 0: its place
}

// Row describes how a row stands among the others.
type Row struct {
	Group bool // a heading; the rows below with a greater Level belong to it and fold with it
	Level int  // depth, 0 at the top
	// Key names the row while rows come and go, so that folds and the selection stay with it; empty, its number names it.
	Key string
	// Code and Name are how people call the row in what they copy from elsewhere; "" where they do not.
	Code, Name string
}

// Style changes how a cell's text looks; styles add up.
type Style uint8

// The styles of text.
const (
	Bold Style = 1 << iota
	Muted
	Italic
	Honour // the gold of honours
)

// State is the condition of a cell, shown by colour and icon together.
type State uint8

// The states of a cell.
const (
	Plain       State = iota
	OK                // checked and right
	Warn              // can stay, but somebody should look
	Error             // not valid; the text stays as it was typed
	Pending           // waiting for somebody or something
	Provisional       // will still change
)

// Cell is what stands in one cell.
type Cell struct {
	Text     string
	Input    string // what the editor opens with and a copy takes, where that differs from Text
	Style    Style
	State    State
	Note     string // why it is in this state; shown by the screen, not by the grid
	Editable bool
	Day      bool // takes a day, as those of a column with Day do
	Blank    bool // Text is only a hint of what may be typed: the editor opens empty
}

func (c Cell) input() string {
	if c.Blank {
		return ""
	}
	if c.Input != "" {
		return c.Input
	}
	return c.Text
}

// Area is a rectangle of cells with both corners included, in rows and columns of the Model.
type Area struct{ Top, Left, Bottom, Right int }
