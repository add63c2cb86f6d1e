package book

import (
	"thidua/emulation"
)

// Actors tells as whom this desk acts in a season on what belongs to a unit (zero: to nobody in particular).
func (b *Book) Actors(s *Season, unit emulation.ID) (emulation.Actors, error) {
	cert, err := b.Certificate()
	if err != nil {
		return 0, err
	}
	return b.Judge.Actors(b.Store, cert, b.Control, s.Cluster.Scope(), s.ID, unit)
}

// NotMine is the refusal of what others do.
func NotMine(by emulation.Actors) error {
	return emulation.Errorf(emulation.Forbidden, "workspace.refused-to", "who", by.Message())
}
