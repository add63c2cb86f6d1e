package forms

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/vietnamese"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/result"
	"thidua/workspace/year"
)

// Proposed is what a letter for awards is made of: the season's proposals and its awards to persons, the ranking, and the law.
type Proposed struct {
	Season    *book.Season
	Proposals []awards.Proposal
	Persons   []year.AwardToPersons
	Ranking   *result.Ranking
	Law       *legal.Book
}

// Proposal is forms F12, Tờ trình, and F13, Danh sách trích ngang: the cluster's letter for all units and persons it proposes for one award form, named by its
// id or name, and the list of them. Its parts are those of Mẫu số 01, Annex I of Decree 98/2023/NĐ-CP: grounds, who reviewed, what is asked for how many
// collectives and persons, enclosures. Number and day are those under which the letter was filed in the dossier, else they are left to the pen.
func Proposal(x *Proposed, form string, names Names, now time.Time) (Paper, error) {
	s := x.Season
	var list []awards.Proposal
	var known []string
	for _, p := range x.Proposals {
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
	l := &letter{Proposed: x, list: list, award: words(list[0].Named()), to: cmp.Or(s.Cluster.Info.Organiser, list[0].Form.Decider), now: now}
	l.number, l.day = filedLetter(list)
	l.called = names.called(l.day)
	for i := range x.Persons {
		if a := &x.Persons[i]; a.OfCluster && a.Stage == emulation.StageProposed && a.Form == list[0].Form.ID {
			l.persons = append(l.persons, a)
		}
	}
	submission, annex := l.submission(), l.annex()
	return named("proposal", l.award, s, submission.Document, annex.Document), l.called.err
}

// letter is what the submission and its annex share.
type letter struct {
	*Proposed
	list        []awards.Proposal      // at least one
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
	p.add(conferred(l.list)...)
	p.add(keep(l.ask(p.issuer)))
	if people := l.people(); len(people) > 0 {
		p.add(keep(body(say("proposal.units"))))
		p.items(l.units())
		p.add(keep(body(say("proposal.persons"))))
		p.items(people)
	} else {
		p.items(l.units())
	}
	p.add(keep(stands("proposal.enclosed")))
	p.list(l.enclosures())
	p.notes(l.torn())
	// A letter ends in "./." (Decree 30/2020/NĐ-CP, Annex III, Mẫu 1.4).
	closing := stands(l.way("proposal.close"), "issuer", p.issuer, "to", l.to, "decider", l.list[0].Form.Decider)
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
	_, _, reviewed := reviewedBy(l.list)
	return append(l.Law.For(legal.Date(cmp.Or(l.day, reviewed))).Grounds(own...), own...)
}

// units are the collectives proposed, with their tracks.
func (l *letter) units() []string {
	return emulation.Map(l.list, func(x awards.Proposal) string {
		name := l.called.name(x.Unit)
		if x.Track != nil {
			name = words(emulation.Say("award.in-track", "award", name, "track", x.Track.Name))
		}
		return name
	})
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

// count is how many collectives and persons are proposed: "03 tập thể và 02 cá nhân"; the persons are left to the pen where nobody said how many they are.
func (l *letter) count() string {
	units := number(len(l.list))
	var persons uint64
	for _, a := range l.persons {
		n := cmp.Or(uint64(len(a.Names)), a.Persons)
		if n == 0 || a.Conflict {
			return say("proposal.count-both", "units", units, "persons", say("number-open"))
		}
		persons += n
	}
	if persons == 0 {
		return say("proposal.count-units", "units", units)
	}
	return say("proposal.count-both", "units", units, "persons", number(persons))
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
	switch f := l.list[0].Form; {
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
	return stands(l.way("proposal.ask"), "issuer", issuer, "to", l.to, "award", l.award, "count", l.count(), "decider", l.list[0].Form.Decider)
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

// reviewedBy is the kind of conference that reviewed the units, how, and its day; "" where none is named.
func reviewedBy(list []awards.Proposal) (kind, how, day string) {
	for i := range list {
		x := &list[i]
		switch {
		case x.Conflict:
		case x.Agreed != "":
			return x.Agreed, say("proposal.by-agreement"), x.AgreedOn
		case x.Vote == nil || x.Vote.Vote == nil || x.Vote.Vote.Question.Conference == "":
		case x.Vote.Vote.Rules.Secret:
			return x.Vote.Vote.Question.Conference, say("proposal.by-ballot"), x.Vote.Vote.Day
		default:
			return x.Vote.Vote.Question.Conference, say("proposal.by-hand"), x.Vote.Vote.Day
		}
	}
	return "", "", ""
}

// conferred says which conference reviewed the units, by a vote or by agreeing openly; nothing where none is named.
func conferred(list []awards.Proposal) []documents.Block {
	kind, how, day := reviewedBy(list)
	if kind == "" {
		return nil
	}
	s := list[0].Season
	reviewed := stands("proposal.reviewed", "conference", conferenceOf(s, kind), "cluster", s.Cluster.Info.Name, "how", how)
	text := &reviewed.Spans[0].Text
	if day := dayWords(day); day != "" {
		*text = say("proposal.reviewed-on", "text", *text, "date", day)
	}
	*text += "."
	return []documents.Block{reviewed}
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
