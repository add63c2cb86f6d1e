package verb

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// oneLine keeps a row a row, whatever stands in a cell: the name of a file may have line ends in it.
var oneLine = strings.NewReplacer("\n", "␊", "\r", "␍", "\t", " ")

// Table prints rows in aligned columns under titles, which are those of a Column. Vietnamese text in NFC takes one place a rune.
func (a *App) Table(w io.Writer, rows [][]string, titles ...string) {
	right := make([]bool, len(titles))
	width := make([]int, len(titles))
	for i, t := range titles {
		titles[i], right[i] = strings.CutPrefix(a.title(t), ">")
		width[i] = utf8.RuneCountInString(titles[i])
	}
	for _, r := range rows {
		for i, c := range r {
			r[i] = oneLine.Replace(c)
		}
	}
	for _, r := range rows {
		for i, c := range r {
			width[i] = max(width[i], utf8.RuneCountInString(c))
		}
	}
	line := func(cells []string) {
		var b strings.Builder
		for i, c := range cells {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(c))
			if right[i] {
				c = pad + c
			} else {
				c += pad
			}
			if i > 0 {
				b.WriteString("  ")
			}
			b.WriteString(c)
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
	line(titles)
	for _, r := range rows {
		line(r)
	}
}
