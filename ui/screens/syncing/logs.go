package syncing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation/decimal"
	"thidua/internal/phrase"
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
	l := &logs{table: container.New(&tableLayout{widths: []float32{250, 90, 90, 190}}), sum: widgets.NewFacts()}
	title := widgets.NewText(text.T("ui.syncing.logs"), fynetheme.ColorNameForeground).Bold()
	l.panel = widgets.NewPanel(widgets.Column(8, title, l.sum, l.table), "", widgets.Bottom, 16, 12)
	return l
}

func count(n int64) string {
	return decimal.FromInt(n).Localise(text.Language() == phrase.Vietnamese)
}

// rootDigits is how much of a root is shown: enough to compare by telephone.
const rootDigits = 16

func (l *logs) show(st *replica.Status) {
	head := func(key string, align fyne.TextAlign) fyne.CanvasObject {
		return widgets.NewText(text.T(key), theme.ColorNameMuted).Aligned(align)
	}
	l.table.Objects = []fyne.CanvasObject{
		head("ui.syncing.column.log", fyne.TextAlignLeading), head("ui.syncing.column.size", fyne.TextAlignTrailing),
		head("ui.syncing.column.pending", fyne.TextAlignTrailing), head("ui.syncing.column.root", fyne.TextAlignLeading),
	}
	for _, log := range st.Logs {
		root := ""
		if log.Size > 0 {
			root = log.Root.String()[:rootDigits]
		}
		l.table.Add(widgets.NewText(logName(log.Scope.Kind().String()), fynetheme.ColorNameForeground))
		l.table.Add(widgets.NewText(count(int64(log.Size)), fynetheme.ColorNameForeground).Aligned(fyne.TextAlignTrailing))
		l.table.Add(widgets.NewText(count(int64(log.Pending)), fynetheme.ColorNameForeground).Aligned(fyne.TextAlignTrailing))
		l.table.Add(widgets.NewText(root, theme.ColorNameMuted))
	}
	facts := []widgets.Fact{
		{Name: text.T("ui.syncing.drafts"), Value: count(int64(st.Drafts))},
		{Name: text.T("ui.syncing.pending"), Value: count(int64(st.Pending))},
	}
	l.sum.Set(facts...)
	l.table.Refresh()
	l.panel.Refresh()
}

// tableLayout sets objects row by row into columns of given widths at 100 %.
type tableLayout struct{ widths []float32 }

func (l *tableLayout) lengths() (unit, row float32) {
	th := fyne.CurrentApp().Settings().Theme()
	return th.Size(theme.SizeNameUnit), th.Size(theme.SizeNameRow)
}

func (l *tableLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	unit, row := l.lengths()
	var wide float32
	for _, w := range l.widths {
		wide += (w + columnGap) * unit
	}
	rows := (len(objects) + len(l.widths) - 1) / len(l.widths)
	return fyne.NewSize(wide, float32(rows)*row)
}

const columnGap = 24

func (l *tableLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	unit, row := l.lengths()
	var x float32
	for i, o := range objects {
		col := i % len(l.widths)
		if col == 0 {
			x = 0
		}
		o.Move(fyne.NewPos(x, float32(i/len(l.widths))*row))
		o.Resize(fyne.NewSize(l.widths[col]*unit, row))
		x += (l.widths[col] + columnGap) * unit
	}
}
