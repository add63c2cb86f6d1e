package result

import (
	"thidua/emulation"
)

func (r *Ranking) Standing(unit emulation.ID) *Standing {
	for i := range r.Standings {
		if r.Standings[i].Unit.ID == unit {
			return &r.Standings[i]
		}
	}
	return nil
}
