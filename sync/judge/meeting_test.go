package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// What a meeting can hold since the fourth judge: the list of persons and what guests said, written by those who prepare it. Before that nobody writes them,
// and no part or word of them.
func TestMeetingsGrow(t *testing.T) {
	k := newCast()
	tries := func(role string, want changeset.Verdict, reason string, op changeset.Operation) {
		t.Helper()
		_, leaf, err := k.Try(k.who[role], k.cluster, "x", op)
		leafIs(t, leaf, err, want, reason)
	}
	people := func() changeset.Operation {
		return k.put("participants", record.Participants.Key(record.SeasonConference{Season: k.season, Kind: "closing"}), "list", emulation.Hash{1})
	}
	speech := func(unit emulation.ID, v emulation.Speech) changeset.Operation {
		return k.put("speech", record.Speech.Key(record.ConferenceUnitCode{Season: k.season, Conference: "closing", Unit: unit, Code: "a"}), "speech", v)
	}
	guest := emulation.Speech{Kind: "direction", Title: "x", By: "Phó Chủ tịch"}
	report := emulation.Speech{Kind: "report", Title: "x"}
	meeting := func() changeset.Operation {
		return k.put("conference", record.Conference.Key(record.SeasonConference{Season: k.season, Kind: "closing"}), "conference", emulation.ConferenceInfo{Purposes: []string{"opening"}})
	}
	paper := func() changeset.Operation {
		return k.put("document", record.Document.Key(record.SeasonCode{Season: k.season, Code: "a"}), "document",
			emulation.NumberedDocument{Kind: "plan", Title: "x", Adopted: true, AdoptedAt: "signing"})
	}
	k.Raise(3)
	for _, op := range []changeset.Operation{people(), speech(k.cluster.ID(), guest), speech(k.u, report), meeting(), paper()} {
		tries("head", changeset.Rejected, judge.ReasonShape, op)
	}
	k.Raise(4)
	for _, role := range []string{"leader", "staff", "member", "verifier", "authority"} {
		tries(role, changeset.Rejected, judge.ReasonRight, people())
		tries(role, changeset.Rejected, judge.ReasonRight, speech(k.cluster.ID(), guest))
	}
	for _, role := range []string{"head", "secretary", "office"} {
		tries(role, changeset.Accepted, "", people())
		tries(role, changeset.Accepted, "", speech(k.cluster.ID(), guest))
		tries(role, changeset.Accepted, "", meeting())
		tries(role, changeset.Accepted, "", paper())
	}
	tries("leader", changeset.Accepted, "", speech(k.u, report))
	tries("member", changeset.Rejected, judge.ReasonRight, speech(k.u, report))
}
