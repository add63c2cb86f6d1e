package awards

import (
	"thidua/emulation"
)

func (p *Proposal) WhyReturned() string {
	reason := ""
	for _, r := range p.Reasons {
		if r.To == string(emulation.ProposalReturned) {
			reason = r.Reason
		}
	}
	return reason
}
