package workspace

import (
	"strings"

	"thidua/emulation"
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
