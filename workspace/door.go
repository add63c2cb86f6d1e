package workspace

import "thidua/workspace/book"

// Door leads from an open desk into a room of the year. Whoever goes in holds the desk's only lock until done: with a view V, which reads the
// book, or with an edit E, which is a view and the pen.
type Door[V any, E edit] struct {
	*Workspace
	view func(*book.Book) V
	edit func(V, *Tx) E
}

// edit is what every edit has of the book.
type edit interface {
	Season() (*book.Season, error)
	OwnUnit() (*book.Season, book.Unit, error)
}

// NewDoor is the door to a room, by the way its views and edits are made.
func NewDoor[V any, E edit](desk *Workspace, view func(*book.Book) V, edit func(V, *Tx) E) Door[V, E] {
	return Door[V, E]{desk, view, edit}
}

// View goes in to read.
func (d Door[V, E]) View() (w V, done func()) {
	b, done := d.Read()
	return d.view(b), done
}

// Edit goes in to change something.
func (d Door[V, E]) Edit() (w E, done func()) {
	tx, done := d.Begin()
	return d.edit(d.view(tx.book), tx), done
}

// Change goes in to change something of the current season.
func (d Door[V, E]) Change(do func(E, *book.Season) error) error {
	w, done := d.Edit()
	defer done()
	s, err := w.Season()
	if err != nil {
		return err
	}
	return do(w, s)
}

// ChangeOwn goes in to change something of the own unit in the current season.
func (d Door[V, E]) ChangeOwn(do func(E, *book.Season, book.Unit) error) error {
	w, done := d.Edit()
	defer done()
	s, u, err := w.OwnUnit()
	if err != nil {
		return err
	}
	return do(w, s, u)
}

// Ask goes in to read something of the current season.
func Ask[V interface {
	Season() (*book.Season, error)
}, E edit, T any](d Door[V, E], what func(V, *book.Season) (T, error)) (T, error) {
	w, done := d.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		var none T
		return none, err
	}
	return what(w, s)
}
