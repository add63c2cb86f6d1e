package documents

import "strconv"

// MinutesForm is form F8, Biên bản họp bình xét and of the other conferences of a season.
type MinutesForm struct {
	Letterhead
	Venue      string // where it was held
	Conference string // "Hội nghị tổng kết"
	Host       string
	Chairs     []string
	Guests     []string
	Attendance []string // "Có mặt 5/6 thành viên …", "11 đại biểu"
	Present    []string
	Absent     []string // each with its reason
	Agenda     []string
	Done       []string
	Figures    []string
	Papers     []string
	Opinions   []string
	Votes      []MinutesVote
	Leaders    []string
	Directions []string
	Conclusion []string
	Notes      []string
}

// MinutesVote is a vote in the minutes.
type MinutesVote struct {
	Title   string
	Rules   string
	Law     string
	Outcome string
	Lines   []CountRow
	Bases   CountBases
	Secret  bool
}

// Document lays the form out.
func (f MinutesForm) Document() Document {
	blocks := []Block{fact("minutes.time", ""), fact("minutes.place", f.Venue)}
	if f.Host != "" {
		blocks = append(blocks, fact("minutes.host", f.Host))
	}
	part := 0
	head := func(key string) {
		part++
		blocks = append(blocks, section(roman[part]+". "+say("minutes."+key)))
	}
	few := func(key string, list []string) {
		if len(list) > 0 {
			p := body(say("minutes." + key))
			p.KeepNext = true
			blocks = append(append(blocks, p), listed(list)...)
		}
	}
	head("who")
	blocks = append(blocks, fact("minutes.chair", joined(f.Chairs)), fact("minutes.secretary", ""))
	for _, a := range f.Attendance {
		blocks = append(blocks, body(sentence(a)))
	}
	few("present", f.Present)
	few("absent", f.Absent)
	few("guests", f.Guests)
	if len(f.Agenda)+len(f.Done)+len(f.Figures)+len(f.Papers) > 0 {
		head("content")
		few("agenda", f.Agenda)
		few("done", f.Done)
		few("figures", f.Figures)
		few("papers", f.Papers)
	}
	if len(f.Opinions) > 0 {
		head("opinions")
		blocks = append(blocks, listed(f.Opinions)...)
	}
	if len(f.Votes)+len(f.Leaders) > 0 {
		head("votes")
		for i, v := range f.Votes {
			blocks = append(blocks, v.blocks(i+1)...)
		}
		few("leaders", f.Leaders)
	}
	if len(f.Directions) > 0 {
		head("directions")
		blocks = append(blocks, listed(f.Directions)...)
	}
	head("conclusion")
	if len(f.Conclusion) == 0 {
		blocks = append(blocks, fact("minutes.chair-concludes", ""))
	}
	blocks = append(blocks, listed(f.Conclusion)...)
	for _, n := range f.Notes {
		blocks = append(blocks, note(n))
	}
	close := body(say("minutes.close"))
	close.KeepNext = true
	blocks = append(blocks, close, Signatures{Signers: []Signer{completed(Signer{}, "summary.secretary", "hint.sign"), completed(Signer{}, "minutes.chair", "hint.sign")}})
	return f.document(say("minutes.title"), []string{f.Conference + " " + lowerFirst(seasonLine(f.Season))}, false, nil, blocks...)
}

func (v MinutesVote) blocks(number int) []Block {
	head := Paragraph{Spans: []Span{{Text: strconv.Itoa(number) + ". " + sentence(v.Title), Bold: true}}, Indent: true, KeepNext: true}
	rules := body(sentence(v.Rules))
	rules.Tight, rules.KeepNext = true, true
	blocks := []Block{head, rules}
	if v.Law != "" {
		law := body(sentence(v.Law))
		law.Tight, law.KeepNext = true, true
		blocks = append(blocks, law)
	}
	if len(v.Lines) > 0 {
		blocks = append(blocks, countTable(v.Lines, v.Bases, v.Secret))
	}
	return append(blocks, Paragraph{Spans: []Span{{Text: say("count.outcome") + ": "}, {Text: sentence(v.Outcome), Bold: true}}, Indent: true})
}
