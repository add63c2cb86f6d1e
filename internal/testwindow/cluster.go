package testwindow

import (
	_ "embed"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// Cluster is a small cluster with its server in the same process: people sit at its desks one after another.
type Cluster struct {
	*testyear.World
	dirs map[string]string // of the desks: a leader's has the name of the unit
}

// table is the criteria of the small cluster.
//
//go:embed cluster.yaml
var table string

// NewCluster founds the cluster, whose verifiers nobody has named; every unit's leader has a desk, and nothing was filled in.
func NewCluster(t testing.TB) *Cluster {
	t.Helper()
	c := &Cluster{testyear.New(t, time.Date(2024, 7, 20, 9, 0, 0, 0, time.UTC)), map[string]string{}}
	c.Disk = disk
	c.Begin()
	f := testyear.Founding(table)
	f.Posts = f.Posts[:2]
	c.OK(season.At(c.Office.Workspace).Found(f))
	c.Sync(c.Office)
	for _, code := range testyear.Units {
		c.Join(code, code, emulation.RoleLeader)
	}
	return c
}

// Join makes a desk, by its name, for somebody of a unit.
func (c *Cluster) Join(name, unit string, role emulation.Role) {
	c.Helper()
	d := c.World.Join(unit, role)
	c.dirs[name] = d.Dir
	c.OK(d.Close())
}

// Apart opens a desk, lets something be done at it, and closes it, without a line to the others.
func (c *Cluster) Apart(code string, do func(w *workspace.Workspace)) {
	c.Helper()
	c.open(code, func(d *desk.Desk) { do(d.Workspace) })
}

// At opens a unit's desk, lets something be done at it, and closes it; it exchanges before and afterwards.
func (c *Cluster) At(code string, do func(w *workspace.Workspace)) {
	c.Helper()
	c.open(code, func(d *desk.Desk) {
		c.Sync(d)
		do(d.Workspace)
		c.Sync(d)
	})
}

// Open opens a desk by its name; the caller closes it.
func (c *Cluster) Open(code string) *desk.Desk {
	c.Helper()
	return testyear.Must(desk.Open(c.dirs[code], c.Env(0)))(c.World)
}

func (c *Cluster) open(code string, do func(d *desk.Desk)) {
	c.Helper()
	d := c.Open(code)
	do(d)
	c.OK(d.Close())
}

// Sits lets somebody sit before a screen at a desk; it exchanges before and afterwards.
func (c *Cluster) Sits(code string, screen func(p *Person) Screen, do func(p *Person)) {
	c.Helper()
	c.At(code, func(*workspace.Workspace) {})
	p := Before(c.TB, c.dirs[code], screen)
	do(p)
	p.Away()
	c.Sync(p.Desk)
	p.Leave()
}

// HandIn fills in a unit's sheet and hands it in.
func (c *Cluster) HandIn(code string, cells map[string]string) {
	c.Helper()
	c.open(code, func(d *desk.Desk) {
		c.Sync(d)
		for criterion, typed := range cells {
			c.Type(d, criterion, typed)
		}
		c.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
		c.Sync(d)
	})
}

// OfficeSits lets somebody sit before a screen at the desk of the standing office; it exchanges before and afterwards.
func (c *Cluster) OfficeSits(screen func(p *Person) Screen, do func(p *Person)) {
	c.Helper()
	c.Sync(c.Office)
	dir := c.Office.Dir
	c.OK(c.Office.Close())
	p := Before(c.TB, dir, screen)
	do(p)
	p.Away()
	c.Sync(p.Desk)
	p.Leave()
	c.Office = c.Closing(testyear.Must(desk.Open(dir, c.Env(0)))(c.World))
}
