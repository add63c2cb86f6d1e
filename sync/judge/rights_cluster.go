package judge

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// leads reports whether the author prepares the season: the office, or someone of its head or deputy unit.
func (x *exam) leads(season emulation.ID) (bool, error) {
	if x.isOffice() {
		return true, nil
	}
	return x.holds(season, emulation.PostHead, emulation.PostDeputy)
}

func (x *exam) holds(season emulation.ID, posts ...emulation.Post) (bool, error) {
	if x.cert.Subject.Kind != emulation.SubjectUnit || !emulation.HasRole(x.cert.May, emulation.RoleLeader, emulation.RoleStaff, emulation.RoleSecretary) {
		return false, nil
	}
	return x.j.Holds(x.v, x.control, x.c.Scope.ID(), season, x.cert.Subject.ID, x.at.Control, posts...)
}

func ruleSeason(x *exam, op *changeset.Operation) (Ruling, error) {
	if op.Key.ID(0) != x.c.Scope.ID() {
		return rejected(ReasonShape), nil
	}
	if ok, err := x.leads(changeset.RecordID("season", op.Key)); err != nil || !ok {
		return allow(ok, err)
	}
	if op.Field == "info" {
		return acceptedRuling, nil
	}
	r, current, err := x.stands(op, changeset.NaturalRef(x.c.Scope, "season", op.Key))
	if err != nil {
		return Ruling{}, err
	}
	if !current {
		return Ruling{changeset.NeedsDecision, ReasonStep}, nil
	}
	if op.Field == "step" {
		var to string
		if err := changeset.Load(op.Value, &to); err != nil {
			return rejected(ReasonShape), nil
		}
		if !emulation.CanStepSeason(emulation.SeasonStep(lastText(r, "step", x.seen())), emulation.SeasonStep(to)) {
			return Ruling{changeset.NeedsDecision, ReasonStep}, nil
		}
	}
	return acceptedRuling, nil
}

// ruleCriteria: versions are immutable, so a second text under one number is refused.
func ruleCriteria(x *exam, op *changeset.Operation) (Ruling, error) {
	if ok, err := x.leads(op.Key.ID(0)); err != nil || !ok {
		return allow(ok, err)
	}
	r, err := x.v.Record(changeset.NaturalRef(x.c.Scope, "criteria", op.Key))
	if err != nil {
		return Ruling{}, err
	}
	if len(r.Heads("version", x.seen())) > 0 {
		return Ruling{changeset.NeedsDecision, ReasonStep}, nil
	}
	return acceptedRuling, nil
}

// checks reports whether the author may verify sheets of a unit: never of the own one; the head's goes to the deputy or a cross team.
func (x *exam) checks(season, unit emulation.ID) (bool, error) {
	if x.cert.Is(emulation.SubjectUnit, unit) {
		return false, nil
	}
	if x.isOffice() {
		return true, nil
	}
	return x.holds(season, emulation.PostHead, emulation.PostDeputy, emulation.PostVerifier)
}

func (x *exam) ownUnit(unit emulation.ID) bool {
	return x.cert.Is(emulation.SubjectUnit, unit) && emulation.HasRole(x.cert.May, emulation.RoleLeader, emulation.RoleStaff)
}

func ruleSheet(x *exam, op *changeset.Operation) (Ruling, error) {
	season, unit := op.Key.ID(0), op.Key.ID(1)
	ref := changeset.NaturalRef(x.c.Scope, "sheet", op.Key)
	if op.Field == "submission" {
		if !x.ownUnit(unit) {
			return rejected(ReasonRight), nil
		}
		// A submission comes with the step "submitted", which is judged below; alone, or with another step of the unit, it would change a
		// sheet that was handed in.
		submitted := changeset.MustEncode(string(emulation.SheetSubmitted))
		for i := range x.c.Operations {
			if o := &x.c.Operations[i]; o.Kind == "sheet" && o.Field == "step" && string(o.Key) == string(op.Key) && string(o.Value) == string(submitted) {
				return acceptedRuling, nil
			}
		}
		return rejected(ReasonShape), nil
	}
	r, current, err := x.stands(op, ref)
	if err != nil {
		return Ruling{}, err
	}
	var to string
	if err := changeset.Load(op.Value, &to); err != nil {
		return rejected(ReasonShape), nil
	}
	from := emulation.SheetStep(lastText(r, "step", x.seen()))
	switch emulation.CanStepSheet(from, emulation.SheetStep(to)) {
	case emulation.OwnUnit:
		if !x.ownUnit(unit) {
			return rejected(ReasonRight), nil
		}
	case emulation.Checker:
		if ok, err := x.checks(season, unit); err != nil || !ok {
			return allow(ok, err)
		}
	default:
		if !x.ownUnit(unit) {
			if ok, err := x.checks(season, unit); err != nil || !ok {
				return allow(ok, err)
			}
		}
		return Ruling{changeset.NeedsDecision, ReasonStep}, nil
	}
	if !current {
		return Ruling{changeset.NeedsDecision, ReasonStep}, nil
	}
	return acceptedRuling, nil
}

// ruleScore: in the unit's log its own people write the self column; in the cluster's log those who check the sheet write the verified one.
func ruleScore(x *exam, op *changeset.Operation) (Ruling, error) {
	column := op.Key.Text(2)
	if x.c.Scope.Kind() == changeset.Unit {
		if column != "self" || op.Field != "input" {
			return rejected(ReasonShape), nil
		}
		return allow(x.ownUnit(x.c.Scope.ID()), nil)
	}
	if column != "verified" || op.Field != "verified" {
		return rejected(ReasonShape), nil
	}
	key, err := SheetKey(x.v, x.c.Scope, op.Key.ID(0))
	if err != nil {
		return Ruling{}, err
	}
	if key == nil {
		return Ruling{changeset.NeedsDecision, ReasonStep}, nil
	}
	// The key may be known from an own submission that waits for its leaf: what counts is the log.
	sheet, err := x.v.Record(changeset.NaturalRef(x.c.Scope, "sheet", key))
	if err != nil {
		return Ruling{}, err
	}
	if sheet.Last("step", x.seen()) == nil {
		return Ruling{changeset.NeedsDecision, ReasonStep}, nil
	}
	return allow(x.checks(key.ID(0), key.ID(1)))
}

// ruleDecision: what waits in a log is taken in or left out by the office, in a unit's own log by its leader.
func ruleDecision(x *exam, op *changeset.Operation) (Ruling, error) {
	if x.c.Scope.Kind() == changeset.Unit {
		return allow(emulation.HasRole(x.cert.May, emulation.RoleLeader), nil)
	}
	return allow(x.isOffice(), nil)
}
