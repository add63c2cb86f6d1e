package conference

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation/ballot"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// check checks a count that is being entered and writes its rows; an error says why there is no outcome yet.
func (c *count) check() error {
	t, wrong := c.tally()
	named := t
	named.Lines = make([]ballot.Line, len(t.Lines))
	for i, l := range t.Lines {
		l.ID = lineName(c.vote, l.ID)
		named.Lines[i] = l
	}
	c.faults, c.unread = nil, len(wrong) > 0
	at := map[string]bool{}
	for _, f := range c.rules.Faults(named) {
		if c.due(f.Path) {
			c.faults = append(c.faults, f)
			at[f.Path] = true
		}
	}
	outcome, err := ballot.Decide(c.rules, t, nil)
	if !c.complete() {
		err = errOpen
	}
	var rows []grid.TableRow
	add := func(row grid.TableRow) { rows = append(rows, row) }
	add(grid.TableRow{Key: "figures", Group: true, Cells: []grid.Cell{{Text: text.T("ui.conference.count.figures"), Style: grid.Bold}}})
	for _, f := range c.asked() {
		fixed := f == "members" || f == "recused"
		cell := grid.Cell{Text: c.typed[f][countFigure], Editable: !fixed}
		switch {
		case wrong[f][countFigure]:
			cell.State, cell.Note = grid.Error, text.T("ui.conference.count.no-number")
		case at[f]:
			cell.State = grid.Error
		case fixed:
			cell.Style = grid.Muted
		}
		add(grid.TableRow{Key: f, Level: 1, Cells: []grid.Cell{{Text: text.Capital(text.T("ballot.figure." + f))}, cell}})
	}
	add(grid.TableRow{Key: "lines", Group: true, Cells: []grid.Cell{{Text: text.T("ui.conference.count.lines"), Style: grid.Bold}}})
	for i, id := range c.lines {
		key := keyLine + id
		row := grid.TableRow{Key: key, Level: 1, Cells: lineCells(lineName(c.vote, id))}
		for col := countYes; col <= countInvalid; col++ {
			if col == countInvalid && !c.rules.Secret {
				continue
			}
			cell := grid.Cell{Text: c.typed[key][col], Editable: true}
			switch {
			case wrong[key][col]:
				cell.State = grid.Error
			case at[fmt.Sprintf("lines[%d]", i)]:
				cell.State = grid.Error
			}
			row.Cells[col] = cell
		}
		if err == nil && !c.unread {
			row.Cells[countOutcome] = grid.Cell{Text: text.Say(outcome.Lines[i].Message), Style: grid.Muted}
		}
		add(row)
	}
	c.Table.Show(rows...)
	return err
}

// lineCells are the cells of a line's row, of which nothing but its name is known yet.
func lineCells(name string) []grid.Cell {
	cells := make([]grid.Cell, countOutcome+1)
	cells[countWhat].Text = name
	return cells
}

// errOpen stands for a count of which something was not entered yet.
var errOpen = fmt.Errorf("not complete")

// due says whether an equation can be judged: what stands in it was entered.
func (c *count) due(path string) bool {
	switch path {
	case "valid":
		return c.has("valid", countFigure)
	case "written":
		return c.has("returned", countFigure) || c.has("valid", countFigure)
	}
	var i int
	if n, _ := fmt.Sscanf(path, "lines[%d]", &i); n == 1 && i < len(c.lines) {
		key := keyLine + c.lines[i]
		if c.has(key, countInvalid) && !c.has("returned", countFigure) {
			return false
		}
		return c.has("valid", countFigure) && (c.has(key, countYes) || c.has(key, countNo) || c.has(key, countBlank) || c.has(key, countInvalid))
	}
	return true
}

// missing is how many figures and lines were not entered. No and blank may be left out where they are none.
func (c *count) missing() int {
	n := 0
	for _, f := range c.asked() {
		if f != "invalid" && f != "written" && !c.has(f, countFigure) {
			n++
		}
	}
	for _, id := range c.lines {
		if !c.has(keyLine+id, countYes) {
			n++
		}
	}
	return n
}

func (c *count) complete() bool { return c.missing() == 0 }

// ready says whether the count can be recorded: everything is there and adds up.
func (c *count) ready() bool {
	return c.entering() && c.complete() && !c.unread && len(c.faults) == 0
}

// tell lists below the table what does not add up.
func (c *count) tell(err error) {
	var list []fyne.CanvasObject
	say := func(state widgets.State, sentence string) { list = append(list, widgets.NewRemark(state, sentence)) }
	if c.unread {
		say(widgets.Bad, text.T("ui.conference.count.no-number"))
	}
	for i, f := range c.faults {
		if i == mostFaults {
			say(widgets.Bad, text.T("ui.conference.count.more", "count", len(c.faults)-mostFaults))
			break
		}
		say(widgets.Bad, text.Capital(text.Say(f.Message))+".")
	}
	switch n := c.missing(); {
	case len(list) > 0:
	case n > 0:
		say(widgets.Waiting, text.T("ui.conference.count.missing", "count", n))
	case err == nil:
		say(widgets.OK, text.T("ui.conference.count.fits"))
	}
	c.checks.Objects = []fyne.CanvasObject{widgets.NewPanel(widgets.Column(3, list...), "", widgets.Top, 14, 6)}
	c.checks.Refresh()
	c.votes.offer(c.vote)
	c.votes.place.Refresh()
}

// recorded are the rows of a count that was recorded: the figures of the last round, and what became of every line.
func (c *count) recorded() []grid.TableRow {
	x := c.vote
	var rows []grid.TableRow
	if n := len(x.Rounds); n > 0 {
		t := x.Rounds[n-1].Tally
		rows = append(rows, grid.TableRow{Key: "figures", Group: true, Cells: []grid.Cell{{Text: text.T("ui.conference.count.figures-of", "round", n), Style: grid.Bold}}})
		for _, f := range c.asked() {
			rows = append(rows, grid.TableRow{Key: f, Level: 1, Cells: []grid.Cell{{Text: text.Capital(text.T("ballot.figure." + f))}, {Text: number(*figureOf(&t, f))}}})
		}
	}
	rows = append(rows, grid.TableRow{Key: "lines", Group: true, Cells: []grid.Cell{{Text: text.T("ui.conference.count.lines"), Style: grid.Bold}}})
	for _, l := range x.Lines {
		row := grid.TableRow{Key: keyLine + l.ID, Level: 1, Cells: lineCells(lineName(x, l.ID))}
		if l.Counted {
			row.Cells[countYes].Text, row.Cells[countNo].Text, row.Cells[countBlank].Text = number(l.Yes), number(l.No), number(l.Blank)
			if l.Invalid != nil {
				row.Cells[countInvalid].Text = number(*l.Invalid)
			}
			row.Cells[countOutcome] = grid.Cell{Text: strings.TrimSpace(text.Say(l.Message)), State: lineStates[l.State]}
			if l.State == ballot.Passed || l.State == ballot.Won {
				row.Cells[countWhat].Style = grid.Bold
			}
		}
		rows = append(rows, row)
	}
	return rows
}

var lineStates = map[ballot.State]grid.State{ballot.Passed: grid.OK, ballot.Won: grid.OK, ballot.Tied: grid.Warn}
