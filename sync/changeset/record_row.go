package changeset

import (
	"bytes"
	"cmp"
	"math"
	"slices"
)

// EncodeRecord writes a record's row: what the library writes.
func EncodeRecord(r *Record) []byte { return AppendRecord(make([]byte, 0, r.rowBytes()), r) }

// AppendRecord is EncodeRecord behind other bytes.
func AppendRecord(b []byte, r *Record) []byte {
	b = appendHead(b, 4, 2)
	if len(r.Key) == 0 {
		b = append(b, 0x80)
	}
	b = append(b, r.Key...)
	b = appendHead(b, 5, uint64(len(r.Fields)))
	var few [8]string
	names := few[:0]
	for field := range r.Fields {
		names = append(names, field)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	for _, field := range names {
		versions := r.Fields[field]
		b = appendHead(appendText(b, field), 4, uint64(len(versions)))
		for i := range versions {
			b = appendVersion(b, &versions[i])
		}
	}
	return b
}

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
	c := Cursor{rest: raw}
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
		field := c.Text()
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

// The fewest bytes the name of a version, and a version, can have.
const (
	smallestID      = 1 + 17 + 1
	smallestVersion = 1 + smallestID + 17 + 1 + 1 + 1 + 1
)

func (c *Cursor) versionID() (id VersionID) {
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
func (c *Cursor) leaf() int64 {
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

func (c *Cursor) versions() []Version {
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
