package vietnamese

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Alphabet is the Vietnamese alphabet in capitals, with the letters that Roman numbers and foreign words bring in; Marked are its letters with a
// sign, Small the same in small letters.
const (
	Alphabet = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"
	Marked   = "ĂÂĐÊÔƠƯ"
	Small    = "ăâđêôơư"
)

// Off is how points are taken off, Most how many at most: "trừ 2 điểm", "trừ tối đa 5 điểm".
const (
	Off  = "trừ "
	Most = "trừ tối đa "
)

// Late is what folds like the word for scoring, "chấm".
const Late = "chậm"

// TakesOff says whether a word in small letters, with its marks, is a verb that takes points off: "mất" is, "mặt" is not.
func TakesOff(word string) bool {
	switch word {
	case "trừ", "giảm", "hạ", "bớt", "phạt", "mất", "cắt", "âm":
		return true
	}
	return false
}

// NFC is the text in the composed form in which everything is stored: one code point per Vietnamese letter.
func NFC(text string) string { return norm.NFC.String(text) }

// Upper is the text in capitals, composed: "Sở GDĐT" → "SỞ GDĐT".
func Upper(text string) string { return NFC(strings.ToUpper(NFC(text))) }

// OneLine is the text in one line, with single blanks.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Measured is a figure with what it counts behind it: "12 trường", and without a space "98,5%".
func Measured(figure, measure string) string {
	if measure == "%" {
		return figure + measure
	}
	return OneLine(figure + " " + measure)
}

// Fold is the text as a search key: lower case, without diacritics, đ as d, blanks made one. "hoà" and "hòa" fold alike.
func Fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	blank := false
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case r == 'đ' || r == 'Đ':
			r = 'd'
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// Slug is the text as a name for files and addresses: "Sở GDĐT Sơn La" → "so-gddt-son-la".
func Slug(text string) string {
	return strings.Join(strings.FieldsFunc(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
}
