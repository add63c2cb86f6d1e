package judge

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// From this version on an entry on behalf waits for its paper, and papers have rules of their own.
const paperVersion = 2

// ReasonDesk is why others enter nothing for a unit that has a desk of its own.
const ReasonDesk = "own-desk"

// onBehalf judges what others enter for a unit on the paper its leader signed: not for a unit whose people have a desk, unless its leader agreed
// in the log, and not before the server has logged that the paper's bytes are here, so that everybody can look at them.
func (x *exam) onBehalf(season, unit emulation.ID, paper emulation.Evidence) (Ruling, error) {
	if x.version < paperVersion {
		return acceptedRuling, nil
	}
	if !x.cert.Is(emulation.SubjectUnit, unit) {
		agreed, err := x.agreed(season, unit)
		if err != nil {
			return Ruling{}, err
		}
		if !agreed {
			if has, err := x.hasDesk(unit); err != nil || has {
				return rejected(ReasonDesk), err
			}
		}
	}
	here, err := x.received(paper)
	if err != nil || here {
		return acceptedRuling, err
	}
	return Ruling{Verdict: changeset.NeedsDecision, Reason: ReasonPaper, firm: true}, nil
}

// received reports whether the log holds the server's receipt of a file. At the own desk, before anything is signed, the file is there.
func (x *exam) received(file emulation.Evidence) (bool, error) {
	if x.seen() == changeset.Now {
		return true, nil
	}
	r, err := x.record(record.Receipt.Ref(x.c.Scope, record.FileNamed(file)))
	return err == nil && record.Receipt.Last(r, x.seen()) != nil, err
}

// agreed reports whether a unit's leader allows others to enter its papers in a season.
func (x *exam) agreed(season, unit emulation.ID) (bool, error) {
	r, err := x.record(record.Agreement.Ref(x.c.Scope, record.SeasonUnit{Season: season, Unit: unit}))
	if err != nil {
		return false, err
	}
	a, _, err := record.Agreement.Value(r, x.seen())
	return a.Agrees, err
}

// hasDesk reports whether somebody who fills in a unit's papers holds a certificate that is valid at the leaf and was not revoked.
func (x *exam) hasDesk(unit emulation.ID) (bool, error) {
	return x.anyCertificate(func(log changeset.LogID, cert *identity.Certificate) (bool, error) {
		if !cert.Is(emulation.SubjectUnit, unit) || !emulation.HasRole(cert.May, emulation.RoleLeader, emulation.RoleStaff) || !cert.ValidAt(x.at.Received) {
			return false, nil
		}
		_, revoked, err := x.j.Revoked(x.v, x.control, log, x.control, x.at.Control)
		return !revoked, err
	})
}

// anyCertificate reports whether one of the control log fits.
func (x *exam) anyCertificate(fits func(changeset.LogID, *identity.Certificate) (bool, error)) (found bool, err error) {
	err = x.v.EachRecord(x.control, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		if found {
			return nil
		}
		log := record.Certificate.Read(r.Key).Log
		cert, err := x.j.CertificateAt(x.v, x.control, log, x.at.Control, x.at.Received)
		if err == nil && cert != nil {
			found, err = fits(log, cert)
		}
		return err
	})
	return found, err
}

// borrowed reports whether a new key takes the name of a colleague with other roles: a leader's name on what staff wrote would be a lie. Who has
// two devices has the same roles at both.
func (x *exam) borrowed(cert *identity.Certificate) (bool, error) {
	r, err := x.j.record(x.v, x.control, personRef(x.control, cert.Person))
	if err != nil || r.Last(fieldSubject, x.at.Control) == nil {
		return false, err
	}
	return x.anyCertificate(func(log changeset.LogID, other *identity.Certificate) (bool, error) {
		same := emulation.RolesWithin(other.May, cert.May) && emulation.RolesWithin(cert.May, other.May)
		return log != cert.Key.LogID() && other.Person == cert.Person && !same, nil
	})
}

// ruleReceipt: the server alone says that all bytes of a file are here.
func ruleReceipt(x *exam, op *changeset.Operation) (Ruling, error) {
	if x.cert.Subject.Kind != emulation.SubjectServer || len(record.Receipt.Read(op.Key).Root) != len(emulation.Hash{}) {
		return rejected(ReasonRight), nil
	}
	return acceptedRuling, nil
}

// paper judges a file in a cluster's log beside the right to write there. It is of the own unit, or another operation of the same change names it
// in what is said of that unit or season: nobody attaches papers for another. After a lock nobody takes away what the result may rest on.
func (x *exam) paper(op *changeset.Operation) (Ruling, error) {
	owner := record.Evidence.Read(op.Key).Sheet
	if !op.New {
		return x.notLocked(op)
	}
	if x.cert.Is(emulation.SubjectUnit, owner) {
		return acceptedRuling, nil
	}
	file, err := record.Evidence.File.Load(op.Value)
	if err != nil || !record.Evidence.File.Is(op) {
		return rejected(ReasonShape), nil
	}
	for i := range x.c.Operations {
		other := &x.c.Operations[i]
		f := record.FieldOf(other)
		if f == nil || other == op || !slices.Contains(f.Files(other.Value), file) {
			continue
		}
		if other.Key.Group() == owner || f.Of.Owner > 0 && other.Key.ID(f.Of.Owner) == owner || x.reasonFor(other, owner) {
			return acceptedRuling, nil
		}
	}
	return rejected(ReasonRight), nil
}

// reasonFor reports whether an operation is about a sheet of a unit.
func (x *exam) reasonFor(op *changeset.Operation, unit emulation.ID) bool {
	return op.Kind == record.Sheet.Kind && record.Sheet.Read(op.Key).Unit == unit
}

// notLocked makes what is done to a file wait that was here when a result was locked, as long as that stands.
func (x *exam) notLocked(op *changeset.Operation) (Ruling, error) {
	r, err := x.v.Record(record.Evidence.Place(x.c.Scope, op.Key.Group(), op.Record))
	if err != nil {
		return Ruling{}, err
	}
	file := record.Evidence.File.Last(r, x.seen())
	if file == nil {
		return acceptedRuling, nil // of nothing that is here; see ruleFree
	}
	out := acceptedRuling
	err = x.v.EachRecord(x.c.Scope, record.Season.Kind, x.c.Scope.ID(), func(_ changeset.Ref, s *changeset.Record) error {
		step := emulation.SeasonStep(lastText(s, record.FieldStep, x.seen()))
		result := record.Season.Result.Last(s, x.seen())
		if result != nil && emulation.SeasonReached(step, emulation.SeasonLocked) && (result.Leaf == changeset.Pending || file.Leaf != changeset.Pending && file.Leaf < result.Leaf) {
			out = Ruling{Verdict: changeset.NeedsDecision, Reason: ReasonLocked, firm: true}
		}
		return nil
	})
	return out, err
}

// corrects reports whether a count is written over one its author had seen, with other figures; not the choice between two that stand.
func (x *exam) corrects(op *changeset.Operation, r *changeset.Record) bool {
	heads := r.Heads(op.Field, x.seen())
	if len(heads) == 0 || slices.ContainsFunc(heads, func(h changeset.Version) bool { return string(h.Value) == string(op.Value) }) {
		return false
	}
	return !slices.ContainsFunc(heads, func(h changeset.Version) bool { return x.unseen(&h) && !slices.Contains(op.Expects, h.ID) })
}
