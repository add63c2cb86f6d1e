package review

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/review"
)

// list is the sheets this desk may check, at the left: those its unit was assigned first.
type list struct {
	panel   fyne.CanvasObject
	nav     *widgets.Nav
	period  *widgets.Select
	which   fyne.CanvasObject // the choice of the period, if there is one
	none    *widgets.Panel    // what is said where there is no sheet
	periods []string
	items   []widgets.NavItem
}

// listWidth is the width of the list at 100 %.
const listWidth = 208

func newList(s *Screen) *list {
	l := &list{}
	l.nav = widgets.NewNav(nil, func(id string) {
		if unit, err := emulation.ParseID(id); err == nil {
			s.Choose(unit)
		}
	})
	l.period = widgets.NewChoice(func(i int) { s.choose(target{period: l.periods[i]}) })
	l.which = widgets.NewPanel(l.period, theme.ColorNameSurface, widgets.Right|widgets.Bottom, 8, 5)
	l.which.Hide()
	l.none = widgets.NewPanel(widgets.NewParagraph(text.T("ui.review.list.none")).Quiet(), theme.ColorNameSurface, widgets.Right, 12, 12)
	l.none.Hide()
	l.panel = widgets.Wide(listWidth, widgets.Frame(widgets.Stack(l.which, l.none), nil, nil, nil, l.nav))
	return l
}

func (l *list) show(r *reading) {
	l.fill(r)
	items := make([]widgets.NavItem, len(r.list))
	for i := range r.list {
		c := &r.list[i]
		items[i] = widgets.NavItem{ID: c.Unit.ID.String(), Label: c.Unit.Label(), Note: note(c), Count: c.New, Icon: theme.IconSheet.Resource()}
		if len(c.Assigned) > 0 {
			items[i].Icon = theme.IconScales.Resource()
		}
	}
	if !slices.EqualFunc(items, l.items, same) {
		l.items = items
		l.nav.SetItems(items)
	}
	l.nav.Select(r.unit.String())
	l.none.Hidden = len(items) > 0
	l.panel.Refresh()
}

func same(a, b widgets.NavItem) bool {
	return a.ID == b.ID && a.Label == b.Label && a.Note == b.Note && a.Count == b.Count && a.Icon.Name() == b.Icon.Name()
}

// note says where a sheet stands, and how far its review is.
func note(c *review.SheetToCheck) string {
	if !c.HandedIn {
		return text.T("ui.review.list.waiting")
	}
	parts := []string{text.Capital(text.T("step." + string(c.Step)))}
	switch {
	case c.Step == emulation.SheetSubmitted && c.Checked > 0 && c.Checked < c.Criteria:
		parts = append(parts, text.T("ui.review.list.checked", "checked", c.Checked, "all", c.Criteria))
	case c.Different > 0:
		parts = append(parts, text.T("ui.review.list.different", "count", c.Different))
	}
	if c.Moved {
		parts = append(parts, text.T("ui.review.list.moved"))
	}
	return strings.Join(parts, " · ")
}

// fill offers the periods that have sheets, where there are several.
func (l *list) fill(r *reading) {
	l.periods = r.periods
	names := emulation.Map(r.periods, func(p string) string { return text.Capital(text.Say(emulation.Period(p).Message())) })
	l.period.Fill(names, max(0, slices.Index(r.periods, r.asked.period)))
	l.which.(*widgets.Panel).Hidden = len(names) < 2
}
