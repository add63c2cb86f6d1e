package grid

import (
	"time"

	"fyne.io/fyne/v2"
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
	// OnAbandon is told that what OnEditing was told of a cell is not wanted: Esc, or what stood there before was typed again.
	OnAbandon func(row, col int)
	// OnOpen is called for Enter or a double click on a cell that cannot be edited.
	OnOpen func(row, col int)
	// OnLocked is told that somebody tried to type into a cell that cannot be edited, so that the screen can say why.
	OnLocked func(row, col int)
	// OnAllValid is told that F8 found no cell that is not valid.
	OnAllValid func()
	// OnUndo and OnRedo are Ctrl+Z and Ctrl+Y, which the window takes where they are nil.
	OnUndo, OnRedo func()
	// OnGoTo is Ctrl+G.
	OnGoTo func()
	// OnMove is Alt+Up (-1) and Alt+Down (1): the active row is to change places.
	OnMove func(by int)
	// OnNoText is told of Ctrl+V where the clipboard holds no text, but perhaps something else; nil: nothing happens.
	OnNoText func()
	// OnPreview is told of a paste that waits for Enter or Esc, of one that would change nothing (no Changes, nothing waits), and with an
	// empty Preview that none waits any more. Sentence says it in words. A paste that waits stays while somebody looks around.
	OnPreview func(Preview)
	// Ticks starts a timer that calls tick on the window's goroutine every interval until stop is called, as bridge.Every does. Without
	// it, nothing is drafted.
	Ticks func(interval time.Duration, tick func()) (stop func())
	// Today gives the day on which the calendar of an empty cell opens; without it nothing is picked from calendars.
	Today func() time.Time
	// Later runs a function after the current event; bridge.Do unless set.
	Later func(func())

	model    Model
	rows     rows
	cols     columns
	at       selecting
	edit     editing
	day      dayMark
	keys     keyboard
	clip     clipping
	scroll   scrolling
	measures measures
	focused  bool
	dragging bool
	version  int // grows whenever what cells show may have changed
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
	g := &Grid{Later: bridge.Do}
	g.at = selecting{grid: g, tabFrom: -1}
	g.keys.grid, g.scroll.grid, g.measures.grid = g, g, g
	g.clip = clipping{grid: g, board: func() fyne.Clipboard { return fyne.CurrentApp().Clipboard() }}
	g.rows.folded = map[string]bool{}
	g.ExtendBaseWidget(g)
	g.edit.init(g)
	g.day.init(g)
	g.SetModel(model)
	return g
}

// SetModel shows another model, from its top.
func (g *Grid) SetModel(model Model) {
	g.Commit()
	g.clip.drop()
	g.model = model
	g.rows.row = model.Row
	g.at.row, g.at.col, g.at.key, g.at.anchorRow, g.at.anchorCol = -1, 0, "", -1, 0
	g.scroll.offset = fyne.Position{}
	g.cols.width = nil
	g.Reload()
}

// Model is what the grid shows.
func (g *Grid) Model() Model { return g.model }

// Reload measures every row again after rows or columns came, went or moved; folds, the active cell and an open editor stay with their
// rows' keys. The editor of a row that went away closes after what stands in it was told to OnEditing.
func (g *Grid) Reload() {
	g.rows.heights = g.rows.heights[:0]
	g.measures.all()
	went, same := g.clip.follow(), false
	if n := g.model.Rows(); n == 0 {
		g.at.row = -1
	} else {
		g.at.row, same = g.at.find(g.at.key, min(max(g.at.row, 0), n-1))
		for g.rows.place[g.at.row] < 0 {
			g.at.row = g.rows.group(g.at.row)
		}
	}
	if g.edit.open {
		if same {
			g.edit.row = g.at.row
		} else {
			g.edit.orphan()
		}
	}
	g.at.col = max(0, min(g.at.col, len(g.cols.list)-1))
	g.at.anchorRow, g.at.anchorCol = g.at.row, g.at.col
	g.at.keep()
	g.scroll.clamp()
	g.BaseWidget.Refresh()
	if went {
		g.clip.tell(Preview{})
	}
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

func (g *Grid) length(name fyne.ThemeSizeName) float32 { return g.Theme().Size(name) }

// MinSize is small: the grid scrolls in whatever room it is given.
func (g *Grid) MinSize() fyne.Size {
	row := g.length(theme.SizeNameRow)
	return fyne.NewSize(8*row, 2*row) // the head and a line
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
	if g.at.row >= 0 && g.rows.place[g.at.row] < 0 {
		g.at.moveTo(row, g.at.col, false)
	}
	if g.at.anchorRow >= 0 && g.rows.place[g.at.anchorRow] < 0 {
		g.at.anchorRow, g.at.anchorCol = g.at.row, g.at.col
	}
	g.scroll.clamp()
	g.Refresh()
}
