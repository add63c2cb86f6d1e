package documents

import "regexp"

var figure = regexp.MustCompile(`^([(+–−-]?(?:\d{1,3}(?:\.\d{3})+|\d+))((?:,\d+)?[)*]*(?: ?%)?)$`)

// Figure parts a printed figure before its comma, or where one would stand: "1.234,50*" is "1.234" and ",50*". ok = it is one.
func Figure(text string) (whole, rest string, ok bool) {
	m := figure.FindStringSubmatch(text)
	if m == nil {
		return "", "", false
	}
	return m[1], m[2], true
}

// OnComma says of each column whether its figures stand with their commas under one another: of those in the middle or at the right in which a figure
// has a comma. What is no figure stands there as ever.
func (t Table) OnComma() []bool {
	on := make([]bool, len(t.Columns))
	t.figures(func(col int, _ Row, _ Cell, _, rest string) { on[col] = on[col] || rest != "" && rest[0] == ',' })
	return on
}

// Figures tells every figure of the columns that stand on their commas, by its column and parts.
func (t Table) Figures(tell func(col int, row Row, cell Cell, whole, rest string)) {
	on := t.OnComma()
	t.figures(func(col int, row Row, cell Cell, whole, rest string) {
		if on[col] {
			tell(col, row, cell, whole, rest)
		}
	})
}

func (t Table) figures(tell func(col int, row Row, cell Cell, whole, rest string)) {
	for _, row := range t.Rows {
		col := 0
		for _, c := range row.Cells {
			if col < len(t.Columns) && c.Columns() == 1 && c.Align == AlignDefault && (t.Columns[col].Align == AlignCenter || t.Columns[col].Align == AlignRight) {
				if whole, rest, ok := Figure(c.Text); ok {
					tell(col, row, c, whole, rest)
				}
			}
			col += c.Columns()
		}
	}
}
