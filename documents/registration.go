package documents

import "strconv"

// RegistrationForm is form F1, Bản đăng ký thi đua, which a unit issues to its cluster.
type RegistrationForm struct {
	Letterhead
	To        string // the cluster
	Movements []string
	Targets   []TargetRow
	Titles    []string
	OnBehalf  string // who entered it and after which paper, "" = the unit itself
	Notes     []string
	Leader    Signer
}

// TargetRow is a figure the unit aims at.
type TargetRow struct{ Name, Measure, Value string }

// Document lays the form out.
func (f RegistrationForm) Document() Document {
	blocks := []Block{addressee(f.To), body(say("registration.opening", "unit", f.Issuer, "season", lowerFirst(seasonLine(f.Season))))}
	part := 0
	head := func(key string) {
		part++
		blocks = append(blocks, section(roman[part]+". "+say("registration."+key)))
	}
	if len(f.Movements) > 0 {
		head("movements")
		blocks = append(blocks, listed(f.Movements)...)
	}
	if len(f.Targets) > 0 {
		head("targets")
		blocks = append(blocks, f.table())
	}
	if len(f.Titles) > 0 {
		head("titles")
		blocks = append(blocks, listed(f.Titles)...)
	}
	close := body(say("registration.close", "unit", f.Issuer))
	close.KeepNext = true
	blocks = append(blocks, close)
	if f.OnBehalf != "" {
		blocks = append(blocks, note(say("paper.on-behalf", "who", f.OnBehalf)))
	}
	for _, n := range f.Notes {
		blocks = append(blocks, note(n))
	}
	blocks = append(blocks, Signatures{Signers: []Signer{completed(f.Leader, "sheet.leader", "hint.sign-stamp")}})
	return f.document(say("registration.title"), []string{seasonLine(f.Season)}, false, nil, blocks...)
}

func (f RegistrationForm) table() Table {
	t := Table{
		Columns: []Column{{Width: 12, Align: AlignCenter}, {Width: 85, Flex: 1}, {Width: 30, Align: AlignCenter}, {Width: 38, Align: AlignCenter}},
		Header:  []Row{header("registration.column.", "order", "name", "measure", "value")},
	}
	for i, r := range f.Targets {
		t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: strconv.Itoa(i + 1)}, {Text: r.Name}, {Text: r.Measure}, {Text: r.Value}}})
	}
	return t
}

// roman numbers the parts of a paper.
var roman = []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}

// addressee is the centred "Kính gửi: …" under the title.
func addressee(to string) Paragraph {
	return Paragraph{Spans: []Span{{Text: say("to", "whom", to)}}, Size: KindSize, Align: AlignCenter}
}

// header is a row of headings by their keys.
func header(prefix string, keys ...string) Row {
	var r Row
	for _, k := range keys {
		r.Cells = append(r.Cells, Cell{Text: say(prefix + k)})
	}
	return r
}
