package identity

import (
	"strings"

	"thidua/emulation"
)

// crockford is Crockford's base 32: no I, L, O, U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

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
		b.WriteByte(crockford[v])
	}
	return b.String()
}

// SpellSecret writes 16 secret bytes for a person, with a checksum under a label that says what they open.
func SpellSecret(secret [16]byte, label string) string { return spell(secret, label) }

// ReadSecret reads what SpellSecret wrote, however it was typed. Not ok if it is something else.
func ReadSecret(text, label string) (secret [16]byte, ok bool) {
	plain, ok := symbols(text)
	if !ok {
		return secret, false
	}
	return unspell(plain, label)
}

func checksum(content [16]byte, label string) [2]byte {
	sum := emulation.Digest([]byte(label), content[:])
	return [2]byte{sum[0], sum[1] & 0xf0}
}

// symbols are what people typed without what separates: any case, spaces and dashes anywhere, O for 0, I and L for 1. Not ok if there is
// something else among them.
func symbols(text string) (plain string, ok bool) {
	var b strings.Builder
	for _, r := range strings.ToUpper(text) {
		switch r {
		case ' ', '-', '–', '.', '\t', '\n', '\r':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if !strings.ContainsRune(crockford, r) {
			return "", false
		}
		b.WriteRune(r)
	}
	return b.String(), true
}

// unspell reads what spell wrote under a label, as symbols left it. Not ok if something is mistyped.
func unspell(plain, label string) (content [16]byte, ok bool) {
	if len(plain) != spelled {
		return content, false
	}
	var bits [18]byte
	for n := range spelled {
		v := strings.IndexByte(crockford, plain[n])
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
