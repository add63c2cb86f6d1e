package workspace

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/sync/changeset"
)

// Verify gives a criterion of another unit's submitted sheet its verified points. Where they differ from the unit's own, a reason is needed.
func (w *Workspace) Verify(unitID emulation.ID, code, points, reason string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return err
	}
	me, err := w.me()
	if err != nil {
		return err
	}
	if me.Is(emulation.SubjectUnit, unitID) {
		return emulation.Errorf(emulation.Forbidden, "workspace.verify-own")
	}
	sh, err := w.sheet(s, unitID)
	if err != nil {
		return err
	}
	row := sh.Row(code)
	if row == nil {
		return emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", sh.Set.Name)
	}
	if !checkable(sh.Step) {
		return emulation.Errorf(emulation.Forbidden, "workspace.verify-closed", "step", emulation.Say("step."+string(sh.Step)))
	}
	reason = strings.TrimSpace(reason)
	p, err := decimal.Parse(points)
	if err != nil {
		return err
	}
	if err := row.Criterion.CheckPoints(p); err != nil {
		return err
	}
	if reason == "" && !p.Equal(row.Self) {
		return emulation.Errorf(emulation.Invalid, "workspace.verify-reason", "self", row.Self, "points", p)
	}
	scope := s.Cluster.Scope()
	key := changeset.NewKey(sh.ID, code, "verified")
	r, err := w.store.Record(changeset.NaturalRef(scope, "score", key))
	if err != nil {
		return err
	}
	heads := r.Heads("verified", changeset.Now)
	if changeset.Conflict(heads) {
		return emulation.Errorf(emulation.Conflict, "workspace.conflict-first", "code", code)
	}
	_, err = w.write(scope, "verify",
		changeset.Op("score", key, "verified", emulation.VerifiedScore{Points: p.String(), Reason: reason}, changeset.IDs(heads)...))
	return err
}

// checkable reports whether a sheet at a step is with those who check it. One that was given back is its unit's, and what was agreed stands.
func checkable(step emulation.SheetStep) bool {
	return step == emulation.SheetSubmitted || step == emulation.SheetCrossChecked || step == emulation.SheetExplained
}

// checked are a unit's inputs for its own column, and for the final one with the verified points in their place. That a criterion does not
// apply is the unit's word until a verifier gives it 0 points, and figures are provisional; other points say that it applies after all.
func checked(in criteria.UnitInputs, verified map[string]decimal.Decimal) (own, final criteria.UnitInputs) {
	own, final = in, in
	own.Inputs, final.Inputs = map[string]criteria.Input{}, map[string]criteria.Input{}
	for code, input := range in.Inputs {
		points, seen := verified[code]
		input.Unconfirmed = input.NA && !(seen && points.IsZero())
		own.Inputs[code] = input
		if input.NA && seen && !points.IsZero() {
			continue
		}
		final.Inputs[code] = input
	}
	if len(verified) > 0 {
		final.Override = verified
	}
	return own, final
}
