package desk

import (
	"context"
	"fmt"
	"sync/atomic"

	"thidua/emulation"
	"thidua/internal/upgrade"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/wire"
	"thidua/workspace"
	"thidua/workspace/access"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// link is the sync client's view of the desk: its Outbox, Applier and State.
type link struct {
	workspace *workspace.Workspace
	db        Store
	shelf     *upgrade.Shelf // of releases; nil: none is offered
	found     atomic.Uint64  // the generation of which all that was cut is in the logs again: they only grow
}

// Prepare signs what was typed before anything the sync brings is applied.
func (l *link) Prepare(context.Context) error {
	if err := l.Complete(nil); err != nil {
		return err
	}
	_, err := l.workspace.Seal()
	if emulation.CodeOf(err) == emulation.Forbidden || emulation.CodeOf(err) == emulation.NotFound {
		return nil // what cannot be signed now stays saved as it is; the sync may bring what is missing
	}
	return err
}

// Pending visits the own changes without a leaf, and what of others a damaged server lost and is here.
func (l *link) Pending(fn func(changeset.PendingChange) error) error {
	if err := replica.At(l.workspace).Pending(fn); err != nil {
		return err
	}
	return l.lost(fn)
}

// Opened hears of a new generation of the logs.
func (l *link) Opened(signed []byte) error { return replica.At(l.workspace).Opened(signed) }

// Cursors says how far each log is here.
func (l *link) Cursors() ([]wire.Cursor, error) {
	have, err := replica.At(l.workspace).Cursors()
	if err != nil {
		return nil, err
	}
	return emulation.Map(have, func(c replica.Cursor) wire.Cursor {
		return wire.Cursor{Scope: c.Scope, Generation: c.Generation, Size: c.Size, Checked: c.Checked, Root: wire.StateDigest(c.Checked, c.Root, c.State)}
	}), nil
}

// Apply takes leaves in.
func (l *link) Apply(_ context.Context, entries []wire.Entry) error {
	return replica.At(l.workspace).Apply(emulation.Map(entries, received))
}

func received(e wire.Entry) judge.Received {
	return judge.Received{Scope: e.Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached}
}

// Checkpoint compares and keeps the server's word on a log.
func (l *link) Checkpoint(_ changeset.Scope, note []byte) error {
	return replica.At(l.workspace).Checkpoint(note)
}

// State compares the server's word on what a log amounts to.
func (l *link) State(signed []byte) error { return replica.At(l.workspace).State(signed) }

// Acknowledge hears what became of an own change; the leaf itself comes through Apply, and the report counts what was refused.
func (l *link) Acknowledge(a wire.Ack) error {
	if len(a.Leaf) > 0 {
		return nil
	}
	return replica.At(l.workspace).Refused(a.Identity, a.Reason, a.Said)
}

// Complete compares what the server said of own changes with the logs, now that all it has of some is here.
func (l *link) Complete(scopes []changeset.Scope) error {
	return replica.At(l.workspace).CheckRefused(scopes)
}

// HeldDigest is that of what the server was last heard to hold back for this office.
func (l *link) HeldDigest() ([]byte, error) { return access.At(l.workspace).HeldDigest() }

// Held keeps what it holds back.
func (l *link) Held(digest []byte, places []wire.HeldPlace) error {
	return access.At(l.workspace).KeepHeld(digest, emulation.Map(places, func(p wire.HeldPlace) access.HeldBack {
		return access.HeldBack{Log: p.Log, Dropped: p.Dropped, Changes: emulation.Map(p.Changes, func(c wire.HeldChange) access.HeldChange {
			return access.HeldChange{Identity: c.Identity, Scope: c.Scope, Epoch: c.Epoch, Seq: c.Seq, At: c.At, Bytes: c.Bytes, Reason: c.Reason,
				Intent: c.Intent, Operations: c.Operations}
		})}
	}))
}

// Witness keeps what the server signed of a log that lies.
func (l *link) Witness(scope changeset.Scope, leaves [][]byte, note []byte) error {
	return replica.At(l.workspace).KeepWitness(scope, leaves, note)
}

// MayRead hears which logs the server gives this desk, where Cursors asks for those it follows, and what it can judge.
func (l *link) MayRead(_ []changeset.Scope, judge uint64) error {
	return replica.At(l.workspace).ServerKnows(judge)
}

// Return gives leaves back to a server that was restored.
func (l *link) Return(scope changeset.Scope, from uint64, bytes int) (*wire.Return, []wire.Entry, error) {
	r, err := replica.At(l.workspace).GiveBack(scope, from, wire.MaxReturned, bytes)
	if err != nil || r == nil {
		return nil, nil, err
	}
	entries := emulation.Map(r.Entries, func(e *changeset.Entry) wire.Entry {
		return wire.Entry{Scope: e.Scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached}
	})
	return &wire.Return{Note: r.Note, From: from, Entries: uint64(len(entries)), Proof: r.Proof}, entries, nil
}

// Wanted lists the evidence of the own unit, and what was asked for, that is not all here, and what of it lacks; what is whole is not spoken of.
func (l *link) Wanted() ([]wire.BlobState, error) {
	names, err := sheet.At(l.workspace).Wanted()
	if err != nil {
		return nil, fmt.Errorf("listing evidence: %w", err)
	}
	var wanted []wire.BlobState
	for _, name := range names {
		missing, err := l.db.MissingChunks(name)
		if err != nil {
			return nil, err
		}
		if changeset.Lacks(missing) {
			wanted = append(wanted, wire.BlobState{Blob: name, Missing: missing})
		}
	}
	return wanted, nil
}

// Chunk gives a chunk of an evidence file.
func (l *link) Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	return l.db.Chunk(name, n)
}

// PutChunk stores a chunk, and tells once the file is whole.
func (l *link) PutChunk(name changeset.BlobName, n int64, chunk, path []byte) error {
	if err := l.db.PutChunk(name, n, chunk, path); err != nil {
		return err
	}
	missing, err := l.db.MissingChunks(name)
	if err == nil && !changeset.Lacks(missing) {
		l.workspace.Fetched()
	}
	return err
}

// Load gives a small value of the client's.
func (l *link) Load(name string) ([]byte, error) { return l.workspace.Value(name) }

// Save keeps a small value of the client's.
func (l *link) Save(name string, value []byte) error { return l.workspace.SetValue(name, value) }

// offered is a link that hears of releases of the programs.
type offered struct{ *link }

// Told is the digest of the release a server told of last.
func (l offered) Told() []byte { return l.shelf.Told() }

// Offered hears of another.
func (l offered) Offered(signed []byte) error { return l.shelf.Offered(signed) }

// Spare is its file, while chunks are missing.
func (l offered) Spare() (wire.BlobState, bool, error) {
	name, missing, wanted, err := l.shelf.Wanted()
	return wire.BlobState{Blob: name, Missing: missing}, wanted, err
}

// PutSpare stores a chunk of it.
func (l offered) PutSpare(name changeset.BlobName, n int64, chunk, path []byte) error {
	return l.shelf.PutChunk(name, n, chunk, path)
}
