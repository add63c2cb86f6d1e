package result_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// drawn are inputs within the rules of the tests' table, not always all of them.
func drawn(t *rapid.T) map[string]map[string]string {
	all := map[string]map[string]string{
		"I.1":  {"value": fmt.Sprintf("%d.%02d", rapid.IntRange(0, 99).Draw(t, "percent"), rapid.IntRange(0, 99).Draw(t, "hundredths"))},
		"I.2":  {"points": decimal.MustParse("0.25").Mul(decimal.FromInt(int64(rapid.IntRange(0, 40).Draw(t, "quarters")))).String()},
		"I.3":  {"counts": fmt.Sprintf("qg=%d,tinh=%d", rapid.IntRange(0, 3).Draw(t, "national"), rapid.IntRange(0, 3).Draw(t, "provincial"))},
		"I.4":  {"choice": rapid.SampledFrom([]string{"tot", "kha"}).Draw(t, "choice")},
		"II.1": {"count": fmt.Sprint(rapid.IntRange(0, 7).Draw(t, "count"))},
		"II.2": {"pass": fmt.Sprint(rapid.Bool().Draw(t, "pass"))},
		"II.3": {"happened": fmt.Sprint(rapid.Bool().Draw(t, "happened"))},
	}
	for _, code := range []string{"I.1", "I.2", "I.3", "I.4", "II.1", "II.2", "II.3"} {
		switch rapid.IntRange(0, 9).Draw(t, code) {
		case 0:
			all[code] = map[string]string{}
		case 1:
			all[code] = map[string]string{"na": "true", "reason": "không có"}
		}
	}
	return all
}

// The ranking says what the scoring says of the same inputs, verified points in place of the unit's own.
func TestRankingIsTheScoring(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, testyear.Units...)
	set := testyear.Must(criteria.LoadSet("thu.yaml", []byte(testyear.Table)))(w)
	gen := rapid.Custom(drawn)
	verifiedOf := map[string]map[string]decimal.Decimal{}
	for round := range 6 {
		var self, final []criteria.UnitInputs
		for n, code := range testyear.Units {
			d := desks[code]
			in := criteria.UnitInputs{ID: code, Name: "Sở " + code, Inputs: map[string]rule.Input{}}
			for criterion, fields := range gen.Example(100*round + n) {
				cell := testyear.Must(sheet.At(d.Workspace).SetCell(criterion, fields))(w)
				if cell.Fault != nil {
					t.Fatalf("%s %v: %v", criterion, fields, cell.Fault)
				}
				if c, _ := set.ByCode(criterion); len(fields) > 0 {
					in.Inputs[criterion] = testyear.Must(c.Rule.Read(fields))(w)
				}
			}
			w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
			w.Sync(d)
			self = append(self, in)
		}
		w.Sync(w.Office)
		for n, code := range testyear.Units {
			if verifiedOf[code] == nil {
				verifiedOf[code] = map[string]decimal.Decimal{}
			}
			delete(verifiedOf[code], "I.2") // handed in again: points for other figures do not count
			if (n+round)%2 == 0 {
				points := decimal.MustParse([]string{"0", "0.5", "7.25"}[(n+round)%3])
				w.OK(review.At(w.Office.Workspace).Verify(w.Unit(code).ID, "I.2", points.String(), "Theo biên bản kiểm tra"))
				verifiedOf[code]["I.2"] = points
			}
			own, checked := self[n], self[n]
			own.Inputs, checked.Inputs = map[string]rule.Input{}, map[string]rule.Input{}
			for criterion, input := range self[n].Inputs {
				_, seen := verifiedOf[code][criterion]
				input.Unconfirmed = input.NA
				own.Inputs[criterion] = input
				if !input.NA || !seen {
					checked.Inputs[criterion] = input
				}
			}
			if len(verifiedOf[code]) > 0 {
				checked.Override = verifiedOf[code]
			}
			self[n] = own
			final = append(final, checked)
		}
		w.Sync(w.Office)
		want := testyear.Must(scoring.Score(set, final, criteria.Decisions{}))(w)
		own := testyear.Must(scoring.Score(set, self, criteria.Decisions{}))(w)
		for _, d := range append([]*desk.Desk{w.Office}, desks[testyear.Units[round%4]]) {
			w.Sync(d)
			r := testyear.Must(result.At(d.Workspace).Ranking())(w)
			if len(r.Standings) != len(want.Units) || len(r.Missing) != 0 || r.Provisional != want.Provisional {
				t.Fatalf("%d of %d, provisional %v", len(r.Standings), len(want.Units), r.Provisional)
			}
			for i, st := range r.Standings {
				u := want.Units[i]
				o, _ := own.Unit(u.ID)
				if st.Unit.Code != u.ID || st.Final.Rank != u.Rank || !st.Final.Total.Equal(u.Total) || st.Final.Class != u.Class || !st.Self.Total.Equal(o.Total) {
					t.Errorf("round %d: %s with %s, not %s with %s", round, st.Unit.Code, st.Final.Total, u.ID, u.Total)
				}
				if (st.Verified != nil) != (len(verifiedOf[u.ID]) > 0) || st.Verified != nil && !st.Verified.Equal(u.Total) {
					t.Errorf("round %d: verified %v", round, st.Verified)
				}
				sh := w.Sheet(d, u.ID)
				if !sh.Final().Total.Equal(u.Total) || !sh.Self.Total.Equal(o.Total) {
					t.Errorf("round %d: the sheet of %s says %s", round, u.ID, sh.Final().Total)
				}
			}
		}
		for _, code := range testyear.Units {
			w.OK(sheet.At(w.Office.Workspace).StepSheet(w.Unit(code).ID, emulation.SheetReturned, "reason"))
		}
		w.Sync(w.Office)
		for _, d := range desks {
			w.Sync(d)
		}
	}
}

func TestRankingOfSome(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	r := testyear.Must(result.At(desks["son-la"].Workspace).Ranking())(w)
	if len(r.Standings) != 0 || len(r.Missing) != 4 || !r.Provisional {
		t.Errorf("%+v", r)
	}
	w.FillIn(desks["cao-bang"])
	w.Type(desks["son-la"], "I.1", "50")
	w.OK(sheet.At(desks["cao-bang"].Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(desks["cao-bang"], desks["son-la"])
	r = testyear.Must(result.At(desks["son-la"].Workspace).Ranking())(w)
	if len(r.Standings) != 1 || r.Standings[0].Unit.Code != "cao-bang" || len(r.Missing) != 3 || !r.Provisional || r.Standings[0].Verified != nil ||
		r.Standings[0].Step != emulation.SheetSubmitted {
		t.Errorf("%+v", r)
	}
}
