package intake_test

import (
	"errors"
	"strings"
	"testing"

	"thidua/assets"
	"thidua/documents/intake"
	"thidua/emulation"
	"thidua/emulation/criteria"
)

// tableCases are criteria tables as they came from outside: what they are, or the doubts, or the error they end with.
var tableCases = map[string]struct{ outline, doubts, fault string }{
	"a1-row-per-cell":         {outline: "I[I.1=10 I.2=10 3=10] II[II.1=10 II.2=10] = 50"},
	"a3-rows-out-of-order":    {outline: "I[I.1=10 I.2=10 3=10] II[II.1=10 II.2=10] = 50"},
	"a4-cells-out-of-order":   {outline: "I[I.1=10 I.2=10 3=10] II[II.1=10 II.2=10] = 50"},
	"d6-split-one-row":        {outline: "I[I.1=10 I.2=10 3=10] II[II.1=10 II.2=10] = 50"},
	"a5-formula-no-cache":     {outline: "I[I.1=0 I.2=10 3=10] II[II.1=10 II.2=10] = 40", doubts: "C3:cell-formula C4:cell-formula C10:cell-formula"},
	"c2-bullets-nocache":      {outline: "I[1[1.1=0 1.2=0] 2[2.1=0]] = 0", doubts: "C5:cell-formula C6:cell-formula C8:cell-formula C4:group-differs C7:group-differs"},
	"g5-bieu-diem":            {outline: "I[1=10 2=90] = 100"},
	"c15-zero-height":         {outline: "I[I.1=10 I.2=10 3=10] II[II.1=10 II.2=10] = 50", doubts: "A5:hidden-row"},
	"c15c-zeroHeight-default": {outline: "I[I.1=10 I.2=10 3=10] II[II.1=10 II.2=10] = 50", doubts: "A1:hidden-row A2:hidden-row A3:hidden-row A4:hidden-row A5:hidden-row A6:hidden-row A7:hidden-row A8:hidden-row A9:hidden-row B10:hidden-row"},
	"d5-hidden-only-table":    {outline: "I[1=20] = 20"},
	"d5b-very-hidden":         {outline: "I[1=10] = 10", doubts: ":hidden-sheet"},
	"a12b-lrm-name":           {outline: "I[I.1=10 I.2=10 3=10] II[II.1=10 II.2=10] = 50"},
	"c23-lrm-code-silent":     {outline: "I[1=10 2=5] = 15"},
	"d1-lrm-total-caps":       {outline: "I[1=10 2=5] = 15"},
	"d1b-wj-total-caps":       {outline: "I[1=10 2=5] = 15"},
	"g1-thang-diem-cong-tru":  {outline: "1[1.1[1.1.1=5 1.1.2=5 1.1.3=10] 1.2[1.2.1=0 1.2.2=0]] 2[2.1[2.1.1=15]] = 35", doubts: "B4:points-words B5:points-words B6:points-words B8:points-words B9:points-words B10:points-words B12:points-words B13:points-words B9:negative B10:negative B8:group-differs"},
	"i1-code-space-name":      {outline: "1[1.1=12 1.2=8] 2[2.1=10] = 30"},
	"i1b-code-space-nosum":    {outline: "1[1.1=12 1.2=8] 2[2.1=10] = 30"},
	"i1d-nbsp":                {outline: "1[1.1=12 1.2=8] 2[2.1=10] = 30"},
	"i1e-tieu-chi-1":          {outline: "1[1.1=12 1.2=8] 2[2.1=10] = 30"},
	"a14-tcvn3-all":           {fault: "tabular.encoding"},
	"a14b-tcvn3-body":         {outline: "I[I.1=10 2=10 3=10] II[II.1=10 2[2.1=50]] = 90", doubts: "A1:encoding D4:rule-unread D5:rule-unread D6:rule-unread D8:rule-unread C9:group-differs C7:group-differs C10:maybe-total"},
	"a15-vni-all":             {fault: "tabular.encoding"},
	"d2-tcvn3-notable-total":  {outline: "I[1=10 2=10] = 20", doubts: "A1:encoding"},
	"d2b-vni-nototal":         {outline: "I[1=10 2=10] = 20", doubts: "A1:encoding"},
	"d2d-mojibake":            {outline: "I[1=10] = 10", doubts: "A1:encoding"},
	"i3b-percent-weight-hs":   {outline: "I[1=100 2=100] = 100"},
	"i3c-weight-text":         {outline: "I[1=100 2=100] = 100"},
	"i3d-heso-x2":             {outline: "I[1=10 2=10 3=10] = 50"},
	"j1-ty-trong-nototal":     {outline: "I[1=100 2=100] = 100"},
}

func TestTablesFromOutside(t *testing.T) {
	for name, want := range tableCases {
		t.Run(name, func(t *testing.T) {
			r, err := intake.ReadCriteria(file(t, "testdata/cases/"+name+".xlsx"))
			if err != nil {
				var e *emulation.Error
				if !errors.As(err, &e) {
					t.Fatal(err)
				}
				if said, _ := e.Message.Args["sentence"].(emulation.Message); said.Key != want.fault {
					t.Errorf("got fault %q", said.Key)
				}
				return
			}
			if got, doubts := outline(r.Set)+" = "+r.Set.Maximum("").String(), keysOf(r.Doubts); got != want.outline || doubts != want.doubts {
				t.Errorf("got  %s, doubts %q\nwant %s, %q\n%s", got, doubts, want.outline, want.doubts, account(r.Columns, r.Rows, r.Doubts, r.Remarks))
			}
		})
	}
}

// sheetCases are filled-in sheets of the sample's criteria: the results that are read, and the doubts.
var sheetCases = map[string]struct{ results, doubts string }{
	"b8e-split-row":           {"I.1 100|I.2 99,2|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", ""},
	"b8f-split-row-III4":      {"I.1 100|I.2 99,2|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", ""},
	"b1b-all-formula-nocache": {"", "E3:cell-formula D3:cell-formula E4:cell-formula D4:cell-formula E5:cell-formula D5:cell-formula E6:cell-formula D6:cell-formula E7:cell-formula D7:cell-formula E8:cell-formula D8:cell-formula E9:cell-formula D9:cell-formula"},
	"b1c-manual-nocache":      {"I.1 100|I.2 99,2|I.5 34|II.5 có|IV.3 0|V.2 không", "E7:cell-formula D7:cell-formula"},
	"b12-merged-result":       {"I.1 100|I.2 100|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D4:merged-over D4:points-differ"},
	"b12b-merged-self":        {"I.1 100|I.2 100|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "E4:merged-points D4:merged-over D4:points-differ"},
	"e2f-percent-101":         {"I.1 100|I.2 101|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D4:value-unread"},
	"e2h-ratio-over":          {"I.1 100|I.2 301/300|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D4:value-unread"},
	"e2l-ratio-zero":          {"I.1 100|I.2 0/0|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D4:value-unread"},
	"e6b-cv":                  {"I.1 100|I.2 99,2|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D5:reference"},
	"f1-ref-percent":          {"I.2 99,2|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D3:reference"},
	"f1b-ref-year":            {"I.2 99,2|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D3:reference"},
	"f1d-ref-count":           {"I.1 100|I.2 99,2|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D10:reference"},
	"f1f-ref-bands":           {"I.1 100|I.2 99,2|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D10:reference"},
	"f1g-ref-deduct-zero":     {"I.1 100|I.2 99,2|I.5 34|II.5 có|III.4 4,75|V.2 không", "D8:reference"},
	"f1i-phu-luc":             {"I.1 100|I.2 99,2|II.5 có|III.4 4,75|IV.3 0|V.2 không", "D5:reference"},
	"e3b-other-season":        {"I.1 100|I.2 99,2|I.5 34|II.5 có|III.4 4,75|IV.3 0|V.2 không", ""},
}

func sampleSet(t *testing.T) *criteria.Set {
	t.Helper()
	text, err := assets.Samples.ReadFile("samples/cum-4-2023-2024/criteria.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, err := criteria.LoadSet("x", text)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestSheetsFromOutside(t *testing.T) {
	set := sampleSet(t)
	for name, want := range sheetCases {
		t.Run(name, func(t *testing.T) {
			f, err := intake.ReadFilled(file(t, "testdata/cases/"+name+".xlsx"), set)
			if err != nil {
				t.Fatal(err)
			}
			var read []string
			for _, l := range f.Lines {
				c, _ := set.ByCode(l.Code)
				if l.Fields != nil {
					read = append(read, l.Code+" "+c.Rule.Format(l.Fields, true))
				}
			}
			if got, doubts := strings.Join(read, "|"), keysOf(f.Doubts); got != want.results || doubts != want.doubts {
				t.Errorf("got  %q, %q\nwant %q, %q\n%s", got, doubts, want.results, want.doubts, strings.Join(sentences(f.Doubts), "\n"))
			}
		})
	}
}
