package sheet

import (
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// SubmitOnBehalf hands a sheet in for somebody who signed it on paper (ghi thay); signer is the office of who signed ("Giám đốc"), and paper
// a file that was attached before. A unit's own staff hand in what stands in the sheet; inputs are then nil. The standing office and those who
// prepare the head's papers enter the figures of a unit of which nobody has a desk: a unit that has one hands in itself. The sheet says on
// screen and on paper that it was entered so, and the unit may object.
func (room Room) SubmitOnBehalf(unitID emulation.ID, signer string, paper emulation.Evidence, inputs map[string]emulation.Fields) error {
	p, done := room.desk.Edit()
	defer done()
	if err := p.standsIn(unitID, paper); err != nil {
		return err
	}
	me, err := p.Certificate()
	if err != nil {
		return err
	}
	behalf := &emulation.OnBehalf{Signer: book.Clean(signer), Paper: paper}
	if me.Is(emulation.SubjectUnit, unitID) {
		return p.submitOwn(behalf, room.reason)
	}
	s, err := p.Begun()
	if err != nil {
		return err
	}
	unit, ok := s.Cluster.Member(unitID)
	if !ok {
		return emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	}
	sub := emulation.Submission{Criteria: s.Version, Inputs: map[string]emulation.Fields{}, Illustrative: s.Info.Illustrative, OnBehalf: behalf}
	if err := readInputs(s.Set, inputs, sub.Inputs); err != nil {
		return err
	}
	rules, err := p.Rules()
	if err != nil {
		return err
	}
	if rules >= emulation.FourthJudge {
		h := handed{Unit: unit, Submission: &sub, Set: s.Set, in: Blank(unit)}
		h.count()
		sub.Confirmed = confirmed(s.Set, h.in)
		if sub.Reason, err = why(unproven(s.Set, h.in), room.reason); err != nil {
			return err
		}
	}
	return p.submit(s, unit, sub)
}

// confirmed are the criteria whose figures can hardly be: who enters them for another unit was asked before.
func confirmed(set *criteria.Set, in criteria.UnitInputs) (codes []string) {
	for _, c := range set.Criteria() {
		if _, odd := c.Odd(in.Inputs[c.Code]); odd {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// unproven is the required evidence of what another unit claims: who enters its figures has its paper, and no evidence.
func unproven(set *criteria.Set, in criteria.UnitInputs) (what []emulation.Message) {
	own := scoring.InColumns(set, in, map[string]rounds{}).Self
	for _, r := range scoring.ScoreUnit(set, &own, nil).Criteria {
		if c := r.Criterion; claims(c, r.Given, r.NA, r.Points) {
			what = append(what, emulation.Say("submit.no-evidence", "code", c.Code, "name", c.Name))
		}
	}
	return what
}

// standsIn refuses to enter something for a unit without a signed paper, or for one whose own people have a desk, at another's desk.
func (w View) standsIn(unit emulation.ID, paper emulation.Evidence) error {
	if paper.Root.IsZero() {
		return emulation.Errorf(emulation.Invalid, "sheet.behalf-paper")
	}
	me, err := w.Certificate()
	if err != nil || me.Is(emulation.SubjectUnit, unit) {
		return err
	}
	if s, err := w.Season(); err == nil { // its leader may have agreed
		agreed, _, err := book.One(w.Store, s.Cluster.Scope(), record.Agreement, record.SeasonUnit{Season: s.ID, Unit: unit})
		if err != nil || agreed.Value.Agrees {
			return err
		}
	}
	enrolled, err := w.Enrolled()
	if err != nil || !enrolled[unit] {
		return err
	}
	u, err := w.Unit(unit)
	if err != nil {
		return err
	}
	return emulation.Errorf(emulation.Forbidden, "sheet.behalf-enrolled", "unit", u.Label())
}

// readInputs takes inputs that were given by name into their stored form. Every fault is told, under its criterion.
func readInputs(set *criteria.Set, given, into map[string]emulation.Fields) error {
	var faults criteria.Errors
	for _, code := range slices.Sorted(maps.Keys(given)) {
		c, ok := set.ByCode(code)
		if !ok {
			faults = append(faults, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", set.Name))
			continue
		}
		_, cell := byName(&c.Rule, given[code])
		switch {
		case cell.Fault != nil:
			faults = append(faults, emulation.Errorf(emulation.Invalid, "sheet.behalf-input", "code", code, "reason", cell.Fault))
		case len(cell.Fields) > 0:
			into[code] = cell.Fields
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// Enrolled are the units of which somebody may fill in the sheet at a desk of this world, by a certificate that was not revoked.
func (w View) Enrolled() (map[emulation.ID]bool, error) {
	units := map[emulation.ID]bool{}
	err := w.Store.EachRecord(w.Control, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		cert, err := w.Judge.Certificate(w.Store, w.Control, record.Certificate.Read(r.Key).Log, changeset.Now)
		if err != nil || cert == nil || cert.Subject.Kind != emulation.SubjectUnit || !fillsIn(cert.May) {
			return err
		}
		revoked, err := w.Store.Record(record.Revocation.Ref(w.Control, record.Certificate.Read(r.Key)))
		if err == nil && record.Revocation.Last(revoked, changeset.Now) == nil {
			units[cert.Subject.ID] = true
		}
		return err
	})
	return units, err
}
