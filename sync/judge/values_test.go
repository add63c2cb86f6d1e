package judge_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// absurd are values nobody can have meant, by kind and field; each is one step away from one that is taken.
func absurd() map[string][]any {
	asked := func(change func(*ballot.Question)) ballot.Question {
		q := question()
		change(&q)
		return q
	}
	return map[string][]any{
		"season.info":           {emulation.SeasonInfo{Name: "x", Kind: "year"}, emulation.SeasonInfo{Name: "x", Date: "2/8/2024"}},
		"season.result":         {[]byte{}},
		"membership.membership": {emulation.Membership{Since: "2023"}, emulation.Membership{Since: "2023-10-01", Until: "hôm qua"}},
		"post.post":             {emulation.PostInfo{How: "bought"}},
		"succession.succession": {emulation.Succession{}, emulation.Succession{Kind: "sold"}, emulation.Succession{Kind: "merged", Into: []emulation.ID{{}}}},
		"document.document": {emulation.NumberedDocument{Title: "x"}, emulation.NumberedDocument{Kind: "song"}, emulation.NumberedDocument{Kind: "plan", Date: "2024-02-30"},
			emulation.NumberedDocument{Kind: "plan", Title: "x", AdoptedAt: "closing"}, emulation.NumberedDocument{Kind: "plan", Title: "x", Adopted: true, AdoptedAt: "party"}},
		"deadline.deadline":     {emulation.Deadline{}, emulation.Deadline{Date: "2024-13-01"}},
		"quota.quota":           {emulation.SeasonQuota{Count: 1 << 63}},
		"compact.text":          {emulation.CompactText{Date: "mai"}},
		"signature.signature":   {emulation.CompactSignature{Date: "0000-01-01"}},
		"progress.progress":     {emulation.Progress{}, emulation.Progress{Percent: "101"}, emulation.Progress{Percent: "-1"}, emulation.Progress{Percent: "50 %"}},
		"activity.activity":     {emulation.Activity{Name: "x", Kind: "war"}, emulation.Activity{Name: "x", Date: "2024"}},
		"headcount.headcount":   {emulation.Headcount{People: 1 << 40}, emulation.Headcount{Excellent: 201}, emulation.Headcount{TasksDone: "1e3"}, emulation.Headcount{TasksDone: "-0.1"}},
		"assignment.assignment": {emulation.Assignment{Round: 3}},
		"score.verified": {emulation.VerifiedScore{}, emulation.VerifiedScore{Points: "5,5"}, emulation.VerifiedScore{Points: "5", Seen: []byte{1}},
			emulation.VerifiedScore{Points: "5", Withdrawn: true}, emulation.VerifiedScore{Points: "0", NA: true, Withdrawn: true}},
		"conference.conference": {emulation.ConferenceInfo{Date: "x"}, emulation.ConferenceInfo{QuorumNum: -1, QuorumDen: 2}, emulation.ConferenceInfo{QuorumNum: 3, QuorumDen: 2}, emulation.ConferenceInfo{QuorumDen: 2},
			emulation.ConferenceInfo{Purposes: []string{"party"}}, emulation.ConferenceInfo{Purposes: []string{"review", "review"}}, emulation.ConferenceInfo{Half: "noon"},
			emulation.ConferenceInfo{From: "8:00"}, emulation.ConferenceInfo{Until: "24:00"}, emulation.ConferenceInfo{From: "08:00", Until: "07:30"},
			emulation.ConferenceInfo{Half: "morning", From: "14:00"}, emulation.ConferenceInfo{LastDay: "2024-08-03"},
			emulation.ConferenceInfo{Date: "2024-08-03", LastDay: "2024-08-03"}},
		"attendance.attendance": {emulation.Attendance{Delegates: 1 << 40}, emulation.Attendance{Present: true, Cleared: true}},
		"speech.speech":         {emulation.Speech{Kind: "song"}, emulation.Speech{}, emulation.Speech{Kind: "direction", Title: "x"}},
		"chair.chair":           {emulation.ChairDecision{Reason: "x"}, emulation.ChairDecision{Lines: []string{"a", "a"}}, emulation.ChairDecision{Lines: []string{""}}},
		"leaders.leaders":       {emulation.Leaders{How: "bought"}},
		"dossier.paper":         {emulation.DossierPaper{}, emulation.DossierPaper{Paper: "x", Date: "x"}},
		"proposal.decision":     {emulation.AwardDecision{}, emulation.AwardDecision{Number: "1", Date: "30/8/2024"}},
		"proposal.sent":         {"", "hôm nay"},
		"confirmation.seen":     {emulation.Confirmation{}, emulation.Confirmation{Seen: make([]byte, 15)}},
		"asked.figure":          {emulation.AskedFigure{}, emulation.AskedFigure{Name: "x", Combine: "war"}, emulation.AskedFigure{Name: "x", Input: "num"}, emulation.AskedFigure{Name: "x", Until: "mai"}},
		"reported.figure":       {emulation.ReportedFigure{}, emulation.ReportedFigure{Value: "nhiều"}, emulation.ReportedFigure{Value: "1e3"}},
		"letterhead.letterhead": {emulation.Letterhead{Sign: "CTĐ 4"}, emulation.Letterhead{Sign: "TTr/CTĐ4"}},
		"wording.wording":       {emulation.Wording{Text: "hồi {hour phút"}, emulation.Wording{Text: "hồi hour}"}, emulation.Wording{Text: "{}"}, emulation.Wording{Text: "{Giờ}"}},
		"number.paper": {emulation.PaperNumber{}, emulation.PaperNumber{Document: "plan"}, emulation.PaperNumber{Season: emulation.ID{1}},
			emulation.PaperNumber{Season: emulation.ID{1}, Document: "plan", Date: "mai"}, emulation.PaperNumber{Season: emulation.ID{1}, Document: "plan", Sign: "a b"}},
		"indicator.value": {emulation.IndicatorValue{Value: "nhiều"}},
		"internal.sheet":  {emulation.InternalSheet{Points: "10 điểm"}},
		"tally.tally":     {ballot.Tally{Members: -1}, ballot.Tally{Members: 7, Present: 8, Valid: 8, Lines: []ballot.Line{{ID: "U", Yes: 8}}}},
		"vote.vote": {ballot.Question{}, asked(func(q *ballot.Question) { q.Lines = nil }), asked(func(q *ballot.Question) { q.Members = -1 }),
			asked(func(q *ballot.Question) { q.Rules.Den = 0 }), asked(func(q *ballot.Question) { q.Lines = append(q.Lines, q.Lines...) }),
			asked(func(q *ballot.Question) { q.Lines[0].ID = "" })},
	}
}

func TestAbsurdValuesAreRefused(t *testing.T) {
	for name, list := range absurd() {
		kind, field, _ := strings.Cut(name, ".")
		for i, v := range list {
			if record.Find(kind).Field(field).Check(changeset.MustEncode(v), judge.First) == nil && name != "tally.tally" {
				t.Errorf("%s %d: %+v is taken", name, i, v)
			}
		}
	}
}

// fieldsOf lists in order everything the logs of a kind of scope hold.
func fieldsOf(log changeset.ScopeKind) []*record.AnyField {
	var all []*record.AnyField
	for _, e := range record.All() {
		if e.In(log) {
			all = append(all, e.Fields...)
		}
	}
	slices.SortFunc(all, func(a, b *record.AnyField) int { return strings.Compare(a.String(), b.String()) })
	return all
}

// Head, deputy, secretary and verifier are all the posts there are, also for the office.
func TestPostsAreThoseOfThePlan(t *testing.T) {
	k := newCast()
	_, leaf, err := k.Try(k.who["office"], k.Control, "post", k.postOp(k.m, "king"))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonShape)
}

// Whatever bytes stand in a change, the judge says something of it, the same twice, and what it takes can be read back.
func FuzzValues(f *testing.F) {
	var all []*record.AnyField
	for _, s := range []changeset.ScopeKind{changeset.Control, changeset.Cluster, changeset.Unit} {
		all = append(all, fieldsOf(s)...)
	}
	place := map[string]int{}
	for i, f := range all {
		place[f.String()] = i
	}
	for name, list := range absurd() {
		for _, v := range list {
			f.Add(place[name], byte(0), uint64(1), "award", []byte(changeset.MustEncode(v)))
		}
	}
	f.Add(place["tally.tally"], byte(1), uint64(1), "award", []byte(changeset.MustEncode(tally())))
	f.Add(place["vote.vote"], byte(2), uint64(1), "award", []byte(changeset.MustEncode(question())))
	k := newCast()
	k.furnish()
	f.Fuzz(func(t *testing.T, i int, who byte, number uint64, text string, value []byte) {
		if i < 0 || i >= len(all) || changeset.Check(value) != nil {
			t.Skip()
		}
		field := all[i]
		var parts []any
		ids := []emulation.ID{k.season, k.u, k.v}
		for _, p := range field.Of.Parts {
			switch p.Sort {
			case 'i':
				parts, ids = append(parts, ids[0]), append(ids[1:], ids[0])
			case 't':
				parts = append(parts, text)
			case 'n':
				parts = append(parts, number)
			case 'b':
				parts = append(parts, []byte(text))
			}
		}
		scope := map[changeset.ScopeKind]changeset.Scope{changeset.Control: k.Control, changeset.Cluster: k.cluster,
			changeset.Unit: changeset.NewScope(changeset.Unit, k.u)}[field.Of.Logs[0]]
		op := changeset.Operation{Kind: field.Of.Kind, Field: field.Name, Key: changeset.NewKey(parts...), Value: value, New: field.Of.Free}
		c := k.World.Draft(k.who[k.roles[int(who)%len(k.roles)]], scope, "fuzz", op)
		once, err := k.Judge.Precheck(judge.NewOverlay(k.Store), &c, k.Now)
		if _, refused := judge.AsRefusal(err); err != nil && !refused {
			t.Fatal(err)
		}
		again, _ := judge.New(k.Judge.Anchor).Precheck(judge.NewOverlay(k.Store), &c, k.Now)
		if once != again {
			t.Fatalf("%+v, then %+v", once, again)
		}
	})
}
