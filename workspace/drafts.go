package workspace

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// MaxSealed is how many cells go into one change: well below 64 kB.
const MaxSealed = 150

// Seal signs what was typed and is not signed yet, at most perChange cells to a change; it gives how many cells were signed.
func (t *Tx) Seal(perChange int) (int, error) {
	me, err := t.book.Certificate()
	if err != nil || me.Subject.Kind != emulation.SubjectUnit {
		return 0, err
	}
	b := sealing{w: t, scope: changeset.NewScope(changeset.Unit, me.Subject.ID)}
	drafts, err := t.book.Drafts(b.scope)
	if err != nil {
		return 0, err
	}
	judge, err := t.book.Judge.InForceFor(t.book.Store, b.scope)
	if err != nil {
		return 0, err
	}
	for _, c := range drafts.List {
		if !c.Sealable() || within([]changeset.Operation{operation(c.Committed)}, judge) != nil {
			continue
		}
		if same, err := t.book.Unchanged(c.Committed); err != nil {
			return b.done, err
		} else if same {
			for _, key := range c.Spent() {
				if err := t.Disk.DropDraft(key); err != nil {
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
	w     *Tx
	scope changeset.Scope
	cells []*book.CellDraft
	ops   []changeset.Operation
	keys  []changeset.DraftKey
	size  int // bytes, about
	done  int
}

func (b *sealing) add(c *book.CellDraft) {
	d := c.Committed
	b.cells = append(b.cells, c)
	b.ops = append(b.ops, operation(d))
	b.keys = append(b.keys, c.Spent()...)
	b.size += len(d.Value) + len(d.Key) + 24*len(d.Expects) + 100
}

func operation(d *changeset.Draft) changeset.Operation {
	return changeset.Operation{Kind: d.Kind, Key: d.Key, Field: d.Field, Value: d.Value, Expects: d.Expects}
}

func (b *sealing) flush() error {
	if len(b.ops) == 0 {
		return nil
	}
	signed, err := b.w.Put(Writing{Scope: b.scope, Intent: "score", Ops: b.ops, sealed: b.keys})
	if err != nil {
		return err
	}
	for i, c := range b.cells {
		if c.Editor == nil {
			continue
		}
		// The person who goes on typing has this version on screen: what comes of it follows on it.
		c.Editor.Expects = []changeset.VersionID{signed.Version(i)}
		if err := b.w.Disk.SaveDraft(c.Editor); err != nil {
			return err
		}
	}
	b.done += len(b.ops)
	b.cells, b.ops, b.keys, b.size = nil, nil, nil, 0
	return nil
}
