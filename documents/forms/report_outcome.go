package forms

import (
	"cmp"
	"strconv"
	"strings"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/workspace/conference"
	"thidua/workspace/result"
)

// standings are the places and classes of the units; how their points came about stands in the annex.
func (x *report) standings() {
	if columns, rows := standings(x.ranking, nil, x.called); len(rows) > 0 {
		x.tabled("standings", columns, rows...)
		x.provisional(x.ranking)
	}
}

// standings are points, place and class of each unit, and what it got in votes on awards or on the ranking; none without a ranking.
func standings(r *result.Ranking, votes []*conference.Vote, called *called) (columns []reportColumn, rows []documents.Row) {
	if r == nil || len(r.Standings) == 0 {
		return nil, nil
	}
	votes = emulation.Where(votes, onUnits)
	w := figuresOf(r.Season.Set)
	for i := range r.Standings {
		st := &r.Standings[i]
		percent := "" // where the points are ranked as they are
		if r.Season.Set.Normalise {
			percent = w.fixed(st.Final.Percent)
		}
		rows = append(rows, row(called.name(st.Unit), w.fixed(st.Final.Total), percent, strconv.Itoa(st.Final.Rank), st.Final.Class, votesOf(votes, st.Unit.ID)))
	}
	return []reportColumn{prose("unit", 50), short("points", 20), short("percent", 20), short("rank", 18), short("class", 22),
		prose("votes", 50)}, rows
}

// onUnits reports whether a vote says how a conference judged units: it was counted, counts, and is on an award or the ranking.
func onUnits(v *conference.Vote) bool {
	return len(v.Rounds) > 0 && !v.Withdrawn && !v.Conflict && v.Fault == nil && (strings.HasPrefix(v.On, ballot.OnAward) || v.On == ballot.OnRanking)
}

// votesOf are the votes a unit got, each time in the last round it stood in: "6/7 (85,71%)"; each with the award it was on, and what else where there are several.
func votesOf(votes []*conference.Vote, unit emulation.ID) string {
	var list []string
	for _, v := range votes {
		for _, l := range v.Lines {
			if r, at := v.Last(l.ID); r != nil && l.Choice.Unit == unit {
				text := share(r.Tally.Lines[at].Yes, r.Outcome.Base)
				if len(votes) > 1 || v.Award != "" {
					text = cmp.Or(v.Award, v.Title) + ": " + text
				}
				list = append(list, text)
			}
		}
	}
	return strings.Join(list, "; ")
}

// provisional says so of a ranking that may still change.
func (p *paper) provisional(r *result.Ranking) {
	if r.Open() {
		p.add(note(say("mark.provisional")))
	}
}

// proposed are the units that are proposed for awards, with the vote and what was decided.
func (x *report) proposed() {
	var rows []documents.Row
	for i := range x.proposals {
		p := &x.proposals[i]
		state := words(emulation.Say("proposal.step." + string(p.Step)))
		if d := p.Decision; d != nil && p.Step == emulation.ProposalDecided {
			state = decisionWords(d.Number, d.Date)
		}
		rows = append(rows, row(x.called.name(p.Unit), words(p.Award()), decidedBy(p), capital(state)))
	}
	x.tabled("proposed", []reportColumn{prose("unit", 45), prose("award", 50), short("votes", 24), prose("state", 45)}, rows...)
}

// directions are those for the next season.
func (x *report) directions() { x.listed("next-tasks", x.meeting.Conference.Directions) }

// leaders are head and deputies of the next season.
func (x *report) leaders() { x.listed("next-leaders", newLeaders(x.meeting, x.called)) }

// concluded is what the conference concluded.
func (x *report) concluded() { x.list(x.meeting.Conference.Conclusions) }
