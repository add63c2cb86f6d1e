package yamlfile

import (
	"fmt"
	"strings"
	"unicode"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Flow is a mapping in braces of key, value pairs; a pair without a value is left out.
func Flow(pairs ...string) string {
	var kept []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			kept = append(kept, pairs[i]+": "+pairs[i+1])
		}
	}
	return "{" + strings.Join(kept, ", ") + "}"
}

// FlowList is a list in brackets.
func FlowList(items []string) string { return "[" + strings.Join(items, ", ") + "]" }

func FlowTexts(texts []string) string { return FlowList(emulation.Map(texts, Quoted)) }

// Quoted is a text as a scalar: plain where nothing in it can be mistaken for YAML, else between double quotes.
func Quoted(text string) string {
	if plain(text) {
		return text
	}
	var b strings.Builder
	b.WriteByte('"')
	escaped := false
	for _, r := range text {
		// A mark after an escape would join its last letter when the file is composed: "\n" and an acute become "\ń".
		plainly := unicode.IsPrint(r) && !(escaped && unicode.IsMark(r)) && r != '"' && r != '\\'
		escaped = !plainly
		switch {
		case plainly:
			b.WriteRune(r)
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ':
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plain says whether a text begins with a letter and holds only letters, digits, single blanks and a few harmless signs.
func plain(text string) bool {
	switch strings.ToLower(text) {
	case "", "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	before := ' '
	for i, r := range text {
		letter := unicode.IsLetter(r)
		switch {
		case i == 0 && !letter:
			return false
		case letter, unicode.IsDigit(r), strings.ContainsRune(".-–/()%", r):
		case r == ' ' && before != ' ':
		default:
			return false
		}
		before = r
	}
	return before != ' '
}

// LineEnd reports whether a letter ends a line.
func LineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// Printable takes out of a comment what a YAML file may not hold.
func Printable(r rune) rune {
	if unicode.IsPrint(r) {
		return r
	}
	return ' '
}

// Optional is a number that may be missing: then it is empty, and Flow leaves it out.
func Optional(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
