package workspace

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// fieldEditor stands beside the field of a cell that is signed and sent, as a draft only: the text of an editor that is still open.
const fieldEditor = "input/editor"

// cellDraft is what was saved of one cell and not yet signed.
type cellDraft struct {
	committed *changeset.Draft // what was typed and confirmed
	editor    *changeset.Draft // text of an open editor, where it is newer
	stale     bool             // an older text of an editor stands in the store and goes with the committed draft
}

// expects are the versions that were on screen when editing of the cell began.
func (c *cellDraft) expects() []changeset.VersionID {
	if c.committed != nil {
		return c.committed.Expects
	}
	return c.editor.Expects
}

// sealable reports whether the draft can become part of a change: confirmed, and it can be read.
func (c *cellDraft) sealable() bool { return c.committed != nil && len(c.committed.Value) > 0 }

// spent are the drafts that go when the committed one does.
func (c *cellDraft) spent() []changeset.DraftKey {
	keys := []changeset.DraftKey{c.committed.DraftKey()}
	if c.stale {
		editor := *c.committed
		editor.Field = fieldEditor
		keys = append(keys, editor.DraftKey())
	}
	return keys
}

// cellDrafts are the drafts of a scope by cell, in the order they were saved.
type cellDrafts struct {
	list []*cellDraft
	at   map[changeset.Ref]*cellDraft
}

func (ds *cellDrafts) of(d *changeset.Draft) *cellDraft { return ds.at[d.DraftKey().Ref] }

// drafts reads the drafts of a scope.
func (w *Workspace) drafts(scope changeset.Scope) (*cellDrafts, error) {
	saved, err := w.store.Drafts(scope)
	if err != nil {
		return nil, err
	}
	ds := &cellDrafts{at: make(map[changeset.Ref]*cellDraft, len(saved))}
	for i := range saved {
		d := &saved[i]
		ref := d.DraftKey().Ref
		c := ds.at[ref]
		if c == nil {
			c = new(cellDraft)
			ds.at[ref] = c
			ds.list = append(ds.list, c)
		}
		if d.Open {
			c.editor = d
			continue
		}
		c.committed = d
		c.stale, c.editor = c.editor != nil, nil // it was committed after that editor was saved
	}
	return ds, nil
}

// maxSealed is how many cells go into one change: well below 64 kB.
const maxSealed = 150

// Seal signs the committed cells of the own unit's sheet: what was typed becomes changes that can be sent. Open editors and values that
// cannot be read stay drafts. It returns how many cells were signed.
func (w *Workspace) Seal() (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seal(maxSealed)
}

// SealEach signs each committed cell as a change of its own, as an import may ask for.
func (w *Workspace) SealEach() (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seal(1)
}

func (w *Workspace) seal(perChange int) (int, error) {
	me, err := w.me()
	if err != nil || me.Subject.Kind != emulation.SubjectUnit {
		return 0, err
	}
	b := sealing{w: w, scope: changeset.NewScope(changeset.Unit, me.Subject.ID)}
	drafts, err := w.drafts(b.scope)
	if err != nil {
		return 0, err
	}
	for _, c := range drafts.list {
		if !c.sealable() {
			continue
		}
		if same, err := w.unchanged(c.committed); err != nil {
			return b.done, err
		} else if same {
			for _, key := range c.spent() {
				if err := w.store.DropDraft(key); err != nil {
					return b.done, err
				}
			}
			continue
		}
		b.add(c)
		if len(b.cells) >= perChange || b.size > changeset.MaxChange/2 {
			if err := b.flush(); err != nil {
				return b.done, err
			}
		}
	}
	return b.done, b.flush()
}

// sealing is cells on their way into changes.
type sealing struct {
	w     *Workspace
	scope changeset.Scope
	cells []*cellDraft
	ops   []changeset.Operation
	keys  []changeset.DraftKey
	size  int // bytes, about
	done  int
}

func (b *sealing) add(c *cellDraft) {
	d := c.committed
	b.cells = append(b.cells, c)
	b.ops = append(b.ops, changeset.Operation{Kind: d.Kind, Key: d.Key, Field: d.Field, Value: d.Value, Expects: d.Expects})
	b.keys = append(b.keys, c.spent()...)
	b.size += len(d.Value) + len(d.Key) + 24*len(d.Expects) + 100
}

func (b *sealing) flush() error {
	if len(b.ops) == 0 {
		return nil
	}
	signed, err := b.w.put(writing{scope: b.scope, intent: "score", ops: b.ops, sealed: b.keys})
	if err != nil {
		return err
	}
	for i, c := range b.cells {
		if c.editor == nil {
			continue
		}
		// The person who goes on typing has this version on screen: what comes of it follows on it.
		c.editor.Expects = []changeset.VersionID{signed.Version(i)}
		if err := b.w.store.SaveDraft(c.editor); err != nil {
			return err
		}
	}
	b.done += len(b.ops)
	b.cells, b.ops, b.keys, b.size = nil, nil, nil, 0
	return nil
}

// unchanged reports whether a draft says what stands there anyway.
func (w *Workspace) unchanged(d *changeset.Draft) (bool, error) {
	r, err := w.store.Record(changeset.NaturalRef(d.Scope, d.Kind, d.Key))
	if err != nil {
		return false, err
	}
	heads := r.Heads(d.Field, changeset.Now)
	if len(heads) == 0 {
		return string(d.Value) == string(changeset.MustEncode(emulation.Fields{})), nil
	}
	return len(heads) == 1 && string(heads[0].Value) == string(d.Value), nil
}
