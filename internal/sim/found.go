package sim

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/memstore"
	"thidua/internal/tenant"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	"thidua/workspace/season"
)

// dawn is when every life begins.
var dawn = time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)

// criteria are a few whose cells hold ten thousand different values each, so that a value tells who typed it and when.
var criteria = func() string {
	text := "format: thidua-criteria/1\nid: sim\nname: Criteria\ncite: Plan\nscale: {total: 40}\ngroups:\n  - code: I\n    name: Tasks\n    criteria:\n"
	for _, code := range codes {
		text += fmt.Sprintf("      - {code: %s, name: Task %s, max: 10, rule: {kind: percent}}\n", code, code)
	}
	return text
}()

var codes = []string{"I.1", "I.2", "I.3", "I.4"}

// The units of the cluster, and who works there; the first unit is the head's.
var (
	units  = []string{"son-la", "cao-bang", "lang-son"}
	people = []person{{"office", "", emulation.RoleOffice}, {"son-la-1", "son-la", emulation.RoleLeader}, {"son-la-2", "son-la", emulation.RoleStaff},
		{"son-la-3", "son-la", emulation.RoleStaff}, {"cao-bang-1", "cao-bang", emulation.RoleLeader}, {"cao-bang-2", "cao-bang", emulation.RoleStaff},
		{"lang-son-1", "lang-son", emulation.RoleLeader}}
)

// person is somebody with a desk.
type person struct {
	name string
	unit string // "": the office
	role emulation.Role
}

// beginning is a tenant with its cluster, season and desks, as every life finds it: each takes a copy.
type beginning struct {
	server  *memstore.DB
	desks   map[string]*memstore.DB
	keys    map[string]*identity.Key
	root    ed25519.PublicKey
	signs   ed25519.PrivateKey // the server's
	control changeset.Scope
	cluster changeset.Scope
	units   map[string]emulation.ID // by code
	sheets  map[string]emulation.ID // of the season, by the unit's code
	season  record.ClusterCode
	date    time.Time
	spare   *identity.Key // whose part that opens letters those have who join later
}

var begun = sync.OnceValues(found)

// Found founds that tenant, once in a process.
func Found() error { _, err := begun(); return err }

// found founds that tenant with the program itself.
func found() (*beginning, error) {
	b := &beginning{server: memstore.New(nil), desks: map[string]*memstore.DB{}, keys: map[string]*identity.Key{}, units: map[string]emulation.ID{}, sheets: map[string]emulation.ID{}, date: dawn}
	chance := rand.NewChaCha8([32]byte{16})
	file, server, err := tenant.New(b.server, "Office", "Clerk", b.date, chance)
	if err != nil {
		return nil, err
	}
	b.root, b.signs = identity.PublicOf(file.RootKey()).Key(), server.Private
	h, err := hub.New(b.server, judge.NewAnchor(b.root), b.signs, b.time)
	if err != nil {
		return nil, err
	}
	env := desk.Environment{Now: b.time, Rand: chance}
	open := map[string]*desk.Desk{}
	put := func(name string, db *memstore.DB, key *identity.Key, w *workspace.Workspace) error {
		b.desks[name], b.keys[name] = db, key
		open[name] = desk.Over(db, w, env)
		return b.exchange(h, open[name])
	}

	db := memstore.New(chance)
	w, err := replica.SetUpOffice(db, file, "", b.workspace(chance))
	if err != nil {
		return nil, err
	}
	b.control = w.Control()
	if err := put("office", db, w.Key(), w); err != nil {
		return nil, err
	}
	f := season.Founding{Criteria: emulation.CriteriaVersion{Name: "sim.yaml", YAML: []byte(criteria)}, Until: emulation.SeasonSelfScoring,
		Posts: []season.FoundingPost{{Unit: units[0], Post: emulation.PostHead}, {Unit: units[1], Post: emulation.PostDeputy}}}
	f.Cluster.Code, f.Cluster.Name, f.Season.Label, f.Season.Name = "cluster", "Cluster", "2023–2024", "2023–2024"
	for _, u := range units {
		f.Units = append(f.Units, season.FoundingUnit{Code: u, UnitInfo: emulation.UnitInfo{Name: "Department " + u}})
	}
	if err := season.At(w).Found(f); err != nil {
		return nil, err
	}
	if err := b.exchange(h, open["office"]); err != nil {
		return nil, err
	}
	for _, p := range people[1:] {
		u, err := w.FindUnit(p.unit)
		if err != nil {
			return nil, err
		}
		b.units[p.unit] = u.ID
		inv, err := replica.At(w).Invite(u.ID, p.role, replica.InviteValidity)
		if err != nil {
			return nil, err
		}
		if err := b.exchange(h, open["office"]); err != nil {
			return nil, err
		}
		key, err := identity.NewKey(chance)
		if err != nil {
			return nil, err
		}
		db := memstore.New(chance)
		joined, err := replica.Join(db, key, inv.File, "Person", b.workspace(chance))
		if err != nil {
			return nil, err
		}
		if err := put(p.name, db, key, joined); err != nil {
			return nil, err
		}
	}
	for _, p := range people {
		if err := b.exchange(h, open[p.name]); err != nil {
			return nil, err
		}
	}
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	b.cluster, b.season, b.spare = s.Cluster.Scope(), s.Key(), w.Key()
	for code, u := range b.units {
		b.sheets[code] = s.SheetIDOf(u, book.PeriodSeason)
	}
	return b, nil
}

func (b *beginning) time() time.Time {
	b.date = b.date.Add(time.Millisecond)
	return b.date
}

func (b *beginning) workspace(chance io.Reader) workspace.Environment {
	return workspace.Environment{Now: b.time, Rand: chance}
}

// exchange syncs twice, so that what the first exchange made readable comes too.
func (b *beginning) exchange(h *hub.Hub, d *desk.Desk) error {
	for range 2 {
		if _, err := d.Exchange(context.Background(), hub.Local{Hub: h}); err != nil {
			return err
		}
	}
	return nil
}
