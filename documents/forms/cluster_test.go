package forms_test

import (
	"crypto/ed25519"
	"math/rand/v2"
	"testing"
	"time"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/memstore"
	"thidua/internal/sample"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// cluster is a sample founded for real: an office, a server in the same process, and a desk for each unit that was asked for.
type cluster struct {
	t      *testing.T
	now    time.Time
	chance *rand.ChaCha8
	server *memstore.DB
	hub    *hub.Hub
	sample *sample.Sample
	office *workspace.Workspace
	desks  map[string]*workspace.Workspace
}

func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (c *cluster) ok(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *cluster) clock() time.Time {
	c.now = c.now.Add(time.Second)
	return c.now
}

func (c *cluster) env() workspace.Environment {
	return workspace.Environment{Now: c.clock, Rand: c.chance, Law: func() (*legal.Shelf, error) {
		return legal.ReadShelf(assets.Legal, "legal", "legal/forms/award-forms.yaml")
	}}
}

// found founds the sample and sets up desks of units, by their codes; nothing is filled in yet.
func found(t *testing.T, id string, units ...string) *cluster {
	t.Helper()
	c := &cluster{t: t, now: time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC), chance: rand.NewChaCha8([32]byte{1}), desks: map[string]*workspace.Workspace{}}
	c.sample = must[*sample.Sample](t)(sample.Load(id))
	c.server = memstore.New(c.chance)
	key := func(b byte) ed25519.PrivateKey { return ed25519.NewKeyFromSeed(append(make([]byte, 31), b)) }
	officeKey := must[*identity.Key](t)(identity.NewKey(c.chance))
	f := hub.Founding{Root: key(1), Server: key(2), Office: officeKey, OfficeID: emulation.ID{1}, ServerID: emulation.ID{2}, Person: emulation.ID{3},
		OfficeName: "Bộ Giáo dục và Đào tạo", PersonName: "Văn thư", Now: c.clock()}
	c.ok(hub.Genesis(c.server, f))
	c.hub = must[*hub.Hub](t)(hub.New(c.server, judge.NewAnchor(f.Root.Public().(ed25519.PublicKey)), f.Server, c.clock))

	control := changeset.NewScope(changeset.Control, f.OfficeID)
	file := &identity.OfficeFile{Root: f.Root.Seed(), Office: must[[]byte](t)(officeKey.MarshalBinary()), Scope: f.OfficeID, Name: f.OfficeName,
		Person: f.Person, Log: identity.LogCopy{Scope: control}, Server: identity.PublicOf(f.Server)}
	c.ok(c.server.Entries(control, 0, func(e *changeset.Entry) error {
		file.Log.Entries = append(file.Log.Entries, identity.EntryCopy{Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		return nil
	}))
	c.office = must[*workspace.Workspace](t)(replica.SetUpOffice(memstore.New(c.chance), file, "", c.env()))
	c.ok(season.At(c.office).Found(c.sample.Founding))
	c.exchange(c.office)
	for _, code := range units {
		unit := must[book.Unit](t)(c.office.FindUnit(code))
		invited := must[*replica.Invited](t)(replica.At(c.office).Invite(unit.ID, emulation.RoleLeader, replica.InviteValidity))
		own := must[*identity.Key](t)(identity.NewKey(c.chance))
		c.desks[code] = must[*workspace.Workspace](t)(replica.Join(memstore.New(c.chance), own, invited.File, "Giám đốc", c.env()))
		c.exchange(c.office)
		c.exchange(c.desks[code])
	}
	return c
}

// exchange sends what a desk wrote and brings what it lacks, twice: the second time it may read what the first one made known.
func (c *cluster) exchange(w *workspace.Workspace) {
	c.t.Helper()
	var pushes []wire.Push
	c.ok(replica.At(w).Pending(func(p changeset.PendingChange) error {
		pushes = append(pushes, wire.Push{Change: p.Change.Raw, Detached: p.Detached})
		return nil
	}))
	acks, _, err := c.hub.Take(pushes)
	c.ok(err)
	for _, a := range acks {
		if a.Reason != "" {
			c.t.Fatalf("the server refused a change: %s", a.Reason)
		}
	}
	for range 2 {
		for _, cursor := range must[[]replica.Cursor](c.t)(replica.At(w).Cursors()) {
			var news []judge.Received
			c.ok(c.server.Entries(cursor.Scope, cursor.Size, func(e *changeset.Entry) error {
				news = append(news, judge.Received{Scope: e.Scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
				return nil
			}))
			c.ok(replica.At(w).Apply(news))
		}
	}
}

// fill types a unit's sample inputs into its sheet.
func (c *cluster) fill(code string) *workspace.Workspace {
	c.t.Helper()
	w := c.desks[code]
	for criterion, fields := range c.sample.Inputs[code] {
		if cell := must[sheet.Cell](c.t)(sheet.At(w).SetCell(criterion, fields)); cell.Fault != nil {
			c.t.Fatal(criterion, cell.Fault)
		}
	}
	return w
}

// submit fills in a unit's sheet and hands it in.
func (c *cluster) submit(code string) {
	c.t.Helper()
	w := c.fill(code)
	c.ok(sheet.At(w).Because("chưa có minh chứng").Submit())
	c.exchange(w)
}

func (c *cluster) sheet(w *workspace.Workspace, code string) *sheet.Sheet {
	c.t.Helper()
	unit := must[book.Unit](c.t)(w.FindUnit(code))
	return must[*sheet.Sheet](c.t)(sheet.At(w).Sheet(unit.ID))
}
