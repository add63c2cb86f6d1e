package workspace

import (
	"thidua/emulation"
	"thidua/emulation/legal"
)

// actors tells as whom this desk acts in a season on what belongs to a unit (zero: to nobody in particular).
func (w *Workspace) actors(s *Season, unit emulation.ID) (emulation.Actors, error) {
	cert, err := w.me()
	if err != nil {
		return 0, err
	}
	return w.judge.Actors(w.store, cert, w.control, s.Cluster.Scope(), s.ID, unit)
}

// notMine is the refusal of what others do.
func notMine(by emulation.Actors) error {
	return emulation.Errorf(emulation.Forbidden, "workspace.refused-to", "who", by.Message())
}

// hasLaw reports whether this desk was opened with any law.
func (w *Workspace) hasLaw() bool { return w.env.Law != nil }

// law is the law of awards this desk knows.
func (w *Workspace) law() (*legal.Shelf, error) {
	if !w.hasLaw() {
		return nil, emulation.Errorf(emulation.Unavailable, "workspace.no-law")
	}
	return w.env.Law()
}
