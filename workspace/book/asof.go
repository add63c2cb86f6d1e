package book

import (
	"time"

	"thidua/sync/changeset"
)

// AsOf is when what is known here last changed: the time of the newest leaf of any log, or of an own change that has none yet. Papers bear it as their
// file's date, so that the same record gives the same bytes whenever it is printed. The zero time where nothing was written.
func (b *Book) AsOf() (time.Time, error) {
	var last int64
	scopes, err := b.Store.Scopes()
	if err != nil {
		return time.Time{}, err
	}
	for _, scope := range scopes {
		head, err := b.Store.Log(scope)
		if err != nil {
			return time.Time{}, err
		}
		last = max(last, head.Received)
	}
	err = b.Store.Pending(func(p changeset.PendingChange) error {
		last = max(last, p.Change.HLC.Milliseconds())
		return nil
	})
	if err != nil || last == 0 {
		return time.Time{}, err
	}
	return time.UnixMilli(last).UTC(), nil
}
