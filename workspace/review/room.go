// Package review is the reviewing of sheets: who verifies whose, the points of a round with their reasons, what a step still waits for. What a
// review means for a sheet stands in package sheet.
package review

import (
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads the reviewing of one period's sheets from a book.
type View struct {
	*book.Book
	Period book.Period
}

// Of opens the view of a book of the season's sheets.
func Of(b *book.Book) View { return View{b, book.PeriodOf("")} }

// Over is the view of another period's sheets.
func (w View) Over(p book.Period) View { return View{w.Book, p} }

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is the reviewing of one period's sheets at an open desk. Its methods may be called from any goroutine.
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
