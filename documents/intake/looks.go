package intake

import (
	"slices"

	"thidua/documents/intake/book"
	"thidua/emulation"
	"thidua/vietnamese"
)

// wholeSheet doubts what is odd about a sheet as a whole: that it is hidden, or that its words are in an older encoding.
func (a *Account) wholeSheet(at *layout) {
	if at.Hidden {
		a.doubt("", "tabular.hidden-sheet")
	}
	if cell, m := misread(at.Grid); m != nil {
		a.ask(cell, *m)
	}
}

// misread is a sentence on the words of a sheet that are not in Unicode, and the first cell with some; nil where there are none.
func misread(g *book.Grid) (cell string, m *emulation.Message) {
	var first *book.Cell
	count := 0
	for _, l := range g.Lines {
		for _, col := range l.Columns() {
			c := l.Cells[col]
			if c.Misread == nil {
				continue
			}
			if count++; first == nil {
				first, cell = c, book.Ref(l.Number, col)
			}
		}
	}
	if first == nil {
		return "", nil
	}
	say := emulation.Say("tabular.encoding", "encoding", emulation.Say("encoding."+string(first.Misread.Encoding)), "count", count,
		"text", vietnamese.OneLine(first.Text), "meant", vietnamese.OneLine(first.Misread.Meant))
	return cell, &say
}

// looks doubts what a row's cells show beside what they say: letters struck out or raised, a formula that nobody computed. Points and results
// say the last themselves.
func (a *Account) looks(at *layout, l *book.Line) {
	for _, c := range at.columns {
		cell := l.Cells[c.index]
		if cell == nil || c.Role == "" || c.Role == RoleVerified {
			continue
		}
		ref := book.Ref(l.Number, c.index)
		if cell.Struck {
			a.doubt(ref, "tabular.cell-struck", "text", vietnamese.OneLine(cell.Text))
		}
		if cell.Raised {
			a.doubt(ref, "tabular.cell-raised", "text", vietnamese.OneLine(cell.Text))
		}
		if cell.Unsaved && !slices.Contains(figures, c.Role) {
			a.doubt(ref, "tabular.cell-formula", "text", cell.Text)
		}
	}
}

// figures are the roles whose cells are read as figures.
var figures = []Role{RoleMax, RoleWeight, RoleResult, RoleSelf}

// twice doubts a second column that says the same as one that is read, as where last year's results stand beside this year's.
func (a *Account) twice(at *layout, roles ...Role) {
	for _, c := range at.columns {
		if slices.Contains(roles, c.also) {
			a.doubt(book.Ref(at.first, c.index), "tabular.column-twice", "heading", c.Heading, "role", emulation.Say("tabular.role."+string(c.also)), "read", book.Letters(at.byRole[c.also]))
		}
	}
}
