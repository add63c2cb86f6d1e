package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

func ownForm() emulation.AwardForm {
	return emulation.AwardForm{Name: "Cờ thi đua của Ngân hàng X", Decider: "Thống đốc", Level: "ministry", Kind: "flag"}
}

func deciding() ballot.Deciding {
	return ballot.Deciding{How: ballot.ByBallot, Line: "khoản 2 Điều 7", Rules: &ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2, Strict: true}}
}

// The office alone adds award forms, head and deputies alone say how the cluster decides, until the result is locked; before the fourth judge nobody does.
func TestTheRegulationIsData(t *testing.T) {
	k := newCast()
	form := func() changeset.Operation {
		return k.set(k.Control, "award", record.AwardForm.Key(record.OfficeCode{Office: k.Control.ID(), Code: "co-x"}), "form", ownForm())
	}
	rule := func() changeset.Operation {
		return k.put("deciding", record.Deciding.Key(record.SeasonForm{Season: k.season, Form: "co-x"}), "deciding", deciding())
	}
	words := func(info emulation.ProposalInfo) []changeset.Operation {
		key := record.Proposal.Key(record.UnitForm{Season: k.season, Unit: k.u, Form: "co-x"})
		return []changeset.Operation{k.put("proposal", key, "proposal", info), k.put("proposal", key, "step", "draft")}
	}
	tries := func(role string, scope changeset.Scope, want changeset.Verdict, reason string, ops ...changeset.Operation) {
		t.Helper()
		_, leaf, err := k.Try(k.who[role], scope, "x", ops...)
		leafIs(t, leaf, err, want, reason)
	}
	k.Raise(3)
	tries("office", k.Control, changeset.Rejected, judge.ReasonShape, form())
	tries("head", k.cluster, changeset.Rejected, judge.ReasonShape, rule())
	k.Raise(4)
	for _, role := range []string{"head", "leader", "authority"} {
		tries(role, k.Control, changeset.Rejected, judge.ReasonRight, form())
	}
	tries("office", k.Control, changeset.Accepted, "", form())
	elsewhere := changeset.Op("award", record.AwardForm.Key(record.OfficeCode{Office: k.u, Code: "co-x"}), "form", ownForm())
	tries("office", k.Control, changeset.Rejected, judge.ReasonShape, elsewhere)
	for _, role := range []string{"head-staff", "secretary", "leader", "member", "verifier"} {
		tries(role, k.cluster, changeset.Rejected, judge.ReasonRight, rule())
	}
	for _, role := range []string{"office", "head", "deputy"} {
		tries(role, k.cluster, changeset.Accepted, "", rule())
	}
	k.travel(emulation.SeasonConference)
	tries("head", k.cluster, changeset.Accepted, "", rule())
	k.travel(emulation.SeasonLocked)
	tries("head", k.cluster, changeset.NeedsDecision, judge.ReasonLocked, rule())
	tries("head", k.cluster, changeset.Accepted, "", words(emulation.ProposalInfo{FormName: "Cờ", Track: "toan-dien", Instead: "co-y", Agreed: "closing"})...)
}

// The parts of a proposal that came with the fourth judge are refused by the third, as the programs of its time do.
func TestPartsOfAProposalComeLater(t *testing.T) {
	for _, info := range []emulation.ProposalInfo{{FormName: "Cờ", Track: "x"}, {FormName: "Cờ", Instead: "x"}, {FormName: "Cờ", Agreed: "closing"}} {
		raw := changeset.MustEncode(info)
		if err := record.Proposal.Info.Check(raw, 3); err == nil {
			t.Errorf("the third judge takes %+v", info)
		}
		if err := record.Proposal.Info.Check(raw, 4); err != nil {
			t.Errorf("the fourth judge refuses %+v: %v", info, err)
		}
	}
}

// Each is one step away from a value that is taken.
func TestAbsurdRegulations(t *testing.T) {
	for name, change := range map[string]func(*emulation.AwardForm){
		"no name": func(v *emulation.AwardForm) { v.Name = "" }, "nobody decides": func(v *emulation.AwardForm) { v.Decider = "" },
		"level": func(v *emulation.AwardForm) { v.Level = "moon" }, "kind": func(v *emulation.AwardForm) { v.Kind = "bell" }, "for": func(v *emulation.AwardForm) { v.For = "dogs" },
	} {
		v := ownForm()
		if err := record.AwardForm.Valid(v); err != nil {
			t.Fatal(err)
		}
		if change(&v); record.AwardForm.Valid(v) == nil {
			t.Errorf("%s is taken", name)
		}
	}
	two := []ballot.Track{{Code: "a", Name: "A", Count: 1}, {Code: "b", Name: "B", Count: 2}}
	for name, change := range map[string]func(*ballot.Deciding){
		"no line": func(v *ballot.Deciding) { v.Line = "" }, "how": func(v *ballot.Deciding) { v.How = "dice" }, "no rules": func(v *ballot.Deciding) { v.Rules = nil },
		"rules of no ballot": func(v *ballot.Deciding) { v.How = ballot.Agreed }, "a threshold nobody reaches": func(v *ballot.Deciding) { v.Rules.Num = 3 },
		"others without a rank": func(v *ballot.Deciding) { v.Free = true }, "one track": func(v *ballot.Deciding) { v.Tracks = two[:1] },
		"a track twice":      func(v *ballot.Deciding) { v.Tracks = []ballot.Track{two[0], two[0]} },
		"a track of nothing": func(v *ballot.Deciding) { v.Tracks = []ballot.Track{two[0], {Code: "b", Name: "B"}} },
	} {
		v := deciding()
		if err := record.Deciding.Valid(v); err != nil {
			t.Fatal(err)
		}
		if change(&v); record.Deciding.Valid(v) == nil {
			t.Errorf("%s is taken", name)
		}
	}
	v := deciding()
	if v.Rank, v.Free, v.Tracks = 2, true, two; record.Deciding.Valid(v) != nil {
		t.Error("ranks and tracks are refused")
	}
}
