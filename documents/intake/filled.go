package intake

import (
	"strconv"
	"thidua/documents/intake/book"
	"thidua/documents/intake/prose"
	"thidua/emulation/rule"

	"regexp"
	"strings"

	"thidua/documents"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/vietnamese"
)

// FilledLine is a criterion of a filled-in sheet as it was read.
type FilledLine struct {
	Cell   string // where the result stands, else the points
	Code   string // of the criterion
	Name   string // as the sheet has it
	Shown  string // what stands in the cell; for a figure also how it is stored, where that differs
	Self   *decimal.Decimal
	Fields map[string]string // as its rule stores them; nil = nothing that could be read
	Input  rule.Input        // Fields as its rule reads them
	Doubt  bool              // a doubt is about this line
}

// Filled is a unit's filled-in sheet as it was understood, for a person to correct before it is taken.
type Filled struct {
	Account
	Unit    string // as the sheet names it, "" = not said
	Years   []Year // that its title block and headings name
	Lines   []FilledLine
	Missing []string // codes of the set's criteria that have no row, or an empty one
}

// Year is a year a sheet names: "Năm học 2023-2024".
type Year struct {
	Cell     string
	Text     string
	From, To int
}

// ReadFilled reads a unit's filled-in sheet for a set. Rows are found by code, else by name; figures typed in words are taken only when they give
// the points that stand beside them. Errors are those of ReadCriteria.
func ReadFilled(raw []byte, set *criteria.Set) (*Filled, error) {
	at, others, err := openTable(raw, RoleResult, RoleSelf)
	if err != nil {
		return nil, err
	}
	f := &filler{at: at, set: set, Filled: &Filled{Account: Account{Sheet: at.Name, Others: others.listed(), Columns: at.columns}}, of: map[string]int{}, unsure: map[int]rule.Input{}, shares: map[int]bool{}}
	f.index()
	f.wholeSheet(&f.at)
	f.twice(&f.at, RoleResult, RoleSelf)
	for _, c := range at.columns {
		if c.Role == RoleResult || c.Role == RoleSelf {
			f.year(book.Ref(at.first, c.index), c.Heading)
		}
	}
	f.each(at.Lines, f.row)
	f.compare()
	for _, c := range set.Criteria() {
		if i, ok := f.of[c.Code]; c.Rule.Indicators() == nil && (!ok || f.Lines[i].Fields == nil && !f.Lines[i].Doubt) {
			f.Missing = append(f.Missing, c.Code)
		}
	}
	return f.Filled, nil
}

// filler reads one sheet.
type filler struct {
	*Filled
	at     layout
	set    *criteria.Set
	byName map[string][]*criteria.Criterion
	groups map[string]bool
	of     map[string]int // line of a criterion, by code
	unsure map[int]rule.Input
	shares map[int]bool // of unsure: figures up to 1 that may be shares of 1
	total  *decimal.Decimal
	sum    string // cell of the total
	atEnd  bool
}

func (f *filler) index() {
	f.byName, f.groups = map[string][]*criteria.Criterion{}, map[string]bool{}
	for _, c := range f.set.Criteria() {
		key := nameKey(c.Name)
		f.byName[key] = append(f.byName[key], c)
	}
	for _, g := range f.set.AllGroups() {
		f.groups[nameKey(g.Name)] = true
	}
}

// nameKey is a name for comparing: its first line, brackets, signs and diacritics aside.
func nameKey(name string) string {
	first, _ := splitName(name)
	short := strings.TrimSpace(inBrackets.ReplaceAllString(first, " "))
	if short == "" {
		short = first
	}
	return vietnamese.Slug(short)
}

var (
	unitOf    = regexp.MustCompile(`^(?:ten )?don vi(?: tu cham| cham diem)? ?: ?`)
	versionOf = regexp.MustCompile(`\[([0-9a-f]{12})\]`)
	yearOf    = regexp.MustCompile(`\bnam(?: hoc| cong tac)? ?:? ?((?:19|20)\d\d)(?: ?[-/] ?((?:19|20)\d\d))?\b`)
	// notOfSheet are the words of a day or of a document, whose year is its own.
	notOfSheet = regexp.MustCompile(`\bthang .{1,4} nam\b|quyet dinh|cong van|ke hoach so|thong tu|nghi dinh|nghi quyet|luat|kem theo|ban hanh`)
)

func (f *filler) row(l *book.Line) {
	row := Row{First: l.Number, Last: l.Number, Text: l.Say()}
	switch {
	case l.Number < f.at.first:
		row.As = TitleRow
		f.title(l)
	case l.Number <= f.at.last, f.at.isHeading(l), f.at.isNumbering(l):
		row.As = HeadingRow
	default:
		f.looks(&f.at, l)
		f.entry(l, &row)
	}
	f.tell(row)
}

func (f *filler) title(l *book.Line) {
	for _, col := range l.Columns() {
		text := vietnamese.OneLine(l.Own(col))
		folded := prose.Fold(text)
		if at := unitOf.FindStringIndex(folded.Text); at != nil && f.Unit == "" {
			f.Unit = strings.TrimSpace(folded.Written(at[1], len(folded.Text)))
		}
		f.year(book.Ref(l.Number, col), text)
		if m := versionOf.FindStringSubmatch(text); m != nil && m[1] != documents.SetMark(f.set) {
			f.doubt(book.Ref(l.Number, col), "tabular.other-version", "set", f.set.Name)
		}
	}
}

// year keeps the year a text names, unless it is that of a document or a day.
func (f *filler) year(cell, text string) {
	if from, to, ok := Years(text); ok {
		f.Years = append(f.Years, Year{Cell: cell, Text: vietnamese.OneLine(text), From: from, To: to})
	}
}

// Years reads the years a title names: 2023 and 2024 of "Năm học 2023-2024"; ok is false where it names none, or that of a document or a day.
func Years(text string) (from, to int, ok bool) {
	folded := prose.Fold(vietnamese.OneLine(text)).Text
	m := yearOf.FindStringSubmatch(folded)
	if m == nil || notOfSheet.MatchString(folded) {
		return 0, 0, false
	}
	from, _ = strconv.Atoi(m[1])
	if to = from; m[2] != "" {
		to, _ = strconv.Atoi(m[2])
	}
	return from, to, true
}

func (f *filler) entry(l *book.Line, row *Row) {
	t := tableReader{at: f.at}
	code, name, col := t.words(l)
	// What is merged over a row from above says nothing of what the row is: the levels beneath a criterion may share its cells.
	blank := l.Cells[f.at.byRole[RoleResult]] == nil && l.Cells[f.at.byRole[RoleSelf]] == nil
	all := name
	if all == "" {
		all = code
	}
	words := vietnamese.Fold(all)
	switch {
	case totalName.MatchString(words) && (code == "" || name == "") && !f.known(code):
		row.As = TotalRow
		f.keepTotal(l, words)
		return
	case blank && (noteName.MatchString(words) || prose.IsGate(words)) && !f.known(code):
		row.As = NoteRow
		return
	case blank && f.atEnd && signatures.MatchString(words):
		row.As = SignatureRow
		return
	}
	bare := name
	if code == "" {
		if code, bare = splitLeading(name); code == "" {
			if number, rest := splitBare(name); f.known(number) || f.isGroup(number) {
				code, bare = number, rest
			}
		}
	}
	c := f.find(code, bare, book.Ref(l.Number, max(col, 1)))
	switch {
	case c != nil:
	case f.groups[nameKey(bare)] || f.isGroup(code):
		row.As, row.Code = GroupRow, trimCode(code)
		return
	case blank:
		row.As = NoteRow
		return
	default:
		row.As = UnreadRow
		f.doubt(book.Ref(l.Number, max(col, 1)), "tabular.unknown-criterion", "text", vietnamese.OneLine(code+" "+bare), "set", f.set.Name)
		return
	}
	row.As, row.Code, row.Rule = CriterionRow, c.Code, c.Rule.Kind()
	if i, twice := f.of[c.Code]; twice {
		switch before := f.Lines[i]; {
		case blank && f.isGroup(code): // a group and a criterion may have one code
			row.As, row.Rule = GroupRow, ""
			return
		case before.Shown != "" || before.Self != nil || !f.isGroup(code):
			f.doubt(book.Ref(l.Number, max(col, 1)), "tabular.criterion-twice", "code", c.Code)
			return
		}
	}
	f.of[c.Code] = len(f.Lines)
	f.Lines = append(f.Lines, FilledLine{Code: c.Code, Name: vietnamese.OneLine(bare)})
	f.read(&f.Lines[len(f.Lines)-1], c, l)
	if s := f.Lines[len(f.Lines)-1].Self; s != nil {
		row.Points = s.String()
	}
	if l.Hidden {
		f.doubtLine(len(f.Lines)-1, book.Ref(l.Number, l.Columns()[0]), "tabular.hidden-row", "row", l.Number)
	}
}

func (f *filler) known(code string) bool {
	_, ok := f.set.ByCode(trimCode(code))
	return ok && code != ""
}

func (f *filler) isGroup(code string) bool {
	_, ok := f.set.GroupByCode(trimCode(code))
	return ok && code != ""
}

func (f *filler) keepTotal(l *book.Line, words string) {
	f.atEnd = true
	self := l.Cells[f.at.byRole[RoleSelf]]
	if d, _, doubt := readPoints(self); d != nil && doubt == nil && f.at.isGrand(words) {
		f.total, f.sum = d, book.Ref(l.Number, f.at.byRole[RoleSelf])
	}
}

// find looks for the criterion of a row: by its code where the name does not contradict it, else by its name.
func (f *filler) find(code, name, cell string) *criteria.Criterion {
	code = trimCode(code)
	byName := f.byName[nameKey(name)]
	if c, ok := f.set.ByCode(code); ok && code != "" {
		switch {
		case name == "", f.sameName(c, name):
			return c
		case f.groups[nameKey(name)] && f.isGroup(code):
			return nil
		case len(byName) == 1 && byName[0] != c:
			f.doubt(cell, "tabular.code-and-name", "code", code, "name", vietnamese.OneLine(name), "other", byName[0].Code)
			return nil
		}
		f.doubt(cell, "tabular.other-name", "code", code, "name", vietnamese.OneLine(name), "known", c.Name)
		return c
	}
	if len(byName) == 1 && !f.isGroup(code) {
		return byName[0]
	}
	return nil
}

// sameName says whether a row's name is that of a criterion, a part of it, or that of its group where the criterion stands alone in it.
func (f *filler) sameName(c *criteria.Criterion, name string) bool {
	have, want := nameKey(c.Name), nameKey(name)
	if have == want || want != "" && (strings.HasPrefix(have, want) || strings.HasPrefix(want, have)) {
		return true
	}
	return len(c.Group.Criteria) == 1 && nameKey(c.Group.Name) == want
}

func (f *filler) doubtLine(i int, cell, key string, pairs ...any) {
	f.Lines[i].Doubt = true
	f.doubt(cell, key, pairs...)
}

// compare holds what was read against the points on the sheet: words are taken when they give those points, and a figure that gives others is
// doubtful. Then the total is held against the points.
func (f *filler) compare() {
	unit := criteria.UnitInputs{ID: "x", Inputs: map[string]rule.Input{}}
	for i, l := range f.Lines {
		if in, unsure := f.unsure[i]; unsure {
			unit.Inputs[l.Code] = in
		} else if len(l.Fields) > 0 {
			unit.Inputs[l.Code] = l.Input
		}
	}
	for _, c := range f.set.Criteria() {
		if len(c.AppliesTo) > 0 && unit.Type == "" {
			unit.Type = c.AppliesTo[0]
		}
	}
	scored := scoring.ScoreUnit(f.set, &unit, nil)
	var sum decimal.Decimal
	for i := range f.Lines {
		l := &f.Lines[i]
		if l.Self != nil {
			sum = sum.Add(*l.Self)
		}
		f.settle(i, l, scored)
	}
	if f.total != nil && !f.total.Equal(sum) {
		f.doubt(f.sum, "tabular.sheet-total", "total", *f.total, "sum", sum)
	}
}

func (f *filler) settle(i int, l *FilledLine, scored *scoring.UnitResult) {
	c, _ := f.set.ByCode(l.Code)
	in, words := f.unsure[i]
	if !words && l.Fields == nil {
		return
	}
	result, ok := scored.Criterion(l.Code)
	comparable := ok && l.Self != nil && !c.Rule.Relative() && !c.Rule.Since() && len(c.AppliesTo) == 0
	agrees := comparable && result.Points.Equal(*l.Self)
	switch {
	case words && agrees && f.alone(c, in, *l.Self):
		l.take(c, in)
		f.remark(l.Cell, "tabular.words-agree", "text", l.Shown, "read", c.Rule.Format(l.Fields, true), "points", *l.Self)
	case f.shares[i]:
		l.take(c, in)
		f.doubtLine(i, l.Cell, "tabular.fraction", "text", l.Shown, "read", c.Rule.Format(l.Fields, true))
	case words:
		l.take(c, in)
		f.doubtLine(i, l.Cell, "tabular.words", "text", l.Shown, "read", c.Rule.Format(l.Fields, true))
	case f.odd(i, l, c):
	case comparable && !agrees && l.Fields["na"] == "":
		f.doubtLine(i, l.Cell, "tabular.points-differ", "code", l.Code, "text", l.Shown, "computed", result.Points, "self", *l.Self)
	}
}
