package documents

import "strconv"

// CountForm is form F10, Biên bản kiểm phiếu, of one round of a vote.
type CountForm struct {
	Letterhead
	Venue      string // where it was held
	Secret     bool
	Question   string // what was voted on
	Conference string // "Hội nghị tổng kết"
	Again      string // "lần 2", "" = the first round
	Facts      []string
	Rules      string
	Law        string
	Invalid    bool // there were invalid ballots: their reasons are left to the pen
	Lines      []CountRow
	Bases      CountBases
	Outcome    string
	Elect      bool // places were filled
	Notes      []string
}

// CountBases are the numbers the shares are taken of.
type CountBases struct{ Members, Votes string }

// CountRow is one line of a vote; figures are finished strings.
type CountRow struct {
	Name          string
	Yes, No       string
	Blank         string
	OfMembers     string // "5/6 (83,33 %)"
	OfVotes       string
	Outcome, Note string
}

// Document lays the form out.
func (f CountForm) Document() Document {
	kind := say("count.title-open")
	if f.Secret {
		kind = say("count.title")
	}
	subject := []string{f.Question}
	if f.Again != "" {
		subject = append(subject, "("+f.Again+")")
	}
	blocks := []Block{fact("count.time", ""), fact("count.place", f.Venue), fact("count.at", f.Conference)}
	blocks = append(blocks, section(roman[1]+". "+say("count.team")))
	for i, post := range []string{"count.team-head", "count.team-clerk", "count.team-member"} {
		p := body(say("count.team-line", "number", i+1, "post", lowerFirst(say(post))))
		p.Tight, p.Align, p.KeepNext = true, AlignLeft, i < 2
		blocks = append(blocks, p)
	}
	blocks = append(blocks, section(roman[2]+". "+say("count.how")), body(sentence(f.Rules)))
	if f.Law != "" {
		blocks = append(blocks, body(sentence(f.Law)))
	}
	blocks = append(blocks, section(roman[3]+". "+say("count.figures")))
	blocks = append(blocks, listed(f.Facts)...)
	if f.Invalid {
		blocks = append(blocks, fact("count.invalid-why", ""))
	}
	blocks = append(blocks, section(roman[4]+". "+say("count.result")), countTable(f.Lines, f.Bases, f.Secret))
	outcome := Paragraph{Spans: []Span{{Text: say("count.outcome") + ": "}, {Text: sentence(f.Outcome), Bold: true}}, Indent: true, KeepNext: true}
	blocks = append(blocks, outcome)
	for _, n := range f.Notes {
		blocks = append(blocks, note(n))
	}
	close := body(say("count.close"))
	close.KeepNext = true
	blocks = append(blocks, close, Signatures{Signers: []Signer{
		completed(Signer{}, "count.team-member", "hint.sign"),
		completed(Signer{}, "count.team-clerk", "hint.sign"),
		completed(Signer{}, "count.team-head", "hint.sign"),
	}})
	return f.document(kind, subject, false, nil, blocks...)
}

// countTable is what was counted for every line.
func countTable(lines []CountRow, bases CountBases, secret bool) Table {
	votes := "count.column.of-hands"
	if secret {
		votes = "count.column.of-votes"
	}
	t := Table{
		Columns: []Column{{Align: AlignCenter}, {Width: 40, Flex: 1}, {Width: 14, Align: AlignCenter}, {Width: 16, Align: AlignCenter}, {Width: 14, Align: AlignCenter},
			{Width: 24, Align: AlignCenter}, {Width: 24, Align: AlignCenter}, {Width: 21, Align: AlignCenter}},
		Header:  []Row{header("count.column.", "order", "name", "yes", "no", "blank")},
		Size:    11,
		KeepEnd: 1,
	}
	t.Header[0].Cells = append(t.Header[0].Cells, Cell{Text: say("count.column.of-members", "count", bases.Members)}, Cell{Text: say(votes, "count", bases.Votes)},
		Cell{Text: say("count.column.outcome")})
	for i, l := range lines {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: strconv.Itoa(i + 1)}, {Text: l.Name}, {Text: l.Yes}, {Text: l.No}, {Text: l.Blank}, {Text: l.OfMembers},
			{Text: l.OfVotes}, {Text: l.Outcome}}})
	}
	return t
}
