package judge

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/state"
)

// Records the fold keeps for itself start with an underscore and are outside the state hash: they can be derived from the log.
const (
	kindHeld   = "_held"   // a change that waits: quarantined, or in need of a decision; owner = its log id
	kindSheet  = "_sheet"  // the key of a sheet by its id
	kindPerson = "_person" // for whom a person's certificates speak: one unit or office

	fieldVerdict = "verdict"
	fieldSubject = "subject"
)

// HistoryKept is how many superseded versions of a field stay in its row; all of them stay in the log.
const HistoryKept = 16

// Held is a change that was given a leaf and is not part of the state: who can do what about it depends on the reason.
type Held struct {
	_        struct{} `cbor:",toarray"`
	Identity changeset.Identity
	Verdict  changeset.Verdict
	Reason   string
}

// Append gives a change its leaf: it extends the log and folds the operations into their records, or takes them out, as the verdict says.
// The leaf's index must be the size of the log. c is the change the leaf judges, e.Raw its bytes or nil for a further leaf.
func (o *Overlay) Append(e changeset.Entry, c *changeset.Signed) error {
	head, err := o.Log(e.Scope)
	if err != nil {
		return err
	}
	if e.Leaf.Index != head.Size || (head.Size > 0 && (e.Leaf.Received < head.Received && e.Leaf.JudgeVersion == First || e.Leaf.ControlSize < head.ControlSize)) ||
		(e.Scope.Kind() == changeset.Control && e.Leaf.ControlSize != head.Size) {
		return emulation.Errorf(emulation.Corrupt, "judge.leaf-order", "scope", e.Scope.String(), "index", e.Leaf.Index)
	}
	sum, err := o.sum(e.Scope)
	if err != nil {
		return err
	}
	e.LeafRaw = e.Leaf.Encode()
	head = head.AppendRaw(&e.Leaf, e.LeafRaw)
	e.Root = head.Root()
	place, err := o.Place(c.Identity)
	if err != nil {
		return err
	}
	waiting := place != nil && place.First == changeset.Pending
	first := place == nil || waiting
	if first == e.Leaf.Further() {
		return emulation.Errorf(emulation.Corrupt, "judge.leaf-order", "scope", e.Scope.String(), "index", e.Leaf.Index)
	}
	p := changeset.Place{Scope: e.Scope, Log: c.Log, Epoch: c.Epoch, Seq: c.Seq, First: int64(e.Leaf.Index), Last: int64(e.Leaf.Index), Verdict: e.Leaf.Verdict}
	if !first {
		p.First = place.First
	}
	if err := o.fold(c, &e.Leaf, place, sum); err != nil {
		return err
	}
	if err := o.hold(c, &e.Leaf); err != nil {
		return err
	}
	o.noteOdd(c, &e.Leaf)
	if err := o.forget(c, &e.Leaf); err != nil {
		return err
	}
	if first {
		if e.Leaf.Reason != ReasonFork {
			if err := o.chain(c); err != nil {
				return err
			}
		}
		if waiting {
			o.batch.Settled = append(o.batch.Settled, c.Identity)
		}
	}
	o.batch.Places[c.Identity] = p
	o.batch.Heads[e.Scope], o.moved = head, true
	o.added[e.Scope] = append(o.added[e.Scope], len(o.batch.Entries))
	o.batch.Entries = append(o.batch.Entries, e)
	o.batch.Detached = append(o.batch.Detached, e.Detached...)
	o.batch.Forgotten = slices.DeleteFunc(o.batch.Forgotten, func(h emulation.Hash) bool { // a later change names it anew
		return slices.ContainsFunc(e.Detached, func(d changeset.Detached) bool { return d.Commitment() == h })
	})
	o.bytes += len(e.Raw) + len(e.LeafRaw) + 64
	return nil
}

// AddPending puts an own change on top, without a leaf: it is seen, marked as waiting, and outside the state hash.
func (o *Overlay) AddPending(c *changeset.Signed, detached []changeset.Detached) error {
	for i := range c.Operations {
		if err := o.addVersion(c, i, changeset.Pending, c.HLC, false, nil); err != nil {
			return err
		}
	}
	o.batch.Places[c.Identity] = changeset.Place{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch, Seq: c.Seq, First: changeset.Pending, Last: changeset.Pending}
	o.batch.Own[c.Scope] = changeset.ChainHead{Epoch: c.Epoch, Seq: c.Seq, Identity: c.Identity}
	o.batch.Pending = append(o.batch.Pending, changeset.PendingChange{Change: c, Detached: detached})
	o.batch.Detached = append(o.batch.Detached, detached...)
	o.bytes += len(c.Raw)
	return nil
}

func (o *Overlay) fold(c *changeset.Signed, leaf *changeset.Leaf, before *changeset.Place, sum *state.Sum) error {
	accepted := leaf.Verdict == changeset.Accepted
	shown := before != nil && (before.First == changeset.Pending || before.Verdict == changeset.Accepted)
	if !accepted && !shown {
		return nil
	}
	for i := range c.Operations {
		if accepted {
			if err := o.addVersion(c, i, int64(leaf.Index), c.HLC.Cap(leaf.Received), leaf.Further() && steps(c, i), sum); err != nil {
				return err
			}
			continue
		}
		ref := c.Ref(i)
		r, err := o.Record(ref)
		if err != nil {
			return err
		}
		if r == nil {
			continue
		}
		field := c.Operations[i].Field
		was := state.ElementOf(ref, r, field)
		r.Remove(field, c.Version(i))
		sum.Replace(was, state.ElementOf(ref, r, field))
		if len(r.Fields) == 0 {
			r = nil
			if ref.Kind == record.Sheet.Kind {
				o.batch.Records[sheetRef(c.Scope, ref.ID)] = nil
			}
		}
		o.batch.Records[ref] = r
		if err := o.person(c, i, nil); err != nil {
			return err
		}
	}
	return nil
}

// person notes with a certificate whose it is, or takes the note away (version nil).
func (o *Overlay) person(c *changeset.Signed, i int, version *changeset.Version) error {
	op := &c.Operations[i]
	if op.Kind != record.Certificate.Kind {
		return nil
	}
	var raw []byte
	if err := changeset.Load(op.Value, &raw); err != nil {
		return nil // a pending change that says nothing of anybody
	}
	cert, err := identity.ParseCertificate(c.Tenant, raw)
	if err != nil || cert.Person.IsZero() {
		return nil
	}
	ref := personRef(c.Scope, cert.Person)
	r, err := o.Record(ref)
	if err != nil {
		return err
	}
	if r == nil {
		r = &changeset.Record{Key: record.Person.Key(record.ByPerson{Person: cert.Person})}
	}
	if version == nil {
		r.Remove(fieldSubject, c.Version(i))
	} else {
		v := *version
		v.Value, v.Expects = changeset.MustEncode(cert.Subject), nil
		r.Add(fieldSubject, v)
	}
	if len(r.Fields) == 0 {
		r = nil
	}
	o.batch.Records[ref] = r
	return nil
}

func personRef(control changeset.Scope, person emulation.ID) changeset.Ref {
	return changeset.Ref{Scope: control, Kind: kindPerson, ID: person}
}

// steps reports whether an operation belongs to a step of its record's life cycle.
func steps(c *changeset.Signed, i int) bool {
	for j := range c.Operations {
		if c.Operations[j].Field == record.FieldStep && c.Ref(j) == c.Ref(i) {
			return true
		}
	}
	return false
}

// addVersion puts a value into its record. chosen: a person took in a step that others had overtaken, and so chose it over what stands: nobody
// is asked again. sum is nil for what has no leaf: it is outside the state.
func (o *Overlay) addVersion(c *changeset.Signed, i int, leaf int64, clock changeset.HLC, chosen bool, sum *state.Sum) error {
	op := &c.Operations[i]
	ref := c.Ref(i)
	r, err := o.Record(ref)
	if err != nil {
		return err
	}
	if r == nil {
		r = &changeset.Record{Key: op.Key}
	}
	version := changeset.Version{ID: c.Version(i), Author: c.Log, HLC: clock, Leaf: leaf, Value: op.Value, Expects: op.Expects}
	if chosen {
		version.Expects = changeset.IDs(r.Heads(op.Field, changeset.Logged))
	}
	var was state.Element
	if sum != nil {
		was = state.ElementOf(ref, r, op.Field)
	}
	r.Add(op.Field, version)
	if c.Scope.Kind() != changeset.Control { // rights are asked as of any earlier size of the control log
		r.Prune(op.Field, HistoryKept)
	}
	if sum != nil {
		sum.Replace(was, state.ElementOf(ref, r, op.Field))
	}
	o.batch.Records[ref] = r
	o.bytes += len(op.Value) + 100
	if op.Kind == record.Sheet.Kind {
		o.batch.Records[sheetRef(c.Scope, ref.ID)] = &changeset.Record{Key: op.Key}
	}
	return o.person(c, i, &version)
}

func (o *Overlay) hold(c *changeset.Signed, leaf *changeset.Leaf) error {
	ref := changeset.Ref{Scope: c.Scope, Kind: kindHeld, Group: c.Log, ID: c.Identity.Short()}
	switch leaf.Verdict {
	case changeset.Quarantined, changeset.NeedsDecision:
		r := &changeset.Record{Key: record.Certificate.Key(record.ByLog{Log: c.Log})}
		r.Add(fieldVerdict, changeset.Version{ID: c.Version(0), Author: c.Log, HLC: c.HLC, Leaf: int64(leaf.Index),
			Value: changeset.MustEncode(Held{Identity: c.Identity, Verdict: leaf.Verdict, Reason: leaf.Reason})})
		o.batch.Records[ref] = r
	default:
		if !leaf.Further() {
			return nil
		}
		o.batch.Records[ref] = nil
	}
	return nil
}

// chain moves the end of the change's chain if it is the next link. A fork's twin is not.
func (o *Overlay) chain(c *changeset.Signed) error {
	key := changeset.ChainKey{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch}
	end, err := o.Chain(key)
	if err != nil {
		return err
	}
	if end.Seq == 0 || (c.Seq == end.Seq+1 && c.Previous == end.Identity) {
		o.batch.Chains[key] = changeset.ChainHead{Epoch: c.Epoch, Seq: c.Seq, Identity: c.Identity}
	}
	return nil
}

// EachHeld visits the changes of a scope that wait for a decision or a renewal; a zero log id visits all authors.
func EachHeld(v View, scope changeset.Scope, log changeset.LogID, fn func(Held) error) error {
	return v.EachRecord(scope, kindHeld, log, func(_ changeset.Ref, r *changeset.Record) error {
		last := r.Last(fieldVerdict, changeset.Now)
		if last == nil {
			return nil
		}
		var h Held
		if err := changeset.Load(last.Value, &h); err != nil {
			return err
		}
		return fn(h)
	})
}

func sheetRef(cluster changeset.Scope, sheet emulation.ID) changeset.Ref {
	return changeset.Ref{Scope: cluster, Kind: kindSheet, ID: sheet}
}

// SheetKey gives the key [season, unit, period] of a sheet by its id; nil if no sheet with that id was submitted.
func SheetKey(v View, cluster changeset.Scope, sheet emulation.ID) (changeset.Key, error) {
	r, err := v.Record(sheetRef(cluster, sheet))
	if err != nil || r == nil {
		return nil, err
	}
	return r.Key, nil
}
