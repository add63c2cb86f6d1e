package paper

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/workspace"
)

// MostSlips is how many ballots one file may hold.
const MostSlips = 1000

// Ballots is form F9 of a vote: copies slips, 0 = one for each who has a vote. After a tie that calls for a second ballot they are for that.
func Ballots(d Desk, code string, copies int, now time.Time) (Paper, error) {
	s, err := d.Season()
	if err != nil {
		return Paper{}, err
	}
	v, err := d.Vote(code)
	if err != nil {
		return Paper{}, err
	}
	if copies == 0 {
		copies = int(v.Voters) - len(v.StandOff)
	}
	switch {
	case !v.Rules.Secret:
		return Paper{}, emulation.Errorf(emulation.Invalid, "paper.ballots-open", "vote", v.Title)
	case copies < 1 || copies > MostSlips:
		return Paper{}, emulation.Errorf(emulation.Invalid, "paper.ballots-copies", "copies", copies, "most", MostSlips)
	}
	form, _ := strings.CutPrefix(v.On, ballot.OnAward)
	award, _ := phrase.Template(phrase.Vietnamese, "award."+form)
	f := documents.BallotForm{Created: now, Issuer: s.Cluster.Info.Name, Season: seasonOf(s), Question: v.Title, Places: int(v.Rules.Places), Elect: v.Rules.Places > 0 || award != "",
		Copies: copies, Illustrative: v.Illustrative}
	lines, places := next(v)
	if len(v.Rounds) > 0 && len(lines) < len(v.Lines) {
		f.Again, f.Places = again(len(v.Rounds)+1), int(places)
	}
	for _, l := range v.Lines {
		if slices.Contains(lines, l.ID) {
			f.Lines = append(f.Lines, documents.BallotLine{Unit: lineName(v, l.ID), Award: award})
		}
	}
	return paperOf("ballots", v.Title, s, f.Document()), nil
}

// next are the lines of the ballot to be held: those of a tie that a second ballot decides, else all.
func next(v *workspace.Vote) (lines []string, places int64) {
	if v.By == ballot.SecondBallot && len(v.Undecided) > 0 {
		return v.Undecided, v.Open
	}
	if v.On == ballot.OnRanking {
		for _, level := range v.Order {
			if len(level) > 1 {
				return level, 0
			}
		}
	}
	for _, l := range v.Lines {
		lines = append(lines, l.ID)
	}
	return lines, v.Rules.Places
}

// again names a further round; "" for the first.
func again(round int) string {
	if round < 2 {
		return ""
	}
	return say("count.again", "round", round)
}

// lineName is what a line is called: as it was announced.
func lineName(v *workspace.Vote, id string) string {
	for _, l := range v.Lines {
		if l.ID == id {
			switch {
			case l.Name != "":
				return l.Name
			case l.Unit.Name != "":
				return l.Unit.Name
			}
		}
	}
	return id
}

// Count is form F10 of a round of a vote; 0 is the last.
func Count(d Desk, code string, round int, now time.Time) (Paper, error) {
	s, err := d.Season()
	if err != nil {
		return Paper{}, err
	}
	v, err := d.Vote(code)
	if err != nil {
		return Paper{}, err
	}
	if round == 0 {
		round = len(v.Rounds)
	}
	if len(v.Rounds) == 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.not-counted", "vote", v.Title)
	}
	if round < 1 || round > len(v.Rounds) {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-round", "vote", v.Title, "round", round, "rounds", len(v.Rounds))
	}
	r := &v.Rounds[round-1]
	place := s.Info.Place
	if v.Question.Conference != "" {
		m, err := d.Minutes(v.Question.Conference)
		if err != nil {
			return Paper{}, err
		}
		if m.Conference.Place != "" {
			place = m.Conference.Place
		}
	}
	aside, err := namesOn(d, v.StandOff, v.Day)
	if err != nil {
		return Paper{}, err
	}
	f := documents.CountForm{Letterhead: letterhead(s, v.Day, place, now), Venue: place, Secret: r.Rules.Secret, Question: v.Title, Again: again(round),
		Rules: words(r.Rules.Message()), Law: lawOf(v), Invalid: r.Tally.Invalid > 0, Outcome: words(r.Outcome.Message)}
	f.Illustrative = f.Illustrative || v.Illustrative
	if v.Question.Conference != "" {
		f.Conference = conferenceName(v.Question.Conference)
	}
	f.Facts = countFacts(r, aside)
	f.Lines, f.Bases = countRows(v, r)
	f.Notes = voteNotes(v)
	return paperOf("count", v.Title+" "+again(round), s, f.Document()), nil
}

// lawOf cites the law a vote is held under, where it is and its text was verified: nothing else belongs on a signed paper.
func lawOf(v *workspace.Vote) string {
	if v.Law == nil || !v.Law.Applied || !v.Law.Verified {
		return ""
	}
	return words(v.Law.Message())
}

// voteNotes are the chair's word, and what keeps a count from counting.
func voteNotes(v *workspace.Vote) []string {
	var notes []string
	if c := v.Decision; c != nil {
		var names []string
		for _, id := range c.Lines {
			names = append(names, lineName(v, id))
		}
		notes = append(notes, say("count.chair", "lines", strings.Join(names, "; "), "reason", c.Reason))
	}
	if v.Conflict {
		notes = append(notes, say("count.conflict"))
	}
	if v.Fault != nil {
		notes = append(notes, say("count.fault", "fault", phrase.Error(phrase.Vietnamese, v.Fault)))
	}
	return notes
}

// countFacts are who took part and what became of the ballots.
func countFacts(r *ballot.Round, aside []string) []string {
	t := &r.Tally
	facts := []string{say("count.members", "members", t.Members, "present", t.Present)}
	if t.Written > 0 {
		facts = append(facts, say("count.written", "count", t.Written))
	}
	if t.Recused > 0 {
		facts = append(facts, say("count.recused", "count", t.Recused, "units", strings.Join(aside, "; ")))
	}
	if !r.Rules.Secret {
		return append(facts, say("count.hands", "count", t.Valid))
	}
	return append(facts, say("count.issued", "count", t.Issued), say("count.returned", "count", t.Returned), say("count.valid", "count", t.Valid),
		say("count.invalid", "count", t.Invalid))
}

// countRows are the lines of a round with their shares: of all members, as far as none stands aside, and of the valid ballots.
func countRows(v *workspace.Vote, r *ballot.Round) ([]documents.CountRow, documents.CountBases) {
	all := ballot.Rules{Denominator: legal.TotalMembers, Num: 1, Den: 1}
	_, members := ballot.Needed(all, r.Tally)
	var rows []documents.CountRow
	for i, l := range r.Tally.Lines {
		rows = append(rows, documents.CountRow{Name: lineName(v, l.ID), Yes: fmt.Sprint(l.Yes), No: fmt.Sprint(l.No), Blank: fmt.Sprint(l.Blank),
			OfMembers: share(l.Yes, members), OfVotes: share(l.Yes, r.Tally.Valid),
			Outcome: capital(phrase.Text(phrase.Vietnamese, "ballot.state."+string(r.Outcome.Lines[i].State)))})
	}
	return rows, documents.CountBases{Members: fmt.Sprint(members), Votes: fmt.Sprint(r.Tally.Valid)}
}

// share is a share as an exact fraction and in percent with two places, rounded half up; what is not all never reads 100 %.
func share(of, base int64) string {
	if base <= 0 {
		return "–"
	}
	hundredths := (20000*of + base) / (2 * base)
	if hundredths == 10000 && of < base {
		hundredths--
	}
	return fmt.Sprintf("%d/%d (%d,%02d\u00a0%%)", of, base, hundredths/100, hundredths%100)
}
