package book

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/vietnamese"
)

// Book is a workbook with its sheets, in their order.
type Book struct {
	*archive
	Sheets  []Sheet
	strings []string
	formats []format
	cells   int // read so far, over all sheets
}

// Sheet names a sheet and its part.
type Sheet struct {
	name   string
	part   string
	hidden bool
}

// Open opens the bytes of a workbook. Errors: Invalid for what is none, is locked or too large, Corrupt for a damaged one.
func Open(raw []byte) (*Book, error) {
	a, err := openArchive(raw)
	if err != nil {
		return nil, err
	}
	_, roots, err := a.relations("")
	if err != nil {
		return nil, err
	}
	main, ok := roots["officeDocument"]
	if !ok {
		main = "xl/workbook.xml"
	}
	if !a.has(main) {
		return nil, emulation.Errorf(emulation.Invalid, "tabular.not-a-workbook")
	}
	b := &Book{archive: a}
	targets, kinds, err := a.relations(main)
	if err != nil {
		return nil, err
	}
	if err := b.readSheets(main, targets); err != nil {
		return nil, err
	}
	if err := b.readStrings(kinds["sharedStrings"]); err != nil {
		return nil, err
	}
	return b, b.readFormats(kinds["styles"])
}

func (b *Book) readSheets(main string, targets map[string]string) error {
	err := b.walk(main, func(token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "sheet" {
			return nil
		}
		if len(b.Sheets) == maxSheets {
			return tooLarge()
		}
		if part := targets[attr(e, "id")]; b.has(part) && !strings.Contains(part, "chartsheet") {
			b.Sheets = append(b.Sheets, Sheet{name: vietnamese.NFC(attr(e, "name")), part: part, hidden: strings.Contains(strings.ToLower(attr(e, "state")), "hidden")})
		}
		return nil
	})
	if err == nil && len(b.Sheets) == 0 {
		err = emulation.Errorf(emulation.Invalid, "tabular.not-a-workbook")
	}
	return err
}

// texts puts runs of rich text together: only <t>, without the phonetic hints beside it.
type texts struct {
	b        strings.Builder
	inText   bool
	phonetic bool
}

func (t *texts) token(token xml.Token) {
	switch e := token.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "t":
			t.inText = true
		case "rPh":
			t.phonetic = true
		}
	case xml.EndElement:
		switch e.Name.Local {
		case "t":
			t.inText = false
		case "rPh":
			t.phonetic = false
		}
	case xml.CharData:
		if t.inText && !t.phonetic && t.b.Len() < 4*maxText {
			t.b.Write(e)
		}
	}
}

// take is the text so far as the program keeps it: composed, with plain line ends, without blanks around it.
func (t *texts) take() string {
	s := clean(t.b.String())
	*t = texts{}
	return s
}

// clean is the text a person wrote into a cell, without what only a workbook means: escaped letters, and the apostrophe that keeps a text from being
// taken for a formula.
func clean(stored string) string {
	if strings.Contains(stored, "_x") {
		stored = escaped.ReplaceAllStringFunc(stored, func(code string) string {
			n, err := strconv.ParseUint(code[2:6], 16, 16)
			if err != nil {
				return code
			}
			return string(rune(n))
		})
	}
	text := Tidy(stored)
	if bare := strings.TrimLeft(text, "' "); strings.HasPrefix(text, "'") && bare != text {
		if r, _ := utf8.DecodeRuneInString(bare); strings.ContainsRune("=+-@\uff1d\uff0b\uff0d\uff20", r) {
			return strings.TrimSpace(text[1:])
		}
	}
	return text
}

// Tidy is a text composed, with plain line ends and blanks of one width, none around it.
func Tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		switch r {
		case '\r', '\u200b', '\ufeff', '\u00ad':
			return -1
		case '\u00a0', '\u2007', '\u202f', '\t':
			return ' '
		case '\v', '\f', '\u2028':
			return '\n'
		}
		return r
	}, text)
	return strings.TrimSpace(vietnamese.NFC(text))
}

// escaped is how a workbook writes letters XML has no place for: "_x000D_".
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func (b *Book) readStrings(part string) error {
	if part == "" || !b.has(part) {
		return nil
	}
	var t texts
	size := 0
	return b.walk(part, func(token xml.Token) error {
		t.token(token)
		if e, ok := token.(xml.EndElement); ok && e.Name.Local == "si" {
			s := t.take()
			if size += len(s); size > maxAll || len(b.strings) == maxStrings {
				return tooLarge()
			}
			b.strings = append(b.strings, s)
		}
		return nil
	})
}
