package forms

import (
	"slices"
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// MostSlips is how many ballots one file may hold.
const MostSlips = 1000

// box is the square to tick.
const box = "□"

// Ballots is form F9, Phiếu bầu: slips of paper for the next round of a secret vote, copies of them, 0 = one for each who has a vote. Nothing on a slip
// tells it from another or who filled it in: no name, no number, no code, no mark.
func Ballots(s *book.Season, v *conference.Vote, copies int, now time.Time) (Paper, error) {
	if copies == 0 {
		copies = int(v.Voters) - len(v.StandOff)
	}
	switch {
	case v.Withdrawn:
		return Paper{}, emulation.Errorf(emulation.Invalid, "vote.withdrawn-open", "code", v.Code, "reason", v.Reason)
	case !v.Rules.Secret:
		return Paper{}, emulation.Errorf(emulation.Invalid, "paper.ballots-open", "vote", v.Title)
	case copies < 1 || copies > MostSlips:
		return Paper{}, emulation.Errorf(emulation.Invalid, "paper.ballots-copies", "copies", copies, "most", MostSlips)
	}
	award := v.Award
	kind := say("ballot.title")
	if v.Rules.Places > 0 || award != "" {
		kind = say("ballot.title-elect")
	}
	question := v.Title
	rules, lines := v.Next()
	switch {
	case lines == nil: // nothing is open: once more on all of them
		rules, lines = v.Rules, nil
		for _, l := range v.Lines {
			lines = append(lines, l.ID)
		}
	case len(lines) < len(v.Lines):
		question += " (" + again(len(v.Rounds)+1) + ")"
	}
	how := say("ballot.how")
	if rules.Places > 0 {
		how = say("ballot.how-places", "places", rules.Places)
	}
	issuer, season := s.Cluster.Info.Name, seasonLine(s)
	slips := documents.Slips{Issuer: caps(issuer), Stamp: say("ballot.stamp", "head", lowerFirst(postName(s, emulation.PostHead))), Title: documents.Title{Kind: caps(kind), Subject: []string{question, season}}, Copies: copies}
	if v.Illustrative {
		slips.Blocks = append(slips.Blocks, markLine(say("mark.illustrative-paper-short")))
	}
	slips.Blocks = append(slips.Blocks, slipTable(v, lines, award),
		documents.Paragraph{Spans: []documents.Span{{Text: how, Italic: true}}, Align: documents.AlignLeft, Size: documents.NoteSize})
	return named("ballots", v.Title, s, documents.Document{Title: footer(kind, issuer, season), Created: now, Unnumbered: true, Blocks: []documents.Block{slips}}), nil
}

// slipTable are the lines of a vote that are voted on, with boxes to tick; "" = they are on no award.
func slipTable(v *conference.Vote, lines []string, award string) documents.Table {
	t := documents.Table{
		Columns: []documents.Column{{Width: 12, Align: documents.AlignCenter}, {Width: 70, Flex: 1}, {Width: 38}, {Width: 22, Align: documents.AlignCenter},
			{Width: 23, Align: documents.AlignCenter}},
		Header: []documents.Row{header("ballot.column.", "order", "unit", "award", "yes", "no")},
		Size:   documents.BodySize,
	}
	if award == "" {
		t.Columns = slices.Delete(t.Columns, 2, 3)
		t.Header = []documents.Row{header("ballot.column.", "order", "what", "yes", "no")}
	}
	for _, l := range v.Lines {
		if !slices.Contains(lines, l.ID) {
			continue
		}
		texts := []string{strconv.Itoa(len(t.Rows) + 1), lineName(v, l.ID), award, box, box}
		if award == "" {
			texts = slices.Delete(texts, 2, 3)
		}
		t.Rows = append(t.Rows, row(texts...))
	}
	return t
}

// again names a further round.
func again(round int) string { return say("count.again", "round", round) }

// lineName is what a line is called: as it was announced.
func lineName(v *conference.Vote, id string) string {
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
