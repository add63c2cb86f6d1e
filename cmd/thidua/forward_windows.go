package main

import (
	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
)

var (
	user32     = windows.NewLazySystemDLL("user32.dll")
	isIconic   = user32.NewProc("IsIconic")
	showIt     = user32.NewProc("ShowWindow")
	setFront   = user32.NewProc("SetForegroundWindow")
	allowFront = user32.NewProc("AllowSetForegroundWindow")
	swRestore  = uintptr(9)          // SW_RESTORE
	anyProgram = uintptr(0xFFFFFFFF) // ASFW_ANY
)

// forward brings the window to the front. One that is minimised is restored by its handle: the toolkit would show it where Windows puts minimised ones.
func forward(w fyne.Window) {
	is := handle(w)
	if down, _, _ := isIconic.Call(is); down != 0 {
		_, _, _ = showIt.Call(is, swRestore)
	}
	_, _, _ = setFront.Call(is)
}

// mayComeForward lets the window of a first start come to the front when it is called: Windows allows that only to the program a person just started.
func mayComeForward() { _, _, _ = allowFront.Call(anyProgram) }
