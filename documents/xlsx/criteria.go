package xlsx

import (
	"io"
	"strings"

	"thidua/documents"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/internal/phrase"
)

// say is a sentence for paper, which is in Vietnamese.
func say(key string, pairs ...any) string {
	return phrase.Text(phrase.Vietnamese, "documents."+key, pairs...)
}

// WriteCriteria writes a set as form F4, Bảng tiêu chí, and beside it, on a sheet nobody sees, as the program keeps it: read again by documents/intake
// the table is the same set, and a table changed by hand keeps the rules of the rows that were not touched.
func WriteCriteria(w io.Writer, set *criteria.Set) error {
	b := newBook()
	p := b.sheet(say("table.sheet"))
	t := &tableWriter{page: p, set: set, lines: documents.CriteriaLines(set)}
	t.columns(set)
	row := t.titles()
	t.head(row)
	last := t.rows(row + 1)
	for _, g := range set.Gates {
		if g.Reason != "" {
			last++
			p.span(last, 1, t.last(), say("table.note", "text", g.Reason), look{italic: true, align: "left"})
		}
	}
	p.paper(true, titles{first: row, last: row}, "", nil)
	b.data(set)
	return b.write(w)
}

// tableWriter writes the rows of a set. Columns that would stay empty are left out.
type tableWriter struct {
	*page
	set    *criteria.Set
	lines  []documents.CriteriaLine
	keys   []string // of the headings, in order
	column map[string]int
}

func (t *tableWriter) columns(set *criteria.Set) {
	t.keys = []string{"code", "criterion", "max"}
	for _, c := range set.Criteria() {
		if !c.Weight.Equal(decimal.FromInt(1)) {
			t.keys = append(t.keys, "weight")
			break
		}
	}
	t.keys = append(t.keys, "how", "evidence", "scorer")
	width := map[string]int{"code": 8, "criterion": 52, "max": 10, "weight": 9, "how": 52, "evidence": 16, "scorer": 20}
	var chars []int
	t.column = map[string]int{}
	for i, k := range t.keys {
		t.column[k] = i + 1
		chars = append(chars, width[k])
	}
	t.widths(chars...)
}

func (t *tableWriter) last() int { return len(t.keys) }

// titles writes the name of the set and its source, and gives the row of the heading.
func (t *tableWriter) titles() int {
	t.span(1, 1, t.last(), t.set.Name, look{bold: true, size: 14, align: "center"})
	row := 2
	if t.set.Cite != "" {
		t.span(row, 1, t.last(), "("+t.set.Cite+")", look{italic: true, align: "center"})
		row++
	}
	if len(t.set.Illustrative) > 0 {
		t.span(row, 1, t.last(), say("mark.illustrative-short"), look{bold: true, italic: true, align: "center"})
		row++
	}
	return row + 1
}

func (t *tableWriter) head(row int) {
	for i, k := range t.keys {
		t.text(row, i+1, say("table.column."+k), look{bold: true, align: "center", border: true, shade: true})
	}
}

// rows writes groups and criteria with their total, and gives the last row.
func (t *tableWriter) rows(row int) int {
	before, sum := documents.CriteriaTotal(t.set)
	for i := range len(t.lines) + 1 {
		if i == before && sum != nil {
			t.total(row, *sum)
			row++
		}
		if i < len(t.lines) {
			t.line(row, t.lines[i])
			row++
		}
	}
	return row - 1
}

func (t *tableWriter) line(row int, l documents.CriteriaLine) {
	plain := look{border: true, bold: l.Group != nil, align: "left"}
	middle := plain
	middle.align = "center"
	t.text(row, t.column["code"], l.Code, middle)
	t.text(row, t.column["criterion"], l.Name, plain)
	t.text(row, t.column["how"], l.How, plain)
	t.text(row, t.column["evidence"], l.Evidence, plain)
	t.text(row, t.column["scorer"], l.Scorer, plain)
	if l.Max != nil {
		t.figure(row, t.column["max"], *l.Max, middle)
	} else {
		t.text(row, t.column["max"], "", middle)
	}
	if col := t.column["weight"]; col > 0 {
		t.text(row, col, "", middle)
		if l.Weight != "" {
			t.figure(row, col, decimal.MustParse(l.Weight), middle)
		}
	}
}

func (t *tableWriter) total(row int, sum decimal.Decimal) {
	bold := look{bold: true, border: true, align: "center"}
	for col := range t.keys {
		t.text(row, col+1, "", bold)
	}
	t.text(row, t.column["criterion"], say("sheet.total"), bold)
	t.figure(row, t.column["max"], sum, bold)
}

// longest is how many letters of a line one cell of the hidden sheet takes.
const longest = 8000

// data writes the set's file on a sheet nobody sees, a line to a cell.
func (b *book) data(set *criteria.Set) {
	p := b.sheet("thidua")
	row := 1
	for line := range strings.Lines(string(criteria.WriteSet(set, nil))) {
		mark, left := documents.DataLine, []rune(strings.TrimRight(line, "\n"))
		for {
			part := left[:min(len(left), longest)]
			for len(part) > 0 && len(part) < len(left) && part[len(part)-1] == ' ' { // a blank at the end of a cell is lost
				part = part[:len(part)-1]
			}
			p.try(p.f.SetCellStr(p.name, at(row, 1), literal(mark+string(part))))
			row++
			if left = left[len(part):]; len(left) == 0 {
				break
			}
			mark = documents.DataMore
		}
	}
	p.try(p.f.SetSheetVisible(p.name, false, true))
}
