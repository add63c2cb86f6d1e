package widgets

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/vietnamese"
)

// Calendar is a month over the window in which a person picks a day: arrows go by days and weeks, PgUp and PgDn by months, Enter or a click picks, Esc or a
// click elsewhere closes it. Weeks begin on Monday.
type Calendar struct {
	made
	canvas fyne.Canvas
	before fyne.Focusable // what had the keyboard
	pop    *widget.PopUp
	month  *Text
	days   *fyne.Container
	at     time.Time // the marked day
	today  time.Time
	picked func(stored string)
}

// The width and height of a day at 100 %, and how many weeks a month can touch.
const (
	dayWidth  = 36
	dayHeight = 26
	mostWeeks = 6
)

// PickDay opens a calendar below a field, which stands at a place inside an object that is on screen, and has a size: the toolkit knows no window of a
// field it has not drawn yet. It opens at the day somebody typed, else at today; picked is told the day as it is stored ("2024-08-02"). It is nil
// where the object is in no window.
func PickDay(inside fyne.CanvasObject, place fyne.Position, size fyne.Size, typed string, today time.Time, picked func(stored string)) *Calendar {
	driver := fyne.CurrentApp().Driver()
	c := &Calendar{canvas: driver.CanvasForObject(inside), today: midnight(today), days: container.NewGridWithColumns(7), picked: picked}
	if c.canvas == nil {
		return nil
	}
	c.at = c.today
	if stored, err := vietnamese.ParseDate(typed); err == nil {
		c.at, _ = time.Parse(time.DateOnly, stored)
	}
	c.before = c.canvas.Focused()
	c.month = NewText("", fynetheme.ColorNameForeground).Bold().Aligned(fyne.TextAlignCenter)
	turn := func(icon fyne.Resource, by int) fyne.CanvasObject {
		return c.button("", icon, func() { c.turn(by); c.canvas.Focus(c) })
	}
	head := Row(0, c.month, turn(fynetheme.NavigateBackIcon(), -1), c.month, turn(fynetheme.NavigateNextIcon(), 1))
	now := c.button(text.T("ui.calendar.today", "day", text.Day(c.today.Format(time.DateOnly))), nil, func() { c.pick(c.today) })
	c.drawn = NewPanel(Column(4, head, c.days, now), "", 0, 6, 6)
	c.ExtendBaseWidget(c)
	c.draw()
	c.pop = widget.NewPopUp(c, c.canvas)
	c.pop.ShowAtPosition(c.room(driver.AbsolutePositionForObject(inside).Add(place), size))
	c.canvas.Focus(c)
	return c
}

// button is one of the calendar, which Esc closes while Tab is on it too.
func (c *Calendar) button(label string, icon fyne.Resource, do func()) *Button {
	b := NewQuietButton(label, icon, do)
	b.Leave(c.close)
	return b
}

// midnight is a day without its hour, so that adding days never meets a change of clocks.
func midnight(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// room is where the calendar stands: below a field, above it where the window ends before.
func (c *Calendar) room(at fyne.Position, of fyne.Size) fyne.Position {
	size, window := c.pop.MinSize(), c.canvas.Size()
	y := at.Y + of.Height
	if y+size.Height > window.Height {
		y = at.Y - size.Height
	}
	return fyne.NewPos(max(0, min(at.X, window.Width-size.Width)), max(0, y))
}

func (c *Calendar) draw() {
	c.month.Set(text.Month(c.at))
	c.days.Objects = nil
	for _, name := range strings.Fields(text.T("ui.calendar.weekdays")) {
		c.days.Add(NewText(name, theme.ColorNameMuted).Aligned(fyne.TextAlignCenter))
	}
	first := c.at.AddDate(0, 0, 1-c.at.Day())
	monday := first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	for i := range 7 * mostWeeks {
		c.days.Add(c.day(monday.AddDate(0, 0, i)))
	}
	c.days.Refresh()
}

func (c *Calendar) day(d time.Time) fyne.CanvasObject {
	ink, back := fynetheme.ColorNameForeground, fyne.ThemeColorName("")
	switch {
	case d.Equal(c.at):
		ink, back = fynetheme.ColorNameForegroundOnPrimary, fynetheme.ColorNamePrimary
	case d.Equal(c.today):
		ink, back = fynetheme.ColorNamePrimary, theme.ColorNamePrimaryBack
	case d.Month() != c.at.Month():
		ink = theme.ColorNameMuted
	}
	number := NewText(strconv.Itoa(d.Day()), ink).Aligned(fyne.TextAlignCenter)
	if d.Equal(c.today) {
		number.Bold()
	}
	panel := NewPanel(number, back, 0, 0, 0)
	panel.rounded = true
	return container.NewStack(Wide(dayWidth, Tall(dayHeight, panel)), newPressed(func() { c.pick(d) }))
}

// Shown is the marked day.
func (c *Calendar) Shown() time.Time { return c.at }

// mark marks another day.
func (c *Calendar) mark(d time.Time) {
	if d.Year() < 1 || d.Year() > 9999 {
		return
	}
	c.at = d
	c.draw()
}

// turn goes by months, to the last day of one that is shorter.
func (c *Calendar) turn(by int) {
	first := c.at.AddDate(0, by, 1-c.at.Day())
	last := first.AddDate(0, 1, -1).Day()
	c.mark(first.AddDate(0, 0, min(c.at.Day(), last)-1))
}

func (c *Calendar) pick(d time.Time) {
	c.close()
	c.picked(d.Format(time.DateOnly))
}

func (c *Calendar) close() {
	c.pop.Hide()
	if c.before != nil {
		c.canvas.Focus(c.before)
	}
}

// FocusGained is called by the toolkit.
func (c *Calendar) FocusGained() {}

// FocusLost is called by the toolkit.
func (c *Calendar) FocusLost() {}

// TypedRune picks with the space bar.
func (c *Calendar) TypedRune(r rune) {
	if r == ' ' {
		c.pick(c.at)
	}
}

// TypedKey moves the mark, picks and closes.
func (c *Calendar) TypedKey(ev *fyne.KeyEvent) {
	days := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -7, fyne.KeyDown: 7}
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		c.mark(c.at.AddDate(0, 0, days[ev.Name]))
	case fyne.KeyPageUp:
		c.turn(-1)
	case fyne.KeyPageDown:
		c.turn(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.pick(c.at)
	case fyne.KeyEscape:
		c.close()
	}
}
