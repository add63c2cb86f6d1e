package replica

import (
	"encoding/binary"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/book"
)

// RecoveryLines is how many lines a recovery sheet has.
const RecoveryLines = identity.RecoveryLines

// Recovery is what this desk's recovery sheet holds.
func (room Room) Recovery() *identity.Recovery {
	w, done := room.desk.Edit()
	defer done()
	return &identity.Recovery{Key: w.Key, Root: w.Root(), Office: w.Control.ID()}
}

// Recover opens an empty store as the desk of a recovery sheet. It holds no log yet: a sync brings them, and Recovered then makes it a desk.
func Recover(store workspace.Store, from *identity.Recovery, env workspace.Environment) (*workspace.Workspace, error) {
	if old, err := workspace.SetUp(store); err != nil {
		return nil, err
	} else if old {
		return nil, emulation.Errorf(emulation.Conflict, "workspace.already-set-up")
	}
	return workspace.New(store, from.Key, env, from.Root, changeset.NewScope(changeset.Control, from.Office)), nil
}

// Recovered makes a desk of what a sync brought: every own chain goes on in its next free epoch, since the computer that was lost may have
// written after what the server knows, and two changes at one place would be a fork. A key no certificate names is the error "recovery.unknown".
func (room Room) Recovered(server string) error {
	w, done := room.desk.Edit()
	defer done()
	cert, err := w.Certified()
	if err != nil {
		return err
	}
	if cert == nil {
		return emulation.Errorf(emulation.NotFound, "recovery.unknown", "server", server)
	}
	scopes, err := w.Store.Scopes()
	if err != nil {
		return err
	}
	b := &changeset.Batch{Own: map[changeset.Scope]changeset.ChainHead{}, Meta: w.Names(server)}
	for _, s := range scopes {
		own, err := w.Store.Own(s)
		if err != nil {
			return err
		}
		if own.Seq == 0 {
			continue
		}
		if own.Epoch, err = w.nextEpoch(w.Store, s, own.Epoch); err != nil {
			return err
		}
		b.Own[s] = own
		w.Unclock(s)
	}
	now := binary.BigEndian.AppendUint64(nil, uint64(w.NowMs()))
	b.Meta[book.MetaRecovered], b.Meta[book.MetaSheet] = now, now // the sheet at hand stays good: none is offered
	return w.Disk.Commit(b)
}

// chains gives the ends of chains: the store, or what is about to go into it.
type chains interface {
	Chain(changeset.ChainKey) (changeset.ChainHead, error)
}

// nextEpoch is the first epoch after one in which the own key has written nothing in a log.
func (w View) nextEpoch(in chains, scope changeset.Scope, after uint64) (uint64, error) {
	for {
		after++
		taken, err := in.Chain(changeset.ChainKey{Scope: scope, Log: w.Self(), Epoch: after})
		if err != nil || taken.Seq == 0 {
			return after, err
		}
	}
}

// SheetPrinted remembers that the recovery sheet was printed.
func (room Room) SheetPrinted() error {
	w, done := room.desk.Edit()
	defer done()
	return w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{book.MetaSheet: binary.BigEndian.AppendUint64(nil, uint64(w.NowMs()))}})
}

// SheetWanted reports whether a recovery sheet should be offered: none was printed, and the data are no sample's.
func (room Room) SheetWanted() (bool, error) {
	w, done := room.desk.View()
	defer done()
	origin, err := w.Origin()
	if err != nil || origin != "" {
		return false, err
	}
	printed, err := w.Store.Meta(book.MetaSheet)
	return printed == nil, err
}
