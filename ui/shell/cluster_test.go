package shell_test

import (
	"context"
	"crypto/rand"
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

// cluster is a small cluster with its server in the same process: people sit at its desks one after another.
type cluster struct {
	t      *testing.T
	env    desk.Environment
	hub    *hub.Hub
	office *desk.Desk
	dirs   map[string]string // of the desks: a leader's has the name of the unit
}

// table is the criteria of the small cluster.
const table = `format: thidua-criteria/1
id: thu
name: Bảng tiêu chí thử
cite: Văn bản thử
scale: {total: 40}
groups:
  - code: I
    name: Nhiệm vụ
    criteria:
      - {code: I.1, name: Hoàn thành chương trình, max: 10, rule: {kind: percent}}
      - {code: I.2, name: Nền nếp, max: 10, rule: {kind: manual, step: 0.25}}
  - code: II
    name: Phong trào
    criteria:
      - {code: II.1, name: Sáng kiến, max: 10, rule: {kind: count, each: 2}}
      - {code: II.2, name: Tham gia hội thi, max: 10, rule: {kind: manual, step: 0.25}}
`

// clusterUnits are the units: the head's, the deputy's, and two more.
var clusterUnits = []string{"son-la", "cao-bang", "lai-chau", "lao-cai"}

// newCluster founds the cluster; every unit's leader has a desk, and nothing was filled in.
func newCluster(t *testing.T) *cluster {
	t.Helper()
	now := time.Date(2024, 7, 20, 9, 0, 0, 0, time.UTC)
	c := &cluster{t: t, env: desk.Environment{Now: func() time.Time { now = now.Add(time.Millisecond); return now }, Rand: rand.Reader, Open: disk.Open}, dirs: map[string]string{}}
	store, err := disk.Open(filepath.Join(t.TempDir(), "server"), storage.Options{Server: true, Now: c.env.Now, Rand: c.env.Rand, ReserveBytes: 1})
	c.must(err)
	t.Cleanup(func() { c.must(store.Close()) })
	file, server, err := tenant.New(store, "Bộ Giáo dục và Đào tạo", "Văn thư", c.env.Now(), c.env.Rand)
	c.must(err)
	c.hub, err = hub.New(store, judge.NewAnchor(identity.PublicOf(file.RootKey()).Key()), server.Private, c.env.Now)
	c.must(err)
	c.office, err = desk.InitOffice(filepath.Join(t.TempDir(), "office"), file, "", c.env)
	c.must(err)
	t.Cleanup(func() { c.must(c.office.Close()) })
	c.must(season.At(c.office.Workspace).Found(c.founding()))
	c.sync(c.office)
	for _, code := range clusterUnits {
		c.join(code, code, emulation.RoleLeader)
	}
	return c
}

// join makes a desk, by its name, for somebody of a unit.
func (c *cluster) join(name, unit string, role emulation.Role) {
	c.t.Helper()
	inv, err := replica.At(c.office.Workspace).Invite(c.unit(unit).ID, role, replica.InviteValidity)
	c.must(err)
	c.sync(c.office)
	c.dirs[name] = filepath.Join(c.t.TempDir(), name)
	d, err := desk.InitInvite(c.dirs[name], inv.File, "Người của "+unit, c.env)
	c.must(err)
	c.sync(d)
	c.must(d.Close())
}

func (c *cluster) founding() season.Founding {
	var f season.Founding
	f.Cluster.Code, f.Cluster.Name = "cum-thu", "Cụm thi đua thử"
	for _, u := range clusterUnits {
		f.Units = append(f.Units, season.FoundingUnit{Code: u, UnitInfo: emulation.UnitInfo{Name: "Sở " + u}})
	}
	f.Season.Label, f.Season.Name = "2023–2024", "Năm học 2023–2024"
	f.Posts = []season.FoundingPost{{Unit: "son-la", Post: emulation.PostHead}, {Unit: "cao-bang", Post: emulation.PostDeputy}}
	f.Criteria = emulation.CriteriaVersion{Name: "thu.yaml", YAML: []byte(table)}
	f.Until = emulation.SeasonSelfScoring
	return f
}

func (c *cluster) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *cluster) unit(code string) book.Unit {
	c.t.Helper()
	u, err := c.office.Workspace.FindUnit(code)
	c.must(err)
	return u
}

// sync exchanges twice, so that what the first exchange made readable comes too.
func (c *cluster) sync(d *desk.Desk) {
	c.t.Helper()
	for range 2 {
		_, err := d.Exchange(context.Background(), hub.Local{Hub: c.hub})
		c.must(err)
	}
}

// at opens a unit's desk, lets something be done at it, and closes it; it exchanges before and afterwards.
func (c *cluster) at(code string, do func(w *workspace.Workspace)) {
	c.t.Helper()
	d, err := desk.Open(c.dirs[code], c.env)
	c.must(err)
	c.sync(d)
	do(d.Workspace)
	c.sync(d)
	c.must(d.Close())
}

// sits lets somebody sit before the window of a unit's desk; it exchanges before and afterwards.
func (c *cluster) sits(code string, do func(p *person)) {
	c.t.Helper()
	c.at(code, func(*workspace.Workspace) {})
	p := sit(c.t, c.dirs[code])
	do(p)
	p.shell.Frame().Release()
	p.settle()
	c.sync(p.desk)
	p.leave()
}

// handIn fills in a unit's sheet and hands it in.
func (c *cluster) handIn(code string, cells map[string]string) {
	c.t.Helper()
	c.at(code, func(w *workspace.Workspace) {
		for criterion, typed := range cells {
			cell, err := sheet.At(w).TypeCell(criterion, typed)
			c.must(err)
			c.must(cell.Fault)
		}
		c.must(sheet.At(w).Submit())
	})
}
