package main

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"thidua/internal/pick"
	"thidua/ui/bridge"
)

// newPicker lets the person choose files by the system's dialog, in front of the window. The folder of the last choice is remembered for each purpose, with the
// window's settings.
func newPicker(w fyne.Window, prefs fyne.Preferences) *bridge.Picker {
	parent := handle(w)
	key := func(purpose string) string { return "picked." + purpose }
	return &bridge.Picker{
		Open: func(ctx context.Context, w bridge.Want) ([]string, error) {
			return pick.Open(ctx, pick.Want{Title: w.Title, At: w.At, Endings: w.Endings, Folder: w.Folder, Many: w.Many, Parent: parent})
		},
		Last: func(purpose string) string { return prefs.String(key(purpose)) },
		Keep: func(purpose, folder string) { prefs.SetString(key(purpose), folder) },
	}
}

// handle is the number by which the system knows a window, 0 where it does not.
func handle(w fyne.Window) (is uintptr) {
	if native, ok := w.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.X11WindowContext:
				is = c.WindowHandle
			case driver.WindowsWindowContext:
				is = c.HWND
			}
		})
	}
	return is
}
