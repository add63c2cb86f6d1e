package forms

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/workspace/result"
)

// Summary is form F7, Bảng tổng hợp điểm, xếp hạng, of a cluster's ranking: best place first, then the units whose sheets are not here. It bears place
// and day of the season's conference; now is the date in the file's properties.
func Summary(r *result.Ranking, now time.Time) Paper {
	s := r.Season
	p := ofCluster(s, say("summary.title"), s.Info.Place, s.Info.Date, now, s.Cluster.Info.Name+", "+lowerFirst(seasonLine(s)))
	p.Landscape = true
	if r.Provisional || !emulation.SeasonReached(s.Step, emulation.SeasonLocked) {
		p.mark(say("mark.provisional"), say("mark.provisional-short"))
	}
	p.inventedFigures(r.Illustrative)
	p.add(field(say("sheet.criteria"), criteriaName(s.Set, s.Version)), summaryTable(r))
	if legend := legend(s.Set); legend != "" {
		p.add(note(say("summary.legend", "groups", legend)))
	}
	for _, remark := range ties(r) {
		p.add(note(say("summary.tie-break", "remark", remark)))
	}
	p.add(signatures(signer(say("summary.secretary")), headOf(s)))
	return p.named("summary", s.Cluster.Info.Name, s)
}

// legend tells what the codes over the columns of groups stand for.
func legend(set *criteria.Set) string {
	var groups []string
	for _, g := range set.Groups {
		switch {
		case g.Bonus == criteria.TieOnly:
			groups = append(groups, g.Code+": "+say("summary.tie-only", "name", g.Name))
		case g.Name != "":
			groups = append(groups, g.Code+": "+g.Name)
		}
	}
	return joined(groups)
}

// column is one column of the summary: its heading, its shape, and what a unit's row writes in it; number counts the rows from 1.
type column struct {
	key   string
	shape documents.Column
	text  func(number int, st *result.Standing) string
	bold  bool
}

// summaryColumns are the columns before and after those of the groups; scored says that there is a unit to write figures of.
func summaryColumns(set *criteria.Set, scored bool) (before, after []column) {
	w := figuresOf(set)
	figure := documents.Column{Align: documents.AlignCenter, Flex: 0.5}
	before = []column{
		{"order", documents.Column{Align: documents.AlignCenter}, func(n int, _ *result.Standing) string { return strconv.Itoa(n) }, false},
		{"unit", documents.Column{Width: 44, Flex: 2}, func(_ int, st *result.Standing) string { return st.Unit.Label() }, false},
	}
	after = []column{
		{"bonus", figure, func(_ int, st *result.Standing) string { return w.fixed(st.Final.Bonus) }, false},
		{"deductions", figure, func(_ int, st *result.Standing) string { return w.fixed(st.Final.Deductions) }, false},
		{"self", figure, func(_ int, st *result.Standing) string { return w.fixed(st.Self.Total) }, false},
		{"verified", figure, func(_ int, st *result.Standing) string { return w.maybe(st.Verified) }, false},
		{"final", figure, func(_ int, st *result.Standing) string { return w.fixed(st.Final.Total) }, true},
		{"percent", figure, func(_ int, st *result.Standing) string { return w.fixed(st.Final.Percent) }, false},
		{"rank", figure, func(_ int, st *result.Standing) string { return strconv.Itoa(st.Final.Rank) }, true},
		{"class", figure, func(_ int, st *result.Standing) string { return st.Final.Class }, false},
		{"note", documents.Column{Width: 34, Flex: 3}, func(_ int, st *result.Standing) string { return summaryNote(st) }, false},
	}
	if !set.Normalise || !scored {
		after = slices.Delete(after, 5, 6)
	}
	return before, after
}

func summaryTable(r *result.Ranking) documents.Table {
	set := r.Season.Set
	before, after := summaryColumns(set, len(r.Standings) > 0)
	t := documents.Table{Header: make([]documents.Row, 2), KeepEnd: 2}
	if len(set.Groups) == 0 {
		t.Header = t.Header[:1]
	}
	head := func(list []column) {
		for _, c := range list {
			t.Columns = append(t.Columns, c.shape)
			t.Header[0].Cells = append(t.Header[0].Cells, documents.Cell{Text: say("summary.column." + c.key), RowSpan: len(t.Header)})
		}
	}
	head(before)
	if len(set.Groups) > 0 {
		t.Header[0].Cells = append(t.Header[0].Cells, documents.Cell{Text: say("summary.column.groups"), ColSpan: len(set.Groups)})
	}
	for _, g := range set.Groups {
		t.Columns = append(t.Columns, documents.Column{Align: documents.AlignCenter, Flex: 0.5})
		t.Header[1].Cells = append(t.Header[1].Cells, documents.Cell{Text: g.Code})
	}
	head(after)
	for i := range r.Standings {
		t.Rows = append(t.Rows, standing(i+1, &r.Standings[i], set, before, after))
	}
	for _, u := range r.Missing {
		cells := make([]documents.Cell, len(t.Columns))
		cells[0].Text, cells[1].Text, cells[len(cells)-1].Text = strconv.Itoa(len(t.Rows)+1), u.Label(), say("note.missing")
		t.Rows = append(t.Rows, documents.Row{Cells: cells})
	}
	return t
}

// standing is a unit's row.
func standing(number int, st *result.Standing, set *criteria.Set, before, after []column) documents.Row {
	w := figuresOf(set)
	var cells []documents.Cell
	write := func(list []column) {
		for _, c := range list {
			cells = append(cells, documents.Cell{Text: c.text(number, st), Bold: c.bold})
		}
	}
	write(before)
	for _, g := range set.Groups {
		points := "–"
		if res := st.Final.Groups[g.Index]; res.Applicable {
			points = w.fixed(res.Points)
		}
		cells = append(cells, documents.Cell{Text: points})
	}
	write(after)
	return documents.Row{Cells: cells}
}

// summaryNote is what keeps a unit from an award, and whether its figures may still change.
func summaryNote(st *result.Standing) string {
	var notes []string
	for _, b := range st.Final.Blocked {
		text := say("note.blocked", "reason", b.Reason)
		if b.Reason == "" {
			text = say("note.blocked-code", "code", b.Code)
		}
		if !slices.Contains(notes, text) {
			notes = append(notes, text)
		}
	}
	if st.Final.Provisional {
		notes = append(notes, say("note.provisional-unit"))
	}
	return strings.Join(notes, "; ")
}
