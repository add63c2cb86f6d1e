package vietnamese

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Encoding names how a text was written that reads as nonsense in Unicode.
type Encoding string

// The encodings in which Vietnamese offices still keep texts, and Unicode that was taken for another.
const (
	TCVN3 Encoding = "tcvn3" // TCVN 5712:1993, form 3, of the fonts .VnTime
	VNI   Encoding = "vni"   // of the fonts VNI-Times
	Torn  Encoding = "torn"  // UTF-8 that was read as Windows-1252, or lost letters
)

// Letters of TCVN 5712:1993, form 3, as Latin-1 shows them, and what they are.
const (
	tcvn3Shown = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
	tcvn3Meant = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
)

// VNI writes a vowel and behind it a letter that stands for its marks; some letters stand for themselves.
const (
	vniMarks  = "ùøûõïâáàåãäêéèúüë"
	vniAlone  = "öôñæóòîÖÔÑÆÓÒÎ"
	vniLetter = "ươđỉĩịỵƯƠĐỈĨỊỴ"
)

var vniMeant = []string{"\u0301", "\u0300", "\u0309", "\u0303", "\u0323", "\u0302", "\u0302\u0301", "\u0302\u0300", "\u0302\u0309", "\u0302\u0303",
	"\u0302\u0323", "\u0306", "\u0306\u0301", "\u0306\u0300", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323"}

var (
	tcvn3 = pairs(tcvn3Shown, tcvn3Meant)
	vni   = pairs(vniAlone, vniLetter)
)

func pairs(from, to string) map[rune]string {
	m := map[rune]string{}
	meant := []rune(to)
	for i, r := range []rune(from) {
		m[r] = string(meant[i])
	}
	return m
}

// Misread says in which older encoding a text is written, or that it is broken UTF-8, and what was meant; "" for a text in Unicode. The letters
// have to be as they were stored: without the soft hyphen a TCVN3 text has lost its "ư".
func Misread(text string) (Encoding, string) {
	if strings.ContainsRune(text, utf8.RuneError) {
		return Torn, text
	}
	if meant, ok := torn(text); ok {
		return Torn, meant
	}
	asTCVN3, asVNI, unicoded := 0, 0, 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && tcvn3[r] == "" && !unicode.Is(unicode.Mn, r) }) {
		high, beyond := false, false
		for _, r := range word {
			high, beyond = high || r >= utf8.RuneSelf, beyond || r > 0xff
		}
		switch {
		case !high || utf8.RuneCountInString(word) < 2:
		case beyond:
			unicoded++
		case isSyllable(word):
		default:
			if isSyllable(fromTCVN3(word)) {
				asTCVN3++
			}
			if isSyllable(fromVNI(word)) {
				asVNI++
			}
		}
	}
	switch most := max(asTCVN3, asVNI); {
	case most == 0 || most == 1 && unicoded > 0 || most < unicoded:
		return "", text
	case most == asVNI:
		return VNI, fromVNI(text)
	}
	return TCVN3, fromTCVN3(text)
}

func fromTCVN3(text string) string {
	var b strings.Builder
	for _, r := range text {
		if meant, ok := tcvn3[r]; ok {
			b.WriteString(meant)
		} else {
			b.WriteRune(r)
		}
	}
	return NFC(b.String())
}

func fromVNI(text string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range text {
		place := strings.IndexRune(vniMarks, unicode.ToLower(r))
		switch meant, alone := vni[r]; {
		case place >= 0 && strings.ContainsRune("aeouyöô", last):
			b.WriteString(vniMeant[utf8.RuneCountInString(vniMarks[:place])])
		case alone:
			b.WriteString(meant)
		default:
			b.WriteRune(r)
		}
		last = unicode.ToLower(r)
	}
	return NFC(b.String())
}

// torn undoes UTF-8 that was read as Windows-1252; ok is false where not all of the text can be that.
func torn(text string) (meant string, ok bool) {
	var raw []byte
	for _, r := range text {
		b, known := charmap.Windows1252.EncodeRune(r)
		if !known {
			if r > 0xff {
				return text, false
			}
			b = byte(r)
		}
		raw = append(raw, b)
	}
	letters := 0
	for rest := raw; len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		if r == utf8.RuneError {
			if letters == 0 || len(rest) > 2 { // at the end a letter may have lost what no one sees
				return text, false
			}
			break
		}
		if n > 1 && unicode.IsLetter(r) && rest[n-1] != 0xa0 {
			letters++
		}
		rest = rest[n:]
	}
	return NFC(strings.ToValidUTF8(string(raw), "")), letters > 0
}

var (
	rhyme = regexp.MustCompile(`^(?:ngh|ng|nh|gh|gi|ch|th|tr|kh|ph|qu|[bcdđghklmnpqrstvx])?` +
		`(?:(?:[aiêy]|oa|uê|uy)(ch|nh)|(?:[aăâeoôuư]|iê|yê|uô|ươ|oa|oă|oe|oo|uâ)(c|ng)|(?:[aăâeêioôơuưy]|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uyê|uy)(p|t|m|n)` +
		`|[aâeêioôơuưy]|a[iouy]|â[uy]|eo|êu|ia|iêu|iu|o[ae]|oa[ioy]|oeo|[oôơ]i|ua|uây|ui|uê|uơ|uôi|uy|uya|uyu|ưa|ươ?[iu]|yêu)$`)
	tones = "\u0300\u0301\u0303\u0309\u0323"
)

// isSyllable says whether a word is built as Vietnamese syllables are: their onset, rhyme and one tone.
func isSyllable(word string) bool {
	var bare strings.Builder
	tone, many := rune(0), false
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if strings.ContainsRune(tones, r) {
			tone, many = r, tone != 0
			continue
		}
		bare.WriteRune(r)
	}
	m := rhyme.FindStringSubmatch(NFC(bare.String()))
	if m == nil || many {
		return false
	}
	coda := m[1] + m[2] + m[3]
	stopped := coda == "ch" || coda == "c" || coda == "p" || coda == "t"
	return !stopped || tone == 0 || tone == '\u0301' || tone == '\u0323'
}
