package overview

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// phase is a part of the season as people speak of it, with the steps it covers.
type phase struct {
	key   string
	steps []emulation.SeasonStep
}

var phases = []phase{
	{"ui.phase.criteria", []emulation.SeasonStep{emulation.SeasonDraft, emulation.SeasonConsulting, emulation.SeasonAdopted}},
	{"ui.phase.registering", []emulation.SeasonStep{emulation.SeasonRegistering}},
	{"ui.phase.running", []emulation.SeasonStep{emulation.SeasonRunning, emulation.SeasonMidReview}},
	{"ui.phase.self-scoring", []emulation.SeasonStep{emulation.SeasonSelfScoring}},
	{"ui.phase.verifying", []emulation.SeasonStep{emulation.SeasonVerifying, emulation.SeasonExplaining}},
	{"ui.phase.conference", []emulation.SeasonStep{emulation.SeasonConference, emulation.SeasonLocked}},
	{"ui.phase.awards", []emulation.SeasonStep{emulation.SeasonProposed, emulation.SeasonDecided, emulation.SeasonArchived}},
}

// steps is the line that says where the season stands.
type steps struct {
	row   *fyne.Container
	panel fyne.CanvasObject
}

func newSteps() *steps {
	s := &steps{row: widgets.Flow(7)}
	s.panel = widgets.NewToolbar(nil, s.row)
	return s
}

// show marks the phase of a step; what lies before it is ticked off.
func (s *steps) show(step emulation.SeasonStep) {
	now := slices.IndexFunc(phases, func(p phase) bool { return slices.Contains(p.steps, step) })
	s.row.Objects = nil
	for i, p := range phases {
		name := text.T(p.key)
		if i > 0 {
			s.row.Add(widgets.NewIcon(fynetheme.NavigateNextIcon(), theme.ColorNameMuted))
		}
		switch {
		case i < now:
			s.row.Add(widgets.Row(4, nil, widgets.NewIcon(fynetheme.ConfirmIcon(), fynetheme.ColorNameSuccess), widgets.NewText(name, theme.ColorNameMuted)))
		case i == now:
			s.row.Add(widgets.NewBadge(text.T("ui.phase.now", "phase", name), widgets.Info))
		default:
			s.row.Add(widgets.NewText(name, theme.ColorNameMuted))
		}
	}
	s.row.Refresh()
}
