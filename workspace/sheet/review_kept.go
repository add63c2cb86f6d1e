package sheet

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// KeptPoints are what a verifier typed for a criterion and could not be given yet, because something is missing or wrong: as it was typed.
type KeptPoints struct {
	Points string `cbor:"1,keyasint,omitempty"`
	Reason string `cbor:"2,keyasint,omitempty"`
}

func keptName(sheet emulation.ID, round Round) string {
	return "review/" + round.Column() + "/" + sheet.String()
}

// KeptReview gives what stands at this desk only of a review: it was typed and is no part of any result.
func (room Room) KeptReview(unit emulation.ID, round Round) (map[string]KeptPoints, error) {
	return workspace.Ask(room.desk, func(p View, s *book.Season) (map[string]KeptPoints, error) { return p.kept(s, unit, round) })
}

func (p View) kept(s *book.Season, unit emulation.ID, round Round) (map[string]KeptPoints, error) {
	found := map[string]KeptPoints{}
	raw, err := p.Store.Meta(keptName(s.SheetIDOf(unit, p.Period.Name), round))
	if err != nil || len(raw) == 0 {
		return found, err
	}
	return found, changeset.Load(raw, &found)
}

// KeepReview keeps what was typed for criteria at this desk, so that nothing is lost before it can be given; empty points and reason forget
// what was kept.
func (room Room) KeepReview(unit emulation.ID, round Round, typed map[string]KeptPoints) error {
	return room.desk.Change(func(p Edit, s *book.Season) error {
		kept, err := p.kept(s, unit, round)
		if err != nil {
			return err
		}
		changed := false
		for code, k := range typed {
			if kept[code] == k {
				continue
			}
			changed = true
			if kept[code] = k; k == (KeptPoints{}) {
				delete(kept, code)
			}
		}
		if !changed {
			return nil
		}
		return p.Disk.Commit(&changeset.Batch{Typed: true,
			Meta: map[string][]byte{keptName(s.SheetIDOf(unit, p.Period.Name), round): changeset.MustEncode(kept)}})
	})
}
