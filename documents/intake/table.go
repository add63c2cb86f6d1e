package intake

import (
	"thidua/documents/intake/book"
	"thidua/documents/intake/prose"

	"regexp"
	"strings"

	"thidua/documents"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// tableReader goes through the rows of a sheet and keeps what the proposal is made of.
type tableReader struct {
	*Reading
	at     layout
	nodes  []*node
	titles []string
	totals []total
	gates  []criteria.Gate
	bands  *criteria.Classes

	sinceSum bool
	bare     bool // numbers before names are codes without a full stop

	exact *criteria.Set // of an exported workbook, with its rows and the next of them
	lines []documents.CriteriaLine
	next  int
}

// total is a row with a sum.
type total struct {
	cell    string
	name    string
	value   *decimal.Decimal
	doubted bool // that is in doubt already
	before  int  // how many nodes stand above it
}

func readTable(at layout, exact *criteria.Set) (*Reading, error) {
	t := &tableReader{at: at, exact: exact, Reading: &Reading{Account: Account{Sheet: at.Name, Columns: at.columns}}}
	if exact != nil {
		t.lines = documents.CriteriaLines(exact)
	}
	if at.Wide {
		t.remark("", "tabular.too-wide", "columns", book.MaxColumns)
	}
	for _, c := range at.columns {
		if c.Hidden && c.Role != "" {
			t.remark(book.Ref(at.first, c.index), "tabular.hidden-column", "heading", c.Heading)
		}
	}
	t.wholeSheet(&t.at)
	t.twice(&t.at, RoleMax, RoleWeight)
	var odd *book.Line
	var text string
	if t.bare, odd, text = t.bareCodes(); odd != nil {
		t.doubt(book.Ref(odd.Number, at.byRole[RoleName]), "tabular.codes-unsure", "text", vietnamese.OneLine(text))
	}
	t.each(at.Lines, t.line)
	if err := t.propose(); err != nil {
		return nil, err
	}
	return t.Reading, nil
}

// line understands one row.
func (t *tableReader) line(l *book.Line) {
	row := Row{First: l.Number, Last: l.Number, Text: l.Say()}
	if l.Hidden {
		t.doubt(book.Ref(l.Number, l.Columns()[0]), "tabular.hidden-row", "row", l.Number)
	}
	switch {
	case l.Number < t.at.first:
		row.As = TitleRow
		for _, c := range l.Columns() {
			t.titles = append(t.titles, l.Own(c))
		}
	case l.Number <= t.at.last, t.at.isHeading(l), t.at.isNumbering(l):
		row.As = HeadingRow
	default:
		t.looks(&t.at, l)
		t.entry(l, row)
		return
	}
	t.tell(row)
}

// words is the row's code and name: of their own cells or of the merged cells that cover them.
func (t *tableReader) words(l *book.Line) (code, name string, col int) {
	codeCol, nameCol := t.at.byRole[RoleCode], t.at.byRole[RoleName]
	col = nameCol
	if c := l.Cells[codeCol]; c != nil {
		code = c.CodeText()
	}
	name = l.Own(nameCol)
	if name == "" && code != "" && (l.Span(codeCol) > 1 || shapeOf(code) == plainShape) { // "I. NHIỆM VỤ" over both columns
		return "", code, codeCol
	}
	if name == "" && code == "" {
		for _, c := range l.Columns() { // a heading that begins further left or right
			if l.Cells[c].Figure == nil && c != t.at.byRole[RoleMax] && c != t.at.byRole[RoleGroup] {
				return "", l.Own(c), c
			}
		}
		if c := t.at.byRole[RoleGroup]; totalName.MatchString(vietnamese.Fold(l.Own(c))) {
			return "", l.Own(c), c
		}
	}
	return code, name, col
}

var (
	totalName  = regexp.MustCompile(`^(?:tong cong|tong so diem|tong diem|cong diem|tong|cong|diem tong cong|diem tong|toan bang|total)(?:$|[ :(]*(?:(?:muc|nhom|phan|linh vuc|toan bo|diem|cac|chung|thang)\b.*|[(:].*|[ivx]+(?: ?\+.*)?|[a-h]|\d{1,2}|\+.*)$)|^tong so$`)
	noteName   = regexp.MustCompile(`^(?:\(?\*|ghi chu|luu y|chu thich|chu y|giai thich|quy dinh)`)
	signatures = regexp.MustCompile(`^(?:nguoi lap|nguoi cham|giam doc|truong phong|hieu truong|chu tich|thu truong|noi nhan|tm\.|kt\.|tl\.|cum truong$|thu ky|\(ky|xac nhan|thuong truc$|hoi dong$|.*ngay .{1,6}thang .{1,6}nam)`)
)

// entry understands a row beneath the heading.
func (t *tableReader) entry(l *book.Line, row Row) {
	if t.asExported(l, row) {
		return
	}
	code, name, col := t.words(l)
	c := l.Cells[t.at.byRole[RoleMax]]
	if c != nil && t.at.byRole[RoleMax] == col {
		c = nil
	}
	points, atMost, doubt := readPoints(c)
	if t.note(l, row, code, name, col, c == nil) {
		return
	}
	t.openGroup(l)
	part := false
	if name != "" && code == "" {
		folded := prose.Fold(name).Text
		if code, name = splitLeading(name); code == "" && t.bare {
			code, name = splitBare(name)
		}
		part = code != "" && partWord.MatchString(folded)
	}
	n := &node{number: l.Number, code: code, part: part, points: points, atMost: atMost, cell: book.Ref(l.Number, max(t.at.byRole[RoleMax], 1)),
		shape: shapeOf(code), after: t.sinceSum, howCell: book.Ref(l.Number, t.at.byRole[RoleHow])}
	if n.shape == plainShape && code != "" { // words in the column of codes
		name, n.code = strings.TrimSpace(code+" "+name), ""
	}
	n.name, n.note = splitName(name)
	n.how = l.Own(t.at.byRole[RoleHow])
	n.evidence, n.scorer = l.Own(t.at.byRole[RoleEvidence]), vietnamese.OneLine(l.Own(t.at.byRole[RoleScorer]))
	if note := vietnamese.OneLine(l.Own(t.at.byRole[RoleNote])); note != "" {
		n.note = strings.Join(tell(tell(nil, n.note), note), "; ")
	}
	t.weight(n, l)
	if n.shape == plainShape && isCaps(n.name) && n.how == "" {
		n.shape = capsShape
	}
	if t.detail(n, l, row, c == nil) {
		return
	}
	if doubt != nil {
		n.doubted = true
		t.ask(n.cell, *doubt)
	}
	if n.name == "" {
		row.As = UnreadRow
		t.tell(row)
		t.doubt(book.Ref(l.Number, l.Columns()[0]), "tabular.row-unread", "text", row.Text)
		return
	}
	if c := l.Cells[t.at.byRole[RoleCode]]; c != nil && c.Date {
		t.doubt(book.Ref(l.Number, t.at.byRole[RoleCode]), "tabular.cell-date", "stored", c.Stored)
	}
	row.As = CriterionRow
	n.row = t.tell(row)
	t.nodes = append(t.nodes, n)
}

// weight reads a row's weight: "2", "x2", "40 %" for 0.4. What is above ten and no percentage is doubtful.
func (t *tableReader) weight(n *node, l *book.Line) {
	col := t.at.byRole[RoleWeight]
	c, ref := l.Cells[col], book.Ref(l.Number, col)
	if c == nil {
		t.mergedWeight(n, l, ref)
		return
	}
	w, percent := c.Figure, c.Percent || strings.ContainsRune(t.at.heading(col), '%')
	switch {
	case c.Unsaved:
		t.doubt(ref, "tabular.cell-formula", "text", c.Text)
		return
	case w == nil && !c.Fault:
		text := strings.TrimSpace(strings.TrimLeft(prose.Fold(c.Text).Text, "x* "))
		percent = percent || strings.HasSuffix(text, "%")
		if plain, err := vietnamese.ParseNumber(text); err == nil {
			if d, err := decimal.Parse(plain); err == nil {
				w = &d
			}
		}
	}
	if w == nil || w.Sign() <= 0 || c.Date {
		t.doubt(ref, "tabular.weight-unread", "text", vietnamese.OneLine(c.Text))
		return
	}
	if percent {
		share := decimal.QuoRound(*w, hundred, 9, decimal.HalfUp)
		w = &share
	} else if w.Cmp(ten) > 0 {
		t.doubt(ref, "tabular.weight-large", "text", vietnamese.OneLine(c.Text))
	}
	n.weight, n.percent = w, percent
}

// mergedWeight is the weight of a row over which that of another is merged: the row's own too where both are numbered alike, and a person looks at it. A cell
// merged downwards from the heading of a group may be the weight of the whole, so nothing is taken of it.
func (t *tableReader) mergedWeight(n *node, l *book.Line, ref string) {
	c, merged := l.Above(t.at.Grid, t.at.byRole[RoleWeight])
	if !merged || t.at.byRole[RoleWeight] == 0 {
		return
	}
	if last := len(t.nodes) - 1; last >= 0 && t.nodes[last].shape == n.shape {
		n.weight, n.percent = t.nodes[last].weight, t.nodes[last].percent
	}
	t.doubt(ref, "tabular.merged-weight", "text", c.Shown(), "name", n.name)
}

// note takes rows that are no part of the tree: sums, gates, classes, notes, signatures.
func (t *tableReader) note(l *book.Line, row Row, code, name string, col int, noPoints bool) bool {
	all := name
	if name == "" {
		all = code
	}
	words := vietnamese.Fold(all)
	switch {
	case totalName.MatchString(words) && (code == "" || name == ""):
		t.total(l, row, all)
	case !noPoints:
		return false
	case signatures.MatchString(words) && (t.sinceSum || len(l.Cells) > 1) && len(words) < 80:
		row.As = SignatureRow
		t.tell(row)
	case noteName.MatchString(words), t.sinceSum && shapeOf(code) == plainShape && !isCaps(all) && !isBonus(all), prose.IsGate(words):
		t.remarkRow(l, row, all, col)
	case strings.HasPrefix(words, "xep loai"):
		t.remarkRow(l, row, all, col)
	default:
		return false
	}
	return true
}

// remarkRow reads a gate, bands of classification, or plain words.
func (t *tableReader) remarkRow(l *book.Line, row Row, text string, col int) {
	cell := book.Ref(l.Number, col)
	row.As = NoteRow
	if t.exact != nil { // an exported table's notes only tell what the set says already
		t.tell(row)
		return
	}
	switch gate, is, ok := prose.Gate(text); {
	case ok:
		row.As = GateRow
		t.gates = append(t.gates, gate)
	case is:
		t.doubt(cell, "tabular.gate-unread", "text", vietnamese.OneLine(text))
	case strings.Contains(vietnamese.Fold(text), "xep loai"):
		if bands, ok := prose.Classes(text); ok && t.bands == nil {
			row.As, t.bands = ClassesRow, bands
		} else {
			t.doubt(cell, "tabular.classes-unread", "text", vietnamese.OneLine(text))
		}
	default:
		t.remark(cell, "tabular.note-left", "text", vietnamese.OneLine(text))
	}
	t.tell(row)
}

func (t *tableReader) total(l *book.Line, row Row, name string) {
	row.As = TotalRow
	col := t.at.byRole[RoleMax]
	value, _, doubt := readPoints(t.at.At(l.Number, col))
	if doubt != nil {
		t.ask(book.Ref(l.Number, col), *doubt)
	}
	if value != nil {
		row.Points = value.String()
	}
	t.tell(row)
	t.totals = append(t.totals, total{cell: book.Ref(l.Number, col), name: name, value: value, doubted: doubt != nil, before: len(t.nodes)})
	words := vietnamese.Fold(name)
	t.sinceSum = t.at.isGrand(words)
}

// isGrand says whether the name of a row with a sum tells of the whole table and not of a part of it. "Cộng" alone may stand beneath every group:
// it is the whole where no other row has a sum.
func (at *layout) isGrand(words string) bool {
	if !totalName.MatchString(words) || subtotal.MatchString(words) {
		return false
	}
	if !strings.HasPrefix(words, "cong") {
		return true
	}
	sums := 0
	for _, l := range at.Lines {
		if l.Number <= at.last {
			continue
		}
		for _, role := range []Role{RoleName, RoleCode, RoleGroup} {
			if totalName.MatchString(vietnamese.Fold(l.Own(at.byRole[role]))) {
				sums++
				break
			}
		}
		if sums > 1 {
			return false
		}
	}
	return true
}

var subtotal = regexp.MustCompile(`^(?:tong|cong|tong cong|tong diem|cong diem)[ :(]*(?:diem )?(?:muc|nhom|phan|linh vuc)?\b ?(?:[ivx]+|[a-h]|\d{1,2})\)?$`)

// openGroup adds the group named in a column of its own, when a new one begins.
func (t *tableReader) openGroup(l *book.Line) {
	col := t.at.byRole[RoleGroup]
	c := l.Cells[col]
	if col == 0 || c == nil || c.Figure != nil {
		return
	}
	code, name := splitLeading(vietnamese.OneLine(c.Text))
	n := &node{row: -1, number: l.Number, code: code, name: name, shape: partShape, after: t.sinceSum, cell: book.Ref(l.Number, col)}
	if len(t.nodes) > 0 { // the same name again, cell by cell instead of merged
		for i := len(t.nodes) - 1; i >= 0; i-- {
			if t.nodes[i].shape == partShape {
				if t.nodes[i].name == name && t.nodes[i].code == code {
					return
				}
				break
			}
		}
	}
	t.nodes = append(t.nodes, n)
}

// detail adds a row without points and without a code of its own level to the line above it: it says more on how points are counted.
func (t *tableReader) detail(n *node, l *book.Line, row Row, noPoints bool) bool {
	if !noPoints || len(t.nodes) == 0 || n.shape == capsShape || !loose(n.shape) {
		return false
	}
	last := t.nodes[len(t.nodes)-1]
	if last.points == nil || n.shape == plainShape && l.Span(l.Columns()[0]) > 2 {
		return false
	}
	text := vietnamese.OneLine(strings.Join(tell(tell(nil, n.name), n.how), ": "))
	if text == "" {
		return false
	}
	last.how = strings.Join(tell(tell(nil, last.how), text), "\n")
	row.As, row.Code = DetailRow, last.code
	t.tell(row)
	return true
}
