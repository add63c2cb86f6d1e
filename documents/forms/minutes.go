package forms

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/result"
	"thidua/workspace/year"
)

// Minutes is form F8, Biên bản họp bình xét, and of the other conferences of a season; asked are the figures the cluster asked of its units, ranking is nil where
// nothing is scored or it was not put to the conference, proposals are those of the season.
func Minutes(m *conference.Minutes, asked []year.Figure, ranking *result.Ranking, proposals []awards.Proposal, names Names, now time.Time) (Paper, error) {
	c, s := m.Conference, m.Season
	kind := conferenceName(c.Kind)
	if !c.Held {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.not-held", "conference", kind)
	}
	p := ofMeeting(s, c, say("minutes.title"), cmp.Or(c.LastDay, c.Date), now, meetingTitle(s, c))
	p.numbered(paperMinutes)
	p.invented(s.Info.Illustrative || c.Illustrative)
	called := names.called(c.Date)
	p.add(fact(say("minutes.time"), meetingTime(c)), fact(say("minutes.place"), meetingPlace(s, c)))
	if !c.HostUnit.ID.IsZero() {
		p.add(fact(say("minutes.host"), called.name(c.HostUnit)))
	}
	head := p.sections()
	head(say("minutes.who"))
	who := attending{known(c), called}
	p.add(fact(say("minutes.chair"), joined(who.chairs())), fact(say("minutes.secretary"), joined(who.people(conference.RoleSecretary))))
	p.attendance(m, who)
	p.few(say("minutes.guests"), who.guests())
	adopted := emulation.Map(m.Adopted, adoptedPaper)
	figures := c.Figures
	if looksBack(c.Kind) { // before, the year's figures are not yet told
		figures = slices.Concat(figures, together(asked))
	}
	if len(c.Agenda)+len(c.Done)+len(figures)+len(m.Papers)+len(m.Reports)+len(adopted) > 0 {
		head(say("minutes.content"))
		p.few(say("minutes.agenda"), c.Agenda)
		p.few(say("minutes.reports"), emulation.Map(m.Reports, func(sp conference.Speech) string { return reportOf(m.Season, sp, called) }))
		p.few(say("minutes.done"), c.Done)
		p.few(say("minutes.figures"), figures)
		p.few(say("minutes.papers"), spoken("minutes.paper", m.Papers, called))
		p.few(say("minutes.adopted"), adopted)
	}
	if len(m.Compacts) > 0 {
		head(say("minutes.compacts"))
		p.list(emulation.Map(m.Compacts, func(c *pledge.Compact) string { return words(c.Message()) }))
	}
	if len(m.Opinions) > 0 {
		head(say("minutes.opinions"))
		p.list(spoken("minutes.opinion", m.Opinions, called))
	}
	if len(m.Guided) > 0 {
		head(say("minutes.guided"))
		p.list(emulation.Map(m.Guided, who.guided))
	}
	if columns, rows := standings(ranking, m.Votes, called); judges(m) && len(rows) > 0 {
		head(say("minutes.standings"))
		p.add(numbered(columns, rows...))
		p.provisional(ranking)
	}
	var notes []string
	leaders := newLeaders(m, called)
	agreed := agreedAt(proposals, c.Kind, called)
	if len(m.Votes)+len(leaders)+len(agreed) > 0 {
		head(say("minutes.votes"))
		p.few(say("minutes.tellers"), emulation.Map(who.tellers(), who.teller))
		point := p.points()
		for _, v := range m.Votes {
			p.minuted(v, point, nil)
			notes = append(notes, voteNotes(v)...)
		}
		p.few(say("minutes.agreed"), agreed)
		p.few(say("minutes.leaders"), leaders)
	}
	if len(c.Directions) > 0 {
		head(say("minutes.directions"))
		p.list(c.Directions)
	}
	head(say("minutes.conclusion"))
	if len(c.Conclusions) == 0 {
		p.add(fact(say("minutes.chair-concludes"), ""))
	}
	p.list(c.Conclusions)
	if c.Conflict || c.PeopleConflict {
		notes = append(notes, say("minutes.conflict"))
	}
	p.notes(notes)
	ends := signatures(append([]documents.Signer{who.signer("summary.secretary", conference.RoleSecretary)}, who.chairSigners("minutes.chair")...)...)
	p.add(keep(meetingEnds(c)), recipients(ends, false))
	return p.named("minutes", kind, s), called.err
}

// looksBack reports whether a conference is about the year that was: closing or review.
func looksBack(kind string) bool {
	return kind == emulation.ConferenceClosing || kind == emulation.ConferenceReview
}

// judges reports whether the points of a season were put to a conference; before that step there was nothing to put.
func judges(m *conference.Minutes) bool {
	return looksBack(m.Conference.Kind) && emulation.SeasonReached(m.Season.Step, emulation.SeasonConference)
}

// attendance says who was there, who was not and why, and whether they were enough.
func (p *paper) attendance(m *conference.Minutes, who attending) {
	c, called := m.Conference, who.called
	if !c.Taken {
		p.add(body(sentence(say("minutes.not-taken", "members", number(c.Members)))))
		return
	}
	enough := say("minutes.enough")
	if !c.Quorate {
		enough = say("minutes.not-enough")
	}
	bound := legal.Threshold{Share: legal.Fraction{Num: c.Rule.Num, Den: c.Rule.Den}, Above: c.Rule.Strict}
	key := "minutes.attendance"
	if c.Present == c.Members {
		key = "minutes.attendance-all"
	}
	p.add(body(sentence(say(key, "present", number(c.Present), "members", number(c.Members), "absent", number(c.Members-c.Present),
		"written", number(c.Written), "enough", enough, "bound", words(bound.Message())))))
	var present, absent []string
	for _, x := range c.Presence {
		if x.Present {
			present = append(present, who.unit(x))
		}
	}
	p.few(say("minutes.present"), present)
	for _, x := range m.Absent {
		reason := x.Note
		switch {
		case x.Written && reason != "":
			reason = say("minutes.wrote-because", "reason", reason)
		case x.Written:
			reason = say("minutes.wrote")
		case reason == "":
			reason = say("minutes.no-reason")
		}
		absent = append(absent, say("minutes.absent-unit", "unit", called.name(x.Unit), "reason", reason))
	}
	p.few(say("minutes.absent"), absent)
}

// spoken are speeches under a key, each with its text.
func spoken(key string, speeches []conference.Speech, called *called) []string {
	var list []string
	for _, sp := range speeches {
		text := say(key, "unit", called.name(sp.Unit), "title", capital(sp.Title))
		if sp.Unit.ID.IsZero() {
			text = say(key+"-unsaid", "title", capital(sp.Title))
		}
		list = append(list, withText(text, sp.Text))
	}
	return list
}

// withText is what was said under its title; the title alone where there is no more.
func withText(title, text string) string {
	if text == "" {
		return title
	}
	return strings.TrimRight(title, ".") + ". " + text
}

// reportOf says who reported what: "Cụm trưởng Sở … báo cáo tổng kết năm học …".
func reportOf(s *book.Season, sp conference.Speech, called *called) string {
	if sp.Unit.ID.IsZero() {
		return withText(capital(sp.Title), sp.Text)
	}
	who := called.name(sp.Unit)
	if post := postName(s, s.Post(sp.Unit.ID)); post != "" {
		who = say("minutes.post-unit", "post", post, "unit", who)
	}
	if strings.HasPrefix(strings.ToLower(sp.Title), say("minutes.report-word")) {
		return withText(say("minutes.reported", "who", who, "title", lowerFirst(sp.Title)), sp.Text)
	}
	return withText(say("minutes.report", "who", who, "title", sp.Title), sp.Text)
}

// adoptedPaper names a document that a meeting adopted, with number and day where it has them.
func adoptedPaper(d emulation.NumberedDocument) string {
	switch day := dayWords(d.Date); {
	case d.Number == "":
		return d.Title
	case day == "":
		return say("minutes.adopted-number", "title", d.Title, "number", d.Number)
	default:
		return say("minutes.adopted-day", "title", d.Title, "number", d.Number, "day", day)
	}
}

// newLeaders are head and deputies of the next season.
func newLeaders(m *conference.Minutes, called *called) []string {
	l := m.Leaders
	if l == nil {
		return nil
	}
	how := phrase.Text(phrase.Vietnamese, "leaders.how."+l.How)
	leader := func(post emulation.Post, u book.Unit) string {
		return say("minutes.leader", "post", postName(m.Season, post), "unit", called.name(u), "season", lowerFirst(yearLine(m.Season, l.Label)), "how", how)
	}
	list := []string{leader(emulation.PostHead, l.HeadUnit)}
	for _, u := range l.DeputyUnits {
		list = append(list, leader(emulation.PostDeputy, u))
	}
	return list
}

// agreedAt are the awards a conference agreed openly to propose: "Cờ thi đua của UBND tỉnh: Sở …".
func agreedAt(proposals []awards.Proposal, kind string, called *called) []string {
	var order []string
	units := map[string][]string{}
	for i := range proposals {
		if p := &proposals[i]; p.Agreed == kind && p.Step.Stands() {
			award := words(p.Award())
			order, units[award] = appendNew(order, award), append(units[award], called.name(p.Unit))
		}
	}
	return emulation.Map(order, func(award string) string {
		return say("minutes.agreed-units", "award", award, "units", joined(units[award]))
	})
}

// minuted writes a vote, each of its rounds under a heading of its own. facts are what is told of a round before its table; nil tells nothing more, where
// a paper of its own has the count.
func (p *paper) minuted(v *conference.Vote, head func(heading string), facts func(r *ballot.Round) []string) {
	one := func(title, came string, rules emulation.Message, facts []string, table ...documents.Block) {
		if v.Withdrawn {
			title, came = say("minutes.withdrawn", "vote", title), words(v.Message)
		}
		head(sentence(title))
		p.add(keep(tight(body(sentence(words(rules))))))
		p.list(facts)
		p.add(table...)
		p.add(concluded(came))
	}
	if len(v.Rounds) == 0 {
		one(v.Title, words(v.Message), v.Rules.Message(), nil)
	}
	for i := range v.Rounds {
		r, title := &v.Rounds[i], v.Title
		if i > 0 {
			title += " (" + again(i+1) + ")"
		}
		var told []string
		if facts != nil {
			told = facts(r)
		}
		one(title, outcome(v, r), r.Rules.Message(), told, countTable(v, r))
		p.list(emulation.Map(v.NotesOf(r), func(m emulation.Message) string { return words(m) }))
	}
}
