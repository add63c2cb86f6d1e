package judge_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// letters are the outcomes in the golden file.
var letters = map[string]byte{"": 'a', judge.ReasonRight: 'r', judge.ReasonEarly: 'e', judge.ReasonLocked: 'l', judge.ReasonPaper: 'p', judge.ReasonWhy: 'w',
	judge.ReasonOwnSheet: 'o', judge.ReasonOwnLate: 'm', judge.ReasonShape: 's', judge.ReasonStep: 'd', judge.ReasonLeft: 'q', judge.RefusedScope: '-'}

const legend = `# Who may do what, in the 14 steps of the season from draft to archived: what the judge says, one letter a step, then the roles it says it to.
# Written by go test ./sync/judge -run TestRights -update.
# a accepted · r no right · e too early, waits · l the result is locked, waits · p the signed paper is missing · w the reason is missing
# o the own sheet · s the shape is wrong · d from there the step does not exist, or what it is about is missing: waits
# q the unit has left, quarantined · - not this person's log
# The unit at hand is that of leader, staff and observer, where H is named that of head and head-staff. "paper": entered from a signed paper.
`

// deed is something a person tries.
type deed struct {
	name string
	ops  func(k *cast) []changeset.Operation
	in   func(k *cast) changeset.Scope // nil: the cluster's log
}

// outcome says what the judge says beforehand to a person's own desk, and what a server says then; both have to be the same.
func outcome(t *testing.T, k *cast, role string, d *deed) byte {
	t.Helper()
	k = k.copied()
	scope := k.cluster
	if d.in != nil {
		scope = d.in(k)
	}
	ops, p := d.ops(k), k.who[role]
	c := k.Draft(p, scope, "try", ops...)
	before, err := k.Judge.Precheck(judge.NewOverlay(k.Store), &c, k.Now)
	if refusal, ok := judge.AsRefusal(err); ok {
		before.Reason = refusal.Reason
	} else if err != nil {
		t.Fatal(err)
	}
	_, leaf, err := k.Try(p, scope, "try", ops...)
	if refusal, ok := judge.AsRefusal(err); ok {
		leaf.Reason = refusal.Reason
	} else if err != nil {
		t.Fatal(err)
	}
	if leaf.Verdict != before.Verdict || leaf.Reason != before.Reason {
		t.Errorf("%s, %s, %s: beforehand %v %s, then %v %s", d.name, role, k.standing(), before.Verdict, before.Reason, leaf.Verdict, leaf.Reason)
	}
	letter, ok := letters[leaf.Reason]
	if !ok {
		t.Fatalf("%s, %s: %s", d.name, role, leaf.Reason)
	}
	if waits := leaf.Verdict == changeset.NeedsDecision; waits != (letter == 'e' || letter == 'l' || letter == 'd') {
		t.Fatalf("%s, %s: %v %s", d.name, role, leaf.Verdict, leaf.Reason)
	}
	return letter
}

func TestRights(t *testing.T) {
	if testing.Short() {
		t.Skip("a world for every step of a season")
	}
	k := newCast()
	k.furnish()
	var stages []*cast
	for _, at := range emulation.SeasonSteps {
		k.travel(at)
		stages = append(stages, k.copied())
	}
	all := deeds(k)
	found := map[string][]byte{} // by deed and role, one letter a step of the season
	for _, d := range all {
		for _, role := range k.roles {
			found[d.name+role] = make([]byte, len(stages))
		}
	}
	t.Run("steps", func(t *testing.T) {
		for i, stage := range stages {
			stage.Judge = judge.New(stage.Judge.Anchor)
			t.Run(string(emulation.SeasonSteps[i]), func(t *testing.T) {
				t.Parallel()
				for _, d := range all {
					for _, role := range k.roles {
						found[d.name+role][i] = outcome(t, stage, role, &d)
					}
				}
			})
		}
	})
	var out strings.Builder
	out.WriteString(legend)
	for _, d := range all {
		fmt.Fprintf(&out, "\n%s\n", d.name)
		var rows []string
		whose := map[string][]string{}
		for _, role := range k.roles {
			row := found[d.name+role]
			if whose[string(row)] == nil {
				rows = append(rows, string(row))
			}
			whose[string(row)] = append(whose[string(row)], role)
		}
		for _, row := range rows {
			fmt.Fprintf(&out, "  %s  %s\n", row, strings.Join(whose[row], " "))
		}
	}
	golden(t, "rights.txt", out.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(raw) == got {
		return
	}
	want, have := parts(string(raw)), parts(got)
	for _, line := range want {
		if !slices.Contains(have, line) {
			t.Errorf("no more: %s", line)
		}
	}
	for _, line := range have {
		if !slices.Contains(want, line) {
			t.Errorf("now: %s", line)
		}
	}
	t.Errorf("%s differs; read the lines above and write them with -update if they are right", path)
}

// parts are the lines of a golden file, each with the heading it stands under.
func parts(text string) []string {
	var all []string
	heading := ""
	for _, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, " ") {
			heading = line
		}
		all = append(all, heading+" |"+line)
	}
	return all
}

// Every field the table of rights knows is tried.
func TestRightsAreAllTried(t *testing.T) {
	tried := map[string]bool{}
	for _, d := range deeds(newCast()) {
		tried[strings.FieldsFunc(d.name, func(r rune) bool { return r == ' ' || r == ',' })[0]] = true
	}
	for _, f := range fieldsOf(changeset.Cluster) {
		if !tried[f.String()] && f.KnownFrom() == judge.First { // later ones: behalf_test.go
			t.Errorf("nobody tries %s", f)
		}
	}
}
