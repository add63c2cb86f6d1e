package record_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
)

func fieldNamed(t *testing.T, name string) *record.AnyField {
	t.Helper()
	kind, field, _ := strings.Cut(name, ".")
	if e := record.Find(kind); e != nil && e.Field(field) != nil {
		return e.Field(field)
	}
	t.Fatalf("no %s", name)
	return nil
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
			right := fieldNamed(t, name).Right
			if right.By == 0 {
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
}
