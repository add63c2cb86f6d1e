package changeset_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/veraison/go-cose"
	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// envelope wraps a payload under the desk's key, whatever it holds.
func envelope(payload []byte) []byte {
	raw, _ := changeset.Seal(changeset.TypeChangeset, tenant, payload, deskKey)
	return raw
}

func TestChangeGolden(t *testing.T) {
	s := sign(t, sample())
	golden(t, "change.hex", s.Raw)
	golden(t, "change-identity.hex", s.Identity[:])
	var refs []byte
	for i := range s.Operations {
		ref := s.Ref(i)
		refs = append(refs, ref.ID[:]...)
		refs = append(refs, ref.Group[:]...)
	}
	golden(t, "change-records.hex", refs)
	golden(t, "tenant.hex", tenant[:])
	golden(t, "logid.hex", s.Log[:])
}

func TestChangeRoundTrip(t *testing.T) {
	s := sign(t, sample())
	got, err := changeset.Decode(tenant, bytes.Clone(s.Raw))
	if err != nil {
		t.Fatal(err)
	}
	if err := got.Verify(pub(deskKey)); err != nil {
		t.Fatal(err)
	}
	if got.Identity != s.Identity || !bytes.Equal(changeset.MustEncode(got.Change), changeset.MustEncode(sample())) {
		t.Error("the change is another after it was read")
	}
	want(t, got.Verify(pub(keyOf(4))), "changeset.signature")
	want(t, got.Verify(nil), "changeset.signature")
}

// Fields of fixed length stand at fixed places, so that a sender may leave them out and a receiver put them back as bytes.
func TestChangeFixedPlaces(t *testing.T) {
	small := sample()
	large := sample()
	large.Generation, large.BaseSize, large.Epoch, large.Seq, large.HLC = 1<<40, 1<<40, 1<<40, 1<<40, 1<<63
	at := func(c changeset.Change, part []byte) int {
		i := bytes.Index(changeset.MustEncode(c), part)
		if i < 0 {
			t.Fatalf("%x does not stand in the payload", part)
		}
		return i
	}
	places := map[int][]byte{5: tenant[:], 23: small.Log[:], 41: scope[:], 61: small.Previous[:], 96: small.BaseRoot[:]} // docs/format.md
	for place, part := range places {
		if a, b := at(small, part), at(large, part); a != place || b != place {
			t.Errorf("%x stands at %d and %d, want %d", part, a, b, place)
		}
	}
}

func TestFlippedBitIsNeverAccepted(t *testing.T) {
	s := sign(t, sample())
	for i := range s.Raw {
		for bit := range 8 {
			raw := bytes.Clone(s.Raw)
			raw[i] ^= 1 << bit
			got, err := changeset.Decode(tenant, raw)
			if err != nil {
				continue
			}
			if got.Verify(pub(deskKey)) == nil {
				t.Fatalf("byte %d bit %d: accepted", i, bit)
			}
		}
	}
}

func TestCutOrLongerIsRefused(t *testing.T) {
	s := sign(t, sample())
	for n := range s.Raw {
		if _, err := changeset.Decode(tenant, s.Raw[:n]); err == nil {
			t.Fatalf("cut to %d bytes: accepted", n)
		}
	}
	if _, err := changeset.Decode(tenant, append(bytes.Clone(s.Raw), 0)); err == nil {
		t.Fatal("a byte more: accepted")
	}
}

func TestEnvelopeRefused(t *testing.T) {
	s := sign(t, sample())
	payload := changeset.MustEncode(sample())
	rest := s.Raw[7:] // payload and signature
	signature := s.Raw[len(s.Raw)-64:]
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	head := func(n int) []byte { return []byte{0x59, byte(n >> 8), byte(n)} }
	cases := map[string][]byte{
		"no tag":                     s.Raw[1:],
		"another tag":                join([]byte{0xd1}, s.Raw[1:]),
		"the tag in two bytes":       join([]byte{0xd8, 18}, s.Raw[1:]),
		"an array of five":           join([]byte{0xd2, 0x85}, s.Raw[2:], []byte{0}),
		"an unprotected header":      join([]byte{0xd2, 0x84, 0x43, 0xa1, 1, 0x27, 0xa1, 4, 0x41, 1}, rest),
		"the algorithm unprotected":  join([]byte{0xd2, 0x84, 0x40, 0xa1, 1, 0x27}, rest),
		"two protected headers":      join([]byte{0xd2, 0x84, 0x46, 0xa2, 1, 0x27, 4, 0x41, 1, 0xa0}, rest),
		"another algorithm":          join([]byte{0xd2, 0x84, 0x43, 0xa1, 1, 0x26, 0xa0}, rest),
		"the header's head longer":   join([]byte{0xd2, 0x84, 0x58, 3, 0xa1, 1, 0x27, 0xa0}, rest),
		"the algorithm's key longer": join([]byte{0xd2, 0x84, 0x44, 0xa1, 0x18, 1, 0x27, 0xa0}, rest),
		"an indefinite envelope":     join([]byte{0xd2, 0x9f}, s.Raw[2:], []byte{0xff}),
		"the payload's head longer":  join(s.Raw[:7], []byte{0x5a, 0, 0, byte(len(payload) >> 8), byte(len(payload))}, payload, []byte{0x58, 64}, signature),
		"no payload":                 join(s.Raw[:7], []byte{0xf6, 0x58, 64}, signature),
		"a text for a payload":       join(s.Raw[:7], []byte{0x79, byte(len(payload) >> 8), byte(len(payload))}, payload, []byte{0x58, 64}, signature),
		"a signature of 63":          join(s.Raw[:7], head(len(payload)), payload, []byte{0x58, 63}, signature[:63]),
		"a signature of 65":          join(s.Raw[:7], head(len(payload)), payload, []byte{0x58, 65}, signature, []byte{0}),
		"a signature's head longer":  join(s.Raw[:7], head(len(payload)), payload, []byte{0x59, 0, 64}, signature),
		"a payload not CBOR":         envelope([]byte{0xff}),
		"a payload with a tail":      envelope(append(bytes.Clone(payload), 0)),
		"an empty payload":           envelope(nil),
	}
	for name, raw := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := changeset.Decode(tenant, raw)
			want(t, err, "changeset.malformed")
		})
	}
}

// alter gives the payload of the sample with one entry changed, of the change (path of one) or of its first operation.
func alter(t *testing.T, change func(m map[int]any)) []byte {
	t.Helper()
	var m map[int]any
	if err := changeset.Load(changeset.MustEncode(sample()), &m); err != nil {
		t.Fatal(err)
	}
	change(m)
	return changeset.MustEncode(m)
}

func TestPayloadRefused(t *testing.T) {
	op := func(change func(o map[any]any)) func(map[int]any) {
		return func(m map[int]any) { change(m[13].([]any)[0].(map[any]any)) }
	}
	long := strings.Repeat("x", 33)
	cases := map[string]struct {
		change func(m map[int]any)
		key    string
	}{
		"unaltered":                  {func(map[int]any) {}, ""},
		"another tenant inside":      {func(m map[int]any) { m[2] = make([]byte, 16) }, "changeset.tenant"},
		"a newer format":             {func(m map[int]any) { m[1] = 2 }, "changeset.format"},
		"a newer format with fields": {func(m map[int]any) { m[1], m[15] = 2, "new" }, "changeset.format"},
		"format 0":                   {func(m map[int]any) { m[1] = 0 }, "changeset.malformed"},
		"no format":                  {func(m map[int]any) { delete(m, 1) }, "changeset.malformed"},
		"an unknown field":           {func(m map[int]any) { m[15] = "x" }, "changeset.malformed"},
		"an unknown name":            {func(m map[int]any) { delete(m, 9) }, "changeset.malformed"},
		"a log id of 17":             {func(m map[int]any) { m[3] = make([]byte, 17) }, "changeset.malformed"},
		"a scope of 18":              {func(m map[int]any) { m[4] = append(scope[:], 0) }, "changeset.malformed"},
		"a scope of no kind":         {func(m map[int]any) { m[4] = append([]byte{4}, scope[1:]...) }, "changeset.malformed"},
		"a previous of 33":           {func(m map[int]any) { m[5] = make([]byte, 33) }, "changeset.malformed"},
		"a previous of 31":           {func(m map[int]any) { m[5] = make([]byte, 31) }, "changeset.malformed"},
		"a negative seq":             {func(m map[int]any) { m[10] = -1 }, "changeset.malformed"},
		"seq 0":                      {func(m map[int]any) { m[10] = 0 }, "changeset.malformed"},
		"seq null":                   {func(m map[int]any) { m[10] = nil }, "changeset.malformed"},
		"seq true":                   {func(m map[int]any) { m[10] = true }, "changeset.malformed"},
		"no operations":              {func(m map[int]any) { m[13] = []any{} }, "changeset.malformed"},
		"operations null":            {func(m map[int]any) { m[13] = nil }, "changeset.malformed"},
		"intent null":                {func(m map[int]any) { m[14] = nil }, "changeset.malformed"},
		"no kind":                    {op(func(o map[any]any) { o[uint64(1)] = "" }), "changeset.malformed"},
		"a kind of the fold":         {op(func(o map[any]any) { o[uint64(1)] = "_sheet" }), "changeset.malformed"},
		"a kind in capitals":         {op(func(o map[any]any) { o[uint64(1)] = "Score" }), "changeset.malformed"},
		"a kind with a zero byte":    {op(func(o map[any]any) { o[uint64(1)] = "score\x00" }), "changeset.malformed"},
		"a kind too long":            {op(func(o map[any]any) { o[uint64(1)] = long }), "changeset.malformed"},
		"a field too long":           {op(func(o map[any]any) { o[uint64(5)] = long + long }), "changeset.malformed"},
		"no value":                   {op(func(o map[any]any) { delete(o, uint64(6)) }), "changeset.malformed"},
		"no key":                     {op(func(o map[any]any) { delete(o, uint64(2)) }), "changeset.malformed"},
		"a key that is a text":       {op(func(o map[any]any) { o[uint64(2)] = "key" }), "changeset.malformed"},
		"a key that is null":         {op(func(o map[any]any) { o[uint64(2)] = nil }), "changeset.malformed"},
		"a key with a list":          {op(func(o map[any]any) { o[uint64(2)] = []any{[]any{}} }), "changeset.malformed"},
		"a key with null":            {op(func(o map[any]any) { o[uint64(2)] = []any{nil} }), "changeset.malformed"},
		"a key with a negative":      {op(func(o map[any]any) { o[uint64(2)] = []any{-1} }), "changeset.malformed"},
		"a key of 21":                {op(func(o map[any]any) { o[uint64(2)] = make([]uint64, 21) }), "changeset.malformed"},
		"a key of 20":                {op(func(o map[any]any) { o[uint64(2)] = make([]uint64, 20) }), ""},
		"new and existing":           {op(func(o map[any]any) { o[uint64(3)], o[uint64(4)] = make([]byte, 15), true }), "changeset.malformed"},
		"a record of zeros":          {op(func(o map[any]any) { o[uint64(3)] = make([]byte, 16) }), "changeset.malformed"},
		"new: false, written down":   {op(func(o map[any]any) { o[uint64(4)] = false }), "changeset.malformed"},
		"expects, empty":             {op(func(o map[any]any) { o[uint64(7)] = []any{} }), "changeset.malformed"},
		"expects half a version":     {op(func(o map[any]any) { o[uint64(7)] = []any{[]any{make([]byte, 16)}} }), "changeset.malformed"},
		"expects a short version":    {op(func(o map[any]any) { o[uint64(7)] = []any{[]any{make([]byte, 12), 0}} }), "changeset.malformed"},
		"an unknown field of an op":  {op(func(o map[any]any) { o[uint64(8)] = 1 }), "changeset.malformed"},
		"a name for a number":        {op(func(o map[any]any) { o["1"] = "score" }), "changeset.malformed"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := changeset.Decode(tenant, envelope(alter(t, c.change)))
			want(t, err, c.key)
		})
	}
}

func TestSizes(t *testing.T) {
	// grow makes a change of one operation whose envelope has exactly so many bytes.
	grow := func(kind string, bytes int) error {
		c := sample()
		fill := bytes - 1000
		for {
			c.Operations = []changeset.Operation{changeset.Op(kind, changeset.NewKey(id(5)), "f", make([]byte, fill))}
			raw := envelope(changeset.MustEncode(c))
			if len(raw) == bytes {
				_, err := changeset.Decode(tenant, raw)
				return err
			}
			fill += bytes - len(raw)
		}
	}
	cases := []struct {
		kind  string
		bytes int
		key   string
	}{
		{"score", changeset.MaxChange, ""}, {"score", changeset.MaxChange + 1, "changeset.too-large"},
		{"sheet", changeset.MaxChange + 1, ""}, {"criteria", changeset.MaxSubmit, ""},
		{"sheet", changeset.MaxSubmit + 1, "changeset.too-large"}, {"score", changeset.MaxSubmit + 1, "changeset.too-large"},
	}
	for _, c := range cases {
		want(t, grow(c.kind, c.bytes), c.key)
	}
}

func TestSignatureCannotBeMoved(t *testing.T) {
	payload := changeset.MustEncode(sample())
	otherTenant := changeset.TenantOf(pub(keyOf(2)))
	for _, typ := range []changeset.Type{changeset.TypeCertificate, changeset.TypeInvitation, changeset.TypeAnnouncement, changeset.TypeResult,
		changeset.TypeBundle, changeset.TypeRequest} {
		raw, identity := changeset.Seal(typ, tenant, payload, deskKey)
		s, err := changeset.Decode(tenant, raw) // the type does not stand in the bytes
		if err != nil {
			t.Fatal(err)
		}
		want(t, s.Verify(pub(deskKey)), "changeset.signature")
		if s.Identity == identity {
			t.Errorf("%s has the identity of a change", typ)
		}
		env, err := changeset.Unseal(typ, tenant, raw)
		if err != nil || env.Verify(pub(deskKey)) != nil {
			t.Errorf("%s: not accepted as what it is", typ)
		}
	}
	raw, _ := changeset.Seal(changeset.TypeChangeset, otherTenant, payload, deskKey)
	s, err := changeset.Decode(tenant, raw)
	if err != nil {
		t.Fatal(err)
	}
	want(t, s.Verify(pub(deskKey)), "changeset.signature")
	signature := changeset.SignOnly(changeset.TypeRequest, tenant, payload, deskKey)
	if err := changeset.VerifyOnly(changeset.TypeRequest, tenant, payload, signature, pub(deskKey)); err != nil {
		t.Fatal(err)
	}
	want(t, changeset.VerifyOnly(changeset.TypeBundle, tenant, payload, signature, pub(deskKey)), "changeset.signature")
	want(t, changeset.VerifyOnly(changeset.TypeRequest, otherTenant, payload, signature, pub(deskKey)), "changeset.signature")
	want(t, changeset.VerifyOnly(changeset.TypeRequest, tenant, payload, signature[:63], pub(deskKey)), "changeset.signature")
}

// A key's owner can make many signatures under one content; they are one change.
func TestIdentityIsOfTheContent(t *testing.T) {
	s := sign(t, sample())
	raw := bytes.Clone(s.Raw)
	raw[len(raw)-1] ^= 1
	other, err := changeset.Decode(tenant, raw)
	if err != nil {
		t.Fatal(err)
	}
	if other.Identity != s.Identity {
		t.Error("the signature is part of the identity")
	}
}

func externalData() []byte { return changeset.MustEncode([]any{tenant, "changeset/1"}) }

func TestCoseLibraryVerifiesOurs(t *testing.T) {
	s := sign(t, sample())
	var m cose.Sign1Message
	if err := m.UnmarshalCBOR(s.Raw); err != nil {
		t.Fatal(err)
	}
	verifier, err := cose.NewVerifier(cose.AlgorithmEdDSA, pub(deskKey))
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Verify(externalData(), verifier); err != nil {
		t.Error(err)
	}
	if err := m.Verify(changeset.MustEncode([]any{tenant, "bundle/1"}), verifier); err == nil {
		t.Error("verified under another type")
	}
}

func TestWeAcceptTheCoseLibrarys(t *testing.T) {
	signer, err := cose.NewSigner(cose.AlgorithmEdDSA, deskKey)
	if err != nil {
		t.Fatal(err)
	}
	m := cose.NewSign1Message()
	m.Headers.Protected.SetAlgorithm(cose.AlgorithmEdDSA)
	m.Payload = changeset.MustEncode(sample())
	if err := m.Sign(nil, externalData(), signer); err != nil {
		t.Fatal(err)
	}
	raw, err := m.MarshalCBOR()
	if err != nil {
		t.Fatal(err)
	}
	if ours := sign(t, sample()); !bytes.Equal(raw, ours.Raw) {
		t.Errorf("the library wrote\n%x\nwe wrote\n%x", raw, ours.Raw)
	}
	// What the library takes beside the one form is refused here.
	m.Headers.Unprotected[cose.HeaderLabelKeyID] = []byte("key")
	if raw, err = m.MarshalCBOR(); err != nil {
		t.Fatal(err)
	}
	var again cose.Sign1Message
	if err := again.UnmarshalCBOR(raw); err != nil {
		t.Fatal(err)
	}
	_, err = changeset.Decode(tenant, raw)
	want(t, err, "changeset.malformed")
}

func TestClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := changeset.HLC(rapid.Uint64Range(0, 1<<62).Draw(t, "last"))
		ms := rapid.Int64Range(0, 1<<46).Draw(t, "ms")
		next := last.Next(ms)
		if next <= last {
			t.Fatalf("%d after %d", next, last)
		}
		if next.Milliseconds() < ms {
			t.Fatalf("behind the wall: %d < %d", next.Milliseconds(), ms)
		}
		capped := next.Cap(ms)
		if capped > next || capped.Milliseconds() > ms {
			t.Fatalf("capped to %d, wall %d", capped.Milliseconds(), ms)
		}
		if next.Milliseconds() <= ms && capped != next {
			t.Fatal("a clock that is right was lowered")
		}
	})
}

func TestDetachedGolden(t *testing.T) {
	d := changeset.Detached{Salt: hash(2), Value: []byte("Nguyễn Thị Mai")}
	sum := d.Commitment()
	golden(t, "commitment.hex", sum[:])
	d.Salt[31]++
	if d.Commitment() == sum {
		t.Error("the salt is not part of the commitment")
	}
}

func TestDraftRoundTrip(t *testing.T) {
	for _, value := range []changeset.Raw{nil, changeset.MustEncode(emulation.Fields{"points": "9.5"})} {
		d := changeset.Draft{Scope: scope, Kind: "score", Key: changeset.NewKey(id(5), "1.1", "self"), Field: "input", Text: "9,5x", Value: value, At: 1700000000000}
		var got changeset.Draft
		if err := changeset.UnmarshalStrict(changeset.MustEncode(d), &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Value) != len(value) || got.Text != d.Text || got.DraftKey() != d.DraftKey() {
			t.Errorf("draft %+v came back as %+v", d, got)
		}
	}
}
