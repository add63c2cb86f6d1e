package book

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/vietnamese"
)

// Look is what a person sees of a cell's letters beside what they say.
type Look struct {
	Struck  bool // struck out, all or in part
	Raised  bool // figures in it stand higher or lower: an exponent, a footnote
	Misread *Misread
}

// Misread is a text in an older encoding than Unicode, and what was meant.
type Misread struct {
	Encoding vietnamese.Encoding
	Meant    string
}

// wording is a text as the program keeps it, with the look of its letters.
type wording struct {
	text string
	Look
}

// texts puts runs of rich text together: only <t>, without the phonetic hints beside it.
type texts struct {
	b        strings.Builder
	inText   bool
	phonetic bool
	run, all Look
}

func (t *texts) token(token xml.Token) {
	switch e := token.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "t":
			t.inText = true
		case "rPh":
			t.phonetic = true
		case "r":
			t.run = Look{}
		case "strike", "vertAlign":
			t.run.dress(e)
		}
	case xml.EndElement:
		switch e.Name.Local {
		case "t":
			t.inText = false
		case "rPh":
			t.phonetic = false
		case "r":
			t.run = Look{}
		}
	case xml.CharData:
		if t.inText && !t.phonetic && t.b.Len() < 4*maxText {
			t.b.Write(e)
			t.all.Struck = t.all.Struck || t.run.Struck && strings.TrimSpace(string(e)) != ""
			t.all.Raised = t.all.Raised || t.run.Raised && strings.ContainsAny(string(e), "0123456789")
		}
	}
}

// dress reads what a font says of its letters.
func (l *Look) dress(e xml.StartElement) {
	val := attr(e, "val")
	switch e.Name.Local {
	case "strike":
		l.Struck = val == "" || isTrue(val)
	case "vertAlign":
		l.Raised = strings.HasSuffix(val, "script")
	}
}

// take is the text so far as the program keeps it: composed, with plain line ends, without blanks around it.
func (t *texts) take() wording {
	w := worded(t.b.String())
	w.Struck, w.Raised = t.all.Struck, t.all.Raised
	*t = texts{}
	return w
}

// worded is the text a person wrote into a cell, without what only a workbook means: escaped letters, and the apostrophe that keeps a text from
// being taken for a formula.
func worded(stored string) wording {
	if strings.Contains(stored, "_x") {
		stored = escaped.ReplaceAllStringFunc(stored, func(code string) string {
			n, err := strconv.ParseUint(code[2:6], 16, 16)
			if err != nil {
				return code
			}
			return string(rune(n))
		})
	}
	w := wording{text: Tidy(stored)}
	if encoding, meant := vietnamese.Misread(stored); encoding != "" {
		w.Misread = &Misread{encoding, Tidy(meant)}
	}
	if bare := strings.TrimLeft(w.text, "' "); strings.HasPrefix(w.text, "'") && bare != w.text {
		if r, _ := utf8.DecodeRuneInString(bare); strings.ContainsRune("=+-@\uff1d\uff0b\uff0d\uff20", r) {
			w.text = strings.TrimSpace(w.text[1:])
		}
	}
	return w
}

// Tidy is a text composed, with plain line ends and blanks of one width, none around it, and without what nobody sees: marks of direction, joiners,
// soft hyphens, control characters.
func Tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r >= ' ' && r < 0x7f:
			return r
		case r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Cc) || r == '\u034f' || r == '\u2065':
			return -1
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n"))
	return strings.TrimSpace(vietnamese.NFC(text))
}

// escaped is how a workbook writes letters XML has no place for: "_x000D_".
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)
