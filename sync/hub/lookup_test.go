package hub_test

import (
	"bytes"
	"crypto/ed25519"
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
	"thidua/sync/wire"
)

// lookUp asks for an invitation and gives the items that came.
func lookUp(t *testing.T, w *testdesk.World, name emulation.ID, lookup []byte) (*wire.Challenge, answered, error) {
	t.Helper()
	var b bytes.Buffer
	if err := w.Hub.Invitation(t.Context(), name, lookup, &b, nil); err != nil {
		return nil, answered{}, err
	}
	raw := b.Bytes()
	items := wire.NewReader(bytes.NewReader(raw), 1<<20)
	defer items.Close()
	first, err := items.Next()
	if err != nil {
		t.Fatal(err)
	}
	c, _ := first.(*wire.Challenge)
	return c, sortItems(t, bytes.NewReader(raw)), nil
}

// Who heard the look-up name of an invitation, on the line or over a shoulder, learns nothing by it: not even whether there is one.
func TestAttackLookupWithoutTheKey(t *testing.T) {
	w, _, _ := two(t)
	seed := w.Invite("son-la", "dung", emulation.RoleStaff)
	w.Office.Sync()
	name, tenant, root := seed.LookupName(), w.Office.Judge.Tenant, w.Root.Public().(ed25519.PublicKey)
	if _, _, err := lookUp(t, w, name, nil); emulation.CodeOf(err) != emulation.Newer {
		t.Errorf("a program of before is not told to update: %v", err)
	}
	asking := changeset.MustEncode(wire.Lookup{})
	tickets := map[emulation.ID][]byte{}
	for _, n := range []emulation.ID{name, testdesk.ID("nobody")} {
		c, got, err := lookUp(t, w, n, asking)
		if err != nil || c == nil || got.world != nil || len(got.entries) > 0 || !bytes.Equal(c.Root[:], root) {
			t.Fatalf("%s: %+v %v", n, got, err)
		}
		tickets[n] = c.Ticket
	}
	signed := func(key ed25519.PrivateKey, ticket []byte, of emulation.ID) []byte {
		raw, err := wire.SignLookup(tenant, key, ticket, of, judge.Latest)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	right := signed(seed.OneTimeKey(root), tickets[name], name)
	for what, tc := range map[string]struct {
		name   emulation.ID
		lookup []byte
		key    string
	}{
		"another key":        {name, signed(testdesk.Key("thief"), tickets[name], name), "sync.invitation-unknown"},
		"signed for another": {name, signed(seed.OneTimeKey(root), tickets[name], testdesk.ID("nobody")), "sync.invitation-unknown"},
		"no such invitation": {testdesk.ID("nobody"), signed(testdesk.Key("thief"), tickets[testdesk.ID("nobody")], testdesk.ID("nobody")), "sync.invitation-unknown"},
		"garbage":            {name, []byte{1, 2, 3}, "wire.malformed"},
	} {
		if _, got, err := lookUp(t, w, tc.name, tc.lookup); emulation.KeyOf(err) != tc.key {
			t.Errorf("%s: %+v %v", what, got, err)
		}
	}
	if c, got, err := lookUp(t, w, name, signed(seed.OneTimeKey(root), tickets[testdesk.ID("nobody")], name)); err != nil || c == nil || got.world != nil {
		t.Errorf("a ticket for another name: %+v %v", got, err)
	}
	if _, got, err := lookUp(t, w, name, right); err != nil || got.world == nil || len(got.entries) == 0 {
		t.Fatalf("who holds the key: %+v %v", got, err)
	}
	w.Clock.Forward(2 * time.Minute) // a line may repeat it at once
	if _, _, err := lookUp(t, w, name, right); emulation.KeyOf(err) != "sync.ticket" {
		t.Errorf("a recorded look-up is answered again: %v", err)
	}
}

// A new desk's program gets no more of the control log than it can judge.
func TestLookupEndsAtAJudgeTheProgramDoesNotKnow(t *testing.T) {
	w, _, _ := two(t)
	seed := w.Invite("son-la", "dung", emulation.RoleStaff)
	w.Office.Sync()
	raised, err := w.Store.Place(raise(t, w, judge.Latest).Identity)
	if err != nil {
		t.Fatal(err)
	}
	w.Office.Write(w.Control, "judged by the new one", record.Cluster.Op(record.OfficeCode{Office: testdesk.ID("office"), Code: "c"}, emulation.ClusterInfo{Name: "C"}))
	w.Office.Sync()
	for knows, want := range map[uint64]uint64{0: uint64(raised.First), judge.First: uint64(raised.First) + 1, judge.Latest: sizes(t, w)[w.Control]} {
		f, err := client.FetchInvitation(t.Context(), hub.Local{Hub: w.Hub}, "", seed, knows)
		if err != nil {
			t.Fatal(err)
		}
		if got := uint64(len(f.Logs[0].Entries)); got != want || (f.Logs[0].Checkpoint != nil) != (knows == judge.Latest) {
			t.Errorf("a program that knows version %d got %d leaves of %d, and a checkpoint: %v", knows, got, want, f.Logs[0].Checkpoint != nil)
		}
	}
}

// An invitation that was taken back, or whose issuer was, opens nothing.
func TestLookupOfAVoidInvitation(t *testing.T) {
	for what, revoke := range map[string]func(w *testdesk.World, oneTime identity.PublicKey) changeset.LogID{
		"the invitation": func(_ *testdesk.World, oneTime identity.PublicKey) changeset.LogID { return oneTime.LogID() },
		"its issuer":     func(w *testdesk.World, _ identity.PublicKey) changeset.LogID { return w.Office.Log },
	} {
		t.Run(what, func(t *testing.T) {
			w, _, _ := two(t)
			seed := w.Invite("son-la", "dung", emulation.RoleStaff)
			oneTime := identity.PublicOf(seed.OneTimeKey(w.Root.Public().(ed25519.PublicKey)))
			w.Office.Write(w.Control, "revoke", record.Revocation.Op(record.ByLog{Log: revoke(w, oneTime)}, emulation.Revocation{Reason: "lost"}))
			if _, err := w.Office.Client.Once(t.Context()); err != nil && emulation.KeyOf(err) != "sync.revoked" {
				t.Fatal(err)
			}
			_, err := client.FetchInvitation(t.Context(), hub.Local{Hub: w.Hub}, "", seed, judge.Latest)
			if emulation.KeyOf(err) != "sync.invitation-void" {
				t.Fatalf("%v", err)
			}
		})
	}
}
