package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
)

// DayEntry is a field for a day: typed as people write it, or picked from a calendar that its mark, or Alt+Down, opens.
type DayEntry struct {
	typing.Entry
	today func() time.Time
}

// NewDayEntry makes a field for a day; today gives the day on which its calendar opens where none was typed.
func NewDayEntry(today func() time.Time) *DayEntry {
	e := &DayEntry{today: today}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ActionItem = NewDayMark(e.pick)
	e.ExtendBaseWidget(e)
	return e
}

func (e *DayEntry) pick() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && !e.Disabled() {
		c.Focus(e) // the keyboard returns here, also when the mark was pressed from elsewhere
		PickDay(e, fyne.Position{}, e.Size(), e.Text, e.today(), func(stored string) { e.SetText(text.Day(stored)) })
	}
}

// TypedShortcut opens the calendar with Alt+Down, as a list is opened elsewhere.
func (e *DayEntry) TypedShortcut(s fyne.Shortcut) {
	if OpensDay(s) {
		e.pick()
		return
	}
	e.Entry.TypedShortcut(s)
}

// OpensDay says whether a shortcut is the one that opens the calendar of a field.
func OpensDay(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	return ok && custom.KeyName == fyne.KeyDown && custom.Modifier == fyne.KeyModifierAlt
}

// DayMark is the small calendar at the end of a field for a day.
type DayMark struct {
	widget.BaseWidget
	icon *Icon
	do   func()
}

// NewDayMark makes a mark that is pressed to open a calendar.
func NewDayMark(do func()) *DayMark {
	m := &DayMark{icon: NewIcon(fynetheme.CalendarIcon(), theme.ColorNameMuted), do: do}
	m.ExtendBaseWidget(m)
	return m
}

// Tapped opens the calendar.
func (m *DayMark) Tapped(*fyne.PointEvent) { m.do() }

// Cursor shows that it is pressed, not typed into.
func (m *DayMark) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by the toolkit.
func (m *DayMark) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(NewPanel(container.NewCenter(m.icon), "", 0, 4, 0))
}
