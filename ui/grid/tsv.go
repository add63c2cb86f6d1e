package grid

import "strings"

// formatTSV writes a rectangle as spreadsheets put it on the clipboard: tabs between cells, a line for each row, quotes around a cell
// that holds a tab, a quote or a new line.
func formatTSV(block [][]string) string {
	var b strings.Builder
	for i, line := range block {
		if i > 0 {
			b.WriteByte('\n')
		}
		for j, cell := range line {
			if j > 0 {
				b.WriteByte('\t')
			}
			if strings.ContainsAny(cell, "\t\n\r\"") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
	}
	return b.String()
}

// parseTSV reads what a spreadsheet put on the clipboard; a single line end after the last row adds no row.
func parseTSV(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimSuffix(text, "\n")
	if text == "" {
		return nil
	}
	var block [][]string
	var line []string
	for {
		var cell string
		cell, text = cutCell(text)
		line = append(line, cell)
		if text == "" || text[0] == '\n' {
			block = append(block, line)
			line = nil
		}
		if text == "" {
			return block
		}
		text = text[1:]
		if text == "" { // the separator was the last byte: an empty cell follows it
			return append(block, append(line, ""))
		}
	}
}

// cutCell takes one cell off the front and leaves the separator after it.
func cutCell(text string) (cell, rest string) {
	if strings.HasPrefix(text, `"`) {
		var b strings.Builder
		for i := 1; i < len(text); i++ {
			if text[i] != '"' {
				b.WriteByte(text[i])
				continue
			}
			if i+1 < len(text) && text[i+1] == '"' {
				b.WriteByte('"')
				i++
				continue
			}
			if i+1 == len(text) || text[i+1] == '\t' || text[i+1] == '\n' {
				return b.String(), text[i+1:]
			}
			break // a quote in the middle of a word: not quoted after all
		}
	}
	if i := strings.IndexAny(text, "\t\n"); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}
