package scoring_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
)

func vietnamese(m emulation.Message) string { return phrase.Render(phrase.Vietnamese, m) }

func english(m emulation.Message) string { return phrase.Render(phrase.English, m) }

// loadSet reads a criteria set written in the test.
func loadSet(t testing.TB, raw string) *criteria.Set {
	t.Helper()
	set, err := criteria.LoadSet("test", []byte(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return set
}

// loadFile reads a table that comes with the program, else one of testdata.
func loadFile(t testing.TB, name string) *criteria.Set {
	t.Helper()
	raw, err := assets.Criteria.ReadFile("criteria/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = os.ReadFile(filepath.Join("testdata", name))
	}
	if err != nil {
		t.Fatal(err)
	}
	return loadSet(t, string(raw))
}

// oneGroup is a set with one group of the given criteria lines, preceded by other top-level lines.
func oneGroup(t testing.TB, top string, lines ...string) *criteria.Set {
	t.Helper()
	return loadSet(t, "format: thidua-criteria/1\nid: x\nname: X\n"+top+"groups:\n  - code: I\n    name: Một\n    criteria:\n      - "+
		strings.Join(lines, "\n      - ")+"\n")
}

// score scores the units, each line "id: {…}" being the body of a unit in an inputs file: "a: {inputs: {I.1: {value: 3}}}".
func score(t testing.TB, set *criteria.Set, decisions string, units ...string) *scoring.Result {
	t.Helper()
	raw := "format: thidua-inputs/1\n" + decisions + "units:\n"
	for _, u := range units {
		id, body, _ := strings.Cut(u, ": {")
		raw += "  - {id: " + id + ", name: " + strings.ToUpper(id)
		if body != "}" {
			raw += ", "
		}
		raw += body + "\n"
	}
	in, err := criteria.LoadInputs(set, "test", []byte(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	r, err := scoring.Score(set, in.Units, in.Decisions)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// places is "a 1, b 2, c 2" in the order of the result.
func places(r *scoring.Result) string {
	var out []string
	for _, u := range r.Units {
		out = append(out, u.ID+" "+string(rune('0'+u.Rank)))
	}
	return strings.Join(out, ", ")
}
