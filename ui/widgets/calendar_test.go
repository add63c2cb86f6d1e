package widgets_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// today is a Friday.
func today() time.Time { return time.Date(2024, 8, 2, 23, 30, 0, 0, time.FixedZone("", 7*3600)) }

func TestCalendarIsWalkedWithTheKeyboard(t *testing.T) {
	begin(t)
	for _, x := range []struct{ typed, keys, picked string }{
		{"", "Return", "2024-08-02"},
		{"chưa rõ", "Return", "2024-08-02"},
		{"31/01/2024", "Return", "2024-01-31"},
		{"31/01/2024", "Next Return", "2024-02-29"}, // the last day of a shorter month
		{"31/3/2023", "Prior Return", "2023-02-28"},
		{"31/12/2023", "Right Return", "2024-01-01"},
		{"01/01/2024", "Up Return", "2023-12-25"},
		{"28/2/2024", "Down Left Return", "2024-03-05"},
		{"28/2/2024", "Down Escape", ""},
	} {
		field := typing.NewEntry()
		w := show(t, container.NewVBox(field), 600, 500)
		w.Canvas().Focus(field)
		picked := ""
		c := widgets.PickDay(field, fyne.Position{}, field.Size(), x.typed, today(), func(stored string) { picked = stored })
		for _, key := range strings.Fields(x.keys) {
			if w.Canvas().Focused() != fyne.Focusable(c) {
				t.Fatalf("%+v: the calendar has not the keyboard", x)
			}
			c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(key)})
		}
		if picked != x.picked {
			t.Errorf("%+v picked %q", x, picked)
		}
		if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(field) {
			t.Errorf("%+v: the field has not the keyboard again", x)
		}
	}
}

// Tab leads to the buttons of the calendar, and Esc closes it from there too.
func TestCalendarIsLeftFromItsButtons(t *testing.T) {
	begin(t)
	field := typing.NewEntry()
	w := show(t, container.NewVBox(field), 600, 500)
	w.Canvas().Focus(field)
	for tabs := 1; tabs <= 4; tabs++ {
		widgets.PickDay(field, fyne.Position{}, field.Size(), "", today(), func(stored string) { t.Errorf("picked %s", stored) })
		for range tabs {
			w.Canvas().FocusNext()
		}
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(field) {
			t.Fatalf("after %d times Tab, Esc leaves the keyboard at %T", tabs, w.Canvas().Focused())
		}
	}
}

func TestCalendarWeeksBeginOnMonday(t *testing.T) {
	begin(t)
	field := typing.NewEntry()
	show(t, container.NewVBox(field), 600, 500)
	for typed, first := range map[string]string{"15/9/2024": "T2 T3 T4 T5 T6 T7 CN 26 27 28 29 30 31 1", "15/7/2024": "T2 T3 T4 T5 T6 T7 CN 1 2 3 4 5 6 7"} {
		m := painted(widgets.PickDay(field, fyne.Position{}, field.Size(), typed, today(), func(string) {}))
		var said []string
		for _, line := range strings.Split(m, "\n") {
			if _, after, ok := strings.Cut(line, "<text"); ok {
				_, word, _ := strings.Cut(after, ">")
				said = append(said, strings.TrimSuffix(word, "</text>"))
			}
		}
		if got := strings.Join(said, " "); !strings.Contains(got, first) {
			t.Errorf("the month of %s says %s", typed, got)
		}
	}
}

func TestDayFieldIsTypedOrPicked(t *testing.T) {
	begin(t)
	var told, done []string
	form := widgets.NewForm("", "", []widgets.Field{{Name: "Ngày", Day: today, Wide: 160, Changed: func(v string) { told = append(told, v) }}}, "Ghi", "Thôi",
		func(in []string) { done = in }, func() {})
	w := show(t, form, 600, 500)
	form.Focus(w.Canvas())
	test.Type(w.Canvas().Focused(), "1/9/2024")
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyReturn, fyne.KeyReturn} { // the last one is the form's
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(done) != 1 || done[0] != "02/9/2024" || told[len(told)-1] != "02/9/2024" {
		t.Errorf("the form was given %q, its field told %q", done, told)
	}
}
