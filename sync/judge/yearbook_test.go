package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

func given() emulation.PersonAward {
	return emulation.PersonAward{Name: "Giấy khen của Giám đốc Sở", Stage: emulation.StageGiven,
		Level: "agency", Number: "12/QĐ-SGDĐT", Date: "2024-06-03", Persons: 3}
}

// The goal of a movement and the day it is summed up came with the fifth judge.
func TestAMovementsGoal(t *testing.T) {
	k := newCast()
	k.travel(emulation.SeasonRunning)
	k.Raise(4)
	tries := func(want changeset.Verdict, reason string) {
		t.Helper()
		for _, m := range []emulation.Movement{{Name: "x", Goal: "100% đạt chuẩn"}, {Name: "x", SummedUp: "2024-06-05"}} {
			_, leaf, err := k.Try(k.who["staff"], k.cluster, "x", record.Movement.Op(record.SeasonUnitCode{Season: k.season, Unit: k.u, Code: "a"}, m))
			leafIs(t, leaf, err, want, reason)
		}
	}
	tries(changeset.Rejected, judge.ReasonShape)
	k.Raise(5)
	tries(changeset.Accepted, "")
}

// What a report tells of the year is written by a unit's own people of itself, and of the cluster by those who prepare its papers; before the
// fourth judge nobody writes it.
func TestTheYearIsToldByThoseItBelongsTo(t *testing.T) {
	k := newCast()
	tries := func(role string, want changeset.Verdict, reason string, op changeset.Operation) {
		t.Helper()
		_, leaf, err := k.Try(k.who[role], k.cluster, "x", op)
		leafIs(t, leaf, err, want, reason)
	}
	of := func(owner emulation.ID) []changeset.Operation {
		key := record.SeasonUnitCode{Season: k.season, Unit: owner, Code: "a"}
		return []changeset.Operation{
			record.Movement.Op(key, emulation.Movement{Name: "Dạy tốt - Học tốt"}),
			record.Shortcoming.Op(key, emulation.Shortcoming{Text: "Thiếu giáo viên"}),
			record.PersonAward.Award.Op(key, given()),
			record.PersonAward.List.Op(key, emulation.Hash{1}),
			record.Initiative.Op(key, emulation.Achievement{Name: "x", Sort: "research", Level: "province"}),
		}
	}
	k.travel(emulation.SeasonRunning)
	k.Raise(3)
	for _, op := range of(k.u) {
		tries("leader", changeset.Rejected, judge.ReasonShape, op)
	}
	k.Raise(4)
	for _, op := range of(k.u) {
		tries("member", changeset.Rejected, judge.ReasonRight, op)
		tries("office", changeset.Rejected, judge.ReasonRight, op)
		tries("staff", changeset.Accepted, "", op)
	}
	for _, op := range of(k.cluster.ID()) {
		tries("leader", changeset.Rejected, judge.ReasonRight, op)
		tries("secretary", changeset.Accepted, "", op)
	}
	for _, at := range []emulation.SeasonStep{emulation.SeasonLocked, emulation.SeasonDecided} { // when a closing report is written
		k.travel(at)
		for _, op := range of(k.u)[:4] {
			tries("leader", changeset.Accepted, "", op)
		}
		for _, op := range of(k.cluster.ID())[:4] {
			tries("leader", changeset.Rejected, judge.ReasonRight, op)
			tries("secretary", changeset.Accepted, "", op)
		}
		tries("leader", changeset.NeedsDecision, judge.ReasonLocked, of(k.u)[4])
		tries("secretary", changeset.NeedsDecision, judge.ReasonLocked, of(k.cluster.ID())[4])
	}
	k.travel(emulation.SeasonArchived)
	for i, op := range of(k.u) {
		tries("leader", changeset.NeedsDecision, judge.ReasonLocked, op)
		tries("secretary", changeset.NeedsDecision, judge.ReasonLocked, of(k.cluster.ID())[i])
	}
}

// What only units say is nobody's to write of the cluster: an answer to a figure that is asked of the units, an opinion on the criteria.
func TestTheClusterSaysNothingAsAUnit(t *testing.T) {
	k := newCast()
	k.Raise(4)
	of := k.cluster.ID()
	opinion := record.VersionUnitCode{Season: k.season, Version: 1, Unit: of, Code: "a"}
	for _, at := range []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonRunning, emulation.SeasonLocked} {
		k.travel(at)
		for _, op := range []changeset.Operation{
			record.Reported.Op(record.SeasonUnitCode{Season: k.season, Unit: of, Code: "a"}, emulation.ReportedFigure{Value: "1"}),
			record.Opinion.Text.Op(opinion, emulation.Opinion{Text: "x"}),
			record.Opinion.Answer.Op(opinion, emulation.OpinionAnswer{How: emulation.OpinionAccepted}),
		} {
			for _, role := range []string{"office", "head", "secretary", "leader"} {
				_, leaf, err := k.Try(k.who[role], k.cluster, "x", op)
				leafIs(t, leaf, err, changeset.Rejected, judge.ReasonShape)
			}
		}
	}
}

// Units say what they think of the criteria while these are consulted; those who prepare them answer. What arrives after they were adopted
// is kept.
func TestOpinionsOnCriteria(t *testing.T) {
	k := newCast()
	key := record.VersionUnitCode{Season: k.season, Version: 1, Unit: k.u, Code: "a"}
	said := emulation.Opinion{Criterion: "1.1", Text: "Nên giảm điểm tối đa"}
	opinion := record.Opinion.Text.Op(key, said)
	answer := record.Opinion.Answer.Op(key, emulation.OpinionAnswer{Of: emulation.Digest(changeset.MustEncode(said)), How: "declined", Reason: "Đã thống nhất"})
	tries := func(role string, want changeset.Verdict, reason string, op changeset.Operation) {
		t.Helper()
		_, leaf, err := k.Try(k.who[role], k.cluster, "x", op)
		leafIs(t, leaf, err, want, reason)
	}
	k.Raise(3)
	k.travel(emulation.SeasonConsulting)
	tries("leader", changeset.Rejected, judge.ReasonShape, opinion)
	k.Raise(4)
	for _, role := range []string{"member", "office", "authority"} {
		tries(role, changeset.Rejected, judge.ReasonRight, opinion)
	}
	tries("staff", changeset.Accepted, "", opinion)
	tries("leader", changeset.Rejected, judge.ReasonRight, answer)
	tries("secretary", changeset.Accepted, "", answer)
	k.travel(emulation.SeasonAdopted)
	tries("leader", changeset.Accepted, "", opinion)
	tries("head", changeset.Accepted, "", answer)
	k.travel(emulation.SeasonLocked)
	tries("leader", changeset.NeedsDecision, judge.ReasonLocked, opinion)
	tries("head", changeset.NeedsDecision, judge.ReasonLocked, answer)
}

// Each is one step away from a value that is taken.
func TestAbsurdYears(t *testing.T) {
	refused := func(name string, err error) {
		if err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if err := record.PersonAward.Award.Valid(given()); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*emulation.PersonAward){
		"no name": func(v *emulation.PersonAward) { v.Name = "" }, "no stage": func(v *emulation.PersonAward) { v.Stage = "" },
		"stage": func(v *emulation.PersonAward) { v.Stage = "lost" }, "level": func(v *emulation.PersonAward) { v.Level = "moon" },
		"a decision on what is only proposed": func(v *emulation.PersonAward) { v.Stage = "proposed" },
		"day":                                 func(v *emulation.PersonAward) { v.Date = "2024-06-31" },
	} {
		v := given()
		change(&v)
		refused(name, record.PersonAward.Award.Valid(v))
	}
	if err := record.Movement.Valid(emulation.Movement{Name: "x", From: "2024-03-01", Until: "2024-03-01"}); err != nil {
		t.Error(err)
	}
	refused("a movement without a name", record.Movement.Valid(emulation.Movement{}))
	refused("a movement that ends before it begins", record.Movement.Valid(emulation.Movement{Name: "x", From: "2024-03-02", Until: "2024-03-01"}))
	refused("a movement that is summed up before it begins", record.Movement.Valid(emulation.Movement{Name: "x", From: "2024-03-02", SummedUp: "2024-03-01"}))
	refused("a shortcoming of nothing", record.Shortcoming.Valid(emulation.Shortcoming{Cause: "x"}))
	refused("an opinion of nothing", record.Opinion.Text.Valid(emulation.Opinion{Criterion: "1"}))
	refused("no answer", record.Opinion.Answer.Valid(emulation.OpinionAnswer{Reason: "x"}))
	refused("declined without a word", record.Opinion.Answer.Valid(emulation.OpinionAnswer{How: "declined"}))
	refused("partly without a word", record.Opinion.Answer.Valid(emulation.OpinionAnswer{How: "partly"}))
	if err := record.Opinion.Answer.Valid(emulation.OpinionAnswer{How: emulation.OpinionAccepted}); err != nil {
		t.Error(err)
	}
	refused("a sort of work", record.Initiative.Valid(emulation.Achievement{Name: "x", Sort: "song"}))
	refused("a level of work", record.Exemplar.Valid(emulation.Achievement{Name: "x", Level: "moon"}))
}
