package hub

import (
	"fmt"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// What is entered on behalf waits until the bytes of its paper are here. Then the server says so in the log, and judges what waited for it again.

// rests takes the papers a change waits for into the indexes, once it is written: their files may be sent, and fetched by whoever reads the log.
// at is when the server received it.
func (t *taking) rests(c *changeset.Signed, at int64) {
	t.rested = append(t.rested, c.Scope)
	for i := range c.Operations {
		if op := &c.Operations[i]; record.Evidence.File.Is(op) {
			t.notes(c, i, at)
		}
	}
}

// waiting are the changes of a log that wait for a paper.
func (t *taking) waiting(scope changeset.Scope) ([]*changeset.Signed, error) {
	var list []*changeset.Signed
	err := judge.EachHeld(t.o, scope, changeset.LogID{}, func(held judge.Held) error {
		if held.Verdict != changeset.NeedsDecision || held.Reason != judge.ReasonPaper {
			return nil
		}
		c, err := t.change(held.Identity)
		if err == nil && c != nil {
			list = append(list, c)
		}
		return err
	})
	return list, err
}

// file logs receipts of the papers that changes of a log wait for and whose bytes are here.
func (t *taking) file(scope changeset.Scope) error {
	list, err := t.waiting(scope)
	if err != nil {
		return err
	}
	for _, c := range list {
		for _, p := range record.RestsOn(&c.Change) {
			if err := t.receipt(scope, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// receipt logs that all bytes of a file are here, if they are and nobody said so yet.
func (t *taking) receipt(scope changeset.Scope, paper emulation.Evidence) error {
	missing, err := t.h.store.MissingChunks(changeset.BlobOf(paper))
	if err != nil || changeset.Lacks(missing) {
		return err
	}
	key := record.FileNamed(paper)
	ref := record.Receipt.Ref(scope, key)
	r, err := t.o.Record(ref)
	if err == nil {
		r, err = judge.Known(t.o, ref, r)
	}
	if err != nil || record.Receipt.Last(r, changeset.Logged) != nil {
		return err
	}
	c, err := t.compose(scope, "receipt", record.Receipt.Op(key, true))
	if err != nil {
		return err
	}
	if _, err := t.take(c, nil); err != nil {
		if _, refused := judge.AsRefusal(err); refused {
			return nil
		}
		return fmt.Errorf("logging the receipt of a paper: %w", err)
	}
	return nil
}

// filed judges again what waited for a paper whose receipt was logged.
func (t *taking) filed(cause *changeset.Signed) error {
	list, err := t.waiting(cause.Scope)
	if err != nil {
		return err
	}
	for _, c := range list {
		if err := t.again(c.Identity, cause); err != nil {
			return err
		}
	}
	return nil
}

// came logs the receipt of a file whose last chunk came, wherever a change waits for it.
func (h *Hub) came(name changeset.BlobName) error {
	var in []changeset.Scope
	h.lock.files.Lock()
	if b := h.blobs[name]; b != nil {
		for scope := range b.scopes {
			if scope.Kind() == changeset.Cluster {
				in = append(in, scope)
			}
		}
	}
	h.lock.files.Unlock()
	if len(in) == 0 {
		return nil
	}
	return (&Answer{h: h}).taken(in, func(t *taking) error { return t.fileAll(in) })
}

// fileAll is file for several logs.
func (t *taking) fileAll(scopes []changeset.Scope) error {
	for _, s := range scopes {
		if err := t.file(s); err != nil {
			return err
		}
	}
	return nil
}
