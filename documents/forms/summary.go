package forms

import (
	"slices"
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation/criteria"
	"thidua/workspace/result"
)

// Summary is form F7, Bảng tổng hợp điểm, xếp hạng, of a cluster's ranking: best place first, then the units whose sheets are not here. It bears place
// and day of the season's conference; now is the date in the file's properties.
func Summary(r *result.Ranking, now time.Time) Paper {
	s := r.Season
	p := ofCluster(s, say("summary.title"), s.Info.Place, s.Info.Date, now, s.Cluster.Info.Name+", "+lowerFirst(seasonLine(s)))
	p.Landscape = true
	if !r.Locked() {
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
	p.add(signatures(secretary(), headOf(s)))
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

// column is one column of the summary: its heading and the one it shares with its neighbours ("" = none), its shape, and what a unit's row writes in
// it; number counts the rows from 1.
type column struct {
	heading, over string
	shape         documents.Column
	text          func(number int, st *result.Standing) string
	bold          bool
}

// summaryColumns are the columns in their order. Those of the groups add up to the final total; what of it is bonus and deductions stands beside them
// only where no group says it, and as a part of the total.
func summaryColumns(r *result.Ranking) []column {
	set := r.Season.Set
	w := figuresOf(set)
	figure := documents.Column{Align: documents.AlignCenter, Flex: 0.5}
	list := []column{
		{"order", "", documents.Column{Align: documents.AlignCenter}, func(n int, _ *result.Standing) string { return strconv.Itoa(n) }, false},
		{"unit", "", documents.Column{Width: 44, Flex: 2}, func(_ int, st *result.Standing) string { return st.Unit.Label() }, false},
	}
	for i := range list {
		list[i].heading = say("summary.column." + list[i].heading)
	}
	for _, g := range set.Groups {
		list = append(list, column{g.Code, "groups", figure, func(_ int, st *result.Standing) string { return groupPoints(st, g, w) }, false})
	}
	add := func(key, over string, bold bool, text func(st *result.Standing) string) {
		list = append(list, column{say("summary.column." + key), over, figure, func(_ int, st *result.Standing) string { return text(st) }, bold})
	}
	if set.BonusApart() {
		add("bonus", "of-which", false, func(st *result.Standing) string { return w.fixed(st.Final.Bonus) })
	}
	if set.DeductionsApart() {
		add("deductions", "of-which", false, func(st *result.Standing) string { return w.fixed(st.Final.Deductions) })
	}
	add("self", "", false, func(st *result.Standing) string { return w.fixed(st.Self.Total) })
	add("verified", "", false, func(st *result.Standing) string { return w.maybe(st.Verified) })
	add("final", "", true, func(st *result.Standing) string { return w.fixed(st.Final.Total) })
	if set.Normalise && len(r.Standings) > 0 {
		add("percent", "", false, func(st *result.Standing) string { return w.fixed(st.Final.Percent) })
	}
	add("rank", "", true, func(st *result.Standing) string { return strconv.Itoa(st.Final.Rank) })
	add("class", "", false, func(st *result.Standing) string { return st.Final.Class })
	note := func(_ int, st *result.Standing) string { return summaryNote(r, st, w) }
	return append(list, column{say("summary.column.note"), "", documents.Column{Width: 34, Flex: 3}, note, false})
}

// groupPoints is what a group counts with, in brackets where that is in no sum.
func groupPoints(st *result.Standing, g *criteria.Group, w figures) string {
	res := st.Final.Groups[g.Index]
	if !res.Applicable {
		return "–"
	}
	line := row(w.fixed(res.Points))
	asides(line, g.Bonus, 0)
	return line.Cells[0].Text
}

func summaryTable(r *result.Ranking) documents.Table {
	t := documents.Table{Header: make([]documents.Row, 2), KeepEnd: 2, Names: 2}
	columns := summaryColumns(r)
	if !slices.ContainsFunc(columns, func(c column) bool { return c.over != "" }) {
		t.Header = t.Header[:1]
	}
	top, over := &t.Header[0], ""
	for _, c := range columns {
		t.Columns = append(t.Columns, c.shape)
		switch {
		case c.over == "":
			top.Cells = append(top.Cells, documents.Cell{Text: c.heading, RowSpan: len(t.Header)})
		case c.over != over:
			top.Cells = append(top.Cells, documents.Cell{Text: say("summary.column." + c.over), ColSpan: 1})
		default:
			top.Cells[len(top.Cells)-1].ColSpan++
		}
		if over = c.over; over != "" {
			t.Header[1].Cells = append(t.Header[1].Cells, documents.Cell{Text: c.heading})
		}
	}
	for i := range r.Standings {
		line := documents.Row{}
		for _, c := range columns {
			line.Cells = append(line.Cells, documents.Cell{Text: c.text(i+1, &r.Standings[i]), Bold: c.bold})
		}
		t.Rows = append(t.Rows, line)
	}
	for _, u := range r.Missing {
		cells := make([]documents.Cell, len(t.Columns))
		cells[0].Text, cells[1].Text, cells[len(cells)-1].Text = strconv.Itoa(len(t.Rows)+1), u.Label(), say("note.missing")
		t.Rows = append(t.Rows, documents.Row{Cells: cells})
	}
	t.Whole = len(t.Rows) <= mostUnits
	return t
}

// summaryNote is what keeps a unit from an award, what a review changed, and whether its figures may still change, or were taken as they stood.
func summaryNote(r *result.Ranking, st *result.Standing, w figures) string {
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
	if changes := st.Changes(); len(changes) > 0 {
		var told []string
		for i, c := range changes {
			if i == fewChanges {
				told = append(told, say("note.reviewed-more", "count", len(changes)-i))
				break
			}
			told = append(told, say("note.reviewed-line", "code", c.Code, "self", w.fixed(c.Self), "final", w.fixed(c.Final)))
		}
		notes = append(notes, say("note.reviewed", "lines", joined(told)))
	}
	switch {
	case st.Final.Provisional && r.Locked():
		notes = append(notes, say("note.lacking-unit"))
	case st.Final.Provisional:
		notes = append(notes, say("note.provisional-unit"))
	}
	return capital(joined(notes))
}

// mostUnits is how many units a cluster has at most, as a rule: their table is kept on one page where one has the room.
const mostUnits = 12

// fewChanges is how many criteria a note names whose points a review changed.
const fewChanges = 3
