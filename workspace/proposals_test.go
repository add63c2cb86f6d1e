package workspace_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/workspace/awards"
)

// paper is a signed paper that was attached.
func (w *world) paper(d *desk.Desk) *emulation.OnBehalf {
	w.Helper()
	file := must(d.Workspace.Attach("quyet-dinh.pdf", strings.NewReader("quyết định đã ký")))(w)
	return &emulation.OnBehalf{Signer: "Bộ trưởng", Paper: file}
}

// complete files every paper the law always asks for.
func (s *season) complete(d *desk.Desk, c awards.Candidacy, papers ...string) {
	s.Helper()
	if papers == nil {
		papers = []string{legal.PaperSubmission, legal.PaperReport, legal.PaperMinutes, legal.PaperTally}
	}
	for _, p := range papers {
		s.ok(awards.At(d.Workspace).FileDossier(c, emulation.DossierPaper{Paper: p, Number: "12/TTr", Date: "2024-06-30"}))
	}
}

// TestProposalToDecision walks a flag from its draft to the authority's decision and its late revocation, each step on the desk of who takes it.
func TestProposalToDecision(t *testing.T) {
	s := locked(t)
	c := s.of("son-la", flagForm)
	head, office, authority := s.desks["son-la"], s.office, s.authority
	s.fails(awards.At(head.Workspace).CheckProposal(c, ""), "proposal.none")
	s.ok(awards.At(head.Workspace).Propose(c, awards.ProposalWords{Grounds: []string{" Dẫn đầu cụm "}}))
	s.fails(awards.At(head.Workspace).CheckProposal(c, ""), "proposal.unknown")
	s.ok(awards.At(head.Workspace).Propose(c, awards.ProposalWords{Grounds: []string{" Dẫn đầu cụm "}, Facts: confirmed}))
	s.ok(awards.At(head.Workspace).CheckProposal(c, ""))
	s.fails(awards.At(head.Workspace).VoteProposal(c, "", "nhất trí"), "proposal.vote-needed")
	s.fails(awards.At(head.Workspace).VoteProposal(c, "khong-co", ""), "vote.unknown")
	s.ok(awards.At(head.Workspace).VoteProposal(c, "co", ""))
	s.fails(awards.At(head.Workspace).Propose(c, awards.ProposalWords{}), "proposal.worded")
	s.fails(awards.At(head.Workspace).SendProposal(c, "", ""), "proposal.papers-missing")
	s.complete(head, c, legal.PaperSubmission, legal.PaperReport, legal.PaperMinutes)
	s.fails(awards.At(head.Workspace).SendProposal(c, "", ""), "proposal.papers-missing")
	s.fails(awards.At(head.Workspace).SendProposal(c, "2024-07-02", ""), "proposal.sent-later")
	s.complete(head, c, legal.PaperTally)
	s.ok(awards.At(head.Workspace).SendProposal(c, "", ""))
	s.everyone()

	view := must(awards.At(authority.Workspace).Proposals(""))(s.world)[0]
	if view.Step != emulation.ProposalProposed || view.Sent != "2024-07-01" || view.Grounds[0] != "Dẫn đầu cụm" || view.Achievement != "Năm học 2023–2024" || view.Rank != 1 ||
		len(view.Dossier.Missing) != 0 || view.Dossier.Verified || !view.Vote.Passed || says(view.Told) != "Cụm thi đua thử đề nghị tặng Cờ thi đua của Bộ Giáo dục và Đào tạo cho Sở son-la, hồ sơ gửi ngày 01/7/2024." {
		t.Errorf("%+v\n%s", view, says(view.Told))
	}
	s.fails(awards.At(office.Workspace).ReturnProposal(c, " "), "proposal.reason-needed")
	s.ok(awards.At(office.Workspace).ReturnProposal(c, "bổ sung xác nhận"))
	s.everyone()
	s.clock.forward(48 * 3600e9)
	s.ok(awards.At(head.Workspace).SendProposal(c, "", ""))
	s.everyone()
	s.ok(awards.At(office.Workspace).AcceptProposal(c, ""))
	s.everyone()
	decision := emulation.AwardDecision{Number: "1234/QĐ-BGDĐT", Date: "2024-07-02"}
	s.fails(awards.At(office.Workspace).DecideProposal(c, decision), "workspace.refused") // without the paper
	s.fails(awards.At(authority.Workspace).DecideProposal(c, emulation.AwardDecision{Date: "2024-07-02"}), "proposal.decision-number")
	s.fails(awards.At(authority.Workspace).DecideProposal(c, emulation.AwardDecision{Number: "1", Date: "2024-06-30"}), "proposal.decision-early")
	s.fails(awards.At(authority.Workspace).DecideProposal(c, emulation.AwardDecision{Number: "1", Date: "2025-06-30"}), "proposal.decision-later")
	if unsent, undecided, err := awards.At(head.Workspace).OpenProposals(); err != nil || len(unsent) != 0 || len(undecided) != 1 {
		t.Error(unsent, undecided, err)
	}
	s.ok(awards.At(authority.Workspace).DecideProposal(c, decision))
	s.everyone()
	view = must(awards.At(head.Workspace).Proposals(""))(s.world)[0]
	if view.Step != emulation.ProposalDecided || view.Decision.Number != "1234/QĐ-BGDĐT" || view.Sent != "2024-07-01" || len(view.Reasons) != 1 || view.Open() ||
		says(view.Told) != "Bộ quyết định tặng Cờ thi đua của Bộ Giáo dục và Đào tạo cho Sở son-la theo Quyết định số 1234/QĐ-BGDĐT ngày 02/7/2024." {
		t.Errorf("%+v\n%s", view, says(view.Told))
	}

	// Months later the season is archived, and the award is revoked all the same.
	for _, step := range []emulation.SeasonStep{emulation.SeasonProposed, emulation.SeasonDecided, emulation.SeasonArchived} {
		s.stepSeason(step)
	}
	s.clock.forward(100 * 24 * 3600e9)
	s.everyone()
	revocation := emulation.AwardDecision{Number: "99/QĐ-BGDĐT", Date: "2024-10-01", Reason: "kê khai không đúng"}
	s.fails(awards.At(head.Workspace).RevokeProposal(c, revocation), "workspace.refused-to")
	s.fails(awards.At(office.Workspace).RevokeProposal(c, revocation), "workspace.refused")
	revocation.OnBehalf = s.paper(office)
	s.ok(awards.At(office.Workspace).RevokeProposal(c, revocation))
	s.everyone()
	view = must(awards.At(authority.Workspace).Proposals(""))(s.world)[0]
	if view.Step != emulation.ProposalRevoked || view.Revocation.Reason != "kê khai không đúng" || view.Revocation.OnBehalf.Signer != "Bộ trưởng" || view.Decision == nil {
		t.Errorf("%+v", view)
	}
	s.agree(head, office, authority)
}

// TestOneAchievementOneAward: neither while a proposal is on its way nor after it was decided is the same achievement proposed again.
func TestOneAchievementOneAward(t *testing.T) {
	s := locked(t)
	flag, certificate := s.of("son-la", flagForm), s.of("son-la", certificateForm)
	s.ok(awards.At(s.head).Propose(flag, awards.ProposalWords{Facts: confirmed}))
	err := awards.At(s.head).Propose(certificate, awards.ProposalWords{})
	s.fails(err, "proposal.twice")
	if text := err.Error(); !strings.Contains(text, "Điều 5") {
		t.Error(text)
	}
	e := must(awards.At(s.head).Eligibility(certificate, ""))(s.world)
	if e.Verdict.Answer != legal.NotMet {
		t.Error(answers(e))
	}
	s.ok(awards.At(s.head).Propose(certificate, awards.ProposalWords{Achievement: "Phong trào hiến máu"}))
	s.ok(awards.At(s.head).WithdrawProposal(flag, "chuyển sang bằng khen"))
	if p := must(awards.At(s.head).AwardPlan("", flagForm))(s.world); p.Candidates[0].Place != awards.PlaceWithin || p.Candidates[0].Step != emulation.ProposalWithdrawn {
		t.Errorf("%+v", p.Candidates[0])
	}
	s.ok(awards.At(s.head).Propose(certificate, awards.ProposalWords{}))
	s.fails(awards.At(s.head).UndoProposal(flag, "nhầm"), "proposal.twice")
	s.fails(awards.At(s.head).Propose(flag, awards.ProposalWords{}), "proposal.twice")
	s.fails(awards.At(s.head).Propose(flag, awards.ProposalWords{Facts: map[string]string{"rank": "1"}}), "proposal.fact-recorded")
	s.fails(awards.At(s.head).Propose(flag, awards.ProposalWords{Facts: map[string]string{"united": "maybe"}}), "legal.bad-fact")
}

// The flag is for rank 1 alone, its quota is one; certificates go as far as the season's quota, and a tie at its border is not decided silently.
func TestQuotaOfProposals(t *testing.T) {
	s := locked(t)
	second := s.of("cao-bang", flagForm)
	s.ok(awards.At(s.head).Propose(second, awards.ProposalWords{Facts: confirmed}))
	s.fails(awards.At(s.head).CheckProposal(second, "xin xét"), "proposal.not-eligible")
	s.ok(awards.At(s.head).WithdrawProposal(second, "không đứng đầu"))

	certificate := func(unit string, reason string) error {
		c := s.of(unit, certificateForm)
		s.ok(awards.At(s.head).Propose(c, awards.ProposalWords{Facts: map[string]string{"movement": "yes"}}))
		s.ok(awards.At(s.head).CheckProposal(c, ""))
		s.fails(awards.At(s.head).VoteProposal(c, "", ""), "proposal.vote-reason")
		s.ok(awards.At(s.head).VoteProposal(c, "", "hội nghị giơ tay thống nhất"))
		s.complete(s.desks["son-la"], c)
		return awards.At(s.head).SendProposal(c, "2024-06-30", reason)
	}
	s.ok(awards.At(s.head).Propose(s.of("cao-bang", certificateForm), awards.ProposalWords{}))
	s.fails(certificate("lang-son", ""), "proposal.passed-over") // the first of the ranking has no flag yet
	s.ok(awards.At(s.head).Propose(s.of("son-la", flagForm), awards.ProposalWords{Facts: confirmed}))
	s.ok(certificate("cao-bang", ""))
	s.fails(awards.At(s.head).SendProposal(s.of("lang-son", certificateForm), "2024-06-30", ""), "proposal.tied")
	s.ok(awards.At(s.head).SendProposal(s.of("lang-son", certificateForm), "2024-06-30", "hội nghị chọn theo kết quả năm trước"))
	s.fails(certificate("lai-chau", "lý do"), "proposal.quota")
	if p := must(awards.At(s.head).AwardPlan("", certificateForm))(s.world); p.Used != 2 || p.Places != 2 {
		t.Errorf("%d of %d", p.Used, p.Places)
	}
}

// A vote has to be on the award, counted, pass the unit, and meet the law of the day the dossier is sent.
func TestVoteOfProposal(t *testing.T) {
	s := atConference(t)
	hands := ballot.Rules{Denominator: legal.Present, Num: 1, Den: 2, Strict: true}
	s.ballot("gio-tay", "award:"+flagForm, hands, map[string]int64{"son-la": 4})
	s.ballot("bang", "award:"+certificateForm, hands, map[string]int64{"son-la": 4})
	s.ballot("thieu", "award:"+flagForm, ballot.Rules{Secret: true, Denominator: legal.ValidBallots, Num: 1, Den: 2}, map[string]int64{"son-la": 3})
	s.ballot("rot", "award:"+flagForm, ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 4, Den: 5}, map[string]int64{"son-la": 3})
	s.put(s.office, "vote", changeset.NewKey(s.seasonID(), "chua"), "vote", ballot.Question{Title: "Chưa kiểm", Rules: hands, Lines: []ballot.Choice{{ID: "son-la"}}})
	s.stepSeason(emulation.SeasonLocked)
	s.everyone()
	c := s.of("son-la", flagForm)
	s.ok(awards.At(s.head).Propose(c, awards.ProposalWords{Facts: confirmed}))
	s.ok(awards.At(s.head).CheckProposal(c, ""))
	for vote, key := range map[string]string{"gio-tay": "proposal.vote-law", "bang": "proposal.vote-other", "thieu": "proposal.vote-law", "rot": "proposal.vote-failed", "chua": "proposal.vote-not-counted"} {
		s.fails(awards.At(s.head).VoteProposal(c, vote, ""), key)
	}
	s.ok(awards.At(s.head).VoteProposal(c, "co", ""))
}

// TestSecondBallotAndChair: a unit that was tied is voted by the second ballot, or by the chair's word.
func TestSecondBallotAndChair(t *testing.T) {
	s := atConference(t)
	two := ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2, Places: 1, Tie: ballot.SecondBallot}
	s.ballot("hai", "award:"+certificateForm, two, map[string]int64{"cao-bang": 3, "lang-son": 3})
	s.put(s.office, "tally", changeset.NewKey(s.seasonID(), "hai", uint64(2)), "tally", ballot.Tally{Members: 4, Present: 4, Issued: 4, Returned: 4, Valid: 4,
		Lines: []ballot.Line{{ID: "cao-bang", Yes: 1, No: 3}, {ID: "lang-son", Yes: 3, No: 1}}})
	chair := two
	chair.Tie = ballot.Chair
	s.ballot("chu-toa", "award:"+certificateForm, chair, map[string]int64{"cao-bang": 3, "lang-son": 3})
	s.put(s.office, "chair", changeset.NewKey(s.seasonID(), "chu-toa"), "chair", emulation.ChairDecision{Lines: []string{"cao-bang"}, Reason: "nhiều điểm hơn"})
	s.stepSeason(emulation.SeasonLocked)
	s.everyone()
	for _, c := range []struct{ unit, vote, key string }{
		{"cao-bang", "hai", "proposal.vote-failed"}, {"lang-son", "chu-toa", "proposal.vote-failed"}, {"lang-son", "hai", ""}, {"cao-bang", "chu-toa", ""},
	} {
		p := s.of(c.unit, certificateForm)
		if s.step(s.desks["son-la"], p) == "" {
			s.ok(awards.At(s.head).Propose(p, awards.ProposalWords{Facts: map[string]string{"movement": "yes"}}))
			s.ok(awards.At(s.head).CheckProposal(p, ""))
		}
		if err := awards.At(s.head).VoteProposal(p, c.vote, ""); c.key != "" {
			s.fails(err, c.key)
		} else {
			s.ok(err)
		}
	}
}
