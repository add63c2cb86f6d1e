package pdf

import (
	"strings"

	"thidua/documents"
)

// word is a run of letters of one face; glued ones continue the word before them in another style.
type word struct {
	face  face
	text  string
	width float64
	glued bool
}

// paragraph makes a box of every line.
func (p *pen) paragraph(para documents.Paragraph) []*box {
	size := para.Size
	if size == 0 {
		size = documents.BodySize
	}
	align := para.Align
	if align == documents.AlignDefault {
		align = documents.AlignJustify
	}
	indent := 0.0
	if para.Indent {
		indent = documents.FirstLineIndent
	}
	full := p.right - p.left
	lines := breakWords(words(para.Spans, size, full-indent), full, indent)
	tag := p.root.New([]string{"P", "H2", "H3"}[min(para.Level, 2)])
	var boxes []*box
	for i, line := range lines {
		x, width := p.left, full
		if i == 0 {
			x, width = x+indent, width-indent
		}
		lineAlign := align
		if align == documents.AlignJustify && i == len(lines)-1 {
			lineAlign = documents.AlignLeft
		}
		b := &box{tag: tag, heads: para.KeepNext, height: newFace(regular, size).line() * 1.06, keep: para.KeepNext || (i == 0 && len(lines) > 1) || i == len(lines)-2,
			draw: func(y float64) { p.words(line, x, y, width, lineAlign) }}
		if i == 0 && !para.Tight {
			b.space = documents.ParagraphSpace * mmPerPoint
		}
		boxes = append(boxes, b)
	}
	return boxes
}

// words splits spans at their spaces; a word wider than the line is cut.
func words(spans []documents.Span, size, width float64) []word {
	var list []word
	glue := false
	for _, span := range spans {
		f := newFace(styleOf(span.Bold, span.Italic), size)
		text := strings.ReplaceAll(clean(span.Text), "\n", " ")
		if text == "" {
			continue
		}
		if text[0] == ' ' {
			glue = false
		}
		for _, t := range strings.FieldsFunc(text, isSpace) {
			for _, piece := range wrap(f, t, width) {
				list = append(list, word{f, piece, f.width(piece), glue})
				glue = false
			}
		}
		glue = text[len(text)-1] != ' '
	}
	return list
}

// breakWords fills lines; glued words go with the word they continue.
func breakWords(list []word, width, indent float64) [][]word {
	var lines [][]word
	var line []word
	room := width - indent
	used := 0.0
	for i := 0; i < len(list); {
		n, w := 1, list[i].width
		for i+n < len(list) && list[i+n].glued && w+list[i+n].width <= width-indent { // what no line holds parts after all
			w += list[i+n].width
			n++
		}
		gap := 0.0
		if len(line) > 0 {
			gap = list[i].face.width(" ")
			if used+gap+w > room {
				lines, line = append(lines, line), nil
				room, used, gap = width, 0, 0
			}
		}
		line = append(line, list[i:i+n]...)
		used += gap + w
		i += n
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// words draws a line, its spaces stretched where it is justified.
func (p *pen) words(line []word, x, y, width float64, align documents.Align) {
	total, gaps := 0.0, 0
	for i, w := range line {
		total += w.width
		if i > 0 && !w.glued {
			total += w.face.width(" ")
			gaps++
		}
	}
	stretch := 0.0
	switch align {
	case documents.AlignCenter:
		x += (width - total) / 2
	case documents.AlignRight:
		x += width - total
	case documents.AlignJustify:
		if gaps > 0 {
			stretch = (width - total) / float64(gaps)
		}
	}
	for i, w := range line {
		if i > 0 && !w.glued {
			x += w.face.width(" ") + stretch
		}
		text := w.text
		if i+1 < len(line) && !line[i+1].glued {
			text += " " // for who copies or reads aloud; the next word finds its place by itself
		}
		p.text(w.face, x, y, text)
		x += w.width
	}
}
