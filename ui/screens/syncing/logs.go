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
	screen *Screen
	found  *told // what the last check found
	check  *widgets.Button
	table  *fyne.Container
	sum    *widgets.Facts
	panel  *widgets.Panel
}

func newLogs(s *Screen) *logs {
	l := &logs{screen: s, table: widgets.Stack(), sum: widgets.NewFacts()}
	l.found = newTold(func() {
		l.panel.Refresh()
		s.technical.Refresh()
	})
	l.check = widgets.NewButton(text.T("ui.verify.do"), fynetheme.SearchIcon(), l.verify)
	l.panel = widgets.NewCard(text.T("ui.syncing.logs"), widgets.NewParagraph(text.T("ui.syncing.logs.what")).Quiet(), l.table, widgets.Row(0, nil, l.check), l.found.box)
	return l
}

// verify checks every log from its signed bytes, beside everything else: it may take a while.
func (l *logs) verify() {
	if l.check.Disabled() {
		return // it is on the way
	}
	l.check.Disable()
	l.found.tell(widgets.NewRemark(widgets.Waiting, text.T("ui.verify.doing")))
	l.screen.Queue.Aside(func() func() {
		found, err := l.screen.hooks.Verify()
		return func() {
			l.check.Enable()
			var said []fyne.CanvasObject
			if err != nil {
				said = append(said, widgets.NewRemark(widgets.Bad, text.Error(err)))
			}
			for i := range found {
				v := &found[i]
				name := logName(v.Scope.Kind().String())
				if v.Fault != nil {
					said = append(said, widgets.NewRemark(widgets.Bad, text.T("ui.verify.bad", "log", name, "why", why(v))))
					continue
				}
				said = append(said, widgets.NewRemark(widgets.OK, text.T("ui.verify.ok", "log", name, "size", count(int64(v.Size)), "signed", count(int64(v.Checkpoint)))))
			}
			l.found.tell(said...)
		}
	})
}

func why(v *replica.Verified) string {
	if alarm := v.Alarm(); alarm.Key != "" {
		return text.Say(alarm)
	}
	return text.Error(v.Fault)
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
