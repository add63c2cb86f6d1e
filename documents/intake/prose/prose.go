package prose

import (
	"regexp"
	"strings"
	"unicode"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// Folded is a text without diacritics, in small letters, from which every place leads back to the letters as written.
type Folded struct {
	Text string
	runs []rune // as written
	at   []int  // rune of every byte of text, and the end
}

// signs are written in many ways and read as one.
var signs = map[rune]string{
	'–': "-", '—': "-", '−': "-", '×': "x", '∗': "*", '·': "*", '÷': "/", '≥': ">=", '≤': "<=", '“': `"`, '”': `"`, '’': "'", '…': "...", '\u00a0': " ", '％': "%",
}

// Fold folds a text.
func Fold(text string) Folded {
	f := Folded{runs: []rune(vietnamese.NFC(text))}
	var b strings.Builder
	for i, r := range f.runs {
		piece := ""
		switch sign, ok := signs[r]; {
		case ok:
			piece = sign
		case r < unicode.MaxASCII && r > ' ':
			piece = strings.ToLower(string(r))
		case r == '\n':
			piece = "\n"
		case unicode.IsSpace(r):
			piece = " "
		default:
			piece = vietnamese.Fold(string(r))
		}
		for range len(piece) {
			f.at = append(f.at, i)
		}
		b.WriteString(piece)
	}
	f.at = append(f.at, len(f.runs))
	f.Text = b.String()
	return f
}

// Written is what stands between two places, as it was written.
func (f Folded) Written(from, to int) string { return string(f.runs[f.at[from]:f.at[to]]) }

// clause is one statement of a text on how points are counted.
type clause struct {
	text    string // folded, with single blanks
	written string
}

// clauses cuts a text at semicolons, line ends, bullets and full stops; commas stay, for they are decimals too.
func clauses(text string) []clause {
	return foldRule(text).cut(func(text string, i int) bool {
		switch text[i] {
		case ';', '\n':
			return true
		case '.':
			return i+1 < len(text) && text[i+1] == ' ' && i > 0 && !isDigit(text[i-1])
		}
		return false
	})
}

// byCommas cuts a clause further, at commas that are not decimal.
func (c clause) byCommas() []clause {
	return foldRule(c.written).cut(func(text string, i int) bool {
		return text[i] == ',' && (i == 0 || !isDigit(text[i-1]) || i+1 == len(text) || !isDigit(text[i+1]))
	})
}

// cut parts a text at the bytes of its folded form that end a clause; parts without words are left out.
func (f Folded) cut(ends func(text string, i int) bool) []clause {
	var out []clause
	from := 0
	for i := range len(f.Text) + 1 {
		if i < len(f.Text) && !ends(f.Text, i) {
			continue
		}
		if plain := strings.Trim(vietnamese.OneLine(f.Text[from:i]), " .,;:-+*"); plain != "" {
			out = append(out, clause{plain, strings.Trim(vietnamese.OneLine(f.Written(from, i)), " .,;:–-+•*")})
		}
		from = i + 1
	}
	return out
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// Patterns of figures inside longer patterns: num is a figure, pts "10 điểm" as its figure, pct a figure with or without its percent sign.
const (
	num = `(\d+(?:[.,]\d+)*)`
	pts = num + ` ?(?:d|diem)`
	pct = num + ` ?%?`
)

// pattern compiles a pattern in which a blank stands for any blanks and NUM, PTS, PCT for figures.
func pattern(text string) *regexp.Regexp {
	text = strings.NewReplacer("NUM", num, "PTS", pts, "PCT", pct).Replace(text)
	return regexp.MustCompile(`^(?:` + text + `)$`)
}

// figure reads a figure of a prose text; ok is false where it can be read in two ways.
func figure(text string) (decimal.Decimal, bool) {
	plain, err := vietnamese.ParseNumber(text)
	if err != nil {
		return decimal.Decimal{}, false
	}
	d, err := decimal.Parse(plain)
	return d, err == nil
}

// figures reads several; ok is false where one cannot be read.
func figures(texts ...string) ([]decimal.Decimal, bool) {
	out := make([]decimal.Decimal, len(texts))
	for i, t := range texts {
		d, ok := figure(t)
		if !ok {
			return nil, false
		}
		out[i] = d
	}
	return out, true
}
