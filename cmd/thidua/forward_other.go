//go:build !windows

package main

import "fyne.io/fyne/v2"

// forward brings the window to the front, also one that is minimised.
func forward(w fyne.Window) {
	w.Show()
	w.RequestFocus()
}

// mayComeForward lets the window of a first start come to the front when it is called.
func mayComeForward() {}
