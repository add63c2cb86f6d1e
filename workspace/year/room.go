// Package year is what happens while a season runs: programmes, activities, initiatives and exemplars, headcounts, the internal cluster of a
// unit, and the report of it all.
package year

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads what is done during the year from a book.
type View struct{ *book.Book }

// Of opens the view of a book.
func Of(b *book.Book) View { return View{b} }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is what is done during the year at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk workspace.Door[View, Edit]
}

func At(desk *workspace.Workspace) Room { return Room{workspace.NewDoor(desk, Of, edit)} }
