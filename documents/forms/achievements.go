package forms

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/result"
	"thidua/workspace/year"
)

// Deeds are what form F11 tells of a unit beside its season: the last seasons of its cluster, the latest first, and its proposals in all seasons so far.
type Deeds struct {
	Unit      book.Unit
	Years     []result.YearOf
	Proposals []awards.Proposal
}

// Achievements is form F11, Báo cáo thành tích của tập thể, as Mẫu số 02 of Annex I of Decree 98/2023/NĐ-CP has it (whether Decree
// 152/2025/NĐ-CP, in force from 2025-07-01, keeps this model word for word could not be verified): filled with what the records say of the
// unit, its tables of several years among it; what only the unit can tell is left to be written.
func Achievements(r *year.Report, d *Deeds, now time.Time) Paper {
	s := r.Season
	p := official(s, d.Unit.Name, say("achievements.title"), now, achievementsFor(s, d)...)
	p.numbered(paperReport)
	x := &unitReport{report: &report{paper: p, year: r}, unit: d.Unit.ID}
	x.called = Names(nil).called("")
	p.invented(s.Info.Illustrative || r.Of.Illustrative(func(unit emulation.ID) bool { return unit == d.Unit.ID }) ||
		slices.ContainsFunc(d.Years, func(y result.YearOf) bool { return y.Own != nil && y.Illustrative }) ||
		slices.ContainsFunc(d.Proposals, func(x awards.Proposal) bool { return x.Illustrative }))
	p.add(field(say("achievements.unit"), d.Unit.Name))
	part := p.sections()
	part(say("achievements.situation"))
	x.part = p.points()
	x.part(say("achievements.features"))
	p.add(fact(say("achievements.seat"), ""), fact(say("achievements.history"), ""), fact(say("achievements.organisation"), x.staff()))
	x.part(say("achievements.duty"))
	p.add(fact(say("report.open"), ""))
	part(say("achievements.results"))
	x.part = p.points()
	x.results(d)
	x.measures()
	for _, key := range []string{"policies", "unions"} {
		x.part(say("achievements." + key))
		p.add(fact(say("report.open"), ""))
	}
	part(say("achievements.commended"))
	x.part = p.points()
	x.commended("titles", d, func(k legal.FormKind) bool { return k != legal.Certificate })
	x.commended("certificates", d, func(k legal.FormKind) bool { return k == legal.Certificate })
	above := stamper(say("achievements.above"))
	p.add(signatures(above, leader("achievements.head")))
	return p.named("achievements", d.Unit.Label(), s)
}

// achievementsFor is what the report is for: the awards the unit is proposed for this season, or room to write one, and the season.
func achievementsFor(s *book.Season, d *Deeds) []string {
	var names []string
	for i := range d.Proposals {
		if x := &d.Proposals[i]; x.Season.ID == s.ID && x.Step.Stands() {
			names = append(names, words(x.Award()))
		}
	}
	award := joined(names)
	if award == "" {
		award = forPen()
	}
	return []string{say("achievements.for", "award", award), seasonLine(s)}
}

// unitReport is the part of the year's report that is one unit's.
type unitReport struct {
	*report
	unit emulation.ID
}

// staff is how many people the unit has, as it reported.
func (x *unitReport) staff() string {
	for _, h := range x.year.Of.Headcounts {
		if h.Unit.ID == x.unit && h.Given && !h.Conflict {
			return say("achievements.staff", "people", number(h.People), "advanced", number(h.Advanced), "fighters", number(h.Fighters))
		}
	}
	return ""
}

// results are what the unit says it achieved, its figures beside those of the season before, and its places over the years.
func (x *unitReport) results(d *Deeds) {
	x.part(say("achievements.tasks"))
	begun := len(x.Blocks)
	var told []string
	for i := range d.Proposals {
		if p := &d.Proposals[i]; p.Season.ID == x.year.Season.ID && p.Step.Stands() && !p.Conflict {
			told = appendNew(told, emulation.NonEmpty(p.Achievement)...)
		}
	}
	for _, text := range told {
		x.add(body(sentence(capital(text))))
	}
	if len(told) == 0 {
		x.add(fact(say("report.open"), ""))
	}
	x.figuresOverTime()
	x.places(d.Years)
	if begun == len(x.Blocks) {
		x.add(fact(say("report.open"), ""))
	}
}

// figuresOverTime are the figures the cluster asked for, as the unit answered them this season and in those before that asked the same.
func (x *unitReport) figuresOverTime() {
	asked := x.year.Of.Figures
	columns := []reportColumn{prose("figure", 60)}
	var labels []string
	for i := range asked {
		for f := &asked[i]; f != nil; f = before(f) {
			labels = appendNew(labels, f.Label)
		}
	}
	slices.SortFunc(labels, func(a, b string) int { return cmp.Compare(b, a) })
	labels = labels[:min(len(labels), mostYears)]
	for _, l := range labels {
		columns = append(columns, reportColumn{title: l, shape: documents.Column{Width: 24, Align: documents.AlignCenter}})
	}
	var rows []documents.Row
	for i := range asked {
		r, said := row(measured(&asked[i])), false
		cells := make([]documents.Cell, len(labels))
		for f := &asked[i]; f != nil; f = before(f) {
			at := slices.Index(labels, f.Label)
			a := x.answerOf(f)
			if at < 0 || a == nil || a.From == "" {
				continue
			}
			cells[at].Text, said = answered(a, ""), true
		}
		if r.Cells = append(r.Cells, cells...); said {
			rows = append(rows, r)
		}
	}
	if len(rows) > 0 {
		x.add(keep(body(say("achievements.figures"))), numbered(columns, rows...))
	}
}

// before is the figure of the season before; nil where that was another one, or measured otherwise, though it has the same code.
func before(f *year.Figure) *year.Figure {
	if f.Uncompared().Key != "" {
		return nil
	}
	return f.Before
}

func (x *unitReport) answerOf(f *year.Figure) *year.Answer {
	for i := range f.Answers {
		if f.Answers[i].Unit.ID == x.unit {
			return &f.Answers[i]
		}
	}
	return nil
}

// mostYears is how many years of figures stand beside one another on a page that stands upright.
const mostYears = 4

// places are points, rank and class of the unit in each season that it handed a sheet in.
func (x *unitReport) places(years []result.YearOf) {
	var rows []documents.Row
	for i := range years {
		y := &years[i]
		if y.Own == nil {
			continue
		}
		rank := say("achievements.rank", "rank", strconv.Itoa(y.Own.Final.Rank), "units", strconv.Itoa(y.Units))
		if y.Provisional {
			rank += "*"
		}
		w, percent := figuresOf(y.Season.Set), ""
		if y.Season.Set.Normalise {
			percent = w.fixed(y.Own.Final.Percent)
		}
		rows = append(rows, row(yearLine(y.Season, y.Season.Label), w.fixed(y.Own.Final.Total), percent, rank, y.Own.Final.Class))
	}
	if len(rows) == 0 {
		return
	}
	x.add(keep(body(say("achievements.places"))),
		numbered([]reportColumn{prose("season", 50), short("points", 24), short("percent", 24), short("rank", 26), short("class", 28)}, rows...))
	if slices.ContainsFunc(years, func(y result.YearOf) bool { return y.Own != nil && y.Provisional }) {
		x.add(note(say("achievements.provisional")))
	}
}

// measures are what the unit did: movements it launched or joined, its programme, activities, initiatives and exemplars.
func (x *unitReport) measures() {
	x.part(say("achievements.measures"))
	of, begun := x.year.Of, len(x.Blocks)
	mine := func(o year.Owner) bool { return !o.OfCluster && o.Unit.ID == x.unit }
	var movements, programme, activities, shared []string
	for _, reg := range of.Registrations {
		if reg.Unit.ID == x.unit {
			movements = appendNew(movements, reg.Movements...)
		}
	}
	for _, m := range of.Movements {
		if mine(m.Owner) {
			movements = appendNew(movements, told(". ", m.Name, m.Result))
		}
	}
	for _, p := range of.Programmes {
		if p.Unit.ID == x.unit && p.Given {
			programme = append(programme, append([]string{p.Title}, p.Goals...)...)
		}
	}
	for _, a := range of.Activities {
		if mine(a.Owner) {
			activities = append(activities, told("; ", a.Name, shortDay(a.Date), a.Place, a.Result))
		}
	}
	for _, a := range slices.Concat(of.Initiatives, of.Exemplars) {
		if mine(a.Owner) {
			shared = append(shared, told("; ", a.Name, workWords(a.Achievement)))
		}
	}
	x.few(say("achievements.movements"), movements)
	x.few(say("achievements.programme"), programme)
	x.few(say("achievements.activities"), activities)
	x.few(say("achievements.shared"), shared)
	if begun == len(x.Blocks) {
		x.add(fact(say("report.open"), ""))
	}
}

// commended is the table of awards of a kind that the unit has received, by year; a few empty rows for those before the records began.
func (x *unitReport) commended(key string, d *Deeds, of func(legal.FormKind) bool) {
	x.part(say("achievements." + key))
	var rows []documents.Row
	torn := 0
	for i := range d.Proposals {
		p := &d.Proposals[i]
		if p.Step != emulation.ProposalDecided || p.Decision == nil || !of(p.Form.Kind) {
			continue
		}
		if p.Conflict {
			torn++
			continue
		}
		rows = append(rows, row(p.Season.Label, p.FormName, told("; ", decisionWords(p.Decision.Number, p.Decision.Date), p.Decision.Issuer)))
	}
	slices.SortStableFunc(rows, func(a, b documents.Row) int { return cmp.Compare(a.Cells[0].Text, b.Cells[0].Text) })
	for range emptyAwards {
		rows = append(rows, row("", "", ""))
	}
	columns := []documents.Column{{Width: 28, Align: documents.AlignCenter}, {Width: 62, Flex: 1}, {Width: 75, Flex: 1}}
	t := documents.Table{Columns: columns, Header: []documents.Row{header("achievements.column.", "year", "award-"+key, "decision")}, Rows: rows}
	x.add(t)
	if torn > 0 {
		x.add(note(say("achievements.torn", "count", number(torn))))
	}
}

// emptyAwards is how many empty rows a table of awards ends with.
const emptyAwards = 2
