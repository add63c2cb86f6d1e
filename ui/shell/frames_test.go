package shell_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"thidua/ui/shell"
)

// On a computer without a graphics card a frame costs 50 ms and more of a processor: one is drawn for what a person does, and none where nothing happens.
func TestFrames(t *testing.T) {
	p := sitAtSample(t)
	p.goTo(shell.Sheet)
	key := func(name fyne.KeyName) func() {
		return func() { p.Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	}
	char := func(r rune) func() { return func() { p.Focused().TypedRune(r) } }
	second := func() { p.Ring(time.Second) }  // the draft of an open editor
	p.Frames(func() { p.Keys(fyne.KeyDown) }) // what stands beside the table takes the room it needs, once
	p.Keys(fyne.KeyUp, fyne.KeyRight, fyne.KeyRight)
	for _, c := range []struct {
		name string
		do   func()
		most int
	}{
		{"idle", func() {}, 0},
		{"a minute", func() { p.Ring(time.Minute) }, 0},
		{"down", key(fyne.KeyDown), 1},
		{"up", key(fyne.KeyUp), 1},
		{"left", key(fyne.KeyLeft), 1},
		{"right", key(fyne.KeyRight), 1},
		{"the first character", char('9'), 1},
		{"another character", char('8'), 1},
		{"the draft of an open editor", second, 1},
		{"an open editor whose draft is kept", second, 0},
		{"the last of a character", key(fyne.KeyBackspace), 1},
	} {
		if n := p.Frames(c.do); n > c.most {
			t.Errorf("%s: %d frames, want at most %d", c.name, n, c.most)
		}
	}
	p.Keys(fyne.KeyEscape)
	walked := 0
	const rows, groups = 12, 3 // behind a group the panel beside the table is there again, once more
	for range rows {
		walked += p.Frames(key(fyne.KeyDown))
	}
	if walked > rows+groups {
		t.Errorf("%d rows down: %d frames, want at most %d", rows, walked, rows+groups)
	}
}
