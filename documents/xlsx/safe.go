package xlsx

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"thidua/vietnamese"
)

// safe is a text as a cell may hold it: one that a spreadsheet could take for a formula gets an apostrophe in front, here or after a detour through
// CSV. documents/intake takes it off again; a text that already has apostrophes there gets one more, so that the way back is exact.
func safe(text string) string {
	text = strings.TrimSpace(vietnamese.NFC(text))
	bare := strings.TrimLeft(text, "' \t\r\n\u00a0")
	if r, _ := utf8.DecodeRuneInString(bare); r != utf8.RuneError && strings.ContainsRune(formulaSigns, r) {
		return "'" + text
	}
	return text
}

// formulaSigns begin a formula; the wide ones do under East Asian settings.
const formulaSigns = "=+-@\uff1d\uff0b\uff0d\uff20"

// literal writes letters that would be taken for an escape of the format ("_x000D_") so that they stay what they are; the library does not.
func literal(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		if at := escape.FindStringIndex(text[i:]); at != nil {
			b.WriteString("_x005F")
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

var escape = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// units is how long a text is for Excel, which counts in UTF-16.
func units(text string) int { return len(utf16.Encode([]rune(text))) }

// cut shortens a text to so many units, and says so by "…": behind a word, unless that would leave less than half.
func cut(text string, most int) string {
	if units(text) <= most {
		return text
	}
	letters := []rune(text)
	letters = letters[:min(len(letters), most)] // no letter is less than a unit
	for units(string(letters)) > most-1 {
		letters = letters[:len(letters)-1]
	}
	kept := string(letters)
	if next := []rune(text)[len(letters)]; !unicode.IsSpace(next) {
		if at := strings.LastIndexFunc(kept, unicode.IsSpace); at > len(kept)/2 {
			kept = kept[:at]
		}
	}
	return strings.TrimRightFunc(kept, unicode.IsSpace) + "…"
}
