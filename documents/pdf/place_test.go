package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/internal/testpdf"
)

const point = 25.4 / 72

// look reads the words of a file and the size of its last page, mm.
func look(t *testing.T, file []byte) (width, height float64, words []testpdf.Word) {
	t.Helper()
	width, height, _, words = testpdf.Words(t, file)
	return width, height, words
}

// TestMargins holds every word inside the margins of Decree 30/2020/NĐ-CP; only page numbers and the footer stand in them.
func TestMargins(t *testing.T) {
	// more columns than the line can hold with ease
	wide := clusterFour("98,25", "Nhóm 1", "Nhóm 2", "Nhóm 3", "Nhóm 4", "Nhóm 5", "Nhóm 6", "Nhóm 7", "Nhóm 8", "Nhóm 9")
	for i := range 9 {
		table(wide).Rows[0].Cells[2+i].Text = "1.000,25"
	}
	if text := strings.Join(extract(t, render(t, wide)), ""); strings.Count(text, "1.000,25") != 9 || !strings.Contains(text, "98,25") {
		t.Errorf("figures broken in a wide table:\n%s", text)
	}
	for name, doc := range map[string]documents.Document{"sheet": sonLa(), "long": long(40), "summary": clusterFour("", "A", "B"), "wide": wide, "letter": letter()} {
		width, height, words := look(t, render(t, doc))
		if doc.Landscape != (width > height) || math.Abs(width+height-507) > 0.5 {
			t.Errorf("%s: page of %.1f × %.1f mm", name, width, height)
		}
		for _, w := range words {
			if w.Left < 30-0.1 || w.Right > width-15+0.1 {
				t.Errorf("%s page %d: %q from %.1f to %.1f mm leaves the margins", name, w.Page, w.Text, w.Left, w.Right)
			}
			number := w.Text == fmt.Sprint(w.Page) && w.Page > 1 && math.Abs((w.Left+w.Right)/2-(30+width-15)/2) < 0.5 && w.Foot < 20
			footer := w.Top > height-20
			if !number && !footer && (w.Top < 20-1 || w.Foot > height-20+1) {
				t.Errorf("%s page %d: %q from %.1f to %.1f mm down", name, w.Page, w.Text, w.Top, w.Foot)
			}
		}
	}
}

// TestRules: the rule under the motto is as long as the motto, the one under the issuer a third to a half of it (Annex I, II.1 and II.2).
func TestRules(t *testing.T) {
	for name, doc := range map[string]documents.Document{"sheet": sonLa(), "letter": letter()} {
		file := render(t, doc)
		_, height, words := look(t, file)
		span := func(from, to string) (float64, float64, float64) {
			for i, w := range words {
				if w.Text != from {
					continue
				}
				for _, v := range words[i:] {
					if v.Text == to && math.Abs(v.Top-w.Top) < 1 {
						return w.Left, v.Right, v.Foot
					}
				}
			}
			t.Fatalf("%s: no line from %q to %q", name, from, to)
			return 0, 0, 0
		}
		issuer := strings.Fields(doc.Heading.Issuer)
		left, right, foot := span(issuer[0], issuer[len(issuer)-1])
		if r := ruleUnder(t, file, height, left, right, foot); r < (right-left)/3 || r > (right-left)/2 {
			t.Errorf("%s: issuer %.1f mm long, rule %.1f", name, right-left, r)
		}
		left, right, foot = span("Độc", "phúc")
		if r := ruleUnder(t, file, height, left, right, foot); math.Abs(r-(right-left)) > 0.3 {
			t.Errorf("%s: motto %.1f mm long, rule %.1f", name, right-left, r)
		}
	}
}

var stroke = regexp.MustCompile(`([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S`)

// ruleUnder is the length of the level rule drawn on the first page right under a text and centred on it.
func ruleUnder(t *testing.T, file []byte, height, left, right, foot float64) float64 {
	t.Helper()
	start := bytes.Index(file, []byte("stream\n")) + len("stream\n")
	r, err := zlib.NewReader(bytes.NewReader(file[start:]))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range stroke.FindAllStringSubmatch(string(content), -1) {
		var x1, y1, x2, y2 float64
		fmt.Sscan(m[1]+" "+m[2]+" "+m[3]+" "+m[4], &x1, &y1, &x2, &y2)
		y := height - y1*point
		if y1 == y2 && y > foot-1 && y < foot+3 && math.Abs((x1+x2)*point-(left+right)) < 1 {
			return (x2 - x1) * point
		}
	}
	t.Fatal("no rule under the text")
	return 0
}
