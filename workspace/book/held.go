package book

import (
	"encoding/binary"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// MetaHeld and a scope name from which leaf on a log is held outside the state: the office brought a judge version into force there that this
// program does not know. MetaServerJudge is the highest version the server said it knows.
const (
	MetaHeld        = "held/"
	MetaServerJudge = "desk/server-judge"
)

// KeptHold is what is kept of a log that is held.
type KeptHold struct {
	_       struct{} `cbor:",toarray"`
	Index   uint64
	Version uint64
}

// Message says it in a few words; it has no key if the log is not held.
func (k *KeptHold) Message() emulation.Message {
	if k.Version == 0 {
		return emulation.Message{}
	}
	return emulation.Say("log.held", "version", k.Version)
}

// Held is from where on a log is held; a zero hold if it is not, or if this program knows the version by now. Logs are held with the control
// log they follow.
func (b *Directory) Held(scope changeset.Scope) (kept KeptHold, err error) {
	for _, s := range []changeset.Scope{scope, b.Control} {
		raw, err := b.Store.Meta(MetaHeld + s.String())
		if err != nil {
			return KeptHold{}, err
		}
		if raw == nil {
			continue
		}
		if err := changeset.Load(raw, &kept); err != nil {
			return KeptHold{}, err
		}
		if kept.Version > b.Judge.Knows {
			return kept, nil
		}
	}
	return KeptHold{}, nil
}

// ServerJudge is the highest judge version the server said it knows; the first, as long as it said nothing.
func (b *Directory) ServerJudge() (uint64, error) {
	raw, err := b.Store.Meta(MetaServerJudge)
	if err != nil || len(raw) != 8 {
		return 1, err
	}
	return binary.BigEndian.Uint64(raw), nil
}
