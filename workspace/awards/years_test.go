package awards_test

import (
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/awards"
)

// Years in a row are as the unit reports them, but never more than the season before allows; a year that only the proposal confirms is one more
// than it reported then.
func TestExcellentYears(t *testing.T) {
	s := testyear.Locked(t)
	cluster := s.Cluster().ID()
	last := changeset.NewKey(cluster, "2022–2023")
	s.Put(s.Office, "season", last, "info", emulation.SeasonInfo{Name: "Năm học 2022–2023"})
	earlier := changeset.RecordID("season", last)
	report := func(unit string, years uint64) {
		s.Put(s.Desks[unit], "headcount", changeset.NewKey(earlier, s.Unit(unit).ID), "headcount", emulation.Headcount{People: 20, Excellent: years})
		s.Everyone()
	}
	years := func(unit string) (string, string) {
		for _, c := range testyear.Must(awards.At(s.Head).Eligibility(s.Of(unit, testyear.CertificateForm), ""))(s.World).Conditions {
			if c.Condition.Fact == legal.FactExcellentYears && c.Fact != nil {
				return c.Fact.Value.String(), testyear.Says(c.From)
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
	s := testyear.Locked(t)
	c := s.Of("cao-bang", testyear.CertificateForm)
	s.OK(awards.At(s.Head).Propose(s.Of("son-la", testyear.FlagForm), awards.ProposalWords{Facts: testyear.Confirmed}))
	s.OK(awards.At(s.Head).Propose(c, awards.ProposalWords{}))
	s.OK(awards.At(s.Head).CheckProposal(c, ""))
	s.OK(awards.At(s.Head).VoteProposal(c, "", "hội nghị giơ tay"))
	s.OK(awards.At(s.Head).SendProposal(c, "30/6/2024", "giấy tờ gửi sau"))
	s.Everyone()
	for range 42 { // nobody is away for so long that a certificate ends for good, the server's neither
		s.Clock.Forward(29 * 24 * time.Hour)
		s.Sync(s.Office, s.Desks["son-la"])
	}
	e := testyear.Must(awards.At(s.Head).Eligibility(c, ""))(s.World)
	if e.Day != "2024-06-30" || !strings.Contains(testyear.Says(e.Law), "ngày gửi hồ sơ") {
		t.Errorf("%s %s", e.Day, testyear.Says(e.Law))
	}
	for _, f := range e.Conditions {
		if f.Condition.Fact == legal.FactDissolved {
			t.Error("a circular of 2025 is applied to a dossier of 2024")
		}
	}
	if len(e.Transitions) == 0 {
		t.Error("no transition rule of the laws since is shown")
	}
	if e := testyear.Must(awards.At(s.Head).Eligibility(s.Of("lang-son", testyear.CertificateForm), ""))(s.World); e.Day < "2027" || len(e.Transitions) > 0 {
		t.Errorf("%s", e.Day)
	}
}
