package desk_test

import (
	"context"
	"io"
	"path/filepath"
	"strconv"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace/replica"
)

// damaged is a world whose server can go back to an old copy of its folder.
type damaged struct {
	*testyear.World
	old string
}

func newDamaged(t *testing.T) *damaged {
	return &damaged{World: testyear.Founded(t, testyear.Table, testyear.OnDisk)}
}

// open opens the server on a folder of its own.
func (w *damaged) open(dir string) {
	w.Helper()
	w.Store = testyear.Must(w.Disk.Open(dir, storage.Options{Server: true, Now: w.Clock.Now, Rand: w.Env(0).Rand, ReserveBytes: 1}))(w.World)
	w.Hub = testyear.Must(hub.New(w.Store, judge.NewAnchor(w.Root.Key()), w.Server.Private, w.Clock.Now))(w.World)
}

// keep makes a backup of the server.
func (w *damaged) keep() {
	w.Helper()
	w.old = filepath.Join(w.TempDir(), "old.backup")
	testyear.Must(w.Store.(*storage.DB).Backup(context.Background(), w.old))(w.World)
}

// restore loses the server's disk and goes back to the backup.
func (w *damaged) restore() {
	w.Helper()
	w.OK(w.Store.Close())
	dir := filepath.Join(w.TempDir(), "server")
	testyear.Must(storage.Restore(context.Background(), dir, w.old, storage.Options{Server: true, Now: w.Clock.Now, Rand: w.Env(0).Rand, ReserveBytes: 1}))(w.World)
	w.open(dir)
	if !w.Store.(*storage.DB).Behind() {
		w.Error("a store that was restored on a new disk does not say that it may be behind")
	}
	w.OK(w.Hub.FellBehind())
}

// generation opens one, signed by the root key.
func (w *damaged) generation() {
	w.Helper()
	a := testyear.Must(w.Hub.Announce(w.Office.Workspace.Control()))(w.World)
	testyear.Must(w.Hub.Open(testyear.Must(a.Sign(w.File.RootKey()))(w.World)))(w.World)
}

// try syncs a desk that may be told why it gets nothing.
func (w *damaged) try(d *desk.Desk) {
	w.Helper()
	testyear.Must(d.Exchange(context.Background(), hub.Local{Hub: w.Hub}))(w.World)
}

// confirm is a person's word; the desk is opened anew.
func (w *damaged) confirm(d *desk.Desk, cuts bool) *desk.Desk {
	w.Helper()
	w.try(d)
	if o := testyear.Must(replica.At(d.Workspace).Offered())(w.World); o == nil || len(o.Logs) > 0 != cuts {
		w.Fatalf("offered %+v", o)
	}
	if again := testyear.Must(replica.At(d.Workspace).Confirm())(w.World); again != cuts {
		w.Errorf("opened anew: %v", again)
	}
	return w.Reopen(d)
}

// TestAwayFromAGeneration: a desk alone holds what the server acknowledged last, and was away when a generation was opened without it. Once it is
// confirmed nothing is lost: its own changes wait again, and what its colleague wrote, whose desk is gone, is sent once more.
func TestAwayFromAGeneration(t *testing.T) {
	w := newDamaged(t)
	gone, away := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	other := w.Join("cao-bang", emulation.RoleLeader)
	w.Sync(gone, away, other, w.Office)
	w.keep()
	w.Type(gone, "I.1", "98")
	w.Sync(gone, away)
	w.Type(away, "I.2", "7")
	w.Sync(away)
	w.restore()
	w.try(w.Office)
	w.try(other)
	lost := testyear.Must(w.Hub.Lost())(w.World)
	if len(lost) != 1 || len(lost[0].Waiting) != 2 {
		t.Fatalf("waited for: %+v", lost)
	}
	w.generation()
	w.Office = w.confirm(w.Office, false)
	other = w.confirm(other, false)
	w.Type(other, "I.1", "90")
	w.Sync(other, w.Office)

	w.Type(away, "I.3", "6") // at home, before it hears of it
	away = w.confirm(away, true)
	for code, typed := range map[string]string{"I.2": "7", "I.3": "6"} {
		if r := w.Row(away, code); r.Typed != typed {
			t.Errorf("%s is not on the screen before the sync: %+v", code, r)
		}
	}
	for range 3 {
		w.try(away)
	}
	if st := w.Status(away); st.Pending != 0 || st.Waiting != 0 || st.Offer != nil {
		t.Errorf("%+v", st)
	}
	heir := w.Join("son-la", emulation.RoleStaff)
	w.Sync(heir, away, w.Office, other)
	for code, typed := range map[string]string{"I.1": "98", "I.2": "7", "I.3": "6"} {
		if r := w.Row(heir, code); r.Typed != typed {
			t.Errorf("%s did not come again: %+v", code, r)
		}
	}
	w.Agree(away, heir)
	for _, d := range []*desk.Desk{away, heir, other, w.Office} {
		for _, v := range testyear.Must(d.VerifyLogs(context.Background()))(w.World) {
			if v.Fault != nil {
				t.Errorf("%s: %v", v.Scope, v.Fault)
			}
		}
		for _, l := range w.Status(d).Logs {
			if l.Alarm.Key != "" {
				t.Errorf("%s: %+v", l.Scope, l.Alarm)
			}
		}
	}
}

// TestGenerationThatNobodySigned: a server cannot drop what it likes. An announcement under another key is an alarm, and one under the root's
// changes nothing before a person said so.
func TestGenerationThatNobodySigned(t *testing.T) {
	w := newDamaged(t)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Type(d, "I.1", "98")
	w.Sync(d)
	control := d.Workspace.Control()
	a := &identity.Announcement{Control: control, Generation: 1}
	w.Fails(replica.At(d.Workspace).Opened(testyear.Must(a.Sign(w.Server.Private))(w.World)), "workspace.alarm")
	if o := testyear.Must(replica.At(d.Workspace).Offered())(w.World); o != nil {
		t.Errorf("offered %+v", o)
	}
	w.OK(replica.At(d.Workspace).Opened(testyear.Must(a.Sign(w.File.RootKey()))(w.World)))
	d = w.Reopen(d)
	if r := w.Row(d, "I.1"); r.Typed != "98" {
		t.Errorf("something was dropped before a person confirmed it: %+v", r)
	}
	if cursors := testyear.Must(replica.At(d.Workspace).Cursors())(w.World); cursors[0].Generation != 0 || cursors[0].Size == 0 {
		t.Errorf("%+v", cursors)
	}
	_, err := w.Hub.Open(testyear.Must(a.Sign(w.File.RootKey()))(w.World))
	w.Fails(err, "server.generation-moved")
	_, err = w.Hub.Open(testyear.Must(testyear.Must(w.Hub.Announce(control))(w.World).Sign(w.Server.Private))(w.World))
	w.Fails(err, "server.generation-false")
}

// narrow is a line on which somebody takes no request of more than so many bytes.
type narrow struct {
	hub.Local
	limit   int
	refused int
}

func (n *narrow) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	if len(request) > n.limit {
		n.refused++
		return nil, emulation.Errorf(emulation.Unavailable, "sync.too-long")
	}
	return n.Local.Sync(ctx, request)
}

// TestWhatIsGivenBackOnALineThatTakesNoLongRequests: it goes in parts, as what is pushed does, or a server that was restored behind such a line would
// wait for its leaves for ever.
func TestWhatIsGivenBackOnALineThatTakesNoLongRequests(t *testing.T) {
	w := newDamaged(t)
	gone := w.Join("son-la", emulation.RoleLeader)
	w.Sync(gone, w.Office)
	w.keep()
	for i := range 40 {
		w.Type(gone, "I.1", strconv.Itoa(10+i))
		w.Sync(gone)
	}
	w.restore()
	n := &narrow{Local: hub.Local{Hub: w.Hub}, limit: 4 << 10}
	report, err := gone.Exchange(t.Context(), n)
	if err != nil || n.refused == 0 || n.refused > 9 || report.Returned < 40 {
		t.Errorf("%d requests were refused, %+v: %v", n.refused, report, err)
	}
	w.try(w.Office)
	if lost := testyear.Must(w.Hub.Lost())(w.World); len(lost) > 0 {
		t.Errorf("still lost: %+v", lost)
	}
	w.Sync(gone, w.Office)
}
