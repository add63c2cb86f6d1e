package testdesk

import (
	"context"
	"io"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/sync/wire"
)

// Prepare has nothing to seal: a desk here writes signed changes at once.
func (d *Desk) Prepare(context.Context) error { return nil }

// Pending visits the own changes without a leaf.
func (d *Desk) Pending(fn func(changeset.PendingChange) error) error { return d.DB.Pending(fn) }

// Complete has nothing to compare.
func (d *Desk) Complete([]changeset.Scope) error { return nil }

// Opened confirms nothing.
func (d *Desk) Opened([]byte) error { return nil }

// Return gives nothing back: a desk here keeps no checkpoint.
func (d *Desk) Return(changeset.Scope, uint64, int) (*wire.Return, []wire.Entry, error) {
	return nil, nil, nil
}

// Wanted lists the unit's evidence that is not all here.
func (d *Desk) Wanted() ([]wire.BlobState, error) {
	scopes, err := d.DB.Scopes()
	if err != nil {
		return nil, err
	}
	var out []wire.BlobState
	for _, s := range scopes {
		err := d.DB.EachRecord(s, record.Evidence.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
			last := record.Evidence.File.Last(r, changeset.Now)
			if last == nil {
				return nil
			}
			var e emulation.Evidence
			if err := changeset.Load(last.Value, &e); err != nil {
				return err
			}
			name := changeset.BlobOf(e)
			missing, err := d.DB.MissingChunks(name)
			if changeset.Lacks(missing) {
				out = append(out, wire.BlobState{Blob: name, Missing: missing})
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Chunk gives a chunk of an evidence file.
func (d *Desk) Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	return d.DB.Chunk(name, n)
}

// Cursors says how far each log is here.
func (d *Desk) Cursors() ([]wire.Cursor, error) {
	scopes, err := d.DB.Scopes()
	if err != nil {
		return nil, err
	}
	var out []wire.Cursor
	for _, s := range scopes {
		head, err := d.DB.Log(s)
		if err != nil {
			return nil, err
		}
		sum, err := state.At(d.DB, s)
		if err != nil {
			return nil, err
		}
		checked := d.Checked[s]
		out = append(out, wire.Cursor{Scope: s, Generation: head.Generation, Size: head.Size, Checked: checked.Size, Root: wire.StateDigest(checked.Size, checked.Root, sum.Hash(s))})
	}
	return out, nil
}

// Apply judges leaves again and writes them.
func (d *Desk) Apply(_ context.Context, entries []wire.Entry) error {
	o := judge.NewOverlay(d.DB)
	for _, e := range entries {
		if o.Full() {
			if err := d.commit(o); err != nil {
				return err
			}
			o = judge.NewOverlay(d.DB)
		}
		if err := d.Judge.Receive(o, d.DB, judge.Received{Scope: e.Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached}); err != nil {
			d.Judge.Forget()
			return err
		}
		d.Applied++
	}
	return d.commit(o)
}

func (d *Desk) commit(o *judge.Overlay) error {
	err := d.DB.Commit(o.Batch())
	if err != nil {
		d.Judge.Forget()
	}
	return err
}

// Checkpoint compares the server's word with the log here.
func (d *Desk) Checkpoint(_ changeset.Scope, note []byte) error {
	c, err := changeset.OpenCheckpoint(note, d.ServerKey)
	if err != nil {
		return err
	}
	if err := d.Judge.CheckCheckpoint(d.DB, c); err != nil {
		return err
	}
	d.Checked[c.Scope] = *c
	return nil
}

// State compares the server's word on what a log amounts to.
func (d *Desk) State(signed []byte) error {
	word := state.Open(d.Judge.Tenant, signed, d.ServerKey)
	if word == nil || word.State != d.StateHash(word.Scope) {
		return emulation.Errorf(emulation.Corrupt, "alarm.state", "index", word.Size)
	}
	d.Stated++
	return nil
}

// Witness keeps what the server signed for the test to look at.
func (d *Desk) Witness(_ changeset.Scope, leaves [][]byte, note []byte) error {
	d.Signed = append(leaves, note)
	return nil
}

// Acknowledge keeps the answer for the test to look at.
func (d *Desk) Acknowledge(a wire.Ack) error { d.Acks = append(d.Acks, a); return nil }

// HeldDigest is that of what was heard last; every desk asks, the server answers the office.
func (d *Desk) HeldDigest() ([]byte, error) {
	if d.heldDigest == nil {
		return []byte{0}, nil
	}
	return d.heldDigest, nil
}

// Held keeps the answer for the test to look at.
func (d *Desk) Held(digest []byte, places []wire.HeldPlace) error {
	d.heldDigest, d.HeldBack = digest, places
	return nil
}

// MayRead keeps the answer for the test to look at.
func (d *Desk) MayRead(scopes []changeset.Scope, _ uint64) error { d.Scopes = scopes; return nil }

// PutChunk stores a chunk.
func (d *Desk) PutChunk(name changeset.BlobName, n int64, chunk, path []byte) error {
	return d.DB.PutChunk(name, n, chunk, path)
}

// Load gives a value of the client's.
func (d *Desk) Load(name string) ([]byte, error) { return d.DB.Meta(name) }

// Save keeps a value of the client's.
func (d *Desk) Save(name string, value []byte) error {
	return d.DB.Commit(&changeset.Batch{Meta: map[string][]byte{name: value}})
}

// current is the desk's transport of the moment.
type current struct{ d *Desk }

func (c current) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	return c.d.Transport.Sync(ctx, request)
}

func (c current) PutChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error {
	return c.d.Transport.PutChunk(ctx, opening, name, n, body)
}

func (c current) GetChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64) ([]byte, error) {
	return c.d.Transport.GetChunk(ctx, opening, name, n)
}

func (c current) Invitation(ctx context.Context, name emulation.ID, lookup []byte) (io.ReadCloser, error) {
	return c.d.Transport.Invitation(ctx, name, lookup)
}

// Traffic counts what a transport over a network counts, and nothing of the others.
func (c current) Traffic() (up, down int64) {
	if t, ok := c.d.Transport.(client.Counter); ok {
		return t.Traffic()
	}
	return 0, 0
}

func (h hubNow) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	return h.local().Sync(ctx, request)
}

func (h hubNow) PutChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error {
	return h.local().PutChunk(ctx, opening, name, n, body)
}

func (h hubNow) GetChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64) ([]byte, error) {
	return h.local().GetChunk(ctx, opening, name, n)
}

func (h hubNow) Invitation(ctx context.Context, name emulation.ID, lookup []byte) (io.ReadCloser, error) {
	return h.local().Invitation(ctx, name, lookup)
}
