package book

import (
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/vietnamese"
)

// Access is whether this desk may write something now, and if not, why: who may, or when.
type Access struct {
	OK  bool
	Why emulation.Message
}

// Access tells of a field of a record of a season whether the reader may write it; unit is whose it is: the cluster's id where the cluster stands in a
// unit's place, zero where the record is about none. The judge has the last word when it is written.
func (b *Book) Access(s *Season, field *record.AnyField, unit emulation.ID) (Access, error) {
	right := field.Right
	if unit == s.Cluster.ID {
		judge, err := b.Judge.InForceFor(b.Store, s.Cluster.Scope())
		if err != nil {
			return Access{}, err
		}
		right, unit = field.OfCluster(judge), emulation.ID{}
	}
	as, err := b.Actors(s, unit)
	switch open := right.Open(s.Step); {
	case err != nil:
		return Access{}, err
	case as&right.By == 0:
		return Access{Why: emulation.Say("access.who", "who", right.By.Message())}, nil
	case open < 0:
		return Access{Why: emulation.Say("access.not-yet", "step", emulation.Say("season."+string(right.From)))}, nil
	case open > 0:
		return Access{Why: emulation.Say("access.over", "step", emulation.Say("season."+string(right.Until)))}, nil
	}
	return Access{OK: true}, nil
}

// Actors tells as whom this desk acts in a season on what belongs to a unit (zero: to nobody in particular).
func (b *Book) Actors(s *Season, unit emulation.ID) (emulation.Actors, error) {
	cert, err := b.Certificate()
	if err != nil {
		return 0, err
	}
	return b.Judge.Actors(b.Store, cert, b.Control, s.Cluster.Scope(), s.ID, unit)
}

// NotMine is the refusal of what others do.
func NotMine(by emulation.Actors) error {
	return emulation.Errorf(emulation.Forbidden, "workspace.refused-to", "who", by.Message())
}

// Precheck tells a refusal before anything is signed; firm refuses also what would have to wait in quarantine.
func (b *Book) Precheck(c *changeset.Change, at int64, firm bool) error {
	ruling, err := b.Judge.Precheck(b.Store, c, at)
	refusal, refused := judge.AsRefusal(err)
	if err != nil && !refused {
		return err
	}
	if !refused && (ruling.Verdict == changeset.Accepted || ruling.Verdict == changeset.Quarantined && !firm) {
		return nil
	}
	if err := b.outOfTime(at); err != nil {
		return err
	}
	if refused {
		return Refused(refusal.Reason)
	}
	return refusedTo(ruling)
}

// outOfTime names this computer's clock where by it the desk's certificate is not in force: a refusal is then the clock's, or the lack of a sync,
// before it is one of rights.
func (b *Book) outOfTime(at int64) error {
	cert, err := b.Certificate()
	if err != nil || cert.ValidAt(at) {
		return nil // the refusal is told
	}
	moment := func(ms int64) string { return vietnamese.ShortMoment(time.UnixMilli(ms).In(b.Now().Location())) }
	return emulation.Errorf(emulation.Forbidden, "workspace.out-of-time", "now", moment(at), "from", moment(1000*cert.NotBefore), "until", moment(1000*cert.NotAfter))
}

// Allowed asks whether a change of operations would be taken, without writing it.
func (b *Book) Allowed(scope changeset.Scope, ops ...changeset.Operation) error {
	own, err := b.Store.Own(scope)
	if err != nil {
		return err
	}
	schema, err := b.Judge.InForceFor(b.Store, scope)
	if err != nil {
		return err
	}
	c := changeset.Change{Tenant: b.Judge.Tenant, Log: b.Self(), Scope: scope, Epoch: own.Epoch, Seq: own.Seq + 1, Schema: schema, Operations: ops}
	return b.Precheck(&c, b.NowMs(), false)
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

// NotWhileLocked refuses to take in what came after a lock that still stands.
func (b *Book) NotWhileLocked(scope changeset.Scope, id changeset.Identity) error {
	place, err := b.Store.Place(id)
	if err != nil || place == nil || place.Last == changeset.Pending {
		return err
	}
	e, err := b.Store.Entry(scope, uint64(place.Last))
	if err != nil || e == nil || e.Leaf.Reason != judge.ReasonLocked {
		return err
	}
	s, err := b.Season()
	if err != nil || !emulation.SeasonReached(s.Step, emulation.SeasonLocked) {
		return err
	}
	return emulation.Errorf(emulation.Forbidden, "late.reopen-first", "step", emulation.Say("season."+string(s.Step)))
}
