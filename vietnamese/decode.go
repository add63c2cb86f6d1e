package vietnamese

import (
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Decode takes the mark of UTF-8 off the bytes of a text, and makes UTF-8 of UTF-16 with its mark; other bytes stay as they are.
func Decode(raw []byte) ([]byte, error) {
	out, _, err := transform.Bytes(unicode.BOMOverride(transform.Nop), raw)
	return out, err
}
