package documents

import (
	"strconv"
	"strings"
	"time"
)

// SummaryForm is form F7, Bảng tổng hợp điểm, xếp hạng. Rows come in the order they are printed, best rank first.
// Every figure is a finished string with a decimal comma; "" prints nothing.
type SummaryForm struct {
	Created  time.Time // the file's own date; the caller's clock
	Superior string    // "Bộ Giáo dục và Đào tạo"
	Cluster  string    // "Cụm thi đua số 4"
	Season   Season
	Criteria string    // name of the criteria set, with its version
	Number   string    // "05/BTH-CTĐ4", "" = none
	Place    string    // "Cao Bằng"
	Date     time.Time // zero = left open for the pen

	Groups   []GroupColumn
	Rows     []SummaryRow
	TieBreak []string // how equal totals were told apart, a sentence each

	Provisional  bool // the result is not locked
	Illustrative bool // invented figures: said on every page
	Secretary    Signer
	Head         Signer
	Recipients   []string // lines after "Nơi nhận:", nil = none
}

// GroupColumn is a group of criteria: its code heads the column, its name stands in the legend under the table.
type GroupColumn struct {
	Code, Name string
}

// SummaryRow is one unit.
type SummaryRow struct {
	Unit       string
	Groups     []string // sums in the order of SummaryForm.Groups
	Bonus      string
	Deductions string
	Self       string
	Verified   string
	Final      string
	Percent    string // of the applicable maximum, where the season ranks by it
	Rank       string
	Class      string
	Note       string
}

// Document lays the form out.
func (f SummaryForm) Document() Document {
	season := seasonLine(f.Season)
	kind := say("summary.title")
	blocks := []Block{Title{Kind: caps(kind), Subject: []string{f.Cluster + ", " + lowerFirst(season)}}}
	if f.Provisional {
		blocks = append(blocks, warning(say("mark.provisional")))
	}
	if f.Illustrative {
		blocks = append(blocks, warning(say("mark.illustrative")))
	}
	if f.Criteria != "" {
		criteria := field(say("sheet.criteria"), f.Criteria)
		criteria.Tight = false
		blocks = append(blocks, criteria)
	}
	blocks = append(blocks, f.table())
	blocks = append(blocks, f.notes()...)
	blocks = append(blocks, Signatures{
		Signers:    []Signer{completed(f.Secretary, "summary.secretary", "hint.sign"), completed(f.Head, "summary.head", "hint.sign-stamp")},
		Recipients: f.Recipients,
		Heading:    say("recipients"),
	})
	var marks []string
	if f.Provisional {
		marks = append(marks, say("mark.provisional-short"))
	}
	if f.Illustrative {
		marks = append(marks, say("mark.illustrative-short"))
	}
	return Document{
		Title:     footer(kind, f.Cluster, season),
		Created:   f.Created,
		Landscape: true,
		Heading:   officialHeading(f.Superior, f.Cluster, f.Number, f.Place, f.Date),
		Blocks:    blocks,
		Footer:    footer(append([]string{kind, f.Cluster, season}, marks...)...),
	}
}

// notes are the legend of the group columns and the remarks on equal totals.
func (f SummaryForm) notes() []Block {
	var notes []Block
	var legend []string
	for _, g := range f.Groups {
		if g.Name != "" {
			legend = append(legend, g.Code+": "+g.Name)
		}
	}
	if len(legend) > 0 {
		notes = append(notes, note(say("summary.legend", "groups", strings.Join(legend, "; "))))
	}
	for _, remark := range f.TieBreak {
		notes = append(notes, note(say("summary.tie-break", "remark", remark)))
	}
	return notes
}

// column is one column of the summary: its heading, its shape, and what a unit's row writes in it.
type column struct {
	key   string
	shape Column
	text  func(number int, r SummaryRow) string
	bold  bool
}

func (f SummaryForm) table() Table {
	figure := Column{Align: AlignCenter, Flex: 0.5}
	before := []column{
		{"order", Column{Align: AlignCenter}, func(n int, _ SummaryRow) string { return strconv.Itoa(n) }, false},
		{"unit", Column{Width: 44, Flex: 2}, func(_ int, r SummaryRow) string { return r.Unit }, false},
	}
	after := []column{
		{"bonus", figure, func(_ int, r SummaryRow) string { return r.Bonus }, false},
		{"deductions", figure, func(_ int, r SummaryRow) string { return r.Deductions }, false},
		{"self", figure, func(_ int, r SummaryRow) string { return r.Self }, false},
		{"verified", figure, func(_ int, r SummaryRow) string { return r.Verified }, false},
		{"final", figure, func(_ int, r SummaryRow) string { return r.Final }, true},
		{"percent", figure, func(_ int, r SummaryRow) string { return r.Percent }, false},
		{"rank", figure, func(_ int, r SummaryRow) string { return r.Rank }, true},
		{"class", figure, func(_ int, r SummaryRow) string { return r.Class }, false},
		{"note", Column{Width: 34, Flex: 3}, func(_ int, r SummaryRow) string { return r.Note }, false},
	}
	if !f.byPercent() {
		after = append(after[:5], after[6:]...)
	}
	t := Table{Header: []Row{{}, {}}, KeepEnd: 2}
	if len(f.Groups) == 0 {
		t.Header = t.Header[:1]
	}
	head := func(c column) {
		t.Columns = append(t.Columns, c.shape)
		t.Header[0].Cells = append(t.Header[0].Cells, Cell{Text: say("summary.column." + c.key), RowSpan: len(t.Header)})
	}
	for _, c := range before {
		head(c)
	}
	if len(f.Groups) > 0 {
		t.Header[0].Cells = append(t.Header[0].Cells, Cell{Text: say("summary.column.groups"), ColSpan: len(f.Groups)})
	}
	for _, g := range f.Groups {
		t.Columns = append(t.Columns, figure)
		t.Header[1].Cells = append(t.Header[1].Cells, Cell{Text: g.Code})
	}
	for _, c := range after {
		head(c)
	}
	for i, r := range f.Rows {
		var cells []Cell
		for _, c := range before {
			cells = append(cells, Cell{Text: c.text(i+1, r), Bold: c.bold})
		}
		for g := range f.Groups {
			cell := Cell{}
			if g < len(r.Groups) {
				cell.Text = r.Groups[g]
			}
			cells = append(cells, cell)
		}
		for _, c := range after {
			cells = append(cells, Cell{Text: c.text(i+1, r), Bold: c.bold})
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

func (f SummaryForm) byPercent() bool {
	for _, r := range f.Rows {
		if r.Percent != "" {
			return true
		}
	}
	return false
}
