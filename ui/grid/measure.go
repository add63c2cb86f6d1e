package grid

import (
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"thidua/ui/text"
)

// measurer adds up the widths of letters, each measured once. Measuring whole texts would shape every word of 10,000 rows; this does
// the same to within a pixel in some milliseconds.
type measurer struct {
	size  float32
	style fyne.TextStyle
	line  float32 // height of one line
	ascii [128]float32
	other map[rune]float32
}

func newMeasurer(size float32, style fyne.TextStyle) *measurer {
	m := &measurer{size: size, style: style, other: map[rune]float32{}}
	m.line = fyne.MeasureText("Ậg", size, style).Height
	for r := rune(32); r < 127; r++ {
		m.ascii[r] = fyne.MeasureText(string(r), size, style).Width
	}
	return m
}

func (m *measurer) rune(r rune) float32 {
	if r < 128 {
		return m.ascii[r]
	}
	w, ok := m.other[r]
	if !ok {
		w = fyne.MeasureText(string(r), m.size, m.style).Width
		m.other[r] = w
	}
	return w
}

func (m *measurer) text(s string) float32 {
	var w float32
	for _, r := range s {
		w += m.rune(r)
	}
	return w
}

// eachLine breaks text into lines no wider than width at spaces, and inside a word only when the word alone is too wide.
func (m *measurer) eachLine(text string, width float32, line func(string)) {
	for paragraph := range strings.SplitSeq(text, "\n") {
		start, breakAt := 0, -1 // byte offsets: of the line, and of the last space in it
		var w, afterBreak float32
		for i, r := range paragraph {
			rw := m.rune(r)
			if r == ' ' || r == '\t' {
				breakAt, afterBreak = i, 0
				w += rw
				continue
			}
			if w+rw > width && i > start {
				if breakAt > start {
					line(paragraph[start:breakAt])
					start = breakAt + 1
					w = afterBreak
				} else {
					line(paragraph[start:i])
					start, w = i, 0
				}
				breakAt, afterBreak = -1, w
			}
			w += rw
			afterBreak += rw
		}
		line(strings.TrimRightFunc(paragraph[start:], unicode.IsSpace))
	}
}

// numeric says whether a text is a figure, with or without a sign before and a unit after it.
func numeric(text string) bool {
	digits := strings.TrimLeft(text, "+-−")
	return digits != "" && digits[0] >= '0' && digits[0] <= '9'
}

func (m *measurer) wrap(text string, width float32) []string {
	var lines []string
	m.eachLine(text, width, func(l string) { lines = append(lines, l) })
	return lines
}

func (m *measurer) count(text string, width float32) int {
	n := 0
	m.eachLine(text, width, func(string) { n++ })
	return n
}

// fit is text cut to one line of a width: words end in an ellipsis, while a number at the right of its cell never reads as another one.
func (m *measurer) fit(text string, width float32, right bool) string {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i] + "…"
	}
	if m.text(text) <= width {
		return text
	}
	if right && numeric(text) {
		return m.figure(text, width)
	}
	room := width - m.rune('…')
	for i, r := range text {
		if room -= m.rune(r); room < 0 {
			return strings.TrimRightFunc(text[:i], unicode.IsSpace) + "…"
		}
	}
	return text
}

// figure is a number that is wider than its cell: without its last decimals, else as how large it is ("~10^24"), else an ellipsis. What stands there
// in full is told below the table, and in the editor.
func (m *measurer) figure(figure string, width float32) string {
	point, between := ",", "."
	if !text.Comma() {
		point, between = between, point
	}
	whole, decimals, _ := strings.Cut(figure, point)
	for end := len(decimals) - 1; end > 0; end-- {
		if cut := whole + point + decimals[:end] + "…"; m.text(cut) <= width {
			return cut
		}
	}
	digits := strings.ReplaceAll(strings.TrimLeft(whole, "+-−"), between, "")
	if n := len(digits); n > 3 && strings.Trim(digits, "0123456789") == "" {
		if order := "~" + whole[:len(whole)-len(strings.TrimLeft(whole, "+-−"))] + "10^" + strconv.Itoa(n-1); m.text(order) <= width {
			return order
		}
	}
	return "…"
}
