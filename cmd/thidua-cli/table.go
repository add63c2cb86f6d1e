package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/emulation/decimal"
)

// table prints rows in aligned columns; a column whose title starts with ">" is right-aligned. Vietnamese text in NFC takes one place a rune.
func table(w io.Writer, titles []string, rows [][]string) {
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

// capital is a sentence with its first letter in upper case.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// aligned writes figures of a column with as many decimals as the longest of them has.
func (a *App) aligned(figures []string) []string {
	places := 0
	for _, f := range figures {
		if _, decimals, ok := strings.Cut(f, "."); ok {
			places = max(places, len(decimals))
		}
	}
	out := make([]string, len(figures))
	for i, f := range figures {
		out[i] = a.number(f)
		if d, err := decimal.Parse(f); err == nil {
			out[i] = d.LocaliseFixed(places, a.lang.DecimalComma())
		}
	}
	return out
}
