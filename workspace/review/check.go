package review

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// Points are what a review gives one criterion. Where they differ from the unit's own, a reason is needed.
type Points struct {
	Code   string
	Points string // plain decimal
	Reason string
}

// Verify gives a criterion of another unit's sheet of the season its points of the first review; see Room.Review.
func (w Room) Verify(unit emulation.ID, code, points, reason string) error {
	return w.In(book.PeriodSeason).Review(unit, sheet.FirstReview, Points{code, points, reason})
}

// Review gives criteria of another unit's sheet their points in a round: all of them, or none if one is refused. Many become as few changes
// as they fit into. A criterion that the criteria reserve to the standing office is scored by nobody else.
func (room Room) Review(unit emulation.ID, round sheet.Round, given ...Points) error {
	p, done := room.desk.Edit()
	defer done()
	c, err := p.checking(unit, round)
	if err != nil {
		return err
	}
	for _, g := range given {
		if err := c.points(g); err != nil {
			return err
		}
	}
	return c.write()
}

// ConfirmNA answers a unit that says of a criterion that it does not apply: it is confirmed, and leaves the unit's applicable maximum; or it
// applies after all, for a reason, and has 0 points until a review gives others.
func (room Room) ConfirmNA(unit emulation.ID, round sheet.Round, code string, applies bool, reason string) error {
	p, done := room.desk.Edit()
	defer done()
	c, err := p.checking(unit, round)
	if err != nil {
		return err
	}
	row, err := c.row(code)
	switch {
	case err != nil:
		return err
	case !row.NA:
		return emulation.Errorf(emulation.Invalid, "sheet.na-not-said", "code", code)
	case applies && strings.TrimSpace(reason) == "":
		return emulation.Errorf(emulation.Invalid, "sheet.na-reason", "code", code)
	}
	if err := c.put(row, emulation.VerifiedScore{Points: "0", NA: !applies, Reason: strings.TrimSpace(reason)}); err != nil {
		return err
	}
	return c.write()
}

// TakeBack takes what a review gave criteria of another unit's sheet back, as if nothing had been given: of all of them, or of none.
func (room Room) TakeBack(unit emulation.ID, round sheet.Round, codes ...string) error {
	p, done := room.desk.Edit()
	defer done()
	c, err := p.checking(unit, round)
	if err != nil {
		return err
	}
	for _, code := range codes {
		row, err := c.row(code)
		if err != nil {
			return err
		}
		if row.Of(round) == nil {
			return emulation.Errorf(emulation.Invalid, "sheet.not-given", "code", code)
		}
		if err := c.put(row, emulation.VerifiedScore{Points: "0", Withdrawn: true}); err != nil {
			return err
		}
	}
	return c.write()
}

// checking is a review being written.
type checking struct {
	p      Edit
	sheet  *sheet.Sheet
	sub    *emulation.Submission
	round  sheet.Round
	office bool
	ops    []changeset.Operation
}

// checking opens another unit's sheet for a review. Whether this desk may verify it is the judge's to say.
func (p Edit) checking(unit emulation.ID, round sheet.Round) (*checking, error) {
	s, err := sheet.Of(p.Book).Over(p.Period).Begun()
	if err != nil {
		return nil, err
	}
	me, err := p.Certificate()
	if err != nil {
		return nil, err
	}
	if me.Is(emulation.SubjectUnit, unit) {
		return nil, emulation.Errorf(emulation.Forbidden, "workspace.verify-own")
	}
	c := &checking{p: p, round: round}
	if c.sheet, err = sheet.Of(p.Book).Over(p.Period).Sheet(s, unit); err != nil {
		return nil, err
	}
	if !checkable(c.sheet.Step) {
		return nil, emulation.Errorf(emulation.Forbidden, "workspace.verify-closed", "step", emulation.Say("step."+string(c.sheet.Step)))
	}
	t, err := sheet.Of(p.Book).TallyOf(s, p.Period.Name, c.sheet.Unit)
	if err != nil {
		return nil, err
	}
	c.sub = t.Submission
	if err := p.inTurn(s, unit, round); err != nil {
		return nil, err
	}
	c.office = p.OfOffice(p.Self())
	return c, nil
}

// inTurn refuses the round of a review for which another unit was assigned: who reads a sheet the first time does not decide it the second.
// Those who assign, and verifiers of all sheets, may do both.
func (w View) inTurn(s *book.Season, unit emulation.ID, round sheet.Round) error {
	me, err := w.Certificate()
	if err != nil || me.Subject.Kind != emulation.SubjectUnit {
		return err
	}
	it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Assignment, record.UnitVerifier{Season: s.ID, Unit: unit, Verifier: me.Subject.ID})
	if err != nil || !ok || it.Value.Ended || it.Value.Round == 0 || sheet.Round(it.Value.Round) == round {
		return err
	}
	every, err := w.Judge.Holds(w.Store, w.Control, s.Cluster.ID, s.ID, me.Subject.ID, changeset.Now, emulation.PostHead, emulation.PostDeputy, emulation.PostVerifier)
	if err != nil || every {
		return err
	}
	return emulation.Errorf(emulation.Forbidden, "sheet.other-round", "round", it.Value.Round)
}

// checkable reports whether a sheet at a step is with those who check it. One that was given back is its unit's, and what was agreed stands.
func checkable(step emulation.SheetStep) bool {
	return step == emulation.SheetSubmitted || step == emulation.SheetCrossChecked || step == emulation.SheetExplained
}

func (c *checking) row(code string) (*sheet.Row, error) {
	row := c.sheet.Row(code)
	if row == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", c.sheet.Set.Name)
	}
	if row.Reserved && !c.office {
		return nil, emulation.Errorf(emulation.Forbidden, "sheet.reserved", "code", code, "name", row.Name())
	}
	return row, nil
}

func (c *checking) points(g Points) error {
	row, err := c.row(g.Code)
	if err != nil {
		return err
	}
	points, err := row.CheckReview(g.Points, g.Reason)
	if err != nil {
		return err
	}
	return c.put(row, emulation.VerifiedScore{Points: points.String(), Reason: strings.TrimSpace(g.Reason)})
}

func (c *checking) put(row *sheet.Row, v emulation.VerifiedScore) error {
	scope := c.sheet.Season.Cluster.Scope()
	key := record.SheetColumn{Sheet: c.sheet.ID, Criterion: row.Code(), Column: c.round.Column()}
	r, err := c.p.Store.Record(record.Score.Ref(scope, key))
	if err != nil {
		return err
	}
	heads := record.Score.Verified.Heads(r, changeset.Now)
	if changeset.Conflict(heads) {
		return emulation.Errorf(emulation.Conflict, "workspace.conflict-first", "code", row.Code())
	}
	v.Seen = sheet.SeenInput(row.Criterion, c.sub.Inputs[row.Code()], c.sub.Indicators)
	c.ops = append(c.ops, record.Score.Verified.Op(key, v, changeset.IDs(heads)...))
	return nil
}

// maxReviewed is how many bytes of operations go into one change: some way below changeset.MaxChange.
const maxReviewed = 56 << 10

// write signs what was gathered. Each change stands for itself; what the judge refuses of the first is refused of all.
func (c *checking) write() error {
	from, size := 0, 0
	for i := range c.ops {
		n := opSize(&c.ops[i])
		if size+n > maxReviewed && i > from {
			if err := c.flush(from, i); err != nil {
				return err
			}
			from, size = i, 0
		}
		size += n
	}
	return c.flush(from, len(c.ops))
}

func (c *checking) flush(from, to int) error {
	if from == to {
		return nil
	}
	_, err := c.p.Write(c.sheet.Season.Cluster.Scope(), "verify", c.ops[from:to]...)
	return err
}

// opSize is how many bytes an operation takes in a change, about.
func opSize(op *changeset.Operation) int {
	return len(op.Value) + len(op.Key) + 24*len(op.Expects) + 32
}
