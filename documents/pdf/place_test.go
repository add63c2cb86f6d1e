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
)

const point = 25.4 / 72

// seen is a word on a page with its corners in millimetres from the top left.
type seen struct {
	page                   int
	left, top, right, foot float64
	text                   string
}

var (
	pageTag = regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)">`)
	wordTag = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>`)
)

func look(t *testing.T, file []byte) (width, height float64, words []seen) {
	t.Helper()
	page := 0
	for _, line := range strings.Split(run(t, file, "pdftotext", "-bbox"), "\n") {
		if m := pageTag.FindStringSubmatch(line); m != nil {
			fmt.Sscan(m[1], &width)
			fmt.Sscan(m[2], &height)
			page++
		}
		if m := wordTag.FindStringSubmatch(line); m != nil {
			s := seen{page: page, text: m[5]}
			for i, at := range []*float64{&s.left, &s.top, &s.right, &s.foot} {
				fmt.Sscan(m[i+1], at)
				*at *= point
			}
			words = append(words, s)
		}
	}
	return width * point, height * point, words
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
			if w.left < 30-0.1 || w.right > width-15+0.1 {
				t.Errorf("%s page %d: %q from %.1f to %.1f mm leaves the margins", name, w.page, w.text, w.left, w.right)
			}
			number := w.text == fmt.Sprint(w.page) && w.page > 1 && math.Abs((w.left+w.right)/2-(30+width-15)/2) < 0.5 && w.foot < 20
			footer := w.top > height-20
			if !number && !footer && (w.top < 20-1 || w.foot > height-20+1) {
				t.Errorf("%s page %d: %q from %.1f to %.1f mm down", name, w.page, w.text, w.top, w.foot)
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
				if w.text != from {
					continue
				}
				for _, v := range words[i:] {
					if v.text == to && math.Abs(v.top-w.top) < 1 {
						return w.left, v.right, v.foot
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
