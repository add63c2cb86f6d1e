package legal_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/legal"
)

// TestDeepFilesAreRefusedAtOnce: the reader of YAML calls itself for every level, so depth is bounded before it starts.
func TestDeepFilesAreRefusedAtOnce(t *testing.T) {
	var stairs strings.Builder
	for i := range 200 {
		stairs.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	for name, raw := range map[string]string{
		"lists": strings.Repeat("[", 30_000), "mappings": strings.Repeat("{a: ", 7_000), "dashes": strings.Repeat("- ", 7_000),
		"questions": strings.Repeat("? ", 7_000), "stairs": stairs.String(), "colons": strings.Repeat("a: ", 7_000),
	} {
		if _, err := legal.Load("x", []byte(raw)); emulation.CodeOf(err) != emulation.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
