package identity

import (
	"strings"

	"thidua/emulation"
	"thidua/internal/crockford"
)

// spelled is how many symbols spell 16 bytes and the 12 bits of their checksum.
const spelled = 28

// spell writes 16 bytes for a person: 28 symbols in seven groups of four, the last 12 bits a checksum under a label.
func spell(content [16]byte, label string) string {
	sum := checksum(content, label)
	bits := append(append([]byte{}, content[:]...), sum[0], sum[1])
	var b strings.Builder
	for i := range spelled {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		v := 0
		for k := i * 5; k < i*5+5; k++ {
			v = v<<1 | int(bits[k/8]>>(7-k%8))&1
		}
		b.WriteByte(crockford.Symbols[v])
	}
	return b.String()
}

// SpellSecret writes 16 secret bytes for a person, with a checksum under a label that says what they open.
func SpellSecret(secret [16]byte, label string) string { return spell(secret, label) }

// ReadSecret reads what SpellSecret wrote, however it was typed. Not ok if it is something else.
func ReadSecret(text, label string) (secret [16]byte, ok bool) {
	plain, ok := crockford.Read(text)
	if !ok {
		return secret, false
	}
	return unspell(plain, label)
}

func checksum(content [16]byte, label string) [2]byte {
	sum := emulation.Digest([]byte(label), content[:])
	return [2]byte{sum[0], sum[1] & 0xf0}
}

// unspell reads what spell wrote under a label, as symbols left it. Not ok if something is mistyped.
func unspell(plain, label string) (content [16]byte, ok bool) {
	if len(plain) != spelled {
		return content, false
	}
	var bits [18]byte
	for n := range spelled {
		v := strings.IndexByte(crockford.Symbols, plain[n])
		for k := range 5 {
			if v>>(4-k)&1 == 1 {
				at := n*5 + k
				bits[at/8] |= 1 << (7 - at%8)
			}
		}
	}
	content = [16]byte(bits[:16])
	return content, checksum(content, label) == [2]byte(bits[16:])
}
