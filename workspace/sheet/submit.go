package sheet

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Checklist is what stands between a sheet and its submission: Blocking must be settled first, Unproven is required evidence that is not there, so
// that a reason has to go with the sheet, Missing is worth a look.
type Checklist struct {
	Blocking []emulation.Message
	Unproven []emulation.Message
	Missing  []emulation.Message
}

// Checklist looks through the own unit's sheet before it is submitted.
func (room Room) Checklist() (Checklist, error) {
	p, done := room.desk.View()
	defer done()
	s, unit, err := p.ownSheet()
	if err != nil {
		return Checklist{}, err
	}
	sh, err := p.Sheet(s, unit.ID)
	if err != nil {
		return Checklist{}, err
	}
	return checklist(sh), nil
}

func checklist(sh *Sheet) Checklist {
	var c Checklist
	for _, code := range sh.torn {
		c.Blocking = append(c.Blocking, emulation.Say("submit.indicator-conflict", "code", code))
	}
	if len(sh.unset) > 0 {
		c.Missing = append(c.Missing, emulation.Say("submit.no-compared", "indicators", strings.Join(sh.unset, ", ")))
	}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		switch {
		case r.Criterion == nil:
			continue
		case r.Conflict && !r.Split:
			c.Blocking = append(c.Blocking, emulation.Say("submit.conflict", "code", r.Code(), "name", r.Name()))
		case r.Fault != nil:
			c.Blocking = append(c.Blocking, emulation.Say("submit.fault", "code", r.Code(), "typed", r.Typed))
		case r.Open:
			c.Blocking = append(c.Blocking, emulation.Say("submit.open", "code", r.Code(), "typed", r.Typed))
		case !r.Given && r.Criterion.SelfScored():
			if names := sh.lacking(r.Criterion); len(names) > 0 {
				c.Missing = append(c.Missing, emulation.Say("submit.no-indicator", "code", r.Code(), "name", r.Name(), "indicators", strings.Join(names, ", ")))
				break
			}
			c.Missing = append(c.Missing, emulation.Say("submit.no-input", "code", r.Code(), "name", r.Name()))
		}
		if r.Odd != nil && !r.Sure {
			doubt := emulation.Say("submit.doubt", "code", r.Code(), "name", r.Name(), "what", *r.Odd)
			if sh.rules >= emulation.FourthJudge {
				c.Blocking = append(c.Blocking, doubt)
			} else {
				c.Missing = append(c.Missing, doubt)
			}
		}
		if r.Criterion.Evidence == criteria.EvidenceRequired && r.Evidence == 0 && !r.NA {
			lacks := emulation.Say("submit.no-evidence", "code", r.Code(), "name", r.Name())
			if sh.rules >= emulation.FourthJudge && claims(r.Criterion, r.Given, r.NA, r.Self) {
				c.Unproven = append(c.Unproven, lacks)
			} else {
				c.Missing = append(c.Missing, lacks)
			}
		}
	}
	return c
}

// Because is the room with the reason for which a sheet is handed in although evidence that is required is not there.
func (room Room) Because(reason string) Room {
	room.reason = book.Clean(reason)
	return room
}

// Submit hands the own unit's sheet in: one change in the cluster's log with every input. What blocks it is the error "submit.blocked"; required
// evidence that is not there, and no reason for it (Because), "submit.unproven".
func (room Room) Submit() error {
	p, done := room.desk.Edit()
	defer done()
	return p.submitOwn(nil, room.reason)
}

// submitOwn hands the own unit's sheet in, by its leader or, after a paper the leader signed, by its staff.
func (p Edit) submitOwn(behalf *emulation.OnBehalf, reason string) error {
	if _, err := p.Seal(workspace.MaxSealed); err != nil {
		return err
	}
	s, unit, err := p.ownSheet()
	if err != nil {
		return err
	}
	sh, err := p.Sheet(s, unit.ID)
	if err != nil {
		return err
	}
	c := checklist(sh)
	if len(c.Blocking) > 0 {
		return emulation.Errorf(emulation.Conflict, "submit.blocked", "what", c.Blocking)
	}
	if reason, err = why(c.Unproven, reason); err != nil {
		return err
	}
	files, err := p.shownFiles(sh)
	if err != nil {
		return err
	}
	sub := emulation.Submission{Criteria: s.Version, Inputs: map[string]emulation.Fields{}, Evidence: map[string]uint64{}, Illustrative: sh.Illustrative,
		OnBehalf: behalf, Indicators: sh.figures, Reason: reason, Files: files}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil {
			continue
		}
		if r.Given && len(r.Fields) > 0 { // a formula has no input of its own
			sub.Inputs[r.Code()] = r.Fields
		}
		if r.Odd != nil && r.Sure {
			sub.Confirmed = append(sub.Confirmed, r.Code())
		}
		if r.Evidence > 0 {
			sub.Evidence[r.Code()] = uint64(r.Evidence)
		}
	}
	return p.submit(s, unit, sub)
}

// claims reports whether a line claims points that have to be proved: where nothing is claimed nothing is to be.
func claims(c *criteria.Criterion, given, na bool, points decimal.Decimal) bool {
	return c.Evidence == criteria.EvidenceRequired && given && !na && !points.IsZero()
}

// why is the reason that goes with a sheet: none where nothing asks for it.
func why(unproven []emulation.Message, reason string) (string, error) {
	switch {
	case len(unproven) == 0:
		return "", nil
	case reason == "":
		return "", emulation.Errorf(emulation.Conflict, "submit.unproven", "what", unproven)
	}
	return reason, nil
}

// submit writes a submission, and with it the record of the paper it rests on.
func (p Edit) submit(s *book.Season, unit book.Unit, sub emulation.Submission) error {
	return p.takeStep(s, unit.ID, emulation.SheetSubmitted, func(r *changeset.Record) []changeset.Operation {
		return append(p.Papers(unit.ID, sub.OnBehalf),
			record.Sheet.Submission.Op(s.SheetKeyOf(unit.ID, p.Period.Name), sub, changeset.IDs(record.Sheet.Submission.Heads(r, changeset.Now))...))
	})
}

func (p Edit) takeStep(s *book.Season, unit emulation.ID, to emulation.SheetStep, also func(*changeset.Record) []changeset.Operation) error {
	key := s.SheetKeyOf(unit, p.Period.Name)
	r, err := p.Store.Record(record.Sheet.Ref(s.Cluster.Scope(), key))
	if err != nil {
		return err
	}
	from := emulation.SheetDraft
	if _, err := record.Sheet.Step.Into(r, changeset.Now, &from); err != nil {
		return err
	}
	if emulation.WhoStepsSheet(from, to) == 0 {
		return emulation.Errorf(emulation.Forbidden, "workspace.step-impossible", "from", emulation.Say("step."+string(from)), "to", emulation.Say("step."+string(to)))
	}
	ops := append(also(r), record.Sheet.Step.Op(key, to, changeset.IDs(record.Sheet.Step.Heads(r, changeset.Now))...))
	_, err = p.Write(s.Cluster.Scope(), string(to), ops...)
	return err
}

// peers gathers what rules that compare units need; nil if the set has none. A unit that handed in nothing, or filled in other criteria, has
// not reported yet. Reviews of other sheets are read only where they can change what is compared.
func (p View) peers(sh *Sheet, own scoring.Columns, column func(scoring.Columns) criteria.UnitInputs) (*scoring.Peers, error) {
	if !slices.ContainsFunc(sh.Set.Criteria(), func(c *criteria.Criterion) bool { return c.Rule.Relative() }) {
		return nil, nil
	}
	units := []criteria.UnitInputs{column(own)}
	members := sh.Season.Cluster.Members
	all, err := p.handedIn(sh.Season, p.Period.Name, members)
	if err != nil {
		return nil, err
	}
	for i, h := range all {
		if h.Unit.ID == sh.Unit.ID {
			continue
		}
		in, sure := h.compared(sh.Set)
		if !sure {
			t, err := p.TallyOf(sh.Season, p.Period.Name, members[i])
			if err != nil {
				return nil, err
			}
			in = column(t.Columns)
		}
		units = append(units, in)
	}
	return scoring.Compare(sh.Set, units, false), nil
}
