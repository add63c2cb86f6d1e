package grid_test

import (
	"strings"
	"testing"

	"thidua/internal/phrase"
	"thidua/ui/grid"
)

func TestEverySentenceStandsInBothLanguages(t *testing.T) {
	for _, l := range []phrase.Language{phrase.Vietnamese, phrase.English} {
		say := func(key string, pairs ...any) string { return phrase.Text(l, key, pairs...) }
		sentences := []string{
			grid.OpFill.Name(say, 7), grid.OpClear.Name(say, 7), grid.OpCut.Name(say, 7), grid.OpPaste.Name(say, 7),
			say(grid.KeyLocked), say(grid.KeyAllValid),
		}
		seen := map[string]bool{}
		for _, s := range sentences {
			if strings.HasPrefix(s, "grid.") || strings.ContainsAny(s, "{}") || seen[s] {
				t.Errorf("%s: %q", l, s)
			}
			seen[s] = true
		}
	}
}
