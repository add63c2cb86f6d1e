package paper

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/vietnamese"
	"thidua/workspace"
)

// Proposal is forms F12 and F13: the cluster's letter for all units it proposes for one award form, named by its id or name, and the list of
// them. Number and day are those under which the letter was filed in the dossier, else they are left to the pen.
func Proposal(d Desk, form string, now time.Time) (Paper, error) {
	s, err := d.Season()
	if err != nil {
		return Paper{}, err
	}
	all, err := d.Proposals("")
	if err != nil {
		return Paper{}, err
	}
	var list []workspace.Proposal
	var known []string
	for _, p := range all {
		if !p.Step.Stands() {
			continue
		}
		if p.Form.ID == form || vietnamese.Fold(p.FormName) == vietnamese.Fold(form) {
			list = append(list, p)
		}
		if !slices.Contains(known, p.Form.ID) {
			known = append(known, p.Form.ID)
		}
	}
	if len(list) == 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-proposals", "form", form, "forms", strings.Join(known, ", "))
	}
	ranking, err := d.Ranking()
	if err != nil {
		return Paper{}, err
	}
	cluster := s.Cluster.Info
	number, day := filedLetter(list)
	f := documents.ProposalForm{Letterhead: letterhead(s, day, s.Info.Place, now), To: cluster.Organiser, Award: list[0].FormName, Grounds: s.Info.Grounds,
		Reviewed: conferred(list), Enclosures: []string{say("proposal.list", "count", len(list))},
		Recipients: []string{say("proposal.as-above"), say("proposal.members"), say("proposal.filed")},
		Head:       documents.Signer{Authority: say("on-behalf-of", "cluster", cluster.Name), Position: headPosition(cluster.Name)}}
	if f.Number = number; number == "" {
		f.Number = say("proposal.number-open")
	}
	for i := range list {
		p := &list[i]
		if len(p.Grounds) > 0 {
			f.Grounds = appendNew(f.Grounds, p.Grounds...)
		}
		f.Draft = f.Draft || p.Step == emulation.ProposalDraft || p.Step == emulation.ProposalChecked || p.Step == emulation.ProposalReturned
		f.Illustrative = f.Illustrative || p.Illustrative
		line, err := proposed(d, p, ranking, day)
		if err != nil {
			return Paper{}, err
		}
		f.Lines = append(f.Lines, line)
		f.Enclosures = appendNew(f.Enclosures, enclosed(p)...)
		if p.Conflict {
			f.Notes = append(f.Notes, say("proposal.conflict", "unit", line.Unit))
		}
	}
	if f.To == "" {
		f.To = words(emulation.Say("award.level." + string(list[0].Form.Level)))
	}
	return paperOf("proposal", f.Award, s, f.Documents()...), nil
}

// filedLetter is the number and day of the letter, as it stands in a dossier; else the day the proposals were sent.
func filedLetter(list []workspace.Proposal) (number, day string) {
	for i := range list {
		for _, paper := range list[i].Dossier.Papers {
			if paper.ID == legal.PaperSubmission && paper.Have {
				return paper.Record.Number, paper.Record.Date
			}
		}
	}
	return "", string(list[0].Sent)
}

// conferred says which conference reviewed the units; "" where no vote of one is named.
func conferred(list []workspace.Proposal) string {
	for i := range list {
		if v := list[i].Vote; v != nil && v.Vote != nil && v.Vote.Question.Conference != "" {
			how := say("proposal.by-hand")
			if v.Vote.Rules.Secret {
				how = say("proposal.by-ballot")
			}
			text := say("proposal.reviewed", "conference", conferenceName(v.Vote.Question.Conference), "cluster", list[i].Season.Cluster.Info.Name, "how", how)
			if day := dayWords(v.Vote.Day); day != "" {
				text = say("proposal.reviewed-on", "text", text, "date", day)
			}
			return text + "."
		}
	}
	return ""
}

func proposed(d Desk, p *workspace.Proposal, ranking *workspace.Ranking, day string) (documents.ProposalLine, error) {
	name, err := nameOn(d, p.Unit, day)
	line := documents.ProposalLine{Unit: name, Award: p.FormName, Summary: p.Achievement, Votes: votesFor(p.Vote)}
	for i := range ranking.Standings {
		if st := &ranking.Standings[i]; st.Unit.ID == p.Unit.ID {
			w := figuresOf(ranking.Season.Set)
			if line.Points = w.fixed(st.Final.Total); ranking.Season.Set.Normalise {
				line.Points = say("proposal.points-percent", "points", line.Points, "percent", w.fixed(st.Final.Percent))
			}
			line.Rank = strconv.Itoa(st.Final.Rank)
		}
	}
	if p.Rank > 0 {
		line.Rank = strconv.Itoa(p.Rank)
	}
	return line, err
}

// votesFor is the share of all members that agreed in the last round the unit stood in; "" without a count.
func votesFor(v *workspace.ProposalVote) string {
	if v == nil || v.Vote == nil || v.Line == nil {
		return ""
	}
	for i := len(v.Vote.Rounds) - 1; i >= 0; i-- {
		r := &v.Vote.Rounds[i]
		at := slices.IndexFunc(r.Tally.Lines, func(l ballot.Line) bool { return l.ID == v.Line.ID })
		if at >= 0 {
			rows, _ := countRows(v.Vote, r)
			return rows[at].OfMembers
		}
	}
	return ""
}

// enclosed are the papers of a dossier that are here, but the letter itself.
func enclosed(p *workspace.Proposal) []string {
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
