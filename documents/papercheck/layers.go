package papercheck

import (
	"bytes"
	"encoding/hex"
	"regexp"
)

// layers are names by which a PDF file (ISO 32000-2) shows what is not in its pages, or one thing on the screen and another on paper: notes and form
// fields laid over a page, layers, scripts, and objects packed so that such names cannot be seen. The program's own files have none of them.
var layers = regexp.MustCompile(`/(Annots|AcroForm|OCProperties|JavaScript|ObjStm)\b`)

// escaped is a letter of a name written by its number (7.3.5).
var escaped = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)

// layered reports whether a PDF file shows, or may show, more than its pages.
func layered(raw []byte) bool {
	plain := escaped.ReplaceAllFunc(raw, func(x []byte) []byte {
		letter, err := hex.DecodeString(string(x[1:]))
		if err != nil || letter[0] < '!' {
			return x
		}
		return letter
	})
	return layers.Match(raw) || layers.Match(bytes.ReplaceAll(plain, []byte{0}, nil))
}
