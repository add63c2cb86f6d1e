// Package bridge is the one way from a goroutine into the window. Whatever happens elsewhere, a save finished, a colleague's change, reaches
// widgets through Do and through nothing else, so that no two goroutines touch a widget at once.
//
// There is no variant that waits: whoever waits for the window from inside the window waits for ever.
package bridge

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Do lets the window run f soon, in the order of the calls, and returns at once; that holds inside the window too.
// Before the window runs there is nothing to wait for: a call by the main goroutine is carried out on the spot.
func Do(f func()) {
	fyne.Do(f)
	glfw.Wake() // where nothing happens it rests
}
