package papercode_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/documents"
	"thidua/documents/papercode"
	"thidua/emulation"
)

// TestRoundTrip: a code is read as it was written; the short one knows the first 20 bits of the paper, and nothing of root and digest.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := papercode.Code{Form: rapid.ByteMax(63).Draw(t, "form"), Paper: rapid.Uint32().Draw(t, "paper"), Cluster: rapid.Uint64Max(1<<24-1).Draw(t, "cluster"),
			Control: rapid.Uint64Max(1<<18-1).Draw(t, "control"), Root: [8]byte(rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(t, "root")), Digest: [8]byte(rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(t, "digest"))}
		whole, err := papercode.Read(c.Square())
		if err != nil || whole != c || !c.Fits() {
			t.Fatalf("%+v became %+v, %v", c, whole, err)
		}
		short, err := papercode.Read(c.Typed())
		if err != nil || !short.Short || short.Form != c.Form || short.Cluster != c.Cluster || short.Control != c.Control || !short.Names(c.Paper) || short.Names(c.Paper^1<<31) {
			t.Fatalf("%+v became %+v, %v", c, short, err)
		}
		if again := short.Typed(); again != c.Typed() {
			t.Fatalf("%s became %s", c.Typed(), again)
		}
	})
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var some = papercode.Code{Form: 7, Paper: 0x8badf00d, Cluster: 1234, Control: 56, Root: [8]byte{1, 2}, Digest: [8]byte{3, 4}}

// TestPinned: a code that is printed is read for ever.
func TestPinned(t *testing.T) {
	if got, want := some.Typed(), "8Y5T-VW00-9MG0-1RHB"; got != want {
		t.Errorf("typed %s, want %s", got, want)
	}
	if got, want := some.Square(), "THIDUA:8Y5TVW0D002D400E010800000000006100000000007F"; got != want {
		t.Errorf("square %s, want %s", got, want)
	}
}

// TestTyping: how a code is typed does not matter; what is mistyped is not taken for another.
func TestTyping(t *testing.T) {
	code := some.Typed()
	for _, as := range []string{strings.ToLower(code), strings.ReplaceAll(code, "-", ""), " " + strings.ReplaceAll(code, "-", " ") + "\n", strings.ReplaceAll(code, "0", "o"), strings.ReplaceAll(code, "1", "l")} {
		if c, err := papercode.Read(as); err != nil || c.Cluster != some.Cluster {
			t.Errorf("%q: %+v, %v", as, c, err)
		}
	}
	wrong := []string{"", "x", code[:18], code + "0", "THIDUA:" + code + code, "Ư" + code[1:], some.Square()[:40]}
	for i := range code {
		for _, r := range crockford {
			if other := code[:i] + string(r) + code[i+1:]; code[i] != '-' && other != code {
				wrong = append(wrong, other)
			}
		}
		if i > 0 && code[i] != '-' && code[i-1] != '-' && code[i] != code[i-1] {
			wrong = append(wrong, code[:i-1]+code[i:i+1]+code[i-1:i]+code[i+1:])
		}
	}
	for _, as := range wrong {
		if _, err := papercode.Read(as); emulation.CodeOf(err) != emulation.Invalid {
			t.Errorf("%q is taken: %v", as, err)
		}
	}
}

// TestFigures: every figure of the body counts, in reading order; signs around it do not, nor do words.
func TestFigures(t *testing.T) {
	doc := documents.Document{Title: "Phiếu 99", Footer: "Năm 98", Heading: &documents.Heading{Number: "Số: 05/TTr-CTĐ4"},
		Blocks: []documents.Block{documents.Paragraph{Spans: []documents.Span{{Text: "Tổng: 9,"}, {Text: "85."}}},
			documents.Table{Header: []documents.Row{{Cells: []documents.Cell{{Text: "TT"}, {Text: "Nhóm 2"}}}}, Rows: []documents.Row{{Cells: []documents.Cell{{Text: "(1,00)"}, {Text: "-2,5*"}}}}}}}
	want := []string{"05/TTr-CTĐ4", "9,85", "2", "1,00", "-2,5"}
	if got := papercode.Figures(doc); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	before := papercode.DigestOf(doc)
	doc.Title, doc.Footer = "", ""
	if papercode.DigestOf(doc) != before {
		t.Error("what stands outside the body is in the digest")
	}
	doc.Blocks[1].(documents.Table).Rows[0].Cells[1].Text = "-2,6*"
	if papercode.DigestOf(doc) == before {
		t.Error("another figure has the same digest")
	}
}
