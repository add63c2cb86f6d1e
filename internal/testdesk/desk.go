package testdesk

import (
	"context"
	"crypto/ed25519"
	"path/filepath"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/sync/wire"
)

// Desk is one person's computer: what a client needs of it, and how it writes.
type Desk struct {
	*World
	Name      string
	Private   ed25519.PrivateKey
	Log       changeset.LogID
	DB        desk.Store
	Judge     *judge.Judge
	Transport client.Transport // the hub in this process, until a test sets another
	Client    *client.Client
	Scopes    []changeset.Scope // what the server said may be read
	Acks      []wire.Ack
	Signed    [][]byte                                 // leaves of a log that lies, and the server's word on them
	Applied   int                                      // leaves
	Stated    int                                      // words of the server on a state that were compared and right
	Checked   map[changeset.Scope]changeset.Checkpoint // the server's words that were compared last
	ServerKey ed25519.PublicKey
	Events    func(client.Event)

	HeldBack   []wire.HeldPlace // what the server holds back for the office
	heldDigest []byte
}

// NewDesk opens an empty desk.
func (w *World) NewDesk(name string, key ed25519.PrivateKey) *Desk {
	w.T.Helper()
	d := &Desk{World: w, Name: name, Private: key, Log: identity.PublicOf(key).LogID(), Judge: judge.New(judge.NewAnchor(w.Root.Public().(ed25519.PublicKey))),
		ServerKey: w.Server.Public().(ed25519.PublicKey), Checked: map[changeset.Scope]changeset.Checkpoint{}}
	db, err := w.Disk.Open(filepath.Join(w.T.TempDir(), "desk"), storage.Options{FloorBytes: 1, ReserveBytes: 1, Rand: Random("salt " + name)})
	w.must(err)
	d.DB = db
	w.T.Cleanup(func() { w.must(db.Close()) })
	d.Transport = hubNow{w}
	d.Client = client.New(client.Config{Tenant: d.Judge.Tenant, Key: key, Outbox: d, Applier: d, State: d, Judge: judge.Latest, Transport: current{d}, Now: w.Clock.Now,
		Rand: Random("nonce " + name), Events: func(e client.Event) {
			if d.Events != nil {
				d.Events(e)
			}
		}})
	return d
}

// hubNow asks the world's hub as it is at that moment.
type hubNow struct{ w *World }

func (h hubNow) local() hub.Local { return hub.Local{Hub: h.w.Hub} }

// Sync runs one sync that must go well.
func (d *Desk) Sync() client.Report {
	d.T.Helper()
	r, err := d.Client.Once(context.Background())
	if err != nil {
		d.T.Fatalf("%s: %v", d.Name, err)
	}
	for _, p := range r.Problems {
		d.T.Fatalf("%s: %v", d.Name, p)
	}
	return r
}

// Write makes a change that waits for a leaf.
func (d *Desk) Write(scope changeset.Scope, intent string, ops ...changeset.Operation) *changeset.Signed {
	d.T.Helper()
	return d.WriteDetached(scope, intent, nil, ops...)
}

// WriteDetached is Write with personal values beside the change.
func (d *Desk) WriteDetached(scope changeset.Scope, intent string, detached []changeset.Detached, ops ...changeset.Operation) *changeset.Signed {
	d.T.Helper()
	c := d.Compose(scope, intent, ops...)
	o := judge.NewOverlay(d.DB)
	d.must(o.AddPending(c, detached))
	d.must(d.DB.Commit(o.Batch()))
	d.Judge.Forget()
	return c
}

// Compose signs the next change of this desk's chain in a scope, without keeping it.
func (d *Desk) Compose(scope changeset.Scope, intent string, ops ...changeset.Operation) *changeset.Signed {
	d.T.Helper()
	own, err := d.DB.Own(scope)
	d.must(err)
	logged, err := d.DB.Chain(changeset.ChainKey{Scope: scope, Log: d.Log, Epoch: own.Epoch})
	d.must(err)
	if logged.Seq > own.Seq {
		own = changeset.ChainHead{Epoch: own.Epoch, Seq: logged.Seq, Identity: logged.Identity}
	}
	head, err := d.DB.Log(scope)
	d.must(err)
	c, err := changeset.Change{Format: changeset.Format, Schema: changeset.Schema, Tenant: d.Judge.Tenant, Log: d.Log, Scope: scope,
		Previous: own.Identity, Epoch: own.Epoch, Seq: own.Seq + 1, Generation: head.Generation, BaseSize: head.Size, BaseRoot: head.Root(),
		HLC: changeset.HLC(0).Next(d.Clock.Now().UnixMilli()), Operations: ops, Intent: intent}.Sign(d.Private)
	d.must(err)
	return c
}

// Score writes the own input of a criterion into the unit's log.
func (d *Desk) Score(unit, criterion, value string) *changeset.Signed {
	d.T.Helper()
	return d.Write(UnitScope(unit), "score", record.Score.Input.Op(record.SheetColumn{Sheet: ID("sheet " + unit), Criterion: criterion, Column: record.ColumnSelf}, emulation.Fields{"value": value}))
}

// Comment writes a remark into the cluster's log.
func (d *Desk) Comment(text string) *changeset.Signed {
	d.T.Helper()
	return d.Write(d.Cluster, "comment", record.Comment.Make(record.SheetCriterion{Sheet: ID("sheet"), Criterion: "1.1"}, text))
}

// Fetch asks for an invitation by its code, as a new desk does.
func (d *Desk) Fetch(seed identity.Seed) *identity.InviteFile {
	d.T.Helper()
	f, err := client.FetchInvitation(context.Background(), d.Transport, "", seed, d.Judge.Knows)
	d.must(err)
	return f
}

// Accept takes what an invitation brings and writes the first change: the use of the invitation and the own certificate.
func (d *Desk) Accept(f *identity.InviteFile) {
	d.T.Helper()
	for _, l := range f.Logs {
		var entries []wire.Entry
		for _, e := range l.Entries {
			entries = append(entries, wire.Entry{Scope: l.Scope, Leaf: e.Leaf, Change: e.Change, Detached: e.Detached})
		}
		d.must(d.Apply(context.Background(), entries))
		d.must(d.Checkpoint(l.Scope, l.Checkpoint))
	}
	inv, err := identity.ParseInvitation(d.Judge.Tenant, f.Invite)
	d.must(err)
	now := d.Clock.Now().Unix()
	cert, err := identity.Certificate{Key: identity.PublicOf(d.Private), Person: ID("person " + d.Name), Subject: inv.Subject, May: inv.May,
		MayGrant: inv.MayGrant, NotBefore: now, NotAfter: now + identity.MaxValidity}.Sign(d.Judge.Tenant, f.Seed.OneTimeKey(f.Root.Key()))
	d.must(err)
	d.Write(f.Logs[0].Scope, "join",
		record.Invitation.Used.Op(record.ByOneTime{OneTime: inv.OneTime[:]}, d.Log[:]),
		record.Certificate.Op(record.ByLog{Log: d.Log}, cert))
}

// StateHash is the digest of a scope's state here.
func (d *Desk) StateHash(scope changeset.Scope) emulation.Hash {
	d.T.Helper()
	h, err := state.Of(d.DB, scope)
	d.must(err)
	return h
}

// Place is where an identity stands here.
func (d *Desk) Place(id changeset.Identity) *changeset.Place {
	d.T.Helper()
	p, err := d.DB.Place(id)
	d.must(err)
	if p == nil {
		d.T.Fatalf("%s does not know %s", d.Name, id)
	}
	return p
}
