package changeset

import "bytes"

// A server reads a change, and writes a leaf, a place and a record for each: this is by hand what the library does by reflection.

// fieldsOfChange is how many fields a change has, numbered from 1 on.
const fieldsOfChange = 14

// readChange reads a payload that Check took. It knows the spelling changes are written in, and is false for any other, which the library is to
// judge: c is then as before.
func readChange(payload []byte, c *Change) bool {
	in := Cursor{rest: payload}
	if len(payload) > maxElements || in.head(5) != fieldsOfChange { // a longer one could hold a list that the library does not take
		return false
	}
	var r Change
	number := uint64(0)
	next := func() {
		if number++; in.head(0) != number {
			in.Refuse()
		}
	}
	whole := func() uint64 { next(); return in.head(0) }
	fixed := func(into []byte) { next(); in.fixed(into) }
	r.Format = whole()
	fixed(r.Tenant[:])
	fixed(r.Log[:])
	fixed(r.Scope[:])
	fixed(r.Previous[:])
	fixed(r.BaseRoot[:])
	r.Generation, r.BaseSize, r.Epoch, r.Seq, r.HLC, r.Schema = whole(), whole(), whole(), whole(), HLC(whole()), whole()
	next()
	if n := in.head(4); n > 0 && n <= maxOperations && n <= uint64(len(in.rest)) {
		r.Operations = make([]Operation, n)
		for i := range r.Operations {
			in.operation(&r.Operations[i])
		}
	} else {
		return false
	}
	next()
	r.Intent = in.text()
	if in.err != nil || len(in.rest) > 0 {
		return false
	}
	*c = r
	return true
}

// operation reads an operation in which no field is empty.
func (c *Cursor) operation(op *Operation) {
	last := uint64(0)
	for n := c.head(5); n > 0 && c.err == nil; n-- {
		number := c.head(0)
		if number <= last || last == 0 && number != 1 {
			c.Refuse()
			return
		}
		last = number
		empty := false
		switch number {
		case 1:
			op.Kind = c.text()
		case 2:
			op.Key = Key(bytes.Clone(c.item()))
			empty = len(op.Key) == 0 || op.Key[0]>>5 != 4
		case 3:
			c.fixed(op.Record[:])
			empty = op.Record.IsZero()
		case 4:
			op.New = c.Bool()
			empty = !op.New
		case 5:
			op.Field = c.text()
			empty = op.Field == ""
		case 6:
			op.Value = bytes.Clone(c.item()) // as the library does: whoever alters a value alters no signed bytes
			empty = len(op.Value) == 0
		case 7:
			m := c.head(4)
			if empty = m == 0 || m > uint64(len(c.rest)/smallestID); empty {
				break
			}
			op.Expects = make([]VersionID, m)
			for i := range op.Expects {
				op.Expects[i] = c.versionID()
			}
		default:
			empty = true
		}
		if empty {
			c.Refuse()
		}
	}
	if last == 0 {
		c.Refuse()
	}
}

// text reads a text of bytes that Check took.
func (c *Cursor) text() string {
	n := c.head(3)
	if n > uint64(len(c.rest)) {
		c.Refuse()
		return ""
	}
	s := string(c.rest[:n])
	c.rest = c.rest[n:]
	return s
}

// fixed reads a byte string of a certain length.
func (c *Cursor) fixed(into []byte) {
	if n := c.head(2); n != uint64(len(into)) || n > uint64(len(c.rest)) {
		c.Refuse()
		return
	}
	c.rest = c.rest[copy(into, c.rest):]
}

// appendWhole writes a whole number of either sign.
func appendWhole(b []byte, n int64) []byte {
	if n < 0 {
		return appendHead(b, 1, uint64(-1-n))
	}
	return appendHead(b, 0, uint64(n))
}

// Encode gives the leaf's deterministic bytes, those that are hashed into the log.
func (l *Leaf) Encode() []byte {
	b := make([]byte, 0, 72+len(l.Reason)+len(l.Cause))
	b = appendHead(b, 4, 8)
	b = appendHead(b, 0, l.Index)
	b = appendWhole(b, l.Received)
	b = appendBytes(b, l.Identity[:])
	b = appendHead(b, 0, uint64(l.Verdict))
	b = appendText(b, l.Reason)
	b = appendBytes(b, l.Cause)
	b = appendHead(b, 0, l.ControlSize)
	return appendHead(b, 0, l.JudgeVersion)
}

// Encode gives the place's deterministic bytes.
func (p *Place) Encode() []byte {
	b := make([]byte, 0, 80)
	b = appendHead(b, 4, 7)
	b = appendBytes(b, p.Scope[:])
	b = appendBytes(b, p.Log[:])
	b = appendHead(b, 0, p.Epoch)
	b = appendHead(b, 0, p.Seq)
	b = appendWhole(b, p.First)
	b = appendWhole(b, p.Last)
	return appendHead(b, 0, uint64(p.Verdict))
}

func appendVersionIDs(b []byte, ids []VersionID) []byte {
	b = appendHead(b, 4, uint64(len(ids)))
	for i := range ids {
		b = appendVersionID(b, &ids[i])
	}
	return b
}

func appendVersionID(b []byte, id *VersionID) []byte {
	b = appendHead(b, 4, 2)
	b = appendBytes(b, id.Change[:])
	return appendHead(b, 0, uint64(id.Op))
}

func appendVersion(b []byte, v *Version) []byte {
	b = appendHead(b, 4, 6)
	b = appendVersionID(b, &v.ID)
	b = appendBytes(b, v.Author[:])
	b = appendHead(b, 0, uint64(v.HLC))
	b = appendWhole(b, v.Leaf)
	if len(v.Value) == 0 {
		b = append(b, 0xf6)
	}
	b = append(b, v.Value...)
	return appendVersionIDs(b, v.Expects)
}

// rowBytes is about how long the row of a record will be.
func (r *Record) rowBytes() int {
	size := 16 + len(r.Key)
	for field, versions := range r.Fields {
		size += 16 + len(field)
		for i := range versions {
			size += 64 + len(versions[i].Value) + 24*len(versions[i].Expects)
		}
	}
	return size
}
