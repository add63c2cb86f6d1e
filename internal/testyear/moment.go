package testyear

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

// Once makes a world the first time it is asked for by its name, and gives each test its own copy of that moment, with its desks opened
// anew. On the real disk every test makes its own.
func Once(t *testing.T, name string, build func() (*World, map[string]*desk.Desk)) (*World, map[string]*desk.Desk) {
	t.Helper()
	m := moments[name]
	if m == nil {
		w, desks := build()
		if w.Disk.Real() {
			return w, desks
		}
		m = w.keep(desks)
		moments[name] = m
	}
	w := New(t, m.now)
	w.OK(w.Disk.Lay(m.kept, w.dir))
	w.OK(w.chance.c.UnmarshalBinary(m.chance))
	w.Root, w.Server, w.folders = m.root, m.server, m.folders
	w.OpenStore()
	w.OpenHub()
	open := func(folder string) *desk.Desk {
		t.Helper()
		return w.Closing(Must(desk.Open(filepath.Join(w.dir, folder), w.Env(0)))(w))
	}
	w.Office = open("office")
	desks := map[string]*desk.Desk{}
	for name, folder := range m.desks {
		desks[name] = open(folder)
	}
	return w, desks
}

// keep closes a world's desks and keeps the moment.
func (w *World) keep(desks map[string]*desk.Desk) *moment {
	w.Helper()
	m := &moment{root: w.Root, server: w.Server, desks: map[string]string{}, folders: w.folders}
	for name, d := range desks {
		m.desks[name] = Must(filepath.Rel(w.dir, d.Dir))(w)
		w.OK(d.Close())
	}
	w.OK(w.Office.Close())
	m.now, m.chance = *w.Clock.now, Must(w.chance.c.MarshalBinary())(w)
	m.kept = Must(w.Disk.Keep(w.dir))(w)
	return m
}
