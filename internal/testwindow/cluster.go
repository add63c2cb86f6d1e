package testwindow

import (
	"context"
	_ "embed"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/tenant"
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// Cluster is a small cluster with its server in the same process: people sit at its desks one after another.
type Cluster struct {
	T      testing.TB
	env    desk.Environment
	hub    *hub.Hub
	office *desk.Desk
	dirs   map[string]string // of the desks: a leader's has the name of the unit
}

// table is the criteria of the small cluster.
//
//go:embed cluster.yaml
var table []byte

// clusterUnits are the units: the head's, the deputy's, and two more.
var clusterUnits = []string{"son-la", "cao-bang", "lai-chau", "lao-cai"}

// NewCluster founds the cluster; every unit's leader has a desk, and nothing was filled in.
func NewCluster(t testing.TB) *Cluster {
	t.Helper()
	now := time.Date(2024, 7, 20, 9, 0, 0, 0, time.UTC)
	c := &Cluster{T: t, env: desk.Environment{Now: func() time.Time { now = now.Add(time.Millisecond); return now }, Rand: chance, Open: disk.Open}, dirs: map[string]string{}}
	store, err := disk.Open(filepath.Join(t.TempDir(), "server"), storage.Options{Server: true, Now: c.env.Now, Rand: c.env.Rand, ReserveBytes: 1})
	c.Must(err)
	t.Cleanup(func() { c.Must(store.Close()) })
	file, server, err := tenant.New(store, "Office", "Clerk", c.env.Now(), c.env.Rand)
	c.Must(err)
	c.hub, err = hub.New(store, judge.NewAnchor(identity.PublicOf(file.RootKey()).Key()), server.Private, c.env.Now)
	c.Must(err)
	c.office, err = desk.InitOffice(filepath.Join(t.TempDir(), "office"), file, "", c.env)
	c.Must(err)
	t.Cleanup(func() { c.Must(c.office.Close()) })
	c.Must(season.At(c.office.Workspace).Found(c.founding()))
	c.Sync(c.office)
	for _, code := range clusterUnits {
		c.Join(code, code, emulation.RoleLeader)
	}
	return c
}

// invite is the office's invitation, known to the server.
func (c *Cluster) invite(unit string, role emulation.Role) *identity.InviteFile {
	c.T.Helper()
	inv, err := replica.At(c.office.Workspace).Invite(c.Unit(unit).ID, role, replica.InviteValidity)
	c.Must(err)
	c.Sync(c.office)
	return inv.File
}

// Join makes a desk, by its name, for somebody of a unit.
func (c *Cluster) Join(name, unit string, role emulation.Role) {
	c.T.Helper()
	c.dirs[name] = filepath.Join(c.T.TempDir(), name)
	d, err := desk.InitInvite(c.dirs[name], c.invite(unit, role), "Person of "+unit, c.env)
	c.Must(err)
	c.Sync(d)
	c.Must(d.Close())
}

func (c *Cluster) founding() season.Founding {
	var f season.Founding
	f.Cluster.Code, f.Cluster.Name = "cum-thu", "Cluster"
	for _, u := range clusterUnits {
		f.Units = append(f.Units, season.FoundingUnit{Code: u, UnitInfo: emulation.UnitInfo{Name: "Department " + u}})
	}
	f.Season.Label, f.Season.Name = "2023–2024", "2023–2024"
	f.Posts = []season.FoundingPost{{Unit: "son-la", Post: emulation.PostHead}, {Unit: "cao-bang", Post: emulation.PostDeputy}}
	f.Criteria = emulation.CriteriaVersion{Name: "thu.yaml", YAML: table}
	f.Until = emulation.SeasonSelfScoring
	return f
}

// Must ends the test if something went wrong that it needs.
func (c *Cluster) Must(err error) {
	c.T.Helper()
	if err != nil {
		c.T.Fatal(err)
	}
}

// Unit is a unit by its code.
func (c *Cluster) Unit(code string) book.Unit {
	c.T.Helper()
	u, err := c.office.Workspace.FindUnit(code)
	c.Must(err)
	return u
}

// Sync exchanges twice, so that what the first exchange made readable comes too.
func (c *Cluster) Sync(d *desk.Desk) {
	c.T.Helper()
	for range 2 {
		_, err := d.Exchange(context.Background(), hub.Local{Hub: c.hub})
		c.Must(err)
	}
}

// Apart opens a desk, lets something be done at it, and closes it, without a line to the others.
func (c *Cluster) Apart(code string, do func(w *workspace.Workspace)) {
	c.T.Helper()
	d, err := desk.Open(c.dirs[code], c.env)
	c.Must(err)
	do(d.Workspace)
	c.Must(d.Close())
}

// At opens a unit's desk, lets something be done at it, and closes it; it exchanges before and afterwards.
func (c *Cluster) At(code string, do func(w *workspace.Workspace)) {
	c.T.Helper()
	d, err := desk.Open(c.dirs[code], c.env)
	c.Must(err)
	c.Sync(d)
	do(d.Workspace)
	c.Sync(d)
	c.Must(d.Close())
}

// Sits lets somebody sit before a screen at a desk; it exchanges before and afterwards.
func (c *Cluster) Sits(code string, screen func(p *Person) Screen, do func(p *Person)) {
	c.T.Helper()
	c.At(code, func(*workspace.Workspace) {})
	p := Before(c.T, c.dirs[code], screen)
	do(p)
	p.Away()
	c.Sync(p.Desk)
	p.Leave()
}

// HandIn fills in a unit's sheet and hands it in.
func (c *Cluster) HandIn(code string, cells map[string]string) {
	c.T.Helper()
	c.At(code, func(w *workspace.Workspace) {
		for criterion, typed := range cells {
			cell, err := sheet.At(w).TypeCell(criterion, typed)
			c.Must(err)
			c.Must(cell.Fault)
		}
		c.Must(sheet.At(w).Submit())
	})
}
