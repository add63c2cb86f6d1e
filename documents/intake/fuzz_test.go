package intake_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"testing"

	"pgregory.net/rapid"

	"thidua/documents/intake"
	"thidua/emulation/criteria"
	"thidua/internal/phrase"
)

// reads wants whatever comes to be read or refused in words, every row told once, and a proposal that is a sound set.
func reads(t rapid.TB, raw []byte) {
	r, err := intake.ReadCriteria(raw)
	if err != nil {
		if said := phrase.Error(phrase.Vietnamese, err); said == "" {
			t.Fatal("an error without words")
		}
		return
	}
	if _, err := criteria.LoadSet("proposal", r.YAML); err != nil {
		t.Fatalf("%v\n%s", err, r.YAML)
	}
	next := 1
	for _, row := range r.Rows {
		if row.First != next || row.Last < row.First || row.As == "" {
			t.Fatalf("row %+v, expected %d", row, next)
		}
		next = row.Last + 1
	}
	if _, err := intake.ReadFilled(raw, r.Set); err != nil && phrase.Error(phrase.Vietnamese, err) == "" {
		t.Fatal("an error without words")
	}
}

// FuzzWorkbook feeds the bytes of a workbook.
func FuzzWorkbook(f *testing.F) {
	for _, name := range []string{tableFile, filledFile} {
		f.Add(file(f, name))
	}
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, raw []byte) { reads(t, raw) })
}

// FuzzSheet feeds the XML inside: what a change of packed bytes hardly ever reaches.
func FuzzSheet(f *testing.F) {
	for _, name := range []string{tableFile, filledFile} {
		z, err := zip.NewReader(bytes.NewReader(file(f, name)), int64(len(file(f, name))))
		if err != nil {
			f.Fatal(err)
		}
		parts := map[string]string{}
		for _, p := range z.File {
			r, err := p.Open()
			if err != nil {
				f.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				f.Fatal(err)
			}
			parts[p.Name] = string(text)
		}
		f.Add(parts["xl/worksheets/sheet1.xml"], parts["xl/sharedStrings.xml"], parts["xl/styles.xml"])
	}
	f.Add(inline([]string{"TT", "Tiêu chí", "Điểm", "Cách tính"}, []string{"I", "A", "#0#3", "Mỗi việc 1 điểm"}), "", "")
	f.Fuzz(func(t *testing.T, sheet, texts, styles string) {
		reads(t, raw(t, sheet, part{"xl/sharedStrings.xml", texts}, part{"xl/styles.xml", styles}))
	})
}

// FuzzCells feeds what people type: names, points and prose of a small table.
func FuzzCells(f *testing.F) {
	for _, c := range proseCases {
		f.Add("1.1", "Tiêu chí", c.max, c.text, "2", "Tiêu chí khác", "5", "Mỗi việc 1 điểm")
	}
	f.Add("I", "NHÓM MỘT", "10", "", "-", "phần a", "6", "")
	f.Add("", "TỔNG CỘNG", "3", "", "IV", "Điểm thưởng", "tối đa 5", "")
	f.Add("A", "Xếp loại: Tốt: từ 90 điểm trở lên; Khá: dưới 90 điểm", "", "", "", "Lĩnh vực có điểm 0 thì không xét Cờ thi đua", "", "")
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g, h, i string) {
		row := func(cells ...string) []string {
			for i, text := range cells {
				var safe bytes.Buffer
				if err := xml.EscapeText(&safe, []byte(text)); err != nil {
					t.Fatal(err)
				}
				cells[i] = safe.String()
			}
			return cells
		}
		reads(t, raw(t, inline([]string{"TT", "Tiêu chí", "Điểm", "Cách tính"}, row("I", "Nhóm", "", ""), row(a, b, c, d), row(e, g, h, i), row("9", "Cuối", "1", "Mỗi việc 1 điểm"))))
	})
}
