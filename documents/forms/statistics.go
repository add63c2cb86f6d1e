package forms

import (
	"slices"
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/awards"
	"thidua/workspace/year"
)

// Statistics is form F16, Bảng thống kê thi đua, khen thưởng: the figures of the season that the forms 0601 to 0605 of Circular 02/2023/TT-BNV ask for
// (movements; commendations by the state; by ministries and provinces; bodies and people in charge). What no record says is left to the pen. Only what was
// decided counts.
func Statistics(r *year.Report, proposals []awards.Proposal, now time.Time) Paper {
	s := r.Season
	p := ofCluster(s, say("statistics.title"), s.Info.Place, "", now, s.Cluster.Info.Name+", "+lowerFirst(seasonLine(s)))
	p.invented(s.Info.Illustrative || slices.ContainsFunc(proposals, func(x awards.Proposal) bool { return x.Illustrative }) ||
		slices.ContainsFunc(r.Of.Movements, func(m year.LaunchedMovement) bool { return m.Movement.Illustrative }) ||
		slices.ContainsFunc(r.Of.PersonAwards, func(a year.AwardToPersons) bool { return a.PersonAward.Illustrative }))
	p.add(fact(say("statistics.period"), lowerFirst(seasonLine(s))), fact(say("statistics.members"), number(len(s.Cluster.Members))))
	part := p.sections()
	part(say("statistics.movements"))
	p.add(movementCounts(r))
	c := countAwards(r, proposals)
	part(say("statistics.state"))
	p.add(c.table(emulation.AwardLevels[:1]))
	part(say("statistics.below"))
	p.add(c.table(belowState))
	if others := c.others(); len(others) > 0 {
		part(say("statistics.others"))
		p.add(c.table(others))
	}
	p.notes(c.doubts)
	if c.unsaid > 0 {
		p.add(note(say("statistics.unsaid", "count", number(c.unsaid))))
	}
	part(say("statistics.bodies"))
	p.add(fact(say("statistics.office"), ""), fact(say("statistics.staff"), ""))
	p.add(note(say("statistics.note")))
	if s.Label >= newStatistics {
		p.add(note(say("statistics.newer")))
	}
	p.add(signatures(preparedBy("statistics.preparer"), headOf(s)))
	return p.named("statistics", s.Cluster.Info.Name, s)
}

// newStatistics are the seasons from which Circular 18/2025/TT-BNV of 8 October 2025 rules the statistics of the sector. Its forms are not known here beyond
// doubt: who prints compares.
const newStatistics = "2025"

// movementCounts are how many movements were launched, for the cluster and by each unit.
func movementCounts(r *year.Report) documents.Table {
	own, by := 0, map[emulation.ID]int{}
	for _, m := range r.Of.Movements {
		if m.OfCluster {
			own++
		} else {
			by[m.Unit.ID]++
		}
	}
	rows := []documents.Row{row(say("statistics.of-cluster", "cluster", r.Season.Cluster.Info.Name), strconv.Itoa(own))}
	for _, u := range r.Season.Cluster.Members {
		if by[u.ID] > 0 {
			rows = append(rows, row(u.Name, strconv.Itoa(by[u.ID])))
		}
	}
	sum := row(say("report.sum"), strconv.Itoa(len(r.Of.Movements)))
	sum.Kind = documents.TotalRow
	return numbered([]reportColumn{prose("launched-by", 110), short("movements", 35)}, append(rows, sum)...)
}

// belowState are the levels of form 0603: ministries, provinces, organisations.
var belowState = []string{"ministry-or-province", "ministry", "province", "organisation"}

// awardCounts are the awards that were decided, by level and name.
type awardCounts struct {
	names          map[string][]string // of a level, in the order they came
	doubts         []string            // awards whose number of persons is not that of their list
	units, persons map[[2]string]int   // by level and name
	unsaid         int                 // awards of which nobody wrote how many persons
}

func countAwards(r *year.Report, proposals []awards.Proposal) *awardCounts {
	c := &awardCounts{names: map[string][]string{}, units: map[[2]string]int{}, persons: map[[2]string]int{}}
	for i := range proposals {
		if x := &proposals[i]; x.Step == emulation.ProposalDecided {
			c.add(c.units, string(x.Form.Level), x.FormName, 1)
		}
	}
	for i := range r.Of.PersonAwards {
		a := &r.Of.PersonAwards[i]
		if a.Stage != emulation.StageGiven {
			continue
		}
		n := int(a.Persons)
		if n == 0 {
			n = len(a.Names)
		}
		if n == 0 {
			c.unsaid++
		}
		c.doubts = append(c.doubts, awardDoubt(a)...)
		c.add(c.persons, a.Level, a.Name, n)
	}
	return c
}

// others are the levels counted apart: what heads of agencies give is in none of the forms, and of what names no level nobody knows.
func (c *awardCounts) others() []string {
	return emulation.Where([]string{"agency", ""}, func(level string) bool { return len(c.names[level]) > 0 })
}

func (c *awardCounts) add(to map[[2]string]int, level, name string, n int) {
	c.names[level] = appendNew(c.names[level], name)
	to[[2]string{level, name}] += n
}

// table is a row for each award of the levels, and their sums; one row of noughts where there are none.
func (c *awardCounts) table(levels []string) documents.Table {
	var rows []documents.Row
	units, persons := 0, 0
	for _, level := range levels {
		for _, name := range c.names[level] {
			at := [2]string{level, name}
			who := say("statistics.no-level")
			if level != "" {
				who = words(emulation.Say("award.level." + level))
			}
			rows = append(rows, row(name, who, strconv.Itoa(c.units[at]), strconv.Itoa(c.persons[at])))
			units, persons = units+c.units[at], persons+c.persons[at]
		}
	}
	if len(rows) == 0 {
		rows = append(rows, row(say("statistics.none"), "", "0", "0"))
	}
	sum := row(say("report.sum"), "", strconv.Itoa(units), strconv.Itoa(persons))
	sum.Kind = documents.TotalRow
	return numbered([]reportColumn{prose("award", 62), prose("level-of", 45), short("units", 24), short("persons", 24)}, append(rows, sum)...)
}
