package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
)

// large is a cluster of 60 units and 500 criteria of the common kinds.
func large(tb testing.TB) (*criteria.Set, []criteria.UnitInputs) {
	rules := []string{"{kind: percent}", "{kind: manual, step: 0.25}", "{kind: target, target: 50}", "{kind: count, each: 2}", "{kind: deduct, each: 2}",
		"{kind: best}", "{kind: pass}", "{kind: tiers, tiers: [{id: a, points: 5}, {id: b, points: 3}]}",
		"{kind: bands, bands: [{at_least: 95, points: 10}, {at_least: 90, points: 8}]}", "{kind: target-leader, target: 50}"}
	raw := "format: thidua-criteria/1\nid: x\nname: X\nscale: {total: 5000}\ngates: [{when: any-group-zero, blocks: [co]}]\ngroups:\n"
	for g := range 20 {
		var lines []string
		for c := range 25 {
			lines = append(lines, fmt.Sprintf("{code: %d.%d, name: Tiêu chí, max: 10, rule: %s}", g, c, rules[(g+c)%len(rules)]))
		}
		raw += fmt.Sprintf("- {code: %d, name: Nhóm, criteria: [%s]}\n", g, strings.Join(lines, ", "))
	}
	set := loadSet(tb, raw)
	var units []criteria.UnitInputs
	for n := range 60 {
		u := criteria.UnitInputs{ID: fmt.Sprint("u", n), Name: fmt.Sprint("Đơn vị ", n), Inputs: map[string]criteria.Input{}}
		for i, c := range set.Criteria() {
			value, count, yes := decimal.MustParse(fmt.Sprintf("%d.%02d", 40+(n+i)%60, (n*i)%100)), decimal.FromInt(int64((n+i)%7)), true
			points := decimal.FromInt(int64(i % 10))
			u.Inputs[c.Code] = criteria.Input{Value: &value, Count: &count, Pass: &yes, Points: &points, Counts: map[string]decimal.Decimal{"a": count}}
		}
		units = append(units, u)
	}
	return set, units
}

func BenchmarkCluster60x500(b *testing.B) {
	set, units := large(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := scoring.Score(set, units, criteria.Decisions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOneChange is what a typed value costs: the unit's sheet and the ranking, the peers being known.
func BenchmarkOneChange(b *testing.B) {
	set, units := large(b)
	peers := scoring.Compare(set, units)
	r, err := scoring.Score(set, units, criteria.Decisions{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		scored := append([]*scoring.UnitResult{scoring.ScoreUnit(set, &units[0], peers)}, r.Units[1:]...)
		scoring.Rank(set, scored, criteria.Decisions{})
	}
}
