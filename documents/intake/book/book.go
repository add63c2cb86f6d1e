package book

import (
	"encoding/xml"
	"strings"

	"thidua/emulation"
	"thidua/vietnamese"
)

// Book is a workbook with its sheets, in their order.
type Book struct {
	*archive
	Sheets  []Sheet
	strings []wording
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
			if size += len(s.text); size > maxAll || len(b.strings) == maxStrings {
				return tooLarge()
			}
			b.strings = append(b.strings, s)
		}
		return nil
	})
}
