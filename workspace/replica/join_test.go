package replica_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
	"thidua/workspace/season"
)

// A new desk works offline from an invitation file, whatever its clock says, and what it wrote is accepted when a line appears.
func TestJoinOffline(t *testing.T) {
	const day = 24 * time.Hour
	for name, off := range map[string]time.Duration{"right": 0, "years ahead": 6 * 365 * day, "years behind": -9 * 365 * day, "days ahead": 20 * day, "weeks behind": -40 * day} {
		t.Run(name, func(t *testing.T) {
			w := testyear.Founded(t, testyear.Table)
			file := w.Invite("son-la", emulation.RoleLeader)
			w.Clock.Forward(5 * day)
			d := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(t.TempDir(), "desk"), file, "Nguyễn Văn A", w.Env(off)))(w))
			w.Type(d, "I.1", "98")
			if n := testyear.Must(d.Workspace.Seal())(w); n != 1 {
				t.Fatal(n)
			}
			if me := testyear.Must(d.Workspace.Me())(w); me.Name != "Nguyễn Văn A" || me.Unit.Code != "son-la" {
				t.Errorf("%+v", me)
			}
			w.Clock.Forward(day)
			w.Sync(d)
			if st := w.Status(d); st.Pending != 0 || st.Waiting != 0 {
				t.Errorf("%+v", st)
			}
			other := w.Join("son-la", emulation.RoleStaff)
			w.Sync(d)
			if r := w.Row(other, "I.1"); r.Typed != "98" {
				t.Errorf("%+v", r)
			}
			w.Agree(d, other)
		})
	}
}

// The office invites a unit only once the server knows it.
func TestInviteBeforeSync(t *testing.T) {
	w := testyear.Empty(t)
	w.OK(season.At(w.Office.Workspace).Found(testyear.Founding(testyear.Table)))
	unit := w.Unit("son-la").ID
	_, err := replica.At(w.Office.Workspace).Invite(unit, emulation.RoleLeader, replica.InviteValidity)
	w.Fails(err, "workspace.invite-sync-first")
	w.Sync(w.Office)
	leader := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(t.TempDir(), "desk"), w.Invite("son-la", emulation.RoleLeader), "A", w.Env(0)))(w))
	_, err = replica.At(leader.Workspace).Invite(unit, emulation.RoleStaff, replica.InviteValidity)
	w.Fails(err, "workspace.invite-sync-first")
	w.Sync(leader)

	// An invitation that the server does not know yet travels in the file: its first use brings it.
	inv := testyear.Must(replica.At(leader.Workspace).Invite(unit, emulation.RoleStaff, replica.InviteValidity))(w)
	staff := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(t.TempDir(), "desk"), inv.File, "B", w.Env(0)))(w))
	w.Type(staff, "I.1", "98")
	w.Sync(staff, leader)
	if r := w.Row(leader, "I.1"); r.Typed != "98" {
		t.Errorf("%+v", r)
	}
	w.Agree(staff, leader)
}

func TestInviteRefused(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	leader, staff := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	unit, other := w.Unit("son-la").ID, w.Unit("cao-bang").ID
	for _, c := range []struct {
		d     *desk.Desk
		unit  emulation.ID
		role  emulation.Role
		valid time.Duration
		key   string
	}{
		{staff, unit, emulation.RoleStaff, replica.InviteValidity, "workspace.refused"},
		{leader, other, emulation.RoleStaff, replica.InviteValidity, "workspace.refused"},
		{leader, unit, emulation.RoleLeader, replica.InviteValidity, "workspace.refused"},
		{leader, unit, emulation.RoleOffice, replica.InviteValidity, "workspace.refused"},
		{w.Office, unit, emulation.RoleServer, replica.InviteValidity, "workspace.role-unknown"},
		{w.Office, unit, "king", replica.InviteValidity, "workspace.role-unknown"},
		{w.Office, unit, emulation.RoleLeader, 0, "workspace.invite-validity"},
	} {
		_, err := replica.At(c.d.Workspace).Invite(c.unit, c.role, c.valid)
		w.Fails(err, c.key)
	}
}

// An expired invitation is refused in words, and the folder can then be set up with another.
func TestExpiredInvitation(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	inv := testyear.Must(replica.At(w.Office.Workspace).Invite(w.Unit("son-la").ID, emulation.RoleLeader, time.Hour))(w)
	w.Sync(w.Office)
	w.Clock.Forward(2 * time.Hour)
	dir := filepath.Join(t.TempDir(), "desk")
	_, err := desk.InitInvite(dir, inv.File, "A", w.Env(0))
	w.Fails(err, "identity.invite-expired")
	_, err = desk.Open(dir, w.Env(0))
	w.Fails(err, "workspace.not-set-up")
	d := w.Closing(testyear.Must(desk.InitInvite(dir, w.Invite("son-la", emulation.RoleLeader), "A", w.Env(0)))(w))
	w.Type(d, "I.1", "98")
	w.Sync(d)
	if st := w.Status(d); st.Pending != 0 {
		t.Errorf("%+v", st)
	}
	_, err = desk.InitInvite(w.Reopen(d).Dir, inv.File, "A", w.Env(0))
	if err == nil {
		t.Error("a folder was set up twice")
	}
}

// A second use of an invitation is held, and its key may not read. Whoever typed there still sees it, and is told what to do.
func TestJoinTwiceWithOneInvitation(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	file := w.Invite("son-la", emulation.RoleLeader)
	first := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(t.TempDir(), "desk"), file, "A", w.Env(0)))(w))
	second := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(t.TempDir(), "desk"), file, "A", w.Env(0)))(w))
	w.Sync(first)
	w.Type(second, "I.1", "98")
	_, err := second.Exchange(context.Background(), hub.Local{Hub: w.Hub})
	w.Fails(err, "sync.not-joined")
	w.Type(second, "I.2", "5")
	shows := func() {
		t.Helper()
		second = w.Reopen(second)
		if sh := w.Own(second); sh.Row("I.1").Typed != "98" || sh.Row("I.2").Typed != "5" {
			t.Errorf("%+v %+v", sh.Row("I.1"), sh.Row("I.2"))
		}
	}
	shows()
	if st := w.Status(second); st.Drafts != 1 || st.Pending != 2 {
		t.Errorf("%+v", st)
	}

	// The control log comes another way, and says what became of the invitation.
	w.Pull(second, second.Workspace.Control())
	shows()
	_, err = second.Workspace.Seal()
	w.Fails(err, "workspace.refused")
	if st := w.Status(second); st.Drafts != 1 || st.Pending != 1 || st.Waiting != 1 {
		t.Errorf("%+v", st)
	}
	if list := testyear.Must(questions.At(second.Workspace).Waiting())(w); !list[0].Mine || list[0].Reason != "invitation-used" {
		t.Errorf("%+v", list)
	}
	if cursors := testyear.Must(replica.At(second.Workspace).Cursors())(w); len(cursors) != 1 {
		t.Errorf("%+v", cursors)
	}
	w.Sync(first)
	if r := w.Row(first, "I.1"); r.Typed != "" {
		t.Errorf("%+v", r)
	}
}

// A set-up that was interrupted before the last write is done again in the same folder, with the same key.
func TestJoinAgainAfterAnInterruption(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	file := w.Invite("son-la", emulation.RoleLeader)
	broken := *file
	broken.Logs = append([]identity.LogCopy(nil), file.Logs...)
	cluster := &broken.Logs[1]
	cluster.Entries = append([]identity.EntryCopy(nil), cluster.Entries...)
	cluster.Entries[len(cluster.Entries)-1].Change = nil // the file was cut: the last change is not there
	dir := filepath.Join(t.TempDir(), "desk")
	if _, err := desk.InitInvite(dir, &broken, "A", w.Env(0)); err == nil {
		t.Fatal("a cut file was taken")
	}
	d := w.Closing(testyear.Must(desk.InitInvite(dir, file, "A", w.Env(0)))(w))
	w.Type(d, "I.1", "98")
	w.Sync(d)
	if st := w.Status(d); st.Pending != 0 || st.Waiting != 0 {
		t.Errorf("%+v", st)
	}
}

// An invitation whose parts do not belong together sets nothing up.
func TestFalseInvitation(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	a, b := w.Invite("son-la", emulation.RoleLeader), w.Invite("cao-bang", emulation.RoleLeader)
	for _, c := range map[string]struct {
		change func(f *identity.InviteFile)
		key    string
	}{
		"seed of another": {func(f *identity.InviteFile) { f.Seed = b.Seed }, "identity.invite-false"},
		"no logs":         {func(f *identity.InviteFile) { f.Logs = nil }, "identity.invite-file"},
		"cluster first":   {func(f *identity.InviteFile) { f.Logs = f.Logs[1:] }, "identity.invite-file"},
		"false checkpoint": {func(f *identity.InviteFile) {
			note := bytes.Clone(f.Logs[0].Checkpoint)
			note[len(note)-5] ^= 1
			f.Logs = []identity.LogCopy{{Scope: f.Logs[0].Scope, Entries: f.Logs[0].Entries, Checkpoint: note}}
		}, "workspace.alarm"},
	} {
		f := *a
		c.change(&f)
		_, err := desk.InitInvite(filepath.Join(t.TempDir(), "desk"), &f, "A", w.Env(0))
		w.Fails(err, c.key)
	}
	f := *a
	f.Root = identity.PublicOf(testyear.Must(identity.NewKey(w.Env(0).Rand))(w).Private)
	if _, err := desk.InitInvite(filepath.Join(t.TempDir(), "desk"), &f, "A", w.Env(0)); err == nil {
		t.Error("an invitation was taken under another root")
	}
}
