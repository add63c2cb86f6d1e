package journal

import (
	"errors"
	"os"
	"path/filepath"

	"thidua/storage/crypt"
	"thidua/storage/found"
	"thidua/storage/frame"
)

// Load reads the journal of a start, or makes one. Unreadable stretches are handed to aside and reported; what stands behind them is kept.
// The file is then written anew, so that damage is reported once and never built upon. known is where it stood at some time; cipher is what its
// records are sealed with, which has to be the folder's: under another everything would count as unreadable.
func Load(path string, open func(string) (File, error), cipher *crypt.Cipher, known Mark, aside func(name string, b []byte) error) (loaded *Journal, noticed []found.Finding, err error) {
	defer found.Doing("reading the journal", &err)
	j := newJournal(path, open, cipher)
	if j.f, err = open(path); err != nil {
		return nil, nil, err
	}
	l := &loading{j: j, aside: aside}
	if err := l.read(path); err != nil {
		return nil, nil, errors.Join(err, j.f.Close())
	}
	if j.next < known.Number {
		l.say(found.Alarm, "storage.found-journal-short", "from", j.next, "to", known.Number)
		j.next, j.suspect = known.Number, true
		l.count(known.Drafts)
	}
	if l.lost > 0 {
		l.say(found.Alarm, "storage.found-drafts-lost", "drafts", l.lost)
	}
	return j, l.found, nil
}

// loading is one reading of the whole file.
type loading struct {
	j     *Journal
	aside func(name string, b []byte) error
	found []found.Finding
	lost  int // drafts
}

// count compares the drafts that are here with how many there were.
func (l *loading) count(drafts uint64) { l.lost = max(0, int(drafts)-len(l.j.drafts)) }

func (l *loading) say(s found.Severity, key string, pairs ...any) {
	l.found = append(l.found, found.Say(s, key, pairs...))
}

func (l *loading) read(path string) error {
	f, err := os.Open(path) // beside the one that is written to, so that the system reads ahead
	if err != nil {
		return err
	}
	defer f.Close()
	return frame.Scan(f, l.good, l.bad)
}

func (l *loading) good(offset int64, payload []byte) error {
	r, err := l.record(payload)
	if err != nil {
		return l.damage(found.Alarm, payload, "storage.found-journal-broken", "offset", offset)
	}
	j := l.j
	if j.size > 0 && r.Number != j.next {
		l.say(found.Alarm, "storage.found-journal-gap", "from", j.next, "to", r.Number)
	}
	size := int64(frame.Header + len(payload))
	j.apply(r, offset, size)
	if r.Standing > 0 {
		l.count(r.Standing - 1)
	}
	j.size = offset + size
	return nil
}

func (l *loading) record(payload []byte) (*record, error) {
	plain, err := l.j.cipher.Open(payload, "")
	if err != nil {
		return nil, err
	}
	return decodeNames(plain)
}

func (l *loading) bad(offset int64, b []byte, followed bool) error {
	if frame.Mend(b) {
		l.say(found.Info, "storage.found-bit-mended", "file", filepath.Base(l.j.path))
		l.j.suspect = true
		if _, err := l.j.f.WriteAt(b, offset); err != nil {
			return err
		}
		return l.good(offset, b[frame.Header:])
	}
	switch {
	case followed:
		return l.damage(found.Alarm, b, "storage.found-journal-broken", "offset", offset)
	case frame.Claims(b):
		return l.damage(found.Alarm, b, "storage.found-journal-last", "offset", offset)
	}
	return l.damage(found.Warning, b, "storage.found-journal-torn", "bytes", len(b))
}

func (l *loading) damage(s found.Severity, b []byte, key string, pairs ...any) error {
	l.say(s, key, pairs...)
	l.j.suspect = true
	return l.aside("journal", b)
}
