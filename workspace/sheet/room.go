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

// In is the view of another period's sheets, named as people write it.
func (w View) In(period string) View { return w.Over(book.PeriodOf(period)) }

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

// In opens the edit of a command of the season's sheets.
func In(tx *workspace.Tx) Edit { return Edit{Of(tx.Reader()), tx} }

// Over is the edit of another period's sheets.
func (w Edit) Over(p book.Period) Edit { return Edit{w.View.Over(p), w.Tx} }

// Room is the score sheets of one period at an open desk. Its methods may be called from any goroutine.
type Room struct {
	desk   *workspace.Workspace
	period book.Period
}

// At is the room at a desk for the season's sheets.
func At(desk *workspace.Workspace) Room { return Room{desk, book.PeriodOf("")} }

// Over is the room of a period's sheets at a desk.
func Over(sheets workspace.Sheets) Room { return Room{sheets.Desk, sheets.Period} }

// In is the room of another period's sheets.
func (room Room) In(period string) Room { return Room{room.desk, book.PeriodOf(period)} }

func (room Room) view() (View, func()) {
	b, done := room.desk.Read()
	return Of(b).Over(room.period), done
}

func (room Room) edit() (Edit, func()) {
	tx, done := room.desk.Begin()
	return In(tx).Over(room.period), done
}
