package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
)

// Access is whether this desk may write something now, and if not, why: who may, or when.
type Access struct {
	OK  bool
	Why emulation.Message
}

func (b *Book) Access(s *Season, field *record.AnyField, unit emulation.ID) (Access, error) {
	right := field.Right
	as, err := b.Actors(s, unit)
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
