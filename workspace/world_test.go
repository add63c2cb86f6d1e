package workspace_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/tenant"
	"thidua/internal/testdesk"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	seasonroom "thidua/workspace/season"
	"thidua/workspace/sheet"
)

// table is the criteria of the tests: one of each kind that is typed in its own way, and one that compares the units.
const table = `format: thidua-criteria/1
id: test
name: Bảng tiêu chí thử
cite: Văn bản thử
scale: {total: 60}
groups:
  - code: I
    name: Nhiệm vụ
    criteria:
      - {code: I.1, name: Hoàn thành chương trình, max: 10, rule: {kind: percent}, evidence: required}
      - {code: I.2, name: Nền nếp, max: 10, rule: {kind: manual, step: 0.25}}
      - {code: I.3, name: Giải thưởng, max: 10, rule: {kind: tiers, tiers: [{id: qg, label: Quốc gia, points: 5}, {id: tinh, label: Cấp tỉnh, points: 3}]}}
      - {code: I.4, name: Báo cáo, max: 10, rule: {kind: choice, options: [{id: tot, label: Tốt, points: 10}, {id: kha, label: Khá, points: 7}]}}
  - code: II
    name: Phong trào
    criteria:
      - {code: II.1, name: Sáng kiến, max: 10, rule: {kind: count, each: 2}}
      - {code: II.2, name: Tham gia hội thi, max: 10, rule: {kind: pass}}
      - {code: II.3, name: Vi phạm, max: 0, rule: {kind: event, points: -5}}
`

// units of the tests' cluster; the first is the head's, the second the deputy's, the third verifies.
var units = []string{"son-la", "cao-bang", "lang-son", "lai-chau"}

// clock is a computer's clock: the world's time, and how far this computer is off.
type clock struct {
	mu  *sync.Mutex
	now *time.Time
	off time.Duration
}

func (c clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	*c.now = c.now.Add(time.Millisecond)
	return c.now.Add(c.off)
}

func (c clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*c.now = c.now.Add(d)
}

// world is a tenant with its server in the same process.
type world struct {
	testing.TB
	dir     string // where the folders of all desks are that folder gave a place
	folders int
	disk    testdesk.Disk
	clock   clock
	chance  *lockedChance
	store   desk.Store
	hub     *hub.Hub
	root    identity.PublicKey
	server  *identity.Key
	office  *desk.Desk
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

// must is the value of a call that has to go well: must(call())(w).
func must[T any](v T, err error) func(*world) T {
	return func(w *world) T {
		w.Helper()
		if err != nil {
			w.Fatal(err)
		}
		return v
	}
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// fails checks the key of an error, and that it has a sentence in both languages.
func (w *world) fails(err error, key string) {
	w.Helper()
	if emulation.KeyOf(err) != key {
		w.Fatalf("%v, not %s", err, key)
	}
	for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
		if s := phrase.Error(lang, err); s == "" || strings.Contains(s, key) || strings.ContainsAny(s, "{}") {
			w.Fatalf("%s has no sentence: %q", key, s)
		}
	}
}

// where says on which disk the data folders of a world lie.
type where bool

// onDisk is for what maps cannot show: files, folders that are copied, what is measured. Everything else is on maps.
const onDisk where = true

func newWorld(t testing.TB, now time.Time, on ...where) *world {
	return &world{TB: t, dir: t.TempDir(), disk: testdesk.NewDisk(len(on) > 0), clock: clock{mu: new(sync.Mutex), now: &now}, chance: &lockedChance{c: rand.NewChaCha8([32]byte{7})}}
}

func (w *world) openStore() {
	w.Helper()
	w.store = must(w.disk.Open(filepath.Join(w.dir, "server"), storage.Options{Server: true, Now: w.clock.Now, Rand: w.chance, ReserveBytes: 1}))(w)
	w.Cleanup(func() { w.ok(w.store.Close()) })
}

func (w *world) openHub() {
	w.Helper()
	w.hub = must(hub.New(w.store, judge.NewAnchor(w.root.Key()), w.server.Private, w.clock.Now))(w)
}

// empty is a tenant whose office has founded nothing.
func empty(t testing.TB, on ...where) *world {
	t.Helper()
	w := newWorld(t, time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC), on...)
	w.openStore()
	file, server, err := tenant.New(w.store, "Bộ Giáo dục và Đào tạo", "Văn thư", w.clock.Now(), w.chance)
	w.ok(err)
	w.server, w.root = server, identity.PublicOf(file.RootKey())
	w.openHub()
	w.office = w.closing(must(desk.InitOffice(filepath.Join(w.dir, "office"), file, "", w.env(0)))(w))
	return w
}

// founded is a tenant with a cluster and a season whose sheets can be filled in.
func founded(t *testing.T, criteria string, on ...where) *world {
	t.Helper()
	if len(on) > 0 {
		return until(t, criteria, emulation.SeasonSelfScoring, on...)
	}
	w, _ := once(t, "founded "+criteria, func() (*world, map[string]*desk.Desk) {
		return until(t, criteria, emulation.SeasonSelfScoring), nil
	})
	return w
}

// until is a tenant with a cluster and a season that was taken to a step.
func until(t *testing.T, criteria string, step emulation.SeasonStep, on ...where) *world {
	t.Helper()
	w := empty(t, on...)
	f := founding(criteria)
	f.Until = step
	w.ok(seasonroom.At(w.office.Workspace).Found(f))
	w.sync(w.office)
	return w
}

// led is founded with the desks of the leaders of units.
func led(t *testing.T, criteria string, codes ...string) (*world, map[string]*desk.Desk) {
	t.Helper()
	return once(t, fmt.Sprint("led ", codes, criteria), func() (*world, map[string]*desk.Desk) {
		w := founded(t, criteria)
		return w, w.leaders(codes...)
	})
}

func founding(criteria string) seasonroom.Founding {
	var f seasonroom.Founding
	f.Cluster.Code, f.Cluster.Name = "cum-thu", "Cụm thi đua thử"
	for _, u := range units {
		f.Units = append(f.Units, seasonroom.FoundingUnit{Code: u, UnitInfo: emulation.UnitInfo{Name: "Sở " + u}})
	}
	f.Season.Label, f.Season.Name = "2023–2024", "Năm học 2023–2024"
	f.Posts = []seasonroom.FoundingPost{{Unit: units[0], Post: emulation.PostHead}, {Unit: units[1], Post: emulation.PostDeputy}, {Unit: units[2], Post: emulation.PostVerifier}}
	f.Criteria = emulation.CriteriaVersion{Name: "thu.yaml", YAML: []byte(criteria)}
	f.Until = emulation.SeasonSelfScoring
	return f
}

func (w *world) env(off time.Duration) desk.Environment {
	c := w.clock
	c.off = off
	return desk.Environment{Now: c.Now, Rand: w.chance, Open: w.disk.Open}
}

// closing closes a desk at the end of the test; closing it before does no harm.
func (w *world) closing(d *desk.Desk) *desk.Desk {
	w.Cleanup(func() { w.ok(d.Close()) })
	return d
}

func (w *world) unit(code string) book.Unit {
	w.Helper()
	return must(w.office.Workspace.FindUnit(code))(w)
}

// invite is the office's invitation, known to the server.
func (w *world) invite(code string, role emulation.Role) *identity.InviteFile {
	w.Helper()
	inv := must(replica.At(w.office.Workspace).Invite(w.unit(code).ID, role, replica.InviteValidity))(w)
	w.sync(w.office)
	return inv.File
}

// folder is a place for a desk.
func (w *world) folder() string {
	w.Helper()
	w.folders++
	return filepath.Join(w.dir, fmt.Sprint("desk-", w.folders))
}

// join sets up a desk of a unit, and syncs it once.
func (w *world) join(code string, role emulation.Role) *desk.Desk {
	w.Helper()
	d := w.closing(must(desk.InitInvite(w.folder(), w.invite(code, role), "Người của "+code, w.env(0)))(w))
	w.sync(d)
	return d
}

// leaders are the desks of the leaders of units.
func (w *world) leaders(codes ...string) map[string]*desk.Desk {
	w.Helper()
	desks := map[string]*desk.Desk{}
	for _, code := range codes {
		desks[code] = w.join(code, emulation.RoleLeader)
	}
	for _, d := range desks {
		w.sync(d)
	}
	return desks
}

// reopen closes a desk and opens its folder again.
func (w *world) reopen(d *desk.Desk) *desk.Desk {
	w.Helper()
	w.ok(d.Close())
	return w.closing(must(desk.Open(d.Dir, w.env(0)))(w))
}

// copied is a copy of a closed data folder, opened: a cloned disk, or a backup that was restored.
func (w *world) copied(dir string) *desk.Desk {
	w.Helper()
	to := filepath.Join(w.TempDir(), "copy")
	w.ok(w.disk.Copy(dir, to))
	return w.closing(must(desk.Open(to, w.env(0)))(w))
}

// sync exchanges twice, so that what the first exchange made readable comes too.
func (w *world) sync(desks ...*desk.Desk) client.Report {
	w.Helper()
	var r client.Report
	for range 2 {
		for _, d := range desks {
			var err error
			if r, err = d.Exchange(context.Background(), hub.Local{Hub: w.hub}); err != nil {
				w.Fatal(err)
			}
		}
	}
	return r
}

// received is a log of the server as it is handed out, from an index on.
func (w *world) received(scope changeset.Scope, from uint64) []judge.Received {
	w.Helper()
	var out []judge.Received
	w.ok(w.store.Entries(scope, from, func(e *changeset.Entry) error {
		out = append(out, judge.Received{Scope: e.Scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		return nil
	}))
	return out
}

// pull brings a log without signing first what was typed.
func (w *world) pull(d *desk.Desk, scope changeset.Scope) {
	w.Helper()
	head := must(d.DB.Log(scope))(w)
	w.ok(replica.At(d.Workspace).Apply(w.received(scope, head.Size)))
}

// push hands own changes to the server without a sync around them, and gives the answers.
func (w *world) push(d *desk.Desk) []*changeset.Leaf {
	w.Helper()
	leaves := []*changeset.Leaf{}
	for _, p := range w.pending(d) {
		acks, _, err := w.hub.Take([]wire.Push{{Change: p.Change.Raw, Detached: p.Detached}})
		w.ok(err)
		if len(acks[0].Leaf) == 0 {
			w.Fatalf("refused: %s", acks[0].Reason)
		}
		leaf, err := changeset.DecodeLeaf(acks[0].Leaf)
		w.ok(err)
		leaves = append(leaves, leaf)
	}
	return leaves
}

func (w *world) pending(d *desk.Desk) []changeset.PendingChange {
	w.Helper()
	var list []changeset.PendingChange
	w.ok(replica.At(d.Workspace).Pending(func(p changeset.PendingChange) error { list = append(list, p); return nil }))
	return list
}

func (w *world) typed(d *desk.Desk, code, text string) {
	w.Helper()
	if cell := must(sheet.At(d.Workspace).TypeCell(code, text))(w); cell.Fault != nil {
		w.Fatalf("%s: %v", code, cell.Fault)
	}
}

func (w *world) sheet(d *desk.Desk, code string) *sheet.Sheet {
	w.Helper()
	return must(sheet.At(d.Workspace).Sheet(w.unit(code).ID))(w)
}

func (w *world) own(d *desk.Desk) *sheet.Sheet {
	w.Helper()
	me := must(d.Workspace.Me())(w)
	return must(sheet.At(d.Workspace).Sheet(me.Unit.ID))(w)
}

func (w *world) row(d *desk.Desk, criterion string) *sheet.Row {
	w.Helper()
	r := w.own(d).Row(criterion)
	if r == nil {
		w.Fatalf("no criterion %s", criterion)
	}
	return r
}

func (w *world) status(d *desk.Desk) *replica.Status {
	w.Helper()
	return must(replica.At(d.Workspace).Status())(w)
}

// agree checks that desks and server have the same state of every log that they share.
func (w *world) agree(desks ...*desk.Desk) {
	w.Helper()
	shared := map[changeset.Scope]int{}
	for _, d := range desks {
		for _, l := range must(replica.At(d.Workspace).StateHashes(context.Background()))(w) {
			want, err := judge.StateHash(w.store, l.Scope)
			w.ok(err)
			head := must(w.store.Log(l.Scope))(w)
			if l.State != want || l.Size != head.Size || l.Root != head.Root() {
				w.Fatalf("%s differs from the server's: %d of %d leaves", l.Scope, l.Size, head.Size)
			}
			shared[l.Scope]++
		}
	}
	for _, n := range shared {
		if n > 1 {
			return
		}
	}
	if len(desks) > 1 {
		w.Fatal("the desks share no log")
	}
}

// written puts a change into a log that the workspace itself would not write, as another program might.
func (w *world) written(d *desk.Desk, scope changeset.Scope, ops ...changeset.Operation) {
	w.Helper()
	own, head := must(d.DB.Own(scope))(w), must(d.DB.Log(scope))(w)
	key := d.Workspace.Key()
	c := must(changeset.Change{Format: changeset.Format, Schema: changeset.Schema, Tenant: d.Workspace.Tenant(), Log: key.LogID(), Scope: scope,
		Previous: own.Identity, Epoch: own.Epoch, Seq: own.Seq + 1, BaseSize: head.Size, BaseRoot: head.Root(),
		HLC: changeset.HLC(0).Next(w.clock.Now().UnixMilli()), Operations: ops, Intent: "test"}.Sign(key.Private))(w)
	o := judge.NewOverlay(d.DB)
	w.ok(o.AddPending(c, nil))
	w.ok(d.DB.Commit(o.Batch()))
}
