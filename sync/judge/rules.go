package judge

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// rule judges one operation of a kind of record that is in its log, named as it should be, and holds a value that can be meant.
type rule func(x *exam, op *changeset.Operation) (Ruling, error)

// special are the kinds whose judgement looks at more than the catalogue says of them.
var special map[*record.Entry]rule

func init() {
	special = map[*record.Entry]rule{
		record.Certificate.Entry: ruleCertificate, record.Invitation.Entry: ruleInvitation, record.Revocation.Entry: ruleRevocation,
		record.Person.Entry: rulePerson, record.Judge.Entry: ruleJudge, record.Post.Entry: rulePost, record.Decision.Entry: ruleDecision,
		record.Season.Entry: ruleSeason, record.Criteria.Entry: ruleCriteria, record.Assignment.Entry: ruleAssignment,
		record.Sheet.Entry: ruleSheet, record.Score.Entry: ruleScore, record.Explanation.Entry: ruleOfSheet,
		record.Receipt.Entry: ruleReceipt, record.Vote.Entry: ruleVote, record.Tally.Entry: ruleTally, record.Proposal.Entry: ruleProposal,
		record.Number.Entry: ruleNumber,
	}
}

// ruleOf is how a kind of record is judged: by a rule of its own, or by where it lives.
func ruleOf(e *record.Entry) rule {
	switch r := special[e]; {
	case r != nil:
		return r
	case e.Free:
		return ruleFree
	case e.In(changeset.Control):
		return officeOnly
	case e.In(changeset.Cluster):
		return ruleSeasonal
	}
	return ruleOwn
}

func allow(ok bool, err error) (Ruling, error) {
	if err != nil || !ok {
		return rejected(ReasonRight), err
	}
	return acceptedRuling, nil
}

// ruleFree: whoever may write here adds a comment or a piece of evidence; later it is changed only by the same unit or office.
func ruleFree(x *exam, op *changeset.Operation) (Ruling, error) {
	if x.version >= paperVersion && op.Kind == record.Evidence.Kind && x.c.Scope.Kind() == changeset.Cluster && x.writes() {
		if r, err := x.paper(op); err != nil || r.Verdict != changeset.Accepted {
			return r, err
		}
	}
	if op.New || !x.writes() {
		return allow(x.writes(), nil)
	}
	r, err := x.v.Record(record.Find(op.Kind).Place(x.c.Scope, op.Key.Group(), op.Record))
	if err != nil {
		return Ruling{}, err
	}
	if r != nil {
		for _, field := range record.Find(op.Kind).Fields {
			last := field.Last(r, x.seen())
			if last == nil {
				continue
			}
			author, err := x.j.Certificate(x.v, x.control, last.Author, x.at.Control)
			return allow(author != nil && author.Subject == x.cert.Subject, err)
		}
	}
	return lacks(), nil
}

func officeOnly(x *exam, op *changeset.Operation) (Ruling, error) {
	if e := record.Find(op.Kind); e.Parts[0].Name == "office" && op.Key.Group() != x.control.ID() {
		return rejected(ReasonShape), nil
	}
	if !x.isOffice() {
		return forbidden(emulation.ActorOffice), nil
	}
	return acceptedRuling, nil
}

// stands reports whether an operation was made in the knowledge of what stands now: its expects are the heads of the field. Steps and
// adoptions are guarded so; scores are not, both are kept.
func (x *exam) stands(op *changeset.Operation, ref changeset.Ref) (*changeset.Record, bool, error) {
	r, err := x.v.Record(ref)
	if err != nil {
		return nil, false, err
	}
	heads := r.Heads(op.Field, x.seen())
	if len(heads) != len(op.Expects) {
		return r, false, nil
	}
	for _, h := range heads {
		found := false
		for _, e := range op.Expects {
			found = found || e == h.ID
		}
		if !found {
			return r, false, nil
		}
	}
	return r, true, nil
}

// seen is what of the scope's own records counts: what has a leaf, or for a precheck everything here.
func (x *exam) seen() changeset.AsOf {
	if x.at.Control == changeset.Now {
		return changeset.Now
	}
	return changeset.Logged
}

func lastText(r *changeset.Record, field string, at changeset.AsOf) string {
	if last := r.Last(field, at); last != nil {
		return textOf(last)
	}
	return ""
}

func textOf(v *changeset.Version) string {
	var s string
	if changeset.Load(v.Value, &s) != nil {
		return ""
	}
	return s
}
