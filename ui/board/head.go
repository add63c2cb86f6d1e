package board

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/scoring"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// Head is where a sheet stands, as the bar above a board says it.
type Head struct {
	Step   *widgets.Badge
	Behalf *widgets.Badge // the sheet was entered for its unit's leader
	Totals *widgets.Facts
}

// NewHead makes a head that says nothing.
func NewHead() *Head {
	h := &Head{Step: widgets.NewBadge("", widgets.Neutral), Behalf: widgets.NewBadge(text.T("ui.behalf"), widgets.Warn), Totals: widgets.NewFacts()}
	h.Clear()
	return h
}

// Clear says nothing.
func (h *Head) Clear() {
	h.Step.Hide()
	h.Behalf.Hide()
	h.Totals.Set()
}

// Show says where a sheet stands; of writes a total, and more is said beside the totals.
func (h *Head) Show(sh *sheet.Sheet, of func(*scoring.UnitResult) string, more ...widgets.Fact) {
	h.Step.Set(text.Capital(stepName(sh.Step)), StepState(sh.Step))
	h.Step.Show()
	h.Behalf.Hidden = sh.OnBehalf == nil
	facts := []widgets.Fact{{Name: text.T("ui.sheet.total.self"), Value: of(sh.Self)}}
	if sh.Verified != nil {
		facts = append(facts, widgets.Fact{Name: text.T("ui.sheet.total.verified"), Value: of(sh.Verified)})
	}
	if sh.Second != nil {
		facts = append(facts, widgets.Fact{Name: text.T("ui.review.column.final"), Value: of(sh.Second)})
	}
	h.Totals.Set(append(facts, more...)...)
}

// Next says after which signed paper, and by whom, a sheet was entered for its unit's leader, and why it came without required evidence, else who
// takes the next step that is not this desk's own; "" for none.
func (m *Moves) Next(sh *sheet.Sheet) string {
	var said []string
	if sh.OnBehalf != nil {
		said = append(said, text.T("sheet.on-behalf", "paper", sh.OnBehalf.Paper.Name, "signer", sh.OnBehalf.Signer, "who", sh.EnteredBy))
	}
	if sh.Reason != "" {
		said = append(said, text.T("sheet.unproven", "reason", sh.Reason))
	}
	if len(said) == 0 {
		return m.waiting()
	}
	return strings.Join(said, "  ·  ")
}

// stepName is where a sheet stands, in words.
func stepName(step emulation.SheetStep) string { return text.T("step." + string(step)) }

// StepState is how the mark of a step looks.
func StepState(step emulation.SheetStep) widgets.State {
	switch step {
	case emulation.SheetDraft:
		return widgets.Neutral
	case emulation.SheetReturned:
		return widgets.Warn
	}
	return widgets.OK
}
