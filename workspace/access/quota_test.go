package access_test

import (
	"bytes"
	"context"
	"io"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/sync/refusal"
	"thidua/sync/wire"
	"thidua/workspace/access"
	"thidua/workspace/replica"
)

// A server that says a quota was used up where the log shows room, or does not sign that it was, is noticed; a true word is kept, and the work rests
// until the next day.
func TestAttackFalseOverQuota(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Sync(d)
	w.Type(d, "I.1", "98")
	testyear.Must(d.Workspace.Seal())(w)
	var mine *changeset.Signed
	w.OK(d.Workspace.Disk().Pending(func(p changeset.PendingChange) error { mine = p.Change; return nil }))
	if mine == nil {
		t.Fatal("nothing waits")
	}
	alarmed := func() (what string) {
		for _, l := range w.Status(d).Logs {
			if l.Scope == mine.Scope && l.Alarm.Key != "" {
				what = l.Alarm.Key
			}
		}
		return what
	}
	if alarmed() != "" {
		t.Fatal("an alarm before anything was said")
	}
	w.OK(replica.At(d.Workspace).Refused(mine.Identity, judge.RefusedQuota, []byte("no word of any server")))
	if got := alarmed(); got != "alarm.quota" {
		t.Fatalf("an unsigned word is taken: %q", got)
	}
	if r := testyear.Must(d.Exchange(context.Background(), hub.Local{Hub: w.Hub}))(w); r.Sent != 1 {
		t.Errorf("a lie keeps work from being sent: %+v", r)
	}
}

// A true "over quota" rests the work, and says so; the next day it goes in by itself.
func TestOverQuotaGoesInTomorrow(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Sync(d, w.Office)
	w.OK(access.At(w.Office.Workspace).SetQuotas(emulation.Quotas{Key: emulation.Quota{Leaves: 1}}))
	w.Sync(w.Office, d)
	for i, v := range []string{"98", "97", "96"} {
		w.Type(d, "I.1", v)
		r, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub})
		if i == 1 && (err != nil || r.Refused[judge.RefusedQuota] != 1) || i == 2 && r.Sent != 0 {
			t.Fatalf("%d: %+v %v", i, r, err)
		}
	}
	st := w.Status(d)
	kept := false
	for _, l := range st.Logs {
		kept = kept || l.Kept.Key == "log.kept"
		if l.Alarm.Key != "" {
			t.Errorf("an honest server is accused: %v", l.Alarm)
		}
	}
	if !kept || st.Pending == 0 {
		t.Errorf("%+v", st)
	}
	w.Clock.Forward(24 * 3600 * 1e9)
	r, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub})
	if err != nil || r.Verdicts[changeset.Accepted] != 1 {
		t.Errorf("the next day: %+v %v", r, err)
	}
}

// lying is a server that answers otherwise than it judged.
type lying struct {
	hub.Local
	alter func(*wire.Ack)
}

func (l lying) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	honest, err := l.Local.Sync(ctx, request)
	if err != nil {
		return nil, err
	}
	items := wire.NewReader(honest, 64<<20)
	defer items.Close()
	items.Asked(wire.Pushed(request))
	var b bytes.Buffer
	out := wire.NewWriter(&b, nil)
	for {
		item, err := items.Next()
		if err == io.EOF {
			return io.NopCloser(&b), out.Close()
		}
		if err != nil {
			return nil, err
		}
		if a, ok := item.(*wire.Ack); ok && a.Reason != "" {
			l.alter(a)
		}
		if err := out.Item(item); err != nil {
			return nil, err
		}
	}
}

// full is a desk with a quota that one change uses up, and a second change that waits.
func full(t *testing.T) (*testyear.World, *desk.Desk, changeset.Scope) {
	t.Helper()
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Sync(d, w.Office)
	w.OK(access.At(w.Office.Workspace).SetQuotas(emulation.Quotas{Key: emulation.Quota{Leaves: 1}}))
	w.Sync(w.Office, d)
	w.Type(d, "I.1", "98")
	w.Sync(d)
	w.Type(d, "I.1", "97")
	testyear.Must(d.Workspace.Seal())(w)
	return w, d, w.Pending(d)[0].Change.Scope
}

// said is what status says of a log: an alarm, and why work stays here.
func said(w *testyear.World, d *desk.Desk, scope changeset.Scope) (alarm, kept string) {
	w.Helper()
	for _, l := range w.Status(d).Logs {
		if l.Scope == scope {
			return l.Alarm.Key, l.Kept.Key
		}
	}
	return "", ""
}

// TestWhatIsSaidOfALaterChangeDoesNotSendAnEarlierOneAgain: a change that rests keeps those behind it waiting, whatever is said of one of them.
func TestWhatIsSaidOfALaterChangeDoesNotSendAnEarlierOneAgain(t *testing.T) {
	w, d, scope := full(t)
	if r, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub}); err != nil || r.Refused[judge.RefusedQuota] != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	w.Type(d, "I.1", "96")
	testyear.Must(d.Workspace.Seal())(w)
	var later *changeset.Signed
	w.OK(d.Workspace.Disk().Pending(func(p changeset.PendingChange) error { later = p.Change; return nil }))
	w.OK(replica.At(d.Workspace).Refused(later.Identity, judge.RefusedQuota, nil))
	if _, kept := said(w, d, scope); kept != "log.kept" {
		t.Errorf("what rested is told as %q", kept)
	}
	if r, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub}); err != nil || r.Sent != 0 {
		t.Errorf("what rests was sent again: %+v %v", r, err)
	}
}

// reworded has a server sign other words on quotas.
func reworded(w *testyear.World, d *desk.Desk, alter func(*refusal.Word)) func(*wire.Ack) {
	return func(a *wire.Ack) {
		if a.Reason != judge.RefusedQuota {
			return
		}
		env, err := changeset.Unseal(changeset.TypeRefusal, d.Workspace.Tenant(), a.Said)
		w.OK(err)
		word := new(refusal.Word)
		w.OK(changeset.LoadStrict(env.Payload, word))
		alter(word)
		a.Said = word.Sign(d.Workspace.Tenant(), w.Server.Private)
	}
}

// A server's word names leaves that do not exist, so that nobody could ever count again: once it has handed out all it has, that is an alarm. The
// work does not rest by it, nor by one of a day that is years away.
func TestAttackOverQuotaOfLeavesThatDoNotExist(t *testing.T) {
	for what, c := range map[string]struct {
		alter func(*refusal.Word)
		alarm string
	}{
		"of the log":         {func(w *refusal.Word) { w.Size = 1 << 40 }, "alarm.quota"},
		"of the control log": {func(w *refusal.Word) { w.Control = 1 << 40 }, "alarm.quota"},
		"one more":           {func(w *refusal.Word) { w.Size++ }, "alarm.quota"},
		"in another year":    {func(w *refusal.Word) { w.Received += 400 * judge.Day }, "alarm.quota"},
		"it is true":         {func(*refusal.Word) {}, ""},
	} {
		t.Run(what, func(t *testing.T) {
			w, d, scope := full(t)
			liar := lying{Local: hub.Local{Hub: w.Hub}, alter: reworded(w, d, c.alter)}
			r := testyear.Must(d.Exchange(context.Background(), liar))(w)
			if r.Refused[judge.RefusedQuota] != 1 {
				t.Fatalf("%+v", r)
			}
			alarm, kept := said(w, d, scope)
			if alarm != c.alarm {
				t.Errorf("alarm %q", alarm)
			}
			rests := c.alarm == ""
			if want := map[bool]string{true: "log.kept", false: "log.refused"}[rests]; kept != want {
				t.Errorf("status says %q", kept)
			}
			if r = testyear.Must(d.Exchange(context.Background(), hub.Local{Hub: w.Hub}))(w); (r.Sent == 0) != rests {
				t.Errorf("then %d are sent", r.Sent)
			}
		})
	}
}

// A change that goes beyond its quota by itself is over it on any day. A server that names one far away silences the desk for one day.
func TestAttackOverQuotaForYears(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Sync(d, w.Office)
	w.OK(access.At(w.Office.Workspace).SetQuotas(emulation.Quotas{Key: emulation.Quota{Bytes: 1}}))
	w.Sync(w.Office, d)
	w.Type(d, "I.1", "98")
	liar := lying{Local: hub.Local{Hub: w.Hub}, alter: reworded(w, d, func(word *refusal.Word) { word.Received += 400 * judge.Day })}
	testyear.Must(d.Exchange(context.Background(), liar))(w)
	for sent, later := range []time.Duration{0, 25 * time.Hour} {
		w.Clock.Forward(later)
		if r := testyear.Must(d.Exchange(context.Background(), liar))(w); r.Sent != sent {
			t.Errorf("%v later %d are sent", later, r.Sent)
		}
	}
}

// A word that was true is said again when the logs have gone on: nothing rests by it.
func TestAttackOldOverQuota(t *testing.T) {
	w, d, scope := full(t)
	var id changeset.Identity
	var old []byte
	listens := lying{Local: hub.Local{Hub: w.Hub}, alter: func(a *wire.Ack) {
		if a.Reason == judge.RefusedQuota {
			id, old = a.Identity, a.Said
		}
	}}
	testyear.Must(d.Exchange(context.Background(), listens))(w)
	if _, kept := said(w, d, scope); kept != "log.kept" || old == nil {
		t.Fatalf("a true word: %q", kept)
	}
	w.OK(access.At(w.Office.Workspace).SetQuotas(emulation.Quotas{Key: emulation.Quota{Leaves: 9}}))
	w.Sync(w.Office, d)
	w.OK(replica.At(d.Workspace).Refused(id, judge.RefusedQuota, old))
	if alarm, kept := said(w, d, scope); alarm != "" || kept != "log.refused" {
		t.Errorf("%q %q", alarm, kept)
	}
	if r := testyear.Must(d.Exchange(context.Background(), hub.Local{Hub: w.Hub}))(w); r.Sent != 1 || r.Verdicts[changeset.Accepted] != 1 {
		t.Errorf("%+v", r)
	}
}

// Somebody says that the key was revoked. No log shows it: that is told, and the work is sent with the next sync.
func TestAttackUnprovedRevokedSilencesNobody(t *testing.T) {
	w, d, scope := full(t)
	liar := lying{Local: hub.Local{Hub: w.Hub}, alter: func(a *wire.Ack) { a.Reason, a.Said = judge.ReasonRevoked, nil }}
	for range 2 {
		if r := testyear.Must(d.Exchange(context.Background(), liar))(w); r.Sent != 1 {
			t.Fatalf("%+v", r)
		}
		if alarm, kept := said(w, d, scope); alarm != "" || kept != "log.refused" {
			t.Errorf("%q %q", alarm, kept)
		}
	}
}

// Once a change has its leaf, what is said of it, or was, keeps nothing back.
func TestAttackRefusalOfWhatHasItsLeaf(t *testing.T) {
	w, d, scope := full(t)
	mine := w.Pending(d)[0].Change
	testyear.Must(d.Exchange(context.Background(), hub.Local{Hub: w.Hub}))(w)
	if _, kept := said(w, d, scope); kept != "log.kept" {
		t.Fatal(kept)
	}
	w.Sync(w.Office)
	testyear.Must(access.At(w.Office.Workspace).Decide(mine.Log, true, "hers"))(w)
	w.Sync(w.Office, d) // the server takes in what it holds back
	if p := w.Pending(d); len(p) != 0 {
		t.Fatalf("%d wait", len(p))
	}
	w.OK(access.At(w.Office.Workspace).SetQuotas(emulation.Quotas{Key: emulation.Quota{Leaves: 9}}))
	w.Sync(w.Office, d)
	w.Type(d, "I.1", "96")
	w.OK(replica.At(d.Workspace).Refused(mine.Identity, judge.RefusedQuota, []byte("no word")))
	if r := testyear.Must(d.Exchange(context.Background(), hub.Local{Hub: w.Hub}))(w); r.Sent != 1 || r.Verdicts[changeset.Accepted] != 1 {
		t.Errorf("%+v", r)
	}
	if alarm, _ := said(w, d, scope); alarm != "" {
		t.Error(alarm)
	}
}
