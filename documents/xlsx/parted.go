package xlsx

import (
	"slices"
	"strings"

	"thidua/documents"
)

// tableByTable parts a document that has several tables, so that each stands on a sheet with columns of its own: what heads a table goes with it, what follows one stays
// with it, and the first has the heading of the paper. The parts have the names of their headings.
func tableByTable(d documents.Document) []documents.Document {
	var parts []documents.Document
	part, tables := d, 0
	part.Blocks = nil
	for _, block := range d.Blocks {
		if _, ok := block.(documents.Table); ok {
			if tables++; tables > 1 {
				at := heads(part.Blocks)
				next := d
				next.Heading, next.Blocks = nil, part.Blocks[at:]
				if name := headed(next.Blocks); name != "" {
					next.Title = name
				}
				if d.Mark != "" { // who looks at the sheet does not see the foot of its pages
					mark := documents.Paragraph{Spans: []documents.Span{{Text: d.Mark, Bold: true, Italic: true}}, Align: documents.AlignCenter}
					next.Blocks = slices.Insert(slices.Clone(next.Blocks), 0, documents.Block(mark))
				}
				part.Blocks = part.Blocks[:at:at]
				parts, part = append(parts, part), next
			}
		}
		part.Blocks = append(part.Blocks, block)
	}
	return append(parts, part)
}

// heads is where what heads the next table begins, behind the last table of some blocks: the headings of parts with what stands under them; without any, a line that
// stays with the table.
func heads(blocks []documents.Block) int {
	end := len(blocks)
	at := end
	for i := end - 1; i >= 0; i-- {
		p, ok := blocks[i].(documents.Paragraph)
		if !ok {
			break
		}
		if p.Level > 0 && (at == end || i == at-1) {
			at = i
		}
	}
	if at == end && end > 0 {
		if p, ok := blocks[end-1].(documents.Paragraph); ok && p.KeepNext && p.Size == 0 {
			at--
		}
	}
	return at
}

// headed is what the last heading over a table says, without its number; without any, what its first line says.
func headed(blocks []documents.Block) (name string) {
	for _, block := range blocks {
		p, ok := block.(documents.Paragraph)
		if !ok || len(p.Spans) == 0 || p.Level == 0 && name != "" {
			break
		}
		name = p.Spans[0].Text
		if number, rest, numbered := strings.Cut(name, ". "); p.Level > 0 && numbered && !strings.Contains(number, " ") {
			name = rest
		}
	}
	return name
}
