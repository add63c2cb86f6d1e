package forms

import (
	"strings"

	"thidua/internal/phrase"
	"thidua/workspace"
)

// result is what a unit reports for a criterion in words that need no key: "98,54 %", "Giải quốc tế: 2; Giải quốc gia: 20". What cannot be
// read stands as it was typed.
func result(r *workspace.Row) string {
	told := r.Criterion.Rule.Told(r.Input)
	if r.Fault != nil || told == nil {
		return r.Typed
	}
	parts := make([]string, len(told))
	for i, m := range told {
		parts[i] = phrase.Render(phrase.Vietnamese, m)
	}
	return strings.Join(parts, "; ")
}
