// Package result is what a season ends in: the ranking of a period, the result that is locked as a statement anyone can recompute, and what
// came late.
package result

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads ranking and result from a book.
type View struct {
	*book.Book
	Period book.Period
}

// Of opens the view of a book of the season's sheets.
func Of(b *book.Book) View { return View{b, book.PeriodOf("")} }

// Over is the view of another period's sheets.
func (w View) Over(p book.Period) View { return View{w.Book, p} }

// In is the view of another period's sheets, named as people write it.
func (w View) In(period string) View { return w.Over(book.PeriodOf(period)) }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is ranking and result at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk workspace.Door[View, Edit]
}

// At is the room at a desk for the season's sheets.
func At(desk *workspace.Workspace) Room { return Over(desk.In("")) }

// Over is the room of a period's sheets at a desk.
func Over(sheets workspace.Sheets) Room {
	return Room{workspace.NewDoor(sheets.Desk, func(b *book.Book) View { return Of(b).Over(sheets.Period) }, edit)}
}

// In is the room of another period's sheets.
func (room Room) In(period string) Room { return Over(room.desk.In(period)) }
