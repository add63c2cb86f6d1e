package forms

import (
	"strconv"

	"thidua/documents"
	"thidua/workspace/awards"
)

// annex is the list, under its letter: as an annex it has no heading and number of its own, and says which paper it goes with (Decree 30/2020/NĐ-CP, Annex I, IV).
func (l *letter) annex() *paper {
	p := l.begin(say("proposal.list-title"), say("proposal.subject-list", "award", l.award))
	with := say("proposal.with", "number", l.filed(), "date", dayOrDots(l.day), "issuer", p.issuer)
	p.Blocks = append(p.Blocks, documents.Paragraph{Spans: []documents.Span{{Text: with, Italic: true}}, Align: documents.AlignCenter, KeepNext: true})
	l.marks(p)
	p.Heading, p.Landscape = nil, true
	t := documents.Table{
		Columns: []documents.Column{{Align: documents.AlignCenter}, {Width: 60, Flex: 2}, {Width: 45, Flex: 1}, {Width: 80, Flex: 3},
			{Width: 26, Align: documents.AlignCenter}, {Align: documents.AlignCenter}, {Align: documents.AlignCenter}},
		Header:  []documents.Row{header("proposal.column.", "order", "unit", "award", "summary", "votes", "points", "rank")},
		KeepEnd: 1,
	}
	add := func(texts ...string) {
		t.Rows = append(t.Rows, row(append([]string{strconv.Itoa(len(t.Rows) + 1)}, texts...)...))
	}
	for i := range l.list {
		x := &l.list[i]
		if x.Conflict {
			add(l.called.name(x.Unit), "", "", "", "", "")
			continue
		}
		points, rank := l.stands(x)
		add(l.called.name(x.Unit), words(x.Award()), x.Achievement, decidedBy(x), points, rank)
	}
	for _, a := range l.persons {
		for _, who := range whoIsMeant(a) {
			if !a.Conflict {
				add(who, a.Name, capital(a.Reason), "", "", "")
			}
		}
	}
	if len(l.persons) > 0 {
		t.Header[0].Cells[1].Text = say("proposal.column.who")
	}
	p.add(t)
	p.notes(l.torn())
	total := documents.Paragraph{Spans: []documents.Span{{Text: say("proposal.count", "count", l.count())}}, Align: documents.AlignLeft, KeepNext: true}
	p.add(total, signatures(headOf(l.Season)))
	return p
}

// stands are points and place of a unit; the place it was proposed with counts.
func (l *letter) stands(x *awards.Proposal) (points, rank string) {
	set := l.Ranking.Season.Set
	for i := range l.Ranking.Standings {
		if st := &l.Ranking.Standings[i]; st.Unit.ID == x.Unit.ID {
			w := figuresOf(set)
			if points = w.fixed(st.Final.Total); set.Normalise {
				points = say("proposal.points-percent", "points", points, "percent", w.fixed(st.Final.Percent))
			}
			rank = strconv.Itoa(st.Final.Rank)
		}
	}
	if x.Rank > 0 {
		rank = strconv.Itoa(x.Rank)
	}
	return points, rank
}

// decidedBy is how the conference decided: the share of the votes, or that it agreed openly.
func decidedBy(x *awards.Proposal) string {
	if x.Agreed != "" {
		return say("proposal.agreed")
	}
	return votesFor(x.Vote)
}

// votesFor is the share of all members that agreed in the last round the unit stood in; "" without a count.
func votesFor(v *awards.ProposalVote) string {
	if v == nil || v.Vote == nil || v.Line == nil {
		return ""
	}
	r, at := v.Vote.Last(v.Line.ID)
	if r == nil {
		return ""
	}
	return share(r.Tally.Lines[at].Yes, r.Tally.Entitled())
}
