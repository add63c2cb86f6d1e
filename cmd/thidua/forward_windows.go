package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
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
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return
	}
	native.RunNative(func(context any) {
		c, ok := context.(driver.WindowsWindowContext)
		if !ok || c.HWND == 0 {
			return
		}
		if down, _, _ := isIconic.Call(c.HWND); down != 0 {
			_, _, _ = showIt.Call(c.HWND, swRestore)
		}
		_, _, _ = setFront.Call(c.HWND)
	})
}

// mayComeForward lets the window of a first start come to the front when it is called: Windows allows that only to the program a person just started.
func mayComeForward() { _, _, _ = allowFront.Call(anyProgram) }
