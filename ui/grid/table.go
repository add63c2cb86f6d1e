package grid

import (
	"maps"
	"slices"

	"thidua/ui/bridge"
	"thidua/vietnamese"
)

// TableRow is one row of a Table.
type TableRow struct {
	Key   string // names the row; must differ from every other's
	New   bool   // something new is typed here: it is saved once the row is left, not cell by cell
	Group bool
	Level int
	Cells []Cell
}

// KeyNew is the key of the row at the end of a list in which something new is typed.
const KeyNew = "\x00new"

// NewRow is a row in which something new is typed; the first cell that is a Hint says so.
func NewRow(cells ...Cell) TableRow { return TableRow{Key: KeyNew, New: true, Cells: cells} }

// Hint is a cell that says what may be typed.
func Hint(words string) Cell {
	return Cell{Text: words, Style: Muted | Italic, Blank: true, Editable: true}
}

// Table is a Model of lists whose rows are written whole, such as a register of documents. What was typed stays on top of what was read
// until a reading holds it, and stays for good when it could not be saved, with the reason.
type Table struct {
	// Save is told what a row says after somebody typed into it: the input of every cell. Afterwards Saved or Refused must be called with
	// the same key.
	Save func(key string, inputs []string)

	columns []Column
	rows    []TableRow
	typed   map[string]*typedRow
	added   func(key string, col int) // told of a cell typed into a new row; nil saves it at once
	told    func(key string)          // told when what was typed into a row changed, or is typed no more; nil for nobody
	did     func(*tableStep)          // told of what can be taken back; nil for nobody
	past    []*tableStep              // what it was told, as much of it as is remembered
}

// tableStep is what one operation changed, for undo.
type tableStep struct {
	op      Op
	about   string // what the rows were of
	changes []tableChange
}

type tableChange struct {
	key           string
	col           int
	before, after string
	was, is       *string // how readings spell them once they were saved: "c" is "Có mặt"; nil while none did
}

// spelled remembers how a reading spells what was typed.
func (c *tableChange) spelled(typed, read string) {
	if c.after == typed {
		c.is = &read
	}
	if c.before == typed {
		c.was = &read
	}
}

// typedRow is what was typed into a row since it was read.
type typedRow struct {
	cells   map[int]string
	asked   int    // saves that are under way
	done    bool   // the last one went well: the next reading holds it
	refusal string // why the last one did not
	back    bool   // it was typed at an earlier time and nobody touched it since
}

var (
	_ Model = (*Table)(nil)
	_ Batch = (*Table)(nil)
)

// NewTable makes an empty table.
func NewTable(save func(key string, inputs []string), columns ...Column) *Table {
	return &Table{Save: save, columns: columns, typed: map[string]*typedRow{}}
}

// Arrange gives the table other columns, for the rows that are shown next.
func (t *Table) Arrange(columns ...Column) { t.columns = columns }

// Show takes a reading in.
func (t *Table) Show(rows ...TableRow) {
	t.follow(rows)
	maps.DeleteFunc(t.typed, func(_ string, r *typedRow) bool { return r.done })
	t.rows = rows
}

// follow keeps what can be taken back with its rows: one that was saved has another key where that is made of what was typed, and so has a new one.
func (t *Table) follow(rows []TableRow) {
	known := func(rows []TableRow, key string) bool {
		return slices.ContainsFunc(rows, func(r TableRow) bool { return r.Key == key && !r.New })
	}
	for key, typed := range t.typed {
		if !typed.done {
			continue
		}
		if at := slices.IndexFunc(rows, func(r TableRow) bool { return r.Key == key && !r.New }); at >= 0 {
			t.spell(&rows[at], typed)
			continue
		}
		var same []string
		for i := range rows {
			if r := &rows[i]; !r.New && !known(t.rows, r.Key) && t.asRead(r, typed) {
				same = append(same, r.Key)
			}
		}
		if len(same) != 1 {
			continue
		}
		for _, step := range t.past {
			for i := range step.changes {
				if step.changes[i].key == key {
					step.changes[i].key = same[0]
				}
			}
		}
	}
}

// spell remembers how a reading spells what was typed into a row.
func (t *Table) spell(row *TableRow, typed *typedRow) {
	for _, step := range t.past {
		for i := range step.changes {
			c := &step.changes[i]
			if text, ok := typed.cells[c.col]; ok && c.key == row.Key && c.col < len(row.Cells) {
				c.spelled(text, row.Cells[c.col].input())
			}
		}
	}
}

// Bring puts what was typed into a row at an earlier time, and not saved, on top of what was read, with a note that says so. It is saved once
// somebody types on or confirms it, and goes where it is undone.
func (t *Table) Bring(row int, cells map[int]string, note string) {
	r := &t.rows[row]
	var step []tableChange
	for col, text := range cells {
		step = append(step, tableChange{key: r.Key, col: col, before: t.Cell(row, col).input(), after: text})
	}
	t.typed[r.Key] = &typedRow{cells: cells, refusal: note, back: true}
	t.remember(0, step)
}

// remember tells of what can be taken back.
func (t *Table) remember(op Op, changes []tableChange) {
	if t.did == nil || len(changes) == 0 {
		return
	}
	step := &tableStep{op: op, changes: changes}
	t.past = append(t.past, step)
	t.past = t.past[max(0, len(t.past)-bridge.MostSteps):]
	t.did(step)
}

// tell says that what was typed into a row is another.
func (t *Table) tell(key string) {
	if t.told != nil {
		t.told(key)
	}
}

// Saved says that what was typed into a row is on disk; the next Show holds it.
func (t *Table) Saved(key string) { t.settle(key, "") }

// Refused says why what was typed into a row could not be saved.
func (t *Table) Refused(key, why string) { t.settle(key, why) }

func (t *Table) settle(key, refusal string) {
	r := t.typed[key]
	if r == nil {
		return
	}
	r.asked--
	if r.asked <= 0 {
		r.refusal, r.done = refusal, refusal == ""
	}
	t.tell(key)
}

// Hold keeps what was typed into a row on screen without saving it, because something is still to come.
func (t *Table) Hold(key string) {
	if r := t.typed[key]; r != nil {
		r.asked--
	}
}

// Read is what the first cell of a row said when it was read.
func (t *Table) Read(key string) string {
	if row := t.find(key); row >= 0 && len(t.rows[row].Cells) > 0 {
		return t.rows[row].Cells[0].Text
	}
	return ""
}

// Typed says whether something was typed into a row that no reading holds yet.
func (t *Table) Typed(key string) bool { return t.typed[key] != nil }

// Emptied says whether all that was typed into a row was cleared again, or is what was read.
func (t *Table) Emptied(key string) bool {
	row, typed := t.find(key), t.typed[key]
	if row < 0 || typed == nil {
		return false
	}
	for col, text := range typed.cells {
		read := ""
		if cells := t.rows[row].Cells; col < len(cells) {
			read = cells[col].input()
		}
		if text != "" && text != read {
			return false
		}
	}
	return true
}

// DropGone forgets what was typed into rows that are not there any more.
func (t *Table) DropGone() {
	for key := range t.typed {
		if t.find(key) < 0 {
			t.Drop(key)
		}
	}
}

// Unsaved says whether something was typed that is not on disk.
func (t *Table) Unsaved() bool {
	for _, r := range t.typed {
		if !r.done {
			return true
		}
	}
	return false
}

// Follow says that what was typed into a row and held was written with another one: the next Show holds it.
func (t *Table) Follow(key string) {
	if r := t.typed[key]; r != nil {
		r.done = true
		t.tell(key)
	}
}

// Drop forgets what was typed into a row.
func (t *Table) Drop(key string) {
	delete(t.typed, key)
	t.tell(key)
}

// Columns are the columns of the table.
func (t *Table) Columns() []Column { return t.columns }

// Rows is the number of rows.
func (t *Table) Rows() int { return len(t.rows) }

// Row says how a row stands among the others.
func (t *Table) Row(row int) Row {
	r := &t.rows[row]
	named := Row{Group: r.Group, Level: r.Level, Key: r.Key}
	if len(r.Cells) > 0 && !r.Cells[0].Editable { // what stands for the row
		named.Name = r.Cells[0].Text
	}
	return named
}

// Key names a row, "" if there is none.
func (t *Table) Key(row int) string {
	if row < 0 || row >= len(t.rows) {
		return ""
	}
	return t.rows[row].Key
}

// Note is why a cell is in its state, "" if there is nothing to say or no such cell.
func (t *Table) Note(row, col int) string {
	if row < 0 || row >= len(t.rows) || col < 0 || col >= len(t.columns) {
		return ""
	}
	return t.Cell(row, col).Note
}

// Cell is what stands in a cell: what was typed, else what was read.
func (t *Table) Cell(row, col int) Cell {
	r := &t.rows[row]
	var c Cell
	if col < len(r.Cells) {
		c = r.Cells[col]
	}
	held := t.typed[r.Key]
	if held == nil {
		return c
	}
	if text, ok := held.cells[col]; ok {
		c.Text, c.Input, c.Blank, c.Style = text, "", false, c.Style&^(Muted|Italic)
		if held.refusal != "" {
			c.State, c.Note = Error, held.refusal
		}
	}
	return c
}

// Set takes what was typed into a cell.
func (t *Table) Set(row, col int, text string) {
	t.SetMany(0, []Change{{Row: row, Col: col, Text: text}})
}

// SetMany takes several cells; each row is saved once, a new one when it is left.
func (t *Table) SetMany(op Op, changes []Change) { t.remember(op, t.put(changes)) }

// put takes cells and gives what can be undone of it.
func (t *Table) put(changes []Change) []tableChange {
	var step []tableChange
	var rows []int
	for _, c := range changes {
		row, before := &t.rows[c.Row], t.Cell(c.Row, c.Col).input()
		r := t.typed[row.Key]
		if before == c.Text && (r == nil || r.refusal == "") { // what was refused is tried again
			continue
		}
		if r == nil {
			r = &typedRow{cells: map[int]string{}}
			t.typed[row.Key] = r
		}
		r.cells[c.Col], r.refusal, r.done = c.Text, "", false
		if r.back && t.asRead(row, r) {
			t.Drop(row.Key)
			continue
		}
		r.back = false
		t.tell(row.Key)
		step = append(step, tableChange{key: row.Key, col: c.Col, before: before, after: c.Text})
		if row.New && t.added != nil {
			t.added(row.Key, c.Col)
			continue
		}
		if len(rows) == 0 || rows[len(rows)-1] != c.Row {
			rows = append(rows, c.Row)
		}
	}
	for _, row := range rows {
		t.save(row)
	}
	return step
}

// asRead says whether what was typed into a row is what was read of it.
func (t *Table) asRead(row *TableRow, typed *typedRow) bool {
	for col, text := range typed.cells {
		if col >= len(row.Cells) && text != "" || col < len(row.Cells) && row.Cells[col].input() != text {
			return false
		}
	}
	return true
}

func (t *Table) save(row int) {
	t.typed[t.rows[row].Key].asked++
	t.Save(t.rows[row].Key, t.Inputs(row))
}

// walk takes a step back, or does it again, where its cells still hold what that left there, and gives the row it was in (-1 for none) and the names of
// the rows it left alone: what stands there was written since.
func (t *Table) walk(step *tableStep, again bool) (row int, left []string) {
	row = -1
	var changes []Change
	for _, c := range step.changes {
		from, spelled, to := c.after, c.is, c.before
		if again {
			from, spelled, to = c.before, c.was, c.after
		}
		at := t.find(c.key)
		if at < 0 {
			left = append(left, c.after)
			continue
		}
		switch cell := t.Cell(at, c.col); {
		case !cell.Editable, cell.input() != from && (spelled == nil || cell.input() != *spelled):
			left = append(left, t.name(at))
		default:
			row = at
			changes = append(changes, Change{Row: at, Col: c.col, Text: to})
		}
	}
	t.put(changes)
	return row, left
}

// name is what stands in the first cell of a row.
func (t *Table) name(row int) string { return vietnamese.OneLine(t.Cell(row, 0).Text) }

func (t *Table) find(key string) int {
	return slices.IndexFunc(t.rows, func(r TableRow) bool { return r.Key == key })
}

// Inputs is what the cells of a row say, as an editor opens with it.
func (t *Table) Inputs(row int) []string {
	inputs := make([]string, len(t.columns))
	for col := range inputs {
		inputs[col] = t.Cell(row, col).input()
	}
	return inputs
}
