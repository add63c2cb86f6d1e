package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"thidua/documents/intake/book"
	"thidua/documents/intake/prose"
	"thidua/vietnamese"
)

// shape is the way a row is numbered. Rows of one shape are on one level.
type shape int

// The shapes, the usual order of levels: "PHẦN A", "A", "I", "1", "1.1", "a)", "-", none.
const (
	partShape shape = iota + 1
	upperShape
	romanShape
	numberShape
	dottedShape
	lowerShape
	bulletShape
	plainShape
	capsShape // no code, all in capitals: a heading
	ownShape  // a code of the office's own making: "TC-01", "NV1.2", "1a"
)

var (
	partCode   = regexp.MustCompile(`^(?:phan|muc|chuong|nhom|linh vuc|tieu chuan|noi dung) (?:thu )?([ivxlc]+|[a-h]|\d{1,2})$`)
	romanCode  = regexp.MustCompile(`^(?:x{0,3})(?:ix|iv|v?i{0,3})$`)
	numberCode = regexp.MustCompile(`^\d{1,3}$`)
	dottedCode = regexp.MustCompile(`^(?:[0-9]{1,3}|[A-Za-z]|[IVXivx]{1,5})(?:[.\-][0-9a-z` + vietnamese.Small + `]{1,3}){1,5}$`)
	upperCode  = regexp.MustCompile(`^[A-Z` + vietnamese.Marked + `]$`)
	lowerCode  = regexp.MustCompile(`^[a-z` + vietnamese.Small + `]$`)
	ownCode    = regexp.MustCompile(`^(?:[A-Za-z\x{110}\x{111}]{1,5}[.\-_]?\d{1,4}(?:[.\-_]\d{1,3}){0,3}|\d{1,3}[a-z\x{111}])$`)
	// partWord says that what is numbered is a part of the whole, folded: "PHẦN I. TÊN".
	partWord = regexp.MustCompile(`^(?:phan|nhom|linh vuc|chuong) `)
	// leading is a code in front of a name: "1.2. Tên", "a) Tên", "II/ Tên", "- Tên".
	leading = regexp.MustCompile(`^(?:((?:[0-9]{1,3}|[IVX]{1,5}|[A-H` + vietnamese.Marked[:6] + `])(?:\.[0-9]{1,3}){0,4})(?:[.)/:]\s+|\)|\.(\pL))|([a-z` + vietnamese.Small + `])[.)/]\s+|([-–—+•*·▪●○])\s*(\S))`)
	// announced is one with what it numbers, folded: "Tiêu chí 1.2: Tên", "PHẦN I. TÊN".
	announced = regexp.MustCompile(`^(?:tieu chuan|tieu chi|noi dung|muc|phan|nhom|linh vuc|chuong) ((?:[0-9]{1,3}|[ivx]{1,5}|[a-h])(?:\.[0-9]{1,3}){0,4}) ?[.:)-]\s+([a-z].*)$`)
	// bareLeading is a number without a full stop behind it: "1.2 Tên".
	bareLeading = regexp.MustCompile(`^([0-9]{1,2}(?:\.[0-9]{1,2}){0,4})\s+(\pL.*)$`)
)

const bullets = "-–—+•*·▪●○"

// trimCode takes the signs off a code: "1.2." → "1.2", "(a)" → "a".
func trimCode(text string) string {
	return strings.TrimSpace(strings.Trim(strings.TrimSpace(text), ".):(/ "))
}

// shapeOf says how a code is shaped; plainShape for what is none. A single letter that can be both counts as a Roman number; levels sorts
// the letters out.
func shapeOf(text string) shape {
	if text != "" && strings.Trim(text, bullets+" ") == "" {
		return bulletShape
	}
	code := trimCode(text)
	folded := vietnamese.Fold(code)
	upper := code != "" && code == strings.ToUpper(code)
	switch {
	case code == "":
		return plainShape
	case partCode.MatchString(folded):
		return partShape
	case upper && romanCode.MatchString(folded):
		return romanShape
	case numberCode.MatchString(code):
		return numberShape
	case dottedCode.MatchString(code):
		return dottedShape
	case upperCode.MatchString(code):
		return upperShape
	case lowerCode.MatchString(code):
		return lowerShape
	case ownCode.MatchString(code):
		return ownShape
	}
	return plainShape
}

// splitLeading parts a code that stands in front of the name: "1.2. Tên" → "1.2", "Tên".
func splitLeading(name string) (code, rest string) {
	folded := prose.Fold(name)
	if m := announced.FindStringSubmatchIndex(folded.Text); m != nil {
		return folded.Written(m[2], m[3]), folded.Written(m[4], m[5])
	}
	m := leading.FindStringSubmatchIndex(name)
	if m == nil {
		return "", name
	}
	for _, group := range []int{1, 3, 4} {
		if m[2*group] >= 0 {
			code = name[m[2*group]:m[2*group+1]]
		}
	}
	at := m[1]
	for _, group := range []int{2, 5} { // the first letter of the name, which the pattern had to see
		if m[2*group] >= 0 {
			at = m[2*group]
		}
	}
	rest = strings.TrimSpace(name[at:])
	if rest == "" {
		return "", name
	}
	return code, rest
}

// romanValue is the number a Roman one stands for; 0 for none.
func romanValue(text string) int {
	value := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}
	total, last := 0, 0
	runes := []rune(strings.ToUpper(text))
	for i := len(runes) - 1; i >= 0; i-- {
		v := value[runes[i]]
		if v == 0 {
			return 0
		}
		if v < last {
			total -= v
		} else {
			total, last = total+v, v
		}
	}
	return total
}

// follows says whether a letter is the next in a list after another, with or without the letters between them that not every list has.
func follows(next, last rune) bool {
	_, rest, found := strings.Cut(vietnamese.Alphabet, string(last))
	between, _, ok := strings.Cut(rest, string(next))
	return found && ok && strings.Trim(between, vietnamese.Marked+"FJWZ") == ""
}

// sortLetters decides for single letters that can be Roman numbers (C, D are not read as such; I, V, X are) whether they continue letters:
// "V" after "U" or "Ư", "I" after "H".
func sortLetters(codes []string, shapes []shape) {
	lastRoman, lastUpper := 0, rune(0)
	for i, code := range codes {
		code = trimCode(code)
		switch shapes[i] {
		case romanShape:
			if len(code) == 1 && lastUpper != 0 && follows(rune(code[0]), lastUpper) && (lastRoman == 0 || romanValue(code) != lastRoman+1) {
				shapes[i] = upperShape
				lastUpper = rune(code[0])
				continue
			}
			lastRoman = romanValue(code)
		case upperShape:
			lastUpper = []rune(code)[0]
		}
	}
}

// splitBare parts a number without a full stop from the name behind it: "1.2 Tên" → "1.2", "Tên".
func splitBare(name string) (code, rest string) {
	if m := bareLeading.FindStringSubmatch(name); m != nil {
		return m[1], m[2]
	}
	return "", name
}

// bareCodes says whether the numbers that stand before names without a full stop are codes: each continues the one before it, or begins what
// stands beneath it. odd is the first row where one does not.
func (t *tableReader) bareCodes() (are bool, odd *book.Line, text string) {
	col := t.at.byRole[RoleName]
	if t.at.byRole[RoleCode] != 0 {
		return false, nil, ""
	}
	last := map[string]string{} // by what stands in front, the last number
	seen := map[string]bool{"": true}
	found := 0
	for _, l := range t.at.Lines {
		name := l.Own(col)
		if l.Number <= t.at.last || t.at.isNumbering(l) {
			continue
		}
		code, _ := splitLeading(name)
		bare := code == ""
		if bare {
			if code, _ = splitBare(name); code == "" || l.Cells[t.at.byRole[RoleMax]] == nil && !strings.Contains(code, ".") && last[""] == "" && code != "1" {
				continue
			}
			found++
		}
		code = trimCode(code)
		front, number := "", code
		if i := strings.LastIndexByte(code, '.'); i >= 0 {
			front, number = code[:i], code[i+1:]
		}
		if bare && (!seen[front] || number != "1" && number != successor(last[front])) {
			return false, l, name
		}
		last[front], seen[code] = number, true
	}
	return found > 0, nil, ""
}

// successor is the number after another; "" after none.
func successor(number string) string {
	n, err := strconv.Atoi(number)
	if err != nil {
		return ""
	}
	return strconv.Itoa(n + 1)
}

// isCaps says whether a text is a heading in capitals.
func isCaps(text string) bool {
	first, _, _ := strings.Cut(text, "(")
	letters := 0
	for _, r := range first {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 6
}
