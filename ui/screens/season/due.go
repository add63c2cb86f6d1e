package season

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/season"
)

var inks = map[widgets.State]fyne.ThemeColorName{widgets.Neutral: theme.ColorNameMuted, widgets.Warn: fynetheme.ColorNameWarning, widgets.Bad: fynetheme.ColorNameError}

// soon is how many days before its end a deadline is pointed out.
const soon = 7

// dueSentence says until when the step at hand lasts.
func dueSentence(l *season.CalendarLine) (string, widgets.State) {
	switch {
	case l == nil:
		return text.T("ui.season.due.none"), widgets.Neutral
	case l.Overdue:
		return text.T("ui.season.due.over", "date", text.Day(l.Date), "days", -l.DaysLeft), widgets.Bad
	case l.DaysLeft == 0:
		return text.T("ui.season.due.today", "date", text.Day(l.Date)), widgets.Warn
	case l.DaysLeft <= soon:
		return text.T("ui.season.due.left", "date", text.Day(l.Date), "days", l.DaysLeft), widgets.Warn
	}
	return text.T("ui.season.due.left", "date", text.Day(l.Date), "days", l.DaysLeft), widgets.Neutral
}

// leftCell says how a step stands to its deadline, beside it.
func leftCell(l *season.CalendarLine, taken bool) grid.Cell {
	switch {
	case l.Past && !taken:
		return grid.Cell{Text: text.T("ui.season.left.skipped"), Style: grid.Muted}
	case l.Past:
		return grid.Cell{Text: text.T("ui.season.left.done"), Style: grid.Muted, State: grid.OK}
	case l.Overdue:
		return grid.Cell{Text: text.T("ui.season.left.over", "days", -l.DaysLeft), State: grid.Error, Note: text.T("ui.season.left.over.note")}
	case l.Current && l.Date == "":
		return grid.Cell{Text: text.T("ui.season.left.now"), Style: grid.Bold, State: grid.Pending}
	case l.Date == "":
		return grid.Cell{Text: text.T("ui.season.left.later"), Style: grid.Muted}
	case l.DaysLeft == 0:
		return grid.Cell{Text: text.T("ui.season.left.today"), State: grid.Warn}
	case l.Current && l.DaysLeft <= soon:
		return grid.Cell{Text: text.T("ui.season.left.days", "days", l.DaysLeft), State: grid.Warn}
	case l.Current:
		return grid.Cell{Text: text.T("ui.season.left.days", "days", l.DaysLeft), Style: grid.Bold, State: grid.Pending}
	}
	return grid.Cell{Text: text.T("ui.season.left.days", "days", l.DaysLeft), Style: grid.Muted}
}
