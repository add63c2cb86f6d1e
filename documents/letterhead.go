package documents

import (
	"strings"
	"time"
)

// Letterhead is what every paper of a season has at its top and in its file: who issues it, where and when.
type Letterhead struct {
	Created      time.Time // the file's own date; the caller's clock
	Superior     string    // "Hội đồng Thi đua - Khen thưởng tỉnh Vĩnh Phúc"
	Issuer       string    // "Cụm thi đua số 4"
	Number       string    // "05/TTr-CTĐ4", "" = none
	Place        string    // "Cao Bằng"
	Date         time.Time // zero = left open for the pen
	Season       Season
	Illustrative bool // invented: said under the title and at the foot of every page
}

// document puts the title, the marks and the blocks under the letterhead; name is what the file and the foot of its pages are called.
func (l Letterhead) document(kind string, subject []string, landscape bool, marks []string, blocks ...Block) Document {
	top := []Block{Title{Kind: caps(kind), Subject: subject}}
	foot := []string{kind, l.Issuer, seasonLine(l.Season)}
	if l.Illustrative {
		marks = append(marks, say("mark.illustrative-paper"))
		foot = append(foot, say("mark.illustrative-paper-short"))
	}
	for _, m := range marks {
		top = append(top, warning(m))
	}
	if first, ok := blocks[0].(Paragraph); ok {
		first.Tight = false
		blocks[0] = first
	}
	return Document{
		Title: footer(kind, l.Issuer, seasonLine(l.Season)), Created: l.Created, Landscape: landscape,
		Heading: officialHeading(l.Superior, l.Issuer, l.Number, l.Place, l.Date),
		Blocks:  append(top, blocks...), Footer: footer(foot...),
	}
}

// body is a paragraph of running text.
func body(text string) Paragraph {
	return Paragraph{Spans: []Span{{Text: text}}, Indent: true}
}

// section is a bold heading inside the text, which stays with what it heads.
func section(text string) Paragraph {
	return Paragraph{Spans: []Span{{Text: text, Bold: true}}, Align: AlignLeft, Indent: true, KeepNext: true}
}

// listed are lines under one another, each after a dash.
func listed(lines []string) []Block {
	var blocks []Block
	for i, line := range lines {
		p := body("- " + line)
		p.Tight = i > 0
		blocks = append(blocks, p)
	}
	return blocks
}

// grounds are what a paper rests on: italic, a semicolon after each and a full stop after the last.
func grounds(list []string) []Block {
	var blocks []Block
	for i, g := range list {
		g = strings.TrimRight(g, " ;.")
		if !strings.HasPrefix(strings.ToLower(g), say("grounds.word")) {
			g = say("grounds", "text", g)
		}
		end := ";"
		if i == len(list)-1 {
			end = "."
		}
		blocks = append(blocks, Paragraph{Spans: []Span{{Text: g + end, Italic: true}}, Indent: true, Tight: i > 0})
	}
	return blocks
}

// sentence gives a sentence its full stop where it has none.
func sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:;") {
		return text
	}
	return text + "."
}

// fact is a "Thời gian: …" line; what is not known is left in dots for the pen.
func fact(key, value string) Paragraph {
	if value == "" {
		value = strings.Repeat(say("dots"), 3)
	}
	p := Paragraph{Spans: []Span{{Text: say(key) + ": "}, {Text: value}}, Align: AlignLeft, Indent: true, Tight: true}
	return p
}
