package forms

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/result"
	"thidua/workspace/year"
)

// Proposed is what a letter for awards is made of: the season's proposals and its awards to persons, the ranking, and the law.
type Proposed struct {
	Season    *book.Season
	Form      legal.Form // that is asked for
	Proposals []awards.Proposal
	Persons   []year.AwardToPersons
	Ranking   *result.Ranking
	Law       *legal.Book
}

// Proposal is forms F12, Tờ trình, and F13, Danh sách trích ngang: the cluster's letter for all units and persons it proposes for one award form, and the list of
// them. Its parts are those of Mẫu số 01, Annex I of Decree 98/2023/NĐ-CP: grounds, who reviewed, what is asked for how many
// collectives and persons, enclosures. Number and day are those under which the letter was filed in the dossier, else they are left to the pen.
func Proposal(x *Proposed, names Names, now time.Time) (Paper, error) {
	s := x.Season
	l := &letter{Proposed: x, award: x.Form.Printed(), now: now}
	for _, p := range x.Proposals {
		if p.Step.Stands() && p.Form.ID == x.Form.ID {
			l.list = append(l.list, p)
		}
	}
	for i := range x.Persons {
		if a := &x.Persons[i]; lettered(a) && a.Form == x.Form.ID {
			l.persons = append(l.persons, a)
		}
	}
	if len(l.list) > 0 {
		l.award = words(l.list[0].Named())
	} else if len(l.persons) == 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-proposals", "form", x.Form.ID, "forms", strings.Join(lettersOf(x.Proposals, x.Persons), ", "))
	}
	l.to = cmp.Or(s.Cluster.Info.Organiser, x.Form.Decider)
	l.number, l.day = filedLetter(l.list)
	l.called = names.called(l.day)
	submission, annex := l.submission(), l.annex()
	return named("proposal", l.award, s, submission.Document, annex.Document), l.called.err
}

// lettered reports whether the cluster proposes persons for an award.
func lettered(a *year.AwardToPersons) bool {
	return a.OfCluster && a.Stage == emulation.StageProposed && a.Form != ""
}

// lettersOf are the award forms, by id, for which the cluster has somebody to propose.
func lettersOf(proposals []awards.Proposal, persons []year.AwardToPersons) (list []string) {
	for i := range proposals {
		if proposals[i].Step.Stands() {
			list = appendNew(list, proposals[i].Form.ID)
		}
	}
	for i := range persons {
		if lettered(&persons[i]) {
			list = appendNew(list, persons[i].Form)
		}
	}
	return list
}

// letter is what the submission and its annex share.
type letter struct {
	*Proposed
	list        []awards.Proposal
	persons     []*year.AwardToPersons // the cluster proposes for the same award
	award, to   string                 // to "" = nobody says who organises the cluster
	number, day string                 // under which it was filed; "" = not yet
	called      *called
	now         time.Time
}

// begin is the top of either paper.
func (l *letter) begin(kind string, subject ...string) *paper {
	return ofCluster(l.Season, kind, town(l.Season, l.Season.Info.Place), l.day, l.now, subject...)
}

// marks say what nobody may overlook of either paper.
func (l *letter) marks(p *paper) {
	open := []emulation.ProposalStep{emulation.ProposalDraft, emulation.ProposalChecked, emulation.ProposalReturned}
	if slices.ContainsFunc(l.list, func(x awards.Proposal) bool { return slices.Contains(open, x.Step) }) {
		p.mark(say("mark.proposal-draft"), "")
	}
	p.invented(l.Season.Info.Illustrative || slices.ContainsFunc(l.list, func(x awards.Proposal) bool { return x.Illustrative }) ||
		slices.ContainsFunc(l.persons, func(a *year.AwardToPersons) bool { return a.Illustrative }))
}

// filed is the number of the letter, open for the pen where it has none.
func (l *letter) filed() string {
	if l.number == "" {
		return openNumber(paperProposal)
	}
	return l.number
}

func (l *letter) submission() *paper {
	p := l.begin(say("proposal.title"), say("proposal.subject", "award", l.award, "season", lowerFirst(seasonLine(l.Season))))
	p.Heading.Number = say("number", "number", l.filed())
	l.marks(p)
	p.add(addressee(cmp.Or(l.to, forPen())))
	p.grounds(l.grounds())
	p.add(l.conferred()...)
	p.add(keep(l.ask(p.issuer)))
	units, people := l.units(), l.people()
	if len(units) > 0 && len(people) > 0 {
		p.add(keep(body(say("proposal.units"))))
	}
	p.items(units)
	if len(units) > 0 && len(people) > 0 {
		p.add(keep(body(say("proposal.persons"))))
	}
	p.items(people)
	p.add(keep(stands("proposal.enclosed")))
	p.list(l.enclosures())
	p.notes(l.torn())
	// A letter ends in "./." (Decree 30/2020/NĐ-CP, Annex III, Mẫu 1.4).
	closing := stands(l.way("proposal.close"), "issuer", p.issuer, "to", l.to, "decider", l.Form.Decider)
	closing.Spans[0].Text += "./."
	p.add(keep(closing), recipients(signatures(headOf(l.Season)), true))
	return p
}

// grounds are the law of the letter's day, or while it has none of the day of the review, then what the season and the proposals rest on.
func (l *letter) grounds() []string {
	own := l.Season.Info.Grounds
	for i := range l.list {
		if x := &l.list[i]; !x.Conflict {
			own = appendNew(own, x.Grounds...)
		}
	}
	if l.Law == nil {
		return own
	}
	day := l.day
	for _, r := range l.reviews() { // the last of them
		if l.day == "" {
			day = max(day, r.day)
		}
	}
	return append(l.Law.For(legal.Date(day)).Grounds(own...), own...)
}

// units are the collectives proposed, with their tracks; what two people wrote differently is not among them.
func (l *letter) units() (list []string) {
	for i := range l.list {
		if x := &l.list[i]; !x.Conflict {
			list = append(list, l.unit(x))
		}
	}
	return list
}

func (l *letter) unit(x *awards.Proposal) string {
	name := l.called.name(x.Unit)
	if x.Track != nil {
		name = words(emulation.Say("award.in-track", "award", name, "track", x.Track.Name))
	}
	return name
}

// people are the persons proposed, by name where the names are here; what two people wrote differently is not among them.
func (l *letter) people() (list []string) {
	for _, a := range l.persons {
		if !a.Conflict {
			list = append(list, whoIsMeant(a)...)
		}
	}
	return list
}

// count is how many collectives and persons are proposed.
func (l *letter) count() string {
	units := number(len(l.list))
	if slices.ContainsFunc(l.list, func(x awards.Proposal) bool { return x.Conflict }) {
		units = say("number-open")
	}
	if len(l.list) == 0 {
		units = ""
	}
	return howMany(units, l.persons, 0)
}

// enclosures are the list, and the papers of the dossiers that are here; what is dated after the letter was not in it.
func (l *letter) enclosures() []string {
	list := []string{say("proposal.list", "count", l.count())}
	for i := range l.list {
		list = appendNew(list, enclosed(&l.list[i], l.day)...)
	}
	return list
}

// torn says what two people wrote differently.
func (l *letter) torn() (notes []string) {
	for i := range l.list {
		if x := &l.list[i]; x.Conflict {
			notes = append(notes, say("proposal.conflict", "unit", l.called.name(x.Unit)))
		}
	}
	for _, a := range l.persons {
		if a.Conflict {
			notes = append(notes, say("proposal.conflict-persons"))
		} else {
			notes = append(notes, awardDoubt(a)...)
		}
	}
	return notes
}

// way is the key of a sentence by who is addressed: who decides is asked for the decision, anybody else to submit (trình) to who does, and where nobody is
// known, who has the authority. The cluster itself proposes (đề nghị) and submits nothing.
func (l *letter) way(key string) string {
	switch f := l.Form; {
	case l.to == "":
		return key + "-open"
	case f.DecidedAt(l.to):
		return key + "-direct"
	case f.Decider != "":
		return key + "-decider"
	}
	return key
}

// ask is what the letter asks for.
func (l *letter) ask(issuer string) documents.Paragraph {
	return stands(l.way("proposal.ask"), "issuer", issuer, "to", l.to, "award", l.award, "count", l.count(), "decider", l.Form.Decider)
}

// filedLetter is the number and day of the letter, as it stands in a dossier; else the day the first of the proposals was sent: one that came back is sent
// once more under the same letter.
func filedLetter(list []awards.Proposal) (number, day string) {
	for i := range list {
		for _, paper := range list[i].Dossier.Papers {
			if paper.ID == legal.PaperSubmission && paper.Have {
				return paper.Record.Number, paper.Record.Date
			}
		}
		if sent := string(list[i].Sent); sent != "" && (day == "" || sent < day) {
			day = sent
		}
	}
	return "", day
}

// enclosed are the papers of a dossier that are here, but the letter itself, and what is dated after the day of the letter.
func enclosed(p *awards.Proposal, letter string) []string {
	var list []string
	for _, paper := range p.Dossier.Papers {
		switch {
		case !paper.Have || paper.ID == legal.PaperSubmission || letter != "" && paper.Record.Date > letter:
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
