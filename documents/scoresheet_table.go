package documents

import "strconv"

// table is the scored lines, then the sums. Widths are millimetres of the 252 between the margins of a landscape page.
func (f ScoreSheetForm) table() Table {
	head := func(key string) Cell { return Cell{Text: say("sheet.column." + key), RowSpan: 2} }
	t := Table{
		Columns: []Column{
			{Width: 15, Align: AlignCenter},
			{Width: 70, Flex: 3},
			{Width: 17, Align: AlignCenter},
			{Width: 34, Align: AlignCenter},
			{Width: 21, Align: AlignCenter},
			{Width: 23, Align: AlignCenter},
			{Width: 21, Align: AlignCenter},
			{Width: 36, Flex: 1},
		},
		Header: []Row{
			{Cells: []Cell{head("code"), head("criterion"), head("max"), head("result"),
				{Text: say("sheet.column.points"), ColSpan: 2}, head("evidence"), head("note")}},
			{Cells: []Cell{{Text: say("sheet.column.self")}, {Text: say("sheet.column.verified")}}},
		},
	}
	for _, r := range f.Rows {
		t.Rows = append(t.Rows, r.row())
	}
	sums := f.sums()
	t.Rows = append(t.Rows, sums...)
	t.KeepEnd = len(sums)
	return t
}

func (r ScoreRow) row() Row {
	s := r.Scores
	if r.Group {
		return Row{Kind: GroupRow, Cells: []Cell{{Text: r.Code}, {Text: r.Name}, {Text: s.Max}, {}, {Text: s.Self}, {Text: s.Verified}, {}, {Text: r.Note}}}
	}
	result := r.Result
	if r.NotApplicable {
		s, result = Scores{Max: "–", Self: "–", Verified: "–"}, say("sheet.not-applicable")
	} else if r.Provisional {
		s.Self, s.Verified = starred(s.Self), starred(s.Verified)
	}
	evidence := ""
	if r.Evidence > 0 {
		evidence = strconv.Itoa(r.Evidence)
	}
	return Row{Cells: []Cell{{Text: r.Code}, {Text: r.Name}, {Text: s.Max}, {Text: result}, {Text: s.Self}, {Text: s.Verified}, {Text: evidence}, {Text: r.Note}}}
}

// starred marks a provisional figure; the note under the table says what the star means.
func starred(figure string) string {
	if figure == "" {
		return ""
	}
	return figure + "*"
}

// sums are the closing rows: bonus, deductions, total, and what follows from the total.
func (f ScoreSheetForm) sums() []Row {
	line := func(key string, s Scores) Row {
		return Row{Kind: TotalRow, Cells: []Cell{{}, {Text: say("sheet." + key)}, {Text: s.Max}, {}, {Text: s.Self}, {Text: s.Verified}}}
	}
	rows := []Row{line("bonus", f.Bonus), line("deductions", f.Deductions), line("total", f.Total)}
	outcome := func(key, value string) {
		if value != "" {
			rows = append(rows, Row{Kind: TotalRow, Cells: []Cell{{}, {Text: say("sheet." + key), ColSpan: 3}, {Text: value, ColSpan: 2}}})
		}
	}
	outcome("percent", f.Percent)
	outcome("final", f.Final)
	outcome("class", f.Class)
	return rows
}
