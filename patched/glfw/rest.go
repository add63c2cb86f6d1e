package glfw

//#include "glfw/include/GLFW/glfw3.h"
import "C"

import (
	"sync/atomic"
	"time"
)

// Not part of GLFW: the window rests where nothing happens (docs/adr/040-a-window-at-rest.md). Fyne looks for events sixty times a second, for ever;
// on an old processor that alone is a twentieth of it.

const (
	restAfter = 30                     // looks in which nothing happened and nothing was drawn: half a second
	restFor   = 250 * time.Millisecond // an animation that draws nothing, or a timer of Fyne's own, is late by no more than this
)

var (
	stirred atomic.Bool // something happened since the last look
	resting atomic.Bool
	quiet   int // looks since something did
)

// Wake says that there is something to do for whoever looks for events. It may be called from anywhere.
func Wake() {
	stirred.Store(true)
	if resting.Load() {
		C.glfwPostEmptyEvent() // what it reports is reported again by whatever comes next
	}
}

// look handles the events that are there; once nothing happened for a while it waits for one, or for Wake.
func look() {
	if quiet++; stirred.Swap(false) || textPending() {
		quiet = 0
	}
	if quiet <= restAfter {
		C.glfwPollEvents()
		return
	}
	began := time.Now()
	resting.Store(true)
	if !stirred.Load() { // whoever woke before resting was set sent no event
		C.glfwWaitEventsTimeout(C.double(restFor.Seconds()))
	}
	resting.Store(false)
	if time.Since(began) < restFor {
		quiet = 0
	}
}
