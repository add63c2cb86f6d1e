package workspace

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
)

// Checklist is what stands between a sheet and its submission: Blocking must be settled first, Missing is worth a look.
type Checklist struct {
	Blocking []emulation.Message
	Missing  []emulation.Message
}

// Checklist looks through the own unit's sheet before it is submitted.
func (w *Workspace) Checklist() (Checklist, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, unit, err := w.ownSheet()
	if err != nil {
		return Checklist{}, err
	}
	sh, err := w.sheet(s, unit.ID)
	if err != nil {
		return Checklist{}, err
	}
	return checklist(sh), nil
}

func checklist(sh *Sheet) Checklist {
	var c Checklist
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
		case !r.Given && r.Criterion.Scorer == criteria.SelfScored:
			c.Missing = append(c.Missing, emulation.Say("submit.no-input", "code", r.Code(), "name", r.Name()))
		}
		if r.Criterion.Evidence == criteria.EvidenceRequired && r.Evidence == 0 && !r.NA {
			c.Missing = append(c.Missing, emulation.Say("submit.no-evidence", "code", r.Code(), "name", r.Name()))
		}
	}
	return c
}

// Submit hands the own unit's sheet in: one change in the cluster's log with every input. What blocks it is the error "submit.blocked".
func (w *Workspace) Submit() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.seal(maxSealed); err != nil {
		return err
	}
	s, unit, err := w.ownSheet()
	if err != nil {
		return err
	}
	sh, err := w.sheet(s, unit.ID)
	if err != nil {
		return err
	}
	if c := checklist(sh); len(c.Blocking) > 0 {
		return emulation.Errorf(emulation.Conflict, "submit.blocked", "what", c.Blocking)
	}
	sub := emulation.Submission{Criteria: s.Version, Inputs: map[string]emulation.Fields{}, Evidence: map[string]uint64{}, Illustrative: sh.Illustrative}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil {
			continue
		}
		if r.Given {
			sub.Inputs[r.Code()] = r.Fields
		}
		if r.Evidence > 0 {
			sub.Evidence[r.Code()] = uint64(r.Evidence)
		}
	}
	return w.stepSheet(s, unit.ID, emulation.SheetSubmitted, func(r *changeset.Record) []changeset.Operation {
		return []changeset.Operation{changeset.Op("sheet", s.sheetKey(unit.ID), "submission", sub, changeset.IDs(r.Heads("submission", changeset.Now))...)}
	})
}

// StepSheet takes a unit's sheet to another step of its life cycle. Giving it back needs a reason.
func (w *Workspace) StepSheet(unit emulation.ID, to emulation.SheetStep, reason string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return err
	}
	return w.stepSheet(s, unit, to, func(r *changeset.Record) []changeset.Operation {
		if reason = strings.TrimSpace(reason); reason == "" {
			return nil
		}
		return []changeset.Operation{changeset.Op("sheet", s.sheetKey(unit), "reason", emulation.StepReason{To: string(to), Reason: reason},
			changeset.IDs(r.Heads("reason", changeset.Now))...)}
	})
}

func (w *Workspace) stepSheet(s *Season, unit emulation.ID, to emulation.SheetStep, also func(*changeset.Record) []changeset.Operation) error {
	r, err := w.store.Record(changeset.NaturalRef(s.Cluster.Scope(), "sheet", s.sheetKey(unit)))
	if err != nil {
		return err
	}
	from := emulation.SheetDraft
	if _, err := lastValue(r, "step", &from); err != nil {
		return err
	}
	if emulation.WhoStepsSheet(from, to) == 0 {
		return emulation.Errorf(emulation.Forbidden, "workspace.step-impossible", "from", emulation.Say("step."+string(from)), "to", emulation.Say("step."+string(to)))
	}
	var ops []changeset.Operation
	if also != nil {
		ops = also(r)
	}
	ops = append(ops, changeset.Op("sheet", s.sheetKey(unit), "step", string(to), changeset.IDs(r.Heads("step", changeset.Now))...))
	_, err = w.write(s.Cluster.Scope(), string(to), ops...)
	return err
}

// peers gathers what rules that compare units need; nil if the set has none.
func (w *Workspace) peers(sh *Sheet, set *criteria.Set, own criteria.UnitInputs) (*scoring.Peers, error) {
	relative := false
	for _, c := range set.Criteria() {
		relative = relative || c.Rule.Kind.Relative()
	}
	if !relative {
		return nil, nil
	}
	units := []criteria.UnitInputs{own}
	for _, u := range sh.Season.Cluster.Members {
		if u.ID == sh.Unit.ID {
			continue
		}
		in, _, err := w.submitted(sh.Season, set, u)
		if err != nil {
			return nil, err
		}
		units = append(units, in.UnitInputs)
	}
	return scoring.Compare(set, units), nil
}

// inputs is what a unit handed in, ready for scoring.
type inputs struct {
	criteria.UnitInputs
	version      uint64 // of the criteria it was filled in with
	illustrative bool
	unread       bool // some of it cannot be read with this set, and does not count
}

// submitted reads a unit's inputs as they were handed in; false if it handed in nothing. What its program let through and this one cannot
// read counts as not given: no unit's sheet may keep the others from being shown.
func (w *Workspace) submitted(s *Season, set *criteria.Set, u Unit) (inputs, bool, error) {
	in := inputs{UnitInputs: criteria.UnitInputs{ID: u.Code, Name: u.Name, Type: u.Type, Inputs: map[string]criteria.Input{}}}
	sub, _, err := w.submission(s, u.ID)
	if err != nil || sub == nil {
		return in, false, err
	}
	in.version, in.illustrative = sub.Criteria, sub.Illustrative
	for code, fields := range sub.Inputs {
		c, ok := set.ByCode(code)
		if !ok {
			in.unread = true
			continue
		}
		input, err := criteria.ParseInput(c.Rule, fields)
		if err != nil {
			in.unread = true
			continue
		}
		in.Inputs[code] = input
	}
	return in, true, nil
}
