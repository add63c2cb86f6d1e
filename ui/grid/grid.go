package grid

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/bridge"
	"thidua/ui/theme"
)

// Grid is the widget. Its fields are hooks for the screen around it and may be nil; they are called on the window's goroutine.
type Grid struct {
	widget.BaseWidget

	// Still says that nothing here is ever edited, so that no cell needs the background of those that cannot be.
	Still bool
	// OnSelect is told where the active cell went.
	OnSelect func(row, col int)
	// OnEditing is told what stands in the open editor, for a draft: when Ticks says so and something was typed since.
	OnEditing func(row, col int, text string)
	// OnAbandon is told that what OnEditing was told of a cell is not wanted (Esc).
	OnAbandon func(row, col int)
	// OnOpen is called for Enter or a double click on a cell that cannot be edited.
	OnOpen func(row, col int)
	// OnLocked is told that somebody tried to type into a cell that cannot be edited, so that the screen can say why.
	OnLocked func(row, col int)
	// OnUndo and OnRedo are Ctrl+Z and Ctrl+Y.
	OnUndo, OnRedo func()
	// OnGoTo is Ctrl+G.
	OnGoTo func()
	// OnPreview is told of a paste that waits for Enter or Esc, of one that would change nothing (no Changes, nothing waits), and with an
	// empty Preview that none waits any more. Preview.Sentence says it in words.
	OnPreview func(Preview)
	// Ticks starts a timer that calls tick on the window's goroutine every interval until stop is called, as bridge.Every does. Without
	// it, nothing is drafted.
	Ticks func(interval time.Duration, tick func()) (stop func())
	// Later runs a function after the current event; bridge.Do unless set.
	Later func(func())

	model   Model
	rows    rows
	cols    columns
	regular *measurer
	bold    *measurer

	row, col             int // active cell, in rows and columns of the model; row -1 when there is none
	rowKey               string
	anchorRow, anchorCol int // the other corner of the selection
	tabFrom              int // column where a run of Tab began, -1 outside a run
	offset               fyne.Position
	headHeight           float32
	shift                bool
	focused              bool
	dragging             bool
	edit                 editing
	compose              composing
	preview              *Preview
	version              int // grows whenever what cells show may have changed
	clipboard            func() fyne.Clipboard
}

var (
	_ fyne.Widget    = (*Grid)(nil)
	_ fyne.Focusable = (*Grid)(nil)
	_ fyne.Tabbable  = (*Grid)(nil)
)

// draftEvery is how often an open editor is drafted (design: "an open editor is drafted every second").
const draftEvery = time.Second

// New makes a grid over a model with the first cell active.
func New(model Model) *Grid {
	g := &Grid{
		tabFrom:   -1,
		Later:     bridge.Do,
		clipboard: func() fyne.Clipboard { return fyne.CurrentApp().Clipboard() },
	}
	g.rows.folded = map[string]bool{}
	g.ExtendBaseWidget(g)
	g.edit.init(g)
	g.SetModel(model)
	return g
}

// SetModel shows another model, from its top.
func (g *Grid) SetModel(model Model) {
	g.Commit()
	g.dropPreview()
	g.model = model
	g.rows.row = model.Row
	g.row, g.col, g.rowKey, g.anchorRow, g.anchorCol = -1, 0, "", -1, 0
	g.offset = fyne.Position{}
	g.cols.width = nil
	g.Reload()
}

// Model is what the grid shows.
func (g *Grid) Model() Model { return g.model }

// Reload measures every row again after rows or columns came, went or moved; folds, the active cell and an open editor stay with their
// rows' keys. The editor of a row that went away closes after what stands in it was told to OnEditing.
func (g *Grid) Reload() {
	g.dropPreview()
	g.rows.heights = g.rows.heights[:0]
	g.measureAll()
	same := false
	if n := g.model.Rows(); n == 0 {
		g.row = -1
	} else {
		g.row, same = g.findKey(g.rowKey, min(max(g.row, 0), n-1))
		for g.rows.place[g.row] < 0 {
			g.row = g.rows.group(g.row)
		}
	}
	if g.edit.open {
		if same {
			g.edit.row = g.row
		} else {
			g.orphanEditor()
		}
	}
	g.col = max(0, min(g.col, len(g.cols.list)-1))
	g.anchorRow, g.anchorCol = g.row, g.col
	g.keepKey()
	g.clampOffset()
	g.BaseWidget.Refresh()
}

// keepKey remembers the active row by its key, for when its number changes.
func (g *Grid) keepKey() {
	g.rowKey = ""
	if g.row >= 0 {
		g.rowKey = g.rows.key(g.row)
	}
}

// findKey is the row of a key; where no row has it, the one at the same place.
func (g *Grid) findKey(key string, row int) (found int, same bool) {
	if key == "" || g.rows.key(row) == key {
		return row, key != ""
	}
	for i := range g.rows.heights {
		if g.rows.key(i) == key {
			return i, true
		}
	}
	return row, false
}

// Refresh shows again what the model holds. The rows must be the same ones; after rows came or went call Reload.
func (g *Grid) Refresh() {
	if g.model != nil && len(g.rows.heights) != g.model.Rows() {
		g.Reload()
		return
	}
	g.version++
	g.BaseWidget.Refresh()
}

// RowChanged measures one row again after its wrapped text changed, and shows it.
func (g *Grid) RowChanged(row int) {
	if row < 0 || row >= len(g.rows.heights) {
		return
	}
	if h := g.measureRow(row); h != g.rows.heights[row] {
		g.rows.heights[row] = h
		g.rows.arrange()
		g.clampOffset()
	}
	g.Refresh()
}

// measureAll gives columns their widths and, in one pass, every row its height. Nothing is measured when no width has changed.
func (g *Grid) measureAll() {
	unit, size := g.length(theme.SizeNameUnit), g.length(fynetheme.SizeNameText)
	if g.regular == nil || g.regular.size != size {
		g.regular = newMeasurer(size, fyne.TextStyle{})
		g.bold = newMeasurer(size, fyne.TextStyle{Bold: true})
		g.rows.heights = g.rows.heights[:0]
	}
	n := g.model.Rows()
	changed := g.cols.arrange(g.model.Columns(), g.Size().Width-g.length(fynetheme.SizeNameScrollBar), unit)
	if !changed && n > 0 && len(g.rows.heights) == n && len(g.rows.tops) > 0 {
		return
	}
	g.version++
	g.headHeight = g.measureHead()
	g.rows.heights = g.rows.heights[:0]
	for row := range n {
		g.rows.heights = append(g.rows.heights, g.measureRow(row))
	}
	g.rows.arrange()
}

func (g *Grid) measureRow(row int) float32 {
	lines := 1
	for col, c := range g.cols.list {
		if !c.Wrap {
			continue
		}
		cell := g.model.Cell(row, col)
		lines = max(lines, g.measurer(cell.Style).count(cell.Text, g.textWidth(col, cell)))
	}
	return g.length(theme.SizeNameRow) + float32(lines-1)*g.lineHeight()
}

// maxHeadLines is how many lines a column's title may take.
const maxHeadLines = 3

func (g *Grid) measureHead() float32 {
	lines := 1
	for col, c := range g.cols.list {
		lines = max(lines, g.bold.count(c.Title, g.cols.width[col]-2*g.length(theme.SizeNameCellPadding)))
	}
	return g.length(theme.SizeNameRow) + 2 + float32(min(lines, maxHeadLines)-1)*g.lineHeight()
}

// lineHeight is the distance of two lines of one cell, with room for a letter's marks above and below.
func (g *Grid) lineHeight() float32 {
	return float32(int(max(g.regular.size*1.3, g.regular.line) + 0.5))
}

func (g *Grid) measurer(s Style) *measurer {
	if s&Bold != 0 {
		return g.bold
	}
	return g.regular
}

// textWidth is the room for text in a cell beside its padding, its state's icon and, in the first column, the mark of a fold.
func (g *Grid) textWidth(col int, cell Cell) float32 {
	w := g.cols.width[col] - 2*g.length(theme.SizeNameCellPadding)
	if cell.State != Plain {
		w -= g.iconSize() + 2
	}
	return max(w, 1)
}

func (g *Grid) iconSize() float32 { return g.length(theme.SizeNameUnit) * 14 }

func (g *Grid) length(name fyne.ThemeSizeName) float32 { return g.Theme().Size(name) }

// MinSize is small: the grid scrolls in whatever room it is given.
func (g *Grid) MinSize() fyne.Size {
	row := g.length(theme.SizeNameRow)
	return fyne.NewSize(8*row, 3*row)
}

// Folded says whether a group's rows are folded away.
func (g *Grid) Folded(row int) bool { return g.rows.isFolded(row) }

// SetFolded folds a group's rows away or shows them. An active cell that would vanish moves to the group.
func (g *Grid) SetFolded(row int, folded bool) {
	if row < 0 || row >= len(g.rows.heights) || !g.model.Row(row).Group || folded == g.Folded(row) {
		return
	}
	g.Commit()
	if folded {
		g.rows.folded[g.rows.key(row)] = true
	} else {
		delete(g.rows.folded, g.rows.key(row))
	}
	g.rows.arrange()
	if g.row >= 0 && g.rows.place[g.row] < 0 {
		g.moveTo(row, g.col, false)
	}
	if g.anchorRow >= 0 && g.rows.place[g.anchorRow] < 0 {
		g.anchorRow, g.anchorCol = g.row, g.col
	}
	g.clampOffset()
	g.Refresh()
}

// FoldAll folds or unfolds every group.
func (g *Grid) FoldAll(folded bool) {
	for row := range g.rows.heights {
		g.SetFolded(row, folded)
	}
}
