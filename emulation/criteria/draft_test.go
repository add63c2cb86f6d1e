package criteria_test

import (
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

const drafted = `format: thidua-criteria/1
id: x
name: X
scale: {total: 30}
tie_break: ["group:II", "criterion:I.1", ballot]
classes: {on: total, bands: [{name: A, at_least: 20, when: [{at_least_average: "criterion:I.1"}]}, {name: B}]}
gates:
  - {when: "criterion-zero:I.1", blocks: [co]}
  - {when: "group-zero:II", blocks: [co]}
groups:
  - code: I
    name: Một
    criteria:
      - {code: I.1, name: A, max: 10, rule: {kind: percent}}
      - {code: I.2, name: B, max: 10, rule: {kind: percent}}
  - code: II
    name: Hai
    criteria:
      - {code: II.1, name: C, max: 10, rule: {kind: pass}}
`

func draft(t testing.TB) *criteria.Draft {
	t.Helper()
	d, err := criteria.ReadDraft([]byte(drafted))
	if err != nil || d.Faults != nil {
		t.Fatal(err, d.Faults)
	}
	return d
}

// codes are those of a draft in their order, each group before its own.
func codes(d *criteria.Draft) string {
	var all []string
	for _, g := range d.Set.AllGroups() {
		all = append(all, g.Code+":")
		for _, c := range g.Criteria {
			all = append(all, c.Code)
		}
	}
	return strings.Join(all, " ")
}

func TestADraftIsMoved(t *testing.T) {
	d := draft(t)
	for _, c := range []struct {
		name string
		d    *criteria.Draft
		want string
	}{
		{"down", d.Move("I.1", 1), "I: I.2 I.1 II: II.1"},
		{"over the end", d.Move("I.2", 1), "I: I.1 II: I.2 II.1"},
		{"back over the beginning", d.Move("II.1", -1), "I: I.1 I.2 II.1 II:"},
		{"above the first", d.Move("I.1", -1), "I: I.1 I.2 II: II.1"},
		{"below the last", d.Move("II.1", 1), "I: I.1 I.2 II: II.1"},
		{"a group", d.MoveGroup("II", -1), "II: II.1 I: I.1 I.2"},
		{"a group above the first", d.MoveGroup("I", -1), "I: I.1 I.2 II: II.1"},
		{"gone", d.Remove("I.1"), "I: I.2 II: II.1"},
		{"a group gone", d.RemoveGroup("II"), "I: I.1 I.2"},
		{"nothing of that code", d.Remove("V").Move("V", 1).RemoveGroup("V").MoveGroup("V", 1), "I: I.1 I.2 II: II.1"},
	} {
		if got := codes(c.d); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if codes(d) != "I: I.1 I.2 II: II.1" {
		t.Error("a step changed the draft it began from")
	}
}

// Whatever refers to a code follows it to a new one, and goes with it.
func TestWhatRefersToACodeFollowsIt(t *testing.T) {
	d := draft(t)
	c := *d.Set.Criteria()[0]
	c.Code = "I.9"
	renamed, err := d.Put("I.1", c, "I")
	if err != nil || renamed.Faults != nil || codes(renamed) != "I: I.9 I.2 II: II.1" {
		t.Fatal(codes(renamed), err, renamed.Faults)
	}
	text := string(renamed.YAML)
	for _, want := range []string{`tie_break: ["group:II", "criterion:I.9", ballot]`, `when: "criterion-zero:I.9"`, `at_least_average: "criterion:I.9"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	g := *d.Set.Groups[1]
	g.Code = "III"
	if renamed, err = d.PutGroup("II", g, ""); err != nil || !strings.Contains(string(renamed.YAML), `"group-zero:III"`) || !strings.Contains(string(renamed.YAML), `["group:III"`) {
		t.Errorf("%v\n%s", err, renamed.YAML)
	}
	if n := len(d.Set.Refers("I.1", false)); n != 3 {
		t.Errorf("%d refer to it", n)
	}
	if gone := d.Remove("I.1").RemoveGroup("II"); strings.Contains(string(gone.YAML), "I.1") || strings.Contains(string(gone.YAML), "II") || len(gone.Set.TieBreak) != 1 {
		t.Errorf("something still refers to what is gone:\n%s", gone.YAML)
	}
	for _, bad := range []struct{ was, code, key string }{{"I.1", "I.2", "criteria.draft.code-taken"}, {"", "I.1", "criteria.draft.code-taken"}, {"I.1", " ", "criteria.draft.no-code"}} {
		c.Code = bad.code
		if _, err := d.Put(bad.was, c, "I"); emulation.KeyOf(err) != bad.key {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

// What is wrong is told of its line, and the draft holds it all the same.
func TestADraftHoldsWhatIsNotRightYet(t *testing.T) {
	d := draft(t)
	c := *d.Set.Criteria()[1]
	c.Max = decimal.FromInt(5)
	wrong, err := d.Put("I.2", c, "I")
	if err != nil || len(wrong.Faults) != 1 || wrong.Faults[0].Message.Key != "criteria.scale-differs" || len(wrong.FaultsOf(0)) != 1 {
		t.Fatal(err, wrong.Faults)
	}
	again, err := criteria.ReadDraft(wrong.YAML)
	if err != nil || codes(again) != codes(d) || again.Set.Criteria()[1].Max.String() != "5" {
		t.Errorf("%v %s", err, codes(again))
	}
	five := decimal.FromInt(5)
	g := *d.Set.Groups[1]
	g.Max = &five
	over, err := d.PutGroup("II", g, "")
	if err != nil || len(over.FaultsOf(over.Set.Groups[1].Line)) != 1 || len(over.FaultsOf(0)) != 0 {
		t.Error(err, over.Faults)
	}
	if total := decimal.FromInt(25); wrong.Headed(criteria.Head{Name: "Y", Cite: "z", Scale: criteria.Scale{Total: &total}, Places: 1}).Faults != nil {
		t.Error("a full mark that fits is refused")
	}
	if empty := criteria.NewDraft("X", "Một"); codes(empty) != "I:" {
		t.Errorf("%s\n%s", codes(empty), empty.YAML)
	}
}

// Whatever is done to a draft, what it is written as is read back the same.
func TestADraftIsReadBackAsItStands(t *testing.T) {
	raw, err := os.ReadFile("testdata/kinds.yaml")
	if err != nil {
		t.Fatal(err)
	}
	first, err := criteria.ReadDraft(raw)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		d := first
		for range rapid.IntRange(1, 5).Draw(t, "steps") {
			code, group := "none", "none"
			if all := d.Set.Criteria(); len(all) > 0 {
				code = rapid.SampledFrom(all).Draw(t, "criterion").Code
			}
			if all := d.Set.AllGroups(); len(all) > 0 {
				group = rapid.SampledFrom(all).Draw(t, "group").Code
			}
			by := rapid.SampledFrom([]int{-1, 1}).Draw(t, "by")
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0:
				d = d.Move(code, by)
			case 1:
				d = d.MoveGroup(group, by)
			case 2:
				d = d.Remove(code)
			case 3:
				if len(d.Set.AllGroups()) > 2 {
					d = d.RemoveGroup(group)
				}
			default:
				if c, ok := d.Set.ByCode(code); ok {
					own := *c
					own.Code += "x"
					if next, err := d.Put(code, own, group); err == nil {
						d = next
					}
				}
			}
			again, err := criteria.ReadDraft(d.YAML)
			if err != nil || codes(again) != codes(d) || len(criteria.Diff(again.Set, d.Set)) > 0 {
				t.Fatalf("%v\n%s\nbecame\n%s", err, codes(d), codes(again))
			}
			for _, f := range d.Faults {
				if f.Message.Key == "criteria.unknown-reference" {
					t.Fatalf("something refers to nothing: %v\n%s", f, d.YAML)
				}
			}
		}
	})
}

// A rule that was not understood is told as such wherever a draft is shown, and is nobody's end: neither counting nor comparing meets half of a rule.
func TestAFaultyRuleIsToldAndNeverCounts(t *testing.T) {
	sound := draft(t)
	for _, written := range []string{
		"{kind: bands, bands: [{points: 10}]}",
		"{kind: bands, bands: [{at_least: 3, at_most: 5, points: 10}, {points: 1}]}",
		"{kind: formula, expr: 'a /'}",
		"{kind: formula}",
		"{kind: nothing-known}",
		"{}",
		"[]",
		"{kind: tiers, tiers: [{points: 5}]}",
	} {
		d, err := criteria.ReadDraft([]byte(strings.Replace(drafted, "{kind: percent}", written, 1)))
		if err != nil || !d.Unread || d.Sound() {
			t.Fatalf("%s: %v %+v", written, err, d)
		}
		c := d.Set.Criteria()[0]
		own := rule.New(c.Max, c.Rule.Parameters)
		for _, r := range []*rule.Rule{&c.Rule, &own} {
			for _, m := range []emulation.Message{r.How(), r.Hint(), r.Kind().Words()} {
				if said := phrase.Render(phrase.Vietnamese, m); strings.Contains(said, m.Key) {
					t.Errorf("%s: no words for %s", written, m.Key)
				}
			}
			r.Asks()
			r.Samples()
			r.Indicators()
			r.Options()
			if _, err := r.ReadTyped("5"); err == nil {
				t.Errorf("%s: takes a result", written)
			}
		}
		criteria.Diff(sound.Set, d.Set)
		criteria.Diff(d.Set, sound.Set)
		again, err := d.Put("I.2", *d.Set.Criteria()[1], "I")
		if err != nil || !again.Unread {
			t.Errorf("%s: written, it is sound: %v", written, err)
		}
	}
	twice, err := criteria.ReadDraft([]byte(strings.Replace(drafted, "code: I.2", "code: I.1", 1)))
	if err != nil || !twice.Unread {
		t.Errorf("a code that stands there twice: %v %+v", err, twice)
	}
	sums, err := criteria.ReadDraft([]byte(strings.Replace(drafted, "total: 30", "total: 31", 1)))
	if err != nil || sums.Unread || sums.Faults == nil {
		t.Errorf("a sum that is another: %v %+v", err, sums)
	}
}
