package changeset

import "thidua/emulation"

// Cursor reads deterministic CBOR from its beginning on, by hand where the library's reflection would take too long. Once something was not what
// it was read as, there is nothing left to read.
type Cursor struct {
	rest []byte
	err  error
}

// ReadFields reads a structure that numbers its fields: field reads each, in the order of their numbers.
func ReadFields(raw Raw, field func(c *Cursor, number uint64)) error {
	c := Cursor{rest: raw}
	next := uint64(0)
	for n := c.count(5, 2); n > 0 && c.err == nil; n-- {
		number := c.head(0)
		if number < next {
			c.fail(malformed("key-order"))
		}
		next = number + 1
		field(&c, number)
	}
	if len(c.rest) > 0 {
		c.fail(malformed("trailing"))
	}
	return c.err
}

// Refuse says that what stands next is not expected.
func (c *Cursor) Refuse() { c.fail(malformed("shape")) }

func (c *Cursor) fail(err error) {
	if c.err == nil {
		c.err, c.rest = err, nil
	}
}

// Text reads a text.
func (c *Cursor) Text() string { return string(c.content(3)) }

// Bytes reads a byte string.
func (c *Cursor) Bytes() []byte { return append([]byte(nil), c.content(2)...) }

// content reads an item of a major type that is bytes.
func (c *Cursor) content(major byte) []byte {
	at := c.item()
	if len(at) == 0 || at[0]>>5 != major {
		c.Refuse()
		return nil
	}
	_, _, content, _ := head(at)
	return content
}

// Bool reads true or false.
func (c *Cursor) Bool() bool {
	at := c.item()
	if len(at) != 1 || at[0]&^1 != 0xf4 {
		c.Refuse()
		return false
	}
	return at[0] == 0xf5
}

// head reads the head of an item of a major type and gives its argument.
func (c *Cursor) head(major byte) uint64 {
	m, arg, rest, err := head(c.rest)
	if err == nil && m != major {
		err = malformed("shape")
	}
	if err != nil {
		c.fail(err)
		return 0
	}
	c.rest = rest
	return arg
}

// array reads the head of an array of n items.
func (c *Cursor) array(n uint64) {
	if c.head(4) != n {
		c.Refuse()
	}
}

// count reads how many entries of at least some bytes an array or map has: no more than there can be.
func (c *Cursor) count(major byte, smallest int) uint64 {
	if len(c.rest) > 0 && c.rest[0] == 0xf6 {
		c.rest = c.rest[1:]
		return 0
	}
	n := c.head(major)
	if n > uint64(len(c.rest)/smallest) {
		c.fail(malformed("truncated"))
		return 0
	}
	return n
}

// item reads a whole item of any type.
func (c *Cursor) item() Raw {
	rest, err := checkItem(c.rest, 0)
	if err != nil {
		c.fail(err)
		return nil
	}
	n := len(c.rest) - len(rest)
	raw := c.rest[:n:n]
	c.rest = rest
	return raw
}

// id reads a byte string of the length of an id.
func (c *Cursor) id() (id emulation.ID) {
	n := c.head(2)
	if n != uint64(len(id)) || len(c.rest) < len(id) {
		c.Refuse()
		return id
	}
	c.rest = c.rest[copy(id[:], c.rest):]
	return id
}
