package judge

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

func (x *exam) holds(season emulation.ID, posts ...emulation.Post) (bool, error) {
	if x.cert.Subject.Kind != emulation.SubjectUnit || !emulation.HasRole(x.cert.May, emulation.RoleLeader, emulation.RoleStaff, emulation.RoleSecretary) {
		return false, nil
	}
	return x.j.Holds(x.v, x.control, x.c.Scope.ID(), season, x.cert.Subject.ID, x.at.Control, posts...)
}

// ruleSeason: the head sets the season up and takes its steps, each in the knowledge of where it stands. A step back says why; the result is
// locked together with its statement.
func ruleSeason(x *exam, op *changeset.Operation) (Ruling, error) {
	key := record.Season.Read(op.Key)
	if key.Cluster != x.c.Scope.ID() {
		return rejected(ReasonShape), nil
	}
	r, err := x.permitted(op, record.Season.ID(key), emulation.ID{})
	if err != nil || r.Verdict == changeset.Rejected {
		return r, err
	}
	switch {
	case record.Season.Step.Is(op):
		return x.stepSeason(op)
	case record.Season.Result.Is(op):
		if !x.locks(op) {
			return rejected(ReasonShape), nil
		}
	case record.Season.Reason.Is(op):
		if !x.explains(op) {
			return rejected(ReasonShape), nil
		}
		return r, nil
	case record.Season.Criteria.Is(op):
		step, err := x.seasonStep(record.Season.ID(key))
		if err != nil {
			return Ruling{}, err
		}
		if emulation.SeasonReached(step, emulation.SeasonAdopted) && !x.reasoned(op, op.Field) {
			return rejected(ReasonWhy), nil // the criteria are locked: another version is adopted for a reason
		}
	default:
		return r, nil
	}
	if r.Verdict != changeset.Accepted {
		return r, nil
	}
	if _, current, err := x.stands(op, record.Season.Ref(x.c.Scope, key)); err != nil || !current {
		return waits(ReasonStep), err
	}
	return acceptedRuling, nil
}

func (x *exam) stepSeason(op *changeset.Operation) (Ruling, error) {
	var to string
	if err := changeset.Load(op.Value, &to); err != nil {
		return rejected(ReasonShape), nil
	}
	before, current, err := x.leaves(op)
	if err != nil || before == unknown {
		return lacks(), err
	}
	from := emulation.SeasonStep(before)
	switch {
	case !emulation.CanStepSeason(from, emulation.SeasonStep(to)):
		return lacks(), nil
	case emulation.StepsBack(from, emulation.SeasonStep(to)) && !x.reasoned(op, to):
		return rejected(ReasonWhy), nil
	case to == string(emulation.SeasonLocked) && from == emulation.SeasonConference && x.with(op, record.Season.Result.Name) == nil:
		return rejected(ReasonShape), nil
	case !current:
		return waits(ReasonStep), nil
	}
	return acceptedRuling, nil
}

// locks reports whether a change locks the result of the season it writes.
func (x *exam) locks(op *changeset.Operation) bool {
	step := x.with(op, record.FieldStep)
	return step != nil && string(step.Value) == string(changeset.MustEncode(string(emulation.SeasonLocked)))
}

// ruleCriteria: versions are immutable, so a second text under one number is refused. In a unit's own log they are its internal criteria.
func ruleCriteria(x *exam, op *changeset.Operation) (Ruling, error) {
	var right Ruling
	var err error
	if x.c.Scope.Kind() == changeset.Unit {
		right, err = ruleOwn(x, op)
	} else {
		right, err = x.permitted(op, record.Criteria.Read(op.Key).Season, emulation.ID{})
	}
	if err != nil || right.Verdict == changeset.Rejected {
		return right, err
	}
	r, err := x.v.Record(record.Criteria.Ref(x.c.Scope, record.Criteria.Read(op.Key)))
	if err != nil {
		return Ruling{}, err
	}
	if len(record.Criteria.Heads(r, x.seen())) > 0 {
		return lacks(), nil
	}
	return right, nil
}

// checks reports whether the author may verify sheets of a unit: never of the own one; the head's goes to the deputy or a cross team.
func (x *exam) checks(season, unit emulation.ID) (bool, error) {
	if x.cert.Is(emulation.SubjectUnit, unit) {
		return false, nil
	}
	if x.isOffice() {
		return true, nil
	}
	if x.cert.Subject.Kind != emulation.SubjectUnit || !emulation.HasRole(x.cert.May, emulation.RoleLeader, emulation.RoleStaff) {
		return false, nil
	}
	if ok, err := x.holds(season, emulation.PostHead, emulation.PostDeputy, emulation.PostVerifier); err != nil || ok {
		return ok, err
	}
	return x.assigned(season, unit)
}

// MayCheck reports whether the holder of a certificate checks a unit's sheet, so that it is shown what the sheet rests on.
func (j *Judge) MayCheck(v View, control changeset.Scope, cert *identity.Certificate, cluster changeset.Scope, sheet record.UnitPeriod) (bool, error) {
	x := &exam{j: j, v: v, c: &changeset.Signed{Change: changeset.Change{Scope: cluster}}, at: Moment{Control: changeset.Logged}, control: control, cert: cert}
	return x.checks(sheet.Season, sheet.Unit)
}

func (x *exam) ownUnit(unit emulation.ID) bool {
	return x.cert.Is(emulation.SubjectUnit, unit) && emulation.HasRole(x.cert.May, emulation.RoleLeader, emulation.RoleStaff)
}

// ruleSheet: a sheet is handed in by its leader, or for the leader with the signed paper; each step has those who take it.
func ruleSheet(x *exam, op *changeset.Operation) (Ruling, error) {
	key := record.Sheet.Read(op.Key)
	allowed, err := x.permitted(op, key.Season, key.Unit)
	if err != nil || allowed.Verdict == changeset.Rejected {
		return allowed, err
	}
	switch {
	case record.Sheet.Submission.Is(op):
		// A submission comes with the step "submitted", which is judged below; alone, or with another step of the unit, it would change a
		// sheet that was handed in.
		if step := x.with(op, record.FieldStep); step == nil || string(step.Value) != string(changeset.MustEncode(string(emulation.SheetSubmitted))) {
			return rejected(ReasonShape), nil
		}
		return allowed, nil
	case record.Sheet.Reason.Is(op):
		if !x.explains(op) {
			return rejected(ReasonShape), nil
		}
		return allowed, nil
	}
	var to string
	if err := changeset.Load(op.Value, &to); err != nil {
		return rejected(ReasonShape), nil
	}
	a, err := x.actors(key.Season, key.Unit)
	if err != nil {
		return Ruling{}, err
	}
	before, current, err := x.leaves(op)
	if err != nil || before == unknown {
		return lacks(), err
	}
	from := emulation.SheetStep(before)
	by, behalf := emulation.WhoStepsSheet(from, emulation.SheetStep(to)), emulation.WhoStepsSheetFor(from, emulation.SheetStep(to))
	handsIn := to == string(emulation.SheetSubmitted) && x.with(op, record.Sheet.Submission.Name) != nil // whose right was judged with its paper
	switch {
	case by == 0 && a&(emulation.ActorLeader|emulation.ActorStaff|emulation.ActorChecker) == 0:
		return forbidden(emulation.ActorLeader | emulation.ActorStaff | emulation.ActorChecker), nil
	case by == 0:
		return lacks(), nil
	case a&(by|behalf) == 0 && !handsIn:
		return forbidden(by | behalf), nil
	case a&by == 0 && !handsIn && x.onPaper(op) == nil:
		return Ruling{Verdict: changeset.Rejected, Reason: ReasonPaper, By: by}, nil
	case emulation.SheetStepsBack(from, emulation.SheetStep(to)) && !x.reasoned(op, to):
		return rejected(ReasonWhy), nil
	case a&by == 0 && !handsIn:
		r, err := x.onBehalf(key.Season, key.Unit, *x.onPaper(op))
		if err != nil || r.Verdict == changeset.Rejected {
			return r, err
		}
		allowed = allowed.and(r)
	}
	switch {
	case allowed.Verdict != changeset.Accepted:
		return allowed, nil
	case !current:
		return waits(ReasonStep), nil
	}
	return acceptedRuling, nil
}

// ruleScore: in the unit's log its own people write the self column; in the cluster's log those who check the sheet write the others, until
// it is agreed.
func ruleScore(x *exam, op *changeset.Operation) (Ruling, error) {
	column := record.Score.Read(op.Key).Column
	if x.c.Scope.Kind() == changeset.Unit {
		if column != record.ColumnSelf || !record.Score.Input.Is(op) {
			return rejected(ReasonShape), nil
		}
		return ruleOwn(x, op)
	}
	if column != record.ColumnVerified && column != record.ColumnFinal || !record.Score.Verified.Is(op) {
		return rejected(ReasonShape), nil
	}
	key, there, err := x.handedIn(op.Key.Group())
	if err != nil || !there {
		return x.noSheet(emulation.ActorChecker), err
	}
	if x.cert.Is(emulation.SubjectUnit, key.Unit) {
		return rejected(ReasonOwnSheet), nil
	}
	r, err := x.permitted(op, key.Season, key.Unit)
	if err != nil || r.Verdict != changeset.Accepted {
		return r, err
	}
	sheet, err := x.record(record.Sheet.Ref(x.c.Scope, key))
	if err != nil {
		return Ruling{}, err
	}
	switch emulation.SheetStep(lastText(sheet, record.FieldStep, x.seen())) {
	case emulation.SheetAgreed, emulation.SheetLocked:
		return waits(ReasonStep), nil
	}
	return acceptedRuling, nil
}

// ruleDecision: what waits in a log is taken in or left out by the office, in a cluster's by its head too, in a unit's own by its leader.
func ruleDecision(x *exam, op *changeset.Operation) (Ruling, error) {
	if x.c.Scope.Kind() == changeset.Unit {
		return allow(emulation.HasRole(x.cert.May, emulation.RoleLeader), nil)
	}
	if x.isOffice() || x.c.Scope.Kind() != changeset.Cluster || !emulation.HasRole(x.cert.May, emulation.RoleLeader) {
		return allow(x.isOffice(), nil)
	}
	leads, err := x.leadsNow()
	if err != nil || !leads {
		return allow(leads, err)
	}
	return x.decides(op)
}

// decides judges the word of a head or deputy on a change that waits: none takes in what the own unit wrote, and what was proposed is between
// the cluster and the office, so the office has the word on it.
func (x *exam) decides(op *changeset.Operation) (Ruling, error) {
	var d emulation.Decision
	if err := changeset.Load(op.Value, &d); err != nil || !d.Accept {
		return allow(err == nil, nil)
	}
	change := record.Decision.Read(op.Key).Change
	if len(change) != len(changeset.Identity{}) {
		return rejected(ReasonShape), nil
	}
	id := changeset.Identity(change)
	place, err := x.v.Place(id)
	if err != nil || place == nil || place.First == changeset.Pending || place.Scope != x.c.Scope {
		return acceptedRuling, err // of nothing that waits here
	}
	author, err := x.j.Certificate(x.v, x.control, place.Log, x.at.Control)
	if err != nil || author != nil && author.Subject == x.cert.Subject {
		return rejected(ReasonOwnLate), err
	}
	e, err := x.v.Entry(x.c.Scope, uint64(place.First))
	if err != nil || e == nil {
		return acceptedRuling, err
	}
	c, err := changeset.Decode(x.j.Tenant, e.Raw)
	if err != nil {
		return acceptedRuling, nil // of a newer program: its own judge has the word
	}
	for i := range c.Operations {
		if c.Operations[i].Kind == record.Proposal.Kind {
			return forbidden(emulation.ActorOffice), nil
		}
	}
	return acceptedRuling, nil
}

// leadsNow reports whether the author's unit is head or deputy in a season that is not archived.
func (x *exam) leadsNow() (bool, error) {
	leads := false
	err := x.v.EachRecord(x.c.Scope, record.Season.Kind, x.c.Scope.ID(), func(ref changeset.Ref, r *changeset.Record) error {
		if leads || emulation.SeasonStep(lastText(r, record.FieldStep, x.seen())) == emulation.SeasonArchived {
			return nil
		}
		var err error
		leads, err = x.holds(ref.ID, emulation.PostHead, emulation.PostDeputy)
		return err
	})
	return leads, err
}

// prepares reports whether the author's unit sets up a season that has not begun: until the office has recorded who leads it, that is who leads
// the cluster now.
func (x *exam) prepares(season emulation.ID) (bool, error) {
	step, err := x.seasonStep(season)
	if err != nil || emulation.SeasonReached(step, emulation.SeasonConsulting) {
		return false, err
	}
	headed := false
	err = x.v.EachRecord(x.control, record.Post.Kind, x.c.Scope.ID(), func(_ changeset.Ref, r *changeset.Record) error {
		key := record.Post.Read(r.Key)
		if headed || key.Season != season || key.Post != emulation.PostHead {
			return nil
		}
		p, held, err := record.Post.Value(r, x.at.Control)
		headed = held && !p.Ended
		return err
	})
	if err != nil || headed {
		return false, err
	}
	return x.leadsNow()
}
