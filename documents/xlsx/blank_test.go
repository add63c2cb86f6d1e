package xlsx_test

import (
	"bytes"
	"maps"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/documents/intake"
	"thidua/documents/xlsx"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

// answers are fields for each kind of rule, and the points a unit would write beside them where it is people who give them.
var answers = map[rule.Kind]map[string]string{
	"pass": {"pass": "true"}, "percent": {"num": "45", "den": "50"}, "target": {"value": "45", "target": "50"},
	"target-leader": {"value": "41.5"}, "best": {"value": "12.345"}, "bands": {"value": "95.5"}, "step": {"value": "0.2"}, "count": {"count": "7"},
	"deduct": {"count": "1"}, "deduct-table": {"count": "2"}, "event": {"happened": "false"}, "late": {"days": "3"}, "plus-minus": {"plus": "3", "minus": "1"},
	"linear": {"value": "1234"}, "rank": {"value": "9.75"}, "improve": {"value": "98.5"},
}

func answer(c *criteria.Criterion) map[string]string {
	step := decimal.Decimal{}
	if m, ok := c.Rule.Parameters.(*rule.Manual); ok {
		step = m.Step
	}
	switch first := c.Rule.Options(); c.Rule.Kind() {
	case "manual":
		return map[string]string{"points": step.Add(step).String()}
	case "choice":
		return map[string]string{"choice": first[1].ID}
	case "checklist":
		return map[string]string{"checks": first[0].ID}
	case "tiers", "base":
		return map[string]string{"counts": first[0].ID + "=2"}
	}
	return answers[c.Rule.Kind()]
}

func blank(t testing.TB, set *criteria.Set) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.WriteBlank(&b, set, xlsx.Blank{Unit: "Trường A", Season: "Năm học 2025–2026"}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// rowsOf finds the row of every code below the heading, as a person looking down the first column would.
func rowsOf(t testing.TB, f *excelize.File, set *criteria.Set) map[string]int {
	t.Helper()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, r := range rows {
		if i > 6 && len(r) > 2 {
			if c, ok := set.ByCode(r[0]); ok && strings.HasPrefix(r[1], strings.Split(c.Name, "\n")[0]) {
				at[r[0]] = i + 1
			}
		}
	}
	return at
}

func TestFilledBlankGivesWhatWasTyped(t *testing.T) {
	for name, set := range sets(t) {
		t.Run(name, func(t *testing.T) {
			f := blank(t, set)
			sheet := f.GetSheetName(0)
			for code, row := range rowsOf(t, f, set) {
				c, _ := set.ByCode(code)
				cell, typed := "E", c.Rule.Format(answer(c), true)
				if c.Rule.Kind() == "manual" { // points, after weight
					cell, typed = "F", decimal.MustParse(answer(c)["points"]).Mul(c.Factor()).String()
				}
				if err := f.SetCellStr(sheet, cell+itoa(row), typed); err != nil {
					t.Fatal(err)
				}
			}
			var b bytes.Buffer
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			got, err := intake.ReadFilled(b.Bytes(), set)
			if err != nil {
				t.Fatal(err)
			}
			read := map[string]map[string]string{}
			for _, l := range got.Lines {
				read[l.Code] = l.Fields
			}
			for _, c := range set.Criteria() {
				if c.Rule.Kind() == "formula" {
					continue
				}
				want := answer(c)
				if !maps.Equal(read[c.Code], want) {
					t.Errorf("%s (%s): typed %v, read %v", c.Code, c.Rule.Kind(), want, read[c.Code])
				}
			}
			for _, d := range got.Doubts {
				if said, ok := d.Message.Args["sentence"].(emulation.Message); ok && said.Key == "input.odd-percent" {
					continue // the answer of the test is no percentage
				}
				t.Error(phrase.Render(phrase.Vietnamese, d.Sentence()))
			}
			if got.Unit != "Trường A" || len(got.Missing) > 0 {
				t.Errorf("unit %q, missing %v", got.Unit, got.Missing)
			}
		})
	}
}

func TestBlankOfAnotherVersionIsNoticed(t *testing.T) {
	set := sets(t)["criteria/soc-trang-thpt-2017.yaml"]
	other, err := criteria.LoadSet("other", append(criteria.WriteSet(set, nil), "# later\n"...))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := blank(t, set).Write(&b); err != nil {
		t.Fatal(err)
	}
	for version, doubts := range map[*criteria.Set]int{set: 0, other: 1} {
		got, err := intake.ReadFilled(b.Bytes(), version)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Doubts) != doubts {
			t.Errorf("%d doubts, expected %d: %v", len(got.Doubts), doubts, got.Doubts)
		}
	}
}

func TestBlankCanOnlyBeFilledIn(t *testing.T) {
	set := sets(t)["../../emulation/criteria/testdata/kinds.yaml"]
	f := blank(t, set)
	sheet := f.GetSheetName(0)
	if p, err := f.GetSheetProtection(sheet); err != nil || p.FormatCells || p.InsertRows || p.DeleteRows || !p.SelectUnlockedCells {
		t.Fatalf("protection %+v, %v", p, err)
	}
	locked := func(cell string) bool {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return s.Protection == nil || s.Protection.Locked
	}
	rows := rowsOf(t, f, set)
	limits, err := f.GetDataValidations(sheet)
	if err != nil {
		t.Fatal(err)
	}
	limited := map[string]*excelize.DataValidation{}
	for _, v := range limits {
		limited[v.Sqref] = v
	}
	if len(rows) != len(set.Criteria()) {
		t.Fatalf("%d rows of %d criteria", len(rows), len(set.Criteria()))
	}
	for code, row := range rows {
		for col, want := range map[string]bool{"A": true, "B": true, "C": true, "D": true, "E": false, "F": false, "G": false} {
			if got := locked(col + itoa(row)); got != want {
				t.Errorf("%s%d (%s) locked %t", col, row, code, got)
			}
		}
		if v := limited["F"+itoa(row)]; v == nil || v.Type != "decimal" || v.Formula2 == "" {
			t.Errorf("points of %s are not held to its limits: %+v", code, v)
		}
		if v := limited["E"+itoa(row)]; v == nil || v.Prompt == nil || strings.HasPrefix(*v.Prompt, "documents.") {
			t.Errorf("no hint for %s: %+v", code, v)
		}
	}
	if v := limited["E"+itoa(rows["1.10"])]; v.Type != "list" || v.Formula1 != `"có,không"` {
		t.Errorf("a yes-or-no criterion offers %+v", v)
	}
	if v := limited["E"+itoa(rows["k"])]; v.Type != "whole" {
		t.Errorf("a count takes %+v", v)
	}
}
