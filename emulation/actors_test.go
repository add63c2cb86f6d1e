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

// What counts for the result is over once it is locked, and nothing that follows from it begins before.
func TestRightsAndTheLock(t *testing.T) {
	locks := map[string][]string{
		"over": {"sheet.submission", "sheet.step", "score.verified", "explanation.text", "vote.vote", "tally.tally", "chair.chair", "attendance.attendance",
			"season.criteria", "criteria.version", "registration.value", "signature.signature", "headcount.headcount", "assignment.assignment"},
		"not yet": {"proposal.proposal", "proposal.step", "proposal.decision", "proposal.revocation", "dossier.paper"},
		"open":    {"season.step", "season.reason", "document.document", "leaders.leaders", "objection.objection"},
	}
	words := map[int]string{-1: "not yet", 0: "open", 1: "over"}
	for when, names := range locks {
		for _, name := range names {
			kind, field := name[:slices.Index([]byte(name), '.')], name[slices.Index([]byte(name), '.')+1:]
			right, ok := emulation.RightTo(kind, field)
			if !ok || right.By == 0 {
				t.Errorf("nobody may write %s", name)
			}
			at := emulation.SeasonLocked
			if when == "not yet" {
				at = emulation.SeasonConference
			}
			if got := words[right.Open(at)]; got != when {
				t.Errorf("%s at %s: %s", name, at, got)
			}
			if right.By&right.Behalf != 0 {
				t.Errorf("%s: %v need a paper for what they may write without", name, (right.By & right.Behalf).Names())
			}
		}
	}
	if _, ok := emulation.RightTo("season", "unknown"); ok {
		t.Error("a field that nobody knows has a right")
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
