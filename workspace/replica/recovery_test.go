package replica_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/workspace/replica"
	"thidua/workspace/todo"
)

// cut is a line that is gone after some answers.
type cut struct {
	client.Transport
	left int
}

func (c *cut) Sync(ctx context.Context, request []byte) (r io.ReadCloser, err error) {
	if c.left--; c.left < 0 {
		return nil, emulation.Errorf(emulation.Unavailable, "sync.unreachable", "address", "hub")
	}
	return c.Transport.Sync(ctx, request)
}

// restored is the desk of a sheet whose lines somebody typed.
func restored(w *testyear.World, lost *desk.Desk, t client.Transport, dir string) (*desk.Desk, error) {
	w.Helper()
	words := testyear.Must(identity.NewWords(w.Env(0).Rand))(w)
	lines := testyear.Must(replica.At(lost.Workspace).Recovery().Seal(words, w.Env(0).Rand))(w)
	from := testyear.Must(identity.OpenRecovery(strings.Join(lines, "\n"), words))(w)
	return desk.RecoverOver(context.Background(), dir, "hub.vn", t, from, w.Env(0))
}

// A computer was lost with work that was never sent. Its person goes on from the sheet, and when the computer turns up and sends after all,
// nothing is a fork, nothing of either is lost.
func TestRestoredFromTheSheetAndTheLostDeskTurnsUp(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	colleague := w.Join("son-la", emulation.RoleStaff)
	lost := w.Join("son-la", emulation.RoleLeader)
	w.Type(lost, "I.1", "90")
	w.Sync(lost)
	w.Type(lost, "I.2", "5")
	testyear.Must(lost.Workspace.Seal())(w)

	d := w.Closing(testyear.Must(restored(w, lost, hub.Local{Hub: w.Hub}, w.Folder()))(w))
	scope := w.Unit("son-la").Scope()
	if sh := w.Own(d); sh.Row("I.1").Typed != "90" || sh.Row("I.2").Typed != "" {
		t.Errorf("restored: %+v", sh.Row("I.1"))
	}
	for _, s := range []changeset.Scope{scope, d.Workspace.Control()} {
		if e := epoch(w, d, s); e != 1 {
			t.Errorf("%s goes on in epoch %d", s, e)
		}
	}
	if a, b := testyear.Must(d.Workspace.Me())(w), testyear.Must(lost.Workspace.Me())(w); a.Person != b.Person || a.Name != b.Name || !slices.Equal(a.May, b.May) {
		t.Errorf("restored as %+v, not %+v", a, b)
	}
	tasks := testyear.Must(todo.At(d.Workspace).Tasks())(w)
	if !slices.ContainsFunc(tasks, func(x todo.Task) bool { return x.Kind == "lost-key" }) {
		t.Error("nobody is told that the lost computer still holds the key")
	}
	if testyear.Must(replica.At(d.Workspace).SheetWanted())(w) {
		t.Error("a sheet is offered to whoever has just used one")
	}
	w.Type(d, "II.1", "3")
	w.Sync(d, lost, d, colleague)
	w.Agree(d, lost, colleague)
	for _, x := range []*desk.Desk{d, lost, colleague} {
		sh := w.Own(x)
		if sh.Row("I.1").Typed != "90" || sh.Row("I.2").Typed != "5" || sh.Row("II.1").Typed != "3" {
			t.Errorf("%+v %+v %+v", sh.Row("I.1"), sh.Row("I.2"), sh.Row("II.1"))
		}
		if st := w.Status(x); st.Waiting != 0 || st.Pending != 0 {
			t.Errorf("%+v", st)
		}
		faults(w, x)
	}
}

// A second restoring is a third copy of the key: it takes the epoch after those.
func TestRestoredTwice(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	lost := w.Join("son-la", emulation.RoleLeader)
	w.Type(lost, "I.1", "90")
	w.Sync(lost)
	scope := w.Unit("son-la").Scope()
	for want := uint64(1); want < 3; want++ {
		d := w.Closing(testyear.Must(restored(w, lost, hub.Local{Hub: w.Hub}, w.Folder()))(w))
		if e := epoch(w, d, scope); e != want {
			t.Errorf("restored into epoch %d, not %d", e, want)
		}
		w.Type(d, "I.2", []string{"", "5", "6"}[want])
		w.Sync(d)
		if st := w.Status(d); st.Waiting != 0 || st.Pending != 0 {
			t.Errorf("%+v", st)
		}
	}
}

// A line that is cut at any answer leaves a folder that is not set up, and can be gone on with.
func TestRestoringGoesOnAfterACut(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	lost := w.Join("son-la", emulation.RoleLeader)
	w.Type(lost, "I.1", "90")
	w.Sync(lost)
	dir := w.Folder()
	cuts := 0
	for answers := 0; ; answers++ {
		d, err := restored(w, lost, &cut{hub.Local{Hub: w.Hub}, answers}, dir)
		if err == nil {
			w.Closing(d)
			if r := w.Row(d, "I.1"); r.Typed != "90" || cuts == 0 || epoch(w, d, w.Unit("son-la").Scope()) != 1 {
				t.Errorf("after %d cuts: %+v", cuts, r)
			}
			return
		}
		cuts++
		if _, err := desk.Open(dir, w.Env(0)); emulation.KeyOf(err) != "workspace.not-set-up" {
			t.Fatalf("after %d answers the folder opens: %v", answers, err)
		}
	}
}

// The sheet of another world's key brings nothing back, and says why.
func TestSheetOfAKeyTheServerDoesNotKnow(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	lost := w.Join("son-la", emulation.RoleLeader)
	held := replica.At(lost.Workspace).Recovery()
	held.Key = testyear.Must(identity.NewKey(w.Env(0).Rand))(w)
	_, err := desk.RecoverOver(context.Background(), w.Folder(), "hub.vn", hub.Local{Hub: w.Hub}, held, w.Env(0))
	w.Fails(err, "recovery.unknown")
}

// The sheet is on paper before its words are shown, and from then on none is offered any more.
func TestPrintedSheetIsRemembered(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	room := replica.At(d.Workspace)
	if !testyear.Must(room.SheetWanted())(w) {
		t.Error("no sheet is offered")
	}
	path, words, err := d.PrintRecovery("", filepath.Join(t.TempDir(), "papers"))
	w.OK(err)
	raw := testyear.Must(os.ReadFile(path))(w)
	if len(strings.Fields(words)) != 6 || !strings.HasPrefix(string(raw), "%PDF") || !strings.Contains(path, "phieu-khoi-phuc") {
		t.Errorf("%q %s: %d bytes", words, path, len(raw))
	}
	if testyear.Must(replica.At(w.Reopen(d).Workspace).SheetWanted())(w) {
		t.Error("a sheet is offered again")
	}
}
