package sheet

import (
	"slices"
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// checked are the steps that have a checklist.
var checked = []emulation.SheetStep{emulation.SheetCrossChecked, emulation.SheetExplained, emulation.SheetVerified, emulation.SheetAgreed}

// StepSheet takes a unit's sheet of the season to another step; see Room.Step.
func (w Room) StepSheet(unit emulation.ID, to emulation.SheetStep, reason string) error {
	return w.In(book.PeriodSeason).Step(unit, to, reason)
}

// Step takes a unit's sheet to another step of its life cycle. Giving it back needs a reason; what else has to be settled first (see
// StepChecklist) is the error "sheet.step-blocked". Handing in is Submit's.
func (room Room) Step(unit emulation.ID, to emulation.SheetStep, reason string) error {
	p, done := room.desk.Edit()
	defer done()
	return p.advance(unit, emulation.StepReason{To: string(to), Reason: reason})
}

// StepOnBehalf takes a step that is the unit's own, such as agreeing, after a paper that its leader signed: its staff do, or those who prepare
// the head's papers for a unit of which nobody has a desk.
func (room Room) StepOnBehalf(unit emulation.ID, to emulation.SheetStep, reason, signer string, paper emulation.Evidence) error {
	p, done := room.desk.Edit()
	defer done()
	if err := p.standsIn(unit, paper); err != nil {
		return err
	}
	return p.advance(unit, emulation.StepReason{To: string(to), Reason: reason, OnBehalf: &emulation.OnBehalf{Signer: book.Clean(signer), Paper: paper}})
}

func (p Edit) advance(unit emulation.ID, why emulation.StepReason) error {
	to := emulation.SheetStep(why.To)
	s, err := p.Season()
	if err != nil {
		return err
	}
	if to == emulation.SheetSubmitted {
		return emulation.Errorf(emulation.Invalid, "sheet.step-submit")
	}
	if s.Set != nil && slices.Contains(checked, to) {
		sh, err := p.Sheet(s, unit)
		if err != nil {
			return err
		}
		c, err := p.stepChecklist(sh, to)
		if err != nil {
			return err
		}
		if len(c.Blocking) > 0 && emulation.WhoStepsSheet(sh.Step, to) != 0 {
			return emulation.Errorf(emulation.Conflict, "sheet.step-blocked", "what", c.Blocking)
		}
	}
	return p.takeStep(s, unit, to, func(r *changeset.Record) []changeset.Operation {
		if why.Reason = book.Clean(why.Reason); why.Reason == "" && why.OnBehalf == nil {
			return nil
		}
		return append(p.Papers(unit, why.OnBehalf),
			record.Sheet.Reason.Op(s.SheetKeyOf(unit, p.Period.Name), why, changeset.IDs(record.Sheet.Reason.Heads(r, changeset.Now))...))
	})
}

// StepChecklist is what stands between a unit's sheet and a step of its review.
func (room Room) StepChecklist(unit emulation.ID, to emulation.SheetStep) (Checklist, error) {
	p, done := room.desk.View()
	defer done()
	sh, err := p.begun(unit)
	if err != nil {
		return Checklist{}, err
	}
	return p.stepChecklist(sh, to)
}

// stepChecklist looks through a sheet before a step. No step leaves two verifiers' differing points undecided, or points that were given for
// earlier figures. The first review is over when every criterion it scores otherwise than the unit has its reason; the unit has explained when
// it answered each of these; the second review is over when each explanation that does not agree was answered with points of its own.
func (p View) stepChecklist(sh *Sheet, to emulation.SheetStep) (Checklist, error) {
	var c Checklist
	explained, err := p.Explanations(sh)
	if err != nil {
		return c, err
	}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil {
			continue
		}
		code, name := r.Code(), r.Name()
		e, answered := explained[code]
		switch {
		case r.Split:
			c.Blocking = append(c.Blocking, emulation.Say("sheet.check-split", "code", code, "name", name))
		case r.outdated():
			c.Blocking = append(c.Blocking, emulation.Say("sheet.check-earlier", "code", code, "name", name))
		case to == emulation.SheetCrossChecked && r.Differs() && r.First.Reason == "" && r.Criterion.SelfScored():
			c.Blocking = append(c.Blocking, emulation.Say("sheet.check-reason", "code", code, "name", name))
		case to == emulation.SheetExplained && r.Unanswered(answered):
			c.Blocking = append(c.Blocking, emulation.Say("sheet.check-explain", "code", code, "name", name))
		case to == emulation.SheetVerified && r.Differs() && answered && !e.Accepts && (!r.Second.given().Counts() || r.Second.At < e.At):
			c.Blocking = append(c.Blocking, emulation.Say("sheet.check-answer", "code", code, "name", name))
		}
		switch {
		case r.NA && r.Provision:
			c.Missing = append(c.Missing, emulation.Say("sheet.check-na", "code", code, "name", name))
		case r.Reserved && r.Verified == nil && r.Final == nil && !r.NA:
			c.Missing = append(c.Missing, emulation.Say("sheet.check-reserved", "code", code, "name", name))
		}
	}
	return c, nil
}

// outdated reports whether a line has points that were given for earlier figures, and none that count.
func (r *Row) outdated() bool {
	stale := func(v *Review) bool { return v != nil && v.Earlier }
	return r.Verified == nil && r.Final == nil && (stale(r.First) || stale(r.Second))
}

// Unanswered reports whether the unit has to answer what a review gave a line, and has not. What it was never asked for it may answer, and need not.
func (r *Row) Unanswered(answered bool) bool { return r.Differs() && r.Asked() && !answered }

// Differs reports whether the first review scored a line otherwise than the unit.
func (r *Row) Differs() bool {
	return r.Verified != nil && (r.NA != r.First.NA || !r.NA && !r.Verified.Equal(r.Self))
}
