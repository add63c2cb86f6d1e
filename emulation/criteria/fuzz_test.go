package criteria_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"thidua/assets"
	"thidua/emulation/criteria"
)

// seeds are the tables that come with the program and a few broken ones.
func seeds(f *testing.F) {
	f.Helper()
	names, err := fs.Glob(assets.Criteria, "criteria/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		raw, err := assets.Criteria.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	raw, err := os.ReadFile("testdata/example.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(versioned))
	f.Add([]byte(table("", "{code: I.1, name: A, max: 9,75, rule: {kind: formula, expr: 'if(a>b, min(a;b), -a/(b-b))'}}")))
	f.Add([]byte("a: &x [*x, " + strings.Repeat("[", 70)))
	f.Add([]byte("? [a]\n: {<<: *b}\n--- !!float 1\n"))
}

// FuzzSet feeds anything as a criteria file: it is refused with faults that have a place in the file, or it is a set that can be written,
// read again and found the same.
func FuzzSet(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := criteria.LoadSet("x", raw)
		if err != nil {
			var faults criteria.Errors
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("not the faults of a file: %v", err)
			}
			for _, e := range faults {
				if e.Line < 0 || e.Line > strings.Count(string(raw), "\n")+strings.Count(string(raw), "\r")+1 || e.Message.Key == "" {
					t.Fatalf("%v: line %d", e, e.Line)
				}
			}
			return
		}
		again, err := criteria.LoadSet("y", criteria.WriteSet(s, nil))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, criteria.WriteSet(s, nil))
		}
		if changes := criteria.Diff(s, again); len(changes) != 0 {
			t.Fatalf("writing changed %v", changes[0].Message)
		}
	})
}

// FuzzInputs feeds anything as an inputs file for a table of many kinds.
func FuzzInputs(f *testing.F) {
	f.Add([]byte("format: thidua-inputs/1\nunits:\n- {id: a, name: A, inputs: {I.1: {value: 98.54}}, indicators: {hs: 1200}, previous: {I.1: {value: 97}}, previous_rank: 2}\ndecisions: {ballot: [a]}\n"))
	f.Add([]byte("format: thidua-inputs/1\nunits: [{id: a, name: A, inputs: {I.1: {num: 1, den: 0}, I.9: {na: true}}}, {id: a}]\n"))
	raw, err := os.ReadFile("testdata/example.yaml")
	if err != nil {
		f.Fatal(err)
	}
	s, err := criteria.LoadSet("x", raw)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		in, err := criteria.LoadInputs(s, "y", raw)
		if err != nil {
			return
		}
		for _, u := range in.Units {
			for code, x := range u.Inputs {
				c, ok := s.ByCode(code)
				if !ok {
					t.Fatalf("an input for %q, which is not in the table", code)
				}
				if x.NA && x.Reason == "" {
					continue // a file may leave the reason out; it stays provisional
				}
				if _, err := c.Rule.Read(c.Rule.Fields(x)); err != nil {
					t.Fatalf("%s: what was taken is refused when it is read back: %v", code, err)
				}
			}
		}
	})
}
