package criteria_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

func load(t testing.TB, name string) *criteria.Set {
	t.Helper()
	raw, err := assets.Criteria.ReadFile("criteria/" + name)
	if errors.Is(err, fs.ErrNotExist) { // a table that does not come with the program
		raw, err = os.ReadFile(filepath.Join("testdata", name))
	}
	if err != nil {
		t.Fatal(err)
	}
	set, err := criteria.LoadSet(name, raw)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return set
}

func TestPublishedTablesLoad(t *testing.T) {
	for name, want := range map[string]struct {
		groups, criteria int
		maximum          string
	}{
		"moet-so-gddt-2013.yaml":         {1, 16, "210"},
		"nine-tasks-five-solutions.yaml": {2, 14, "100"},
		"quang-tri-formulas.yaml":        {1, 5, "50"},
		"soc-trang-thpt-2017.yaml":       {12, 12, "200"},
		"example.yaml":                   {5, 11, "100"},
	} {
		set := load(t, name)
		if got := set.Maximum("").String(); got != want.maximum || len(set.AllGroups()) != want.groups || len(set.Criteria()) != want.criteria {
			t.Errorf("%s: %d groups, %d criteria, maximum %s; want %+v", name, len(set.AllGroups()), len(set.Criteria()), got, want)
		}
		if set.Cite == "" {
			t.Errorf("%s has no source", name)
		}
	}
}

func TestScalarsAreTakenAsWritten(t *testing.T) {
	set := load(t, "example.yaml")
	for _, code := range []string{"1.1", "1.10", "01", "I.1"} {
		if c, ok := set.ByCode(code); !ok || c.Code != code {
			t.Errorf("criterion %q is not there", code)
		}
	}
	if _, ok := set.ByCode("1"); ok {
		t.Error(`"01" became "1"`)
	}
	raw := `
format: thidua-criteria/1
id: x
name: X
groups:
  - code: 1.10
    name: Một
    criteria:
      - {code: 01, name: A, max: 0.250, rule: {kind: percent}}
      - {code: 1e2, name: B, max: 123456789012345678901234567890, rule: {kind: pass}}
      - {code: no, name: C, max: "9,75", rule: {kind: pass}}
      - {code: 0x10, name: D, max: 1, rule: {kind: pass}}
      - {code: 2024-01-02, name: E, max: 1, rule: {kind: pass}}
`
	set, err := criteria.LoadSet("x", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range set.Criteria() {
		got = append(got, c.Code+"="+c.Max.String())
	}
	want := "01=0.25 1e2=123456789012345678901234567890 no=9.75 0x10=1 2024-01-02=1"
	if strings.Join(got, " ") != want || set.Groups[0].Code != "1.10" {
		t.Errorf("%s: %s, want %s", set.Groups[0].Code, got, want)
	}
}

func TestSetCarriesWhatTheFileSays(t *testing.T) {
	set := load(t, "example.yaml")
	c, _ := set.ByCode("I.3")
	if c.Full().String() != "10" || c.Scorer != "role:verifier" || c.Evidence != criteria.EvidenceNone || c.Group.Code != "I" || c.Line != 23 {
		t.Errorf("I.3: %+v", c)
	}
	if c, _ := set.ByCode("I.1"); c.Evidence != criteria.EvidenceRequired || c.Scorer != criteria.SelfScored {
		t.Errorf("I.1: %+v", c)
	}
	if c, _ := set.ByCode("V.1"); c.Bonus != criteria.Outside {
		t.Error("a criterion does not inherit its group's bonus")
	}
	if len(set.TieBreak) != 7 || set.TieBreak[1] != (criteria.TieBreak{Kind: criteria.TieCriterion, Code: "1.10"}) {
		t.Errorf("tie-break chain: %v", set.TieBreak)
	}
	if len(set.Gates) != 2 || set.Gates[1].Code != "IV.1" || set.Classes.On != criteria.OnCappedTotal || len(set.Classes.Bands) != 3 {
		t.Errorf("gates %v, classes %v", set.Gates, set.Classes)
	}
	for i, c := range set.Criteria() {
		if c.Index != i {
			t.Errorf("%s has index %d, stands at %d", c.Code, c.Index, i)
		}
	}
}

// table is a criteria file with one group of the given criteria lines, preceded by other top-level lines.
func table(top string, lines ...string) string {
	return "format: thidua-criteria/1\nid: x\nname: X\n" + top + "groups:\n  - code: I\n    name: Một\n    criteria:\n      - " +
		strings.Join(lines, "\n      - ") + "\n"
}

// TestFaults names, for every fault a table can have beyond those of any file (emulation/yamlfile), the line and the sentence's key.
func TestFaults(t *testing.T) {
	good := "{code: I.1, name: A, max: 10, rule: {kind: pass}}"
	for name, c := range map[string]struct {
		raw  string
		want []string // "line key"
	}{
		"other format":           {"format: thidua-inputs/1\n", []string{"1 criteria.other-format"}},
		"newer format":           {"format: thidua-criteria/2\nrules: new\n", []string{"1 criteria.newer-format"}},
		"no format":              {"id: x\n", []string{"1 criteria.missing"}},
		"nothing else":           {"format: thidua-criteria/1\n", []string{"1 criteria.missing", "1 criteria.missing", "1 criteria.missing"}},
		"unknown deep key":       {table("", "{code: I.1, name: A, max: 10, rule: {kind: pass, step: 1}}"), []string{"8 criteria.unknown-key"}},
		"code twice":             {table("", good, good), []string{"9 criteria.duplicate-code"}},
		"unknown rule":           {table("", "{code: I.1, name: A, max: 10, rule: {kind: magic}}"), []string{"8 criteria.unknown-rule"}},
		"no kind":                {table("", "{code: I.1, name: A, max: 10, rule: {}}"), []string{"8 criteria.missing"}},
		"no rule":                {table("", "{code: I.1, name: A, max: 10}"), []string{"8 criteria.missing"}},
		"no max":                 {table("", "{code: I.1, name: A, rule: {kind: pass}}"), []string{"8 criteria.missing"}},
		"no step":                {table("", "{code: I.1, name: A, max: 10, rule: {kind: manual}}"), []string{"8 criteria.missing"}},
		"step 0":                 {table("", "{code: I.1, name: A, max: 10, rule: {kind: manual, step: 0}}"), []string{"8 criteria.not-positive"}},
		"no options":             {table("", "{code: I.1, name: A, max: 10, rule: {kind: choice, options: []}}"), []string{"8 criteria.no-value"}},
		"option twice":           {table("", "{code: I.1, name: A, max: 10, rule: {kind: choice, options: [{id: a, points: 1}, {id: a, points: 2}]}}"), []string{"8 criteria.duplicate-option"}},
		"odd option id":          {table("", "{code: I.1, name: A, max: 10, rule: {kind: choice, options: [{id: a b, points: 1}]}}"), []string{"8 criteria.bad-id"}},
		"no each":                {table("", "{code: I.1, name: A, max: 10, rule: {kind: count}}"), []string{"8 criteria.missing"}},
		"no points":              {table("", "{code: I.1, name: A, max: 0, rule: {kind: event}}"), []string{"8 criteria.missing"}},
		"no tiers":               {table("", "{code: I.1, name: A, max: 10, rule: {kind: tiers}}"), []string{"8 criteria.missing"}},
		"take":                   {table("", "{code: I.1, name: A, max: 10, rule: {kind: tiers, take: all, tiers: [{id: a, points: 1}]}}"), []string{"8 criteria.not-one-of"}},
		"band bounds":            {table("", "{code: I.1, name: A, max: 10, rule: {kind: bands, bands: [{points: 1}, {at_least: 1, at_most: 2, points: 3}]}}"), []string{"8 criteria.band-one-bound", "8 criteria.band-one-bound"}},
		"floor over max":         {table("", "{code: I.1, name: A, max: 10, rule: {kind: deduct, each: 1, floor: 11}}"), []string{"8 criteria.limits"}},
		"target 0":               {table("", "{code: I.1, name: A, max: 10, rule: {kind: target, target: 0}}"), []string{"8 criteria.not-positive"}},
		"divisor 0":              {table("", "{code: I.1, name: A, max: 10, rule: {kind: linear, divisor: 0}}"), []string{"8 criteria.zero-divisor"}},
		"no beyond":              {table("", "{code: I.1, name: A, max: 10, rule: {kind: deduct-table, table: [1]}}"), []string{"8 criteria.missing"}},
		"formula":                {table("", "{code: I.1, name: A, max: 10, rule: {kind: formula, expr: 'a+*b'}}"), []string{"8 criteria.expr-syntax"}},
		"negative max":           {table("", "{code: I.1, name: A, max: -1, rule: {kind: pass}}"), []string{"8 criteria.negative"}},
		"weight 0":               {table("", "{code: I.1, name: A, max: 1, weight: 0, rule: {kind: pass}}"), []string{"8 criteria.not-positive"}},
		"evidence":               {table("", "{code: I.1, name: A, max: 1, evidence: maybe, rule: {kind: pass}}"), []string{"8 criteria.not-one-of"}},
		"no groups":              {"format: thidua-criteria/1\nid: x\nname: X\ngroups: []\n", []string{"4 criteria.no-groups"}},
		"empty group":            {"format: thidua-criteria/1\nid: x\nname: X\ngroups:\n- code: I\n  name: A\n", []string{"5 criteria.empty-group"}},
		"groups no list":         {"format: thidua-criteria/1\nid: x\nname: X\ngroups: 5\n", []string{"4 criteria.not-a-list", "4 criteria.no-groups"}},
		"scale differs":          {table("scale: {total: 11}\n", good), []string{"4 criteria.scale-differs"}},
		"scale both":             {table("scale: {total: 10, by_type: {a: 10}}\n", good), []string{"4 criteria.scale-one"}},
		"scale none":             {table("scale: {}\n", good), []string{"4 criteria.scale-one"}},
		"scale of a type":        {table("scale: {by_type: {a: 10, b: 12}}\n", good), []string{"4 criteria.scale-type-differs"}},
		"type without":           {table("scale: {by_type: {a: 10}}\n", "{code: I.1, name: A, max: 10, applies_to: [a, b], rule: {kind: pass}}"), []string{"4 criteria.scale-type-missing"}},
		"mode":                   {table("rounding: {mode: up}\n", good), []string{"4 criteria.not-one-of"}},
		"tie token":              {table("tie_break: [luck, group, ballot:I]\n", good), []string{"4 criteria.token", "4 criteria.token", "4 criteria.token"}},
		"tie reference":          {table("tie_break: [group:II, criterion:I.2]\n", good), []string{"4 criteria.unknown-reference", "4 criteria.unknown-reference"}},
		"class basis":            {table("classes: {on: capped-total, bands: [{name: A}]}\n", good), []string{"4 criteria.capped-without-scale"}},
		"class percent":          {table("classes: {on: total, bands: [{name: A, top_percent: 101}]}\n", good), []string{"4 criteria.not-a-percentage"}},
		"gate token":             {table("gates: [{when: full-moon, blocks: [a]}]\n", good), []string{"4 criteria.token"}},
		"gate reference":         {table("gates: [{when: 'group-zero:II', blocks: [a]}]\n", good), []string{"4 criteria.unknown-reference"}},
		"gate event":             {table("gates: [{when: 'happened:I.1', blocks: [a]}]\n", good), []string{"4 criteria.happened-needs-event"}},
		"gate blocks":            {table("gates: [{when: any-group-zero, blocks: []}]\n", good), []string{"4 criteria.no-value"}},
		"group over max":         {"format: thidua-criteria/1\nid: x\nname: X\ngroups:\n- code: I\n  name: A\n  max: 9\n  criteria: [" + good + "]\n", []string{"5 criteria.group-over-max"}},
		"inside in outside":      {"format: thidua-criteria/1\nid: x\nname: X\ngroups:\n- code: I\n  name: A\n  bonus: outside\n  criteria: [{code: I.1, name: A, max: 1, bonus: inside, rule: {kind: pass}}]\n", []string{"8 criteria.inside-outside"}},
		"condition key":          {table("classes: {on: total, bands: [{name: A, when: [{luck: 1}, {no_gate: false}, {place_within: 0}, {place_within: 1, no_gate: true}]}]}\n", good), []string{"4 criteria.one-condition", "4 criteria.unknown-key", "4 criteria.not-one-of", "4 criteria.not-an-integer", "4 criteria.one-condition"}},
		"condition value":        {table("classes: {on: total, bands: [{name: A, when: [{deductions_within: -1}, {place_within_percent: 101}, {above_average: hs}, {below_average: 'criterion:I.9'}]}]}\n", good), []string{"4 criteria.negative", "4 criteria.not-a-percentage", "4 criteria.token", "4 criteria.unknown-reference"}},
		"class first":            {table("rank_by: class\n", good), []string{"4 criteria.by-class-without-classes"}},
		"weights 90 %":           {table("", "{code: I.1, name: A, max: 10, weight: 50%, rule: {kind: pass}}", "{code: I.2, name: A, max: 10, weight: 40%, rule: {kind: pass}}"), []string{"5 criteria.weights-sum"}},
		"weights untyped":        {table("", "{code: I.1, name: A, max: 10, weight: 50%, rule: {kind: pass}}", "{code: I.2, name: A, max: 10, weight: 50%, applies_to: [a], rule: {kind: pass}}", "{code: I.3, name: A, max: 10, weight: 50%, applies_to: [b], rule: {kind: pass}}"), []string{"5 criteria.weights-sum"}},
		"bonus in average":       {"format: thidua-criteria/1\nid: x\nname: X\nclasses: {on: total, bands: [{name: A, when: [{deductions_within: 50}]}]}\ngroups:\n- code: I\n  name: A\n  aggregate: average\n  criteria: [{code: I.1, name: A, max: 1, bonus: inside, rule: {kind: pass}}]\n", []string{"9 criteria.bonus-in-average"}},
		"bonus in the least":     {"format: thidua-criteria/1\nid: x\nname: X\nclasses: {on: total, bands: [{name: A, when: [{deductions_within: 50}]}]}\ngroups:\n- code: I\n  name: A\n  aggregate: min\n  criteria: [{code: I.1, name: A, max: 1, bonus: inside, rule: {kind: pass}}]\n", []string{"9 criteria.bonus-in-average"}},
		"bonus below an average": {"format: thidua-criteria/1\nid: x\nname: X\nclasses: {on: total, bands: [{name: A, when: [{deductions_within: 50}]}]}\ngroups:\n- code: I\n  name: A\n  aggregate: average\n  groups:\n  - code: I.A\n    name: B\n    criteria: [{code: I.1, name: A, max: 1, rule: {kind: pass}}, {code: I.2, name: B, max: 1, bonus: outside, rule: {kind: pass}}]\n", []string{"12 criteria.bonus-in-average"}},
		"weights mixed":          {table("", "{code: I.1, name: A, max: 10, weight: 50%, rule: {kind: pass}}", "{code: I.2, name: A, max: 10, weight: 0.5, rule: {kind: pass}}"), []string{"5 criteria.weights-mixed"}},
		"weight odd":             {table("", "{code: I.1, name: A, max: 10, weight: x%, rule: {kind: pass}}", "{code: I.2, name: A, max: 10, weight: -5%, rule: {kind: pass}}"), []string{"8 criteria.not-a-number", "9 criteria.not-positive"}},
		"ties unused":            {table("", "{code: I.1, name: A, max: 10, bonus: tie-break, rule: {kind: pass}}"), []string{"8 criteria.tie-only-unused"}},
		"inside ties":            {"format: thidua-criteria/1\nid: x\nname: X\ntie_break: [group:I]\ngroups:\n- code: I\n  name: A\n  bonus: tie-break\n  criteria: [{code: I.1, name: A, max: 1, bonus: inside, rule: {kind: pass}}]\n", []string{"9 criteria.inside-tie-only"}},
		"all at once": {table("colour: red\nscale: {total: x}\n", "{code: I.1, name: A, max: a, rule: {kind: magic}}", "{code: I.1, name: A, rule: {kind: manual}}"),
			[]string{"4 criteria.unknown-key", "5 criteria.not-a-number", "10 criteria.not-a-number", "10 criteria.unknown-rule", "11 criteria.missing", "11 criteria.missing", "11 criteria.duplicate-code"}},
	} {
		_, err := criteria.LoadSet("bảng.yaml", []byte(c.raw))
		compareFaults(t, name, err, c.want)
	}
}

// compareFaults also renders every fault in both languages: no placeholder may be left over.
func compareFaults(t *testing.T, name string, err error, want []string) {
	t.Helper()
	faults, _ := err.(criteria.Errors)
	var got []string
	for _, e := range faults {
		got = append(got, strconv.Itoa(e.Line)+" "+e.Message.Key)
		for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			text := phrase.Error(lang, e)
			if strings.ContainsAny(text, "{}") || strings.Contains(text, e.Message.Key) || !strings.HasPrefix(text, "bảng.yaml") {
				t.Errorf("%s: %q", name, text)
			}
		}
	}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("%s:\n got %q\nwant %q\n%v", name, got, want, err)
	}
}

func TestNewerFormatHasItsOwnCode(t *testing.T) {
	_, err := criteria.LoadSet("x", []byte("format: thidua-criteria/9\n"))
	if emulation.CodeOf(err) != emulation.Newer {
		t.Errorf("%v", err)
	}
}

func TestSumsAreCheckedPerUnitType(t *testing.T) {
	raw := table("scale: {by_type: {thpt: 30, dtnt: 40}}\n",
		"{code: I.1, name: A, max: 10, weight: 2, rule: {kind: pass}}",
		"{code: I.2, name: B, max: 10, rule: {kind: pass}, applies_to: [thpt]}",
		"{code: I.3, name: C, max: 20, rule: {kind: pass}, applies_to: [dtnt]}",
		"{code: I.4, name: D, max: 5, rule: {kind: pass}, bonus: outside}")
	set, err := criteria.LoadSet("x", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	if full, ok := set.Scale.For("dtnt"); !ok || full.String() != "40" {
		t.Errorf("scale of dtnt: %v", full)
	}
	if _, ok := set.Scale.For("gdtx"); ok {
		t.Error("a type without scale has one")
	}
	variants := strings.Replace(raw, "by_type: {thpt: 30, dtnt: 40}", "total: 40", 1)
	variants = strings.Replace(variants, "max: 10, rule: {kind: pass}, applies_to: [thpt]", "max: 20, rule: {kind: pass}, applies_to: [thpt]", 1)
	if _, err := criteria.LoadSet("x", []byte(variants)); err != nil {
		t.Errorf("variants of equal weight are refused: %v", err)
	}
}

func TestCapCutsBeforeMaxIsChecked(t *testing.T) {
	raw := "format: thidua-criteria/1\nid: x\nname: X\nscale: {total: 12}\ngroups:\n- code: I\n  name: A\n  max: 12\n  cap: 12\n  criteria:\n" +
		"  - {code: a, name: A, max: 10, rule: {kind: pass}}\n  - {code: b, name: B, max: 10, rule: {kind: pass}}\n"
	if _, err := criteria.LoadSet("x", []byte(raw)); err != nil {
		t.Error(err)
	}
}

func TestOddButAllowedIsNoticed(t *testing.T) {
	for key, line := range map[string]string{
		"criteria.above-max":            "max: 5, rule: {kind: choice, options: [{id: a, points: 8}]}",
		"criteria.own-limit-above-max":  "max: 5, rule: {kind: plus-minus, plus: 1, minus: 1, min: 0, max: 8}",
		"criteria.finer-than-rounding":  "max: 0.125, rule: {kind: pass}",
		"criteria.finer-than-rounding ": "max: 0.5, weight: 0.01, rule: {kind: pass}",
	} {
		set, err := criteria.LoadSet("x", []byte(table("", "{code: I.1, name: A, "+line+"}")))
		if err != nil || len(set.Notices) != 1 || set.Notices[0].Key != strings.TrimSpace(key) {
			t.Errorf("%s: %v, %v", line, set, err)
			continue
		}
		for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			if text := phrase.Render(lang, set.Notices[0]); !strings.Contains(text, "I.1") || strings.Contains(text, "{") {
				t.Errorf("%s: %q", key, text)
			}
		}
	}
}

// TestDecomposedTextIsTheSame reads codes, options, types and indicators typed on a machine that writes "ế" as three characters.
func TestDecomposedTextIsTheSame(t *testing.T) {
	raw := norm.NFD.String(table("tie_break: [\"criterion:Tế\"]\nscale: {by_type: {trường: 20}}\n",
		"{code: Tế, name: Một, max: 10, rule: {kind: choice, options: [{id: khá, points: 8}]}}",
		"{code: Số, name: Hai, max: 10, rule: {kind: formula, expr: số_lớp*2}}"))
	set, err := criteria.LoadSet("x", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	in, err := criteria.LoadInputs(set, "y", []byte(norm.NFD.String(
		"format: thidua-inputs/1\nunits: [{id: a, name: A, type: trường, inputs: {Tế: {choice: khá}}, indicators: {số_lớp: 3}}]\n")))
	if err != nil {
		t.Fatal(err)
	}
	if u := in.Units[0]; u.Inputs["Tế"].Answer.(*rule.Chosen).ID != "khá" || u.Indicators["số_lớp"].String() != "3" {
		t.Errorf("%+v", u)
	}
}

func TestCheckPoints(t *testing.T) {
	set := load(t, "example.yaml")
	for _, c := range []struct{ code, points, key string }{
		{"I.1", "9.85", ""}, {"I.1", "10.01", "input.over-max"}, {"I.1", "-0.01", "input.under-min"},
		{"I.3", "9", ""}, {"I.3", "9.25", "input.wrong-step"}, {"I.3", "11", "input.over-max"},
		{"IV.1", "-8", ""}, {"IV.1", "-9", "input.under-min"}, {"IV.1", "1", "input.over-max"},
	} {
		criterion, _ := set.ByCode(c.code)
		if err := criterion.CheckPoints(decimal.MustParse(c.points)); emulation.KeyOf(err) != c.key {
			t.Errorf("%s %s: %v, want %q", c.code, c.points, err, c.key)
		}
	}
}
