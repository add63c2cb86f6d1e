package book

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// format is what a cell's number format says about the figure in it.
type format struct {
	percent bool
	date    bool
	places  int // decimals it shows, -1 = as many as there are
	font    Look
}

// readFormats reads the number format of every cell style.
func (b *Book) readFormats(part string) error {
	if part == "" || !b.has(part) {
		return nil
	}
	custom := map[string]format{}
	var fonts []Look
	inFonts, inCells := false, false
	return b.walk(part, func(token xml.Token) error {
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				if len(custom) < maxFormats {
					custom[attr(e, "numFmtId")] = parseFormat(attr(e, "formatCode"))
				}
			case "fonts":
				inFonts = true
			case "font":
				if inFonts && len(fonts) < maxFormats {
					fonts = append(fonts, Look{})
				}
			case "strike", "vertAlign":
				if inFonts && len(fonts) > 0 {
					fonts[len(fonts)-1].dress(e)
				}
			case "cellXfs":
				inCells = true
			case "xf":
				if inCells {
					if len(b.formats) == maxFormats {
						return tooLarge()
					}
					f := formatOf(attr(e, "numFmtId"), custom)
					if n, err := strconv.Atoi(attr(e, "fontId")); err == nil && n >= 0 && n < len(fonts) {
						f.font = fonts[n]
					}
					b.formats = append(b.formats, f)
				}
			}
		case xml.EndElement:
			inCells = inCells && e.Name.Local != "cellXfs"
			inFonts = inFonts && e.Name.Local != "fonts"
		}
		return nil
	})
}

// formatOf knows the formats built into Excel by their numbers (ECMA-376 part 1, 18.8.30), others by what the workbook says of them.
func formatOf(id string, custom map[string]format) format {
	if f, ok := custom[id]; ok {
		return f
	}
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return format{places: -1}
	case n == 1 || n == 3 || n == 9:
		return format{places: 0, percent: n == 9}
	case n == 2 || n == 4 || n == 10:
		return format{places: 2, percent: n == 10}
	case n >= 14 && n <= 22, n >= 27 && n <= 36, n >= 45 && n <= 47, n >= 50 && n <= 58:
		return format{places: -1, date: true}
	}
	return format{places: -1}
}

// parseFormat looks at the first section of a format code, quoted and escaped letters aside.
func parseFormat(code string) format {
	f := format{places: -1}
	var plain strings.Builder
	quoted, escaped, bracket := false, false, false
	for _, r := range code {
		switch {
		case escaped:
			escaped = false
		case r == '\\' || r == '_' || r == '*':
			escaped = true
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket:
		default:
			plain.WriteRune(r)
		}
	}
	first, _, _ := strings.Cut(strings.ToLower(plain.String()), ";")
	f.percent = strings.Contains(first, "%")
	f.date = !strings.Contains(first, "general") && strings.ContainsAny(first, "dmyhs")
	if whole, frac, dotted := strings.Cut(first, "."); dotted {
		if rest := strings.TrimLeft(frac, "0"); !strings.ContainsAny(rest, "#?e") {
			f.places = len(frac) - len(rest)
		}
	} else if strings.ContainsAny(whole, "0") && !strings.ContainsAny(whole, "e") {
		f.places = 0
	}
	return f
}
