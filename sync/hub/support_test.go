package hub_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"io"
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/wire"
)

// request builds the bytes of one request by hand.
func request(t testing.TB, w *testdesk.World, key ed25519.PrivateKey, ticket []byte, h wire.Header, pushes ...*changeset.Signed) []byte {
	t.Helper()
	out, err := wire.NewRequest(&h, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range pushes {
		if err := out.Push(&wire.Push{Change: c.Raw}); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := out.Seal(w.Office.Judge.Tenant, key, ticket)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// answered is a response, sorted.
type answered struct {
	ticket      *wire.Ticket
	view        *wire.View
	end         *wire.End
	acks        []wire.Ack
	entries     []wire.Entry
	checkpoints []wire.Checkpoint
	problems    []wire.Problem
	blobs       []wire.BlobState
	world       *wire.World
}

// ask sends a request to the hub in this process.
func ask(t testing.TB, w *testdesk.World, raw []byte) answered {
	t.Helper()
	var b bytes.Buffer
	if _, err := w.Hub.Sync(context.Background(), raw, true, &b, nil); err != nil {
		t.Fatal(err)
	}
	return sortItems(t, &b)
}

func sortItems(t testing.TB, r io.Reader) answered {
	t.Helper()
	items := wire.NewReader(r, 64<<20)
	defer items.Close()
	var a answered
	for {
		item, err := items.Next()
		if err == io.EOF {
			return a
		}
		if err != nil {
			t.Fatal(err)
		}
		switch item := item.(type) {
		case *wire.Ticket:
			a.ticket = item
		case *wire.View:
			a.view = item
		case *wire.End:
			a.end = item
		case *wire.Ack:
			a.acks = append(a.acks, *item)
		case *wire.Entry:
			a.entries = append(a.entries, *item)
		case *wire.Checkpoint:
			a.checkpoints = append(a.checkpoints, *item)
		case *wire.Problem:
			a.problems = append(a.problems, *item)
		case *wire.BlobState:
			a.blobs = append(a.blobs, *item)
		case *wire.World:
			a.world = item
		}
	}
}

// ticketOf asks for a ticket as a caller without one does.
func ticketOf(t testing.TB, w *testdesk.World, key ed25519.PrivateKey) []byte {
	t.Helper()
	return ask(t, w, request(t, w, key, nil, wire.Header{})).ticket.Ticket
}

// two is a founded world with a desk of each unit, all in step.
func two(t testing.TB) (w *testdesk.World, a, b *testdesk.Desk) {
	t.Helper()
	w = testdesk.New(t)
	w.Found()
	a = w.Join("son-la", "an", emulation.RoleLeader)
	b = w.Join("cao-bang", "binh", emulation.RoleStaff)
	a.Sync()
	b.Sync()
	a.Sync()
	w.Office.Sync()
	return w, a, b
}

// sizes are the sizes of all logs of the hub.
func sizes(t testing.TB, w *testdesk.World) map[changeset.Scope]uint64 {
	t.Helper()
	scopes, err := w.Store.Scopes()
	if err != nil {
		t.Fatal(err)
	}
	out := map[changeset.Scope]uint64{}
	for _, s := range scopes {
		head, err := w.Store.Log(s)
		if err != nil {
			t.Fatal(err)
		}
		out[s] = head.Size
	}
	return out
}

// lyingServer answers the look-up of an invitation with a world of its own.
type lyingServer struct {
	hub.Local
	root       ed25519.PublicKey
	control    changeset.Scope
	invitation []byte
}

func (l lyingServer) Invitation(context.Context, emulation.ID, []byte) (io.ReadCloser, error) {
	var b bytes.Buffer
	out := wire.NewWriter(&b, nil)
	for _, item := range []any{&wire.World{Root: [32]byte(l.root), Control: l.control, Invitation: l.invitation}, &wire.End{}} {
		if err := out.Item(item); err != nil {
			return nil, err
		}
	}
	return io.NopCloser(&b), out.Close()
}
