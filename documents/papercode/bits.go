package papercode

import (
	"strings"

	"thidua/internal/crockford"
)

// bits are written from the highest on, one to a byte.
type bits []byte

func (b *bits) add(v uint64, n int) {
	for i := n - 1; i >= 0; i-- {
		*b = append(*b, byte(v>>i)&1)
	}
}

// take reads and removes the first n.
func (b *bits) take(n int) (v uint64) {
	for _, bit := range (*b)[:n] {
		v = v<<1 | uint64(bit)
	}
	*b = (*b)[n:]
	return v
}

// spell writes whole groups of five bits as symbols, and two symbols by which one or two mistyped ones are noticed, or two that changed places.
func (b bits) spell() string {
	var symbols []byte
	for len(b) > 0 {
		symbols = append(symbols, byte(b.take(5)))
	}
	// The last two make both sums of faults nought: x·2 + y = last and x + y = plain, over the field of 32 elements.
	plain, weighed := faults(append(symbols, 0, 0))
	x := times(plain^weighed, inverseOf3)
	symbols = append(symbols, x, plain^x)
	var s strings.Builder
	for _, v := range symbols {
		s.WriteByte(crockford.Symbols[v])
	}
	return s.String()
}

// unspell reads symbols; not ok where they are not what spell wrote. Every symbol is one of crockford.Symbols.
func unspell(plain string) (b bits, ok bool) {
	var symbols []byte
	for _, r := range plain {
		symbols = append(symbols, byte(strings.IndexRune(crockford.Symbols, r)))
	}
	if x, y := faults(symbols); len(symbols) < 2 || x != 0 || y != 0 {
		return nil, false
	}
	for _, v := range symbols[:len(symbols)-2] {
		b.add(uint64(v), 5)
	}
	return b, true
}

// faults are the sum of symbols, and the sum of each times 2 to the power of its place from the end: a Reed-Solomon code of distance 3, for up to 31 symbols.
func faults(symbols []byte) (plain, weighed byte) {
	for _, v := range symbols {
		plain ^= v
		weighed = times(weighed, 2) ^ v
	}
	return plain, weighed
}

// inverseOf3 times 3 is 1.
const inverseOf3 = 28

// times multiplies in the field of 32 elements, by x⁵ + x² + 1.
func times(a, b byte) (p byte) {
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			p ^= a
		}
		if a <<= 1; a&32 != 0 {
			a ^= 0b100101
		}
	}
	return p
}
