package main

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// notifier tells outside the window, by the system, while nobody looks at the window. The window does not wait for the system.
func notifier(a fyne.App) func(title, words string) {
	var looks atomic.Bool
	a.Lifecycle().SetOnEnteredForeground(func() { looks.Store(true) })
	a.Lifecycle().SetOnExitedForeground(func() { looks.Store(false) })
	return func(title, words string) {
		if !looks.Load() {
			go a.SendNotification(fyne.NewNotification(title, words))
		}
	}
}
