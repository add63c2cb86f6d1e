package forms

import (
	"strconv"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/register"
)

// paper is a document that is being put together.
type paper struct {
	documents.Document
	issuer, season string
	begun          bool // something stands under the title and its marks
}

// official begins a paper of a season: its kind and whose it is stand at its top, in its file's properties and at the foot of every page. now is the
// file's own date. Place and day are left to the pen; see dated.
func official(s *book.Season, issuer, kind string, now time.Time, subject ...string) *paper {
	return ofYears(seasonLine(s), issuer, kind, now, subject...)
}

// ofYears begins a paper of a season, or of several, by what they are called.
func ofYears(season, issuer, kind string, now time.Time, subject ...string) *paper {
	p := &paper{issuer: issuer, season: season}
	p.Title, p.Created = footer(kind, issuer, p.season), now
	p.Footer = p.Title
	p.Heading = &documents.Heading{Issuer: caps(issuer), NationalTitle: say("national-title"), Motto: say("motto")}
	p.dated("", "")
	p.Blocks = []documents.Block{documents.Title{Kind: caps(kind), Subject: subject}}
	return p
}

// ofCluster begins a paper that the season's cluster issues, on a day and at a place; what is not known is left to the pen.
func ofCluster(s *book.Season, kind, place, day string, now time.Time, subject ...string) *paper {
	p := official(s, s.Cluster.Info.Name, kind, now, subject...)
	p.Heading.Superior = caps(s.Cluster.Info.Organiser)
	p.dated(place, day)
	return p
}

// dated writes the place and day of issue (Annex I, item II.4); what is not known is left in dots for the pen.
func (p *paper) dated(place, day string) {
	if place == "" {
		place = say("dots")
	}
	p.Heading.PlaceDate, p.Heading.Day = say("place-date", "place", place, "date", dayOrDots(day)), day
}

// numbered leaves room for the number of a paper of a type; see dress.
func (p *paper) numbered(kind string) {
	p.Heading.Number = say("number", "number", openNumber(kind))
}

// openNumber is a number of a type of papers that is left to the pen.
func openNumber(kind string) string { return register.NumberText(say("number-open"), kind, "") }

// mark puts a line under the title that nobody may overlook; short says it at the foot of every page.
func (p *paper) mark(mark, short string) {
	p.Blocks = append(p.Blocks, markLine(mark))
	p.Mark = footer(p.Mark, short)
	p.Draft = p.Draft || strings.HasPrefix(mark, say("mark.draft-short")) // whatever makes it one
}

func markLine(mark string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: mark, Bold: true, Italic: true}}, Align: documents.AlignCenter, Tight: true, KeepNext: true}
}

// invented marks a paper whose words were invented, if they were.
func (p *paper) invented(illustrative bool) {
	if illustrative {
		p.mark(say("mark.illustrative-paper"), say("mark.illustrative-paper-short"))
	}
}

// inventedFigures marks a paper whose figures were invented, if they were.
func (p *paper) inventedFigures(illustrative bool) {
	if illustrative {
		p.mark(say("mark.illustrative"), say("mark.illustrative-short"))
	}
}

// add goes on with the paper; its first paragraph stands apart from what is above it.
func (p *paper) add(blocks ...documents.Block) {
	if len(blocks) == 0 {
		return
	}
	if first, ok := blocks[0].(documents.Paragraph); ok && !p.begun {
		first.Tight = false
		blocks[0] = first
	}
	p.begun = true
	p.Blocks = append(p.Blocks, blocks...)
}

// list adds lines under one another, each after a dash.
func (p *paper) list(lines []string) {
	for i, text := range lines {
		b := body("- " + capital(text))
		b.Tight = i > 0
		p.add(b)
	}
}

// items adds lines under one another, numbered where there are several: "1. Sở …;".
func (p *paper) items(lines []string) {
	for i, text := range lines {
		end := ";"
		if i == len(lines)-1 {
			end = "."
		}
		if len(lines) > 1 {
			text = strconv.Itoa(i+1) + ". " + text
		}
		b := body(text + end)
		b.Tight = i > 0
		p.add(b)
	}
}

// few adds a list under a sentence that stays with it; nothing where the list is empty.
func (p *paper) few(heading string, lines []string) {
	if len(lines) > 0 {
		p.add(keep(body(heading)))
		p.list(lines)
	}
}

// grounds adds what a paper rests on: italic, a semicolon after each and a full stop after the last.
func (p *paper) grounds(list []string) {
	for i, g := range list {
		g = strings.TrimRight(g, " ;.")
		if !strings.HasPrefix(strings.ToLower(g), say("grounds.word")) {
			g = say("grounds", "text", g)
		}
		end := ";"
		if i == len(list)-1 {
			end = "."
		}
		p.add(documents.Paragraph{Spans: []documents.Span{{Text: capital(g) + end, Italic: true}}, Indent: true, Tight: i > 0})
	}
}

// notes adds small lines that stay with what follows.
func (p *paper) notes(list []string) {
	for _, text := range list {
		p.add(note(text))
	}
}

// sections head the parts of a paper: "II. Chỉ tiêu phấn đấu".
func (p *paper) sections() func(heading string) {
	roman := []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}
	return p.headings(1, func(n int) string { return roman[n-1] })
}

// points head what stands under a part: "2. Sáng kiến".
func (p *paper) points() func(heading string) { return p.headings(2, strconv.Itoa) }

// headings number what stands beside one another. What stands alone has no number: it gets one when a second comes.
func (p *paper) headings(level int, numeral func(n int) string) func(heading string) {
	n, first, alone := 0, 0, ""
	headed := func(n int, heading string) documents.Paragraph {
		spans := []documents.Span{{Text: numeral(n) + ". " + heading, Bold: true}}
		return documents.Paragraph{Spans: spans, Align: documents.AlignLeft, Indent: true, KeepNext: true, Level: level}
	}
	return func(heading string) {
		n++
		h := headed(n, heading)
		switch n {
		case 1:
			first, alone = len(p.Blocks), heading
			h.Spans[0].Text = heading
		case 2:
			p.Blocks[first] = headed(1, alone)
		}
		p.add(h)
	}
}

// body is a paragraph of running text.
func body(text string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: text}}, Indent: true}
}

// keep is a paragraph that stays with what follows.
func keep(p documents.Paragraph) documents.Paragraph {
	p.KeepNext = true
	return p
}

// tight is a paragraph with no space before it.
func tight(p documents.Paragraph) documents.Paragraph {
	p.Tight = true
	return p
}

// concluded is what was decided: a plain label and a bold sentence.
func concluded(text string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: say("count.outcome") + ": "}, {Text: sentence(text), Bold: true}}, Indent: true}
}

// field is a "Đơn vị: Sở Giáo dục và Đào tạo Sơn La" line: a plain label and its bold value.
func field(label, value string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: label + ": "}, {Text: value, Bold: true}}, Align: documents.AlignLeft, Tight: true}
}

// forPen is a place to write with a pen.
func forPen() string { return strings.Repeat(say("dots"), 3) }

// fact is a "Thời gian: …" line; what is not known is left in dots for the pen.
func fact(label, value string) documents.Paragraph {
	if value == "" {
		value = forPen()
	}
	return documents.Paragraph{Spans: []documents.Span{{Text: label + ": "}, {Text: value}}, Align: documents.AlignLeft, Indent: true, Tight: true}
}

// note is a small line beneath a table that stays with what follows.
func note(text string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: text, Italic: true}}, Align: documents.AlignLeft, Size: documents.NoteSize, KeepNext: true}
}

// addressee is the centred "Kính gửi: …" under the title.
func addressee(to string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: say("to", "whom", to)}}, Size: documents.KindSize, Align: documents.AlignCenter}
}

// signatures are signers side by side.
func signatures(signers ...documents.Signer) documents.Signatures {
	return documents.Signatures{Signers: signers}
}

// recipients name who gets a paper beside whom it is addressed to; without an addressee nobody is “as above”.
func recipients(s documents.Signatures, addressed bool) documents.Signatures {
	s.Heading = say("recipients")
	if addressed {
		s.Recipients = append(s.Recipients, say("proposal.as-above"))
	}
	s.Recipients = append(s.Recipients, say("proposal.members"), say("proposal.filed"))
	return s
}

func signer(position string) documents.Signer {
	return documents.Signer{Position: caps(position), Hint: say("hint.sign")}
}

func stamper(position string) documents.Signer {
	return documents.Signer{Position: caps(position), Hint: say("hint.sign-stamp")}
}

// in says which of the issuer's signers signs; see documents.Signer.
func in(role string, s documents.Signer) documents.Signer {
	s.Role = role
	return s
}

// preparedBy is who put a paper together, by the key of the words for it; secretary is the cluster's.
func preparedBy(key string) documents.Signer { return in(emulation.SignsPreparer, signer(say(key))) }

func secretary() documents.Signer {
	return in(emulation.SignsSecretary, signer(say("summary.secretary")))
}

// leader is who signs and stamps for a unit.
func leader(key string) documents.Signer { return in(emulation.SignsLeader, stamper(say(key))) }

// headOf is the head of the season's cluster, who signs and stamps for it.
func headOf(s *book.Season) documents.Signer {
	head := in(emulation.SignsHead, stamper(postName(s, emulation.PostHead)))
	head.Authority = caps(say("on-behalf-of", "cluster", s.Cluster.Info.Name))
	return head
}

// shortTable is up to how many rows a table is kept on one page, where half of the page before is used.
const shortTable = 8

// header is a row of headings by their keys.
func header(prefix string, keys ...string) documents.Row {
	return row(emulation.Map(keys, func(key string) string { return say(prefix + key) })...)
}

// row is a row of plain cells.
func row(texts ...string) documents.Row {
	r := documents.Row{Cells: make([]documents.Cell, len(texts))}
	for i, t := range texts {
		r.Cells[i].Text = t
	}
	return r
}
