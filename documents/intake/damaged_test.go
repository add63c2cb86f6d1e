package intake_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// partsOf unpacks a workbook.
func partsOf(t testing.TB, raw []byte) []part {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part{f.Name, string(text)})
	}
	return parts
}

func packed(t testing.TB, parts []part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(w, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestDamagedWorkbooksDoNoHarm cuts, repeats and replaces pieces inside real workbooks: they are read or refused, never worse.
func TestDamagedWorkbooksDoNoHarm(t *testing.T) {
	var books [][]part
	for _, name := range []string{tableFile, filledFile} {
		books = append(books, partsOf(t, file(t, name)))
	}
	pieces := []string{"", "<", ">", `"`, "<row>", "</row>", "<c r=\"A1\">", "<v>1e999</v>", "<v>-1</v>", "<t>", "A1:XFD1048576", "t=\"s\"", "t=\"e\"", "s=\"99999\"", "r=\"ZZZ9\"", "hidden=\"1\"", "&amp;", "\x00", "\xff", "điểm", "1.1", "IV",
		"TỔNG CỘNG", "Ghi chú", ";", "trừ 1 điểm", "từ 5% trở lên: 3 điểm", "99999999999999999999", "1.000"}
	rapid.Check(t, func(rt *rapid.T) {
		parts := slices.Clone(rapid.SampledFrom(books).Draw(rt, "book"))
		for range rapid.IntRange(1, 12).Draw(rt, "damages") {
			i := rapid.IntRange(0, len(parts)-1).Draw(rt, "part")
			text := parts[i].text
			from := rapid.IntRange(0, len(text)).Draw(rt, "from")
			to := min(from+rapid.IntRange(0, 40).Draw(rt, "length"), len(text))
			middle := rapid.SampledFrom(append(pieces, text[from:to]+text[from:to])).Draw(rt, "piece")
			parts[i].text = text[:from] + middle + text[to:]
		}
		reads(rt, packed(t, parts))
	})
}

// TestAnyCellsAreRead: whatever is typed into the cells of a table, every row is told and the proposal is a sound set.
func TestAnyCellsAreRead(t *testing.T) {
	var words []string
	for _, c := range proseCases {
		words = append(words, c.text, c.max)
	}
	words = append(words, "", "", "I", "II", "A", "1", "1.1", "1.2.3", "a)", "-", "+ ý", "PHẦN I", "NHIỆM VỤ CHUYÊN MÔN", "TỔNG CỘNG", "Cộng mục I", "Điểm thưởng (tối đa 5 điểm)", "ĐIỂM TRỪ", "Ghi chú: a", "Xếp loại: Tốt: từ 90 điểm trở lên; Khá: dưới 90",
		"Lĩnh vực I có điểm 0 thì không xét Cờ thi đua", "-5", "0", "tối đa 5", "1.000", "10%", "#REF!", "(1)", "(2)", "TT", "Tiêu chí", "Điểm", "KT. GIÁM ĐỐC", "x", "phần (\nb)", "2,5")
	rapid.Check(t, func(rt *rapid.T) {
		rows := [][]any{{"TT", "Lĩnh vực", "Tiêu chí", "Điểm", "Hệ số", "Cách tính", "Minh chứng"}}
		for range rapid.IntRange(1, 12).Draw(rt, "rows") {
			var row []any
			for range rapid.IntRange(1, 7).Draw(rt, "cells") {
				switch rapid.IntRange(0, 5).Draw(rt, "kind") {
				case 0:
					row = append(row, rapid.IntRange(-3, 30).Draw(rt, "figure"))
				case 1:
					row = append(row, rapid.String().Draw(rt, "text"))
				default:
					row = append(row, rapid.SampledFrom(words).Draw(rt, "word"))
				}
			}
			rows = append(rows, row)
		}
		reads(rt, workbook(t, rows))
	})
}
