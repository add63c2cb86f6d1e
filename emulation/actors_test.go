package emulation_test

import (
	"slices"
	"testing"

	"thidua/emulation"
)

// Every span of the steps of a season that a right can have, at every step: not yet, open, over.
func TestRightIsOpen(t *testing.T) {
	spans := append([]emulation.SeasonStep{""}, emulation.SeasonSteps...)
	place := func(s emulation.SeasonStep, none int) int {
		if s == "" {
			return none
		}
		return slices.Index(emulation.SeasonSteps, s)
	}
	for _, from := range spans {
		for _, until := range spans {
			first, last := place(from, 0), place(until, len(emulation.SeasonSteps)-1)
			if first > last {
				continue
			}
			right := emulation.Right{From: from, Until: until}
			for i, at := range emulation.SeasonSteps {
				want := 0
				if i < first {
					want = -1
				} else if i > last {
					want = 1
				}
				if got := right.Open(at); got != want {
					t.Errorf("from %q until %q, at %s: %d, want %d", from, until, at, got, want)
				}
			}
			if right.Open("") != 0 || right.Open("unknown") != 0 {
				t.Errorf("from %q until %q: a season that was not begun limits something", from, until)
			}
		}
	}
}

func TestActorsAreNamed(t *testing.T) {
	set := emulation.ActorOffice | emulation.ActorStaff
	if got := set.Names(); !slices.Equal(got, []string{"office", "staff"}) {
		t.Error(got)
	}
	if got := emulation.Actors(0).Names(); len(got) != 0 {
		t.Error(got)
	}
	m := set.Message()
	list, _ := m.Args["actors"].([]emulation.Message)
	if m.Key != "actor.any" || len(list) != 2 || list[0].Key != "actor.office" || list[1].Key != "actor.staff" {
		t.Errorf("%+v", m)
	}
	if got := (emulation.ActorObserver<<1 - 1).Names(); len(got) != 9 {
		t.Errorf("an actor has no name: %v", got)
	}
}
