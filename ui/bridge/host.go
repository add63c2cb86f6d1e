package bridge

import (
	"time"

	"fyne.io/fyne/v2"
)

// Host is what the window gives every screen: itself, the way to work away from it, timers and the clock.
type Host struct {
	Window fyne.Window
	Queue  *Queue
	Later  Deliver // runs something after the event that is being handled
	After  Timer   // rings once
	Every  Timer   // rings again and again
	Now    func() time.Time
}
