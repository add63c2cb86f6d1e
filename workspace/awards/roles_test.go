package awards_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/awards"
)

// proposalTable is who takes which step: H the leader of head or deputy, S the other people of those units, O the standing office, A the authority.
var proposalTable = map[string]string{
	"draft>eligibility-checked": "HSO", "eligibility-checked>voted": "HSO", "voted>proposed": "HO",
	"proposed>returned": "O", "accepted>returned": "OA", "returned>proposed": "HO", "proposed>accepted": "O",
	"accepted>decided": "OA", "proposed>rejected": "O", "accepted>rejected": "OA", "decided>revoked": "OA",
	"draft>withdrawn": "HSO", "eligibility-checked>withdrawn": "HSO", "voted>withdrawn": "HO", "returned>withdrawn": "HO",
	"withdrawn>draft": "HSO", "eligibility-checked>draft": "HSO", "voted>eligibility-checked": "HSO", "proposed>voted": "HO",
	"rejected>accepted": "OA", "decided>accepted": "OA", "revoked>decided": "OA",
}

// TestProposalStepsByRole holds every step of a proposal, from every step it may stand at, against who sits at the desk: what the desk offers is
// the table, and every other command is refused and changes nothing.
func TestProposalStepsByRole(t *testing.T) {
	s := testyear.Locked(t)
	c := s.Of("son-la", testyear.FlagForm)
	desks := map[string]*desk.Desk{"H": s.Desks["son-la"], "h": s.Desks["cao-bang"], "S": s.Join("son-la", emulation.RoleStaff), "m": s.Desks["lang-son"],
		"o": s.Join("lang-son", emulation.RoleObserver), "O": s.Office, "A": s.Authority}
	s.Everyone()
	commands := func(w *workspace.Workspace) map[emulation.ProposalStep]error {
		d := emulation.AwardDecision{Number: "1", Date: "2024-07-01", Reason: "lý do"}
		return map[emulation.ProposalStep]error{
			emulation.ProposalChecked: awards.At(w).CheckProposal(c, "lý do"), emulation.ProposalVoted: awards.At(w).VoteProposal(c, "co", ""), emulation.ProposalProposed: awards.At(w).SendProposal(c, "", "lý do"),
			emulation.ProposalReturned: awards.At(w).ReturnProposal(c, "lý do"), emulation.ProposalAccepted: awards.At(w).AcceptProposal(c, "lý do"), emulation.ProposalWithdrawn: awards.At(w).WithdrawProposal(c, "lý do"),
			emulation.ProposalDecided: awards.At(w).DecideProposal(c, d), emulation.ProposalRejected: awards.At(w).RejectProposal(c, d), emulation.ProposalRevoked: awards.At(w).RevokeProposal(c, d),
		}
	}
	path := []emulation.ProposalStep{emulation.ProposalDraft, emulation.ProposalWithdrawn, emulation.ProposalDraft, emulation.ProposalChecked, emulation.ProposalVoted,
		emulation.ProposalProposed, emulation.ProposalReturned, emulation.ProposalProposed, emulation.ProposalAccepted, emulation.ProposalRejected, emulation.ProposalAccepted,
		emulation.ProposalDecided, emulation.ProposalRevoked}
	seen := map[emulation.ProposalStep]bool{}
	for _, at := range path {
		s.Force(c, at)
		s.Sync(desks["S"], desks["o"])
		if seen[at] {
			continue
		}
		seen[at] = true
		for who, d := range desks {
			offered := map[emulation.ProposalStep]bool{}
			for _, n := range testyear.Must(awards.At(d.Workspace).Proposals(""))(s.World)[0].Next {
				offered[n.To] = n.Mine
			}
			refusing := true
			for _, to := range emulation.ProposalSteps {
				want := strings.Contains(proposalTable[string(at)+">"+string(to)], strings.ToUpper(who)) && who != "o"
				if offered[to] != want {
					t.Errorf("%s: from %s to %s is offered: %v", who, at, to, offered[to])
				}
				refusing = refusing && !want
			}
			if !refusing {
				continue // who may take some step from here would take it
			}
			for to, err := range commands(d.Workspace) {
				want := "workspace.refused-to"
				if proposalTable[string(at)+">"+string(to)] == "" {
					want = "proposal.step-impossible"
				}
				if to == emulation.ProposalAccepted && (at == emulation.ProposalRejected || at == emulation.ProposalDecided) ||
					to == emulation.ProposalDecided && at == emulation.ProposalRevoked { // a step back that others take
					want = "workspace.refused-to"
				}
				s.Fails(err, want)
			}
			if len(s.Pending(d)) > 0 || s.Step(d, c) != at {
				t.Fatalf("%s changed something at %s", who, at)
			}
		}
	}
	if len(seen) != len(emulation.ProposalSteps) {
		t.Errorf("only %d of %d steps were seen", len(seen), len(emulation.ProposalSteps))
	}
}
