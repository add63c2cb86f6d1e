package testdesk

import (
	"crypto/ed25519"
	"crypto/sha256"
	"io"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// Start is the time at which every world begins, milliseconds since 1970.
const Start = 1_700_000_000_000

// ID makes a readable id.
func ID(s string) emulation.ID { sum := sha256.Sum256([]byte(s)); return emulation.ID(sum[:16]) }

// Key makes a key of a name.
func Key(s string) ed25519.PrivateKey {
	sum := sha256.Sum256([]byte("key " + s))
	return ed25519.NewKeyFromSeed(sum[:])
}

// Random is a stream of bytes that is the same for the same name.
func Random(name string) io.Reader { return &random{state: sha256.Sum256([]byte("random " + name))} }

type random struct {
	mu    sync.Mutex
	state [32]byte
}

func (r *random) Read(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range b {
		if i%32 == 0 {
			r.state = sha256.Sum256(r.state[:])
		}
		b[i] = r.state[i%32]
	}
	return len(b), nil
}

// Clock is a clock that a test moves.
type Clock struct {
	mu sync.Mutex
	ms int64
}

// At is a clock that stands at a time in milliseconds.
func At(ms int64) *Clock { return &Clock{ms: ms} }

// Now is the time.
func (c *Clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return time.UnixMilli(c.ms) }

// Forward moves the clock.
func (c *Clock) Forward(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.ms += d.Milliseconds() }

// World is one tenant.
type World struct {
	T       testing.TB
	Disk    Disk // the real one if not set
	Dir     string
	Clock   *Clock
	Root    ed25519.PrivateKey
	Server  ed25519.PrivateKey
	Control changeset.Scope
	Cluster changeset.Scope
	Season  record.ClusterCode
	Store   desk.Store
	Hub     *hub.Hub
	Office  *Desk
}

// Units of the cluster that Found makes.
var Units = []string{"son-la", "cao-bang"}

// UnitID is the id of one of Units.
func UnitID(name string) emulation.ID {
	return record.Unit.ID(record.OfficeCode{Office: ID("office"), Code: name})
}

// UnitScope is the log of one of Units.
func UnitScope(name string) changeset.Scope { return changeset.NewScope(changeset.Unit, UnitID(name)) }

// New founds a tenant with its office's desk, which has not synced yet; its stores are maps.
func New(t testing.TB) *World {
	t.Helper()
	return found(t, NewDisk(false))
}

// NewOnDisk is New with its stores on the real disk.
func NewOnDisk(t testing.TB) *World {
	t.Helper()
	return found(t, NewDisk(true))
}

func found(t testing.TB, disk Disk) *World {
	t.Helper()
	w := &World{T: t, Disk: disk, Dir: t.TempDir(), Clock: &Clock{ms: Start}, Root: Key("root"), Server: Key("server"),
		Control: changeset.NewScope(changeset.Control, ID("office"))}
	w.OpenStore()
	office, err := identity.NewKey(Random("office key"))
	w.must(err)
	w.must(hub.Genesis(w.Store, hub.Founding{Root: w.Root, Server: w.Server, Office: office, OfficeID: ID("office"), ServerID: ID("server"),
		Person: ID("hoa"), OfficeName: "Office", PersonName: "Hoa", Salt: sha256.Sum256([]byte("salt")), Now: w.Clock.Now()}))
	w.OpenHub()
	w.Office = w.NewDesk("office", office.Private)
	return w
}

// OpenStore opens the server's store.
func (w *World) OpenStore() {
	w.T.Helper()
	db, err := w.Disk.Open(filepath.Join(w.Dir, "server"), storage.Options{Server: true, FloorBytes: 1, ReserveBytes: 1, Rand: Random("server")})
	w.must(err)
	w.Store = db
	w.T.Cleanup(func() { w.must(db.Close()) })
}

// OpenHub starts a hub on the store, as a server does that was started anew.
func (w *World) OpenHub() {
	w.T.Helper()
	h, err := hub.New(w.Store, judge.NewAnchor(w.Root.Public().(ed25519.PublicKey)), w.Server, w.Clock.Now)
	w.must(err)
	w.Hub = h
}

// Found has the office record its units, a cluster of them and a season with its head, and sync.
func (w *World) Found() {
	w.T.Helper()
	w.Office.Sync()
	office := ID("office")
	clusterKey := record.OfficeCode{Office: office, Code: "cluster-4"}
	w.Cluster = changeset.NewScope(changeset.Cluster, record.Cluster.ID(clusterKey))
	w.Season = record.ClusterCode{Cluster: w.Cluster.ID(), Code: "2023-2024"}
	season := record.Season.ID(w.Season)
	ops := []changeset.Operation{record.Cluster.Op(clusterKey, emulation.ClusterInfo{Name: "Cluster 4"})}
	for i, u := range Units {
		ops = append(ops,
			record.Unit.Op(record.OfficeCode{Office: office, Code: u}, emulation.UnitInfo{Name: u}),
			record.Membership.Op(record.ClusterUnit{Cluster: w.Cluster.ID(), Unit: UnitID(u)}, emulation.Membership{Since: "2023-10-01"}))
		if i == 0 {
			ops = append(ops, record.Post.Op(record.UnitPost{Cluster: w.Cluster.ID(), Season: season, Post: emulation.PostHead, Unit: UnitID(u)}, emulation.PostInfo{How: "assigned"}))
		}
	}
	w.Office.Write(w.Control, "found", ops...)
	w.Office.Sync()
	w.Office.Write(w.Cluster, "season", record.Season.Info.Op(w.Season, emulation.SeasonInfo{Name: "2023-2024", Kind: "school-year"}))
	w.Office.Sync()
}

// Raise has the office bring a judge version into force.
func (w *World) Raise(version uint64) *changeset.Signed {
	w.T.Helper()
	w.Office.Sync()
	c := w.Office.Compose(w.Control, "judge", record.Judge.Op(record.ByOffice{Office: ID("office")}, version)).Change
	c.Schema = version
	signed, err := c.Sign(w.Office.Private)
	w.must(err)
	o := judge.NewOverlay(w.Office.DB)
	w.must(o.AddPending(signed, nil))
	w.must(w.Office.DB.Commit(o.Batch()))
	w.Office.Judge.Forget()
	w.Office.Sync()
	return signed
}

// Invite has the office invite somebody of a unit; the change waits for the next sync.
func (w *World) Invite(unit, name string, may ...emulation.Role) identity.Seed {
	w.T.Helper()
	seed, err := identity.NewSeed(Random("seed " + name))
	w.must(err)
	inv := identity.Invitation{OneTime: identity.PublicOf(seed.OneTimeKey(w.Root.Public().(ed25519.PublicKey))), Name: seed.LookupName(),
		Subject: identity.Subject{Kind: emulation.SubjectUnit, ID: UnitID(unit)}, May: may, NotAfter: w.Clock.Now().Unix() + 14*24*3600}
	raw, err := inv.Sign(w.Office.Judge.Tenant, w.Office.Private)
	w.must(err)
	w.Office.Write(w.Control, "invite", record.Invitation.Signed.Op(record.ByOneTime{OneTime: inv.OneTime[:]}, raw))
	return seed
}

// Join invites somebody of a unit and opens their desk, with what an invitation brings and the first change waiting.
func (w *World) Join(unit, name string, may ...emulation.Role) *Desk {
	w.T.Helper()
	seed := w.Invite(unit, name, may...)
	w.Office.Sync()
	d := w.NewDesk(name, Key(name))
	d.Accept(d.Fetch(seed))
	return d
}

func (w *World) must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}
