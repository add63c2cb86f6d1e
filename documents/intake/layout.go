package intake

import (
	"thidua/documents/intake/book"

	"slices"
	"strings"

	"thidua/vietnamese"
)

// headRows is how many rows from the top are searched for the heading of the table, and headHigh how many rows it may take.
const (
	headRows = 80
	headHigh = 3
)

// Column is a column of the table as it was understood; Role is empty for one that nothing is taken from.
type Column struct {
	Letter  string
	Heading string
	Role    Role
	Hidden  bool
	index   int
	also    Role // another column has this role, which this one could have
}

// layout is where the table of a sheet stands.
type layout struct {
	*book.Grid
	columns     []Column
	byRole      map[Role]int // column, from 1
	first, last int          // rows of the heading
	score       int
}

// findLayout looks for the rows that head the table: those that name most of its columns. ok is false for a sheet without a table.
func findLayout(g *book.Grid) (best layout, ok bool) {
	for i, l := range g.Lines {
		if i == headRows {
			break
		}
		for high := 1; high <= headHigh; high++ {
			at := headingAt(g, l.Number, high)
			if at.score > best.score {
				best, ok = at, true
			}
		}
	}
	return best, ok
}

// headingAt reads the headings of the columns from high rows; its score is 0 where they head no table.
func headingAt(g *book.Grid, first, high int) layout {
	at := layout{Grid: g, byRole: map[Role]int{}, first: first, last: first + high - 1}
	for _, col := range g.UsedColumns(first, at.last) {
		heading, role := headingOf(g, first, at.last, col)
		if heading == "" {
			continue
		}
		at.columns = append(at.columns, Column{Letter: book.Letters(col), Heading: heading, Role: role, Hidden: g.Veiled[col], index: col})
	}
	at.assign()
	_, named := at.byRole[RoleName]
	if !named {
		if group, ok := at.byRole[RoleGroup]; ok { // the only column with words
			at.rename(group, RoleName)
			named = true
		}
	}
	if _, points := at.byRole[RoleMax]; !named || !points && at.byRole[RoleSelf] == 0 && at.byRole[RoleResult] == 0 {
		return at
	}
	at.score = 4*len(at.byRole) - high + 1
	return at
}

// headingOf is the text above a column, through all rows of the heading, and the role it announces: by the whole, else by its lowest part.
func headingOf(g *book.Grid, first, last, col int) (string, Role) {
	var parts []string
	for row := first; row <= last; row++ {
		if t := vietnamese.OneLine(g.Text(row, col)); t != "" && !slices.Contains(parts, t) {
			parts = append(parts, t)
		}
	}
	whole := strings.Join(parts, " ")
	if role := RoleOf(whole); role != "" || len(parts) < 2 {
		return whole, role
	}
	return whole, RoleOf(parts[len(parts)-1])
}

// assign gives each role to one column: the first visible one, else the first. Of two columns with words the left one names the group,
// unless it holds the codes.
func (at *layout) assign() {
	for pass := range 2 {
		for _, c := range at.columns {
			if _, taken := at.byRole[c.Role]; c.Role != "" && !taken && c.Hidden == (pass == 1) {
				at.byRole[c.Role] = c.index
			}
		}
	}
	name, ok := at.byRole[RoleName]
	if !ok {
		return
	}
	for i, c := range at.columns {
		if c.Role != RoleName || c.index == name || c.Hidden || at.byRole[RoleGroup] != 0 || c.index > name+2 || at.empty(c.index) {
			continue
		}
		left := RoleGroup
		if at.byRole[RoleCode] == 0 && at.holdsCodes(name) {
			left = RoleCode
		}
		at.byRole[left], at.byRole[RoleName] = name, c.index
		for j := range at.columns[:i] {
			if at.columns[j].index == name {
				at.columns[j].Role = left
			}
		}
		break
	}
	for i, c := range at.columns {
		if c.Role != "" && at.byRole[c.Role] != c.index {
			at.columns[i].Role = ""
			if !c.Hidden && !at.empty(c.index) {
				at.columns[i].also = c.Role
			}
		}
	}
}

// heading is what stands above a column.
func (at *layout) heading(col int) string {
	for _, c := range at.columns {
		if c.index == col {
			return c.Heading
		}
	}
	return ""
}

func (at *layout) rename(col int, to Role) {
	for i, c := range at.columns {
		if c.index == col {
			delete(at.byRole, c.Role)
			at.columns[i].Role, at.byRole[to] = to, col
		}
	}
}

// holdsCodes says whether most of what stands below the heading in a column are codes.
func (at *layout) holdsCodes(col int) bool {
	codes, all := 0, 0
	for _, l := range at.Lines {
		if c := l.Cells[col]; l.Number > at.last && c != nil {
			all++
			if shapeOf(c.Text) != plainShape {
				codes++
			}
		}
	}
	return 2*codes > all
}

// empty says whether nothing stands below the heading in a column, which the heading then only reaches over.
func (at *layout) empty(col int) bool {
	return !slices.ContainsFunc(at.Lines, func(l *book.Line) bool { return l.Number > at.last && l.Cells[col] != nil })
}

// isHeading says whether a row repeats the heading, as on the next page of a printed table.
func (at *layout) isHeading(l *book.Line) bool {
	same := 0
	for _, c := range at.columns {
		text := l.Own(c.index)
		switch {
		case text == "":
		case strings.Contains(vietnamese.Fold(c.Heading), vietnamese.Fold(text)):
			same++
		default:
			return false
		}
	}
	return same > 1
}

// isNumbering says whether a row only numbers the columns: "(1) (2) (3)", "A B 1 2".
func (at *layout) isNumbering(l *book.Line) bool {
	if l.Number > at.last+2 || len(l.Cells) < 3 {
		return false
	}
	before := 0
	for _, col := range l.Columns() {
		text := strings.Trim(l.Own(col), "()[] .")
		n := 0
		switch {
		case len(text) == 1 && text[0] >= 'A' && text[0] <= 'H':
			n = int(text[0] - 'A' + 1)
		case len(text) > 0 && len(text) < 3 && strings.Trim(text, "0123456789") == "":
			for _, d := range text {
				n = 10*n + int(d-'0')
			}
		default:
			// "5=3+4": how a column is computed
			if text == "" || text[0] < '0' || text[0] > '9' || !strings.ContainsAny(text, "=") {
				return false
			}
			n = before + 1
		}
		if n != before+1 && n != 1 {
			return false
		}
		before = n
	}
	return true
}
