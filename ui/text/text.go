// Package text is the language of the window: it turns keys into sentences for the screens and makes the toolkit's own words (the menu
// of a text field, file dialogs) follow the same language, whatever the system's locale is.
//
// It owns the choice of language and the toolkit's words in fyne/*.json. Every sentence of ours stands in assets/translations and is
// rendered by internal/phrase; none is written here. It must not know what the sentences are about.
package text

import (
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/internal/phrase"
	"thidua/vietnamese"
)

var current atomic.Value // phrase.Language

func init() { current.Store(phrase.Vietnamese) }

// Language is the language of the window; Vietnamese until Use says otherwise.
func Language() phrase.Language { return current.Load().(phrase.Language) }

// Comma says whether figures are written with a decimal comma.
func Comma() bool { return Language().DecimalComma() }

// Among has the window speak as in a cluster, or in one that is a block.
func Among(block bool) { current.Store(Language().Among(block)) }

// Figure writes a stored figure as people do; words stay.
func Figure(stored string) string {
	if d, err := decimal.Parse(stored); err == nil {
		return d.Localise(Comma())
	}
	return stored
}

// T is the sentence of a key in the window's language; pairs are name, value for its {placeholders}.
func T(key string, pairs ...any) string { return phrase.Text(Language(), key, pairs...) }

// Say is the sentence of a message in the window's language.
func Say(m emulation.Message) string { return phrase.Render(Language(), m) }

// Error is the sentence of an error in the window's language.
func Error(err error) string { return phrase.Error(Language(), err) }

// Meant is the key of the name that was typed, with any diacritics: the whole name, or the beginning of no other; "" where that is not clear.
func Meant(typed string, keys []string, name func(key string) string) string {
	typed, found := vietnamese.Fold(strings.TrimSpace(typed)), ""
	for _, key := range keys {
		switch folded := vietnamese.Fold(name(key)); {
		case folded == typed:
			return key
		case !strings.HasPrefix(folded, typed):
		case found != "":
			found = "?"
		default:
			found = key
		}
	}
	if typed == "" || found == "?" {
		return ""
	}
	return found
}

// Capital is a text with its first letter in upper case, for a word of a sentence that stands alone.
func Capital(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
