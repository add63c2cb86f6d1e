package syncing

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation/decimal"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// logs lists the logs that are here: what each holds, how many entries, what waits, and the root everyone can compare.
type logs struct {
	table *fyne.Container
	sum   *widgets.Facts
	panel *widgets.Panel
}

func newLogs() *logs {
	l := &logs{table: widgets.Stack(), sum: widgets.NewFacts()}
	l.panel = widgets.NewCard(text.T("ui.syncing.logs"), l.sum, l.table)
	return l
}

func count(n int64) string {
	return decimal.FromInt(n).Localise(text.Comma())
}

// rowHeight is the height of a log's line at 100 %.
const rowHeight = 28

// rootDigits is how much of a root is shown: enough to compare by telephone.
const rootDigits = 16

func (l *logs) show(st *replica.Status) {
	line := func(ink fyne.ThemeColorName, name, size, pending, root string) {
		figure := func(s string) fyne.CanvasObject {
			return widgets.Wide(90, widgets.NewText(s, ink).Aligned(fyne.TextAlignTrailing))
		}
		l.table.Add(widgets.Tall(rowHeight, widgets.Row(24, nil, widgets.Wide(250, widgets.NewText(name, ink)), figure(size), figure(pending),
			widgets.Wide(190, widgets.NewText(root, theme.ColorNameMuted)))))
	}
	l.table.Objects = nil
	line(theme.ColorNameMuted, text.T("ui.syncing.column.log"), text.T("ui.syncing.column.size"), text.T("ui.syncing.column.pending"), text.T("ui.syncing.column.root"))
	for _, log := range st.Logs {
		root := ""
		if log.Size > 0 {
			root = log.Root.String()[:rootDigits]
		}
		line(fynetheme.ColorNameForeground, logName(log.Scope.Kind().String()), count(int64(log.Size)), count(int64(log.Pending)), root)
	}
	l.sum.Set(widgets.Fact{Name: text.T("ui.syncing.pending"), Value: count(int64(st.Unsent))},
		widgets.Fact{Name: text.T("ui.syncing.unsure"), Value: count(int64(st.Unsure))})
	l.table.Refresh()
	l.panel.Refresh()
}
