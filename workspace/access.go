package workspace

import (
	"thidua/emulation"
	"thidua/emulation/record"
)

// Access is whether this desk may write something now, and if not, why: who may, or when.
type Access struct {
	OK  bool
	Why emulation.Message
}

// Access tells of a field of a record of the season whether this desk may write it; unit is whose it is, zero for the cluster's own.
// The judge has the last word when it is written.
func (w *Workspace) Access(field *record.AnyField, unit emulation.ID) (Access, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return Access{}, err
	}
	return w.access(s, field, unit)
}

func (w *Workspace) access(s *Season, field *record.AnyField, unit emulation.ID) (Access, error) {
	right := field.Right
	as, err := w.actors(s, unit)
	switch open := right.Open(s.Step); {
	case err != nil:
		return Access{}, err
	case as&right.By == 0:
		return Access{Why: emulation.Say("access.who", "who", right.By.Message())}, nil
	case open < 0:
		return Access{Why: emulation.Say("access.not-yet", "step", emulation.Say("season."+string(right.From)))}, nil
	case open > 0:
		return Access{Why: emulation.Say("access.over", "step", emulation.Say("season."+string(right.Until)))}, nil
	}
	return Access{OK: true}, nil
}
