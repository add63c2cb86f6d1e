package judge_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"thidua/internal/phrase"
	"thidua/sync/changeset"
)

// words are the values of the constants in decide.go whose names begin so.
func words(t *testing.T, prefixes ...string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "decide.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		for _, p := range prefixes {
			if value, ok := spec.Values[0].(*ast.BasicLit); ok && strings.HasPrefix(spec.Names[0].Name, p) {
				word, err := strconv.Unquote(value.Value)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, word)
			}
		}
		return true
	})
	return all
}

// Whatever the judge says of a change, a person reads what it means and what to do next.
func TestEveryWordHasASentence(t *testing.T) {
	reasons := words(t, "Reason", "Refused")
	if len(reasons) < 17 {
		t.Fatalf("found %d reasons only", len(reasons))
	}
	for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
		for _, r := range reasons {
			if text, ok := phrase.Template(lang, "reason."+r); !ok || !strings.HasSuffix(text, ".") {
				t.Errorf("%s: reason.%s: %q", lang, r, text)
			}
		}
		for v := changeset.Verdict(0); v <= changeset.Rejected; v++ {
			if _, ok := phrase.Template(lang, "verdict."+v.String()); !ok {
				t.Errorf("%s: verdict.%s has no sentence", lang, v)
			}
		}
	}
}
