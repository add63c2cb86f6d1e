package hub_test

import (
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// What became of a joining change is told to the key it is about, with a ticket, and to nobody else, such as who only has
// its bytes; and it is told of no other change.
func TestAttackAskingHowAnotherFared(t *testing.T) {
	w, a, _ := two(t)
	seed := w.Invite("son-la", "dung", emulation.RoleStaff)
	w.Office.Sync()
	file, err := client.FetchInvitation(t.Context(), hub.Local{Hub: w.Hub}, "", seed, judge.Latest)
	if err != nil {
		t.Fatal(err)
	}
	d := w.NewDesk("dung", testdesk.Key("dung"))
	d.Accept(file)
	var joins []*changeset.Signed
	if err := d.DB.Pending(func(p changeset.PendingChange) error {
		joins = append(joins, p.Change)
		return nil
	}); err != nil || len(joins) != 1 {
		t.Fatal(len(joins), err)
	}
	w.Clock.Forward(15 * 24 * time.Hour)
	other := a.Compose(w.Cluster, "comment", record.Comment.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"}, "x")) // somebody else's, beside it
	stranger := testdesk.Key("stranger")

	if got := ask(t, w, request(t, w, d.Private, nil, wire.Header{}, joins[0])); len(got.acks) != 0 || got.view != nil {
		t.Errorf("without a ticket: %+v", got)
	}
	if got := ask(t, w, request(t, w, stranger, ticketOf(t, w, stranger), wire.Header{}, joins[0])); len(got.acks) != 0 || got.view != nil {
		t.Errorf("to a stranger: %+v", got)
	}
	mine := request(t, w, d.Private, ticketOf(t, w, d.Private), wire.Header{}, other, joins[0])
	got := ask(t, w, mine)
	if len(got.acks) != 1 || got.view != nil || len(got.entries) != 0 {
		t.Fatalf("to whom it is about: %+v", got)
	}
	w.Clock.Forward(2 * time.Minute)
	if again := ask(t, w, mine); len(again.acks) != 0 {
		t.Errorf("to who recorded it: %+v", again)
	}
	if leaf, err := changeset.DecodeLeaf(got.acks[0].Leaf); err != nil || leaf.Identity != joins[0].Identity || leaf.Reason != judge.ReasonExpInvite {
		t.Errorf("%+v %v", leaf, err)
	}
}
