package changeset

import (
	"bytes"
	"math"

	"thidua/emulation"
)

// EncodeRecord writes a record's row.
func EncodeRecord(r *Record) []byte { return MustEncode(r) }

// DecodeRecord reads a record's row; see ReadRecord.
func DecodeRecord(raw []byte) (*Record, error) {
	r, rest, err := ReadRecord(raw)
	if err == nil && len(rest) > 0 {
		err = malformed("trailing")
	}
	return r, err
}

// ReadRecord reads the record raw begins with and gives what stands behind it. It takes the one spelling that EncodeRecord writes, and null
// for a list or map without entries, as older programs wrote it. Key and values go on lying in raw, which nobody may change any more.
//
// Screens read thousands of records before they show anything: this is by hand what the library does by reflection.
func ReadRecord(raw []byte) (*Record, []byte, error) {
	c := rowCursor{rest: raw}
	r := new(Record)
	c.array(2)
	if major, _, _, err := head(c.rest); err != nil || major != 4 {
		c.fail(malformed("shape"))
	}
	r.Key = Key(c.item())
	n := c.count(5, 2)
	r.Fields = make(map[string][]Version, n)
	var last []byte
	for range n {
		at := c.rest
		field := string(c.text())
		name := at[:len(at)-len(c.rest)]
		if last != nil && bytes.Compare(last, name) >= 0 {
			c.fail(malformed("key-order"))
		}
		last = name
		r.Fields[field] = c.versions()
	}
	if c.err != nil {
		return nil, nil, c.err
	}
	return r, c.rest, nil
}

// rowCursor reads a row from its beginning on. Once something failed, err says what, and there is nothing left to read.
type rowCursor struct {
	rest []byte
	err  error
}

func (c *rowCursor) fail(err error) {
	if c.err == nil {
		c.err, c.rest = err, nil
	}
}

// head reads the head of an item of a major type and gives its argument.
func (c *rowCursor) head(major byte) uint64 {
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
func (c *rowCursor) array(n uint64) {
	if c.head(4) != n {
		c.fail(malformed("shape"))
	}
}

// count reads how many entries of at least some bytes an array or map has: no more than there can be.
func (c *rowCursor) count(major byte, smallest int) uint64 {
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
func (c *rowCursor) item() Raw {
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

func (c *rowCursor) text() []byte {
	at := c.item()
	if len(at) == 0 || at[0]>>5 != 3 {
		c.fail(malformed("shape"))
		return nil
	}
	_, _, text, _ := head(at)
	return text
}

// id reads a byte string of the length of an id.
func (c *rowCursor) id() (id emulation.ID) {
	n := c.head(2)
	if n != uint64(len(id)) || len(c.rest) < len(id) {
		c.fail(malformed("shape"))
		return id
	}
	c.rest = c.rest[copy(id[:], c.rest):]
	return id
}

// The fewest bytes the name of a version, and a version, can have.
const (
	smallestID      = 1 + 17 + 1
	smallestVersion = 1 + smallestID + 17 + 1 + 1 + 1 + 1
)

func (c *rowCursor) versionID() (id VersionID) {
	c.array(2)
	id.Change = c.id()
	op := c.head(0)
	if op > math.MaxUint32 {
		c.fail(malformed("shape"))
	}
	id.Op = uint32(op)
	return id
}

// leaf is a number from -1 on.
func (c *rowCursor) leaf() int64 {
	if len(c.rest) > 0 && c.rest[0] == 0x20 {
		c.rest = c.rest[1:]
		return Pending
	}
	n := c.head(0)
	if n > math.MaxInt64 {
		c.fail(malformed("shape"))
	}
	return int64(n)
}

func (c *rowCursor) versions() []Version {
	vs := make([]Version, c.count(4, smallestVersion))
	for i := range vs {
		v := &vs[i]
		c.array(6)
		v.ID, v.Author, v.HLC, v.Leaf, v.Value = c.versionID(), c.id(), HLC(c.head(0)), c.leaf(), c.item()
		if n := c.count(4, smallestID); n > 0 {
			v.Expects = make([]VersionID, n)
			for e := range v.Expects {
				v.Expects[e] = c.versionID()
			}
		}
	}
	return vs
}
