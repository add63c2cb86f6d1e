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
	Holds  *Holding // who holds something typed; nil where nobody asks
	Words  *Words   // what is typed into the fields of whoever has this host
	Undo   *Undo    // what was done and can be taken back, in the whole window
	// Afresh reads again what is shown and calls then once it is, with why it could not be read, else nil; itself nil where nothing is read.
	Afresh func(then func(err error))
	Log    func(what string, err error) // writes what went wrong for those who mend the program; nil for nowhere
	Notify func(title, words string)    // tells something outside the window, if nobody looks at it; nil for nothing
	Picker *Picker                      // lets the person choose files; nil: by the window itself
}

// In is the host of something inside, whose fields have a place of their own.
func (h Host) In(name string) Host {
	h.Words, h.Undo = h.Words.In(name), h.Undo.In(name)
	return h
}

// Failed writes what went wrong, without saying it to anybody.
func (h Host) Failed(what string, err error) {
	if h.Log != nil {
		h.Log(what, err)
	}
}
