package hub_test

import (
	"bytes"
	"context"
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// TestCallerGone: whoever asked is gone when the answer is written: no log is read for it, and what was pushed is taken all the same.
func TestCallerGone(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	a.Sync()
	ticket := ask(t, w, request(t, w, a.Private, nil, wire.Header{})).ticket
	c := a.Comment("Đề nghị xem lại")
	gone, stop := context.WithCancel(t.Context())
	stop()
	out, err := w.Hub.Sync(gone, request(t, w, a.Private, ticket.Ticket, wire.Header{}, c), true, new(bytes.Buffer), nil)
	if emulation.KeyOf(err) != "wire.cut" || out.Entries != 0 || !out.Proved {
		t.Errorf("%d leaves were handed out, %v", out.Entries, err)
	}
	if p, err := w.Store.Place(c.Identity); err != nil || p == nil || p.Verdict != changeset.Accepted {
		t.Errorf("what was pushed stands at %+v, %v", p, err)
	}
}
