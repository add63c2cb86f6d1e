package judge_test

import (
	"fmt"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
)

// Draft is a person's next change in a scope, on top of the log as it stands, before it is signed.
func (w *World) Draft(p *Person, scope changeset.Scope, intent string, ops ...changeset.Operation) changeset.Change {
	head := w.Store.Heads[scope]
	own := p.chains[scope]
	schema, err := w.Judge.InForceFor(w.Store, scope)
	must(err)
	return changeset.Change{Format: changeset.Format, Tenant: w.Judge.Tenant, Log: p.Log(), Scope: scope, Previous: own.Identity, BaseRoot: head.Root(),
		Generation: head.Generation, BaseSize: head.Size, Epoch: own.Epoch, Seq: own.Seq + 1, HLC: changeset.HLC(0).Next(w.Now), Schema: schema,
		Operations: ops, Intent: intent}
}

// Sign signs a change and makes it the end of the person's chain.
func (w *World) Sign(p *Person, c changeset.Change) *changeset.Signed {
	s, err := c.Sign(p.Key)
	must(err)
	p.chains[c.Scope] = changeset.ChainHead{Epoch: c.Epoch, Seq: c.Seq, Identity: s.Identity}
	return s
}

// Give gives a change its leaf, or says why it gets none. A change that has one gets the same again.
func (w *World) Give(c *changeset.Signed) (changeset.Leaf, error) {
	if place := w.Store.Places[c.Identity]; place.Verdict != 0 {
		return w.Store.Logs[place.Scope][place.Last].Leaf, nil
	}
	moment, control, err := w.moment(c)
	if err != nil {
		return changeset.Leaf{}, err
	}
	o := judge.NewOverlay(w.Store)
	ruling, err := w.Judge.Decide(o, c, moment)
	if err != nil {
		return changeset.Leaf{}, err
	}
	leaf := changeset.Leaf{Verdict: ruling.Verdict, Reason: ruling.Reason, ControlSize: control, JudgeVersion: ruling.Judge}
	return w.append(o, c, leaf, c.Raw)
}

// Again gives a change a further leaf because of a cause; false if the cause is no ground for one.
func (w *World) Again(c, cause *changeset.Signed) (changeset.Leaf, bool, error) {
	moment, control, err := w.moment(c)
	if err != nil {
		return changeset.Leaf{}, false, err
	}
	o := judge.NewOverlay(w.Store)
	ruling, ok, err := w.Judge.Again(o, c, cause, moment)
	if err != nil || !ok {
		return changeset.Leaf{}, ok, err
	}
	leaf := changeset.Leaf{Verdict: ruling.Verdict, Reason: ruling.Reason, ControlSize: control, JudgeVersion: ruling.Judge, Cause: cause.Identity[:]}
	leaf, err = w.append(o, c, leaf, nil)
	return leaf, true, err
}

func (w *World) moment(c *changeset.Signed) (judge.Moment, uint64, error) {
	control, ok, err := w.Judge.ControlOf(w.Store, c.Scope, changeset.Logged)
	if err == nil && !ok {
		err = &judge.Refusal{Reason: judge.RefusedScope}
	}
	size := w.Store.Heads[control].Size
	return judge.Moment{Received: w.Now, Control: changeset.AsOf(size)}, size, err
}

func (w *World) append(o *judge.Overlay, c *changeset.Signed, leaf changeset.Leaf, raw []byte) (changeset.Leaf, error) {
	leaf.Index, leaf.Received, leaf.Identity = w.Store.Heads[c.Scope].Size, w.Now, c.Identity
	if err := w.Judge.Append(o, changeset.Entry{Scope: c.Scope, Leaf: leaf, Raw: raw}, c); err != nil {
		return leaf, err
	}
	w.Store.Apply(o.Batch())
	w.Now += 1000
	return leaf, nil
}

// Try writes a change of a person and gives it a leaf, whatever the verdict.
func (w *World) Try(p *Person, scope changeset.Scope, intent string, ops ...changeset.Operation) (*changeset.Signed, changeset.Leaf, error) {
	c := w.Sign(p, w.Draft(p, scope, intent, ops...))
	leaf, err := w.Give(c)
	return c, leaf, err
}

// Write is Try for a change that has to be accepted.
func (w *World) Write(p *Person, scope changeset.Scope, intent string, ops ...changeset.Operation) (*changeset.Signed, changeset.Leaf) {
	c, leaf, err := w.Try(p, scope, intent, ops...)
	if err != nil || leaf.Verdict != changeset.Accepted {
		panic(fmt.Sprintf("%s in %s: %v %s (%v)", intent, scope, leaf.Verdict, leaf.Reason, err))
	}
	return c, leaf
}

// Raise brings a judge version into force.
func (w *World) Raise(version uint64) changeset.Leaf {
	c := w.Draft(w.Office, w.Control, "judge", record.Judge.Op(record.ByOffice{Office: w.Control.ID()}, version))
	c.Schema = version
	leaf, err := w.Give(w.Sign(w.Office, c))
	if err != nil || leaf.JudgeVersion != version {
		panic(fmt.Sprintf("raising to %d: %+v (%v)", version, leaf, err))
	}
	return leaf
}

// Received lists a log as another desk gets it, from an index on.
func (w *World) Received(scope changeset.Scope, from int) []judge.Received {
	var out []judge.Received
	for _, e := range w.Store.Logs[scope][from:] {
		out = append(out, judge.Received{Scope: scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
	}
	return out
}

// Hashes are the state hashes of all logs.
func Hashes(s *Store) map[changeset.Scope]emulation.Hash {
	scopes, err := s.Scopes()
	must(err)
	all := map[changeset.Scope]emulation.Hash{}
	for _, scope := range scopes {
		all[scope], err = state.Of(s, scope)
		must(err)
		kept, err := state.At(s, scope)
		must(err)
		if kept.Hash(scope) != all[scope] {
			panic("the sum of the state went another way than the state")
		}
	}
	return all
}
