package scoring_test

import (
	"strings"
	"testing"

	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
)

// looked is what a test knows of the reviews of a criterion.
type looked scoring.Rounds

func (l looked) Rounds() scoring.Rounds { return scoring.Rounds(l) }

// TestWhichReviewCounts: what each column makes of a criterion to which the unit gave 3 of 5 points, or said that it does not apply.
func TestWhichReviewCounts(t *testing.T) {
	gave := func(points int64) *scoring.Review { return &scoring.Review{Points: decimal.FromInt(points)} }
	not := func(r *scoring.Review, spoil func(*scoring.Review)) *scoring.Review { spoil(r); return r }
	earlier := func(r *scoring.Review) { r.Earlier = true }
	confirms := func(r *scoring.Review) { r.NA = true }
	for name, c := range map[string]struct {
		scorer   string
		na       bool
		rounds   scoring.Rounds
		columns  string // points in the columns self, verified, final; "–" does not apply, "*" provisional
		held     [2]bool
		doubtful bool
	}{
		"none":                       {columns: "3 3 3"},
		"first":                      {rounds: scoring.Rounds{First: gave(2)}, columns: "3 2 2", held: [2]bool{true, false}},
		"both":                       {rounds: scoring.Rounds{First: gave(2), Second: gave(4)}, columns: "3 2 4", held: [2]bool{true, true}},
		"second alone":               {rounds: scoring.Rounds{Second: gave(4)}, columns: "3 3 4", held: [2]bool{false, true}},
		"earlier figures":            {rounds: scoring.Rounds{First: not(gave(2), earlier)}, columns: "3 3 3", doubtful: true},
		"second for earlier figures": {rounds: scoring.Rounds{First: gave(2), Second: not(gave(4), earlier)}, columns: "3 2 2", held: [2]bool{true, false}},
		"not the office":             {rounds: scoring.Rounds{First: not(gave(2), func(r *scoring.Review) { r.Foreign = true })}, columns: "3 3 3", doubtful: true},
		"impossible points":          {rounds: scoring.Rounds{First: not(gave(9), func(r *scoring.Review) { r.Void = true })}, columns: "3 3 3", doubtful: true},
		"two verifiers differ":       {rounds: scoring.Rounds{Split: true}, columns: "3 3 3", doubtful: true},
		"does not apply":             {na: true, columns: "–* –* –*"},
		"does not apply, confirmed":  {na: true, rounds: scoring.Rounds{First: not(gave(0), confirms)}, columns: "– – –", held: [2]bool{true, false}},
		"applies after all":          {na: true, rounds: scoring.Rounds{First: gave(2)}, columns: "–* 2 2", held: [2]bool{true, false}},
		"confirmed in the second":    {na: true, rounds: scoring.Rounds{Second: not(gave(0), confirms)}, columns: "– –* –", held: [2]bool{false, true}},
		"others score":               {scorer: ", scorer: Văn phòng", columns: "3 0* 0*"},
		"others scored":              {scorer: ", scorer: Văn phòng", rounds: scoring.Rounds{First: gave(2)}, columns: "3 2 2", held: [2]bool{true, false}},
	} {
		t.Run(name, func(t *testing.T) {
			set := oneGroup(t, "", "{code: I.1, name: A, max: 5, rule: {kind: manual, step: 1}"+c.scorer+"}")
			in := criteria.UnitInputs{ID: "a", Name: "A", Inputs: map[string]rule.Input{"I.1": {Answer: &rule.Figure{X: decimal.FromInt(3)}}}}
			if c.na {
				in.Inputs["I.1"] = rule.Input{NA: true, Reason: "không có"}
			}
			reviews := map[string]looked{"I.1": looked(c.rounds)}
			columns := scoring.InColumns(set, in, reviews)
			var got []string
			for _, column := range []criteria.UnitInputs{columns.Self, columns.Verified, columns.Final} {
				line := scoring.ScoreUnit(set, &column, nil).Criteria[0]
				text := line.Points.String()
				if line.NA {
					text = "–"
				}
				if line.Provisional {
					text += "*"
				}
				got = append(got, text)
			}
			if got := strings.Join(got, " "); got != c.columns {
				t.Errorf("columns %s, want %s", got, c.columns)
			}
			if first, second := scoring.Held(reviews); first != c.held[0] || second != c.held[1] {
				t.Errorf("held %v %v", first, second)
			}
			if c.rounds.Doubtful() != c.doubtful {
				t.Errorf("doubtful %v", c.rounds.Doubtful())
			}
			if scoring.Claims(set, in) != (c.scorer != "") {
				t.Error("who gives the figure")
			}
		})
	}
}

// A formula that others score is computed from what the unit reports: it counts in the unit's own column as in the others, and is explained.
func TestAFormulaThatOthersScore(t *testing.T) {
	set := oneGroup(t, "", `{code: I.1, name: A, max: 10, rule: {kind: formula, expr: "10*a/b"}, scorer: role:office}`,
		"{code: I.2, name: B, max: 5, rule: {kind: manual, step: 1}, scorer: role:office}")
	in := criteria.UnitInputs{ID: "a", Name: "A", Indicators: map[string]decimal.Decimal{"a": decimal.FromInt(3), "b": decimal.FromInt(4)}}
	columns := scoring.InColumns(set, in, map[string]looked{})
	for _, column := range []criteria.UnitInputs{columns.Self, columns.Verified, columns.Final} {
		u := scoring.ScoreUnit(set, &column, nil)
		if line := u.Criteria[0]; line.Points.String() != "7.5" || !line.Given || line.Provisional {
			t.Errorf("%+v", line)
		}
		if got := vietnamese(u.Explain("I.1")); !strings.Contains(got, "7,5") {
			t.Error(got)
		}
	}
	u := scoring.ScoreUnit(set, &columns.Self, nil)
	if line := u.Criteria[1]; !line.Points.IsZero() || line.Given || u.Explain("I.2").Key != "explain.by-others" {
		t.Errorf("%+v", line)
	}
}

func TestClassOfOneSheetAlone(t *testing.T) {
	const bounds = "classes:\n  on: total\n  bands: [{name: T, at_least: 4}, {name: K}]\n"
	for name, c := range map[string]struct{ top, unit, class string }{
		"no bands":     {"", "a: {inputs: {I.1: {points: 4}}}", ""},
		"good":         {bounds, "a: {inputs: {I.1: {points: 4}}}", "T"},
		"the rest":     {bounds, "a: {inputs: {I.1: {points: 3}}}", "K"},
		"provisional":  {bounds, "a: {}", ""},
		"for the best": {"classes:\n  on: total\n  bands: [{name: T, at_least: 4, top_percent: 20}, {name: K}]\n", "a: {inputs: {I.1: {points: 4}}}", ""},
	} {
		set := oneGroup(t, c.top, "{code: I.1, name: A, max: 5, rule: {kind: manual, step: 1}}")
		u := score(t, set, "", c.unit).Units[0]
		if got := scoring.ClassAlone(set, u); got != c.class {
			t.Errorf("%s: %q, want %q", name, got, c.class)
		}
		if c.top == "" && u.Rank != 1 {
			t.Error("the result was changed")
		}
	}
}
