// A window with a table and three fields of the kinds the program has, for tests that type: it writes down what reaches them.
//
//	typing FILE   FILE is replaced, whole, whenever something was typed
package main

import (
	"encoding/json"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"

	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/theme"
	"thidua/ui/typing"
)

const (
	rows    = 12
	columns = 3
	fields  = 3
)

// seen is what the window writes down.
type seen struct {
	Steps  []string           // "cell 3,1 word", "field 2 word" when Enter ended it, in their order
	Fields [fields]string     // what stands in the fields
	Places [fields][2]float32 // the right end of each, in pixels of the window
	Cell   [2]float32         // in a cell
	Active [2]int             // the active cell
}

type desk struct {
	file   string
	window fyne.Window
	grid   *grid.Grid
	fields [fields]*typing.Entry
	cells  [rows][columns]string
	steps  []string
	last   string
}

func main() {
	a := app.NewWithID("vn.thidua.typing")
	a.Settings().SetTheme(theme.New(theme.Light, 100))
	d := &desk{file: os.Args[1], window: a.NewWindow("Typing")}
	d.grid = grid.New(d)
	d.grid.OnGoTo = func() { d.window.Canvas().Focus(d.fields[0]) }
	column := container.NewVBox()
	for i := range d.fields {
		d.fields[i] = typing.NewEntry()
		d.fields[i].OnSubmitted = func(s string) {
			d.steps = append(d.steps, word("field", i, 0, s))
			d.fields[i].SetText("")
			if i == 0 {
				d.grid.Focus() // as the field that finds a criterion does
			}
		}
		column.Add(d.fields[i])
	}
	d.window.SetContent(container.NewGridWithColumns(2, column, d.grid))
	d.window.Resize(fyne.NewSize(900, 500))
	bridge.Every(50*time.Millisecond, d.write)
	d.window.ShowAndRun()
}

func word(kind string, a, b int, s string) string {
	raw, _ := json.Marshal([]any{kind, a, b, s}) // of texts and numbers
	return string(raw)
}

// write replaces the file if what it would say is news.
func (d *desk) write() {
	s := seen{Steps: d.steps}
	driver := fyne.CurrentApp().Driver()
	scale := d.window.Canvas().Scale()
	for i, f := range d.fields {
		p, size := driver.AbsolutePositionForObject(f), f.Size()
		s.Fields[i], s.Places[i] = f.Text, [2]float32{(p.X + size.Width - 20) * scale, (p.Y + size.Height/2) * scale}
	}
	p := driver.AbsolutePositionForObject(d.grid)
	s.Cell = [2]float32{(p.X + 60) * scale, (p.Y + 80) * scale}
	s.Active[0], s.Active[1] = d.grid.Selected()
	raw, err := json.Marshal(s)
	if err != nil || string(raw) == d.last {
		return
	}
	d.last = string(raw)
	if os.WriteFile(d.file+".new", raw, 0o600) == nil {
		_ = os.Rename(d.file+".new", d.file) // the next one is tried again
	}
}

// Rows, Columns, Row, Cell and Set make the desk a table.
func (d *desk) Rows() int { return rows }

func (d *desk) Columns() []grid.Column {
	all := make([]grid.Column, columns)
	for i := range all {
		all[i] = grid.Column{Title: "x", Width: 120}
	}
	return all
}

func (d *desk) Row(int) grid.Row { return grid.Row{} }

func (d *desk) Cell(row, col int) grid.Cell {
	return grid.Cell{Text: d.cells[row][col], Editable: true}
}

func (d *desk) Set(row, col int, text string) {
	d.cells[row][col] = text
	d.steps = append(d.steps, word("cell", row, col, text))
}
