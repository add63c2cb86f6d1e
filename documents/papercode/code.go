package papercode

import (
	"encoding/binary"
	"strings"

	"thidua/emulation"
	"thidua/internal/crockford"
)

// Code is the code of one document of a paper.
type Code struct {
	Form    byte   // the number of the form, below 64
	Paper   uint32 // names season, paper and document; of a short code only its first 20 bits are known
	Cluster uint64 // how many leaves of the cluster's log the paper was made from, below 2^24
	Control uint64 // and of the office's control log, below 2^18

	Short  bool    // it was read from the short code: nothing of what follows is known
	Root   [8]byte // the first bytes of the root of the cluster's log of that size
	Digest [8]byte // of the figures; see DigestOf
}

// Prefix begins what the square code says, so that whoever reads it with a telephone sees whose it is.
const Prefix = "THIDUA:"

// version is the number of this arrangement of bits.
const version = 1

// shortPaper is how many bits of Paper are in the short code.
const shortPaper = 20

// PaperOf names a document of a paper: its season, the name of the paper's file, its place among the paper's documents.
func PaperOf(season emulation.ID, name string, document int) uint32 {
	sum := emulation.Digest([]byte("thidua paper"), season[:], []byte(name), []byte{0, byte(document)})
	return binary.BigEndian.Uint32(sum[:])
}

// Names reports whether the code is of a document.
func (c Code) Names(paper uint32) bool {
	if c.Short {
		return c.Paper>>(32-shortPaper) == paper>>(32-shortPaper)
	}
	return c.Paper == paper
}

// Fits reports whether the code has the room for its sizes.
func (c Code) Fits() bool { return c.Form < 64 && c.Cluster < 1<<24 && c.Control < 1<<18 }

// Square is what the square code says: 44 symbols behind the prefix.
func (c Code) Square() string {
	var b bits
	b.add(version, 2)
	b.add(uint64(c.Form), 6)
	b.add(uint64(c.Paper), 32)
	b.add(c.Cluster, 24)
	b.add(c.Control, 18)
	b.add(binary.BigEndian.Uint64(c.Root[:]), 64)
	b.add(binary.BigEndian.Uint64(c.Digest[:]), 64)
	return Prefix + b.spell()
}

// Typed is the short code: "7K3M-0QX9-4T2B-8ZHC".
func (c Code) Typed() string {
	var b bits
	b.add(version, 2)
	b.add(uint64(c.Form), 6)
	b.add(uint64(c.Paper>>(32-shortPaper)), shortPaper)
	b.add(c.Cluster, 24)
	b.add(c.Control, 18)
	s := b.spell()
	return strings.Join([]string{s[:4], s[4:8], s[8:12], s[12:]}, "-")
}

// Read reads a code, however it was typed: any case, spaces and dashes anywhere, O for 0, I and L for 1. Errors: Invalid "papercode.unreadable" for what is none, or is
// mistyped.
func Read(text string) (Code, error) {
	wrong := emulation.Errorf(emulation.Invalid, "papercode.unreadable")
	upper := strings.ToUpper(strings.TrimSpace(text))
	plain, ok := crockford.Read(strings.TrimPrefix(upper, Prefix))
	if !ok {
		return Code{}, wrong
	}
	b, ok := unspell(plain)
	var c Code
	switch {
	case !ok:
		return Code{}, wrong
	case len(b) == 70:
		c.Short = true
	case len(b) != 210:
		return Code{}, wrong
	}
	if b.take(2) != version {
		return Code{}, emulation.Errorf(emulation.Invalid, "papercode.newer")
	}
	c.Form = byte(b.take(6))
	if c.Short {
		c.Paper = uint32(b.take(shortPaper)) << (32 - shortPaper)
	} else {
		c.Paper = uint32(b.take(32))
	}
	c.Cluster, c.Control = b.take(24), b.take(18)
	if !c.Short {
		binary.BigEndian.PutUint64(c.Root[:], b.take(64))
		binary.BigEndian.PutUint64(c.Digest[:], b.take(64))
	}
	return c, nil
}
