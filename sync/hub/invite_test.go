package hub_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

func TestInvitationIsFoundByItsName(t *testing.T) {
	w, _, _ := two(t)
	seed := w.Invite("son-la", "dung", emulation.RoleStaff)
	if _, err := client.FetchInvitation(t.Context(), hub.Local{Hub: w.Hub}, "", seed, judge.Latest); emulation.KeyOf(err) != "sync.invitation-unknown" {
		t.Fatalf("before the office synced: %v", err)
	}
	w.Office.Sync()
	w.OpenHub() // the index is made anew from the records
	f, err := client.FetchInvitation(t.Context(), hub.Local{Hub: w.Hub}, "https://s", seed, judge.Latest)
	if err != nil {
		t.Fatal(err)
	}
	if f.Server != "https://s" || f.Seed != seed || !bytes.Equal(f.Root[:], w.Root.Public().(ed25519.PublicKey)) || len(f.Logs) != 1 ||
		uint64(len(f.Logs[0].Entries)) != sizes(t, w)[w.Control] || f.Logs[0].Checkpoint == nil {
		t.Fatalf("what came: %d logs", len(f.Logs))
	}
	d := w.NewDesk("dung", testdesk.Key("dung"))
	d.Accept(f)
	if r := d.Sync(); r.Verdicts[changeset.Accepted]+r.Received == 0 || r.Waiting != 0 {
		t.Fatalf("joining: %+v", r)
	}
	if _, err := client.FetchInvitation(t.Context(), hub.Local{Hub: w.Hub}, "", seed, judge.Latest); emulation.KeyOf(err) != "sync.invitation-used" {
		t.Errorf("a used invitation: %v", err)
	}
	second := w.NewDesk("second", testdesk.Key("second"))
	second.Accept(f)
	if _, err := second.Client.Once(t.Context()); emulation.KeyOf(err) != "sync.not-joined" {
		t.Errorf("a second use of an invitation: %v", err)
	}
	w.Office.Sync()
	if cert, err := w.Office.Judge.Certificate(w.Office.DB, w.Control, second.Log, changeset.Logged); err != nil || cert != nil {
		t.Errorf("the second key got a certificate: %v %v", cert, err)
	}
}

func TestExpiredInvitation(t *testing.T) {
	w, _, _ := two(t)
	seed := w.Invite("son-la", "dung", emulation.RoleStaff)
	w.Office.Sync()
	w.Clock.Forward(15 * 24 * time.Hour)
	if _, err := client.FetchInvitation(t.Context(), hub.Local{Hub: w.Hub}, "", seed, judge.Latest); emulation.KeyOf(err) != "sync.invitation-expired" {
		t.Fatal(err)
	}
}

func TestFalseServerBehindACode(t *testing.T) {
	w, _, _ := two(t)
	seed := w.Invite("son-la", "dung", emulation.RoleStaff)
	w.Office.Sync()
	// The false server has heard the look-up name and answers under a root of its own with an invitation for a key it holds.
	root := testdesk.Key("false root")
	oneTime := testdesk.Key("false one-time key")
	inv, err := identity.Invitation{OneTime: identity.PublicOf(oneTime), Name: seed.LookupName(), May: []emulation.Role{emulation.RoleStaff},
		Subject: identity.Subject{Kind: emulation.SubjectUnit, ID: testdesk.UnitID("son-la")}, NotAfter: w.Clock.Now().Unix() + 1000,
	}.Sign(changeset.TenantOf(root.Public().(ed25519.PublicKey)), oneTime)
	if err != nil {
		t.Fatal(err)
	}
	for name, lie := range map[string]lyingServer{
		"own root and key":              {root: root.Public().(ed25519.PublicKey), invitation: inv},
		"true root, false invitation":   {root: w.Root.Public().(ed25519.PublicKey), invitation: inv},
		"no invitation":                 {root: root.Public().(ed25519.PublicKey)},
		"invitation that is only bytes": {root: root.Public().(ed25519.PublicKey), invitation: []byte("invitation")},
	} {
		t.Run(name, func(t *testing.T) {
			lie.Local, lie.control = hub.Local{Hub: w.Hub}, w.Control
			if _, err := client.FetchInvitation(context.Background(), lie, "", seed, judge.Latest); emulation.KeyOf(err) != "sync.false-server" {
				t.Fatalf("taken for true: %v", err)
			}
		})
	}
}

func TestGenesisOnlyOnce(t *testing.T) {
	w := testdesk.New(t)
	office, err := identity.NewKey(testdesk.Random("again"))
	if err != nil {
		t.Fatal(err)
	}
	err = hub.Genesis(w.Store, hub.Founding{Root: w.Root, Server: w.Server, Office: office, OfficeID: testdesk.ID("office"), ServerID: testdesk.ID("server"),
		Person: testdesk.ID("p"), OfficeName: "x", PersonName: "y", Now: w.Clock.Now()})
	if emulation.KeyOf(err) != "sync.founded" {
		t.Fatal(err)
	}
}

func TestPersonalValuesTravelBesideTheirChange(t *testing.T) {
	w, a, b := two(t)
	name := changeset.Detached{Salt: sha256.Sum256([]byte("s")), Value: []byte("An")}
	junk := changeset.Detached{Salt: sha256.Sum256([]byte("j")), Value: bytes.Repeat([]byte("x"), 1000)}
	a.WriteDetached(w.Control, "name", []changeset.Detached{name, junk},
		record.Person.Op(record.ByPerson{Person: testdesk.ID("person an")}, name.Commitment()))
	head, err := b.DB.Log(w.Control)
	if err != nil {
		t.Fatal(err)
	}
	a.Sync()
	came := rest(t, w.Store, w.Control, head.Size)
	came[0].Detached = append(came[0].Detached, junk) // also by whoever stands between
	if err := b.Apply(t.Context(), came); err != nil {
		t.Fatal(err)
	}
	b.Sync()
	if d, err := b.DB.Detached(name.Commitment()); err != nil || d == nil || string(d.Value) != "An" {
		t.Fatalf("the name did not arrive: %v %v", d, err)
	}
	if d, err := b.DB.Detached(junk.Commitment()); err != nil || d != nil {
		t.Fatalf("a desk kept a value that the change does not name: %v", err)
	}
	if e, err := a.DB.Entry(w.Control, head.Size); err != nil || len(e.Detached) != 1 || string(e.Detached[0].Value) != "An" {
		t.Fatalf("its author's own log is without it: %+v %v", e, err)
	}
	if d, err := w.Store.Detached(junk.Commitment()); err != nil || d != nil {
		t.Fatalf("a value that the change does not name was kept: %v", err)
	}
}
