package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/documents/intake"
	"thidua/emulation"
	"thidua/internal/bench"
	"thidua/internal/phrase"
)

// part is a file inside a workbook.
type part struct{ name, text string }

const (
	workbookXML = `<workbook xmlns="x" xmlns:r="y"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`
	relsXML     = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/></Relationships>`
)

// raw builds a workbook of one sheet by hand; further parts come after it.
func raw(t testing.TB, sheet string, more ...part) []byte {
	t.Helper()
	return packed(t, append([]part{{"xl/workbook.xml", workbookXML}, {"xl/_rels/workbook.xml.rels", relsXML}, {"xl/worksheets/sheet1.xml", sheet}}, more...))
}

// inline is a sheet whose cells carry their text themselves.
func inline(rows ...[]string) string {
	var b strings.Builder
	b.WriteString("<worksheet><sheetData>")
	for i, r := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, v := range r {
			cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if rest, figure := strings.CutPrefix(v, "#"); figure {
				style, value, _ := strings.Cut(rest, "#")
				fmt.Fprintf(&b, `<c r="%s" s="%s"><v>%s</v></c>`, cell, style, value)
			} else {
				fmt.Fprintf(&b, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, cell, v)
			}
		}
		b.WriteString("</row>")
	}
	return b.String() + "</sheetData></worksheet>"
}

func TestHostileWorkbooksAreRefusedWithinBounds(t *testing.T) {
	table := inline([]string{"TT", "Tiêu chí", "Điểm"}, []string{"1", "A", "3"})
	cells := strings.Repeat(`<c t="inlineStr"><is><t>x</t></is></c>`, 300)
	for name, c := range map[string]struct {
		raw []byte
		key string
	}{
		"nothing":              {nil, "tabular.not-a-workbook"},
		"a text":               {[]byte("format: thidua-criteria/1"), "tabular.not-a-workbook"},
		"a zip of no book":     {raw(t, table)[:200], "tabular.not-a-workbook"},
		"the old format":       {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "tabular.old-format"},
		"a password":           {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...), "tabular.locked"},
		"too many bytes":       {make([]byte, 17<<20), "tabular.too-large"},
		"a bomb of blanks":     {raw(t, "<worksheet><sheetData>"+strings.Repeat(" ", 64<<20)), "tabular.damaged"},
		"a bomb of rows":       {raw(t, "<worksheet><sheetData>"+strings.Repeat("<row>"+cells+"</row>", 3000)), "tabular.too-many-cells"},
		"a bomb of elements":   {raw(t, "<worksheet><sheetData>"+strings.Repeat("<row><c/></row>", 6<<20)), "tabular.too-large"},
		"deep elements":        {raw(t, "<worksheet>"+strings.Repeat("<a>", 1<<20)), "tabular.damaged"},
		"a bomb of attributes": {raw(t, "<worksheet "+strings.Repeat(`a="" `, 6<<20)+"/>"), "tabular.damaged"},
		"a bomb of texts":      {raw(t, table, part{"xl/sharedStrings.xml", "<sst>" + strings.Repeat("<si><t>x</t></si>", 1<<20)}), "tabular.too-large"},
		"a bomb of styles":     {raw(t, table, part{"xl/styles.xml", "<s><cellXfs>" + strings.Repeat(`<xf numFmtId="1"/>`, 1<<20)}), "tabular.too-large"},
		"a bomb of merges":     {raw(t, strings.Replace(table, "</worksheet>", "<mergeCells>"+strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 30_000)+"</mergeCells></worksheet>", 1)), "tabular.too-large"},
		"an endless text":      {raw(t, inline([]string{strings.Repeat("á", 40_000)})), "tabular.long-text"},
		"broken XML":           {raw(t, "<worksheet><sheetData><row><c></row>"), "tabular.no-table"},
		"entities":             {raw(t, `<!DOCTYPE a [<!ENTITY b "bb">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`), "tabular.damaged"},
		"no table":             {raw(t, inline([]string{"a", "b"})), "tabular.no-table"},
		"an empty table":       {raw(t, inline([]string{"TT", "Tiêu chí", "Điểm"})), "tabular.no-table"},
	} {
		t.Run(name, func(t *testing.T) {
			var err error
			most := bench.Peak(func() { _, err = intake.ReadCriteria(c.raw) })
			if emulation.KeyOf(err) != c.key {
				t.Errorf("%v, expected %s", err, c.key)
			}
			if said := phrase.Error(phrase.Vietnamese, err); strings.Contains(said, "{") || !strings.Contains(said, "Hãy") {
				t.Errorf("the sentence %q does not say what to do", said)
			}
			t.Logf("%d MB", most>>20)
			if most > 200<<20 {
				t.Errorf("held %d MB", most>>20)
			}
		})
	}
}

// TestHugeSheetsWithLittleInThem: a sheet formatted to its last row and column is a table like any other.
func TestHugeSheetsWithLittleInThem(t *testing.T) {
	sheet := inline([]string{"TT", "Tiêu chí", "Điểm"}, []string{"1", "A", "3"})
	far := `<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Ghi chú: hết</t></is></c><c r="XFD1048576" s="0"/></row></sheetData><mergeCells><mergeCell ref="A1048576:XFD1048576"/></mergeCells>`
	r := readTable(t, raw(t, strings.Replace(sheet, "</sheetData>", far, 1)))
	if got := outline(r.Set); got != "I[1=3]" {
		t.Error(got)
	}
	if last := r.Rows[len(r.Rows)-1]; last.Last != 1<<20 || last.As != intake.NoteRow {
		t.Errorf("last row %+v", last)
	}
}

func TestFiguresAreReadAsPeopleMeantThem(t *testing.T) {
	styles := part{"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/><numFmt numFmtId="166" formatCode="0.00&quot;%&quot;"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="2"/></cellXfs></styleSheet>`}
	set := readTable(t, file(t, tableFile)).Set
	for _, c := range []struct{ result, self, shown, value, doubts string }{
		{"#0#9.8499999999999996", "", "9,85 (9.8499999999999996)", "9.85", ""},
		{"#0#99.340000000000003", "#0#9.93", "99,34 (99.340000000000003)", "99.34", ""},
		{"#1#0.98540000000000005", "", "98,54 % (0.98540000000000005)", "98.54", ""},
		{"#2#0.98499999999999999", "#0#9.85", "98,5 % (0.98499999999999999)", "98.5", ""},
		{"#4#98.5", "", "98,5", "98.5", ""},
		{"#0#9.8E1", "", "98 (9.8E1)", "98", ""},
		{"#0#1.1000000000000001E-2", "", "0,011 (1.1000000000000001E-2)", "1.1", "C2:fraction"},
		{"#0#1.234", "", "1,234", "1.234", ""},
		{"98,54 %", "", "98,54 %", "98.54", ""},
		{"1.234", "", "1.234", "", "C2:value-unread"},
		{"#3#45658", "", "45658", "", "C2:cell-date"},
		{"#0#INF", "", "INF", "", "C2:cell-error"},
		{"#1#0.5", "#0#9", "50 % (0.5)", "50", "C2:points-differ"},
	} {
		row := []string{"1.1", "", c.result, c.self}
		if c.self == "" {
			row = row[:3]
		}
		f, err := intake.ReadFilled(raw(t, inline([]string{"TT", "Tiêu chí", "Kết quả", "Tự chấm"}, row), styles), set)
		if err != nil {
			t.Fatal(err)
		}
		l := f.Lines[0]
		if l.Fields["value"] != c.value || l.Shown != c.shown || keysOf(f.Doubts) != c.doubts {
			t.Errorf("%s: shown %q, value %q, doubts %q; expected %+v", c.result, l.Shown, l.Fields["value"], keysOf(f.Doubts), c)
		}
	}
}
