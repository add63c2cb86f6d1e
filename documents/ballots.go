package documents

import (
	"strconv"
	"time"
)

// BallotForm is form F9, Phiếu bầu: slips of paper for a secret vote. Nothing on it tells one slip from another or who filled it in: no name, no
// number, no code, no mark.
type BallotForm struct {
	Created      time.Time
	Issuer       string
	Season       Season
	Question     string
	Again        string // "lần 2", "" = the first round
	Lines        []BallotLine
	Places       int // how many may be chosen, 0 = each line by itself
	Elect        bool
	Copies       int
	Illustrative bool // the same words on every slip
}

// BallotLine is one thing to vote on.
type BallotLine struct{ Unit, Award string }

// box is the square to tick.
const box = "□"

// Document lays the form out: nothing but slips.
func (f BallotForm) Document() Document {
	kind := say("ballot.title")
	if f.Elect {
		kind = say("ballot.title-elect")
	}
	season := seasonLine(f.Season)
	question := f.Question
	if f.Again != "" {
		question += " (" + f.Again + ")"
	}
	centred := func(text string, bold, italic bool) Paragraph {
		return Paragraph{Spans: []Span{{Text: text, Bold: bold, Italic: italic}}, Align: AlignCenter, Tight: true, KeepNext: true}
	}
	slip := []Block{centred(caps(f.Issuer), true, false), centred(season, false, false), centred("\u00a0", false, false), Title{Kind: caps(kind), Subject: []string{question}}}
	if f.Illustrative {
		slip = append(slip, centred(say("mark.illustrative-paper-short"), false, true))
	}
	how := say("ballot.how")
	if f.Places > 0 {
		how = say("ballot.how-places", "places", f.Places)
	}
	slip = append(slip, f.table(), Paragraph{Spans: []Span{{Text: how, Italic: true}}, Align: AlignLeft, Size: NoteSize})
	return Document{Title: footer(kind, f.Issuer, season), Created: f.Created, Unnumbered: true, Blocks: []Block{Slips{Blocks: slip, Copies: f.Copies}}}
}

func (f BallotForm) table() Table {
	t := Table{
		Columns: []Column{{Width: 12, Align: AlignCenter}, {Width: 70, Flex: 1}, {Width: 38}, {Width: 22, Align: AlignCenter}, {Width: 23, Align: AlignCenter}},
		Header:  []Row{header("ballot.column.", "order", "unit", "award", "yes", "no")},
		Size:    BodySize,
	}
	award := false
	for _, l := range f.Lines {
		award = award || l.Award != ""
	}
	if !award {
		t.Columns = append(t.Columns[:2:2], t.Columns[3:]...)
		t.Header = []Row{header("ballot.column.", "order", "what", "yes", "no")}
	}
	for i, l := range f.Lines {
		cells := []Cell{{Text: strconv.Itoa(i + 1)}, {Text: l.Unit}}
		if award {
			cells = append(cells, Cell{Text: l.Award})
		}
		t.Rows = append(t.Rows, Row{Cells: append(cells, Cell{Text: box}, Cell{Text: box})})
	}
	return t
}
