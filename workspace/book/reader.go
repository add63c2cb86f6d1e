package book

import (
	"time"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
)

// Reader is who reads a book, and what comes from outside: none of it in a book of the past.
type Reader struct {
	Log   changeset.LogID // of the desk's own key
	Clock func() time.Time
	Laws  func() (*legal.Shelf, error) // nil where no law is asked for
}

// Self is the log of the desk's own key.
func (r *Reader) Self() changeset.LogID { return r.Log }

// Now is the reader's clock.
func (r *Reader) Now() time.Time { return r.Clock() }

// NowMs is the reader's clock in milliseconds since 1970.
func (r *Reader) NowMs() int64 { return r.Now().UnixMilli() }

// Today is the day by the reader's clock.
func (r *Reader) Today() legal.Date { return legal.Date(r.Now().Format(time.DateOnly)) }

// HasLaw reports whether the reader came with any law.
func (r *Reader) HasLaw() bool { return r.Laws != nil }

// Law is the law of awards the reader knows; without any it is the error "workspace.no-law".
func (r *Reader) Law() (*legal.Shelf, error) {
	if !r.HasLaw() {
		return nil, emulation.Errorf(emulation.Unavailable, "workspace.no-law")
	}
	return r.Laws()
}
