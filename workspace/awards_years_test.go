package workspace_test

import (
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
	"thidua/workspace/awards"
)

// Years in a row are as the unit reports them, but never more than the season before allows; a year that only the proposal confirms is one more
// than it reported then.
func TestExcellentYears(t *testing.T) {
	s := locked(t)
	cluster := s.cluster().ID()
	last := changeset.NewKey(cluster, "2022–2023")
	s.put(s.office, "season", last, "info", emulation.SeasonInfo{Name: "Năm học 2022–2023"})
	earlier := changeset.RecordID("season", last)
	report := func(unit string, years uint64) {
		s.put(s.desks[unit], "headcount", changeset.NewKey(earlier, s.unit(unit).ID), "headcount", emulation.Headcount{People: 20, Excellent: years})
		s.everyone()
	}
	years := func(unit string) (string, string) {
		for _, c := range must(awards.At(s.head).Eligibility(s.of(unit, certificateForm), ""))(s.world).Conditions {
			if c.Condition.Fact == legal.FactExcellentYears && c.Fact != nil {
				return c.Fact.Value.String(), says(c.From)
			}
		}
		return "", ""
	}
	if n, _ := years("cao-bang"); n != "2" {
		t.Error(n)
	}
	report("cao-bang", 0)
	if n, from := years("cao-bang"); n != "1" || !strings.Contains(from, "năm 2022–2023 ghi 0 năm") {
		t.Error(n, from)
	}
	report("cao-bang", 4)
	if n, _ := years("cao-bang"); n != "2" { // what the unit says of itself is not raised
		t.Error(n)
	}
}

// A dossier that was sent keeps the law of its day, whatever comes into force later; the transition rule of what came is shown.
func TestSentDossierKeepsItsLaw(t *testing.T) {
	s := locked(t)
	c := s.of("cao-bang", certificateForm)
	s.ok(awards.At(s.head).Propose(s.of("son-la", flagForm), awards.ProposalWords{Facts: confirmed}))
	s.ok(awards.At(s.head).Propose(c, awards.ProposalWords{}))
	s.ok(awards.At(s.head).CheckProposal(c, ""))
	s.ok(awards.At(s.head).VoteProposal(c, "", "hội nghị giơ tay"))
	s.ok(awards.At(s.head).SendProposal(c, "30/6/2024", "giấy tờ gửi sau"))
	s.everyone()
	for range 42 { // nobody is away for so long that a certificate ends for good, the server's neither
		s.clock.forward(29 * 24 * time.Hour)
		s.sync(s.office, s.desks["son-la"])
	}
	e := must(awards.At(s.head).Eligibility(c, ""))(s.world)
	if e.Day != "2024-06-30" || !strings.Contains(says(e.Law), "ngày gửi hồ sơ") {
		t.Errorf("%s %s", e.Day, says(e.Law))
	}
	for _, f := range e.Conditions {
		if f.Condition.Fact == legal.FactDissolved {
			t.Error("a circular of 2025 is applied to a dossier of 2024")
		}
	}
	if len(e.Transitions) == 0 {
		t.Error("no transition rule of the laws since is shown")
	}
	if e := must(awards.At(s.head).Eligibility(s.of("lang-son", certificateForm), ""))(s.world); e.Day < "2027" || len(e.Transitions) > 0 {
		t.Errorf("%s", e.Day)
	}
}
