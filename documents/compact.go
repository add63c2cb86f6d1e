package documents

import (
	"strings"
	"unicode/utf8"

	"thidua/vietnamese"
)

// CompactForm is form F3, Giao ước thi đua.
type CompactForm struct {
	Letterhead
	Title      string // as the units agreed on it; what stands in it beside "Giao ước thi đua" becomes the subject
	Grounds    []string
	Members    []string // "Trường Cao đẳng nghề Vĩnh Phúc – Khối trưởng"
	Paragraphs []string
	Boxes      []SignatureBox // head first
	Notes      []string       // objections, two versions
}

// SignatureBox is where a unit signs, or the words of how it signed.
type SignatureBox struct {
	Unit string
	Post string // "Khối trưởng", "" = none
	Mark string // "Đã ký điện tử ngày …"; "" leaves the room to pen and stamp
}

// Document lays the form out.
func (f CompactForm) Document() Document {
	kind := say("compact.title")
	blocks := grounds(f.Grounds)
	blocks = append(blocks, body(say("compact.members", "issuer", f.Issuer)))
	blocks = append(blocks, listed(f.Members)...)
	blocks = append(blocks, body(say("compact.agree")))
	for _, p := range f.Paragraphs {
		blocks = append(blocks, body(p))
	}
	close := body(say("compact.close", "count", len(f.Boxes)))
	close.KeepNext = true
	blocks = append(blocks, close)
	blocks = append(blocks, boxRows(f.Boxes)...)
	for _, n := range f.Notes {
		blocks = append(blocks, Paragraph{Spans: []Span{{Text: n, Italic: true}}, Align: AlignLeft, Size: NoteSize})
	}
	return f.document(kind, f.subject(kind), false, nil, blocks...)
}

// subject is the title without the words that name the kind of paper already.
func (f CompactForm) subject(kind string) []string {
	rest := f.Title
	if strings.HasPrefix(caps(f.Title), caps(kind)) {
		letters := []rune(vietnamese.NFC(f.Title)) // a capital may take other bytes, but is one letter
		rest = strings.TrimLeft(string(letters[utf8.RuneCountInString(caps(kind)):]), " -–—:,")
	}
	if rest == "" {
		rest = seasonLine(f.Season)
	}
	return []string{rest}
}

// boxRows puts the boxes in rows: the head's alone in the first, then two, or three where there are many.
func boxRows(boxes []SignatureBox) []Block {
	var rows []Block
	columns := 2
	if len(boxes) > 7 {
		columns = 3
	}
	for first := 0; first < len(boxes); {
		n := columns
		if first == 0 {
			n = 1
		}
		last := min(first+n, len(boxes))
		row := Signatures{Columns: columns}
		if first == 0 {
			row.Columns = 2
		}
		for _, b := range boxes[first:last] {
			row.Signers = append(row.Signers, b.signer())
		}
		rows = append(rows, row)
		first = last
	}
	return rows
}

func (b SignatureBox) signer() Signer {
	s := Signer{Authority: caps(b.Unit), Position: caps(say("sheet.leader")), Mark: b.Mark}
	if b.Post != "" {
		s.Position = caps(b.Post)
	}
	if b.Mark == "" {
		s.Hint = say("hint.sign-stamp")
	}
	return s
}
