package emulation

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

func seasonIndex(s SeasonStep) int {
	for i, x := range SeasonSteps {
		if x == s {
			return i
		}
	}
	return -1
}

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

// SheetActor says who takes a step of a sheet: its own unit, or those who check it.
type SheetActor uint8

// The actors of a sheet's steps.
const (
	OwnUnit SheetActor = 1
	Checker SheetActor = 2
)

type sheetMove struct{ from, to SheetStep }

var sheetMoves = map[sheetMove]SheetActor{
	{"", SheetSubmitted}:                OwnUnit,
	{SheetDraft, SheetSubmitted}:        OwnUnit,
	{SheetReturned, SheetSubmitted}:     OwnUnit,
	{SheetSubmitted, SheetReturned}:     Checker,
	{SheetCrossChecked, SheetReturned}:  Checker,
	{SheetSubmitted, SheetCrossChecked}: Checker,
	{SheetCrossChecked, SheetExplained}: OwnUnit,
	{SheetCrossChecked, SheetVerified}:  Checker,
	{SheetExplained, SheetVerified}:     Checker,
	{SheetVerified, SheetAgreed}:        OwnUnit,
	{SheetVerified, SheetExplained}:     OwnUnit,
	{SheetAgreed, SheetLocked}:          Checker,
	{SheetLocked, SheetAgreed}:          Checker, // a recorded step back
}

// CanStepSheet says who may take a sheet from one step to another; 0 means nobody, the step does not exist.
func CanStepSheet(from, to SheetStep) SheetActor { return sheetMoves[sheetMove{from, to}] }
