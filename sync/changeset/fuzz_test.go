package changeset_test

import (
	"bytes"
	"testing"

	"thidua/sync/changeset"
)

// FuzzDecode: no bytes crash the decoder, and what it takes has one spelling and is nobody else's unless it is the sample itself.
func FuzzDecode(f *testing.F) {
	s := sign(f, sample())
	f.Add(s.Raw)
	f.Add([]byte(changeset.MustEncode(sample())))
	large := sample()
	large.Operations = append(large.Operations, changeset.Op("sheet", changeset.NewKey(id(1), id(2), "2023"), "step", "submitted"))
	f.Add(sign(f, large).Raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if changeset.Check(raw) == nil {
			sameByLibrary(t, raw)
		}
		got, err := changeset.Decode(tenant, raw)
		if err != nil {
			// Most mutations break the signature only; look behind it as well.
			if got, err = changeset.Decode(tenant, envelope(raw)); err != nil {
				return
			}
		}
		again, _ := changeset.Seal(changeset.TypeChangeset, tenant, changeset.MustEncode(got.Change), deskKey)
		if !bytes.Equal(again[:len(again)-64], got.Raw[:len(got.Raw)-64]) {
			t.Fatalf("two spellings:\n%x\n%x", again, got.Raw)
		}
		for i := range got.Operations {
			got.Ref(i)
			got.Version(i)
		}
	})
}

// FuzzLeaf: what is read as a leaf is written as the same bytes.
func FuzzLeaf(f *testing.F) {
	f.Add(leaf(258).Encode())
	further := leaf(3)
	cause := hash(9)
	further.Verdict, further.Reason, further.Cause = changeset.Rejected, "right", cause[:]
	f.Add(further.Encode())
	f.Fuzz(func(t *testing.T, raw []byte) {
		l, err := changeset.DecodeLeaf(raw)
		if err == nil && !bytes.Equal(l.Encode(), raw) {
			t.Fatalf("two spellings: %x and %x", raw, l.Encode())
		}
	})
}

// FuzzCheckpoint: nothing but the server's own words open, and they say what was signed.
func FuzzCheckpoint(f *testing.F) {
	raw, err := checkpoint().Sign(keyOf(9))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if c, err := changeset.OpenCheckpoint(raw, pub(keyOf(9))); err == nil && *c != checkpoint() {
			t.Fatalf("forged: %+v", c)
		}
	})
}
