package criteria_test

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"

	"thidua/assets"
	"thidua/emulation/criteria"
)

var errNoSource = errors.New("no cite: a table that comes with the program names where it is from")

// shippable reads a table as one that comes with the program: it names its source, and what is invented in it says so.
func shippable(name string, raw []byte) (*criteria.Set, error) {
	set, err := criteria.LoadSet(name, raw)
	switch {
	case err != nil:
		return nil, err
	case set.Cite == "":
		return nil, errNoSource
	}
	return set, nil
}

func TestShippedTablesNameTheirSource(t *testing.T) {
	tables, err := fs.Glob(assets.Criteria, "criteria/*.yaml")
	if err != nil || len(tables) != 4 {
		t.Fatalf("%d tables, want the four published ones: %v", len(tables), err)
	}
	samples, err := fs.Glob(assets.Samples, "samples/*/criteria.yaml")
	if err != nil || len(samples) == 0 {
		t.Fatalf("no sample has a table: %v", err)
	}
	check := func(files fs.FS, name string) {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		set, err := shippable(name, raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		if len(set.Notices) != 0 {
			t.Errorf("%s: %v", name, set.Notices)
		}
		if want := strings.TrimSuffix(path.Base(name), ".yaml"); want != "criteria" && set.ID != want {
			t.Errorf("%s calls itself %s", name, set.ID)
		}
		lines := strings.SplitAfter(string(raw), "\n")
		without := strings.Join(deleteLine(lines, "cite: "), "")
		if _, err := shippable(name, []byte(without)); !errors.Is(err, errNoSource) {
			t.Errorf("%s without its source: %v", name, err)
		}
	}
	for _, name := range tables {
		check(assets.Criteria, name)
	}
	for _, name := range samples {
		check(assets.Samples, name)
	}
}

// deleteLine leaves out the first line at the top level that begins so.
func deleteLine(lines []string, head string) []string {
	for i, l := range lines {
		if strings.HasPrefix(l, head) {
			return append(append([]string{}, lines[:i]...), lines[i+1:]...)
		}
	}
	return lines
}
