package client

import (
	"thidua/sync/changeset"
)

// memory is what a sync leaves for the next one. Losing it costs a round trip.
type memory struct {
	Ticket      []byte   `cbor:"1,keyasint,omitempty"`
	Interrupted bool     `cbor:"2,keyasint,omitempty"` // the last sync was cut: ask what arrived before sending again
	Partial     *partial `cbor:"3,keyasint,omitempty"`
	Features    uint64   `cbor:"5,keyasint,omitempty"` // what the server reads: wire.FeaturePack
	Barren      uint     `cbor:"6,keyasint,omitempty"` // syncs in a row that were cut and brought nothing
	Cuts        uint     `cbor:"4,keyasint,omitempty"` // syncs that were cut, less those that went well: the line may let only short messages through
}

// packsUntil is after how many cuts nothing travels in packs: of half a pack nothing is taken in, of half a message all whole items are, and
// the beginning of the next.
const packsUntil = 2

// mostBarren is how many syncs in a row may be cut and bring nothing before more is said of it than that the line was cut: by then the messages have
// long become as short as they get.
const mostBarren = 12

// Barren is how many syncs in a row were cut before their end and brought nothing, where those are more than a line that is merely slow would
// cut; else 0. A server that never lets a sync come to its end hides what it has: from what is here nobody can tell it from such a line.
func Barren(state State) (uint, error) {
	raw, err := state.Load(memoryName)
	var m memory
	if err != nil || raw == nil || changeset.Unmarshal(raw, &m) != nil || m.Barren < mostBarren {
		return 0, err
	}
	return m.Barren, nil
}

// leastBudget is how short messages become on a line that cuts, in bytes.
const leastBudget = 2 << 10

// short is what a message may hold on a line that was cut so often.
func (m *memory) short(budget int) int { return max(budget>>min(m.Cuts, 16), min(budget, leastBudget)) }

// partial is the beginning of an entry that was cut off.
type partial struct {
	_     struct{} `cbor:",toarray"`
	Scope changeset.Scope
	Size  uint64 // of the log here: the index of the entry's leaf
	Bytes []byte
}

const memoryName = "sync/session"

// recall loads the memory. One that cannot be read is as good as none.
func (s *session) recall() error {
	raw, err := s.State.Load(memoryName)
	if err != nil {
		return err
	}
	if raw == nil || changeset.Unmarshal(raw, &s.memory) != nil {
		s.memory = memory{}
	}
	return nil
}

func (s *session) remember() error {
	raw, err := changeset.Encode(s.memory)
	if err != nil {
		return err
	}
	return s.State.Save(memoryName, raw)
}
