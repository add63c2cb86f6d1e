// Package sheet is the score sheets of a period: what the own unit types, with its evidence and indicators, what reviews gave and which of them
// counts, what was explained and said, how a sheet is handed in and goes from step to step. It knows no ranking and no conference.
package sheet

import (
	"thidua/emulation"
	"thidua/workspace"
	"thidua/workspace/book"
)

// View reads the score sheets of one period from a book.
type View struct {
	*book.Book
	Period book.Period
}

// Of opens the view of a book of the season's sheets.
func Of(b *book.Book) View { return View{b, book.PeriodOf("")} }

// Over is the view of another period's sheets.
func (w View) Over(p book.Period) View { return View{w.Book, p} }

// Season is the current season, if the period can have sheets.
func (p View) Season() (*book.Season, error) {
	if p.Period.Fault != nil {
		return nil, p.Period.Fault
	}
	return p.Book.Season()
}

// Begun is season for those who score: there is a criteria set.
func (p View) Begun() (*book.Season, error) {
	s, err := p.Season()
	if err == nil && s.Set == nil {
		err = emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	return s, err
}

// Edit is a view with the pen to change what it shows; whoever has one holds the desk's lock.
type Edit struct {
	View
	*workspace.Tx
}

func edit(w View, tx *workspace.Tx) Edit { return Edit{w, tx} }

// Room is the score sheets of one period at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk   workspace.Door[View, Edit]
	reason string // see Because
}

// At is the room at a desk for the season's sheets.
func At(desk *workspace.Workspace) Room { return Over(desk.In("")) }

// Over is the room of a period's sheets at a desk.
func Over(sheets workspace.Sheets) Room {
	return Room{desk: workspace.NewDoor(sheets.Desk, func(b *book.Book) View { return Of(b).Over(sheets.Period) }, edit)}
}

// In is the room of another period's sheets.
func (room Room) In(period string) Room { return Over(room.desk.In(period)) }
