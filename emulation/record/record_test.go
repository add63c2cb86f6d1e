package record_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
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

// Whatever else two people write without seeing each other is asked about, or the later counts.
func TestWhatIsNotContestable(t *testing.T) {
	var got []string
	for _, e := range record.All() {
		for _, f := range e.Fields {
			if f.Torn == record.Guarded || f.Torn == record.Union {
				got = append(got, f.String())
			}
		}
	}
	want := []string{"criteria.version", "decision.decision", "evidence.file", "evidence.withdrawn", "proposal.step", "proposal.reason", "proposal.decision",
		"proposal.revocation", "season.step", "season.reason", "season.criteria", "season.result", "sheet.submission", "sheet.step", "sheet.reason"}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// A key is the array of its parts in their order, and is read back from it.
func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := func(name string) emulation.ID {
			return emulation.ID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, name))
		}
		tally := record.VoteRound{Season: id("season"), Vote: rapid.String().Draw(t, "vote"), Round: rapid.Uint64().Draw(t, "round")}
		if k := record.Tally.Key(tally); !bytes.Equal(k, changeset.MustEncode([]any{tally.Season, tally.Vote, tally.Round})) || record.Tally.Read(k) != tally {
			t.Fatalf("%x", []byte(k))
		}
		post := record.UnitPost{Cluster: id("cluster"), Season: id("season"), Post: emulation.PostHead, Unit: id("unit")}
		if record.Post.Read(record.Post.Key(post)) != post {
			t.Fatal(post)
		}
		change := rapid.SliceOf(rapid.Byte()).Draw(t, "change")
		if k := record.Decision.Key(record.ByChange{Change: change}); !bytes.Equal(record.Decision.Read(k).Change, change) {
			t.Fatalf("%x", []byte(k))
		}
		record.Post.Read(changeset.Key(rapid.SliceOfN(rapid.Byte(), 0, 60).Draw(t, "hostile")))
	})
	if k := record.Tally.Read(record.Vote.Key(record.SeasonCode{Season: emulation.ID{1}, Code: "award"})); k.Vote != "award" || k.Round != 0 {
		t.Errorf("%+v", k)
	}
}

// What a value rests on is read from it, whatever kind it is of.
func TestOnBehalf(t *testing.T) {
	paper := &emulation.OnBehalf{Signer: "Giám đốc"}
	for f, v := range map[*record.AnyField]any{
		record.Registration.AnyField: emulation.Registration{OnBehalf: paper}, record.Sheet.Reason.AnyField: emulation.StepReason{OnBehalf: paper},
		record.Proposal.Decision.AnyField: emulation.AwardDecision{OnBehalf: paper}} {
		if got := f.OnBehalf(changeset.MustEncode(v)); got == nil || *got != *paper {
			t.Errorf("%s: %+v", f, got)
		}
	}
	for f, raw := range map[*record.AnyField]changeset.Raw{record.Registration.AnyField: changeset.MustEncode(emulation.Registration{}),
		record.Season.Step.AnyField: changeset.MustEncode("draft"), record.Signature.AnyField: {0xff}} {
		if got := f.OnBehalf(raw); got != nil {
			t.Errorf("%s: %+v", f, got)
		}
	}
}

// Points that were given are read as the library reads them, whatever stands in their place.
func TestReadVerified(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := emulation.VerifiedScore{Points: rapid.String().Draw(t, "points"), Reason: rapid.String().Draw(t, "reason"),
			Seen: rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "seen"), NA: rapid.Bool().Draw(t, "na"), Withdrawn: rapid.Bool().Draw(t, "withdrawn")}
		raw := []byte(changeset.MustEncode(v))
		for range rapid.IntRange(0, 2).Draw(t, "altered") {
			raw[rapid.IntRange(0, len(raw)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		raw = raw[:len(raw)-rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "cut")]
		got, err := record.ReadVerified(raw)
		want, fault := record.Score.Verified.Load(raw)
		if (err == nil) != (fault == nil) || err == nil && !bytes.Equal(changeset.MustEncode(got), changeset.MustEncode(want)) {
			t.Fatalf("%x: %+v (%v), not %+v (%v)", raw, got, err, want, fault)
		}
	})
}

// What the judges before the fourth decide of the cluster's own stays: the right to the compact. From the fourth on what is said at a meeting is open as long
// as papers are written.
func TestTheClustersOwnBeforeTheFourthJudge(t *testing.T) {
	for judge := uint64(1); judge <= 4; judge++ {
		if got := record.Activity.OfCluster(judge); got != record.Compact.Right {
			t.Errorf("judge %d, an activity: %+v", judge, got)
		}
		want := record.Compact.Right
		if judge == 4 {
			want.Until = emulation.SeasonDecided
		}
		if got := record.Speech.OfCluster(judge); got != want {
			t.Errorf("judge %d, a speech: %+v", judge, got)
		}
	}
}
