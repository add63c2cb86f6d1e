package scoring_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with testdata/name, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs; got:\n%s", path, got)
	}
}

// written is a result as "score --json" prints it.
func written(r *scoring.Result) ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	err := out.Encode(r.Report(vietnamese))
	return b.Bytes(), err
}

func TestJSON(t *testing.T) {
	set := loadFile(t, "cluster.criteria.yaml")
	raw, err := os.ReadFile(filepath.Join("testdata", "cluster.inputs.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	in, err := criteria.LoadInputs(set, "cluster.inputs.yaml", raw)
	if err != nil {
		t.Fatal(err)
	}
	r, err := scoring.Score(set, in.Units, in.Decisions)
	if err != nil {
		t.Fatal(err)
	}
	got, err := written(r)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "cluster.json", got)
}

func TestErrorJSON(t *testing.T) {
	_, err := criteria.LoadSet("C.yaml", []byte("format: thidua-criteria/1\nid: x\nname: X\ncolour: red\ngroups:\n- code: I\n  name: A\n  criteria:\n  - {code: a, name: A, max: 9,75, rule: {kind: magic}}\n"))
	got, jsonErr := scoring.ErrorJSON(err, vietnamese)
	if jsonErr != nil {
		t.Fatal(jsonErr)
	}
	golden(t, "errors.json", got)
	for _, err := range []error{emulation.Errorf(emulation.Invalid, "scoring.unknown-unit", "unit", "b"), errors.New("disk on fire")} {
		raw, jsonErr := scoring.ErrorJSON(err, vietnamese)
		var out struct{ Errors []scoring.Fault }
		if jsonErr != nil || json.Unmarshal(raw, &out) != nil || len(out.Errors) != 1 || out.Errors[0].Message == "" {
			t.Errorf("%v → %s", err, raw)
		}
	}
}

func TestNoUnitsIsEmptyListsNotNull(t *testing.T) {
	r, err := scoring.Score(oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: pass}}"), nil, criteria.Decisions{})
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := json.Marshal(r.Report(vietnamese)); err != nil || string(raw) != `{"units":[],"warnings":[]}` {
		t.Errorf("%s, %v", raw, err)
	}
}
