package wire_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"reflect"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

func privateKey(name string) ed25519.PrivateKey {
	sum := sha256.Sum256([]byte(name))
	return ed25519.NewKeyFromSeed(sum[:])
}

// writes signs the next change of a chain.
type writes struct {
	key ed25519.PrivateKey
	c   changeset.Change
}

func newWrites(name string, s changeset.Scope) *writes {
	key := privateKey(name)
	return &writes{key, changeset.Change{Format: changeset.Format, Schema: changeset.Schema, Tenant: emulation.ID{7}, Log: changeset.LogIDOf(key.Public().(ed25519.PublicKey)),
		Scope: s, Intent: "score", HLC: changeset.HLC(0).Next(1_700_000_000_000)}}
}

func (w *writes) next(t testing.TB) *changeset.Signed {
	t.Helper()
	w.c.Seq++
	w.c.HLC = w.c.HLC.Next(w.c.HLC.Milliseconds() + int64(w.c.Seq*7919%17000))
	w.c.Operations = []changeset.Operation{changeset.Op("score", changeset.NewKey(emulation.ID{9}, fmt.Sprintf("%d.%d", w.c.Seq/20, w.c.Seq%20), "self"), "input", emulation.Fields{"value": fmt.Sprint(w.c.Seq * 31 % 100)})}
	s, err := w.c.Sign(w.key)
	if err != nil {
		t.Fatal(err)
	}
	w.c.Previous = s.Identity
	return s
}

// traffic is a response to somebody who pushed some changes, and their identities: much that follows, and whatever does not.
func traffic(t testing.TB) (items []any, asked []changeset.Identity) {
	t.Helper()
	other := changeset.NewScope(changeset.Cluster, emulation.ID{3})
	mine, theirs, hers := newWrites("mine", scope), newWrites("theirs", scope), newWrites("hers", other)
	index := map[changeset.Scope]uint64{}
	leaf := func(s changeset.Scope, id changeset.Identity) *changeset.Leaf {
		l := &changeset.Leaf{Index: index[s], Received: 1_700_000_000_000 + int64(index[s]/10), Identity: id, Verdict: changeset.Accepted, ControlSize: 5, JudgeVersion: 2}
		index[s]++
		return l
	}
	var own [][]byte
	for i := range 40 {
		c := mine.next(t)
		asked = append(asked, c.Identity)
		if i == 7 {
			items = append(items, &wire.Ack{Identity: c.Identity, Reason: "missing", From: 3})
			continue
		}
		l := leaf(scope, c.Identity)
		if i == 9 {
			l.Verdict, l.Reason = changeset.Quarantined, "expired"
		}
		items = append(items, &wire.Ack{Leaf: l.Encode()})
		own = append(own, l.Encode())
	}
	for i, l := range own {
		if i == 5 {
			continue
		}
		items = append(items, &wire.Entry{Scope: scope, Leaf: l})
	}
	for i := range 60 {
		switch w := theirs; {
		case i == 10:
			w.c.Epoch, w.c.Seq = 1, 99
		case i == 20:
			w.c.BaseRoot, w.c.BaseSize, w.c.Generation = emulation.Hash{5}, 40, 1
		case i == 30:
			w.c.Schema = 2
		case i == 40:
			w.c.HLC -= 1 << 40 // a clock that was set back
		}
		c := theirs.next(t)
		items = append(items, &wire.Entry{Scope: scope, Leaf: leaf(scope, c.Identity).Encode(), Change: c.Raw})
		if i%9 == 0 {
			c = hers.next(t)
			e := &wire.Entry{Scope: other, Leaf: leaf(other, c.Identity).Encode(), Change: c.Raw}
			if i == 27 {
				e.Detached = []changeset.Detached{{Salt: [32]byte{1}, Value: []byte("An")}}
			}
			items = append(items, e)
		}
	}
	further := leaf(scope, asked[9])
	further.Cause = bytes.Repeat([]byte{4}, 32)
	items = append(items, &wire.Entry{Scope: scope, Leaf: further.Encode()},
		&wire.Entry{Scope: scope, Leaf: []byte("no leaf"), Change: []byte("no change")},
		&wire.Entry{Scope: other, Leaf: leaf(other, emulation.Hash{1}).Encode(), Change: theirs.next(t).Raw}, // of another log than it says
		&wire.Push{Change: mine.next(t).Raw}, &wire.Push{Change: mine.next(t).Raw}, &wire.Push{Change: []byte("junk")},
		&wire.Checkpoint{Scope: scope, Note: []byte("note")}, &wire.End{})
	return items, asked
}

func packed(t testing.TB, items ...any) []byte {
	t.Helper()
	var b bytes.Buffer
	w := wire.NewWriter(&b, nil)
	w.Pack()
	for _, item := range items {
		if err := w.Item(item); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unpacked(raw []byte, asked []changeset.Identity, limit int) (items []any, err error) {
	r := wire.NewReader(bytes.NewReader(raw), limit)
	defer r.Close()
	r.Asked(asked)
	for {
		item, err := r.Next()
		if err == io.EOF {
			return items, nil
		}
		if err != nil {
			return items, err
		}
		items = append(items, item)
	}
}

// TestPackedItemsComeBackAsTheyWere: byte for byte and in their order, whatever of them follows from what was said.
func TestPackedItemsComeBackAsTheyWere(t *testing.T) {
	items, asked := traffic(t)
	raw := packed(t, items...)
	got, err := unpacked(raw, asked, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	for i := range min(len(got), len(items)) {
		if !reflect.DeepEqual(got[i], items[i]) {
			t.Fatalf("item %d: %#v, was %#v", i, got[i], items[i])
		}
	}
	if len(got) != len(items) {
		t.Fatalf("%d of %d items", len(got), len(items))
	}
	if plain := write(t, items...); len(raw) > len(plain)*2/3 {
		t.Errorf("%d bytes, unpacked %d", len(raw), len(plain))
	}
}

// TestOwnLeavesAreNamedByTheirPlaces: whoever holds the changes is told of their leaves without identities; who does not hold one of them, or another at
// its place, restores nothing.
func TestOwnLeavesAreNamedByTheirPlaces(t *testing.T) {
	w := newWrites("mine", scope)
	at := map[wire.Own]changeset.Identity{}
	var items, bare []any
	for i := range 200 {
		if i == 50 {
			w.c.Epoch, w.c.Seq = 1, 3 // a key that came back
		}
		c := w.next(t)
		own := wire.Own{Epoch: c.Epoch, Seq: c.Seq}
		at[own] = c.Identity
		l := changeset.Leaf{Index: uint64(i), Received: 1_700_000_000_000, Identity: c.Identity, Verdict: changeset.Accepted, JudgeVersion: 1}
		bare = append(bare, &wire.Entry{Scope: scope, Leaf: l.Encode()})
		if i%40 == 7 {
			items = append(items, bare[i]) // of somebody else, as it were
			continue
		}
		items = append(items, &wire.Entry{Scope: scope, Leaf: l.Encode(), Own: &own})
	}
	read := func(raw []byte, held map[wire.Own]changeset.Identity) ([]any, error) {
		r := wire.NewReader(bytes.NewReader(raw), 1<<20)
		defer r.Close()
		r.Holds(func(s changeset.Scope, at wire.Own) (changeset.Identity, bool) {
			id, ok := held[at]
			return id, ok && s == scope
		})
		var got []any
		for {
			item, err := r.Next()
			if err == io.EOF {
				return got, nil
			}
			if err != nil {
				return got, err
			}
			got = append(got, item)
		}
	}
	raw := packed(t, items...)
	got, err := read(raw, at)
	if err != nil || !reflect.DeepEqual(got, bare) {
		t.Fatalf("%d of %d items, or others: %v", len(got), len(bare), err)
	}
	if plain := packed(t, bare...); len(raw)*5 > len(plain) {
		t.Errorf("%d bytes; %d with identities", len(raw), len(plain))
	}
	other := maps.Clone(at)
	other[wire.Own{Epoch: 1, Seq: 60}] = emulation.Hash{1}
	if got, err := read(raw, other); !wire.IsUnrestored(err) || len(got) > 0 {
		t.Errorf("another change at a place: %d items, %v", len(got), err)
	}
	delete(other, wire.Own{Epoch: 1, Seq: 60})
	if got, err := read(raw, other); !wire.IsUnheld(err) || !wire.IsUnrestored(err) || len(got) > 0 {
		t.Errorf("a change that is not held: %d items, %v", len(got), err)
	}
}

// TestEveryCutOfPacksIsToldFromDamage: what came whole before a cut counts, nothing else.
func TestEveryCutOfPacksIsToldFromDamage(t *testing.T) {
	items, asked := traffic(t)
	raw := packed(t, items...)
	for cut := 0; cut < len(raw); cut += 11 {
		got, err := unpacked(raw[:cut], asked, 1<<20)
		if !wire.IsCut(err) {
			t.Fatalf("cut at %d of %d: %v", cut, len(raw), err)
		}
		if !reflect.DeepEqual(append([]any{}, got...), append([]any{}, items[:len(got)]...)) {
			t.Fatalf("cut at %d: an item is not what it was", cut)
		}
	}
}

// TestAttackPack: a pack that names what was not said, or restores to another thing than its sum says, restores nothing; one that restores to
// more than is taken is refused.
func TestAttackPack(t *testing.T) {
	items, asked := traffic(t)
	if _, err := unpacked(packed(t, items...), asked[:3], 1<<20); !wire.IsUnrestored(err) {
		t.Errorf("acks of what was not pushed: %v", err)
	}
	asked[0][0]++
	if got, err := unpacked(packed(t, items...), asked, 1<<20); !wire.IsUnrestored(err) || len(got) > 0 {
		t.Errorf("acks of other changes: %d items, %v", len(got), err)
	}
	for name, tc := range map[string]struct {
		pack wire.Pack
		want string
	}{
		"unknown tag":       {wire.Pack{Tags: []byte{9}}, "wire.malformed"},
		"no columns":        {wire.Pack{Tags: []byte{1}}, "wire.malformed"},
		"chain not said":    {wire.Pack{Tags: []byte{0}, Numbers: []byte{1}}, "wire.malformed"},
		"ack not pushed":    {wire.Pack{Tags: []byte{4}, Numbers: []byte{0}}, "wire.malformed"},
		"ack far ahead":     {wire.Pack{Tags: []byte{4}, Numbers: []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}}, "wire.malformed"},
		"own not acked":     {wire.Pack{Tags: []byte{2}, Numbers: []byte{0, 0}, Hashes: make([]byte, 17)}, "wire.malformed"},
		"left over":         {wire.Pack{Tags: []byte{}, Tails: []byte{1}}, "wire.malformed"},
		"tail beyond":       {wire.Pack{Tags: []byte{0}, Numbers: []byte{0, 0, 0, 0, 0xff, 0xff, 3}, Times: []byte{0}, Hashes: make([]byte, 200)}, "wire.malformed"},
		"unfinished number": {wire.Pack{Tags: []byte{0}, Numbers: []byte{0x80}}, "wire.malformed"},
		"many small ones":   {wire.Pack{Tags: bytes.Repeat([]byte{0}, 8000), Numbers: append([]byte{0, 0, 0, 0, 0}, bytes.Repeat([]byte{1, 0, 0, 0}, 7999)...), Times: make([]byte, 8000), Hashes: make([]byte, 49+8000*64)}, "wire.too-large"},
	} {
		if _, err := unpacked(write(t, &tc.pack), nil, 1<<20); emulation.KeyOf(err) != tc.want {
			t.Errorf("%s: %v, expected %s", name, err, tc.want)
		}
	}
}

// FuzzPack reaches the columns behind compression and checksums.
func FuzzPack(f *testing.F) {
	_, asked := traffic(f)
	f.Add([]byte{0, 1, 2, 3, 4}, []byte{0, 0, 0}, []byte{0}, []byte("tail"), make([]byte, 200), uint32(1))
	f.Fuzz(func(t *testing.T, tags, numbers, times, tails, hashes []byte, sum uint32) {
		p := &wire.Pack{Tags: tags, Numbers: numbers, Times: times, Tails: tails, Hashes: hashes, Sum: sum}
		if _, err := unpacked(write(t, p), asked, 1<<20); err != nil && emulation.KeyOf(err) == "" {
			t.Fatalf("an error without a key: %v", err)
		}
	})
}
