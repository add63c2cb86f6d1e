package testpdf

import (
	"bytes"
	"fmt"
	"os/exec"
	"regexp"
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

// Words are those of a file as pdftotext sees them, with the size of the last page, mm, and how many pages there are.
func Words(t testing.TB, file []byte) (width, height float64, pages int, words []Word) {
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
	for line := range strings.SplitSeq(string(out), "\n") {
		if m := pageTag.FindStringSubmatch(line); m != nil {
			fmt.Sscan(m[1], &width)
			fmt.Sscan(m[2], &height)
			width, height = width*mm, height*mm
			pages++
		}
		if m := wordTag.FindStringSubmatch(line); m != nil {
			w := Word{Page: pages, Text: m[5]}
			for i, at := range []*float64{&w.Left, &w.Top, &w.Right, &w.Foot} {
				fmt.Sscan(m[i+1], at)
				*at *= mm
			}
			words = append(words, w)
		}
	}
	return width, height, pages, words
}
