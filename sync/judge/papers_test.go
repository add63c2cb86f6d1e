package judge_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// What stands on the papers of a unit is written by its own people, on those of the cluster by those who prepare them, until the season is archived; before
// the fifth judge by nobody.
func TestWhoWritesTheLetterhead(t *testing.T) {
	k := newCast()
	tries := func(role string, want changeset.Verdict, reason string, ops ...changeset.Operation) {
		t.Helper()
		for _, op := range ops {
			_, leaf, err := k.Try(k.who[role], k.cluster, "x", op)
			leafIs(t, leaf, err, want, reason)
		}
	}
	of := func(owner emulation.ID) []changeset.Operation {
		key := record.SeasonUnit{Season: k.season, Unit: owner}
		return []changeset.Operation{record.Letterhead.Letterhead.Op(key, emulation.Letterhead{Sign: "CTĐ4"}), record.Letterhead.Signers.Op(key, emulation.Hash{1}),
			record.Number.Op(record.IssuerNumber{Cluster: k.cluster.ID(), Unit: owner, Year: 2024, Type: "TTr", Number: 5}, emulation.PaperNumber{Season: k.season, Document: "proposal"})}
	}
	k.Raise(4)
	tries("leader", changeset.Rejected, judge.ReasonShape, of(k.u)...)
	k.Raise(5)
	for _, at := range []emulation.SeasonStep{emulation.SeasonRunning, emulation.SeasonLocked, emulation.SeasonDecided} {
		k.travel(at)
		for _, role := range []string{"leader", "staff"} {
			tries(role, changeset.Accepted, "", of(k.u)...)
			tries(role, changeset.Rejected, judge.ReasonRight, of(k.m)...)
			tries(role, changeset.Rejected, judge.ReasonRight, of(k.cluster.ID())...)
		}
		for _, role := range []string{"office", "head", "head-staff", "deputy", "secretary"} {
			tries(role, changeset.Accepted, "", of(k.cluster.ID())...)
			tries(role, changeset.Rejected, judge.ReasonRight, of(k.u)...)
		}
		tries("observer", changeset.Rejected, judge.ReasonRight, of(k.u)...)
		tries("member", changeset.Rejected, judge.ReasonRight, of(k.cluster.ID())...)
	}
	k.travel(emulation.SeasonArchived)
	tries("leader", changeset.NeedsDecision, judge.ReasonLocked, of(k.u)...)
	tries("head", changeset.NeedsDecision, judge.ReasonLocked, of(k.cluster.ID())...)
}

// A number of an archived season stays its own: naming a season that is not there, or another one, opens nothing.
func TestNumberOfAnArchivedSeason(t *testing.T) {
	k := newCast()
	k.Raise(5)
	k.travel(emulation.SeasonRunning)
	key := record.IssuerNumber{Cluster: k.cluster.ID(), Unit: k.u, Year: 2024, Type: "BC", Number: 1}
	nowhere := emulation.PaperNumber{Season: emulation.ID{77}, Document: "report"}
	tries := func(want changeset.Verdict, reason string, op changeset.Operation) {
		t.Helper()
		_, leaf, err := k.Try(k.who["leader"], k.cluster, "x", op)
		leafIs(t, leaf, err, want, reason)
	}
	tries(changeset.Rejected, judge.ReasonShape, record.Number.Op(key, nowhere))
	first, leaf, err := k.Try(k.who["leader"], k.cluster, "x", record.Number.Op(key, emulation.PaperNumber{Season: k.season, Document: "report"}))
	leafIs(t, leaf, err, changeset.Accepted, "")
	k.travel(emulation.SeasonArchived)
	tries(changeset.Rejected, judge.ReasonShape, later(record.Number.Op(key, nowhere), first))
}

// A number is one of this cluster's registers, of a year and of a type of the decree.
func TestNumbersOfARegister(t *testing.T) {
	k := newCast()
	k.Raise(5)
	k.travel(emulation.SeasonRunning)
	good := record.IssuerNumber{Cluster: k.cluster.ID(), Unit: k.u, Year: 2024, Type: "BC", Number: 1}
	for name, change := range map[string]func(n *record.IssuerNumber){
		"another cluster":   func(n *record.IssuerNumber) { n.Cluster = emulation.ID{9} },
		"no year":           func(n *record.IssuerNumber) { n.Year = 0 },
		"a year too late":   func(n *record.IssuerNumber) { n.Year = 2200 },
		"no number":         func(n *record.IssuerNumber) { n.Number = 0 },
		"a number too high": func(n *record.IssuerNumber) { n.Number = 100_001 },
		"an unknown type":   func(n *record.IssuerNumber) { n.Type = "XX" },
		"no member":         func(n *record.IssuerNumber) { n.Unit = k.x },
	} {
		bad := good
		change(&bad)
		_, leaf, err := k.Try(k.who["leader"], k.cluster, "x", record.Number.Op(bad, emulation.PaperNumber{Season: k.season, Document: "report"}))
		if err != nil || leaf.Verdict != changeset.Rejected || leaf.Reason != judge.ReasonShape {
			t.Errorf("%s: %v %s %v", name, leaf.Verdict, leaf.Reason, err)
		}
	}
	_, leaf, err := k.Try(k.who["leader"], k.cluster, "x", record.Number.Op(good, emulation.PaperNumber{Season: k.season, Document: "report"}))
	leafIs(t, leaf, err, changeset.Accepted, "")
}

// The words of the standing sentences are the office's and the head's, until the season is archived; before the fifth judge nobody's. A member, a secretary or
// the head's staff have none, nor has anybody those of another cluster, and a text that could not be printed is nobody's.
func TestWhoWordsTheStandingSentences(t *testing.T) {
	k := newCast()
	key := record.SeasonSentence{Season: k.season, Sentence: "minutes.close"}
	op := record.Wording.Op(key, emulation.Wording{Text: "Hội nghị bế mạc lúc {hour} phút."})
	tries := func(role string, want changeset.Verdict, reason string, op changeset.Operation) {
		t.Helper()
		_, leaf, err := k.Try(k.who[role], k.cluster, "x", op)
		leafIs(t, leaf, err, want, reason)
	}
	k.Raise(4)
	tries("office", changeset.Rejected, judge.ReasonShape, op)
	k.Raise(5)
	for _, at := range []emulation.SeasonStep{emulation.SeasonDraft, emulation.SeasonRunning, emulation.SeasonLocked, emulation.SeasonDecided} {
		k.travel(at)
		for _, role := range []string{"office", "head", "deputy"} {
			tries(role, changeset.Accepted, "", op)
		}
		for _, role := range []string{"head-staff", "secretary", "leader", "staff", "member", "verifier", "observer", "authority"} {
			tries(role, changeset.Rejected, judge.ReasonRight, op)
		}
	}
	withdrawn := record.Wording.Op(key, emulation.Wording{})
	tries("office", changeset.Accepted, "", withdrawn)
	long := func(n int) changeset.Operation {
		return record.Wording.Op(key, emulation.Wording{Text: strings.Repeat("ơ", n)})
	}
	tries("office", changeset.Accepted, "", long(1000))
	named := func(n int) changeset.Operation {
		return record.Wording.Op(record.SeasonSentence{Season: k.season, Sentence: strings.Repeat("a", n)}, emulation.Wording{Text: "x"})
	}
	tries("office", changeset.Accepted, "", named(64))
	for _, bad := range []changeset.Operation{long(1001), named(65), record.Wording.Op(key, emulation.Wording{Text: "hai\ndòng"}), record.Wording.Op(key, emulation.Wording{Text: "{{.hour}}"})} {
		tries("office", changeset.Rejected, judge.ReasonShape, bad)
	}
	k.travel(emulation.SeasonArchived)
	tries("office", changeset.NeedsDecision, judge.ReasonLocked, op)
	tries("head", changeset.NeedsDecision, judge.ReasonLocked, op)
}
