package intake

import (
	"regexp"
	"strings"
	"unicode"

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
)

var (
	partCode   = regexp.MustCompile(`^(?:phan|muc|chuong|nhom|linh vuc|tieu chuan|noi dung) (?:thu )?([ivxlc]+|[a-h]|\d{1,2})$`)
	romanCode  = regexp.MustCompile(`^(?:x{0,3})(?:ix|iv|v?i{0,3})$`)
	numberCode = regexp.MustCompile(`^\d{1,3}$`)
	dottedCode = regexp.MustCompile(`^(?:[0-9]{1,3}|[A-Za-z]|[IVXivx]{1,5})(?:[.\-][0-9a-z\x{111}]{1,3}){1,5}$`)
	upperCode  = regexp.MustCompile(`^[A-Z\x{110}]$`)
	lowerCode  = regexp.MustCompile(`^[a-z\x{111}]$`)
	// leading is a code in front of a name: "1.2. Tên", "a) Tên", "II/ Tên", "- Tên".
	leading = regexp.MustCompile(`^(?:((?:[0-9]{1,3}|[IVX]{1,5}|[A-H\x{110}])(?:\.[0-9]{1,3}){0,4})(?:[.)/:]\s+|\)|\.(\pL))|([a-z\x{111}])[.)]\s+|([-–—+•*·▪●○])\s*(\S))`)
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
	}
	return plainShape
}

// splitLeading parts a code that stands in front of the name: "1.2. Tên" → "1.2", "Tên".
func splitLeading(name string) (code, rest string) {
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

// sortLetters decides for single letters that can be Roman numbers (C, D are not read as such; I, V, X are) whether they continue letters:
// "V" after "U", "I" after "H".
func sortLetters(codes []string, shapes []shape) {
	lastRoman, lastUpper := 0, rune(0)
	for i, code := range codes {
		code = trimCode(code)
		switch shapes[i] {
		case romanShape:
			if len(code) == 1 && lastUpper != 0 && rune(code[0]) == lastUpper+1 && romanValue(code) != lastRoman+1 {
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
