package papercheck

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
)

// layers are names by which a PDF file (ISO 32000-2) shows what is not in its pages, or one thing on the screen and another on paper: notes and form
// fields laid over a page, layers, scripts. The program's own files have none of them.
var layers = regexp.MustCompile(`/(Annots|AcroForm|OCProperties|JavaScript|Encrypt)\b`)

// packed is the head of a stream in which the program's own files keep their tags (documents/pdf/archive). Another program's may be folded in a way in which such
// names cannot be seen.
var (
	packed  = regexp.MustCompile(`\n\d+ 0 obj\n<</Type/ObjStm/N \d+/First \d+/Filter/FlateDecode/Length \d+>>\nstream\n`)
	packing = []byte("ObjStm")
)

// mostPacked is how many bytes of such streams are unfolded.
const mostPacked = 256 << 20

// escaped is a letter of a name written by its number (7.3.5).
var escaped = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)

// layered reports whether a PDF file shows, or may show, more than its pages.
func layered(raw []byte) bool {
	streams := packed.FindAllIndex(raw, -1)
	if names(raw) || bytes.Count(plain(raw), packing) != len(streams) {
		return true
	}
	left := int64(mostPacked)
	for _, at := range streams {
		z, err := zlib.NewReader(bytes.NewReader(raw[at[1]:]))
		if err != nil {
			return true
		}
		inside, err := io.ReadAll(io.LimitReader(z, left))
		if left -= int64(len(inside)); err != nil || left <= 0 || names(inside) {
			return true
		}
	}
	return false
}

func names(data []byte) bool { return layers.Match(data) || layers.Match(plain(data)) }

// plain has every name as it is meant.
func plain(data []byte) []byte {
	letters := escaped.ReplaceAllFunc(data, func(x []byte) []byte {
		letter, err := hex.DecodeString(string(x[1:]))
		if err != nil || letter[0] < '!' {
			return x
		}
		return letter
	})
	return bytes.ReplaceAll(letters, []byte{0}, nil)
}
