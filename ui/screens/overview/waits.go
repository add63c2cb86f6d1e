package overview

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	todoroom "thidua/workspace/todo"
)

// The most lines each list has here; the rest is counted and stands on its own screen.
const (
	mostDues  = 6
	mostWaits = 5
)

// soon is how many days before its end a day is pointed out.
const soon = 7

// list is a card of lines to look through; where there are none it says why.
func list(heading, none string, items []fyne.CanvasObject, more int) fyne.CanvasObject {
	if len(items) == 0 {
		return widgets.NewCard(heading, widgets.NewParagraph(none).Quiet())
	}
	title := widgets.NewText(heading, fynetheme.ColorNameForeground).Bold()
	all := widgets.Stack(widgets.NewPanel(title, "", 0, 16, 12))
	for _, o := range items {
		all.Add(o)
	}
	if more > 0 {
		all.Add(widgets.NewPanel(widgets.NewParagraph(text.T("ui.overview.more", "count", more)).Quiet(), "", widgets.Bottom, 16, 8))
	}
	return all
}

// duesCard is what of the season has a day and is not done yet, the earliest first.
func (s *Screen) duesCard(r *reading) fyne.CanvasObject {
	open := emulation.Where(r.Dues, func(d todoroom.Due) bool { return !d.Past })
	var items []fyne.CanvasObject
	for i := range min(len(open), mostDues) {
		d := &open[i]
		word, state := daysLeft(d)
		x := widgets.Item{State: state, What: text.Say(d.What), Word: word}
		if d.Conflict {
			x.Why = text.T("ui.season.conflict")
		}
		items = append(items, widgets.NewItem(x))
	}
	none := text.T("ui.overview.dues.none")
	switch {
	case len(r.Dues) > 0:
		none = text.T("ui.overview.dues.done")
	case r.season.Step == emulation.SeasonArchived:
		none = text.T("ui.overview.dues.closed")
	}
	return list(text.T("ui.overview.dues"), none, items, len(open)-len(items))
}

// daysLeft says how far off a day is.
func daysLeft(d *todoroom.Due) (string, widgets.State) {
	day := text.Day(string(d.Date))
	switch {
	case d.Overdue:
		return text.T("ui.overview.due.over", "date", day, "days", -d.DaysLeft), widgets.Bad
	case d.DaysLeft < 0: // the season is archived: nobody has to do it any more
		return day, widgets.Neutral
	case d.DaysLeft == 0:
		return text.T("ui.overview.due.today", "date", day), widgets.Warn
	case d.DaysLeft <= soon:
		return text.T("ui.overview.due.left", "date", day, "days", d.DaysLeft), widgets.Warn
	}
	return text.T("ui.overview.due.left", "date", day, "days", d.DaysLeft), widgets.Neutral
}

// waitsCard is who waits for whom.
func (s *Screen) waitsCard(r *reading) fyne.CanvasObject {
	var items []fyne.CanvasObject
	for i := range min(len(r.Waits), mostWaits) {
		w := &r.Waits[i]
		x := widgets.Item{State: widgets.Waiting, What: text.Say(w.What), Why: text.T("ui.overview.waits.who", "who", w.Who),
			Action: text.T("ui.tasks.open"), Do: func() { s.hooks.Open(w.Target) }}
		switch {
		case w.Overdue && w.Mine:
			x.State, x.Word = widgets.Bad, text.T("ui.overview.waits.over-mine")
		case w.Overdue:
			x.State, x.Word = widgets.Bad, text.T("ui.overview.waits.over")
		case w.Mine:
			x.State, x.Word = widgets.Warn, text.T("ui.overview.waits.mine")
		}
		items = append(items, widgets.NewItem(x))
	}
	return list(text.T("ui.overview.waits"), text.T("ui.overview.waits.none"), items, len(r.Waits)-len(items))
}
