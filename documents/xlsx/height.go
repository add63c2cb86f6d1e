package xlsx

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Programs fit the rows of merged cells never, and those of other cells not before something in them is edited; so every row is given the height
// that its longest cell needs.

// lineHeight is that of a line of text of this size, in points.
func lineHeight(size int) float64 { return float64(size) * 1.32 }

// need remembers that a row has to hold a text of this look, wrapped in so many letters.
func (p *page) need(row int, text string, letters float64, l look) {
	size := l.size
	if size == 0 {
		size = 12
	}
	letters *= 12 / float64(size)
	if l.bold {
		letters *= 0.93
	}
	p.heights[row] = max(p.heights[row], float64(wrapped(text, letters))*lineHeight(size)+2)
}

// wrapped is how many lines a text takes, words kept whole.
func wrapped(text string, letters float64) int {
	lines := 0
	for _, paragraph := range strings.Split(text, "\n") {
		lines++
		room := letters
		for _, word := range strings.FieldsFunc(paragraph, unicode.IsSpace) {
			wide := letterWidth(word)
			if wide > room && room < letters {
				lines++
				room = letters
			}
			for wide > letters { // broken wherever the line ends
				lines++
				wide -= letters
			}
			room -= wide + 0.5
		}
	}
	return lines
}

// letterWidth is the width of a word in the letters that the width of a column is given in; capitals are wider, dots for the pen take two.
func letterWidth(word string) float64 {
	wide := float64(utf8.RuneCountInString(word))
	for _, r := range word {
		switch {
		case r == '…':
			wide++
		case unicode.IsUpper(r):
			wide += 0.35
		}
	}
	return wide
}

// across is how many letters fit into some columns.
func (p *page) across(from, to int) float64 {
	sum := 0.0
	for col := from; col <= to; col++ {
		if col <= len(p.chars) {
			sum += float64(p.chars[col-1])
		} else {
			sum += 9
		}
	}
	return max(sum*0.93-1, 2) // some room for a font that stands in for another
}

// fit gives the rows their heights; no row can be higher than Excel allows.
func (p *page) fit() {
	for row, height := range p.heights {
		p.try(p.f.SetRowHeight(p.name, row, min(height, 409)))
	}
}
