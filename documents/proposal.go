package documents

import "strconv"

// ProposalForm is form F12, Tờ trình, with form F13, Danh sách trích ngang, as its annex.
type ProposalForm struct {
	Letterhead
	To         string
	Award      string // "Cờ thi đua của UBND tỉnh"
	Draft      bool   // not every unit was voted on yet
	Grounds    []string
	Reviewed   string // "đã được Hội nghị tổng kết … bình xét ngày …", "" = not by a conference
	Lines      []ProposalLine
	Enclosures []string
	Recipients []string
	Head       Signer
	Notes      []string
}

// ProposalLine is a unit that is proposed.
type ProposalLine struct {
	Unit, Award, Summary string
	Votes                string // "6/6 (100,00 %)"
	Points, Rank         string
}

// Documents lays out the letter and the list that goes with it.
func (f ProposalForm) Documents() []Document { return []Document{f.letter(), f.list()} }

func (f ProposalForm) marks() []string {
	if f.Draft {
		return []string{say("mark.proposal-draft")}
	}
	return nil
}

func (f ProposalForm) letter() Document {
	blocks := []Block{addressee(f.To)}
	blocks = append(blocks, grounds(f.Grounds)...)
	if f.Reviewed != "" {
		blocks = append(blocks, body(f.Reviewed))
	}
	ask := body(say("proposal.ask", "issuer", f.Issuer, "to", f.To, "award", f.Award, "count", len(f.Lines)))
	ask.KeepNext = true
	blocks = append(blocks, ask)
	for i, l := range f.Lines {
		p := body(strconv.Itoa(i+1) + ". " + l.Unit + f.endOf(i))
		p.Tight = i > 0
		blocks = append(blocks, p)
	}
	if len(f.Enclosures) > 0 {
		p := body(say("proposal.enclosed"))
		p.KeepNext = true
		blocks = append(append(blocks, p), listed(f.Enclosures)...)
	}
	for _, n := range f.Notes {
		blocks = append(blocks, note(n))
	}
	close := body(say("proposal.close", "issuer", f.Issuer, "to", f.To))
	close.KeepNext = true
	blocks = append(blocks, close, Signatures{Signers: []Signer{completed(f.Head, "summary.head", "hint.sign-stamp")}, Recipients: f.Recipients,
		Heading: say("recipients")})
	return f.document(say("proposal.title"), []string{say("proposal.subject", "award", f.Award, "season", lowerFirst(seasonLine(f.Season)))}, false, f.marks(), blocks...)
}

func (f ProposalForm) endOf(i int) string {
	if i == len(f.Lines)-1 {
		return "."
	}
	return ";"
}

func (f ProposalForm) list() Document {
	t := Table{
		Columns: []Column{{Align: AlignCenter}, {Width: 60, Flex: 2}, {Width: 45, Flex: 1}, {Width: 80, Flex: 3}, {Width: 26, Align: AlignCenter}, {Align: AlignCenter}, {Align: AlignCenter}},
		Header:  []Row{header("proposal.column.", "order", "unit", "award", "summary", "votes", "points", "rank")},
		KeepEnd: 1,
	}
	for i, l := range f.Lines {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: strconv.Itoa(i + 1)}, {Text: l.Unit}, {Text: l.Award}, {Text: l.Summary}, {Text: l.Votes}, {Text: l.Points}, {Text: l.Rank}}})
	}
	total := Paragraph{Spans: []Span{{Text: say("proposal.count", "count", len(f.Lines))}}, Align: AlignLeft, KeepNext: true}
	return f.document(say("proposal.list-title"), []string{say("proposal.subject-list", "award", f.Award), say("proposal.with", "number", f.Number, "date", dateWords(f.Date))}, true, f.marks(),
		t, total, Signatures{Signers: []Signer{completed(f.Head, "summary.head", "hint.sign-stamp")}})
}
