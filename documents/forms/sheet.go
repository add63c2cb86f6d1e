package forms

import (
	"slices"
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/workspace/sheet"
)

// Sheet is form F5, Phiếu (tự) chấm điểm, of a unit's sheet as it stands; now is the date in the file's properties. Place, day and names are left to
// the pen.
func Sheet(sh *sheet.Sheet, now time.Time) Paper {
	kind := say("sheet.title")
	if !sh.Step.Reviewed() { // nobody but the unit has scored yet
		kind = say("sheet.title-self")
	}
	p := official(sh.Season, sh.Unit.Name, kind, now, seasonLine(sh.Season))
	p.Landscape = true
	switch sh.Step {
	case emulation.SheetReturned:
		p.mark(say("mark.returned"), say("mark.draft-short"))
	case "", emulation.SheetDraft:
		p.mark(say("mark.draft"), say("mark.draft-short"))
	}
	p.inventedFigures(sh.Illustrative)
	unit := field(say("sheet.unit"), sh.Unit.Name)
	if cluster := sh.Season.Cluster.Info.Name; cluster != "" {
		unit.Spans = append(unit.Spans, documents.Span{Text: ", " + cluster, Bold: true})
	}
	p.add(unit, field(say("sheet.criteria"), criteriaName(sh.Set, sh.Version)), field(say("sheet.status"), say("status."+string(sh.Step))), sheetTable(sh))
	if slices.ContainsFunc(sh.Rows, func(r sheet.Row) bool { return r.Criterion != nil && (r.Asked() && r.Provision || r.Waits) }) {
		p.add(note(say("note.provisional")))
	}
	if sh.Verified != nil && !sh.Step.Reviewed() {
		p.add(note(say("sheet.reviewing")))
	}
	if sh.Reason != "" {
		p.add(note(say("sheet.unproven", "reason", sh.Reason)))
	}
	if who := onBehalf(sh.OnBehalf, sh.EnteredBy); who != "" {
		p.add(note(say("sheet.on-behalf", "who", who)))
	}
	p.add(signatures(preparedBy("sheet.preparer"), leader("sheet.leader")))
	return p.named("sheet", sh.Unit.Label(), sh.Season)
}

// notesWidth is the width of a column of notes, mm.
const notesWidth = 36

// sheetTable is the scored lines, then the sums. Widths are millimetres of the 252 between the margins of a landscape page.
func sheetTable(sh *sheet.Sheet) documents.Table {
	head := func(key string) documents.Cell {
		return documents.Cell{Text: say("sheet.column." + key), RowSpan: 2}
	}
	t := documents.Table{
		Columns: []documents.Column{
			{Width: 15, Align: documents.AlignCenter},
			{Width: 67, Flex: 3},
			{Width: 17, Align: documents.AlignCenter},
			{Width: 34, Align: documents.AlignCenter},
			{Width: 21, Align: documents.AlignCenter},
			{Width: 23, Align: documents.AlignCenter},
			{Width: 24, Align: documents.AlignCenter},
			{Width: notesWidth, Flex: 1},
		},
		Header: []documents.Row{
			{Cells: []documents.Cell{head("code"), head("criterion"), head("max"), head("result"),
				{Text: say("sheet.column.points"), ColSpan: 2}, head("evidence"), head("note")}},
			row(say("sheet.column.self"), say("sheet.column.verified")),
		},
		Names: 2,
	}
	w := figuresOf(sh.Set)
	for i := range sh.Rows {
		if r := &sh.Rows[i]; r.Group != nil {
			line := row(r.Code(), r.Name(), full(r.Max), "", w.fixed(r.Self), w.maybe(r.Stands), "", "")
			asides(line, r.Group.Bonus, 2, 4, 5)
			line.Kind = documents.GroupRow
			t.Rows = append(t.Rows, line)
		} else {
			t.Rows = append(t.Rows, sheetLine(r, w))
		}
	}
	if note := len(t.Columns) - 1; !slices.ContainsFunc(t.Rows, func(r documents.Row) bool { return r.Cells[note].Text != "" }) {
		t.Columns[note] = documents.Column{Width: notesWidth * 2 / 3} // for the pen; the room goes to the criteria
	}
	sums := sheetSums(sh, w)
	t.Rows, t.KeepEnd = append(t.Rows, sums...), len(sums)
	return t
}

// sheetLine is a criterion's line. A star marks a provisional figure; the note under the table says what it means.
func sheetLine(r *sheet.Row, w figures) documents.Row {
	self, verified, result := w.fixed(r.Self), w.maybe(r.Stands), sheetResult(r)
	switch {
	case r.NA:
		if self, result = "–", say("sheet.not-applicable"); r.Stands == nil {
			verified = "–"
		}
	default:
		if r.Provision {
			self += "*"
		}
		if r.Waits && verified != "" {
			verified += "*"
		}
	}
	if !r.NA && !r.Asked() { // scored by others alone
		if self = ""; r.Waits && verified == "" {
			verified = "*"
		}
	}
	evidence := ""
	if r.Evidence > 0 {
		evidence = strconv.Itoa(r.Evidence)
	}
	line := row(r.Code(), r.Name(), most(r), result, self, verified, evidence, sheetNote(r, w))
	asides(line, r.Criterion.Bonus, 2, 4, 5)
	return line
}

// most is the maximum of a criterion; none of one that is not applicable, which is in no sum.
func most(r *sheet.Row) string {
	if r.NA && r.Counted == nil {
		return "–"
	}
	return full(r.Max)
}

// sheetNote is what has to be known of a criterion's figures.
func sheetNote(r *sheet.Row, w figures) string {
	switch {
	case r.Conflict:
		return say("note.conflict")
	case r.Fault != nil:
		return say("note.fault")
	case r.Odd != nil && r.Verified == nil && r.Final == nil:
		if r.Sure {
			return say("note.confirmed", "what", *r.Odd)
		}
		return say("note.doubtful", "what", *r.Odd)
	case r.NA && r.Fields["reason"] != "":
		return r.Fields["reason"]
	case r.Final != nil && r.Reason != "":
		return say("note.final-because", "points", w.fixed(*r.Final), "reason", r.Reason)
	case r.Final != nil:
		return say("note.final", "points", w.fixed(*r.Final))
	case r.Verified == nil && r.First != nil && r.First.Earlier:
		return say("note.earlier", "points", w.fixed(r.First.Points))
	}
	return differs(r)
}

// differs is why the verified points of a line are not the unit's own: the reason of who reviewed it; where none is asked for, who scores it; and of a
// line that compares units, that the others' figures are other ones by now.
func differs(r *sheet.Row) string {
	switch {
	case r.Reason != "" || r.NA || r.Stands == nil || r.Stands.Equal(r.Self):
		return r.Reason
	case r.Criterion.SelfScored():
		return say("note.compared")
	}
	return say("note.scored-by", "who", r.Criterion.Scorer)
}

// sheetSums are the closing rows: the total of the groups, what of it is bonus and deductions where no group says so, and what follows from it.
func sheetSums(sh *sheet.Sheet, w figures) []documents.Row {
	var rows []documents.Row
	sum := func(key, most string, of func(*scoring.UnitResult) decimal.Decimal) {
		verified := ""
		if sh.Verified != nil {
			verified = w.fixed(of(sh.Verified))
		}
		r := row("", say("sheet."+key), most, "", w.fixed(of(sh.Self)), verified)
		r.Kind = documents.TotalRow
		rows = append(rows, r)
	}
	final := sh.Final()
	sum("total", full(final.MostTotal()), func(u *scoring.UnitResult) decimal.Decimal { return u.Total })
	if sh.Set.BonusApart() {
		sum("bonus", "", func(u *scoring.UnitResult) decimal.Decimal { return u.Bonus })
	}
	if sh.Set.DeductionsApart() {
		sum("deductions", "", func(u *scoring.UnitResult) decimal.Decimal { return u.Deductions })
	}
	outcome := func(key, value string) {
		rows = append(rows, documents.Row{Kind: documents.TotalRow, Cells: []documents.Cell{{}, {Text: say("sheet." + key), ColSpan: 3}, {Text: value, ColSpan: 2}}})
	}
	if sh.Set.Normalise {
		outcome("percent", w.fixed(final.Percent))
	}
	if sh.Step.Reviewed() || sh.Second != nil {
		outcome("final", w.fixed(final.Total))
	}
	if sh.Class != "" {
		outcome("class", sh.Class)
	}
	return rows
}

// sheetResult is what a unit reports for a criterion in words that need no key: "98,54 %", "Giải quốc tế: 2; Giải quốc gia: 20". What cannot be
// read stands as it was typed.
func sheetResult(r *sheet.Row) string {
	told := r.Criterion.Rule.Told(r.Input)
	if r.Fault != nil || told == nil {
		return r.Typed
	}
	return joined(emulation.Map(told, words))
}
