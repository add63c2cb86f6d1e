package review

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// SheetToCheck is another unit's sheet in the list of those who verify.
type SheetToCheck struct {
	Unit      book.Unit
	Step      emulation.SheetStep
	HandedIn  bool          // false: nothing of it is here, and nothing below is known
	Assigned  []sheet.Round // the rounds this desk's unit was assigned
	Criteria  int
	Checked   int  // criteria with points that count of the round the sheet stands at
	Different int  // criteria the first review scored otherwise than the unit
	Answered  int  // those of them the unit explained
	New       int  // criteria in which others changed something since the sheet was looked at here
	Moved     bool // others took it to another step since
}

// ToCheck lists the sheets of the period that this desk may verify, those its unit was assigned first, then by the names of the units.
func (room Room) ToCheck() ([]SheetToCheck, error) {
	p, done := room.desk.View()
	defer done()
	s, err := sheet.Of(p.Book).Over(p.Period).Begun()
	if err != nil {
		return nil, err
	}
	me, err := p.Certificate()
	if err != nil {
		return nil, err
	}
	assigned, err := p.Assignments(s)
	if err != nil {
		return nil, err
	}
	var first, rest []SheetToCheck
	for _, u := range s.Cluster.Members {
		as, err := p.Actors(s, u.ID)
		if err != nil {
			return nil, err
		}
		if as&emulation.ActorChecker == 0 {
			continue
		}
		c, err := p.toCheck(s, u)
		if err != nil {
			return nil, err
		}
		for _, a := range assigned {
			if a.Sheet.ID == u.ID && me.Is(emulation.SubjectUnit, a.Verifier.ID) {
				c.Assigned = append(c.Assigned, a.Round)
			}
		}
		if len(c.Assigned) > 0 {
			first = append(first, c)
		} else {
			rest = append(rest, c)
		}
	}
	return append(first, rest...), nil
}

func (p View) toCheck(s *book.Season, u book.Unit) (SheetToCheck, error) {
	c := SheetToCheck{Unit: u}
	sh, err := sheet.Of(p.Book).Over(p.Period).Sheet(s, u.ID)
	if emulation.CodeOf(err) == emulation.NotFound {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	c.Step, c.HandedIn, c.Criteria = sh.Step, true, sh.Counts.Criteria
	explained, err := sheet.Of(p.Book).Over(p.Period).Explanations(sh)
	if err != nil {
		return c, err
	}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil {
			continue
		}
		if r.Verified != nil || r.Final != nil {
			c.Checked++
		}
		if _, ok := explained[r.Code()]; r.Differs() && (ok || r.Asked()) {
			c.Different++
			if ok {
				c.Answered++
			}
		}
	}
	n, err := sheet.Of(p.Book).Over(p.Period).News(s, u.ID)
	c.New, c.Moved = len(n.Rows), n.Step
	return c, err
}

// SheetMove is a step a sheet may go from where it stands, and who takes it.
type SheetMove struct {
	To   emulation.SheetStep
	By   emulation.Actors
	Mine bool // this desk may take it
	Back bool // it needs a reason
}

// Reviewing is what this desk may do with a unit's sheet as it stands.
type Reviewing struct {
	Round  sheet.Round // the review this desk writes now; 0 = none
	Closed error       // why it writes none
	Office bool        // it may score what is reserved to the standing office
	Moves  []SheetMove

	Explains bool // it may answer the first review for the own unit
}

// moves lists the steps of a sheet in the order they are offered: on first, back last. Handing in is not among them.
var moves = []emulation.SheetStep{emulation.SheetCrossChecked, emulation.SheetVerified, emulation.SheetAgreed, emulation.SheetExplained, emulation.SheetLocked,
	emulation.SheetReturned}

// Reviewing tells what this desk may do with a unit's sheet: the review it writes and the steps it may take.
func (room Room) Reviewing(unit emulation.ID) (Reviewing, error) {
	p, done := room.desk.View()
	defer done()
	s, err := sheet.Of(p.Book).Over(p.Period).Begun()
	if err != nil {
		return Reviewing{}, err
	}
	step, err := sheet.Of(p.Book).Over(p.Period).Step(s, unit)
	if err != nil {
		return Reviewing{}, err
	}
	as, err := p.Actors(s, unit)
	if err != nil {
		return Reviewing{}, err
	}
	open, err := p.Access(s, record.Sheet.Step.AnyField, unit)
	if err != nil {
		return Reviewing{}, err
	}
	r := Reviewing{Office: p.OfOffice(p.Self())}
	for _, to := range moves {
		if by := emulation.WhoStepsSheet(step, to); by != 0 {
			r.Moves = append(r.Moves, SheetMove{To: to, By: by, Mine: by&as != 0 && open.OK, Back: emulation.SheetStepsBack(step, to)})
		}
	}
	explain, err := p.Access(s, record.Explanation.AnyField, unit)
	if err != nil {
		return Reviewing{}, err
	}
	r.Explains = explain.OK && sheet.Explaining(step)
	r.Round, r.Closed = p.round(s, unit, step, as)
	if emulation.CodeOf(r.Closed) == emulation.Internal {
		return r, r.Closed
	}
	return r, nil
}

// round is the review this desk writes of a sheet: the first while it was only handed in; afterwards the second, by those who may, while
// whoever reads it the first time only may still correct what was given.
func (p View) round(s *book.Season, unit emulation.ID, step emulation.SheetStep, as emulation.Actors) (sheet.Round, error) {
	write, err := p.Access(s, record.Score.Verified.AnyField, unit)
	if err != nil {
		return 0, err
	}
	me, err := p.Certificate()
	switch {
	case err != nil:
		return 0, err
	case me.Is(emulation.SubjectUnit, unit):
		return 0, emulation.Errorf(emulation.Forbidden, "workspace.verify-own")
	case as&emulation.ActorChecker == 0:
		return 0, book.NotMine(emulation.ActorChecker)
	case !write.OK:
		return 0, emulation.Errorf(emulation.Forbidden, "access.closed", "why", write.Why)
	case !checkable(step):
		return 0, emulation.Errorf(emulation.Forbidden, "workspace.verify-closed", "step", emulation.Say("step."+string(step)))
	case step == emulation.SheetSubmitted:
		return sheet.FirstReview.Unless(p.inTurn(s, unit, sheet.FirstReview))
	}
	second := p.inTurn(s, unit, sheet.SecondReview)
	if step == emulation.SheetCrossChecked && second != nil {
		return sheet.FirstReview.Unless(p.inTurn(s, unit, sheet.FirstReview))
	}
	return sheet.SecondReview.Unless(second)
}
