package record

import "thidua/emulation"

var (
	proposal = kind[UnitForm]("proposal", inCluster)
	// takes is for the steps of a proposal; the life cycle says who takes which.
	takes   = Rule{By: prepares | emulation.ActorAuthority, From: emulation.SeasonLocked}
	decides = Rule{By: emulation.ActorAuthority, Behalf: office, From: emulation.SeasonLocked}
)

// Proposal is a proposal of a unit for an award form (đề nghị khen thưởng), where it stands, and what was decided.
var Proposal = struct {
	Of[UnitForm]
	Info       Field[UnitForm, emulation.ProposalInfo]
	Step       Field[UnitForm, emulation.ProposalStep]
	Reason     Field[UnitForm, emulation.StepReason]
	Sent       Field[UnitForm, string] // the day it was sent, YYYY-MM-DD
	Decision   Field[UnitForm, emulation.AwardDecision]
	Revocation Field[UnitForm, emulation.AwardDecision]
}{proposal,
	field[emulation.ProposalInfo](proposal, "proposal", Rule{By: prepares, From: emulation.SeasonLocked, Until: beforeArchive, Torn: Ask}),
	field[emulation.ProposalStep](proposal, FieldStep, takes, "32"),
	field[emulation.StepReason](proposal, FieldReason, takes),
	checked(field[string](proposal, "sent", Rule{By: leads, From: emulation.SeasonLocked, Until: beforeArchive, Torn: Ask}, "day"), emulation.CheckDay),
	field[emulation.AwardDecision](proposal, "decision", decides),
	field[emulation.AwardDecision](proposal, "revocation", decides),
}

// Dossier is a paper of a proposal's file.
var Dossier = only[UnitFormPaper, emulation.DossierPaper]("dossier.paper", inCluster,
	Rule{By: prepares, From: emulation.SeasonLocked, Until: beforeArchive, Torn: Ask})
