package awards_test

import (
	"testing"

	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/testyear"
	"thidua/workspace/awards"
)

// TestWhomACouncilChose: a proposal tells which Councils chose its unit, or its whole cluster, for its form; of another form or another season nothing is told.
// A session decides nothing without its quorum, and concludes also after its count.
func TestWhomACouncilChose(t *testing.T) {
	s := testyear.Locked(t)
	season := s.Season(s.Desks["son-la"])
	office := awards.At(s.Office.Workspace)
	hold := func(code, label, form string, lines ...string) {
		t.Helper()
		c := ballot.Council{Name: "Hội đồng " + code, Label: label, Award: form, QuorumNum: 2, QuorumDen: 3,
			Question: ballot.Question{Title: "Chọn", Members: 9, Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2, Strict: true}}}
		tally := ballot.Tally{Present: 9, Issued: 9, Returned: 9, Valid: 9}
		for _, line := range lines {
			c.Question.Lines = append(c.Question.Lines, ballot.Choice{ID: line})
			tally.Lines = append(tally.Lines, ballot.Line{ID: line, Yes: 7, No: 2})
		}
		s.OK(office.SetCouncil(code, c))
		few := tally
		few.Present = 5
		s.Fails(office.RecordCouncilTally(code, 0, few), "vote.no-quorum")
		s.OK(office.RecordCouncilTally(code, 0, tally))
	}
	code := season.Cluster.Code
	hold("don-vi", season.Label, testyear.FlagForm, code+"/son-la")
	hold("ca-cum", season.Label, testyear.FlagForm, code)
	hold("hinh-thuc-khac", season.Label, testyear.CertificateForm, code+"/son-la")
	hold("nam-khac", "2001–2002", testyear.FlagForm, code+"/son-la")
	s.OK(office.ConcludeCouncil("don-vi", []string{" Trình hồ sơ ", ""}))
	if c := testyear.Must(office.Council("don-vi"))(s.World); len(c.Conclusions) != 1 || c.Conclusions[0] != "Trình hồ sơ" || !c.Vote.Decided() {
		t.Errorf("concluded: %+v", c.Council)
	}
	s.Everyone()
	told := func(unit string) (keys []string) {
		p := s.Of(unit, testyear.FlagForm)
		s.OK(awards.At(s.Head).Propose(p, awards.ProposalWords{Facts: testyear.Confirmed}))
		for _, x := range testyear.Must(awards.At(s.Head).Proposals(""))(s.World) {
			if x.Unit.ID != p.Unit {
				continue
			}
			for _, m := range x.Chosen {
				keys = append(keys, m.Key)
			}
		}
		return keys
	}
	if got := told("son-la"); len(got) != 2 || got[0] != "council.chose-cluster" || got[1] != "council.chose" {
		t.Errorf("of the unit: %v", got)
	}
	if got := told("cao-bang"); len(got) != 1 || got[0] != "council.chose-cluster" {
		t.Errorf("of another unit of the cluster: %v", got)
	}
}
