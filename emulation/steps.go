package emulation

import "slices"

// SeasonStep is where a season stands; see the life cycle in docs/domain.md.
type SeasonStep string

// The steps of a season, in order.
const (
	SeasonDraft       SeasonStep = "draft"
	SeasonConsulting  SeasonStep = "consulting"
	SeasonAdopted     SeasonStep = "adopted"
	SeasonRegistering SeasonStep = "registering"
	SeasonRunning     SeasonStep = "running"
	SeasonMidReview   SeasonStep = "mid-review"
	SeasonSelfScoring SeasonStep = "self-scoring"
	SeasonVerifying   SeasonStep = "verifying"
	SeasonExplaining  SeasonStep = "explaining"
	SeasonConference  SeasonStep = "conference"
	SeasonLocked      SeasonStep = "result-locked"
	SeasonProposed    SeasonStep = "proposed"
	SeasonDecided     SeasonStep = "decided"
	SeasonArchived    SeasonStep = "archived"
)

// SeasonSteps is the order of the steps; mid-review may be left out.
var SeasonSteps = []SeasonStep{SeasonDraft, SeasonConsulting, SeasonAdopted, SeasonRegistering, SeasonRunning, SeasonMidReview,
	SeasonSelfScoring, SeasonVerifying, SeasonExplaining, SeasonConference, SeasonLocked, SeasonProposed, SeasonDecided, SeasonArchived}

// CanStepSeason says whether a season may go from one step to another: to the next one, past mid-review, or one recorded step back.
func CanStepSeason(from, to SeasonStep) bool {
	if from == "" {
		return to == SeasonDraft
	}
	i, j := seasonIndex(from), seasonIndex(to)
	switch {
	case i < 0 || j < 0:
		return false
	case j == i+1 || j == i-1:
		return true
	}
	return (from == SeasonRunning && to == SeasonSelfScoring) || (from == SeasonSelfScoring && to == SeasonRunning)
}

// StepsBack reports whether a step of a season goes back; it needs a reason.
func StepsBack(from, to SeasonStep) bool { return seasonIndex(to) < seasonIndex(from) && to != "" }

// SeasonReached reports whether a season at a step has come to another, or past it.
func SeasonReached(at, step SeasonStep) bool { return seasonIndex(at) >= seasonIndex(step) }

func seasonIndex(s SeasonStep) int { return slices.Index(SeasonSteps, s) }

// SheetStep is where a score sheet stands.
type SheetStep string

// The steps of a score sheet.
const (
	SheetDraft        SheetStep = "draft"
	SheetSubmitted    SheetStep = "submitted"
	SheetReturned     SheetStep = "returned"
	SheetCrossChecked SheetStep = "cross-checked"
	SheetExplained    SheetStep = "explained"
	SheetVerified     SheetStep = "verified"
	SheetAgreed       SheetStep = "agreed"
	SheetLocked       SheetStep = "locked"
)

// Reviewed reports whether a sheet at a step was looked at by others; before that, and while it is given back, its points are the unit's own.
func (s SheetStep) Reviewed() bool {
	return s != "" && s != SheetDraft && s != SheetSubmitted && s != SheetReturned
}

type sheetMove struct{ from, to SheetStep }

var sheetMoves = map[sheetMove]Actors{
	{"", SheetSubmitted}:                ActorLeader,
	{SheetDraft, SheetSubmitted}:        ActorLeader,
	{SheetReturned, SheetSubmitted}:     ActorLeader,
	{SheetSubmitted, SheetReturned}:     ActorChecker,
	{SheetCrossChecked, SheetReturned}:  ActorChecker,
	{SheetSubmitted, SheetCrossChecked}: ActorChecker,
	{SheetCrossChecked, SheetExplained}: UnitPeople,
	{SheetCrossChecked, SheetVerified}:  ActorChecker,
	{SheetExplained, SheetVerified}:     ActorChecker,
	{SheetVerified, SheetAgreed}:        ActorLeader,
	{SheetVerified, SheetExplained}:     UnitPeople,
	{SheetAgreed, SheetLocked}:          ActorChecker,
	{SheetLocked, SheetAgreed}:          ActorChecker, // a recorded step back
}

// WhoStepsSheet says who may take a sheet from one step to another; none means that the step does not exist.
func WhoStepsSheet(from, to SheetStep) Actors { return sheetMoves[sheetMove{from, to}] }

// WhoStepsSheetFor says who else may take a step that is the unit's own, for its leader, with the signed paper.
func WhoStepsSheetFor(from, to SheetStep) Actors {
	by := WhoStepsSheet(from, to)
	if by&ActorLeader == 0 {
		return 0
	}
	return (WhoPrepares | ActorStaff) &^ by
}

// SheetStepsBack reports whether a step gives a sheet back or undoes one; it needs a reason.
func SheetStepsBack(from, to SheetStep) bool {
	return to == SheetReturned || from == SheetLocked && to == SheetAgreed
}

// ProposalStep is where a proposal for an award (đề nghị khen thưởng) stands.
type ProposalStep string

// The steps of a proposal. The words are never mixed: a cluster proposes (đề nghị), a council submits (trình), an authority decides (quyết định).
const (
	ProposalDraft    ProposalStep = "draft"
	ProposalChecked  ProposalStep = "eligibility-checked"
	ProposalVoted    ProposalStep = "voted"
	ProposalProposed ProposalStep = "proposed"
	ProposalReturned ProposalStep = "returned" // for supplement
	ProposalAccepted ProposalStep = "accepted" // submitted to the authority
	ProposalDecided  ProposalStep = "decided"
	ProposalRejected ProposalStep = "rejected"
	ProposalRevoked  ProposalStep = "revoked"

	ProposalWithdrawn ProposalStep = "withdrawn" // by the cluster, before anybody decided
)

// ProposalSteps lists them.
var ProposalSteps = []ProposalStep{ProposalDraft, ProposalChecked, ProposalVoted, ProposalProposed, ProposalReturned, ProposalAccepted,
	ProposalDecided, ProposalRejected, ProposalRevoked, ProposalWithdrawn}

// ProposalMove is who takes a step of a proposal, whether it needs a reason, and whether it is a recorded step back.
type ProposalMove struct {
	By     Actors
	Reason bool
	Back   bool
}

type proposalMove struct{ from, to ProposalStep }

var proposalMoves = map[proposalMove]ProposalMove{
	{"", ProposalDraft}:                   {By: WhoPrepares},
	{ProposalDraft, ProposalChecked}:      {By: WhoPrepares},
	{ProposalChecked, ProposalVoted}:      {By: WhoPrepares},
	{ProposalVoted, ProposalProposed}:     {By: WhoLeads},
	{ProposalProposed, ProposalReturned}:  {By: ActorOffice, Reason: true},
	{ProposalAccepted, ProposalReturned}:  {By: ActorAuthority | ActorOffice, Reason: true},
	{ProposalReturned, ProposalProposed}:  {By: WhoLeads},
	{ProposalProposed, ProposalAccepted}:  {By: ActorOffice},
	{ProposalAccepted, ProposalDecided}:   {By: ActorAuthority | ActorOffice},
	{ProposalProposed, ProposalRejected}:  {By: ActorOffice, Reason: true},
	{ProposalAccepted, ProposalRejected}:  {By: ActorAuthority | ActorOffice, Reason: true},
	{ProposalDecided, ProposalRevoked}:    {By: ActorAuthority | ActorOffice, Reason: true},
	{ProposalDraft, ProposalWithdrawn}:    {By: WhoPrepares, Reason: true},
	{ProposalChecked, ProposalWithdrawn}:  {By: WhoPrepares, Reason: true},
	{ProposalVoted, ProposalWithdrawn}:    {By: WhoLeads, Reason: true},
	{ProposalReturned, ProposalWithdrawn}: {By: WhoLeads, Reason: true},
	// recorded steps back
	{ProposalWithdrawn, ProposalDraft}:   {By: WhoPrepares, Reason: true, Back: true},
	{ProposalChecked, ProposalDraft}:     {By: WhoPrepares, Reason: true, Back: true},
	{ProposalVoted, ProposalChecked}:     {By: WhoPrepares, Reason: true, Back: true},
	{ProposalProposed, ProposalVoted}:    {By: WhoLeads, Reason: true, Back: true},
	{ProposalRejected, ProposalAccepted}: {By: ActorAuthority | ActorOffice, Reason: true, Back: true},
	{ProposalDecided, ProposalAccepted}:  {By: ActorAuthority | ActorOffice, Reason: true, Back: true},
	{ProposalRevoked, ProposalDecided}:   {By: ActorAuthority | ActorOffice, Reason: true, Back: true},
}

// Holds reports whether a proposal at a step takes one of the places of its award form.
func (s ProposalStep) Holds() bool {
	return s == ProposalProposed || s == ProposalReturned || s == ProposalAccepted || s == ProposalDecided
}

// Stands reports whether a proposal at a step is on its way or came to its award, so that the same achievement is proposed for no other.
func (s ProposalStep) Stands() bool {
	return s != "" && s != ProposalRejected && s != ProposalRevoked && s != ProposalWithdrawn
}

// Open reports whether somebody still has to take a step of a proposal.
func (s ProposalStep) Open() bool { return s.Stands() && s != ProposalDecided }

// StepProposal says who may take a proposal from one step to another; a zero By means that the step does not exist.
func StepProposal(from, to ProposalStep) ProposalMove { return proposalMoves[proposalMove{from, to}] }
