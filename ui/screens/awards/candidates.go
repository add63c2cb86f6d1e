package awards

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/awards"
)

// candidates are the units of the cluster in the order of rank, with their eligibility for the chosen form and how far their proposal is;
// above them stands how many places there are, and why.
type candidates struct {
	screen *Screen
	head   *fyne.Container
	table  *grid.Register
	all    fyne.CanvasObject
	at     emulation.ID // the chosen unit
}

func newCandidates(s *Screen) *candidates {
	c := &candidates{screen: s, head: widgets.Column(4)}
	c.table = grid.NewRegister(s.Host, nil, nil,
		grid.Column{Title: text.T("ui.awards.column.rank"), Width: 50, Align: fyne.TextAlignTrailing, Frozen: true},
		grid.Column{Title: text.T("ui.awards.column.unit"), Width: 130, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.awards.column.points"), Width: 64, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.awards.column.eligible"), Width: 92},
		grid.Column{Title: text.T("ui.awards.column.proposal"), Width: 156},
	)
	c.table.Selected = c.choose
	c.table.Explain = c.explain
	c.all = widgets.Frame(widgets.NewPanel(c.head, "", widgets.Bottom, 14, 9), nil, nil, nil, c.table.Content)
	return c
}

func (c *candidates) show(r *reading) {
	plan := c.screen.forms.plan(r)
	if plan == nil {
		c.table.Show()
		return
	}
	c.describe(plan)
	c.table.Hint = text.T("ui.awards.hint")
	if len(plan.Candidates) == 0 {
		c.table.Hint = text.T("ui.awards.no-candidates")
	}
	var rows []grid.TableRow
	for i := range plan.Candidates {
		x := &plan.Candidates[i]
		row := grid.TableRow{Key: x.Unit.ID.String(), Cells: []grid.Cell{{Text: strconv.Itoa(x.Rank), Style: grid.Bold}, {Text: x.Unit.Label()},
			{Text: x.Total.LocaliseFixed(2, text.Comma())}, eligibleCell(x), stepCell(r.proposal(x.Unit.ID, plan.Form.ID))}}
		if x.Place == awards.PlaceWithin {
			row.Cells[1].Style = grid.Bold
		}
		if x.Step == emulation.ProposalDecided {
			row.Cells[1].Style = grid.Bold | grid.Honour
		}
		rows = append(rows, row)
	}
	chosen := slices.IndexFunc(plan.Candidates, func(x awards.Candidate) bool { return x.Unit.ID == c.at })
	if chosen < 0 && len(rows) > 0 {
		chosen, c.at = 0, plan.Candidates[0].Unit.ID
	}
	c.table.Show(rows...)
	if at, _ := c.table.Grid.Selected(); chosen >= 0 && at != chosen {
		c.table.Grid.Select(chosen, 1)
	}
}

// describe says how many places a form has, and what the number rests on.
func (c *candidates) describe(plan *awards.AwardPlan) {
	places := text.T("ui.awards.places-unknown", "used", plan.Used)
	if plan.Known {
		places = text.T("ui.awards.places", "used", plan.Used, "places", plan.Places)
	}
	parts := []fyne.CanvasObject{widgets.NewParagraph(plan.Form.Name).Bold(), widgets.NewParagraph(places)}
	for _, m := range plan.Basis {
		if m.Key == "legal.unverified" {
			parts = append(parts, widgets.NewRemark(widgets.Warn, text.T("ui.awards.unverified")))
			continue
		}
		parts = append(parts, widgets.NewParagraph(text.Say(m)+".").Quiet())
	}
	if len(plan.Tied) > 0 {
		parts = append(parts, widgets.NewRemark(widgets.Warn, text.T("ui.awards.tied", "count", len(plan.Tied), "open", plan.Open)))
	}
	c.head.Objects = parts
	c.head.Refresh()
}

func eligibleCell(x *awards.Candidate) grid.Cell {
	switch verdictWord(x.Eligibility.Verdict) {
	case "met":
		return grid.Cell{Text: text.T("ui.awards.eligible.met"), State: grid.OK}
	case "not-met":
		return grid.Cell{Text: text.T("ui.awards.eligible.not-met"), Style: grid.Muted}
	}
	return grid.Cell{Text: text.T("ui.awards.eligible.unknown"), State: grid.Warn}
}

var stepStates = map[emulation.ProposalStep]grid.State{emulation.ProposalReturned: grid.Warn, emulation.ProposalDecided: grid.OK,
	emulation.ProposalProposed: grid.Pending, emulation.ProposalAccepted: grid.Pending}

func stepCell(p *awards.Proposal) grid.Cell {
	if p == nil {
		return grid.Cell{}
	}
	c := grid.Cell{Text: text.Capital(stepName(p.Step)), State: stepStates[p.Step]}
	if !p.Step.Stands() {
		c.Style = grid.Muted
	}
	if p.Conflict {
		c.State, c.Note = grid.Warn, text.T("ui.season.conflict")
	}
	return c
}

func stepName(step emulation.ProposalStep) string { return text.T("proposal.step." + string(step)) }

// choose shows another candidate.
func (c *candidates) choose(key string) {
	s := c.screen
	if s.reading == nil || key == "" || key == c.at.String() {
		return
	}
	if x := c.find(key); x != nil {
		c.at = x.Unit.ID
		s.detail.turn()
	}
}

func (c *candidates) find(key string) *awards.Candidate {
	plan := c.screen.forms.plan(c.screen.reading)
	if plan == nil {
		return nil
	}
	return emulation.Find(plan.Candidates, func(c *awards.Candidate) bool { return c.Unit.ID.String() == key })
}

// explain says how a candidate stands to the places there are.
func (c *candidates) explain(row, _ int) (widgets.State, string) {
	if c.screen.reading == nil {
		return widgets.Neutral, ""
	}
	x := c.find(c.table.Key(row))
	if x == nil {
		return widgets.Neutral, ""
	}
	return widgets.Neutral, text.T("ui.awards.place."+string(x.Place), "unit", x.Unit.Label())
}
