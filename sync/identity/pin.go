package identity

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"strings"

	"thidua/emulation"
)

// pinHead begins a pin, as HTTP's own pins do (RFC 7469).
const pinHead = "sha256/"

// PinOf is the pin of the key in a TLS certificate: "sha256/" and, in base64, the SHA-256 of its SubjectPublicKeyInfo.
func PinOf(c *x509.Certificate) string {
	sum := sha256.Sum256(c.RawSubjectPublicKeyInfo)
	return pinHead + base64.StdEncoding.EncodeToString(sum[:])
}

// ParsePin is a pin as PinOf spells it, however somebody typed it. Error: Invalid "sync.pin-form".
func ParsePin(text string) (string, error) {
	digits := strings.TrimRight(strings.TrimPrefix(strings.TrimSpace(text), strings.TrimSuffix(pinHead, "/")), "=")
	for len(digits) > base64.RawStdEncoding.EncodedLen(sha256.Size) && digits[0] == '/' { // of pinHead; the first digit may be one, too
		digits = digits[1:]
	}
	raw, err := base64.RawStdEncoding.DecodeString(digits)
	if err != nil || len(raw) != sha256.Size {
		return "", emulation.Errorf(emulation.Invalid, "sync.pin-form", "pin", text).Because(err)
	}
	return pinHead + base64.StdEncoding.EncodeToString(raw), nil
}
