package documents

// ReviewForm is form F6, Biên bản chấm chéo, thẩm định of one sheet.
type ReviewForm struct {
	Letterhead
	Second    bool // a second review was held
	Unit      string
	First     []string // who held the first review
	Later     []string // who held the second
	Criteria  string
	Rows      []ReviewRow // what was given other points, or answered
	Same      int         // how many criteria kept the unit's own points
	Self      string
	Verified  string
	Final     string
	Class     string
	Agreed    string // what the unit said to the whole: that it agreed, or that it has not yet
	Illegible []string
}

// ReviewRow is one criterion.
type ReviewRow struct {
	Code, Name                  string
	Max, Self, Verified, Final  string
	Reason, Explanation, Second string
}

// Document lays the form out.
func (f ReviewForm) Document() Document {
	kind := say("review.title")
	blocks := []Block{
		fact("review.held", ""),
		fact("review.unit", f.Unit),
		fact("review.criteria", f.Criteria),
		fact("review.first", joined(f.First)),
	}
	if f.Second || len(f.Later) > 0 {
		blocks = append(blocks, fact("review.second", joined(f.Later)))
	}
	if len(f.Rows) == 0 {
		blocks = append(blocks, body(say("review.no-difference", "count", f.Same)))
	} else {
		blocks = append(blocks, body(say("review.differences", "count", len(f.Rows), "same", f.Same)))
	}
	blocks = append(blocks, f.table())
	for _, n := range f.Illegible {
		blocks = append(blocks, note(n))
	}
	if f.Class != "" {
		class := field(say("sheet.class"), f.Class)
		class.KeepNext, class.Indent, class.Tight = true, true, false
		blocks = append(blocks, class)
	}
	opinion := body(say("review.opinion", "what", f.Agreed))
	opinion.KeepNext = true
	blocks = append(blocks, opinion, Signatures{Signers: []Signer{
		completed(Signer{}, "review.side-unit", "hint.sign"),
		completed(Signer{}, "review.side-verifier", "hint.sign"),
	}})
	return f.document(kind, []string{say("review.subject", "unit", f.Unit, "season", lowerFirst(seasonLine(f.Season)))}, true, nil, blocks...)
}

func (f ReviewForm) table() Table {
	t := Table{
		Columns: []Column{{Width: 13, Align: AlignCenter}, {Width: 62, Flex: 2}, {Align: AlignCenter}, {Align: AlignCenter}, {Align: AlignCenter},
			{Width: 50, Flex: 2}, {Width: 50, Flex: 2}, {Align: AlignCenter}},
		Header:  []Row{header("review.column.", "code", "name", "max", "self", "verified", "reason", "explanation", "final")},
		KeepEnd: 1,
	}
	for _, r := range f.Rows {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: r.Code}, {Text: r.Name}, {Text: r.Max}, {Text: r.Self}, {Text: r.Verified}, {Text: r.reasons()},
			{Text: r.Explanation}, {Text: r.Final}}})
	}
	t.Rows = append(t.Rows, Row{Kind: TotalRow, Cells: []Cell{{}, {Text: say("review.total")}, {}, {Text: f.Self}, {Text: f.Verified}, {}, {}, {Text: f.Final}}})
	return t
}

// reasons are those of both reviews, the second's under the first's.
func (r ReviewRow) reasons() string {
	if r.Second == "" {
		return r.Reason
	}
	second := say("review.reason-second", "reason", r.Second)
	if r.Reason == "" {
		return second
	}
	return r.Reason + "\n" + second
}
