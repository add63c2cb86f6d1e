package forms

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/vietnamese"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/result"
)

// Proposal is forms F12, Tờ trình, and F13, Danh sách trích ngang: the cluster's letter for all units it proposes for one award form, named by its id
// or name, and the list of them. Number and day are those under which the letter was filed in the dossier, else they are left to the pen.
func Proposal(s *book.Season, all []awards.Proposal, ranking *result.Ranking, form string, names Names, now time.Time) (Paper, error) {
	var list []awards.Proposal
	var known []string
	for _, p := range all {
		if !p.Step.Stands() {
			continue
		}
		if p.Form.ID == form || vietnamese.Fold(p.FormName) == vietnamese.Fold(form) {
			list = append(list, p)
		}
		known = appendNew(known, p.Form.ID)
	}
	if len(list) == 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-proposals", "form", form, "forms", strings.Join(known, ", "))
	}
	l := &letter{season: s, list: list, ranking: ranking, award: words(list[0].Named()), to: s.Cluster.Info.Organiser, now: now}
	l.number, l.day = filedLetter(list)
	l.called = names.called(l.day)
	if l.to == "" {
		l.to = words(list[0].Form.DecidedBy())
	}
	submission, annex := l.submission(), l.annex()
	return named("proposal", l.award, s, submission.Document, annex.Document), l.called.err
}

// letter is what the submission and its annex share.
type letter struct {
	season      *book.Season
	list        []awards.Proposal // at least one
	ranking     *result.Ranking
	award, to   string
	number, day string // under which it was filed; "" = not yet
	called      *called
	now         time.Time
}

// begin is the top of either paper.
func (l *letter) begin(kind string, subject ...string) *paper {
	p := ofCluster(l.season, kind, town(l.season, l.season.Info.Place), l.day, l.now, subject...)
	open := []emulation.ProposalStep{emulation.ProposalDraft, emulation.ProposalChecked, emulation.ProposalReturned}
	if slices.ContainsFunc(l.list, func(x awards.Proposal) bool { return slices.Contains(open, x.Step) }) {
		p.mark(say("mark.proposal-draft"), "")
	}
	p.invented(l.season.Info.Illustrative || slices.ContainsFunc(l.list, func(x awards.Proposal) bool { return x.Illustrative }))
	p.Heading.Number = say("number", "number", l.filed())
	return p
}

// filed is the number of the letter, open for the pen where it has none.
func (l *letter) filed() string {
	if l.number == "" {
		return openNumber(paperProposal)
	}
	return l.number
}

func (l *letter) submission() *paper {
	p := l.begin(say("proposal.title"), say("proposal.subject", "award", l.award, "season", lowerFirst(seasonLine(l.season))))
	p.add(addressee(l.to))
	grounds, enclosures := l.season.Info.Grounds, []string{say("proposal.list", "count", number(len(l.list)))}
	var notes []string
	for i := range l.list {
		x := &l.list[i]
		grounds, enclosures = appendNew(grounds, x.Grounds...), appendNew(enclosures, enclosed(x)...)
		if x.Conflict {
			notes = append(notes, say("proposal.conflict", "unit", l.called.name(x.Unit)))
		}
	}
	p.grounds(grounds)
	if reviewed := conferred(l.list); reviewed != "" {
		p.add(body(reviewed))
	}
	p.add(keep(body(l.ask(p.issuer))))
	for i := range l.list {
		end := ";"
		if i == len(l.list)-1 {
			end = "."
		}
		name := l.called.name(l.list[i].Unit)
		if t := l.list[i].Track; t != nil {
			name = words(emulation.Say("award.in-track", "award", name, "track", t.Name))
		}
		if len(l.list) > 1 {
			name = strconv.Itoa(i+1) + ". " + name
		}
		unit := body(name + end)
		unit.Tight = i > 0
		p.add(unit)
	}
	p.few(say("proposal.enclosed"), enclosures)
	p.notes(notes)
	p.add(keep(body(say("proposal.close", "issuer", p.issuer, "to", l.to))), recipients(signatures(headOf(l.season)), true))
	return p
}

// ask is what the letter asks for: that who decides is asked by name, where the data have one.
func (l *letter) ask(issuer string) string {
	key, decider := "proposal.ask", l.list[0].Form.Decider
	switch {
	case decider != "" && decider == l.to:
		key = "proposal.ask-direct"
	case decider != "":
		key = "proposal.ask-decider"
	}
	return say(key, "issuer", issuer, "to", l.to, "award", l.award, "count", number(len(l.list)), "decider", decider)
}

func (l *letter) annex() *paper {
	p := l.begin(say("proposal.list-title"), say("proposal.subject-list", "award", l.award), say("proposal.with", "number", l.filed(), "date", dayOrDots(l.day)))
	p.Landscape = true
	t := documents.Table{
		Columns: []documents.Column{{Align: documents.AlignCenter}, {Width: 60, Flex: 2}, {Width: 45, Flex: 1}, {Width: 80, Flex: 3},
			{Width: 26, Align: documents.AlignCenter}, {Align: documents.AlignCenter}, {Align: documents.AlignCenter}},
		Header:  []documents.Row{header("proposal.column.", "order", "unit", "award", "summary", "votes", "points", "rank")},
		KeepEnd: 1,
	}
	for i := range l.list {
		x := &l.list[i]
		points, rank := l.stands(x)
		t.Rows = append(t.Rows, row(strconv.Itoa(i+1), l.called.name(x.Unit), words(x.Award()), x.Achievement, decidedBy(x), points, rank))
	}
	total := documents.Paragraph{Spans: []documents.Span{{Text: say("proposal.count", "count", number(len(l.list)))}}, Align: documents.AlignLeft, KeepNext: true}
	p.add(t, total, signatures(headOf(l.season)))
	return p
}

// stands are points and place of a unit; the place it was proposed with counts.
func (l *letter) stands(x *awards.Proposal) (points, rank string) {
	set := l.ranking.Season.Set
	for i := range l.ranking.Standings {
		if st := &l.ranking.Standings[i]; st.Unit.ID == x.Unit.ID {
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

// filedLetter is the number and day of the letter, as it stands in a dossier; else the day the proposals were sent.
func filedLetter(list []awards.Proposal) (number, day string) {
	for i := range list {
		for _, paper := range list[i].Dossier.Papers {
			if paper.ID == legal.PaperSubmission && paper.Have {
				return paper.Record.Number, paper.Record.Date
			}
		}
	}
	return "", string(list[0].Sent)
}

// conferred says which conference reviewed the units, by a vote or by agreeing openly; "" where none is named.
func conferred(list []awards.Proposal) string {
	reviewed := func(kind, cluster, how, day string) string {
		text := say("proposal.reviewed", "conference", conferenceOf(list[0].Season, kind), "cluster", cluster, "how", how)
		if day := dayWords(day); day != "" {
			text = say("proposal.reviewed-on", "text", text, "date", day)
		}
		return text + "."
	}
	for i := range list {
		if x := &list[i]; x.Agreed != "" {
			return reviewed(x.Agreed, x.Season.Cluster.Info.Name, say("proposal.by-agreement"), x.AgreedOn)
		}
		if v := list[i].Vote; v != nil && v.Vote != nil && v.Vote.Question.Conference != "" {
			how := say("proposal.by-hand")
			if v.Vote.Rules.Secret {
				how = say("proposal.by-ballot")
			}
			return reviewed(v.Vote.Question.Conference, list[i].Season.Cluster.Info.Name, how, v.Vote.Day)
		}
	}
	return ""
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

// enclosed are the papers of a dossier that are here, but the letter itself.
func enclosed(p *awards.Proposal) []string {
	var list []string
	for _, paper := range p.Dossier.Papers {
		switch {
		case !paper.Have || paper.ID == legal.PaperSubmission:
		case paper.Record.Number == "" || paper.Record.Date == "":
			list = append(list, paper.Text)
		default:
			list = append(list, say("proposal.enclosure", "paper", paper.Text, "number", paper.Record.Number, "date", dayWords(paper.Record.Date)))
		}
	}
	return list
}

// appendNew adds what is not in a list yet.
func appendNew(list []string, more ...string) []string {
	for _, m := range more {
		if !slices.Contains(list, m) {
			list = append(slices.Clip(list), m)
		}
	}
	return list
}
