package board

import (
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace"
)

// Figure is what a review gave a criterion, marked where it does not count.
func Figure(sh *workspace.Sheet, r *workspace.Row, v *workspace.Review) grid.Cell {
	if r.Split {
		return grid.Cell{State: grid.Warn, Note: text.T("ui.review.split")}
	}
	if v == nil {
		return grid.Cell{}
	}
	c := grid.Cell{Text: Points(sh, v.Points)}
	if v.NA {
		c.Text = text.T("ui.review.na")
	}
	switch {
	case v.Earlier:
		c.Style, c.State, c.Note = grid.Muted|grid.Italic, grid.Warn, text.T("ui.review.earlier")
	case v.Foreign:
		c.Style, c.State, c.Note = grid.Muted, grid.Warn, text.T("ui.review.foreign", "code", r.Code())
	case v.NA:
		c.State = grid.OK
	case r.NA || !v.Points.Equal(r.Self):
		c.Style = grid.Bold
	}
	return c
}

// Answer is what the unit said to the first review of a criterion.
func Answer(explained map[string]workspace.ExplanationView, code string) grid.Cell {
	e, ok := explained[code]
	switch {
	case !ok:
		return grid.Cell{}
	case e.Accepts:
		return grid.Cell{Text: text.T("ui.review.accepts"), State: grid.OK}
	}
	return grid.Cell{Text: e.Text}
}

// Explained are the explanations of a unit by their criteria.
func Explained(of workspace.Sheets, sh *workspace.Sheet) (map[string]workspace.ExplanationView, error) {
	list, err := of.Explanations(sh.Unit.ID)
	found := make(map[string]workspace.ExplanationView, len(list))
	for _, e := range list {
		found[e.Code] = e
	}
	return found, err
}

// Behalf says after which signed paper, and by whom, a sheet was entered for its unit's leader; "" if the leader handed it in.
func Behalf(sh *workspace.Sheet) string {
	if sh.OnBehalf == nil {
		return ""
	}
	return text.T("sheet.on-behalf", "paper", sh.OnBehalf.Paper.Name, "signer", sh.OnBehalf.Signer, "who", sh.EnteredBy)
}

// AsTyped is what a person would type in the window's language for what is saved; what cannot be read stays as it was typed.
func AsTyped(r *workspace.Row) string {
	if text.Comma() || r.Fault != nil || len(r.Fields) == 0 {
		return r.Typed
	}
	return r.Criterion.Rule.Format(r.Fields, false)
}

// ShownResult is the typed text as the cell shows it: a percentage with its sign.
func ShownResult(r *workspace.Row, typed string) string {
	if r.Fault == nil && r.Criterion.Rule.Kind == criteria.Percent && r.Input.Value != nil {
		return typed + " %"
	}
	return typed
}

// Evidence counts the pieces; a required one that is missing is marked.
func Evidence(r *workspace.Row) grid.Cell {
	var c grid.Cell
	if r.Evidence > 0 {
		c.Text = Limit(decimal.FromInt(int64(r.Evidence)))
	}
	if LacksEvidence(r) {
		c.Text, c.State, c.Note = "0", grid.Warn, text.T("ui.sheet.evidence.required")
	}
	return c
}

// LacksEvidence says whether the criterion needs evidence and has none.
func LacksEvidence(r *workspace.Row) bool {
	return r.Criterion.Evidence == criteria.EvidenceRequired && r.Evidence == 0 && !r.NA
}
