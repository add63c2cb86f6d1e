package main

import (
	"bytes"
	"fmt"
	"log"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"thidua/emulation"
	"thidua/ui/text"
)

// showWindow makes the window and shows it, before anything is opened: where no window can be, nothing is held and nobody is left before a program that
// cannot be seen. The toolkit tells of that only in its log, and by panics. Errors: Unavailable "ui.no-display" and undrawn.
func showWindow(a fyne.App, prepare func(fyne.Window)) (w fyne.Window, err error) {
	var said bytes.Buffer
	before := log.Writer()
	log.SetOutput(&said)
	defer func() {
		log.SetOutput(before)
		if fault := recover(); fault != nil || !there(w) {
			err = unshown(said.String(), fault)
			return
		}
		_, err = before.Write(said.Bytes())
	}()
	w = a.NewWindow(text.T("ui.app"))
	prepare(w)
	w.Show()
	return w, nil
}

// there reports whether the system knows the window.
func there(w fyne.Window) bool {
	_, native := w.(driver.NativeWindow)
	return !native || handle(w) != 0
}

// unshown is why there is no window, by what the toolkit wrote.
func unshown(said string, fault any) error {
	why := "GLFW" // which says nothing where there is no opengl32.dll
	if fault != nil {
		why = fmt.Sprint(fault)
	}
	if _, cause, ok := strings.Cut(said, "Cause: "); ok {
		why, _, _ = strings.Cut(cause, "\n")
	}
	key := undrawn
	if strings.Contains(why, "PlatformUnavailable") || strings.Contains(why, "DISPLAY") || strings.Contains(why, "display") {
		key = "ui.no-display"
	}
	return emulation.Errorf(emulation.Unavailable, key, "why", strings.TrimSpace(why))
}
