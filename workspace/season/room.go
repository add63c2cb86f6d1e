// Package season is the season itself: units and their succession, clusters, posts, quotas, documents, deadlines, criteria versions, and the steps
// with what each still waits for.
package season

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

type View struct{ *book.Book }

// Of opens the view of a book.
func Of(b *book.Book) View { return View{b} }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is the season at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk workspace.Door[View, Edit]
}

func At(desk *workspace.Workspace) Room { return Room{workspace.NewDoor(desk, Of, edit)} }
