package workspace

import (
	"time"

	"thidua/sync/changeset"
)

// Words is what somebody typed into a field and what is nobody's record yet: a form that is being filled in, a reason, an editor that is open. It
// stays at this desk, in its journal with the drafts, and is never signed or sent.
type Words struct {
	Place string // which field, in the terms of whoever shows it
	Text  string
	At    time.Time
}

func (w *Workspace) draftOf(place string) *changeset.Draft {
	return changeset.WordsAt(w.tx.book.Control, place)
}

// KeepWords puts words on disk before it returns; those of the same place are replaced. At is now.
func (w *Workspace) KeepWords(list ...Words) error {
	now := w.tx.book.NowMs()
	drafts := make([]*changeset.Draft, len(list))
	for i, x := range list {
		drafts[i] = w.draftOf(x.Place)
		drafts[i].Text, drafts[i].At = x.Text, now
	}
	return w.Disk().SaveDraft(drafts...)
}

// DropWords forgets the words of a place: they are somebody's record now, or not wanted any more.
func (w *Workspace) DropWords(place string) error {
	return w.Disk().DropDraft(w.draftOf(place).DraftKey())
}

// Words lists what is kept, oldest first.
func (w *Workspace) Words() ([]Words, error) {
	drafts, err := w.Disk().Drafts(w.tx.book.Control)
	if err != nil {
		return nil, err
	}
	var list []Words
	for _, d := range drafts {
		if place, ok := d.Place(); ok {
			list = append(list, Words{Place: place, Text: d.Text, At: time.UnixMilli(d.At)})
		}
	}
	return list, nil
}
