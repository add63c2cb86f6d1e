package awards

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/awards"
)

// forms is the list of award forms with their places.
type forms struct {
	screen *Screen
	table  *grid.List
	at     string // the chosen form
}

func newForms(s *Screen) *forms {
	f := &forms{screen: s}
	f.table = grid.NewList(s.Host,
		grid.Column{Title: text.T("ui.awards.column.form"), Width: 140, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.awards.column.places"), Width: 66, Align: fyne.TextAlignTrailing},
	)
	f.table.Grid.OnSelect = func(row, _ int) { f.choose(f.table.Key(row)) }
	return f
}

func (f *forms) show(r *reading) {
	rows := make([]grid.TableRow, len(r.plans))
	if f.at == "" {
		f.at = first(r.plans)
	}
	for i, p := range r.plans {
		rows[i] = grid.TableRow{Key: p.Form.ID, Cells: []grid.Cell{{Text: p.Form.Name}, placesCell(p)}}
	}
	chosen := slices.IndexFunc(rows, func(row grid.TableRow) bool { return row.Key == f.at })
	if chosen < 0 && len(rows) > 0 {
		chosen, f.at = 0, rows[0].Key
	}
	f.table.Show(rows...)
	if at, _ := f.table.Grid.Selected(); chosen >= 0 && at != chosen {
		f.table.Grid.Select(chosen, 0)
	}
}

// first is the form that is shown first: one with proposals, else one with places.
func first(plans []*awards.AwardPlan) string {
	for _, wanted := range []func(*awards.AwardPlan) bool{
		func(p *awards.AwardPlan) bool { return p.Used > 0 },
		func(p *awards.AwardPlan) bool { return p.Known && p.Places > 0 },
	} {
		if i := slices.IndexFunc(plans, wanted); i >= 0 {
			return plans[i].Form.ID
		}
	}
	return ""
}

func placesCell(p *awards.AwardPlan) grid.Cell {
	c := grid.Cell{Text: strconv.Itoa(p.Used)}
	if p.Known {
		c.Text = text.T("ui.awards.used", "used", p.Used, "places", p.Places)
	}
	switch {
	case p.Known && p.Used > p.Places:
		c.State = grid.Error
	case p.Known && p.Used == p.Places && p.Places > 0:
		c.State = grid.OK
	case p.Used == 0:
		c.Style = grid.Muted
	}
	return c
}

// choose shows the candidates of another form.
func (f *forms) choose(form string) {
	s := f.screen
	if form == "" || form == f.at || s.reading == nil {
		return
	}
	f.at = form
	s.list.show(s.reading)
	s.detail.turn()
}

// plan is the plan of the chosen form, nil if there is none.
func (f *forms) plan(r *reading) *awards.AwardPlan {
	return emulation.First(r.plans, func(p *awards.AwardPlan) bool { return p.Form.ID == f.at })
}
