package grid

import (
	"cmp"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Register is a Table on screen, with the line below that explains what is selected in it.
type Register struct {
	*Table
	Grid    *Grid
	Content fyne.CanvasObject

	// Explain says what stands in the selected row, where no cell has a note of its own; nil says Hint.
	Explain func(row, col int) (widgets.State, string)
	// Typing says of what is being typed into a cell how it stands before it is saved; nil says nothing.
	Typing func(key string, col int, typed string) (widgets.State, string)
	// Hint is what the line says while nothing else is to be said.
	Hint string
	// Front brings the table before the person; nil where it always is.
	Front func()
	// Selected is told which row is selected, "" for none.
	Selected func(key string)

	host   bridge.Host
	report func() // says how something was taken back, until another cell is selected
	why    *widgets.WhyLine
	fresh  string                    // the new row that was typed into and not left yet
	again  string                    // the new row to go back to once what was typed is shown as a row of its own
	words  *bridge.Words             // what is typed and not saved, by row and column
	about  string                    // what the rows are of
	back   map[string]map[int]string // what was typed at an earlier time and not saved, by row and number of its column (keptAs); a row takes it when it is shown
}

// NewRegister makes an empty register; right is what stands at the right end of its line, or nil. Without save nothing can be typed.
func NewRegister(host bridge.Host, right fyne.CanvasObject, save func(key string, inputs []string), columns ...Column) *Register {
	r := &Register{Table: NewTable(save, columns...), host: host, why: widgets.NewWhyLine(right), words: host.Words}
	r.Grid = New(r.Table)
	r.Grid.Later, r.Grid.Still, r.Grid.Today = host.Later, save == nil, host.Now
	r.Grid.OnSelect = func(row, col int) {
		r.report = nil
		r.selected(row, col)
	}
	r.Grid.OnLocked = func(row, col int) {
		if r.Note(row, col) == "" {
			r.why.Set(widgets.Info, text.T(KeyLocked))
		}
	}
	r.Grid.OnAllValid = func() { r.why.Set(widgets.OK, text.T(KeyAllValid)) }
	r.added = r.typedNew
	if save != nil {
		r.told = r.keep
		r.Grid.Ticks = host.Every
		r.Grid.OnEditing = r.typing
		r.Grid.OnAbandon = func(row, _ int) { r.keep(r.Key(row)) }
		r.recall()
	}
	r.did, r.Grid.OnUndo, r.Grid.OnRedo = r.remember, host.Undo.Back, host.Undo.Again
	r.Grid.OnPreview = func(p Preview) {
		if sentence := r.Grid.Sentence(&p); sentence != "" {
			r.why.Set(p.State(), sentence)
			return
		}
		r.Look()
	}
	r.Content = widgets.Frame(nil, r.why, nil, nil, r.Grid)
	host.Holds.Add(r.Unsaved)
	return r
}

// Show takes a reading in and shows it.
func (r *Register) Show(rows ...TableRow) {
	r.Table.Show(rows...)
	r.bring()
	r.Grid.Reload()
	if key := r.again; key != "" && !r.Typed(key) {
		r.again = ""
		if row := r.find(key); row >= 0 {
			r.Grid.Select(row, max(0, slices.IndexFunc(r.rows[row].Cells, func(c Cell) bool { return c.Editable })))
		}
	}
	r.Look()
}

// typing keeps what stands in the open editor, and says how it stands.
func (r *Register) typing(row, col int, typed string) {
	r.words.In(r.about).Cell(r.Key(row), r.keptAs(col), typed)
	if r.Typing != nil {
		r.why.Set(r.Typing(r.Key(row), col, typed))
	}
}

// typedNew is told of a cell typed into a new row. Tab goes on to the next cell of it; whatever else ends the typing saves the row.
func (r *Register) typedNew(key string, col int) {
	r.fresh = key
	r.host.Later(func() {
		if row, at := r.Grid.Selected(); r.fresh == key && (r.Key(row) != key || at <= col) {
			r.leaveNew()
		}
	})
}

// leaveNew saves the new row that was typed into.
func (r *Register) leaveNew() {
	row := r.find(r.fresh)
	r.fresh = ""
	if row < 0 || !r.Typed(r.Key(row)) {
		return
	}
	if at, col := r.Grid.Selected(); at == row || at == r.below(row, col) { // Enter: more of them may follow
		r.again = r.Key(row)
	}
	r.save(row)
}

// below is where Enter leads from a row: the next one that can be typed into in a column; -1 if there is none.
func (r *Register) below(row, col int) int {
	for row++; row > 0 && row < r.Rows(); row++ {
		if r.Cell(row, col).Editable {
			return row
		}
	}
	return -1
}

// Keep commits what stands in an open editor, and saves a new row that was typed into.
func (r *Register) Keep() {
	r.Grid.Commit()
	r.leaveNew()
}

// Look explains the selected row again.
func (r *Register) Look() {
	row, col := r.Grid.Selected()
	r.selected(row, col)
	if r.report != nil {
		r.report()
	}
}

func (r *Register) selected(row, col int) {
	if key := r.Key(row); r.fresh != "" && key != r.fresh {
		r.again = ""
		r.leaveNew()
	} else if r.again != "" && key != r.again && r.below(r.find(r.again), col) != row {
		r.again = "" // somebody went elsewhere meanwhile
	}
	if r.Selected != nil {
		r.Selected(r.Key(row))
	}
	if p := r.Grid.Waiting(); p != nil {
		r.why.Set(p.State(), r.Grid.Sentence(p))
		return
	}
	if note := r.Note(row, col); note != "" {
		state := widgets.Warn
		if r.Cell(row, col).State == Error {
			state = widgets.Bad
		}
		r.why.Set(state, note)
		return
	}
	if r.Explain != nil && row >= 0 {
		if state, sentence := r.Explain(row, col); sentence != "" {
			r.why.Set(state, sentence)
			return
		}
	}
	r.why.Set(widgets.Neutral, r.Hint)
}

// Drop forgets what was typed into a row and shows what was read.
func (r *Register) Drop(key string) {
	r.Table.Drop(key)
	r.Grid.Refresh()
}

// ShowFrom shows a reading; the first that has rows begins at a cell.
func (r *Register) ShowFrom(row, col int, rows ...TableRow) {
	first := r.Rows() == 0
	r.Show(rows...)
	if first {
		r.Grid.Select(row, col)
	}
}

// Refuse says why what was typed into a row could not be saved.
func (r *Register) Refuse(key, why string) {
	r.Refused(key, why)
	r.Look()
}

// Said is what the line below the table says.
func (r *Register) Said() string { return r.why.Sentence() }

// Write saves a row away from the window; what was typed stays marked with the reason if it is refused. then is told how it went.
func (r *Register) Write(key string, write func() error, then func(err error)) {
	r.host.Queue.Go(func() func() {
		err := write()
		return func() {
			if err != nil {
				r.Refused(key, text.Error(err))
			} else {
				r.Saved(key)
			}
			r.Grid.Refresh()
			r.Look()
			then(err)
		}
	})
}

// About says what the rows are of, where rows of one thing and of another have the same keys: what was typed about one and not saved never stands
// with the other, and is there again with its own.
func (r *Register) About(what string) {
	if what != r.about && r.told != nil {
		r.about, r.fresh, r.again = what, "", ""
		r.typed = map[string]*typedRow{}
		r.recall()
	}
}

// recall finds what was typed at an earlier time and not saved.
func (r *Register) recall() { r.back = r.words.In(r.about).Cells() }

// keptAs is the number under which what is typed into a column is kept.
func (r *Register) keptAs(col int) int { return cmp.Or(r.columns[col].Kept, col) }

// keep keeps what is typed into a row as it stands.
func (r *Register) keep(key string) {
	var cells map[int]string
	if row := r.typed[key]; row != nil && !row.done {
		cells = row.cells
	}
	words := r.words.In(r.about)
	numbered := map[int]string{}
	for col, text := range cells {
		numbered[r.keptAs(col)] = text
	}
	for at := range words.Cells()[key] {
		if _, typed := numbered[at]; !typed {
			words.In(key).Drop(strconv.Itoa(at))
		}
	}
	for at, text := range numbered {
		words.Cell(key, at, text)
	}
}

// Left says whether a row shows what was typed at an earlier time and not saved.
func (r *Register) Left() bool {
	for _, row := range r.typed {
		if row.back {
			return true
		}
	}
	return false
}

// bring shows what was typed at an earlier time in the rows that are there.
func (r *Register) bring() {
	for row := range r.rows {
		if cells := r.back[r.Key(row)]; cells != nil && !r.Typed(r.Key(row)) {
			shown := map[int]string{}
			for col := range r.columns {
				if typed, ok := cells[r.keptAs(col)]; ok {
					shown[col] = typed
				}
			}
			r.Bring(row, shown, text.T("grid.back"))
			delete(r.back, r.Key(row))
		}
	}
}
