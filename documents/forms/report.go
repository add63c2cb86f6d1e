package forms

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/awards"
	"thidua/workspace/conference"
	"thidua/workspace/result"
	"thidua/workspace/year"
)

// report is form F14 while it is put together: the paper, and the views it tells.
type report struct {
	*paper
	year      *year.Report
	meeting   *conference.Minutes
	ranking   *result.Ranking // nil without criteria
	proposals []awards.Proposal
	called    *called
	part      func(heading string) // heads what is told under the chapter
}

// chapter is a heading and what may stand under it: each part writes itself, or nothing where the record says nothing.
type chapter struct {
	heading string
	parts   []func(*report)
}

// chapters are the report in its order. A chapter of which nothing is recorded is left open for the pen.
var chapters = []chapter{
	{"situation", []func(*report){(*report).members, (*report).pledged}},
	{"results", []func(*report){(*report).launched, (*report).movements, (*report).figures, (*report).figureTable, (*report).programmes,
		(*report).activities, (*report).initiatives, (*report).exemplars, (*report).people}},
	{"awards", []func(*report){(*report).standings, (*report).proposed, (*report).persons}},
	{"weaknesses", []func(*report){(*report).shortcomings}},
	{"directions", []func(*report){(*report).directions, (*report).leaders}},
	{"conclusions", []func(*report){(*report).concluded}},
}

// reportDay is the day of a report: the last of its conference, but left to the pen where it tells of what was decided later.
func reportDay(c *conference.Conference, proposals []awards.Proposal) string {
	day := cmp.Or(c.LastDay, c.Date)
	later := func(p awards.Proposal) bool {
		return p.Step == emulation.ProposalDecided && p.Decision != nil && p.Decision.Date > day
	}
	if slices.ContainsFunc(proposals, later) {
		return ""
	}
	return day
}

// Report is form F14, Báo cáo sơ kết, tổng kết, of a season at one of its conferences, with the table of points (F7) as its annex. ranking is nil
// where the season has no criteria.
func Report(r *year.Report, m *conference.Minutes, ranking *result.Ranking, proposals []awards.Proposal, names Names, now time.Time) (Paper, error) {
	s, c := r.Season, m.Conference
	kind := say("report.kind." + c.Kind)
	p := ofMeeting(s, c, say("report.title"), reportDay(c, proposals), now, reportSubject(s, c))
	p.numbered(paperReport)
	if !c.Held {
		p.mark(say("mark.report-draft"), say("mark.report-draft-short"))
	}
	p.invented(s.Info.Illustrative || r.Of.Illustrative(func(emulation.ID) bool { return true }) ||
		slices.ContainsFunc(proposals, func(x awards.Proposal) bool { return x.Illustrative }) || ranking != nil && ranking.Illustrative)
	x := &report{paper: p, year: r, meeting: m, ranking: ranking, called: names.called(c.Date)}
	x.proposals = slices.DeleteFunc(slices.Clone(proposals), func(p awards.Proposal) bool { return p.Step == emulation.ProposalWithdrawn })
	addressed := s.Cluster.Info.Organiser != ""
	if addressed {
		p.add(addressee(s.Cluster.Info.Organiser))
	}
	p.grounds(s.Info.Grounds)
	head := p.sections()
	for _, ch := range chapters {
		head(say("report." + ch.heading))
		begun := len(p.Blocks)
		x.part = p.points()
		for _, write := range ch.parts {
			write(x)
		}
		if len(p.Blocks) == begun {
			p.add(fact(say("report.open"), ""))
		}
	}
	closing := stands("report.close", "issuer", p.issuer, "subject", lowerFirst(reportSubject(s, c)))
	p.add(keep(closing), recipients(signatures(headOf(s)), addressed))
	docs := []documents.Document{p.Document}
	if ranking != nil && len(ranking.Standings) > 0 {
		docs = append(docs, Summary(ranking, now).Documents...)
	}
	return named("report", kind, s, docs...), x.called.err
}

// listed heads a list of lines; nothing where it is empty.
func (x *report) listed(key string, lines []string) {
	if len(lines) > 0 {
		x.part(say("report." + key))
		x.list(lines)
	}
}

// reportColumn is a column of a table in the report: the key of its heading, or its heading itself, and its shape.
type reportColumn struct {
	key, title string
	shape      documents.Column
}

func (c reportColumn) heading() string {
	if c.title != "" {
		return c.title
	}
	return say("report.column." + c.key)
}

// prose is a column of running text, width millimetres wide or more.
func prose(key string, width float64) reportColumn {
	return reportColumn{key, "", documents.Column{Width: width, Flex: 1}}
}

// short is a column of figures or a few words, in its middle.
func short(key string, width float64) reportColumn {
	return reportColumn{key, "", documents.Column{Width: width, Align: documents.AlignCenter}}
}

// tabled heads a table; nothing where it has no rows.
func (x *report) tabled(key string, columns []reportColumn, rows ...documents.Row) {
	if len(rows) > 0 {
		x.part(say("report." + key))
		t := numbered(columns, rows...)
		t.Whole = len(rows) <= shortTable
		x.add(t)
	}
}

// numbered is a table whose rows are numbered. A column in which nothing stands is left out; where nothing stands at all it is for the pen, and has all.
func numbered(columns []reportColumn, rows ...documents.Row) documents.Table {
	t := documents.Table{Columns: []documents.Column{{Align: documents.AlignCenter}}, Header: []documents.Row{header("report.column.", "order")}, KeepEnd: 2}
	number, stands := 0, func(i int) bool {
		return slices.ContainsFunc(rows, func(r documents.Row) bool { return r.Cells[i].Text != "" })
	}
	pen := true
	for i := range columns {
		pen = pen && !stands(i)
	}
	for _, r := range rows {
		first := documents.Cell{}
		if r.Kind == documents.PlainRow {
			number++
			first.Text = strconv.Itoa(number)
		}
		t.Rows = append(t.Rows, documents.Row{Kind: r.Kind, Cells: []documents.Cell{first}})
	}
	for i, c := range columns {
		if !pen && !stands(i) {
			continue
		}
		t.Columns = append(t.Columns, c.shape)
		t.Header[0].Cells = append(t.Header[0].Cells, documents.Cell{Text: c.heading()})
		for j, r := range rows {
			t.Rows[j].Cells = append(t.Rows[j].Cells, r.Cells[i])
		}
	}
	return t
}
