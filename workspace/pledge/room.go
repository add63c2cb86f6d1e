// Package pledge is what units take upon themselves and what they say to it: registrations of targets, the compact and who signed it, objections, and
// opinions on the criteria while these are consulted.
package pledge

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads registration and compact from a book.
type View struct{ *book.Book }

// Of opens the view of a book.
func Of(b *book.Book) View { return View{b} }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is registration and compact at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk workspace.Door[View, Edit]
}

func At(desk *workspace.Workspace) Room { return Room{workspace.NewDoor(desk, Of, edit)} }
