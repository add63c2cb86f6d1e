package scoring_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"thidua/emulation/criteria"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
)

// cluster is one of 60 units and criteria of the common kinds.
func cluster(tb testing.TB, groups, each int) (*criteria.Set, []criteria.UnitInputs) {
	rules := []string{"{kind: percent}", "{kind: manual, step: 0.25}", "{kind: best}", "{kind: count, each: 2}", "{kind: deduct, each: 2}",
		"{kind: target, target: 50}", "{kind: pass}", "{kind: tiers, tiers: [{id: a, points: 5}, {id: b, points: 3}]}",
		"{kind: bands, bands: [{at_least: 95, points: 10}, {at_least: 90, points: 8}]}", "{kind: target-leader, target: 50}"}
	raw := "format: thidua-criteria/1\nid: x\nname: X\ngates: [{when: any-group-zero, blocks: [co]}]\ngroups:\n"
	for g := range groups {
		var lines []string
		for c := range each {
			lines = append(lines, fmt.Sprintf("{code: %d.%d, name: Tiêu chí, max: 10, rule: %s}", g, c, rules[(g+c)%len(rules)]))
		}
		raw += fmt.Sprintf("- {code: %d, name: Nhóm, criteria: [%s]}\n", g, strings.Join(lines, ", "))
	}
	set := loadSet(tb, raw)
	var units []criteria.UnitInputs
	for n := range 60 {
		u := criteria.UnitInputs{ID: fmt.Sprint("u", n), Name: fmt.Sprint("Đơn vị ", n), Inputs: map[string]rule.Input{}}
		for i, c := range set.Criteria() {
			key := c.Rule.Keys()[0]
			in, err := c.Rule.Read(map[string]string{key: map[string]string{"value": fmt.Sprintf("%d.%02d", 40+(n+i)%60, (n*i)%100), "count": fmt.Sprint((n + i) % 7),
				"pass": "true", "points": fmt.Sprint(i % 10), "counts": fmt.Sprintf("a=%d", (n+i)%7)}[key]})
			if err != nil {
				tb.Fatal(err)
			}
			u.Inputs[c.Code] = in
		}
		units = append(units, u)
	}
	return set, units
}

// sizes are a cluster of 60 units and 5, 50 and 500 criteria: the growth of the work by 1, 10 and 100.
var sizes = []struct{ groups, each int }{{1, 5}, {2, 25}, {20, 25}}

// BenchmarkCluster scores and ranks from scratch, explanations not built; 60 × 500 is to stay below 20 ms.
func BenchmarkCluster(b *testing.B) {
	for _, size := range sizes {
		set, units := cluster(b, size.groups, size.each)
		b.Run(fmt.Sprintf("60x%d", size.groups*size.each), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := scoring.Score(set, units, criteria.Decisions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOneChange is what a typed value costs, to stay below 1 ms: in a line of the unit alone, and in one by which every sheet is measured.
func BenchmarkOneChange(b *testing.B) {
	for _, size := range sizes {
		set, units := cluster(b, size.groups, size.each)
		r, err := scoring.Score(set, units, criteria.Decisions{})
		if err != nil {
			b.Fatal(err)
		}
		for name, kind := range map[string]rule.Kind{"alone": "percent", "relative": "best"} {
			at := slices.IndexFunc(set.Criteria(), func(c *criteria.Criterion) bool { return c.Rule.Kind() == kind })
			if at < 0 {
				continue
			}
			c := set.Criteria()[at]
			b.Run(fmt.Sprintf("%s/60x%d", name, size.groups*size.each), func(b *testing.B) {
				b.ReportAllocs()
				u := units[0]
				u.Inputs = maps.Clone(u.Inputs)
				if u.Inputs[c.Code], err = c.Rule.Read(map[string]string{"value": "1000"}); err != nil { // the new best: everybody's points change
					b.Fatal(err)
				}
				for b.Loop() {
					if _, err := r.Change(u); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
