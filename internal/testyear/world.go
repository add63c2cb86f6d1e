// Package testyear is a year of emulation for tests: a tenant with its server in the same process, a cluster of four units with a season, and
// the desks of its people, on maps or on the real disk. A season that several tests of a package begin with is made once and copied (Once).
//
// Its desks are those of the program. What stands here tests nothing: the tests stand beside the rooms.
package testyear

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"thidua/internal/desk"
	"thidua/internal/tenant"
	"thidua/internal/testdesk"
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// Clock is a computer's clock: the world's time, and how far this computer is off.
type Clock struct {
	mu  *sync.Mutex
	now *time.Time
	off time.Duration
}

// Now is the time, which goes on a little whenever somebody asks.
func (c Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	*c.now = c.now.Add(time.Millisecond)
	return c.now.Add(c.off)
}

// Forward moves the world's time.
func (c Clock) Forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*c.now = c.now.Add(d)
}

// World is a tenant with its server in the same process.
type World struct {
	testing.TB
	Disk   testdesk.Disk
	Clock  Clock
	Store  desk.Store // the server's
	Hub    *hub.Hub
	Server *identity.Key
	Root   identity.PublicKey
	File   *identity.OfficeFile // of the office, with the root key
	Office *desk.Desk

	Rules   uint64 // which the tenant begins with; 0 = the latest
	dir     string // where the folders of all desks are that Folder gave a place
	folders int
	chance  *lockedChance
}

// lockedChance is randomness that several desks draw from.
type lockedChance struct {
	mu sync.Mutex
	c  *rand.ChaCha8
}

func (l *lockedChance) Read(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.c.Read(b)
}

// Where says on which disk the data folders of a world lie.
type Where bool

// OnDisk is for what maps cannot show: files, folders that are copied, what is measured. Everything else is on maps.
const OnDisk Where = true

// New is a world in which there is nothing yet.
func New(t testing.TB, now time.Time, on ...Where) *World {
	return &World{TB: t, dir: t.TempDir(), Disk: testdesk.NewDisk(len(on) > 0), Clock: Clock{mu: new(sync.Mutex), now: &now}, chance: &lockedChance{c: rand.NewChaCha8([32]byte{7})}}
}

// OpenStore opens the server's store.
func (w *World) OpenStore() {
	w.Helper()
	w.Store = Must(w.Disk.Open(filepath.Join(w.dir, "server"), storage.Options{Server: true, Now: w.Clock.Now, Rand: w.chance, ReserveBytes: 1}))(w)
	w.Cleanup(func() { w.OK(w.Store.Close()) })
}

// OpenHub starts the server on its store.
func (w *World) OpenHub() {
	w.Helper()
	w.Hub = Must(hub.New(w.Store, judge.NewAnchor(w.Root.Key()), w.Server.Private, w.Clock.Now))(w)
}

// Empty is a tenant whose office has founded nothing.
func Empty(t testing.TB, on ...Where) *World {
	t.Helper()
	w := New(t, time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC), on...)
	w.Begin()
	return w
}

// Begin makes the tenant of a new world, and the desk of its office.
func (w *World) Begin() {
	w.Helper()
	w.OpenStore()
	file, server, err := tenant.NewUnder(cmp.Or(w.Rules, judge.Latest), w.Store, "Bộ Giáo dục và Đào tạo", "Văn thư", w.Clock.Now(), w.chance)
	w.OK(err)
	w.Server, w.Root, w.File = server, identity.PublicOf(file.RootKey()), file
	w.OpenHub()
	w.Office = w.Closing(Must(desk.InitOffice(filepath.Join(w.dir, "office"), file, "", w.Env(0)))(w))
}

// Env is what a desk has from outside; its clock is off by some time.
func (w *World) Env(off time.Duration) desk.Environment {
	c := w.Clock
	c.off = off
	return desk.Environment{Now: c.Now, Rand: w.chance, Open: w.Disk.Open}
}

// Closing closes a desk at the end of the test; closing it before does no harm.
func (w *World) Closing(d *desk.Desk) *desk.Desk {
	w.Cleanup(func() { w.OK(d.Close()) })
	return d
}

// Folder is a place for a desk.
func (w *World) Folder() string {
	w.Helper()
	w.folders++
	return filepath.Join(w.dir, fmt.Sprint("desk-", w.folders))
}

// Reopen closes a desk and opens its folder again.
func (w *World) Reopen(d *desk.Desk) *desk.Desk {
	w.Helper()
	w.OK(d.Close())
	return w.Closing(Must(desk.Open(d.Dir, w.Env(0)))(w))
}

// Copied is a copy of a closed data folder, opened: a cloned disk, or a backup that was restored.
func (w *World) Copied(dir string) *desk.Desk {
	w.Helper()
	to := filepath.Join(w.TempDir(), "copy")
	w.OK(w.Disk.Copy(dir, to))
	return w.Closing(Must(desk.Open(to, w.Env(0)))(w))
}
