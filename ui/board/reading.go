package board

import (
	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/workspace"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// Reading is one look at a sheet, taken away from the window.
type Reading struct {
	Of        workspace.Sheets // of its period
	Sheet     *sheet.Sheet
	May       review.Reviewing                 // what this desk may do with it
	Explained map[string]sheet.ExplanationView // what its unit said to the reviews, by criterion
	Reached   uint64                           // number of the last save that was on disk before
}

// Read looks at a unit's sheet. Where that fails, what was read before the fault stays.
func (r *Reading) Read(of workspace.Sheets, unit emulation.ID) error {
	r.Of = of
	return screen.All(
		func() (err error) { r.Sheet, err = sheet.Over(of).Sheet(unit); return },
		func() (err error) { r.May, err = review.Over(of).Reviewing(unit); return },
		r.explanations,
	)
}

func (r *Reading) explanations() error {
	r.Explained = map[string]sheet.ExplanationView{}
	if r.Sheet.Step == emulation.SheetDraft {
		return nil
	}
	list, err := sheet.Over(r.Of).Explanations(r.Sheet.Unit.ID)
	for _, e := range list {
		r.Explained[e.Code] = e
	}
	return err
}
