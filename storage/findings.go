package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/folder"
	"thidua/storage/found"
)

// What the store notices, in words for a person.
type (
	Finding  = found.Finding
	Severity = found.Severity
)

// The three severities.
const (
	Info    = found.Info
	Warning = found.Warning
	Alarm   = found.Alarm
)

// Findings lists what was noticed and repaired, at this start and at earlier ones that nobody has seen, oldest first. Empty means that
// everything was as it had been left.
func (db *DB) Findings() []Finding { return db.noticed.list() }

// Seen says that a person has read the findings: they are not told again.
func (db *DB) Seen() error {
	err := db.noticed.forget()
	if at := db.opts.Mirrored(db.dir); at != "" {
		err = errors.Join(err, db.files.Write(mirroredName, at))
	}
	return found.Disk(err)
}

// mirroredName is the file that says of which folder a person was told that another program keeps it elsewhere and here at once.
const mirroredName = "mirrored"

// noteMirrored tells of a folder whose files another program changes.
func (db *DB) noteMirrored() error {
	at := db.opts.Mirrored(db.dir)
	if at == "" {
		return nil
	}
	var told string
	_, err := db.files.Read(mirroredName, &told)
	if emulation.CodeOf(err) == emulation.Corrupt {
		err = nil
	}
	if told != at {
		db.note(found.Say(Warning, "storage.found-mirrored", "folder", at))
	}
	return err
}

// noticed keeps findings until somebody has seen them: the program that comes first after damage may be one that nobody watches.
type noticed struct {
	files *folder.Folder

	mu  sync.Mutex
	all []Finding
}

// told is a finding as the file "found" keeps it: one frame with a list of them.
type told struct {
	_        struct{} `cbor:",toarray"`
	Severity uint64
	Key      string
	Args     []string // name, value, name, value…
}

// recall reads what earlier starts noticed. A file that cannot be read is itself noticed.
func (n *noticed) recall() error {
	before, err := Noticed(n.files)
	if emulation.CodeOf(err) == emulation.Corrupt {
		before, err = []Finding{found.Say(Warning, "storage.found-broken")}, nil
	}
	for _, f := range before {
		n.note(f)
	}
	return err
}

// Noticed is what earlier starts noticed in a folder, which need not be open, and nobody has seen. Errors: Corrupt where its file is damaged, those of the disk.
func Noticed(f *folder.Folder) ([]Finding, error) {
	var before []told
	if _, err := f.Read(foundName, &before); err != nil {
		return nil, err
	}
	return emulation.Map(before, func(t told) Finding {
		m := emulation.Message{Key: t.Key, Args: map[string]any{}}
		for i := 0; i+1 < len(t.Args); i += 2 {
			m.Args[t.Args[i]] = t.Args[i+1]
		}
		return Finding{Severity: Severity(min(t.Severity, uint64(Alarm))), Message: m}
	}), nil
}

// mostNoticed bounds what is kept of a disk on which every start finds something.
const mostNoticed = 100

// note takes a finding in, unless it is there already.
func (n *noticed) note(f Finding) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, have := range n.all {
		if have.Is(f) {
			return
		}
	}
	if n.all = append(n.all, f); len(n.all) > mostNoticed {
		n.all = n.all[1:]
	}
}

func (n *noticed) list() []Finding {
	n.mu.Lock()
	defer n.mu.Unlock()
	return append([]Finding(nil), n.all...)
}

// keep writes the findings down for the next start.
func (n *noticed) keep() error {
	all := n.list()
	if len(all) == 0 {
		return nil
	}
	list := make([]told, len(all))
	for i, f := range all {
		list[i] = told{Severity: uint64(f.Severity), Key: f.Message.Key}
		for _, name := range slices.Sorted(maps.Keys(f.Message.Args)) {
			list[i].Args = append(list[i].Args, name, fmt.Sprint(f.Message.Args[name]))
		}
	}
	return n.files.Write(foundName, list)
}

func (n *noticed) forget() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.all = nil
	if err := durable.Remove(n.files.Path(foundName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (db *DB) note(f Finding) { db.noticed.note(f) }
