// Package register is what makes a paper official: the letterheads of units and of the cluster, who signs, and the registers their numbers are drawn
// from (Decree 30/2020/NĐ-CP). It knows no form: what a number is of are words to it.
package register

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads what stands on papers from a book.
type View struct{ *book.Book }

// Of opens the view of a book.
func Of(b *book.Book) View { return View{b} }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is what stands on papers at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk workspace.Door[View, Edit]
}

func At(desk *workspace.Workspace) Room { return Room{workspace.NewDoor(desk, Of, edit)} }
