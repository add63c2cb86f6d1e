package book

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

func (b *Book) NowMs() int64 { return b.Now().UnixMilli() }

// Certified is the desk's own certificate in the control log, pending changes included; nil if it has none.
func (b *Book) Certified() (*identity.Certificate, error) {
	return b.Judge.Certificate(b.Store, b.Control, b.Self(), changeset.Now)
}

// Precheck tells a refusal before anything is signed.
func (b *Book) Precheck(c *changeset.Change, at int64) error {
	ruling, err := b.Judge.Precheck(b.Store, c, at)
	if refusal, ok := judge.AsRefusal(err); ok {
		return Refused(refusal.Reason)
	} else if err != nil {
		return err
	}
	if ruling.Verdict == changeset.Rejected || ruling.Verdict == changeset.NeedsDecision {
		return refusedTo(ruling)
	}
	return nil
}

// Allowed asks whether a change of operations would be taken, without writing it.
func (b *Book) Allowed(scope changeset.Scope, ops ...changeset.Operation) error {
	own, err := b.Store.Own(scope)
	if err != nil {
		return err
	}
	c := changeset.Change{Tenant: b.Judge.Tenant, Log: b.Self(), Scope: scope, Epoch: own.Epoch, Seq: own.Seq + 1, Schema: changeset.Schema, Operations: ops}
	return b.Precheck(&c, b.NowMs())
}

// Changed forgets what was kept of a log that may have changed.
func (b *Book) Changed(scope changeset.Scope) {
	if scope.Kind() != changeset.Unit {
		b.seen = nil
	}
	if scope.Kind() == changeset.Control {
		b.Judge.Forget()
	}
}

// Refused makes the sentence of a refusal from the judge's reason: what the server would say later is said now.
func Refused(reason string) error {
	return emulation.Errorf(emulation.Forbidden, "workspace.refused", "reason", emulation.Say("reason."+reason))
}

// refusedTo says also who may do what was refused.
func refusedTo(r judge.Ruling) error {
	if r.Reason == judge.ReasonRight && r.By != 0 {
		return NotMine(r.By)
	}
	return Refused(r.Reason)
}
