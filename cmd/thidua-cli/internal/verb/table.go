package verb

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Table prints rows in aligned columns; a column whose title starts with ">" is right-aligned. Vietnamese text in NFC takes one place a rune.
func Table(w io.Writer, titles []string, rows [][]string) {
	right := make([]bool, len(titles))
	width := make([]int, len(titles))
	for i, t := range titles {
		titles[i], right[i] = strings.CutPrefix(t, ">")
		width[i] = utf8.RuneCountInString(titles[i])
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

// List prints rows under the titles "cli.col.<name>", or a sentence where there are none; with --json the value.
func (a *App) List(v any, rows [][]string, empty string, columns ...string) error {
	return a.Show(v, func(w io.Writer) {
		if len(rows) == 0 {
			fmt.Fprintln(w, a.Say(empty))
			return
		}
		titles := make([]string, len(columns))
		for i, c := range columns {
			right, name := "", c
			if rest, ok := strings.CutPrefix(c, ">"); ok {
				right, name = ">", rest
			}
			titles[i] = right + a.Say("cli.col."+name)
		}
		Table(w, titles, rows)
	})
}
