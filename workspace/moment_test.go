package workspace_test

import (
	"path/filepath"
	"testing"
	"time"

	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/sync/identity"
)

// moment is a world as it was once: its folders, its clock and its chance.
type moment struct {
	kept    *testdesk.Kept
	now     time.Time
	chance  []byte
	root    identity.PublicKey
	server  *identity.Key
	desks   map[string]string // by name: folders of the world's own
	folders int
}

// moments are the worlds that several tests begin with, by name.
var moments = map[string]*moment{}

// once makes a world the first time it is asked for by its name, and gives each test its own copy of that moment, with its desks opened
// anew. On the real disk every test makes its own.
func once(t *testing.T, name string, build func() (*world, map[string]*desk.Desk)) (*world, map[string]*desk.Desk) {
	t.Helper()
	m := moments[name]
	if m == nil {
		w, desks := build()
		if w.disk.Real() {
			return w, desks
		}
		m = w.keep(desks)
		moments[name] = m
	}
	w := newWorld(t, m.now)
	w.ok(w.disk.Lay(m.kept, w.dir))
	w.ok(w.chance.c.UnmarshalBinary(m.chance))
	w.root, w.server, w.folders = m.root, m.server, m.folders
	w.openStore()
	w.openHub()
	open := func(folder string) *desk.Desk {
		t.Helper()
		return w.closing(must(desk.Open(filepath.Join(w.dir, folder), w.env(0)))(w))
	}
	w.office = open("office")
	desks := map[string]*desk.Desk{}
	for name, folder := range m.desks {
		desks[name] = open(folder)
	}
	return w, desks
}

// keep closes a world's desks and keeps the moment.
func (w *world) keep(desks map[string]*desk.Desk) *moment {
	w.Helper()
	m := &moment{root: w.root, server: w.server, desks: map[string]string{}, folders: w.folders}
	for name, d := range desks {
		m.desks[name] = must(filepath.Rel(w.dir, d.Dir))(w)
		w.ok(d.Close())
	}
	w.ok(w.office.Close())
	m.now, m.chance = *w.clock.now, must(w.chance.c.MarshalBinary())(w)
	m.kept = must(w.disk.Keep(w.dir))(w)
	return m
}
