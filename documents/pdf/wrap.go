package pdf

import (
	"strings"
	"unicode/utf8"
)

// wrap breaks a text into lines no wider than width (mm): at spaces, and inside a word only where the word alone is too wide.
func wrap(f face, text string, width float64) []string {
	if text == "" {
		return nil
	}
	if f.width(text) <= width && strings.IndexByte(text, '\n') < 0 {
		return []string{text}
	}
	space := f.width(" ")
	var lines []string
	for _, part := range strings.Split(text, "\n") {
		line, used := "", 0.0
		for _, word := range strings.FieldsFunc(part, isSpace) {
			w := f.width(word)
			if line != "" && used+space+w <= width {
				line, used = line+" "+word, used+space+w
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			for w > width && utf8.RuneCountInString(word) > 1 {
				head := fitting(f, word, width)
				lines = append(lines, head)
				word = word[len(head):]
				w = f.width(word)
			}
			line, used = word, w
		}
		lines = append(lines, line)
	}
	return lines
}

// isSpace is where a line may break; a no-break space is a letter here.
func isSpace(r rune) bool { return r == ' ' }

// fitting is the longest beginning of a word that fits, one letter at least.
func fitting(f face, word string, width float64) string {
	end := 0
	for i, r := range word {
		next := i + utf8.RuneLen(r)
		if end > 0 && f.width(word[:next]) > width {
			break
		}
		end = next
	}
	return word[:end]
}

// longestWord is the width of the widest word, mm.
func longestWord(f face, text string) float64 {
	widest := 0.0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return isSpace(r) || r == '\n' }) {
		widest = max(widest, f.width(word))
	}
	return widest
}
