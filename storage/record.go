package storage

import (
	"crypto/sha256"
	"sort"

	"thidua/emulation"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// longValue is from how many bytes on a version's value stands in a row of its own, named by its hash and written once: the row of a
// record that holds several submitted sheets would otherwise outgrow a transaction.
const longValue = 8 << 10

// longRef says whose value stands elsewhere.
type longRef struct {
	_     struct{} `cbor:",toarray"`
	Field string
	Index uint64
	Hash  emulation.Hash
}

// encodeRecord gives the record's row, an array of the record and of what is long, and the long values to be written beside it. The record is not
// changed.
func encodeRecord(r *changeset.Record) (row []byte, long map[emulation.Hash][]byte, err error) {
	var refs []longRef
	for field, versions := range r.Fields {
		for i := range versions {
			if len(versions[i].Value) < longValue {
				continue
			}
			if long == nil {
				long = map[emulation.Hash][]byte{}
			}
			hash := emulation.Hash(sha256.Sum256(versions[i].Value))
			long[hash] = versions[i].Value
			refs = append(refs, longRef{Field: field, Index: uint64(i), Hash: hash})
		}
	}
	if long != nil {
		sort.Slice(refs, func(i, j int) bool {
			a, b := refs[i], refs[j]
			return a.Field < b.Field || a.Field == b.Field && a.Index < b.Index
		})
		r = without(r, refs)
	}
	row = changeset.AppendRecord([]byte{0x82}, r)
	rest, err := changeset.Encode(refs)
	return append(row, rest...), long, err
}

// without copies a record and leaves the long values out.
func without(r *changeset.Record, long []longRef) *changeset.Record {
	c := &changeset.Record{Key: r.Key, Fields: make(map[string][]changeset.Version, len(r.Fields))}
	for field, versions := range r.Fields {
		c.Fields[field] = versions
	}
	copied := map[string]bool{}
	for _, l := range long {
		if !copied[l.Field] {
			c.Fields[l.Field] = append([]changeset.Version(nil), c.Fields[l.Field]...)
			copied[l.Field] = true
		}
		c.Fields[l.Field][l.Index].Value = nil
	}
	return c
}

// decodeRecord reads a record's row, in which its values go on lying; value gives a long value by its hash.
func decodeRecord(key, row []byte, value func(emulation.Hash) ([]byte, error)) (*changeset.Record, error) {
	if len(row) == 0 || row[0] != 0x82 { // an array of two
		return nil, kv.Damaged(key)
	}
	r, rest, err := changeset.ReadRecord(row[1:])
	if err != nil {
		return nil, kv.Damaged(key).Because(err)
	}
	if len(rest) == 1 && rest[0] == 0x80 { // nothing long
		return r, nil
	}
	var long []longRef
	if err := changeset.Load(rest, &long); err != nil {
		return nil, kv.Damaged(key).Because(err)
	}
	for _, l := range long {
		versions := r.Fields[l.Field]
		if l.Index >= uint64(len(versions)) {
			return nil, kv.Damaged(key)
		}
		v, err := value(l.Hash)
		if err != nil {
			return nil, err
		}
		versions[l.Index].Value = v
	}
	return r, nil
}
