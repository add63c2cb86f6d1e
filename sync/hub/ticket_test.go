package hub_test

import (
	"testing"

	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// TestTicketOutlivesTheServer: a server that was started anew answers a desk at once.
func TestTicketOutlivesTheServer(t *testing.T) {
	w, a, _ := two(t)
	w.OpenHub()
	if r := a.Sync(); r.RoundTrips != 1 {
		t.Errorf("%d trips after a start", r.RoundTrips)
	}
}

// TestAttackReplayAfterAStart: what was asked before a start of the server is worth nothing behind it, whichever ticket it came with.
func TestAttackReplayAfterAStart(t *testing.T) {
	w, a, b := two(t)
	early, late := ticketOf(t, w, a.Private), ticketOf(t, w, a.Private)
	asked := request(t, w, a.Private, late, wire.Header{Nonce: []byte("1")})
	if ask(t, w, asked).view == nil {
		t.Fatal("not proved")
	}
	unused := ticketOf(t, w, b.Private)
	w.OpenHub()
	for name, raw := range map[string][]byte{
		"the same bytes":                 asked,
		"its ticket, with another nonce": request(t, w, a.Private, late, wire.Header{Nonce: []byte("2")}),
		"a ticket of before":             request(t, w, a.Private, early, wire.Header{Nonce: []byte("3")}),
		"another's ticket":               request(t, w, a.Private, unused, wire.Header{Nonce: []byte("4")}),
	} {
		if ask(t, w, raw).view != nil {
			t.Errorf("%s: answered", name)
		}
	}
	if ask(t, w, request(t, w, b.Private, unused, wire.Header{})).view == nil {
		t.Error("a ticket nobody used was not taken")
	}
}

// TestAttackReplayAfterARestore: a restored server does not know what was asked: no ticket of before counts.
func TestAttackReplayAfterARestore(t *testing.T) {
	w, a, _ := two(t)
	unused := ticketOf(t, w, a.Private)
	w.OpenHub()
	if err := w.Hub.FellBehind(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if ask(t, w, request(t, w, a.Private, unused, wire.Header{})).view != nil {
			t.Error("answered")
		}
		w.OpenHub()
	}
}

// TestServerLaidBackByHandLocksNobodyOut: who copied the data back told nobody, so the count of starts is that of before, and tickets beyond
// it are about. Every desk goes on, also one that lost its ticket, also after the next start.
func TestServerLaidBackByHandLocksNobodyOut(t *testing.T) {
	w, a, _ := two(t)
	before := &changeset.Batch{Meta: map[string][]byte{}}
	for _, name := range []string{"hub/starts", "hub/used/" + a.Log.String()} {
		raw, err := w.Store.Meta(name)
		if err != nil {
			t.Fatal(err)
		}
		before.Meta[name] = raw
	}
	for range 3 {
		w.OpenHub()
	}
	a.Sync()
	if err := w.Store.Commit(before); err != nil {
		t.Fatal(err)
	}
	w.OpenHub()
	for i := range 2 {
		a.Comment("x")
		if r := a.Sync(); r.RoundTrips != 1 || r.Waiting != 0 {
			t.Errorf("sync %d: %d trips, %d waiting", i, r.RoundTrips, r.Waiting)
		}
	}
	w.OpenHub()
	if ask(t, w, request(t, w, a.Private, ticketOf(t, w, a.Private), wire.Header{})).view == nil {
		t.Error("a desk without its ticket is locked out")
	}
}
