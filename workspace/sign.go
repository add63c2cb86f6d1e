package workspace

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// Writing is a change before it is signed, and what is put on disk with it.
type Writing struct {
	Scope    changeset.Scope
	Intent   string
	Ops      []changeset.Operation
	Detached []changeset.Detached
	sealed   []changeset.DraftKey
	Meta     map[string][]byte
	Schema   uint64               // 0 = that of the judge version in force
	At       int64                // when its rights are judged, milliseconds; 0 = now
	After    *changeset.ChainHead // what it follows in the own chain, and in which epoch, which it opens only if it will be accepted; nil = the chain's end
}

// Write makes one change of operations in a scope, signs it, and puts it on disk.
func (t *Tx) Write(scope changeset.Scope, intent string, ops ...changeset.Operation) (*changeset.Signed, error) {
	return t.Put(Writing{Scope: scope, Intent: intent, Ops: ops})
}

// Put signs a change and puts it on disk. Refusals are told before anything is signed; a certificate that has ended does not stop the work,
// it is renewed at the next sync.
func (t *Tx) Put(x Writing) (*changeset.Signed, error) {
	if err := t.Disk.Writable(); err != nil {
		return nil, err
	}
	own, err := t.book.Store.Own(x.Scope)
	if err != nil {
		return nil, err
	}
	head, err := t.book.Judge.Head(t.book.Store, x.Scope)
	if err != nil {
		return nil, err
	}
	if err := t.tick(x.Scope, own); err != nil {
		return nil, err
	}
	if x.After != nil {
		own = *x.After
	}
	if x.Schema == 0 {
		if x.Schema, err = t.book.Judge.InForceFor(t.book.Store, x.Scope); err != nil {
			return nil, err
		}
	}
	if err := within(x.Ops, x.Schema); err != nil {
		return nil, err
	}
	c := changeset.Change{
		Format: changeset.Format, Tenant: t.book.Judge.Tenant, Log: t.book.Self(), Scope: x.Scope, Previous: own.Identity, BaseRoot: head.Root(),
		Generation: head.Generation, BaseSize: head.Size, Epoch: own.Epoch, Seq: own.Seq + 1, HLC: t.clock, Schema: x.Schema,
		Operations: x.Ops, Intent: x.Intent,
	}
	if x.At == 0 {
		x.At = t.book.NowMs()
	}
	if err := t.book.Precheck(&c, x.At, x.After != nil); err != nil {
		return nil, err
	}
	signed, err := c.Sign(t.Key.Private)
	if err != nil {
		return nil, err
	}
	overlay := judge.NewOverlay(t.book.Store)
	if err := overlay.AddPending(signed, x.Detached); err != nil {
		return nil, err
	}
	overlay.Batch().Sealed = x.sealed
	for name, value := range x.Meta {
		overlay.Batch().Meta[name] = value
	}
	err = t.Disk.Commit(overlay.Batch())
	t.book.Changed(x.Scope)
	t.book.Touched(overlay.Batch())
	if err != nil {
		return nil, err
	}
	t.Tell(Event{Kind: Changed, Scope: x.Scope, Own: true})
	return signed, nil
}

// within says in words what lies beyond the bounds of its record, or is of a judge version that is not in force yet, which the judge would only refuse.
func within(ops []changeset.Operation, judge uint64) error {
	for i := range ops {
		if f := record.FieldOf(&ops[i]); f != nil {
			if needs := f.Needs(&ops[i]); needs > judge {
				return emulation.Errorf(emulation.Forbidden, "workspace.judge-before", "needs", needs, "judge", judge)
			}
			if err := f.Within(&ops[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// clockSlack is how far a computer's clock may be behind what it said before and still only have been set right by a little.
const clockSlack = 10 * 60 * 1000

// tick takes the clock past the last own change of a scope: a computer whose clock was set back a little must not order new work before old. What was
// written under a clock that was far ahead dates nothing that is written afterwards.
func (t *Tx) tick(scope changeset.Scope, own changeset.ChainHead) error {
	if !t.clocked[scope] && own.Seq > 0 {
		raw, err := t.book.Store.Change(own.Identity)
		if err != nil {
			return err
		}
		if raw != nil {
			last, err := changeset.Decode(t.book.Judge.Tenant, raw)
			if err != nil {
				return err
			}
			t.clock = max(t.clock, last.HLC)
		}
	}
	t.clocked[scope] = true
	now := t.book.NowMs()
	if t.clock.Milliseconds() > now+clockSlack {
		t.clock = 0
	}
	t.clock = t.clock.Next(now)
	return nil
}

// Unclock reads the last own change of a scope again before the next one is signed.
func (t *Tx) Unclock(scope changeset.Scope) { t.clocked[scope] = false }

// Set writes one field of one record as one change, with others in the same change.
func (t *Tx) Set(scope changeset.Scope, op changeset.Operation, others ...changeset.Operation) error {
	op, err := t.book.Operation(scope, op)
	if err != nil {
		return err
	}
	_, err = t.Write(scope, op.Kind, append([]changeset.Operation{op}, others...)...)
	return err
}

// EntryCode names a new entry of a list: what the person gave as its code, or a new one.
func (t *Tx) EntryCode(given string) (string, error) {
	if given = book.Clean(given); given != "" {
		return given, nil
	}
	id, err := identity.NewID(t.Rand)
	return id.String()[:8], err
}

// SetOver writes a field of a record over what stands there, unless that waits for a decision, or nobody can mean the value.
func SetOver[K, T any](t *Tx, scope changeset.Scope, f record.Field[K, T], key K, value T, others ...changeset.Operation) error {
	if err := f.Valid(value); err != nil {
		return err
	}
	r, err := t.book.Store.Record(f.Ref(scope, key))
	if err != nil {
		return err
	}
	if err := book.Settled(changeset.Conflict(f.Heads(r, changeset.Now))); err != nil {
		return err
	}
	return t.Set(scope, f.Op(key, value), others...)
}

// Detach makes a personal value: a change holds only its commitment.
func (t *Tx) Detach(value string) (changeset.Detached, error) {
	salt, err := identity.NewSecret(t.Rand)
	return changeset.Detached{Salt: salt, Value: []byte(value)}, err
}

// maxLines is how many bytes a list of personal lines may take: it travels whole beside its change.
const maxLines = 48 << 10

// DetachLines makes a personal value of a list of names; one without a line takes back what stood in its place.
func (t *Tx) DetachLines(lines []string) (changeset.Detached, error) {
	text := strings.Join(book.CleanAll(lines), "\n")
	switch {
	case text == "":
		return changeset.Nothing, nil
	case len(text) > maxLines:
		return changeset.Detached{}, emulation.Errorf(emulation.Invalid, "personal.too-long", "limit", maxLines>>10)
	}
	return t.Detach(text)
}

// SetPersonal writes a list of names (one person a line) over what stands in a field. The log holds only its commitment, so that the names can be
// withdrawn; book.Personal reads them. Without a line it is taken back for good: every store drops what stood there.
func SetPersonal[K any](t *Tx, scope changeset.Scope, f record.Field[K, emulation.Hash], key K, lines []string) error {
	d, err := t.DetachLines(lines)
	if err != nil {
		return err
	}
	it, _, err := book.One(t.book.Store, scope, f, key)
	if err != nil {
		return err
	}
	if err := book.Settled(it.Conflict); err != nil {
		return err
	}
	op, err := t.book.Operation(scope, f.Op(key, d.Commitment()))
	if err != nil {
		return err
	}
	_, err = t.Put(Writing{Scope: scope, Intent: f.Kind, Ops: []changeset.Operation{op}, Detached: []changeset.Detached{d}})
	return err
}

// Use remembers a season as the one to work in; nil goes back to the latest.
func (t *Tx) Use(season []byte) error {
	if err := t.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{book.MetaSeason: season}}); err != nil {
		return err
	}
	t.book.Unpick()
	t.Tell(Event{Kind: Changed, Scope: t.book.Control}) // what is on screen is of another season now
	return nil
}
