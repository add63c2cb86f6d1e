package main

import (
	"os"
	"path/filepath"
	"testing"
)

// A guard that was moved is moved in the list as well; no two have one name.
func TestEveryGuardStandsWhereTheListSays(t *testing.T) {
	names := map[string]bool{}
	for _, g := range guards {
		raw, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(g.File)))
		if err != nil {
			t.Fatal(err)
		}
		if !g.stands(string(raw)) {
			t.Errorf("%s: %q does not stand in %s exactly once: if it was moved or written anew, internal/mutants/guards.go says so, too", g.Name, g.Text, g.File)
		}
		if names[g.Name] || g.Text == g.Gone || g.Tests == "" {
			t.Errorf("%s: a name of its own, something else in its place, and the tests that should notice", g.Name)
		}
		names[g.Name] = true
	}
}

func TestASampleIsSpreadOverTheList(t *testing.T) {
	list := make([]Guard, 10)
	for i := range list {
		list[i].Name = string(rune('a' + i))
	}
	for _, tc := range []struct {
		sample, offset int
		only, want     string
	}{{0, 0, "", "abcdefghij"}, {3, 0, "", "adg"}, {3, 9, "", "jcf"}, {20, 0, "", "abcdefghij"}, {0, 0, "c", "c"}} {
		got := ""
		for _, g := range chosen(list, tc.sample, tc.offset, tc.only) {
			got += g.Name
		}
		if got != tc.want {
			t.Errorf("%+v: %s", tc, got)
		}
	}
}
