package testpdf

import (
	"bytes"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Word is a word on a page, counted from 1, with its corners, mm from the top left.
type Word struct {
	Page                   int
	Left, Top, Right, Foot float64
	Text                   string
}

var (
	pageTag = regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)">`)
	wordTag = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>`)
)

// Page is a page of a file with its words, mm.
type Page struct {
	Width, Height float64
	Words         []Word
}

// Words are those of a file as pdftotext sees them, with the size of the last page, mm, and how many pages there are.
func Words(t testing.TB, file []byte) (width, height float64, pages int, words []Word) {
	t.Helper()
	list := Pages(t, file)
	for _, page := range list {
		width, height, words = page.Width, page.Height, append(words, page.Words...)
	}
	return width, height, len(list), words
}

// Pages are those of a file as pdftotext sees them.
func Pages(t testing.TB, file []byte) (pages []Page) {
	t.Helper()
	cmd := exec.Command("pdftotext", "-bbox", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(file)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil || complaint.Len() > 0 {
		t.Fatalf("reading a file: %v %s (scripts/setup.sh test installs what reads it)", err, complaint.String())
	}
	const mm = 25.4 / 72
	number := func(text string) float64 {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v * mm
	}
	for line := range strings.SplitSeq(string(out), "\n") {
		if m := pageTag.FindStringSubmatch(line); m != nil {
			pages = append(pages, Page{Width: number(m[1]), Height: number(m[2])})
		}
		if m := wordTag.FindStringSubmatch(line); m != nil {
			page := &pages[len(pages)-1]
			page.Words = append(page.Words, Word{Page: len(pages), Left: number(m[1]), Top: number(m[2]), Right: number(m[3]), Foot: number(m[4]), Text: m[5]})
		}
	}
	return pages
}

// Ink are the ends of the lines that a page draws, and two corners of each rectangle, in its own coordinates, mm from the bottom left.
func (f *File) Ink(page Dict) (ends [][2]float64) {
	const mm = 25.4 / 72
	var operands []float64
	for l := (&lexer{data: f.Stream(page["Contents"]).Data}); ; {
		switch v := l.value().(type) {
		case float64:
			operands = append(operands, v*mm)
		case operator:
			switch v {
			case "m", "l":
				ends = append(ends, [2]float64{operands[0], operands[1]})
			case "re":
				ends = append(ends, [2]float64{operands[0], operands[1]}, [2]float64{operands[0] + operands[2], operands[1] + operands[3]})
			}
			operands = operands[:0]
		default:
			if v == errEnd {
				return ends
			}
			operands = operands[:0]
		}
	}
}
