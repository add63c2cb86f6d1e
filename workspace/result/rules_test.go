package result_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/replica"
	"thidua/workspace/result"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// cappedTable has a bonus that is cut off, by which level units are separated, and a formula that the office scores.
const cappedTable = `format: thidua-criteria/1
id: capped
name: Bảng có trần điểm thưởng
cite: Văn bản thử
tie_break: [bonus]
groups:
  - code: I
    name: Nhiệm vụ
    criteria:
      - {code: I.1, name: Nền nếp, max: 10, rule: {kind: manual, step: 1}}
      - {code: I.2, name: Học sinh giỏi, max: 10, rule: {kind: formula, expr: "10*gioi/hs"}, scorer: role:office}
  - {code: II, name: Thưởng, criteria: [{code: II.1, name: Sáng kiến, max: 20, bonus: outside, rule: {kind: manual, step: 1}}], cap: 5}
`

// under is a world that began under older rules, its season taken to a step.
func under(t *testing.T, rules uint64, table string, step emulation.SeasonStep) *testyear.World {
	w := testyear.New(t, time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC))
	w.Rules = rules
	w.Begin()
	f := testyear.Founding(table)
	f.Until = step
	w.OK(season.At(w.Office.Workspace).Found(f))
	w.Sync(w.Office)
	return w
}

// A season that was locked under the third rules stands as it was signed after the fourth were raised: whoever opens the ranking sees the places of the
// statement, and one that is not locked goes by the new rules.
func TestALockedSeasonGoesByTheRulesOfItsLock(t *testing.T) {
	for _, locked := range []bool{true, false} {
		w := under(t, 3, cappedTable, emulation.SeasonConference)
		desks := w.Leaders("son-la", "cao-bang")
		for code, bonus := range map[string]string{"son-la": "6", "cao-bang": "9"} {
			d := desks[code]
			w.Type(d, "I.1", "8")
			w.Type(d, "II.1", bonus)
			w.OK(sheet.At(d.Workspace).SetIndicators("season",
				sheet.NewIndicator{Code: "gioi", IndicatorValue: emulation.IndicatorValue{Value: "30"}}, sheet.NewIndicator{Code: "hs", IndicatorValue: emulation.IndicatorValue{Value: "40"}}))
			w.OK(sheet.At(d.Workspace).Submit())
		}
		w.All(desks)
		head := desks["son-la"]
		if locked {
			w.OK(result.At(head.Workspace).LockResult("đủ"))
		}
		w.All(desks)
		if to := testyear.Must(replica.At(w.Office.Workspace).RaiseRules(0))(w); to < 4 {
			t.Fatal(to)
		}
		w.All(desks)
		places := "cao-bang 1 9, son-la 2 6"
		if !locked {
			places = "cao-bang 1 5, son-la 1 5"
		}
		for _, d := range []*desk.Desk{head, desks["cao-bang"], w.Office} {
			if got := placesOf(w, d); got != places {
				t.Errorf("locked %v: %s", locked, got)
			}
			if sh := w.Sheet(d, "son-la"); locked != (sh.Self.Bonus.String() == "6") {
				t.Errorf("locked %v: the sheet has a bonus of %s", locked, sh.Self.Bonus)
			}
			if !locked {
				continue
			}
			c := checked(w, d)
			r := testyear.Must(result.At(d.Workspace).Result())(w)
			if !c.Matches || !bytes.Equal(c.Locked, r.Bytes) {
				t.Errorf("%+v", c.Message)
			}
			for _, u := range r.Statement.Units { // 8 for work, 7,5 by the formula, 5 of the bonus
				if u.Self.Points != "20.5" || u.Final.Points != "20.5" {
					t.Errorf("%+v", u)
				}
			}
			if a, b := r.Statement.Units[0], r.Statement.Units[1]; a.Code != "cao-bang" || a.Bonus != "9" || b.Rank != 2 || b.Bonus != "6" {
				t.Errorf("%+v", r.Statement.Units)
			}
		}
	}
}

// placesOf is the ranking as a desk shows it: code, place and bonus.
func placesOf(w *testyear.World, d *desk.Desk) string {
	w.Helper()
	var all []string
	for _, st := range testyear.Must(result.At(d.Workspace).Ranking())(w).Standings {
		all = append(all, strings.Join([]string{st.Unit.Code, string(rune('0' + st.Final.Rank)), st.Final.Bonus.String()}, " "))
	}
	return strings.Join(all, ", ")
}

// Where the criteria rank by class first, the statement says that the class separates two units.
func TestTheStatementSaysThatTheClassSeparates(t *testing.T) {
	table := strings.Replace(cappedTable, "tie_break: [bonus]", "rank_by: class\nclasses: {on: total, bands: [{name: Tốt, at_least: 8}, {name: Khá}]}", 1)
	w := under(t, 4, table, emulation.SeasonConference)
	desks := w.Leaders("son-la", "cao-bang")
	for code, points := range map[string]string{"son-la": "7", "cao-bang": "8"} {
		w.Type(desks[code], "I.1", points)
		w.OK(sheet.At(desks[code].Workspace).Submit())
	}
	w.All(desks)
	w.OK(result.At(desks["son-la"].Workspace).LockResult("đủ"))
	first := testyear.Must(result.At(desks["son-la"].Workspace).Result())(w)
	if a, b := first.Statement.Units[0].Place, first.Statement.Units[1].Place; a.Class || !b.Class || b.Points || b.Below != "cao-bang" {
		t.Errorf("%+v %+v", a, b)
	}
	if n := bytes.Count(first.Bytes, []byte(`"class": true`)); n != 1 {
		t.Errorf("it stands there %d times", n)
	}
}
