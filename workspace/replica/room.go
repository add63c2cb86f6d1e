// Package replica is this desk's copy of its logs: how a desk joins, what a sync brings and takes, what it proves of it, and how it stands.
package replica

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads this copy of the logs from a book.
type View struct{ *book.Book }

// Of opens the view of a book.
func Of(b *book.Book) View { return View{b} }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is this copy of the logs at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk workspace.Door[View, Edit]
}

func At(desk *workspace.Workspace) Room { return Room{workspace.NewDoor(desk, Of, edit)} }
