package wire

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// Lack is a server's word that it holds less of a log than the caller: it was restored from an old copy, and asks for what it had said since.
type Lack struct {
	Scope      changeset.Scope `cbor:"1,keyasint"`
	Generation uint64          `cbor:"2,keyasint,omitempty"`
	Size       uint64          `cbor:"3,keyasint,omitempty"` // leaves it holds
}

// Return gives leaves of a log back to the server that had given them: as many Entries as it says follow it in the request. What proves them
// is the server's own signature on the log they belong to.
type Return struct {
	Note    []byte           `cbor:"1,keyasint"`           // the checkpoint, which says of which log
	From    uint64           `cbor:"2,keyasint,omitempty"` // index of the first leaf: how many the server said to have
	Entries uint64           `cbor:"3,keyasint,omitempty"`
	Proof   []emulation.Hash `cbor:"4,keyasint,omitempty"` // that the log up to the last of them begins the one that was signed (changeset.Begins)
}

// Opened tells a caller whose copy of the logs is of an earlier generation that the office opened a new one: the announcement under its root
// key. A person has to confirm it before the caller says in its cursors to be of that generation.
type Opened struct {
	Signed []byte `cbor:"1,keyasint"`
}

// MaxReturned is how many leaves one Return gives back, ReturnBytes about how many bytes of leaves and changes. MaxReturns is how many Returns a
// request holds, of one log each; RequestReturns about how many bytes of them.
const (
	MaxReturns     = 64
	RequestReturns = 1 << 20
	MaxReturned    = 500
	ReturnBytes    = 256 << 10
)

// Return adds leaves that are given back.
func (w *RequestWriter) Return(r *Return, entries []Entry) error {
	err := w.out.Item(r)
	for i := range entries {
		if err == nil {
			err = w.out.Item(&entries[i])
		}
	}
	return err
}
