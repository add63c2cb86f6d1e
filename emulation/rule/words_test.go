package rule_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

// TestEveryKindHasItsSentences: its name, how it counts, what to type for it on screen and in a workbook, in both languages.
func TestEveryKindHasItsSentences(t *testing.T) {
	all := rules(t)
	for _, k := range rule.Kinds() {
		r := all[string(k)]
		for what, m := range map[string]emulation.Message{"name": k.Words(), "how": r.How(), "hint": r.Hint(), "cell": r.Cell().Hint} {
			for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
				if text := phrase.Render(lang, m); text == m.Key || text == "" || strings.ContainsAny(text, "{}") {
					t.Errorf("%s of %s in %s: %q", what, k, lang, text)
				}
			}
		}
	}
}
