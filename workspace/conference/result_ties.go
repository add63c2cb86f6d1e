package conference

import (
	"thidua/emulation"
)

func (v *Vote) UnitOf(line string) emulation.ID {
	for _, c := range v.Question.Lines {
		if c.ID == line {
			return c.Unit
		}
	}
	return emulation.ID{}
}
