package book

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// NotWhileLocked refuses to take in what came after a lock that still stands.
func (b *Book) NotWhileLocked(scope changeset.Scope, id changeset.Identity) error {
	place, err := b.Store.Place(id)
	if err != nil || place == nil || place.Last == changeset.Pending {
		return err
	}
	e, err := b.Store.Entry(scope, uint64(place.Last))
	if err != nil || e == nil || e.Leaf.Reason != judge.ReasonLocked {
		return err
	}
	s, err := b.Season()
	if err != nil || !emulation.SeasonReached(s.Step, emulation.SeasonLocked) {
		return err
	}
	return emulation.Errorf(emulation.Forbidden, "late.reopen-first", "step", emulation.Say("season."+string(s.Step)))
}
