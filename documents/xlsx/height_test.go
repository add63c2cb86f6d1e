package xlsx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/xlsx"
	"thidua/emulation/criteria"
)

// TestRowsHoldTheirTexts: no text is cut off, not even in merged cells, and no row is higher than Excel allows.
func TestRowsHoldTheirTexts(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("Học sinh tiểu học hoàn thành chương trình môn học ", 8))
	raw := fmt.Sprintf("format: thidua-criteria/1\nid: x\nname: %s\ngroups:\n- {code: I, name: A, criteria: [{code: I.1, name: Ngắn, max: 1, rule: {kind: pass}}, "+
		"{code: I.2, name: %s, max: 1, rule: {kind: pass}}, {code: I.3, name: %s, max: 1, rule: {kind: pass}}]}\n", strings.Repeat(long+" ", 3), long, strings.Repeat(long+" ", 50))
	set, err := criteria.LoadSet("x", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := xlsx.WriteCriteria(&b, set); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	for name, c := range map[string]struct {
		row       int
		low, high float64
	}{"title": {1, 100, 200}, "one line": {5, 15, 20}, "eight lines": {6, 8 * 14, 11 * 18}, "too many lines": {7, 409, 409}} {
		if height, err := f.GetRowHeight(f.GetSheetName(0), c.row); err != nil || height < c.low || height > c.high {
			t.Errorf("%s: a row of %v points, %v", name, height, err)
		}
	}
}

func TestTheProgramIsNamedAsCreator(t *testing.T) {
	var b, c bytes.Buffer
	if err := xlsx.WriteCriteria(&b, sets(t)["criteria/moet-so-gddt-2013.yaml"]); err != nil {
		t.Fatal(err)
	}
	if err := xlsx.Write(&c, documents.Document{Title: "Phiếu"}); err != nil {
		t.Fatal(err)
	}
	for _, raw := range [][]byte{b.Bytes(), c.Bytes()} {
		if p, err := open(t, raw).GetDocProps(); err != nil || p.Creator != "Thi Đua" {
			t.Errorf("creator %q, %v", p.Creator, err)
		}
	}
}
