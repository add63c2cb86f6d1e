package papercode

import (
	"strings"
	"unicode"

	"thidua/documents"
	"thidua/emulation"
)

// Figures are the words of a document in which a digit stands, in reading order, without the signs around them: "9,85", "(4", "05/TTr-CTĐ4".
func Figures(doc documents.Document) (list []string) {
	doc.Title, doc.Footer, doc.Mark = "", "", "" // what stands outside the body is said in it
	for _, word := range strings.Fields(documents.Text(doc, " ")) {
		if f := Figure(word); f != "" {
			list = append(list, f)
		}
	}
	return list
}

// Figure is a word as a figure, without the signs around it; "" if no digit stands in it.
func Figure(word string) string {
	if !strings.ContainsFunc(word, unicode.IsDigit) {
		return ""
	}
	return strings.TrimFunc(word, func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsLetter(r) && r != '-' && r != '−' })
}

// DigestOf is the digest of a document's figures.
func DigestOf(doc documents.Document) (d [8]byte) {
	sum := emulation.Digest([]byte("thidua paper figures"), []byte(strings.Join(Figures(doc), "\n")))
	copy(d[:], sum[:])
	return d
}
