// Package access is who may work here: the keys of desks, the invitations that are open, what was revoked, and what the server holds back until the
// office decides.
package access

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads who may work here from a book.
type View struct{ *book.Book }

// Of opens the view of a book.
func Of(b *book.Book) View { return View{b} }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is who may work here, at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk workspace.Door[View, Edit]
}

func At(desk *workspace.Workspace) Room { return Room{workspace.NewDoor(desk, Of, edit)} }
