package forms

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// Count is form F10, Biên bản kiểm phiếu, of a round of a vote; 0 is the last. at is its conference, an empty one where it belongs to none. The hours of the
// count, which nobody records, and names two people wrote differently are left to the pen.
func Count(s *book.Season, v *conference.Vote, at *conference.Conference, round int, names Names, now time.Time) (Paper, error) {
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
	kind, subject, nth := say("count.title-open"), []string{v.Title}, ""
	if r.Rules.Secret {
		kind = say("count.title")
	}
	if round > 1 {
		subject, nth = append(subject, "("+again(round)+")"), again(round)
	}
	p := ofMeeting(s, at, kind, v.Day, now, subject...)
	p.numbered(paperMinutes)
	p.invented(s.Info.Illustrative || v.Illustrative)
	called := names.called(v.Day)
	who := attending{known(at), called}
	p.add(fact(say("count.time"), say("count.begins", "hour", say("hour-open"), "day", dayOrDots(v.Day))), fact(say("count.place"), meetingPlace(s, at)))
	if v.Question.Conference != "" {
		p.add(fact(say("count.at"), conferenceOf(s, v.Question.Conference)), fact(say("count.chairs"), joined(who.chairs())))
	}
	head := p.sections()
	head(say("count.team"))
	team := who.team()
	for i, member := range team {
		end := ";"
		if i == len(team)-1 {
			end = "."
		}
		if len(team) > 1 {
			member.line = strconv.Itoa(i+1) + ". " + member.line
		}
		line := tight(body(member.line + end))
		line.Align, line.KeepNext = documents.AlignLeft, i < len(team)-1
		p.add(line)
	}
	head(say("count.how"))
	p.add(body(sentence(words(r.Rules.Message()))))
	head(say("count.figures"))
	p.list(countFacts(v, r, called))
	if r.Tally.Invalid > 0 || slices.ContainsFunc(r.Tally.Lines, func(l ballot.Line) bool { return l.InvalidIn(r.Tally) > 0 }) { // the reasons are left to the pen
		p.add(fact(say("count.invalid-why"), ""))
	}
	head(say("count.result"))
	p.add(countTable(v, r), concluded(outcome(v, r))) // on the page before the signatures, if there is no room for all
	p.list(emulation.Map(v.NotesOf(r), func(m emulation.Message) string { return words(m) }))
	p.notes(voteNotes(v))
	p.add(keep(body(say("count.ends", "hour", say("hour-open")))), keep(stands("count.close")))
	var chairs []documents.Signer
	if v.Question.Conference != "" {
		chairs = who.chairSigners("count.chairs")
	}
	signs := signRows(team, chairs)
	last := len(signs) - 1
	signs[last] = recipients(signs[last], false)
	for _, row := range signs {
		p.add(row)
	}
	return p.named("count", v.Title+" "+nth, s), called.err
}

// voteNotes are the chair's word, why the vote was withdrawn, and what keeps a count from counting.
func voteNotes(v *conference.Vote) []string {
	var notes []string
	if v.Withdrawn {
		notes = append(notes, v.Title+": "+words(v.Message))
	}
	if c := v.Decision; c != nil && c.None {
		notes = append(notes, say("count.chair-none", "reason", c.Reason))
	} else if c != nil {
		names := emulation.Map(c.Lines, func(id string) string { return lineName(v, id) })
		notes = append(notes, say("count.chair", "lines", joined(names), "reason", c.Reason))
	}
	if v.Conflict {
		notes = append(notes, say("count.conflict"))
	}
	if v.Fault != nil {
		notes = append(notes, say("count.fault", "fault", phrase.Error(phrase.Vietnamese, v.Fault)))
	}
	return notes
}

// outcome is what a round decided, by name where nothing is left open.
func outcome(v *conference.Vote, r *ballot.Round) string {
	text, names := words(r.Outcome.Message), emulation.Map(r.Outcome.Won, func(id string) string { return lineName(v, id) })
	if plain := []string{"ballot.outcome", "ballot.outcome-places"}; len(names) == 0 || !slices.Contains(plain, r.Outcome.Message.Key) {
		return text
	}
	return say("count.named", "outcome", strings.TrimSuffix(text, "."), "names", joined(names))
}

// countFacts are who took part and what became of the ballots.
func countFacts(v *conference.Vote, r *ballot.Round, called *called) []string {
	t := &r.Tally
	counted := func(key string, n int64) string { return say(key, "count", number(n)) }
	facts := []string{say("count.members", "members", number(t.Members), "present", number(t.Present))}
	if t.Written > 0 {
		facts = append(facts, counted("count.written", t.Written))
	}
	if t.Recused > 0 {
		aside := emulation.Map(v.StandOff, called.name)
		facts = append(facts, say("count.recused", "count", number(t.Recused), "units", strings.Join(aside, "; ")))
	}
	if !r.Rules.Secret {
		return append(facts, counted("count.hands", t.Valid))
	}
	return append(facts, counted("count.issued", t.Issued), counted("count.returned", t.Returned), counted("count.valid", t.Valid),
		counted("count.invalid", t.Invalid))
}

// countTable is what was counted for every line, with its shares: of all members, as far as none stands aside, and of the valid ballots. Of a secret vote each
// line has the ballots that were invalid in it, or as a whole where the team did not tell lines apart: with them a line comes to all that were returned.
func countTable(v *conference.Vote, r *ballot.Round) documents.Table {
	votes, columns := "count.column.of-hands", []string{"order", "name", "yes", "no", "abstained"}
	figure := documents.Column{Width: 13, Align: documents.AlignCenter}
	counts := []documents.Column{{Width: 15, Align: documents.AlignCenter}, figure, figure} // "Đồng ý" in one line
	if r.Rules.Secret {
		votes, columns = "count.column.of-votes", []string{"order", "name", "yes", "no", "blank", "invalid"}
		counts = append(counts, figure)
	}
	members := r.Tally.Entitled()
	t := documents.Table{
		Columns: slices.Concat([]documents.Column{{Align: documents.AlignCenter}, {Width: 33, Flex: 1}}, counts,
			[]documents.Column{{Width: 26, Align: documents.AlignCenter}, {Width: 26, Align: documents.AlignCenter}, {Width: 18, Align: documents.AlignCenter}}),
		Header:  []documents.Row{header("count.column.", columns...)},
		Size:    11,
		KeepEnd: 1,
		Names:   2,
		Whole:   len(r.Tally.Lines) <= shortTable,
	}
	t.Header[0].Cells = append(t.Header[0].Cells, documents.Cell{Text: say("count.column.of-members", "count", fmt.Sprint(members))},
		documents.Cell{Text: say(votes, "count", fmt.Sprint(r.Tally.Valid))}, documents.Cell{Text: say("count.column.outcome")})
	for i, l := range r.Tally.Lines {
		texts := []string{strconv.Itoa(i + 1), lineName(v, l.ID), fmt.Sprint(l.Yes), fmt.Sprint(l.No), fmt.Sprint(l.Blank)}
		if r.Rules.Secret {
			texts = append(texts, fmt.Sprint(l.InvalidIn(r.Tally)))
		}
		t.Rows = append(t.Rows, row(append(texts, share(l.Yes, members), share(l.Yes, r.Tally.Valid),
			capital(phrase.Text(phrase.Vietnamese, "ballot.state."+string(r.Outcome.Lines[i].State))))...))
	}
	return t
}

// share is a share as an exact fraction and in percent with two places.
func share(votes, base int64) string {
	if base <= 0 {
		return "–"
	}
	hundredths := ballot.Percent(votes, base)
	return fmt.Sprintf("%d/%d (%d,%02d%%)", votes, base, hundredths/100, hundredths%100)
}
