package awards_test

import (
	"maps"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/awards"
	"thidua/workspace/conference"
	"thidua/workspace/season"
)

// TestProposalToDecision walks a flag from its draft to the authority's decision and its late revocation, each step on the desk of who takes it.
func TestProposalToDecision(t *testing.T) {
	s := testyear.Locked(t)
	c := s.Of("son-la", testyear.FlagForm)
	head, office, authority := s.Desks["son-la"], s.Office, s.Authority
	s.Fails(awards.At(head.Workspace).CheckProposal(c, ""), "proposal.none")
	s.OK(awards.At(head.Workspace).Propose(c, awards.ProposalWords{Grounds: []string{" Dẫn đầu cụm "}}))
	s.Fails(awards.At(head.Workspace).CheckProposal(c, ""), "proposal.unknown")
	s.OK(awards.At(head.Workspace).Propose(c, awards.ProposalWords{Grounds: []string{" Dẫn đầu cụm "}, Facts: testyear.Confirmed}))
	s.OK(awards.At(head.Workspace).CheckProposal(c, ""))
	s.Fails(awards.At(head.Workspace).VoteProposal(c, "", ""), "proposal.vote-reason")
	s.Fails(awards.At(head.Workspace).VoteProposal(c, "khong-co", ""), "vote.unknown")
	s.OK(awards.At(head.Workspace).VoteProposal(c, "co", ""))
	s.Fails(awards.At(head.Workspace).Propose(c, awards.ProposalWords{}), "proposal.worded")
	s.Fails(awards.At(head.Workspace).SendProposal(c, "", ""), "proposal.papers-missing")
	s.Complete(head, c, legal.PaperSubmission, legal.PaperReport, legal.PaperMinutes)
	s.Fails(awards.At(head.Workspace).SendProposal(c, "", ""), "proposal.papers-missing")
	s.Fails(awards.At(head.Workspace).SendProposal(c, "2024-07-02", ""), "proposal.sent-later")
	s.Complete(head, c, legal.PaperTally)
	s.OK(awards.At(head.Workspace).SendProposal(c, "", ""))
	s.Everyone()

	view := testyear.Must(awards.At(authority.Workspace).Proposals(""))(s.World)[0]
	if view.Step != emulation.ProposalProposed || view.Sent != "2024-07-01" || view.Grounds[0] != "Dẫn đầu cụm" || view.Achievement != "Năm học 2023–2024" || view.Rank != 1 ||
		len(view.Dossier.Missing) != 0 || view.Dossier.Verified || !view.Vote.Passed || testyear.Says(view.Told) != "Cụm thi đua thử đề nghị tặng Cờ thi đua của Bộ Giáo dục và Đào tạo cho Sở son-la, hồ sơ gửi ngày 01/7/2024." {
		t.Errorf("%+v\n%s", view, testyear.Says(view.Told))
	}
	s.Fails(awards.At(office.Workspace).ReturnProposal(c, " "), "proposal.reason-needed")
	s.OK(awards.At(office.Workspace).ReturnProposal(c, "bổ sung xác nhận"))
	s.Everyone()
	s.Clock.Forward(48 * 3600e9)
	s.OK(awards.At(head.Workspace).SendProposal(c, "", ""))
	s.Everyone()
	s.OK(awards.At(office.Workspace).AcceptProposal(c, ""))
	s.Everyone()
	decision := emulation.AwardDecision{Number: "1234/QĐ-BGDĐT", Date: "2024-07-02"}
	s.Fails(awards.At(office.Workspace).DecideProposal(c, decision), "workspace.refused") // without the paper
	s.Fails(awards.At(authority.Workspace).DecideProposal(c, emulation.AwardDecision{Date: "2024-07-02"}), "proposal.decision-number")
	s.Fails(awards.At(authority.Workspace).DecideProposal(c, emulation.AwardDecision{Number: "1", Date: "2024-06-30"}), "proposal.decision-early")
	s.Fails(awards.At(authority.Workspace).DecideProposal(c, emulation.AwardDecision{Number: "1", Date: "2025-06-30"}), "proposal.decision-later")
	s.OK(awards.At(authority.Workspace).DecideProposal(c, decision))
	s.Everyone()
	view = testyear.Must(awards.At(head.Workspace).Proposals(""))(s.World)[0]
	if view.Step != emulation.ProposalDecided || view.Decision.Number != "1234/QĐ-BGDĐT" || view.Sent != "2024-07-01" || len(view.Reasons) != 1 || view.Open() ||
		testyear.Says(view.Told) != "Sở son-la được tặng Cờ thi đua của Bộ Giáo dục và Đào tạo theo Quyết định số 1234/QĐ-BGDĐT ngày 02/7/2024 của Bộ." {
		t.Errorf("%+v\n%s", view, testyear.Says(view.Told))
	}

	// Months later the season is archived, and the award is revoked all the same.
	for _, step := range []emulation.SeasonStep{emulation.SeasonProposed, emulation.SeasonDecided, emulation.SeasonArchived} {
		s.StepSeason(step)
	}
	s.Clock.Forward(100 * 24 * 3600e9)
	s.Everyone()
	revocation := emulation.AwardDecision{Number: "99/QĐ-BGDĐT", Date: "2024-10-01", Reason: "kê khai không đúng"}
	s.Fails(awards.At(head.Workspace).RevokeProposal(c, revocation), "workspace.refused-to")
	s.Fails(awards.At(office.Workspace).RevokeProposal(c, revocation), "workspace.refused")
	revocation.OnBehalf = s.Paper(office)
	s.OK(awards.At(office.Workspace).RevokeProposal(c, revocation))
	s.Everyone()
	view = testyear.Must(awards.At(authority.Workspace).Proposals(""))(s.World)[0]
	if view.Step != emulation.ProposalRevoked || view.Revocation.Reason != "kê khai không đúng" || view.Revocation.OnBehalf.Signer != "Bộ trưởng" || view.Decision == nil {
		t.Errorf("%+v", view)
	}
	s.Agree(head, office, authority)
}

// TestOneAchievementOneAward: neither while a proposal is on its way nor after it was decided is the same achievement proposed again.
func TestOneAchievementOneAward(t *testing.T) {
	s := testyear.Locked(t)
	flag, certificate := s.Of("son-la", testyear.FlagForm), s.Of("son-la", testyear.CertificateForm)
	s.OK(awards.At(s.Head).Propose(flag, awards.ProposalWords{Facts: testyear.Confirmed}))
	err := awards.At(s.Head).Propose(certificate, awards.ProposalWords{})
	s.Fails(err, "proposal.twice")
	if text := err.Error(); !strings.Contains(text, "Điều 5") {
		t.Error(text)
	}
	e := testyear.Must(awards.At(s.Head).Eligibility(certificate, ""))(s.World)
	if e.Verdict.Answer != legal.NotMet {
		t.Error(answers(e))
	}
	s.OK(awards.At(s.Head).Propose(certificate, awards.ProposalWords{Achievement: "Phong trào hiến máu"}))
	s.OK(awards.At(s.Head).WithdrawProposal(flag, "chuyển sang bằng khen"))
	if p := testyear.Must(awards.At(s.Head).AwardPlan("", testyear.FlagForm))(s.World); p.Candidates[0].Place != awards.PlaceWithin || p.Candidates[0].Step != emulation.ProposalWithdrawn {
		t.Errorf("%+v", p.Candidates[0])
	}
	s.OK(awards.At(s.Head).Propose(certificate, awards.ProposalWords{}))
	s.Fails(awards.At(s.Head).UndoProposal(flag, "nhầm"), "proposal.twice")
	s.Fails(awards.At(s.Head).Propose(flag, awards.ProposalWords{}), "proposal.twice")
	s.Fails(awards.At(s.Head).Propose(flag, awards.ProposalWords{Facts: map[string]string{"rank": "1"}}), "proposal.fact-recorded")
	s.Fails(awards.At(s.Head).Propose(flag, awards.ProposalWords{Facts: map[string]string{"united": "maybe"}}), "legal.bad-fact")
}

// The flag is for rank 1 alone, its quota is one; certificates go as far as the season's quota, and a tie at its border is not decided silently.
func TestQuotaOfProposals(t *testing.T) {
	s := testyear.Locked(t)
	second := s.Of("cao-bang", testyear.FlagForm)
	s.OK(awards.At(s.Head).Propose(second, awards.ProposalWords{Facts: testyear.Confirmed}))
	s.Fails(awards.At(s.Head).CheckProposal(second, "xin xét"), "proposal.not-eligible")
	s.OK(awards.At(s.Head).WithdrawProposal(second, "không đứng đầu"))

	certificate := func(unit string, reason string) error {
		c := s.Of(unit, testyear.CertificateForm)
		s.OK(awards.At(s.Head).Propose(c, awards.ProposalWords{Facts: map[string]string{"movement": "yes"}}))
		s.OK(awards.At(s.Head).CheckProposal(c, ""))
		s.Fails(awards.At(s.Head).VoteProposal(c, "", ""), "proposal.vote-reason")
		s.OK(awards.At(s.Head).VoteProposal(c, "", "hội nghị giơ tay thống nhất"))
		s.Complete(s.Desks["son-la"], c)
		return awards.At(s.Head).SendProposal(c, "2024-06-30", reason)
	}
	s.OK(awards.At(s.Head).Propose(s.Of("cao-bang", testyear.CertificateForm), awards.ProposalWords{}))
	s.Fails(certificate("lang-son", ""), "proposal.passed-over") // the first of the ranking has no flag yet
	s.OK(awards.At(s.Head).Propose(s.Of("son-la", testyear.FlagForm), awards.ProposalWords{Facts: testyear.Confirmed}))
	s.OK(certificate("cao-bang", ""))
	s.Fails(awards.At(s.Head).SendProposal(s.Of("lang-son", testyear.CertificateForm), "2024-06-30", ""), "proposal.tied")
	s.OK(awards.At(s.Head).SendProposal(s.Of("lang-son", testyear.CertificateForm), "2024-06-30", "hội nghị chọn theo kết quả năm trước"))
	s.Fails(certificate("lai-chau", "lý do"), "proposal.quota")
	if p := testyear.Must(awards.At(s.Head).AwardPlan("", testyear.CertificateForm))(s.World); p.Used != 2 || p.Places != 2 {
		t.Errorf("%d of %d", p.Used, p.Places)
	}
}

// A vote has to be on the award, counted, and pass the unit by the rules the cluster held it under: more than half of those present is enough, for
// no law asks a cluster for the share that a council needs on titles of persons.
func TestVoteOfProposal(t *testing.T) {
	s := testyear.AtConference(t)
	hands := ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2, Strict: true}
	s.Ballot("gio-tay", "award:"+testyear.FlagForm, hands, map[string]int64{"son-la": 4})
	s.Ballot("bang", "award:"+testyear.CertificateForm, hands, map[string]int64{"son-la": 4})
	s.Ballot("thieu", "award:"+testyear.FlagForm, ballot.Rules{Secret: true, Denominator: legal.ValidBallots, Num: 1, Den: 2}, map[string]int64{"son-la": 3})
	s.Ballot("rot", "award:"+testyear.FlagForm, ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 4, Den: 5}, map[string]int64{"son-la": 3})
	s.Put(s.Office, "vote", changeset.NewKey(s.SeasonID(), "chua"), "vote", ballot.Question{Title: "Chưa kiểm", Rules: hands, Lines: []ballot.Choice{{ID: "son-la"}}})
	s.StepSeason(emulation.SeasonLocked)
	s.Everyone()
	c := s.Of("son-la", testyear.FlagForm)
	s.OK(awards.At(s.Head).Propose(c, awards.ProposalWords{Facts: testyear.Confirmed}))
	s.OK(awards.At(s.Head).CheckProposal(c, ""))
	for vote, key := range map[string]string{"bang": "proposal.vote-other", "rot": "proposal.vote-failed", "chua": "proposal.vote-not-counted"} {
		s.Fails(awards.At(s.Head).VoteProposal(c, vote, ""), key)
	}
	s.OK(awards.At(s.Head).VoteProposal(c, "gio-tay", ""))
}

// What stands in a text that was not verified bars nobody: it is told, and a reason goes with the proposal. What was verified bars.
func TestLawThatWasNotVerifiedIsAdvice(t *testing.T) {
	s := testyear.Locked(t)
	c, facts := s.Of("son-la", testyear.FlagForm), maps.Clone(testyear.Confirmed)
	facts[legal.FactUnited] = "no"
	s.OK(awards.At(s.Head).Propose(c, awards.ProposalWords{Facts: facts}))
	s.Fails(awards.At(s.Head).CheckProposal(c, ""), "proposal.not-verified")
	s.OK(awards.At(s.Head).CheckProposal(c, "quy chế của cụm không xét tiêu chuẩn này"))
	second := s.Of("cao-bang", testyear.FlagForm) // the flag is for who is first: Law 06/2022, article 26
	s.OK(awards.At(s.Head).Propose(second, awards.ProposalWords{Facts: testyear.Confirmed}))
	s.Fails(awards.At(s.Head).CheckProposal(second, "vẫn đề nghị"), "proposal.not-eligible")
}

// Before it is sent a dossier is judged by the law of the day it is due.
func TestLawOfTheDeadline(t *testing.T) {
	s := testyear.Locked(t)
	c := s.Of("son-la", testyear.FlagForm)
	day := func() legal.Date { return testyear.Must(awards.At(s.Head).Eligibility(c, ""))(s.World).Day }
	if got := day(); got != "2024-07-01" {
		t.Errorf("without a deadline the law of %s", got)
	}
	s.OK(season.At(s.Head).SetDeadline(emulation.SeasonLocked, "15/7/2025", ""))
	if got := day(); got != "2025-07-15" {
		t.Errorf("the law of %s", got)
	}
	if p := testyear.Must(awards.At(s.Head).AwardPlan("", testyear.FlagForm))(s.World); p.Law.Key != "award.law-deadline" {
		t.Errorf("the plan is by another law: %+v", p.Law)
	}
	s.OK(season.At(s.Head).SetDeadline(emulation.SeasonLocked, "1/6/2024", "đã qua"))
	if got := day(); got != "2024-07-01" {
		t.Errorf("by the law of a deadline that has passed: %s", got)
	}
}

// TestSecondBallotAndChair: a unit that was tied is voted by the second ballot, or by the chair's word.
func TestSecondBallotAndChair(t *testing.T) {
	s := testyear.AtConference(t)
	two := ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2, Places: 1, Tie: ballot.SecondBallot}
	s.Ballot("hai", "award:"+testyear.CertificateForm, two, map[string]int64{"cao-bang": 3, "lang-son": 3})
	s.Put(s.Office, "tally", changeset.NewKey(s.SeasonID(), "hai", uint64(2)), "tally", ballot.Tally{Members: 4, Present: 4, Issued: 4, Returned: 4, Valid: 4,
		Lines: []ballot.Line{{ID: "cao-bang", Yes: 1, No: 3}, {ID: "lang-son", Yes: 3, No: 1}}})
	chair := two
	chair.Tie = ballot.Chair
	s.Ballot("chu-toa", "award:"+testyear.CertificateForm, chair, map[string]int64{"cao-bang": 3, "lang-son": 3})
	s.Put(s.Office, "chair", changeset.NewKey(s.SeasonID(), "chu-toa"), "chair", emulation.ChairDecision{Lines: []string{"cao-bang"}, Reason: "nhiều điểm hơn"})
	s.StepSeason(emulation.SeasonLocked)
	s.Everyone()
	for _, c := range []struct{ unit, vote, key string }{
		{"cao-bang", "hai", "proposal.vote-failed"}, {"lang-son", "chu-toa", "proposal.vote-failed"}, {"lang-son", "hai", ""}, {"cao-bang", "chu-toa", ""},
	} {
		p := s.Of(c.unit, testyear.CertificateForm)
		if s.Step(s.Desks["son-la"], p) == "" {
			s.OK(awards.At(s.Head).Propose(p, awards.ProposalWords{Facts: map[string]string{"movement": "yes"}}))
			s.OK(awards.At(s.Head).CheckProposal(p, ""))
		}
		if err := awards.At(s.Head).VoteProposal(p, c.vote, ""); c.key != "" {
			s.Fails(err, c.key)
		} else {
			s.OK(err)
		}
	}
}

// A conference that is named is written down also where the regulation says nothing of the award; beside a vote it is refused, never dropped.
func TestAgreedWhereTheRegulationIsSilent(t *testing.T) {
	s := testyear.Locked(t)
	c := s.Of("son-la", testyear.CertificateForm)
	s.OK(awards.At(s.Head).Propose(c, awards.ProposalWords{Facts: map[string]string{"movement": "yes"}}))
	s.OK(awards.At(s.Head).CheckProposal(c, ""))
	s.Fails(awards.At(s.Head).AgreeProposal(c, "closing", ""), "proposal.vote-reason")
	s.Fails(awards.At(s.Head).AgreeProposal(c, "khong-co", "nhất trí"), "conference.kind")
	s.Fails(awards.At(s.Head).AgreeProposal(c, "mid", "nhất trí"), "proposal.agreed-when")
	s.OK(conference.At(s.Head).SetConference(emulation.ConferenceClosing, emulation.ConferenceInfo{Date: "2024-06-20"}))
	s.OK(awards.At(s.Head).AgreeProposal(c, "closing", "nhất trí 4/4"))
	for _, p := range testyear.Must(awards.At(s.Head).Proposals(""))(s.World) {
		if p.Agreed != "closing" || p.AgreedOn != "2024-06-20" {
			t.Errorf("agreed at %q on %q", p.Agreed, p.AgreedOn)
		}
	}

	voted := testyear.AtConference(t)
	voted.Ballot("gio-tay", "award:"+testyear.CertificateForm, ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2, Strict: true}, map[string]int64{"son-la": 4})
	voted.StepSeason(emulation.SeasonLocked)
	voted.Everyone()
	c = voted.Of("son-la", testyear.CertificateForm)
	voted.OK(awards.At(voted.Head).Propose(c, awards.ProposalWords{Vote: "gio-tay", Facts: map[string]string{"movement": "yes"}}))
	voted.OK(awards.At(voted.Head).CheckProposal(c, ""))
	voted.Fails(awards.At(voted.Head).AgreeProposal(c, "closing", "nhất trí"), "proposal.agreed-and-voted")
	voted.OK(awards.At(voted.Head).VoteProposal(c, "", ""))
}

// A unit's proposals are those of every season up to the one at hand, its own alone.
func TestProposalsOfAUnit(t *testing.T) {
	s := testyear.Locked(t)
	head := s.Unit("son-la").ID
	s.OK(awards.At(s.Desks["son-la"].Workspace).Propose(s.Of("son-la", testyear.FlagForm), awards.ProposalWords{Facts: testyear.Confirmed}))
	s.Everyone()
	label := s.Season(s.Office).Label
	s.OK(season.At(s.Office.Workspace).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, label))
	of := func(at string, unit emulation.ID) int {
		s.OK(s.Office.Workspace.UseSeason("", at))
		return len(testyear.Must(awards.At(s.Office.Workspace).OfUnit(unit))(s.World))
	}
	if now, later, other := of(label, head), of("2024-2025", head), of(label, s.Unit("cao-bang").ID); now != 1 || later != 1 || other != 0 {
		t.Errorf("%d proposals in the season, %d seen from the next, %d of another unit", now, later, other)
	}
}
