package replica_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/access"
	"thidua/workspace/replica"
)

const day = 24 * time.Hour

// shutOut is a desk at which somebody typed for weeks, whose invitation opens nothing by the time it meets the server.
type shutOut struct {
	how    string
	reason string
	spoil  func(w *testyear.World, file *identity.InviteFile)
}

var shutOuts = []shutOut{
	{"expired", "invitation-expired", func(w *testyear.World, _ *identity.InviteFile) { w.Clock.Forward(31 * day) }},
	{"used by somebody else", "invitation-used", func(w *testyear.World, file *identity.InviteFile) {
		w.Sync(w.Closing(testyear.Must(desk.InitInvite(filepath.Join(w.TempDir(), "desk"), file, "A", w.Env(0)))(w)))
	}},
	{"taken back", "void", func(w *testyear.World, file *identity.InviteFile) {
		key := identity.PublicOf(file.Seed.OneTimeKey(file.Root.Key())).LogID()
		w.OK(access.At(w.Office.Workspace).Revoke(key, nil, "mất mã"))
	}},
}

func why(err error) string {
	var e *emulation.Error
	if !errors.As(err, &e) {
		return ""
	}
	m, _ := e.Message.Args["why"].(emulation.Message)
	return m.Key
}

// rename writes another name of the person at a desk.
func rename(w *testyear.World, d *desk.Desk, name string) {
	key := record.ByPerson{Person: testyear.Must(d.Workspace.Me())(w).Person}
	tx, done := d.Workspace.Begin()
	defer done()
	r := testyear.Must(d.DB.Record(record.Person.Ref(d.Workspace.Control(), key)))(w)
	value := testyear.Must(tx.Detach(name))(w)
	_, err := tx.Put(workspace.Writing{Scope: d.Workspace.Control(), Intent: "name", Detached: []changeset.Detached{value},
		Ops: []changeset.Operation{record.Person.Op(key, value.Commitment(), changeset.IDs(record.Person.Heads(r, changeset.Now))...)}})
	w.OK(err)
}

// What was typed for weeks under an invitation that opens nothing any more is sent and accepted under a second one: the desk is told why, the
// same key joins again in the same folder, and everything arrives.
func TestJoinAgain(t *testing.T) {
	for _, c := range shutOuts {
		t.Run(c.how, func(t *testing.T) {
			w := testyear.Founded(t, testyear.Table)
			file := w.Invite("son-la", emulation.RoleLeader)
			d := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(t.TempDir(), "desk"), file, "Nguyễn Văn A", w.Env(0)))(w))
			w.Type(d, "I.1", "98")
			testyear.Must(d.Workspace.Seal())(w)
			c.spoil(w, file)
			w.Sync(w.Office)
			for range 2 {
				_, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub})
				w.Fails(err, "sync.not-joined")
				if why(err) != "reason."+c.reason {
					t.Errorf("told %q", why(err))
				}
			}
			w.Type(d, "I.2", "5")
			rename(w, d, "Nguyễn Thị B") // waits in the control log, behind the change that did not let it in

			w.Fails(replica.At(d.Workspace).JoinAgain(w.Invite("cao-bang", emulation.RoleLeader)), "workspace.join-other")
			log := d.Workspace.Key().LogID()
			w.OK(replica.At(d.Workspace).JoinAgain(w.Invite("son-la", emulation.RoleLeader)))
			d = w.Reopen(d)
			if me := testyear.Must(d.Workspace.Me())(w); me.Log != log || me.Name != "Nguyễn Thị B" || me.Unit.Code != "son-la" {
				t.Errorf("%+v", me)
			}
			w.Sync(d)
			w.Sync(d)
			if st := w.Status(d); st.Pending != 0 || st.Drafts != 0 {
				t.Errorf("%d pending, %d drafts", st.Pending, st.Drafts)
			}
			other := w.Join("son-la", emulation.RoleStaff)
			w.Sync(other, d)
			for criterion, typed := range map[string]string{"I.1": "98", "I.2": "5"} {
				if r := w.Row(other, criterion); r.Typed != typed {
					t.Errorf("%s: %+v", criterion, r)
				}
			}
			w.Fails(replica.At(d.Workspace).JoinAgain(w.Invite("son-la", emulation.RoleLeader)), "workspace.join-admitted")
			w.Sync(d, other)
			w.Agree(d, other)
			if name := testyear.Must(replica.At(other.Workspace).AuthorName(log))(w); !strings.HasPrefix(name, "Nguyễn Thị B (") {
				t.Errorf("colleagues read %q", name)
			}
		})
	}
}

// A desk that comes on a day whose quota is used up is told so, and comes in on the next; a second invitation it was given meanwhile is not used.
func TestJoinOnTheNextDay(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	unit := w.Unit("son-la").ID
	d := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(t.TempDir(), "desk"), w.Invite("son-la", emulation.RoleLeader), "A", w.Env(0)))(w))
	w.Type(d, "I.1", "98")
	w.OK(access.At(w.Office.Workspace).SetQuotas(emulation.Quotas{Unit: emulation.Quota{Leaves: 1}}))
	w.Sync(w.Office)
	w.Join("son-la", emulation.RoleStaff)
	_, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub})
	w.Fails(err, "sync.not-joined")
	if why(err) != "reason.over-quota" {
		t.Errorf("told %q", why(err))
	}
	second := testyear.Must(replica.At(w.Office.Workspace).Invite(unit, emulation.RoleLeader, replica.InviteValidity))(w)
	w.OK(replica.At(d.Workspace).JoinAgain(second.File))
	w.OK(access.At(w.Office.Workspace).SetQuotas(emulation.Quotas{}))
	w.Clock.Forward(day)
	w.Sync(w.Office, d, w.Office)
	if st := w.Status(d); st.Pending != 0 || st.Drafts != 0 {
		t.Errorf("%d pending, %d drafts", st.Pending, st.Drafts)
	}
	w.Agree(w.Office, d)
}

// On a line that lets only short messages through, the change that lets the desk in does not fit into the request whose answer says that the first
// one did not: it is sent all the same.
func TestJoinAgainOnALineThatCuts(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(t.TempDir(), "desk"), w.Invite("son-la", emulation.RoleLeader), "A", w.Env(0)))(w))
	w.Type(d, "I.1", "98")
	w.Clock.Forward(31 * day)
	for i := range 20 {
		rename(w, d, "A"+strings.Repeat("a", i))
	}
	w.OK(replica.At(d.Workspace).JoinAgain(w.Invite("son-la", emulation.RoleLeader)))
	for range 2 {
		w.OK(d.Workspace.SetValue("sync/session", changeset.MustEncode(struct {
			Cuts uint `cbor:"4,keyasint"`
		}{16})))
		w.Sync(d)
	}
	if st := w.Status(d); st.Pending != 0 || st.Drafts != 0 {
		t.Errorf("%d pending, %d drafts", st.Pending, st.Drafts)
	}
}

// expiredDesk is a desk at which something was typed, whose invitation has expired.
func expiredDesk(w *testyear.World, role emulation.Role) *desk.Desk {
	d := w.Closing(testyear.Must(desk.InitInvite(filepath.Join(w.TempDir(), "desk"), w.Invite("son-la", role), "A", w.Env(0)))(w))
	w.Type(d, "I.1", "98")
	w.Clock.Forward(31 * day)
	return d
}

// An invitation that would not help is refused, and nothing is signed for it: one to less than what was written needs, one that is used here
// already, and one that is known here to be used elsewhere.
func TestJoinAgainInVain(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := expiredDesk(w, emulation.RoleLeader)
	w.Fails(replica.At(d.Workspace).JoinAgain(w.Invite("son-la", emulation.RoleStaff)), "workspace.join-fewer")
	second, third := w.Invite("son-la", emulation.RoleLeader), w.Invite("son-la", emulation.RoleLeader)
	w.OK(replica.At(d.Workspace).JoinAgain(second))
	waits := len(w.Pending(d))
	w.Fails(replica.At(d.Workspace).JoinAgain(second), "workspace.join-same")
	w.Sync(w.Closing(testyear.Must(desk.InitInvite(w.Folder(), third, "B", w.Env(0)))(w)))
	w.Pull(d, d.Workspace.Control())
	w.Fails(replica.At(d.Workspace).JoinAgain(third), "workspace.refused")
	if n := len(w.Pending(d)); n != waits {
		t.Errorf("%d changes wait, %d did before", n, waits)
	}
	w.Sync(d)
}

// Where an invitation is refused because the logs in its file were left out, the fault of the file is told.
func TestJoinAgainByADamagedFile(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := expiredDesk(w, emulation.RoleStaff)
	leader := w.Join("son-la", emulation.RoleLeader)
	w.Sync(leader)
	file := testyear.Must(replica.At(leader.Workspace).Invite(w.Unit("son-la").ID, emulation.RoleStaff, replica.InviteValidity))(w).File
	whole := file.Logs[0].Checkpoint
	file.Logs[0].Checkpoint = whole[:len(whole)-9]
	w.Fails(replica.At(d.Workspace).JoinAgain(file), "bundle.unsigned")
	file.Logs[0].Checkpoint = whole
	w.OK(replica.At(d.Workspace).JoinAgain(file))
}

// The line that was set stays: an invitation names the server only where none is, a refused one changes nothing, and what is told with one counts.
func TestJoinAgainKeepsTheLine(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := expiredDesk(w, emulation.RoleLeader)
	is := func(want string) {
		t.Helper()
		if line := testyear.Must(d.Line())(w); line.Server != want {
			t.Errorf("the server is %q, expected %q", line.Server, want)
		}
	}
	invite := func(server string) *identity.InviteFile {
		file := w.Invite("son-la", emulation.RoleLeader)
		file.Server = server
		return file
	}
	w.OK(d.JoinAgain(invite("https://named.example"), testyear.Must(d.Line())(w)))
	is("https://named.example")
	w.OK(d.JoinAgain(invite("https://other.example"), testyear.Must(d.Line())(w)))
	is("https://named.example")
	w.Fails(d.JoinAgain(w.Invite("cao-bang", emulation.RoleLeader), desk.Line{Server: "https://told.example"}), "workspace.join-other")
	is("https://named.example")
	w.OK(d.JoinAgain(invite("https://other.example"), desk.Line{Server: "https://told.example"}))
	is("https://told.example")
}

// A key that was revoked before it was let in is not told to ask for another invitation, which would not help.
func TestRevokedBeforeItJoined(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := expiredDesk(w, emulation.RoleLeader)
	w.OK(access.At(w.Office.Workspace).Revoke(d.Workspace.Key().LogID(), nil, "mất máy"))
	w.Sync(w.Office)
	_, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub})
	w.Fails(err, "sync.not-joined-revoked")
}
