package replica

import (
	"crypto/ed25519"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/workspace/book"
)

// metaStated keeps the server's last signed word on what a log amounts to that this desk agreed with.
const metaStated = "stated/"

// State holds the server's signed word on what a log amounts to against what this desk made of the same leaves. A difference is an alarm, kept with
// the word as its proof, and ends nothing: the log itself is right, and VerifyLogs tells which of the two is wrong. A word on more leaves than are
// here says nothing.
func (room Room) State(raw []byte) error {
	w, done := room.desk.Edit()
	defer done()
	word, err := wordOf(w.Judge, w.Store, w.Control, raw)
	if err != nil {
		return err
	}
	if word == nil {
		return w.Raise(&judge.Alarm{Scope: w.Control, What: "signature", Leaf: raw})
	}
	head, err := w.Judge.Head(w.Store, word.Scope)
	if err != nil || word.Generation != head.Generation || word.Size > head.Size {
		return err
	}
	if root, ok, err := w.Store.RootAt(word.Scope, word.Size); err != nil {
		return err
	} else if !ok || root != word.Root {
		return w.Raise(&judge.Alarm{Scope: word.Scope, Index: word.Size, What: "root", Leaf: raw})
	}
	if word.Size < head.Size {
		return nil
	}
	b := new(changeset.Batch)
	sum, err := state.Kept(w.Store, word.Scope)
	if err != nil {
		return err
	}
	if sum == nil || sum.Hash(word.Scope) != word.State { // what was kept may be of an older program, or damaged: the records count
		sum, err = state.Summed(w.Store, word.Scope)
		switch {
		case emulation.CodeOf(err) == emulation.Corrupt:
			return nil // a row of this desk cannot be read: that is no fault of the log, and told elsewhere
		case err != nil:
			return err
		}
		b.Records = map[changeset.Ref]*changeset.Record{state.Ref(word.Scope): sum.Row(head)}
	}
	same := sum.Hash(word.Scope) == word.State
	if same {
		b.Meta = map[string][]byte{metaStated + word.Scope.String(): raw, book.AlarmName("state", word.Scope): nil}
	}
	if err := w.Disk.Commit(b); err != nil || same {
		return err
	}
	return w.Notice(&judge.Alarm{Scope: word.Scope, Index: word.Size, What: "state", Leaf: raw})
}

// wordOf reads a word that a server of the office signed; nil: none did.
func wordOf(j *judge.Judge, v judge.View, control changeset.Scope, raw []byte) (word *state.Word, err error) {
	err = j.SignedByServer(v, control, func(server ed25519.PublicKey) bool {
		word = state.Open(j.Tenant, raw, server)
		return word != nil
	})
	return word, err
}

// agreed is at which size the log's state was last found to be what the server signed; 0 if never, or if another was signed since.
func (w View) agreed(scope changeset.Scope) (uint64, error) {
	differs, err := book.AlarmAt(w.Store, book.AlarmName("state", scope))
	if err != nil || differs.What != "" {
		return 0, err
	}
	raw, err := w.Store.Meta(metaStated + scope.String())
	if err != nil || raw == nil {
		return 0, err
	}
	word, err := wordOf(w.Judge, w.Store, w.Control, raw)
	if err != nil || word == nil {
		return 0, err
	}
	return word.Size, nil
}
