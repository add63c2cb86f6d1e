package scoring_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
)

// everyKind is a set with a criterion of each kind, in groups of every aggregate.
func everyKind(t testing.TB) *criteria.Set {
	t.Helper()
	groups := [4][]string{}
	for i, rule := range []string{
		"{kind: manual, step: 0.25}", "{kind: choice, options: [{id: a, points: 12}, {id: b, points: -2}, {id: c, points: 3.5}]}", "{kind: pass}",
		"{kind: checklist, items: [{id: a, points: 2.5}, {id: b, points: 7}, {id: c, points: 3}]}", "{kind: percent}", "{kind: target, target: 37}",
		"{kind: target-leader, target: 41}", "{kind: best}", "{kind: bands, bands: [{at_least: 90, points: 10}, {at_least: 50, points: 4.25}], otherwise: 1}",
		"{kind: step, from: 100, per: 0.3, unit: 0.7}", "{kind: count, each: 0.35}", "{kind: tiers, tiers: [{id: a, points: 5}, {id: b, points: 3}]}",
		"{kind: deduct, each: 1.5, floor: -4}", "{kind: deduct-table, table: [1, 3], beyond: 2.5}", "{kind: event, points: -8}", "{kind: late, per_day: 0.5}",
		"{kind: base, start: 5, events: [{id: a, points: 1}, {id: b, points: -2}], min: -3, max: 9}", "{kind: plus-minus, plus: 3, minus: 1, min: -5, max: 10}",
		"{kind: linear, factor: 0.5, divisor: 3}", "{kind: rank, points: [10, 9, 8], ties: average}", "{kind: improve, each: 2}",
		"{kind: formula, expr: 'if(b > 3, a/b, max(a, -b))'}", "{kind: event, points: 0}",
	} {
		groups[i%4] = append(groups[i%4], fmt.Sprintf("{code: c%d, name: A, max: 10, weight: %d.5, rule: %s}", i, i%3, rule))
	}
	raw := "format: thidua-criteria/1\nid: x\nname: X\nrounding: {places: 2, mode: half-even}\ntie_break: [bonus, fewer-deductions]\n" +
		"classes: {on: percent, bands: [{name: A, at_least: 40, top_percent: 40}, {name: B}]}\n" +
		"gates: [{when: any-group-zero, blocks: [co]}, {when: 'happened:c22', blocks: [bang]}, {when: 'criterion-zero:c2', blocks: [giay]}]\ngroups:\n"
	for i, aggregate := range []string{"sum", "average", "min", "weighted"} {
		raw += fmt.Sprintf("- {code: g%d, name: A, aggregate: %s, criteria: [%s]}\n", i, aggregate, strings.Join(groups[i], ", "))
	}
	return loadSet(t, raw)
}

// deep is a set of rules that compare units, in groups within groups of every aggregate, some capped, some a bonus.
func deep(t testing.TB) *criteria.Set {
	t.Helper()
	raw := "format: thidua-criteria/1\nid: x\nname: X\nrank_by: class\ntie_break: [criterion:c14, group:t]\ngates: [{when: any-group-zero, blocks: [co]}]\n" +
		"classes: {on: total, bands: [{name: A, at_least: 20, when: [{deductions_within: 50}, {above_average: 'indicator:a'}]}, " +
		"{name: B, when: [{place_within: 2}, {at_least_average: group:g1}, {at_most_average: criterion:c3}]}, {name: C, when: [{no_gate: true}]}]}\n" +
		"groups:\n- {code: t, name: T, bonus: tie-break, weight: 0.5, criteria: [{code: t1, name: A, max: 10, rule: {kind: percent}}]}\n"
	n := 0
	criterion := func(more string) string {
		n++
		rule := []string{"{kind: best}", "{kind: rank, points: [10, 7.5, 2]}", "{kind: target-leader, target: 40}", "{kind: percent}"}[n%4]
		return fmt.Sprintf("{code: c%d, name: A, max: 10, weight: %d.5%s, rule: %s}", n, n%3, more, rule)
	}
	for i, aggregate := range []string{"sum", "average", "min", "weighted"} {
		raw += fmt.Sprintf("- {code: g%d, name: A%s, groups: [{code: h%d, name: A, aggregate: %s, criteria: [%s, %s]}, {code: k%d, name: A, cap: 6.5, weight: 0.75, criteria: [%s, %s]}], criteria: [%s]}\n",
			i, []string{"", ", cap: 20", ", aggregate: min", ", bonus: outside"}[i], i, aggregate, criterion(""), criterion(""), i, criterion(""), criterion([]string{", bonus: outside", ", bonus: inside", ", bonus: tie-break", ""}[i]), criterion(""))
	}
	return loadSet(t, raw)
}

// drawUnit draws inputs for every criterion, some missing, some not applicable.
func drawUnit(t *rapid.T, set *criteria.Set, id string) criteria.UnitInputs {
	u := criteria.UnitInputs{ID: id, Name: id, Inputs: map[string]rule.Input{}, Previous: map[string]decimal.Decimal{}}
	figure := rapid.StringMatching(`[0-9]{1,3}(\.[0-9]{1,3})?`)
	for _, c := range set.Criteria() {
		switch rapid.IntRange(0, 9).Draw(t, "state") {
		case 0:
			continue
		case 1:
			u.Inputs[c.Code] = rule.Input{NA: true, Reason: "x"}
			continue
		}
		fields := map[string]string{}
		for _, key := range c.Rule.Keys() {
			switch key {
			case "points":
				fields[key] = decimal.FromInt(rapid.Int64Range(0, 40).Draw(t, key)).Mul(c.Rule.Parameters.(*rule.Manual).Step).String()
			case "choice":
				fields[key] = rapid.SampledFrom(c.Rule.Options()).Draw(t, key).ID
			case "pass", "happened":
				fields[key] = rapid.SampledFrom([]string{"true", "false"}).Draw(t, key)
			case "checks":
				fields[key] = rapid.SampledFrom([]string{"", "a", "b c", "a,b,c"}).Draw(t, key)
			case "counts":
				fields[key] = fmt.Sprintf("a=%d,b=%d", rapid.IntRange(0, 9).Draw(t, key), rapid.IntRange(0, 9).Draw(t, key))
			case "count", "days":
				fields[key] = rapid.StringMatching(`[0-9]{1,2}`).Draw(t, key)
			case "num", "den":
				if _, value := fields["value"]; !value {
					fields[key] = figure.Draw(t, key)
				}
			case "value":
				if c.Rule.Kind() != "percent" || rapid.Bool().Draw(t, "value") {
					fields[key] = rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign") + figure.Draw(t, key)
				}
			case "target":
				fields[key] = "1" + figure.Draw(t, key)
			default:
				fields[key] = figure.Draw(t, key)
			}
		}
		in, err := c.Rule.Read(fields)
		if err != nil {
			t.Fatalf("%s %v: %v", c.Rule.Kind(), fields, err)
		}
		u.Inputs[c.Code] = in
		if rapid.IntRange(0, 14).Draw(t, "override") == 0 {
			if u.Override == nil {
				u.Override = map[string]decimal.Decimal{}
			}
			u.Override[c.Code] = rapid.SampledFrom([]decimal.Decimal{{}, c.Rule.Bounds().High.Mul(c.Factor())}).Draw(t, "points")
		}
		if rapid.Bool().Draw(t, "previous") {
			u.Previous[c.Code] = decimal.MustParse(figure.Draw(t, "before"))
		}
	}
	u.Indicators = map[string]decimal.Decimal{"a": decimal.MustParse(figure.Draw(t, "a")), "b": decimal.MustParse(figure.Draw(t, "b"))}
	return u
}

func TestPropertiesOfScoring(t *testing.T) {
	set := everyKind(t)
	rapid.Check(t, func(t *rapid.T) {
		var units []criteria.UnitInputs
		for i := range rapid.IntRange(1, 5).Draw(t, "units") {
			id := string(rune('a' + i))
			u := drawUnit(t, set, id)
			if i > 0 && rapid.IntRange(0, 2).Draw(t, "level") == 0 { // level with another in everything
				u = units[i-1]
				u.ID, u.Name = id, id
			}
			units = append(units, u)
		}
		r, err := scoring.Score(set, units, criteria.Decisions{})
		if err != nil {
			t.Fatal(err)
		}
		before, err := written(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range r.Units {
			checkSheet(t, u)
		}

		shuffled := slices.Clone(units)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		again, err := scoring.Score(set, shuffled, criteria.Decisions{})
		if err != nil {
			t.Fatal(err)
		}
		after, err := written(again)
		if err != nil || !bytes.Equal(before, after) {
			t.Fatalf("the order of units changed the result:\n%s\n%s", before, after)
		}
	})
}

// TestOneMoreUnitChangesOnlyRelativePoints adds a unit to a cluster and compares every line of the others.
func TestOneMoreUnitChangesOnlyRelativePoints(t *testing.T) {
	set := everyKind(t)
	relative := 0
	rapid.Check(t, func(t *rapid.T) {
		units := []criteria.UnitInputs{drawUnit(t, set, "a"), drawUnit(t, set, "b"), drawUnit(t, set, "c")}
		few, err := scoring.Score(set, units[:2], criteria.Decisions{})
		if err != nil {
			t.Fatal(err)
		}
		more, err := scoring.Score(set, units, criteria.Decisions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range few.Units {
			again, _ := more.Unit(u.ID)
			for i, c := range u.Criteria {
				switch rule := &c.Criterion.Rule; {
				case rule.Relative():
					if !c.Points.Equal(again.Criteria[i].Points) {
						relative++
					}
				case !c.Points.Equal(again.Criteria[i].Points) || c.Provisional != again.Criteria[i].Provisional || !c.Max.Equal(again.Criteria[i].Max):
					t.Fatalf("%s of %s: %+v became %+v", rule.Kind(), u.ID, c, again.Criteria[i])
				}
			}
		}
	})
	if relative == 0 {
		t.Error("no relative figure ever changed: the property was not tried")
	}
}

// TestRankingIsATotalPreorder holds places against the verdict on every pair: any two units compare, better is transitive, units share a place
// exactly when nothing separates them, and a place is one more than the number of better units.
func TestRankingIsATotalPreorder(t *testing.T) {
	set := loadSet(t, `format: thidua-criteria/1
id: x
name: X
tie_break: [group:I, fewer-deductions, bonus, previous-rank, ballot, chair]
groups:
  - {code: I, name: A, criteria: [{code: I.1, name: A, max: 2, rule: {kind: manual, step: 1}}, {code: I.2, name: B, max: 2, rule: {kind: deduct, each: 1}}]}
  - {code: II, name: B, bonus: inside, criteria: [{code: II.1, name: A, max: 2, rule: {kind: manual, step: 1}}]}
`)
	rapid.Check(t, func(t *rapid.T) {
		small := func(name string) rule.Input {
			return rule.Input{Answer: &rule.Figure{X: decimal.FromInt(rapid.Int64Range(0, 1).Draw(t, name))}}
		}
		var units []criteria.UnitInputs
		for i := range rapid.IntRange(1, 9).Draw(t, "units") {
			id := string(rune('a' + i))
			units = append(units, criteria.UnitInputs{ID: id, Name: id, PreviousRank: rapid.IntRange(0, 2).Draw(t, "previous"),
				Inputs: map[string]rule.Input{"I.1": small("I.1"), "I.2": small("I.2"), "II.1": small("II.1")}})
		}
		var decisions criteria.Decisions
		for _, u := range units {
			if rapid.IntRange(0, 2).Draw(t, "voted") == 0 {
				decisions.Ballot = append(decisions.Ballot, u.ID)
			}
		}
		r, err := scoring.Score(set, units, decisions)
		if err != nil {
			t.Fatal(err)
		}
		for i, u := range r.Units {
			better := 0
			for _, v := range r.Units {
				if v.Rank < u.Rank {
					better++
				}
				if level := r.Verdict(v, u).Level; level != (v.Rank == u.Rank) {
					t.Fatalf("%s and %s: places %d and %d, level %v", v.ID, u.ID, v.Rank, u.Rank, level)
				}
			}
			if u.Rank != better+1 {
				t.Fatalf("%s has place %d, %d are better", u.ID, u.Rank, better)
			}
			if i > 0 && (r.Units[i-1].Rank > u.Rank || r.Units[i-1].Total.Less(u.Total)) {
				t.Fatalf("%s stands after %s", u.ID, r.Units[i-1].ID)
			}
		}
	})
}

// TestAChangeIsTheSameAsScoringAnew replaces one unit's sheet, in whole or in one line, and wants every figure, place, warning and sentence as a
// whole new scoring gives them, and the old result untouched.
func TestAChangeIsTheSameAsScoringAnew(t *testing.T) {
	sets := []*criteria.Set{everyKind(t), deep(t)}
	rapid.Check(t, func(t *rapid.T) {
		set := rapid.SampledFrom(sets).Draw(t, "set")
		var units []criteria.UnitInputs
		for i := range rapid.IntRange(1, 4).Draw(t, "units") {
			units = append(units, drawUnit(t, set, string(rune('a'+i))))
		}
		r, err := scoring.Score(set, units, criteria.Decisions{Ballot: []string{"a"}})
		if err != nil {
			t.Fatal(err)
		}
		before, err := written(r)
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, len(units)-1).Draw(t, "changed")
		next := drawUnit(t, set, units[at].ID)
		drawn := next
		switch rapid.SampledFrom([]string{"all", "one line", "beside the lines", "all figures"}).Draw(t, "what") {
		case "one line":
			c := rapid.SampledFrom(set.Criteria()).Draw(t, "line")
			next = units[at]
			next.Inputs, next.Override = maps.Clone(next.Inputs), maps.Clone(next.Override)
			delete(next.Inputs, c.Code)
			if in, ok := drawn.Inputs[c.Code]; ok {
				next.Inputs[c.Code] = in
			}
			delete(next.Override, c.Code)
			if points, ok := drawn.Override[c.Code]; ok {
				next.Override = map[string]decimal.Decimal{c.Code: points}
			}
		case "beside the lines":
			next = units[at]
			next.Previous, next.Indicators, next.PreviousRank = drawn.Previous, drawn.Indicators, 3
		case "all figures":
			next.Name = "another name"
		}
		changed, err := r.Change(next)
		if err != nil {
			t.Fatal(err)
		}
		units = slices.Clone(units) // the old result still reads the old one
		units[at] = next
		anew, err := scoring.Score(set, units, criteria.Decisions{Ballot: []string{"a"}})
		if err != nil {
			t.Fatal(err)
		}
		got, err1 := written(changed)
		want, err2 := written(anew)
		if err1 != nil || err2 != nil || !bytes.Equal(got, want) || changed.Provisional != anew.Provisional {
			t.Fatalf("changed:\n%s\nanew:\n%s", got, want)
		}
		if again, err := written(r); err != nil || !bytes.Equal(before, again) {
			t.Fatal("the old result changed")
		}
	})
}

func TestChangeOfAStranger(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: pass}}")
	r := score(t, set, "", "a: {}")
	if _, err := r.Change(criteria.UnitInputs{ID: "b"}); emulation.KeyOf(err) != "scoring.unknown-unit" {
		t.Error(err)
	}
	if _, err := r.Change(criteria.UnitInputs{ID: "a", Inputs: map[string]rule.Input{"I.9": {}}}); emulation.KeyOf(err) != "scoring.unknown-criterion" {
		t.Error(err)
	}
}

// checkSheet wants points within limits, rounded, the total their sum, and an explanation without holes.
func checkSheet(t *rapid.T, u *scoring.UnitResult) {
	var total decimal.Decimal
	for _, g := range u.Groups {
		total = total.Add(g.Points)
		if g.Points.Cmp(g.Max) > 0 {
			t.Fatalf("group %s: %s of %s", g.Group.Code, g.Points, g.Max)
		}
	}
	if !total.Equal(u.Total) {
		t.Fatalf("total %s, groups come to %s", u.Total, total)
	}
	for _, c := range u.Criteria {
		b, factor := c.Criterion.Rule.Bounds(), c.Criterion.Factor()
		if c.Points.Cmp(b.High.Mul(factor)) > 0 || !b.NoLow && c.Points.Cmp(b.Low.Mul(factor)) < 0 || c.Points.Cmp(c.Max) > 0 {
			t.Fatalf("%s: %s is out of bounds %+v", c.Criterion.Rule.Kind(), c.Points, b)
		}
		if !c.Points.Round(2, decimal.Down).Equal(c.Points) {
			t.Fatalf("%s: %s is not rounded", c.Criterion.Rule.Kind(), c.Points)
		}
		if text := vietnamese(u.Explain(c.Criterion.Code)); text == "" || strings.Contains(text, "{") || strings.HasPrefix(text, "explain.") {
			t.Fatalf("%s: %q", c.Criterion.Rule.Kind(), text)
		}
	}
}

// TestRatioAgainstRationals holds percent, weight and rounding against an independent computation.
func TestRatioAgainstRationals(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 7, weight: 1.3, rule: {kind: percent}}")
	rapid.Check(t, func(t *rapid.T) {
		num, den := rapid.StringMatching(`[0-9]{1,12}(\.[0-9]{1,12})?`).Draw(t, "num"), rapid.StringMatching(`[1-9][0-9]{0,11}(\.[0-9]{1,12})?`).Draw(t, "den")
		a, b := decimal.MustParse(num), decimal.MustParse(den)
		u := criteria.UnitInputs{ID: "a", Inputs: map[string]rule.Input{"I.1": {Answer: &rule.Rate{Num: &a, Den: &b}}}}
		x, _ := new(big.Rat).SetString(num)
		y, _ := new(big.Rat).SetString(den)
		want := x.Quo(x, y)
		if want.Cmp(big.NewRat(1, 1)) > 0 {
			want = big.NewRat(1, 1)
		}
		want.Mul(want, big.NewRat(91, 10))
		if got := scoring.ScoreUnit(set, &u, nil).Total.Fixed(2); got != want.FloatString(2) { // FloatString rounds half away from zero
			t.Fatalf("%s ÷ %s: %s, want %s", num, den, got, want.FloatString(2))
		}
	})
}
