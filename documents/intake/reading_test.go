package intake_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/documents/intake"
	"thidua/emulation/criteria"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	tableFile  = "testdata/bang-tieu-chi-cum-thi-dua.xlsx"
	filledFile = "testdata/phieu-tu-cham-da-dien.xlsx"
)

func file(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func readTable(t testing.TB, raw []byte) *intake.Reading {
	t.Helper()
	r, err := intake.ReadCriteria(raw)
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
	return r
}

// sentences are doubts as a person reads them.
func sentences(doubts []intake.Doubt) []string {
	var list []string
	for _, d := range doubts {
		list = append(list, phrase.Render(phrase.Vietnamese, d.Sentence()))
	}
	return list
}

// account tells what every row was understood as, in both kinds of readings.
func account(columns []intake.Column, rows []intake.Row, doubts, remarks []intake.Doubt) string {
	var b strings.Builder
	for _, c := range columns {
		fmt.Fprintf(&b, "column %s = %s (%s)\n", c.Letter, c.Role, c.Heading)
	}
	for _, r := range rows {
		fmt.Fprintf(&b, "%d–%d %s", r.First, r.Last, r.As)
		for _, s := range []string{r.Code, r.Points, string(r.Rule), r.Text} {
			if s != "" {
				fmt.Fprintf(&b, " · %s", s)
			}
		}
		b.WriteString("\n")
	}
	for _, s := range sentences(doubts) {
		fmt.Fprintf(&b, "DOUBT %s\n", s)
	}
	for _, s := range sentences(remarks) {
		fmt.Fprintf(&b, "remark %s\n", s)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := file(t, name); !bytes.Equal(want, []byte(got)) {
		t.Errorf("%s differs; got:\n%s", name, got)
	}
}

// accounted wants every row up to the last to be told exactly once, and none not understood.
func accounted(t *testing.T, rows []intake.Row, last int) {
	t.Helper()
	next := 1
	for _, r := range rows {
		if r.First != next || r.Last < r.First || r.As == "" || r.As == intake.UnreadRow {
			t.Errorf("row %+v, expected to begin at %d", r, next)
		}
		next = r.Last + 1
	}
	if next != last+1 {
		t.Errorf("rows are told up to %d of %d", next-1, last)
	}
}

func TestDepartmentTable(t *testing.T) {
	r := readTable(t, file(t, tableFile))
	accounted(t, r.Rows, 27)
	golden(t, "bang-tieu-chi.golden", account(r.Columns, r.Rows, r.Doubts, r.Remarks)+"\n"+string(r.YAML))
	if got := r.Set.Maximum("").String(); got != "100" || len(r.Set.Criteria()) != 11 {
		t.Errorf("%d criteria, maximum %s", len(r.Set.Criteria()), got)
	}
}

func TestFilledSheetOfThatTable(t *testing.T) {
	set := readTable(t, file(t, tableFile)).Set
	f, err := intake.ReadFilled(file(t, filledFile), set)
	if err != nil {
		t.Fatal(err)
	}
	accounted(t, f.Rows, 16)
	text := account(f.Columns, f.Rows, f.Doubts, f.Remarks)
	unit := criteria.UnitInputs{ID: "u", Inputs: map[string]rule.Input{}}
	for _, l := range f.Lines {
		c, _ := set.ByCode(l.Code)
		in, err := c.Rule.Read(l.Fields)
		if err != nil {
			t.Fatal(err)
		}
		unit.Inputs[l.Code] = in
		text += fmt.Sprintf("%s %s · %s · %s → %v\n", l.Cell, l.Code, l.Name, l.Shown, l.Fields)
	}
	golden(t, "phieu-tu-cham.golden", text)
	if len(f.Missing) > 0 || len(f.Doubts) > 0 {
		t.Errorf("missing %v, doubts %v", f.Missing, sentences(f.Doubts))
	}
	if total := scoring.ScoreUnit(set, &unit, nil).Total.String(); total != "86.53" {
		t.Errorf("the sheet comes to %s, on paper 86.53", total)
	}
}

type doubt = intake.Doubt
