package judge

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// actors tells as whom the author may act in a season on what belongs to a unit (zero: to nobody in particular).
func (x *exam) actors(season, unit emulation.ID) (emulation.Actors, error) {
	of := actorsOf{season, unit}
	if a, ok := x.acts[of]; ok {
		return a, nil
	}
	a, err := x.actsAs(season, unit)
	if err == nil {
		if x.acts == nil {
			x.acts = map[actorsOf]emulation.Actors{}
		}
		x.acts[of] = a
	}
	return a, err
}

func (x *exam) actsAs(season, unit emulation.ID) (emulation.Actors, error) {
	var a emulation.Actors
	if x.isOffice() {
		a |= emulation.ActorOffice
	}
	if x.isAuthority() {
		a |= emulation.ActorAuthority
	}
	if x.cert.Subject.Kind != emulation.SubjectUnit {
		if x.isOffice() && !unit.IsZero() {
			a |= emulation.ActorChecker
		}
		return a, nil
	}
	leader := emulation.HasRole(x.cert.May, emulation.RoleLeader)
	if !x.writes() {
		return a | emulation.ActorObserver, nil
	}
	chairs, err := x.holds(season, emulation.PostHead, emulation.PostDeputy)
	if err == nil && !chairs {
		chairs, err = x.prepares(season)
	}
	if err != nil {
		return 0, err
	}
	switch {
	case chairs && leader:
		a |= emulation.ActorHead
	case chairs:
		a |= emulation.ActorSecretary
	default:
		notes, err := x.holds(season, emulation.PostSecretary)
		if err != nil {
			return 0, err
		}
		if notes {
			a |= emulation.ActorSecretary
		}
	}
	if leader || emulation.HasRole(x.cert.May, emulation.RoleStaff) {
		a |= emulation.ActorMember
	}
	if x.cert.Is(emulation.SubjectUnit, unit) {
		switch {
		case leader:
			a |= emulation.ActorLeader
		case emulation.HasRole(x.cert.May, emulation.RoleStaff):
			a |= emulation.ActorStaff
		}
		return a, nil
	}
	if !unit.IsZero() {
		checker, err := x.checks(season, unit)
		if err != nil {
			return 0, err
		}
		if checker {
			a |= emulation.ActorChecker
		}
	}
	return a, nil
}

// seasonStep is where a season of the scope's cluster stands; "" if its life cycle was not begun.
func (x *exam) seasonStep(season emulation.ID) (emulation.SeasonStep, error) {
	r, err := x.record(record.Season.Place(x.c.Scope, x.c.Scope.ID(), season))
	return emulation.SeasonStep(lastText(r, record.FieldStep, x.seen())), err
}

// permitted judges one field of a record by the table of rights: who the author is, whether the paper is there, and whether the season is
// where this is done.
func (x *exam) permitted(op *changeset.Operation, season, unit emulation.ID) (Ruling, error) {
	right := record.FieldOf(op).Right
	if right.By == 0 {
		return rejected(ReasonShape), nil
	}
	a, err := x.actors(season, unit)
	if err != nil {
		return Ruling{}, err
	}
	if a&right.By == 0 {
		if a&right.Behalf == 0 {
			return forbidden(right.By | right.Behalf), nil
		}
		b := record.FieldOf(op).OnBehalf(op.Value)
		if b == nil || !x.brings(b.Paper) {
			return Ruling{Verdict: changeset.Rejected, Reason: ReasonPaper, By: right.By}, nil
		}
		if right.By&emulation.ActorLeader != 0 { // a decision of the authority that the office records is nothing a unit signed
			r, err := x.onBehalf(season, unit, b.Paper)
			if err != nil || r.Verdict == changeset.Rejected {
				return r, err
			}
			open, err := x.open(right, season)
			return open.and(r), err
		}
	}
	return x.open(right, season)
}

func (x *exam) open(right emulation.Right, season emulation.ID) (Ruling, error) {
	step, err := x.seasonStep(season)
	if err != nil {
		return Ruling{}, err
	}
	switch right.Open(step) {
	case -1:
		return waits(ReasonEarly), nil
	case 1:
		// Nobody takes in what came after the lock while it stands: the result is reopened first.
		return Ruling{Verdict: changeset.NeedsDecision, Reason: ReasonLocked, firm: true}, nil
	}
	return acceptedRuling, nil
}

// ruleSeasonal judges a record of a season by the table of rights; what it is about is a member of the cluster, or the cluster itself.
func ruleSeasonal(x *exam, op *changeset.Operation) (Ruling, error) {
	return x.seasonal(op, op.Key.Group())
}

// ruleNumber judges a number of a register by the season of the paper that has it: the key names none. Over what stands there nobody writes but who may in
// its season, too: a number of an archived season is not given to a paper of a later one.
func ruleNumber(x *exam, op *changeset.Operation) (Ruling, error) {
	paper, err := record.Number.Load(op.Value)
	key := record.Number.Read(op.Key)
	if err != nil || key.Cluster != x.c.Scope.ID() || key.Year == 0 || key.Number == 0 || !emulation.IsPaperType(key.Type) {
		return rejected(ReasonShape), nil
	}
	if step, err := x.seasonStep(paper.Season); err != nil || step == "" {
		return rejected(ReasonShape), err
	}
	r, err := x.record(record.Number.Ref(x.c.Scope, key))
	if err != nil {
		return Ruling{}, err
	}
	for _, head := range record.Number.Heads(r, x.seen()) {
		standing, err := record.Number.Load(head.Value)
		if err != nil || standing.Season == paper.Season {
			continue // what cannot be read is of no season
		}
		if old, err := x.seasonal(op, standing.Season); err != nil || old.Verdict != changeset.Accepted {
			return old, err
		}
	}
	return x.seasonal(op, paper.Season)
}

func (x *exam) seasonal(op *changeset.Operation, season emulation.ID) (Ruling, error) {
	unit := emulation.ID{}
	if place := record.Find(op.Kind).Owner; place > 0 {
		unit = op.Key.ID(place)
		if unit == x.c.Scope.ID() {
			return x.ofCluster(record.FieldOf(op).OfCluster(x.version), season)
		}
		_, ever, err := x.j.Active(x.v, x.control, x.c.Scope.ID(), unit, x.at.Control)
		if err != nil || !ever {
			return rejected(ReasonShape), err
		}
	}
	return x.permitted(op, season, unit)
}

// ofCluster: what belongs to the cluster as a whole (its activities) is written by those who prepare its papers; what only units say is not its.
func (x *exam) ofCluster(right emulation.Right, season emulation.ID) (Ruling, error) {
	if right.By == 0 {
		return rejected(ReasonShape), nil
	}
	a, err := x.actors(season, emulation.ID{})
	if err != nil || a&right.By == 0 {
		return forbidden(right.By), err
	}
	return x.open(right, season)
}

// ruleAssignment: nobody verifies the own unit's sheet, and nobody names the verifiers of it.
func ruleAssignment(x *exam, op *changeset.Operation) (Ruling, error) {
	key := record.Assignment.Read(op.Key)
	if key.Unit == key.Verifier || x.cert.Is(emulation.SubjectUnit, key.Unit) {
		return rejected(ReasonOwnSheet), nil
	}
	_, ever, err := x.j.Active(x.v, x.control, x.c.Scope.ID(), key.Verifier, x.at.Control)
	if err != nil || !ever {
		return rejected(ReasonShape), err
	}
	return ruleSeasonal(x, op)
}

// assigned reports whether the author's unit was named as verifier of a unit's sheet.
func (x *exam) assigned(season, unit emulation.ID) (bool, error) {
	r, err := x.record(record.Assignment.Ref(x.c.Scope, record.UnitVerifier{Season: season, Unit: unit, Verifier: x.cert.Subject.ID}))
	if err != nil {
		return false, err
	}
	a, named, err := record.Assignment.Value(r, x.seen())
	return named && !a.Ended && err == nil, err
}

// ruleOfSheet judges what is said about a sheet that was handed in, by the unit whose sheet it is.
func ruleOfSheet(x *exam, op *changeset.Operation) (Ruling, error) {
	key, there, err := x.handedIn(op.Key.Group())
	if err != nil || !there {
		return x.noSheet(emulation.UnitPeople), err
	}
	return x.permitted(op, key.Season, key.Unit)
}

// noSheet is for what is said about a sheet that is not here. Whose it is nobody knows yet, but who writes nothing has no right to it either.
func (x *exam) noSheet(by emulation.Actors) Ruling {
	if !x.writes() {
		return forbidden(by)
	}
	return lacks()
}

// handedIn is the key of a sheet that has a step in the log; false if there is none. The key may be known from an own submission that waits
// for its leaf: what counts is the log.
func (x *exam) handedIn(sheet emulation.ID) (key record.UnitPeriod, there bool, err error) {
	noted, err := x.record(sheetRef(x.c.Scope, sheet))
	if err != nil || noted == nil {
		return key, false, err
	}
	key = record.Sheet.Read(noted.Key)
	r, err := x.record(record.Sheet.Ref(x.c.Scope, key))
	return key, err == nil && record.Sheet.Step.Last(r, x.seen()) != nil, err
}

// ruleOwn: what is private to a unit is written by its leader and staff.
func ruleOwn(x *exam, _ *changeset.Operation) (Ruling, error) {
	if !x.ownUnit(x.c.Scope.ID()) {
		return forbidden(emulation.UnitPeople), nil
	}
	return acceptedRuling, nil
}

// reasoned reports whether the change says why it takes a record to a step.
func (x *exam) reasoned(op *changeset.Operation, to string) bool {
	for i := range x.c.Operations {
		o := &x.c.Operations[i]
		if o.Kind != op.Kind || o.Field != record.FieldReason || string(o.Key) != string(op.Key) {
			continue
		}
		var why emulation.StepReason
		if changeset.Load(o.Value, &why) == nil && why.To == to && why.Reason != "" {
			return true
		}
	}
	return false
}

// explains reports whether a reason comes with the step, or the adoption of criteria, that it is the reason of.
func (x *exam) explains(op *changeset.Operation) bool {
	var why emulation.StepReason
	if changeset.Load(op.Value, &why) != nil {
		return false
	}
	if why.To == record.Season.Criteria.Name {
		return x.with(op, record.Season.Criteria.Name) != nil
	}
	step := x.with(op, record.FieldStep)
	return step != nil && string(step.Value) == string(changeset.MustEncode(why.To))
}

// onPaper is the paper a unit's leader signed, on which a step that others take for the unit rests; nil if it rests on none.
func (x *exam) onPaper(op *changeset.Operation) *emulation.Evidence {
	o := x.with(op, record.FieldReason)
	if o == nil {
		return nil
	}
	if b := record.FieldOf(o).OnBehalf(o.Value); b != nil && x.brings(b.Paper) {
		return &b.Paper
	}
	return nil
}

// brings reports whether a change puts the paper it rests on into the log: a paper that is only named nobody can ask for, or look at.
func (x *exam) brings(paper emulation.Evidence) bool {
	for i := range x.c.Operations {
		op := &x.c.Operations[i]
		var file emulation.Evidence
		if record.Evidence.File.Is(op) && op.New && changeset.Load(op.Value, &file) == nil && file.Root == paper.Root {
			return !file.Root.IsZero()
		}
	}
	return false
}

// unknown stands for the step of a record that is not here.
const unknown = "?"

// leaves is the step an operation takes a record away from: where it stands, if the writer knew that (current), else where it stood for the
// writer. If that is not here either, a person's decision takes the step from where the record stands now, and without one it is unknown.
func (x *exam) leaves(op *changeset.Operation) (from string, current bool, err error) {
	r, current, err := x.stands(op, changeset.NaturalRef(x.c.Scope, op.Kind, op.Key))
	switch {
	case err != nil:
		return "", false, err
	case current:
		return lastText(r, op.Field, x.seen()), true, nil
	case len(op.Expects) == 0:
		return "", false, nil
	}
	if r != nil {
		versions := r.Fields[op.Field]
		for i := len(versions) - 1; i >= 0; i-- {
			v := &versions[i]
			if (v.Leaf != changeset.Pending || x.seen() == changeset.Now) && slices.Contains(op.Expects, v.ID) {
				return textOf(v), false, nil
			}
		}
	}
	if x.decided {
		return lastText(r, op.Field, x.seen()), false, nil
	}
	return unknown, false, nil
}

// with reports whether the change writes another field of the same record too.
func (x *exam) with(op *changeset.Operation, field string) *changeset.Operation {
	for i := range x.c.Operations {
		if o := &x.c.Operations[i]; o.Kind == op.Kind && o.Field == field && string(o.Key) == string(op.Key) {
			return o
		}
	}
	return nil
}

// ruleProposal: each step has those who take it, some need a reason; a decision comes with the step it decides.
func ruleProposal(x *exam, op *changeset.Operation) (Ruling, error) {
	r, err := ruleSeasonal(x, op)
	if err != nil || r.Verdict == changeset.Rejected {
		return r, err
	}
	then := acceptedRuling
	switch {
	case record.Proposal.Info.Is(op):
		then, err = x.wordsProposal(op)
	case record.Proposal.Sent.Is(op):
		then = x.goesWith(op, emulation.ProposalProposed)
	case record.Proposal.Decision.Is(op):
		then = x.goesWith(op, emulation.ProposalDecided, emulation.ProposalRejected)
	case record.Proposal.Revocation.Is(op):
		then = x.goesWith(op, emulation.ProposalRevoked)
	case record.Proposal.Reason.Is(op):
		if !x.explains(op) {
			then = rejected(ReasonShape)
		}
	case record.Proposal.Step.Is(op):
		then, err = x.stepProposal(op)
	}
	return r.and(then), err
}

// wordsProposal: what is proposed, and why, changes only while the proposal is being drafted or was returned for supplement; the vote is
// named with the step that rests on it.
func (x *exam) wordsProposal(op *changeset.Operation) (Ruling, error) {
	r, err := x.v.Record(changeset.NaturalRef(x.c.Scope, op.Kind, op.Key))
	if err != nil {
		return Ruling{}, err
	}
	switch emulation.ProposalStep(lastText(r, record.FieldStep, x.seen())) {
	case emulation.ProposalDraft, emulation.ProposalReturned:
		return acceptedRuling, nil
	}
	if x.goesWith(op, emulation.ProposalDraft, emulation.ProposalVoted).Verdict == changeset.Accepted {
		return acceptedRuling, nil
	}
	return waits(ReasonStep), nil
}

func (x *exam) goesWith(op *changeset.Operation, steps ...emulation.ProposalStep) Ruling {
	if o := x.with(op, record.FieldStep); o != nil {
		for _, s := range steps {
			if string(o.Value) == string(changeset.MustEncode(string(s))) {
				return acceptedRuling
			}
		}
	}
	return rejected(ReasonShape)
}

func (x *exam) stepProposal(op *changeset.Operation) (Ruling, error) {
	var to string
	if err := changeset.Load(op.Value, &to); err != nil {
		return rejected(ReasonShape), nil
	}
	from, current, err := x.leaves(op)
	if err != nil || from == unknown {
		return lacks(), err
	}
	a, err := x.actors(record.Proposal.Read(op.Key).Season, emulation.ID{})
	if err != nil {
		return Ruling{}, err
	}
	move := emulation.StepProposal(emulation.ProposalStep(from), emulation.ProposalStep(to))
	switch {
	case move.By == 0:
		return lacks(), nil
	case a&move.By == 0:
		return forbidden(move.By), nil
	case move.Reason && !x.reasoned(op, to):
		return rejected(ReasonWhy), nil
	case from == string(emulation.ProposalAccepted) && to == string(emulation.ProposalRejected) && a&emulation.ActorAuthority == 0 && x.with(op, record.Proposal.Decision.Name) == nil:
		return Ruling{Verdict: changeset.Rejected, Reason: ReasonPaper, By: emulation.ActorAuthority}, nil
	case to == string(emulation.ProposalDecided) && x.with(op, record.Proposal.Decision.Name) == nil && from != string(emulation.ProposalRevoked),
		to == string(emulation.ProposalRevoked) && x.with(op, record.Proposal.Revocation.Name) == nil:
		return rejected(ReasonShape), nil
	case !current:
		return waits(ReasonStep), nil
	}
	return acceptedRuling, nil
}
