// Package questions is what nobody but a person decides: values written by two people who did not see each other, and changes that wait to be
// taken in.
package questions

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads what waits for a person to decide from a book.
type View struct{ *book.Book }

// Of opens the view of a book.
func Of(b *book.Book) View { return View{b} }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// In opens the edit of a command.
func In(tx *workspace.Tx) Edit { return edit(Of(tx.Reader()), tx) }

// Room is what waits for a person to decide at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk workspace.Door[View, Edit]
}

func At(desk *workspace.Workspace) Room { return Room{workspace.NewDoor(desk, Of, edit)} }
