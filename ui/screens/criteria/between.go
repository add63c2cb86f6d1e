package criteria

import (
	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/season"
)

// told are the differences of two sets, those that can change points marked, and what they would do to the sheets that were handed in; nobody knows that of
// a draft that is not right yet.
func told(c *season.CriteriaComparison) []fyne.CanvasObject {
	scores := len(emulation.Where(c.Changes, func(x criteria.Change) bool { return x.Scores }))
	parts := []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.criteria.changes.none"))}
	if len(c.Changes) > 0 {
		parts[0] = widgets.NewParagraph(text.T("ui.criteria.changes", "count", len(c.Changes), "scores", scores)).Bold()
	}
	for _, x := range c.Changes {
		if x.Scores {
			parts = append(parts, widgets.NewRemark(widgets.Warn, text.Say(x.Message)))
		} else {
			parts = append(parts, widgets.NewPanel(widgets.NewParagraph(text.Say(x.Message)), "", 0, 21, 0)) // below the words of the others
		}
	}
	if c.Effect == nil {
		return append(parts, widgets.NewParagraph(text.T("ui.criteria.effects.not-sound")).Quiet())
	}
	var effects []string
	for _, u := range c.Effect.Units {
		effects = append(effects, emulation.Map(u.Messages(), text.Say)...)
	}
	switch {
	case len(c.Effect.After.Units) == 0:
		return append(parts, widgets.NewParagraph(text.T("ui.criteria.effects.no-sheets")).Quiet())
	case len(effects) == 0:
		return append(parts, widgets.NewParagraph(text.T("ui.criteria.effects.none")).Bold())
	}
	parts = append(parts, widgets.NewParagraph(text.T("ui.criteria.effects", "count", len(c.Effect.After.Units))).Bold())
	for _, e := range effects {
		parts = append(parts, widgets.NewParagraph(e))
	}
	return parts
}
