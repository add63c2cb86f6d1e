package grid

import (
	"slices"
	"strconv"
	"strings"

	"thidua/ui/text"
	"thidua/vietnamese"
)

// naming is the column of a rectangle that names its lines, and the row each line means; col is -1 where there is none.
type naming struct {
	col  int
	rows []int
}

// mostTitles is how many lines may stand above the headings of a copied table.
const mostTitles = 15

// heading is the column that a heading announces.
func (l *laying) heading(title string) (col int, known bool) {
	title = vietnamese.OneLine(title)
	if title == "" {
		return 0, false
	}
	for i, c := range l.grid.cols.list {
		if vietnamese.Fold(c.Title) == vietnamese.Fold(title) {
			return i, true
		}
	}
	if l.reader != nil {
		return l.reader.Heading(title)
	}
	return 0, false
}

// readHeadings finds the headings of a table, which may stand below its title and on two lines, and the columns they announce.
func (l *laying) readHeadings() {
	l.to = map[int]int{}
	for i := range min(len(l.block)-1, mostTitles) {
		if !l.isHeading(i) {
			continue
		}
		l.headed, l.first = true, i+1
		l.takeHeadings(i)
		for l.first < len(l.block)-1 && (l.isHeading(l.first) || isNumbering(l.block[l.first])) {
			l.takeHeadings(l.first)
			l.first++
		}
		l.checkHeadings()
		return
	}
}

// isHeading says whether a line holds headings: two that are known, or the only one of a column that goes on with figures.
func (l *laying) isHeading(line int) bool {
	known, filled, at := 0, 0, 0
	for j, words := range l.block[line] {
		if strings.TrimSpace(words) == "" {
			continue
		}
		_, code := l.byCode[plainName(words)]
		_, title := l.byTitle[plainName(words)]
		if filled++; isFigure(words) || code || title {
			return false
		}
		if _, ok := l.heading(words); ok {
			known, at = known+1, j
		}
	}
	if known == 1 && (line == 0 && filled <= 3 || l.headed) {
		for i := line + 1; i < len(l.block); i++ {
			if words := strings.TrimSpace(l.cell(i, at)); words != "" && !strings.ContainsAny(words, "0123456789") {
				return false
			}
		}
		return true
	}
	return known > 1
}

func (l *laying) takeHeadings(line int) {
	for j, words := range l.block[line] {
		if col, ok := l.heading(words); ok && col >= 0 {
			l.to[j] = col
		}
	}
}

// checkHeadings leaves the columns that something can land in. Two of one heading are a doubt: which is meant is the person's to say.
func (l *laying) checkHeadings() {
	g, taken := l.grid, map[int]bool{}
	for j := range l.wide() {
		col, ok := l.to[j]
		if !ok {
			continue
		}
		if !l.takes(col) {
			delete(l.to, j)
			continue
		}
		if taken[col] {
			l.p.Doubt = text.T("grid.paste.heading-twice", "heading", g.cols.list[col].Title)
		}
		taken[col] = true
	}
	if len(l.to) == 0 {
		l.p.Doubt = text.T("grid.paste.no-column")
	}
}

// takes says whether something can be typed into a column, or into another in its place.
func (l *laying) takes(col int) bool {
	for row := range l.grid.model.Rows() {
		if l.grid.model.Cell(row, col).Editable || l.land(row, col) != col {
			return true
		}
	}
	return false
}

// isNumbering says whether a line only numbers the columns below their headings: (1), (2), (3).
func isNumbering(line []string) bool {
	n := 0
	for _, words := range line {
		words = strings.Trim(strings.TrimSpace(words), "()[]")
		if words == "" {
			continue
		}
		if n++; words != strconv.Itoa(n) {
			return false
		}
	}
	return n >= 3
}

func isFigure(words string) bool {
	_, err := vietnamese.ParseNumber(words)
	return err == nil
}

// plainName is a name for comparing: "I.1.", "(a)", "Nền  nếp".
func plainName(name string) string {
	return vietnamese.Fold(strings.Trim(vietnamese.OneLine(name), ".):(/ "))
}

// readNames finds the columns whose lines are called as rows are.
func (l *laying) readNames() {
	l.codes.col, l.names.col = -1, -1
	if l.wide() > 1 {
		l.codes, l.names = l.best(l.byCode), l.best(l.byTitle)
	}
}

// indexRows knows every row by what people call it.
func (l *laying) indexRows() {
	l.byCode, l.byTitle, l.siblings = map[string]int{}, map[string]int{}, map[string]int{}
	for row := range l.grid.model.Rows() {
		r := l.grid.model.Row(row)
		l.index(l.byCode, row, r.Code)
		l.index(l.byTitle, row, r.Name)
		if group := l.grid.rows.group(row); group >= 0 {
			code, of := plainName(r.Code), plainName(l.grid.model.Row(group).Code)
			if within, ok := strings.CutPrefix(code, of); ok && of != "" {
				l.siblings[sibling(group, strings.Trim(within, ".-/ "))] = row
			}
		}
	}
}

func sibling(group int, code string) string { return strconv.Itoa(group) + " " + code }

// index knows a row by a name. Of a group and what stands in it under one name, a value can only be meant for the latter.
func (l *laying) index(by map[string]int, row int, name string) {
	key := plainName(name)
	if key == "" {
		return
	}
	other, there := by[key]
	switch {
	case !there || other >= 0 && l.grid.model.Row(other).Group:
		by[key] = row
	case !l.grid.model.Row(row).Group:
		by[key] = ambiguous
	}
}

// named says whether the lines say which rows they mean.
func (l *laying) named() bool { return l.codes.col >= 0 || l.names.col >= 0 }

// best is the first column whose lines are called as rows are: as they are, or, where that finds more, within the group that was named last.
func (l *laying) best(by map[string]int) naming {
	for j := range l.wide() {
		if _, value := l.to[j]; value {
			continue
		}
		n, found, ok := l.rowsOf(j, by, false)
		if inner, more, okay := l.rowsOf(j, by, true); more > found && okay {
			n, ok = inner, true
		}
		if ok {
			return n
		}
	}
	return naming{col: -1}
}

// rowsOf are the rows that the lines of a column name. It is no column of names if most lines name none; names that are figures could be values as
// well, so that without a heading each of them has to name a row, in the order of the table, and as a code of several parts.
func (l *laying) rowsOf(col int, by map[string]int, within bool) (n naming, found int, ok bool) {
	n.col = col
	group, last, filled, figures, codes := noRow, noRow, 0, true, true
	for i := range l.block {
		row, name := noRow, plainName(l.cell(i, col))
		if i >= l.first && name != "" {
			filled++
			row = l.rowOf(name, by, group, within)
		}
		n.rows = append(n.rows, row)
		if row < 0 {
			continue
		}
		found++
		leads := l.grid.model.Row(row).Group
		figures = figures && isFigure(name)
		codes = codes && row > last && (leads || strings.Contains(name, "."))
		last = row
		if leads {
			group = row
		}
	}
	if figures && !l.headed {
		return n, found, codes && !within && found >= 2 && found == filled
	}
	return n, found, found > 0 && 2*found >= filled
}

// rowOf is the row of a name: as it is, or within the group that was named last ("1" below "I" is I.1).
func (l *laying) rowOf(name string, by map[string]int, group int, within bool) int {
	row, known := by[name]
	for ; within && group >= 0; group = l.grid.rows.group(group) {
		if inner, ok := l.siblings[sibling(group, name)]; ok && inner != row {
			if known {
				return ambiguous
			}
			return inner
		}
	}
	if !known {
		return noRow
	}
	return row
}

// byName lands each line on the row it names. What stands in no row, twice, or with the code of one row and the name of another, is told and does
// not land.
func (l *laying) byName() {
	if !l.headed && !l.findValue() {
		return
	}
	rows := make([]int, len(l.block))
	times := map[int]int{}
	for i := range rows {
		rows[i] = l.meant(i)
		if rows[i] >= 0 && l.filled(i) {
			times[rows[i]]++
		}
	}
	for i := l.first; i < len(l.block); i++ {
		row := rows[i]
		if !l.filled(i) {
			continue
		}
		if row >= 0 && l.grid.model.Row(row).Group && times[row] == 1 {
			l.pass(row, l.block[i]) // what stands beside a group is its sum
			continue
		}
		if row >= 0 && times[row] == 1 {
			l.landLine(i, row, Lands)
			continue
		}
		name := l.lineName(i)
		if l.p.Skipped++; name != "" && !slices.Contains(l.p.Unknown, name) {
			l.p.Unknown = append(l.p.Unknown, name)
		}
	}
}

// lineName is how a line calls itself.
func (l *laying) lineName(line int) string {
	for _, col := range []int{l.codes.col, l.names.col} {
		if name := vietnamese.OneLine(l.cell(line, col)); name != "" {
			return name
		}
	}
	for j, words := range l.block[line] {
		if _, value := l.to[j]; !value && strings.TrimSpace(words) != "" {
			return vietnamese.OneLine(words)
		}
	}
	return ""
}

// meant is the row a line names; one whose code and name are of two rows means neither.
func (l *laying) meant(line int) int {
	row := noRow
	if l.codes.col >= 0 {
		row = l.codes.rows[line]
	}
	if l.names.col < 0 {
		return row
	}
	byTitle := l.names.rows[line]
	switch {
	case row < 0 && (l.codes.col < 0 || strings.TrimSpace(l.cell(line, l.codes.col)) == ""):
		return byTitle
	case row >= 0 && byTitle >= 0 && byTitle != row:
		return ambiguous
	}
	return row
}

// filled says whether a line has something that could land.
func (l *laying) filled(line int) bool {
	for j := range l.to {
		if strings.TrimSpace(l.cell(line, j)) != "" {
			return true
		}
	}
	return false
}

// landLine lands the values of a line on its row; an empty one takes nothing away. Where two columns land in one cell, the one that is its own counts.
func (l *laying) landLine(line, row int, fate Fate) {
	own := map[int]bool{}
	for j, col := range l.to {
		if l.land(row, col) == col && strings.TrimSpace(l.cell(line, j)) != "" {
			own[col] = true
		}
	}
	for j := range l.wide() {
		col, ok := l.to[j]
		words := strings.TrimSpace(l.cell(line, j))
		if !ok || words == "" {
			continue
		}
		if at := l.land(row, col); at == col || !own[at] {
			l.put(row, at, words, fate)
		}
	}
}

// findValue finds, where no heading says it, the one column of values: what is left beside the names and what the table shows already. It lands in the
// selected column, or in the only one that can be typed into.
func (l *laying) findValue() bool {
	var values []int
	for j := range l.wide() {
		if j != l.codes.col && j != l.names.col && l.anything(j) {
			values = append(values, j)
		}
	}
	if len(values) > 1 {
		values = slices.DeleteFunc(values, l.shown)
	}
	if len(values) > 1 {
		l.p.Doubt = text.T("grid.paste.which-column")
		return false
	}
	col := l.at.Left
	if !l.takes(col) {
		col = l.onlyOpen()
	}
	switch {
	case len(values) == 0:
		l.p.Doubt = text.T("grid.paste.no-column")
	case col < 0:
		l.p.Doubt = text.T("grid.paste.select-column")
	default:
		l.to = map[int]int{values[0]: col}
	}
	return l.p.Doubt == ""
}

// onlyOpen is the only column that can be typed into, -1 if there are none or several.
func (l *laying) onlyOpen() int {
	m, only := l.grid.model, -1
	for col := range l.grid.cols.list {
		for row := range m.Rows() {
			if !m.Cell(row, col).Editable {
				continue
			}
			if only >= 0 {
				return -1
			}
			only = col
			break
		}
	}
	return only
}

// anything says whether a column holds something.
func (l *laying) anything(j int) bool {
	return slices.ContainsFunc(l.block, func(line []string) bool { return j < len(line) && strings.TrimSpace(line[j]) != "" })
}

// shown says whether a column holds only what the table shows in one of its own.
func (l *laying) shown(j int) bool {
	for col := range l.grid.cols.list {
		same, other := 0, 0
		for i := range l.block {
			row, words := l.meant(i), strings.TrimSpace(l.cell(i, j))
			if row < 0 || words == "" {
				continue
			}
			if sameText(words, l.grid.model.Cell(row, col)) {
				same++
			} else {
				other++
			}
		}
		if same > 0 && other == 0 {
			return true
		}
	}
	return false
}
