package intake

import (
	"slices"
	"thidua/documents/intake/book"
	"thidua/emulation/rule"

	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
)

// RowKind is what a row of a sheet was understood as.
type RowKind string

// The kinds of rows. Every row of a sheet is one of them.
const (
	TitleRow     RowKind = "title"     // above the table
	HeadingRow   RowKind = "heading"   // names or numbers the columns
	GroupRow     RowKind = "group"     // a group of criteria
	CriterionRow RowKind = "criterion" // a scored line
	DetailRow    RowKind = "detail"    // more words on the line above it
	TotalRow     RowKind = "total"     // a sum
	GateRow      RowKind = "gate"      // what keeps a unit from an award
	ClassesRow   RowKind = "classes"   // bands of classification
	NoteRow      RowKind = "note"      // words that change nothing
	SignatureRow RowKind = "signature" // place, day, signatures
	BlankRow     RowKind = "blank"
	UnreadRow    RowKind = "unread" // not understood: there is a doubt that says why
)

// Row is one row of the sheet, or several blank ones in succession, and what it was understood as.
type Row struct {
	First, Last int
	As          RowKind
	Code        string // of the group or criterion in the proposal
	Text        string // what stands there, in one line
	Points      string // plain decimal, "" = none
	Rule        rule.Kind
}

// Doubt is something about a cell that a person has to look at: what is wrong and what would be right.
type Doubt struct {
	Sheet, Cell string
	Message     emulation.Message
}

// Sentence is the doubt with its place in front; one without a cell is about the whole sheet.
func (d Doubt) Sentence() emulation.Message {
	if d.Cell == "" {
		return emulation.Say("tabular.at-sheet", "sheet", d.Sheet, "sentence", d.Message)
	}
	return emulation.Say("tabular.at-cell", "sheet", d.Sheet, "cell", d.Cell, "sentence", d.Message)
}

// OtherSheet is a sheet of the workbook from which nothing was taken.
type OtherSheet struct {
	Name string
	Rows int // with something in them
}

// Account tells what was understood of a sheet.
type Account struct {
	Sheet   string
	Others  []OtherSheet
	Columns []Column
	Rows    []Row   // every row of the sheet, in order
	Doubts  []Doubt // to be decided by a person
	Remarks []Doubt // worth knowing, nothing to decide
}

// tell adds a row, and gives its place.
func (a *Account) tell(r Row) int {
	a.Rows = append(a.Rows, r)
	return len(a.Rows) - 1
}

func (a *Account) doubt(cell, key string, pairs ...any) { a.ask(cell, emulation.Say(key, pairs...)) }

func (a *Account) ask(cell string, m emulation.Message) {
	a.Doubts = append(a.Doubts, Doubt{a.Sheet, cell, m})
}

func (a *Account) remark(cell, key string, pairs ...any) {
	a.Remarks = append(a.Remarks, Doubt{a.Sheet, cell, emulation.Say(key, pairs...)})
}

// each visits the rows with something in them, and tells of the blank ones between.
func (a *Account) each(lines []*book.Line, visit func(*book.Line)) {
	before := 0
	for _, l := range lines {
		if l.Number > before+1 {
			a.tell(Row{First: before + 1, Last: l.Number - 1, As: BlankRow})
		}
		before = l.Number
		visit(l)
	}
}

// Reading is a criteria table as it was understood, for a person to correct before it is taken.
type Reading struct {
	Account
	Set  *criteria.Set
	YAML []byte // the proposal: LoadSet reads it to Set; comments stand where there are doubts
}

// ReadCriteria reads the criteria table of a workbook. Errors: Invalid for a file that is no workbook, is locked, too large, or holds no table;
// Corrupt for a damaged one. What is doubtful about single cells is no error but a Doubt.
func ReadCriteria(raw []byte) (*Reading, error) {
	at, others, err := openTable(raw, RoleMax)
	if err != nil {
		return nil, err
	}
	exact, others := exactSet(others)
	r, err := readTable(at, exact)
	if err != nil {
		return nil, err
	}
	r.Others = others.listed()
	return r, nil
}

// sheets are the sheets beside the one that is read.
type sheets []layout

func (s sheets) listed() []OtherSheet {
	var list []OtherSheet
	for _, at := range s {
		list = append(list, OtherSheet{Name: at.Name, Rows: len(at.Lines)})
	}
	return list
}

// openTable opens a workbook and finds the sheet with the best table: a visible one rather than a hidden one, then the one that names most
// columns of those needed, then the longest.
func openTable(raw []byte, needs ...Role) (best layout, others sheets, err error) {
	b, err := book.Open(raw)
	if err != nil {
		return layout{}, nil, err
	}
	var all sheets
	chosen := -1
	for _, s := range b.Sheets {
		g, err := b.Read(s)
		if err != nil {
			return layout{}, nil, err
		}
		at, ok := findLayout(g)
		if !ok {
			at = layout{Grid: g}
		}
		all = append(all, at)
		if at.suits(needs) && (chosen < 0 || at.before(all[chosen])) {
			chosen = len(all) - 1
		}
	}
	if chosen < 0 {
		err := noTable(emulation.Map(all, func(at layout) string { return at.Name }))
		for _, at := range all {
			if _, m := misread(at.Grid); m != nil {
				err = emulation.Errorf(emulation.Invalid, "tabular.at-sheet", "sheet", at.Name, "sentence", *m)
				break
			}
		}
		return layout{}, nil, err
	}
	return all[chosen], append(append(sheets{}, all[:chosen]...), all[chosen+1:]...), nil
}

func (at *layout) suits(needs []Role) bool {
	return at.score != 0 && slices.ContainsFunc(needs, func(role Role) bool { return at.byRole[role] != 0 })
}

func (at *layout) before(other layout) bool {
	if at.Hidden != other.Hidden {
		return other.Hidden
	}
	if at.score != other.score {
		return at.score > other.score
	}
	return len(at.Lines) > len(other.Lines)
}

func noTable(sheets []string) error {
	return emulation.Errorf(emulation.Invalid, "tabular.no-table", "sheets", strings.Join(sheets, ", "))
}
