package changeset

import (
	"crypto/ed25519"

	"thidua/emulation"
)

// Format is the version of the change's bytes; Schema that of the record kinds inside it, as the first version of the judge knows them: schema
// n is what version n knows.
const (
	Format = 1
	Schema = 1
)

// Change is one intention of one person in one scope, atomic. The fixed-length fields come first, so that they stand at fixed places of
// the bytes; everything whose length varies follows.
type Change struct {
	Format     uint64         `cbor:"1,keyasint"`
	Tenant     Tenant         `cbor:"2,keyasint"`
	Log        LogID          `cbor:"3,keyasint"`
	Scope      Scope          `cbor:"4,keyasint"`
	Previous   Identity       `cbor:"5,keyasint"`  // identity of the change before in this chain; zero for the first
	BaseRoot   emulation.Hash `cbor:"6,keyasint"`  // root of this scope's log as the writer had it; zero when empty
	Generation uint64         `cbor:"7,keyasint"`  // generation of that log
	BaseSize   uint64         `cbor:"8,keyasint"`  // number of leaves in that log
	Epoch      uint64         `cbor:"9,keyasint"`  // raised by one after a fork; seq goes on
	Seq        uint64         `cbor:"10,keyasint"` // 1, 2, 3 … within (log, scope, epoch)
	HLC        HLC            `cbor:"11,keyasint"`
	Schema     uint64         `cbor:"12,keyasint"`
	Operations []Operation    `cbor:"13,keyasint"`
	Intent     string         `cbor:"14,keyasint"` // what the person did, a word of the glossary: "score", "submit", "invite" …
}

// Signed is a change with its envelope bytes and identity. Raw is what was received or made, and what is stored and sent on.
type Signed struct {
	Change
	Raw      []byte
	Identity Identity
	envelope *Envelope
	proven   ed25519.PublicKey // the key that Prove found to have made it
}

// Sign encodes and signs a change.
func (c Change) Sign(key ed25519.PrivateKey) (*Signed, error) {
	payload, err := Encode(c)
	if err != nil {
		return nil, err
	}
	raw, _ := Seal(TypeChangeset, c.Tenant, payload, key)
	return DecodeNew(c.Tenant, raw)
}

// DecodeNew is Decode for a change that has no leaf yet: one of more than 13,105 operations is refused, before memory is made for them.
func DecodeNew(tenant Tenant, raw []byte) (*Signed, error) { return decode(tenant, raw, true) }

// Decode reads one change strictly. It checks form, size and tenant; Verify checks who signed.
func Decode(tenant Tenant, raw []byte) (*Signed, error) { return decode(tenant, raw, false) }

func decode(tenant Tenant, raw []byte, isNew bool) (*Signed, error) {
	if len(raw) > MaxSubmit {
		return nil, emulation.Errorf(emulation.Invalid, "changeset.too-large", "bytes", len(raw), "limit", MaxSubmit)
	}
	env, err := Unseal(TypeChangeset, tenant, raw)
	if err != nil {
		return nil, err
	}
	if isNew && tooMany(env.Payload) {
		return nil, malformed("operations")
	}
	s := &Signed{Raw: raw, Identity: env.Identity, envelope: env}
	if err := loadChange(env.Payload, &s.Change); err != nil {
		return nil, err
	}
	switch {
	case s.Tenant != tenant:
		return nil, emulation.Errorf(emulation.Corrupt, "changeset.tenant")
	case !s.Scope.Valid():
		return nil, malformed("scope")
	case s.Seq == 0 || len(s.Operations) == 0:
		return nil, malformed("empty")
	case len(raw) > MaxChange && !s.large():
		return nil, emulation.Errorf(emulation.Invalid, "changeset.too-large", "bytes", len(raw), "limit", MaxChange)
	}
	for i := range s.Operations {
		if err := s.Operations[i].check(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// loadChange reads the payload in its one spelling. A field this format does not have makes another format: it is said to be newer.
func loadChange(payload []byte, c *Change) error {
	if readChange(payload, c) && c.Format == Format {
		return nil
	}
	*c = Change{}
	err := LoadStrict(payload, c)
	if err == nil && c.Format == Format {
		return nil
	}
	var only struct {
		Format uint64 `cbor:"1,keyasint"`
	}
	if Load(payload, &only) == nil && only.Format > Format {
		return emulation.Errorf(emulation.Newer, "changeset.format", "format", only.Format)
	}
	if err == nil {
		err = malformed("format")
	}
	return err
}

// maxOperations is how many entries one commit of the store holds: a change with more operations never came into a state. In a log there may be
// one, refused for something else, by a server that did not count.
const maxOperations = 13_105

// tooMany reports whether a payload has more operations than a new change may have: a few bytes of each would become two hundred.
func tooMany(payload []byte) bool {
	if len(payload) <= maxOperations {
		return false
	}
	var only struct {
		Operations Raw `cbor:"13,keyasint"`
	}
	if Load(payload, &only) != nil {
		return false // the whole says better what it is
	}
	_, n, _, err := head(only.Operations)
	return err == nil && n > maxOperations
}

// large reports whether the change may be up to MaxSubmit: a submitted sheet, a criteria set or a season's result travels whole.
func (c *Change) large() bool {
	for i := range c.Operations {
		if o := &c.Operations[i]; o.Kind == "sheet" || o.Kind == "criteria" || o.Kind == "season" && o.Field == "result" {
			return true
		}
	}
	return false
}

// Verify reports whether key made this change: it signed the bytes and its log id stands in them.
func (s *Signed) Verify(key ed25519.PublicKey) error {
	if s.proven != nil && s.proven.Equal(key) {
		return nil
	}
	if LogIDOf(key) != s.Log {
		return emulation.Errorf(emulation.Corrupt, "changeset.signature")
	}
	return s.envelope.Verify(key)
}

// Prove is Verify ahead of time: a change found to be made by the key remembers it. Only one goroutine may have the change meanwhile.
func (s *Signed) Prove(key ed25519.PublicKey) {
	if s.Verify(key) == nil {
		s.proven = key
	}
}

// Version names operation number op of this change.
func (s *Signed) Version(op int) VersionID {
	return VersionID{Change: s.Identity.Short(), Op: uint32(op)}
}

// Ref is where operation number op is kept: a natural record is named by its key, a free one by the place of the operation that made it.
func (s *Signed) Ref(op int) Ref {
	o := &s.Operations[op]
	r := Ref{Scope: s.Scope, Kind: o.Kind, Group: o.Key.Group(), ID: o.Record}
	if !o.Record.IsZero() {
		return r
	}
	if o.New {
		r.ID = freeID(s.Log, s.Scope, s.Epoch, s.Seq, op)
	} else {
		r.ID = RecordID(o.Kind, o.Key)
	}
	return r
}

// HLC is a hybrid logical clock: milliseconds since 1970 in the upper 48 bits, a counter in the lower 16. It orders display only.
type HLC uint64

// Next is the clock's next value at wall time ms: never less than or equal to the last one.
func (h HLC) Next(ms int64) HLC {
	now := HLC(uint64(ms) << 16)
	if now > h {
		return now
	}
	return h + 1
}

// Milliseconds is the wall time inside the clock.
func (h HLC) Milliseconds() int64 { return int64(h >> 16) }

// Cap lowers a clock to the time its leaf was received, so that one computer set years ahead does not pull the others with it.
func (h HLC) Cap(receivedMs int64) HLC {
	if limit := HLC(uint64(receivedMs)<<16 | 0xffff); h > limit {
		return limit
	}
	return h
}
