package replica

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// Witness is what proves that the server itself stands by a log that is not believed: the leaves from the first one that is not here on, and
// the checkpoint the server signed over them. Whoever holds the log before can compute its root anew.
type Witness struct {
	_      struct{} `cbor:",toarray"`
	Leaves [][]byte
	Note   []byte
}

const metaWitness = "witness/"

// KeepWitness keeps, behind an alarm, the server's signed word on the leaves it sent, if it signed exactly these.
func (room Room) KeepWitness(scope changeset.Scope, leaves [][]byte, note []byte) error {
	w, done := room.desk.Edit()
	defer done()
	alarm, err := w.Alarm(scope)
	if err != nil || alarm.What == "" {
		return err
	}
	c, err := w.Judge.OpenCheckpoint(w.Store, w.Control, note)
	if err != nil || c.Scope != scope || c.Tenant != w.Tenant() {
		return nil // the server did not sign it: it proves nothing
	}
	head, err := w.Judge.Head(w.Store, scope)
	if err != nil {
		return err
	}
	kept := Witness{Note: note}
	for _, raw := range leaves {
		leaf, err := changeset.DecodeLeaf(raw)
		if err != nil {
			return nil
		}
		if leaf.Index < head.Size {
			continue
		}
		head = head.AppendRaw(leaf, raw)
		kept.Leaves = append(kept.Leaves, raw)
	}
	if len(kept.Leaves) == 0 || head.Size != c.Size || head.Root() != c.Root || head.Generation != c.Generation {
		return nil
	}
	return w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{metaWitness + scope.String(): changeset.MustEncode(kept)}})
}

// Witness is what the server signed of a log that is not believed; nil if there is no such proof.
func (w View) Witness(scope changeset.Scope) (*Witness, error) {
	raw, err := w.Store.Meta(metaWitness + scope.String())
	if err != nil || raw == nil {
		return nil, err
	}
	kept := new(Witness)
	return kept, changeset.Load(raw, kept)
}

// Compared is what a root from elsewhere says of a log here.
type Compared struct {
	Scope  changeset.Scope
	Size   uint64
	Here   uint64 // leaves of the log here
	Root   emulation.Hash
	Same   bool // the log here had that root at that size
	Signed bool // the server signed it
}

// Compare holds a root that somebody else was shown (from paper, or a colleague) against the log here. One of more leaves than are here is
// the error "compare.ahead".
func (room Room) Compare(scope changeset.Scope, size uint64, root emulation.Hash) (*Compared, error) {
	w, done := room.desk.View()
	defer done()
	return w.compare(scope, size, root)
}

func (w View) compare(scope changeset.Scope, size uint64, root emulation.Hash) (*Compared, error) {
	head, err := w.Store.Log(scope)
	if err != nil {
		return nil, err
	}
	c := &Compared{Scope: scope, Size: size, Here: head.Size, Root: root}
	switch {
	case head.Size == 0:
		return nil, emulation.Errorf(emulation.NotFound, "compare.not-here", "scope", scope.String())
	case size > head.Size:
		return nil, emulation.Errorf(emulation.Unavailable, "compare.ahead", "scope", scope.String(), "size", size, "here", head.Size)
	case size == 0:
		c.Same = root.IsZero()
		return c, nil
	}
	have, ok, err := w.Store.RootAt(scope, size)
	c.Same = ok && have == root
	return c, err
}

// CompareCheckpoint holds a checkpoint that somebody else was given against the log here. One that the server signed and that differs is the
// proof that it shows two histories: it is an alarm, and nothing of that log is applied any more.
func (room Room) CompareCheckpoint(note []byte) (*Compared, error) {
	w, done := room.desk.Edit()
	defer done()
	signed, err := w.Judge.OpenCheckpoint(w.Store, w.Control, note)
	if err != nil {
		return nil, emulation.Errorf(emulation.Invalid, "compare.checkpoint").Because(err)
	}
	if signed.Tenant != w.Tenant() {
		return nil, emulation.Errorf(emulation.Invalid, "compare.other-world")
	}
	c, err := w.compare(signed.Scope, signed.Size, signed.Root)
	if err != nil {
		return nil, err
	}
	c.Signed = true
	head, err := w.Judge.Head(w.Store, signed.Scope)
	if err != nil || c.Same || head.Generation != signed.Generation {
		return c, err
	}
	return c, w.Notice(&judge.Alarm{Scope: signed.Scope, Index: signed.Size, What: "root", Leaf: note})
}

// Roots are sizes and roots of the logs here, to be read out, printed or sent to a colleague, with the server's checkpoints.
func (room Room) Roots() ([]Root, error) {
	w, done := room.desk.View()
	defer done()
	scopes, err := w.Store.Scopes()
	if err != nil {
		return nil, err
	}
	var all []Root
	for _, s := range scopes {
		head, err := w.Store.Log(s)
		if err != nil {
			return nil, err
		}
		note, err := w.Store.Meta(book.CheckpointName(s))
		if err != nil {
			return nil, err
		}
		all = append(all, Root{Scope: s, Name: book.LogName(s), Size: head.Size, Root: head.Root(), Checkpoint: string(note)})
	}
	return all, nil
}

// Root is how a log stands here.
type Root struct {
	Scope      changeset.Scope
	Name       emulation.Message
	Size       uint64
	Root       emulation.Hash
	Checkpoint string // the last the server signed, may be empty
}
