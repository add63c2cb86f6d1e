package forms

import (
	"slices"
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/season"
	"thidua/workspace/year"
)

// planned are the steps of a season that a plan gives a day: what happens in each is worded for the plan. The others follow from these.
var planned = []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonRegistering, emulation.SeasonRunning, emulation.SeasonMidReview, emulation.SeasonSelfScoring,
	emulation.SeasonVerifying, emulation.SeasonExplaining, emulation.SeasonConference, emulation.SeasonProposed}

// Plan is Kế hoạch tổ chức phong trào thi đua (form F15) of a season: its theme, what was launched, the criteria, the steps with their days, who does what.
func Plan(s *book.Season, calendar []season.CalendarLine, movements []year.LaunchedMovement, now time.Time) Paper {
	p := ofCluster(s, say("plan.title"), s.Info.Place, "", now, say("plan.subject", "season", lowerFirst(seasonLine(s))))
	p.numbered(paperPlan)
	p.invented(s.Info.Illustrative || slices.ContainsFunc(movements, func(m year.LaunchedMovement) bool { return m.OfCluster && m.Movement.Illustrative }))
	p.grounds(s.Info.Grounds)
	p.add(stands("plan.opening", "issuer", p.issuer, "season", lowerFirst(seasonLine(s))))
	head := p.sections()
	head(say("plan.purpose"))
	if s.Info.Theme != "" {
		p.add(body(sentence(say("plan.theme", "theme", s.Info.Theme))))
	}
	p.add(stands("plan.purpose-text"))
	head(say("plan.content"))
	var launched []string
	for _, m := range movements {
		if m.OfCluster {
			launched = append(launched, told("; ", m.Name, m.Occasion, told(" – ", shortDay(m.From), shortDay(m.Until))))
		}
	}
	p.few(say("plan.movements"), launched)
	if s.Set != nil {
		p.add(stands("plan.criteria", "criteria", criteriaName(s.Set, s.Version), "count", number(len(s.Set.Criteria()))))
	}
	if len(launched) == 0 && s.Set == nil {
		p.add(fact(say("report.open"), ""))
	}
	head(say("plan.time"))
	p.add(planDays(calendar))
	head(say("plan.who"))
	for _, u := range s.Head {
		p.add(stands("plan.head", "post", postName(s, emulation.PostHead), "unit", u.Name))
	}
	for _, u := range s.Deputies {
		p.add(stands("plan.deputy", "post", postName(s, emulation.PostDeputy), "unit", u.Name))
	}
	p.add(stands("plan.members", "count", number(len(s.Cluster.Members))))
	p.add(keep(stands("plan.close", "issuer", p.issuer, "season", lowerFirst(seasonLine(s)))), recipients(signatures(headOf(s)), false))
	return p.named("plan", s.Cluster.Info.Name, s)
}

// planDays is the table of what is done until when; a day that nobody set, or that two set differently, is left to the pen.
func planDays(calendar []season.CalendarLine) documents.Table {
	t := documents.Table{
		Columns: []documents.Column{{Width: 12, Align: documents.AlignCenter}, {Width: 100, Flex: 1}, {Width: 48, Align: documents.AlignCenter}},
		Header:  []documents.Row{header("plan.column.", "order", "work", "until")},
		Whole:   true,
	}
	day := map[emulation.SeasonStep]string{}
	for _, l := range calendar {
		if !l.Conflict {
			day[l.Step] = l.Date
		}
	}
	for i, step := range planned {
		until := say("dots")
		if text := shortDay(day[step]); text != "" {
			until = text
		}
		t.Rows = append(t.Rows, row(strconv.Itoa(i+1), say("plan.step."+string(step)), until))
	}
	return t
}
