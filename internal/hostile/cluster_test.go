package hostile_test

import (
	"context"
	_ "embed"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/tenant"
	"thidua/internal/testdesk"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	"thidua/workspace/season"
)

//go:embed testdata/criteria.yaml
var table []byte

// cluster is a small cluster with its server in this process, some of whose people write whatever the judge takes.
type cluster struct {
	testing.TB
	pool   *Pool
	dir    string
	env    desk.Environment
	store  desk.Store
	hub    *hub.Hub
	server *identity.Key
	judge  *judge.Judge
	desks  map[string]*desk.Desk // "office", and of the leaders by the codes of their units
	season record.ClusterCode
	wrote  map[string]int // accepted where it was written, by field
}

var units = []string{"son-la", "cao-bang", "lang-son"}

// newCluster is a cluster whose tenant begins with a version of the judge.
func newCluster(t testing.TB, seed, version uint64) *cluster {
	now := time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)
	chance := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16), byte(seed >> 24)})
	disk := testdesk.NewDisk(false)
	c := &cluster{TB: t, dir: t.TempDir(), desks: map[string]*desk.Desk{}, wrote: map[string]int{}, env: desk.Environment{
		Now: func() time.Time { now = now.Add(time.Millisecond); return now }, Rand: io.Reader(chance), Open: disk.Open}}
	store, err := disk.Open(filepath.Join(c.dir, "server"), storage.Options{Server: true, Now: c.env.Now, Rand: chance, ReserveBytes: 1})
	c.must(err)
	t.Cleanup(func() { c.must(store.Close()) })
	c.store = store
	file, server, err := tenant.NewUnder(version, store, "Office", "Clerk", c.env.Now(), chance)
	c.must(err)
	anchor := judge.NewAnchor(identity.PublicOf(file.RootKey()).Key())
	c.judge, c.server = judge.New(anchor), server
	c.hub, err = hub.New(store, anchor, server.Private, c.env.Now)
	c.must(err)
	office, err := desk.InitOffice(filepath.Join(c.dir, "office"), file, "", c.env)
	c.must(err)
	c.put("office", office)
	var f season.Founding
	f.Cluster.Code, f.Cluster.Name = "cum-thu", "Cluster"
	for _, u := range units {
		f.Units = append(f.Units, season.FoundingUnit{Code: u, UnitInfo: emulation.UnitInfo{Name: "Department " + u}})
	}
	f.Season.Label, f.Season.Name = "2023–2024", "2023–2024"
	f.Posts = []season.FoundingPost{{Unit: units[0], Post: emulation.PostHead}, {Unit: units[1], Post: emulation.PostDeputy}}
	f.Criteria = emulation.CriteriaVersion{Name: "thu.yaml", YAML: table}
	f.Until = emulation.SeasonSelfScoring
	c.must(season.At(office.Workspace).Found(f))
	c.sync("office")
	s, err := office.Workspace.Season()
	c.must(err)
	c.season = s.Key()
	c.pool = &Pool{Rand: rand.New(chance), IDs: []emulation.ID{s.ID, s.Cluster.ID, office.Workspace.Control().ID(), {}}, Words: words(), By: meant()}
	for _, code := range units {
		c.join(code, code)
		u := c.unit(code)
		c.pool.IDs = append(c.pool.IDs, u, u, s.SheetIDOf(u, book.PeriodSeason), s.SheetIDOf(u, "2024-Q1"))
	}
	return c
}

// words are what somebody could mean, in whatever place.
func words() []string {
	all := []string{"I.1", "I.2", "I.3", "I.4", "I.5", "II.1", "II.2", "II.3", "value", "option", "qg", "tinh", "tot", "kha", "yes", "no", "paper", "self", "verified", "final",
		"1", "2", "10", "7.5", "100", "98.54", "2024-01-02", "2024-07-15", "season", "2024-Q1", "2024", "mid", "signing", "closing", "award", "award:co-thi-dua-bo",
		"leaders", "ranking", "criteria", "total-members", "present", "valid-ballots", "chair", "second-ballot", "2023–2024", "2024–2025", "cum-thu", "co-thi-dua-bo",
		"result-locked", "conference", "united", "x", "Tốt", "head", "deputy", "secretary", "verifier"}
	for _, e := range record.All() {
		all = append(all, e.Kind)
	}
	for _, list := range [][]string{units, emulation.SeasonKinds, emulation.DocumentKinds, emulation.ActivityKinds, emulation.SpeechKinds, emulation.PostHows, emulation.SuccessionKinds} {
		all = append(all, list...)
	}
	for _, s := range emulation.SeasonSteps {
		all = append(all, string(s))
	}
	return append(all, "submitted", "returned", "cross-checked", "explained", "verified", "agreed", "locked", "eligibility-checked", "voted", "proposed", "accepted", "decided")
}

// meant are what parts of values and keys, by their names or types, could hold.
func meant() map[string][]string {
	by := map[string][]string{"SheetStep": {"submitted", "returned", "cross-checked", "explained", "verified", "agreed", "locked"},
		"ProposalStep": {"draft", "eligibility-checked", "voted", "proposed", "returned", "accepted", "decided", "rejected", "revoked", "withdrawn"},
		"Base":         {"total-members", "present", "valid-ballots"}, "Tie": {"", "chair", "second-ballot"}, "How": emulation.PostHows,
		"post": {"head", "deputy", "secretary", "verifier"}, "column": {"self", "verified", "final"}, "criterion": {"I.1", "I.2", "I.3", "I.4", "I.5", "II.1", "II.2", "II.3"},
		"round": {"1"}, "period": {"season", "2024-Q1", "2024"}, "form": {"co-thi-dua-bo"}, "vote": {"award", "a"}, "On": {"award:co-thi-dua-bo", "leaders", "ranking", "other"},
		"conference": {"closing", "signing"}, "Conference": {"", "closing"}, "ID": {"son-la", "cao-bang", "lang-son", "yes"}}
	for _, name := range []string{"Date", "Since", "Until", "day"} {
		by[name] = []string{"2024-01-02", "2024-07-15", "1900-01-01", "9999-12-31", "0001-01-01"}
	}
	for _, name := range []string{"Points", "Percent", "TasksDone", "Value"} {
		by[name] = []string{"0", "1", "7.5", "10", "100", "98.54", "0.000000000000000000000000000000000000000001", "99"}
	}
	for _, list := range [][]string{emulation.SeasonKinds, emulation.DocumentKinds, emulation.ActivityKinds, emulation.SpeechKinds, emulation.SuccessionKinds, {"closing"}} {
		by["Kind"] = append(by["Kind"], list...)
	}
	return by
}

func (c *cluster) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *cluster) put(name string, d *desk.Desk) {
	c.desks[name] = d
	c.Cleanup(func() { c.must(d.Close()) })
}

func (c *cluster) unit(code string) emulation.ID {
	return record.Unit.ID(record.OfficeCode{Office: c.desks["office"].Workspace.Control().ID(), Code: code})
}

func (c *cluster) join(name, code string) {
	c.Helper()
	c.invited(name, code)
	c.sync(name)
}

// joinLate lets somebody in after the office wrote whatever quotas it can: where they shut a new desk out they do so rightly, and once the office
// has set them right the same desk comes in.
func (c *cluster) joinLate(name, code string) {
	c.Helper()
	c.invited(name, code)
	if _, err := c.desks[name].Exchange(context.Background(), hub.Local{Hub: c.hub}); err == nil {
		return
	} else if emulation.KeyOf(err) != "sync.not-joined" {
		c.Fatalf("%s: %v", name, err)
	}
	control := c.desks["office"].Workspace.Control()
	quotas := record.ByOffice{Office: control.ID()}
	r, err := c.desks["office"].DB.Record(record.Quotas.Ref(control, quotas))
	c.must(err)
	if len(record.Quotas.Heads(r, changeset.Now)) == 0 {
		c.Fatalf("%s is shut out, and the office set no quotas", name)
	}
	if !c.write("office", control, record.Quotas.Op(quotas, emulation.Quotas{}, changeset.IDs(record.Quotas.Heads(r, changeset.Now))...)) {
		c.Fatal("the office cannot set its quotas right")
	}
	c.sync("office", name)
}

func (c *cluster) invited(name, code string) {
	c.Helper()
	inv, err := replica.At(c.desks["office"].Workspace).Invite(c.unit(code), emulation.RoleLeader, replica.InviteValidity)
	c.must(err)
	c.sync("office")
	d, err := desk.InitInvite(filepath.Join(c.dir, name), inv.File, "Person", c.env)
	c.must(err)
	c.put(name, d)
}

// sync exchanges twice, so that what the first exchange made readable comes too.
func (c *cluster) sync(names ...string) {
	c.Helper()
	for range 2 {
		for _, name := range names {
			if _, err := c.desks[name].Exchange(context.Background(), hub.Local{Hub: c.hub}); err != nil {
				c.Fatalf("%s: %v", name, err)
			}
		}
	}
}

func (c *cluster) names() []string { return slices.Sorted(maps.Keys(c.desks)) }

// write puts one change into somebody's chain if the judge takes it there, whatever stands in it.
func (c *cluster) write(name string, scope changeset.Scope, ops ...changeset.Operation) bool {
	c.Helper()
	d := c.desks[name]
	own, err := d.DB.Own(scope)
	c.must(err)
	head, err := d.DB.Log(scope)
	c.must(err)
	key := d.Workspace.Key()
	change := changeset.Change{Format: changeset.Format, Schema: changeset.Schema, Tenant: d.Workspace.Tenant(), Log: key.LogID(), Scope: scope,
		Previous: own.Identity, Epoch: own.Epoch, Seq: own.Seq + 1, BaseSize: head.Size, BaseRoot: head.Root(), Generation: head.Generation,
		HLC: changeset.HLC(0).Next(c.env.Now().UnixMilli()), Operations: ops, Intent: "test"}
	ruling, err := judge.New(c.judge.Anchor).Precheck(d.DB, &change, c.env.Now().UnixMilli())
	if err != nil || ruling.Verdict != changeset.Accepted {
		if _, refused := judge.AsRefusal(err); err != nil && !refused {
			c.Fatal(err)
		}
		return false
	}
	signed, err := change.Sign(key.Private)
	if err != nil {
		return false // too long for a change
	}
	o := judge.NewOverlay(d.DB)
	c.must(o.AddPending(signed, nil))
	c.must(d.DB.Commit(o.Batch()))
	for i := range ops {
		c.wrote[fmt.Sprintf("%s.%s", ops[i].Kind, ops[i].Field)]++
	}
	return true
}

// step takes the season on, by the office and past whatever is missing.
func (c *cluster) step(to emulation.SeasonStep, with ...changeset.Operation) {
	c.Helper()
	c.sync("office")
	r, err := c.desks["office"].DB.Record(record.Season.Ref(changeset.NewScope(changeset.Cluster, c.season.Cluster), c.season))
	c.must(err)
	op := record.Season.Step.Op(c.season, to, changeset.IDs(record.Season.Step.Heads(r, changeset.Now))...)
	if !c.write("office", changeset.NewScope(changeset.Cluster, c.season.Cluster), append(with, op)...) {
		c.Fatalf("the season does not go on to %s", to)
	}
	c.sync(c.names()...)
}
