package access_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/internal/testyear"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/ui/screen"
	ui "thidua/ui/screens/access"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/access"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// office is the screen at the office's desk.
type office struct {
	synced  int
	printed forms.Paper
	folder  string // what the person chooses when asked for one
}

func (o *office) show(p *testwindow.Person) testwindow.Screen {
	me, err := p.Desk.Workspace.Me()
	p.Must(err)
	return ui.New(p.Host, p.Desk.Workspace, me, ui.Hooks{Print: func(do func(time.Time) (forms.Paper, error)) {
		var err error
		o.printed, err = do(p.Host.Now())
		p.Must(err)
	}, Hooks: screen.Hooks{}, Sync: func() { o.synced++ }, Folder: func(do func(string)) { do(o.folder) }})
}

// fill types into the field on screen with a hint, or that holds a value.
func fill(p *testwindow.Person, at, words string) {
	p.T.Helper()
	for _, e := range testwindow.Entries(p.Window) {
		if e.PlaceHolder == at || e.PlaceHolder == "" && e.Text == at {
			e.SetText(words)
			p.Settle()
			return
		}
	}
	p.T.Fatalf("no field with %q", at)
}

// types lets a desk's person type a result and sign it.
func types(c *testwindow.Cluster, w *workspace.Workspace, words string) {
	c.Helper()
	_, err := sheet.At(w).TypeCell("I.1", words)
	c.OK(err)
	_, err = w.Seal()
	c.OK(err)
}

// A stolen computer: its key is found in the list, the form proposes what still counts and says what follows, and what the thief sends on is for
// the office to decide.
func TestAStolenComputerIsShutOut(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.Join("thief", "lai-chau", emulation.RoleStaff)
	var key book.Me
	c.At("thief", func(w *workspace.Workspace) {
		types(c, w, "99,5")
		key = testyear.Must(w.Me())(c.World)
	})
	var o office
	c.OfficeSits(o.show, func(p *testwindow.Person) {
		p.Table().Select(p.RowOf(key.Log.String()), 0)
		p.Settle()
		p.Press(text.T("ui.access.revoke"))
		if !p.Reads(text.T("ui.access.revoke.what")) || !p.Reads(text.T("ui.access.revoke.all-good")) {
			t.Fatalf("the form does not say what follows; told %q", p.Told())
		}
		p.Press(text.T("ui.access.revoke.do"))
		if p.Told() != text.T("access.reason") {
			t.Errorf("without a reason: %q", p.Told())
		}
		fill(p, text.T("ui.access.day.hint"), "không rõ")
		p.Press(text.T("ui.access.revoke.do"))
		fill(p, text.T("ui.access.revoke.reason.hint"), "bị lấy cắp")
		p.Press(text.T("ui.access.revoke.do"))
		if want := text.Error(emulation.Errorf(emulation.Invalid, "ui.access.bad-moment", "text", "00:00 không rõ")); p.Told() != want {
			t.Errorf("a day nobody can read: %q", p.Told())
		}
		fill(p, text.T("ui.access.day.hint"), "1/7/2024")
		if p.Reads(text.T("ui.access.revoke.all-good")) {
			t.Error("not trusted since a day before it came: what was taken in since still counts")
		}
		fill(p, text.T("ui.access.day.hint"), "")
		if !p.Reads(text.T("ui.access.revoke.all-good")) {
			t.Error("the day was taken out again, and the proposal is still for it")
		}
		p.Press(text.T("ui.access.revoke.do"))
		if got := p.Table().Model().Cell(p.RowOf(key.Log.String()), p.Col("ui.access.column.state")).Text; got != text.T("ui.access.state.revoked") {
			t.Fatalf("the key is %q; told %q", got, p.Told())
		}
		if o.synced != 1 {
			t.Errorf("synced %d times: the server has to hear of it at once", o.synced)
		}
		if p.Offered(text.T("ui.access.revoke")) {
			t.Error("a revoked key can be revoked again")
		}
	})
	c.Apart("thief", func(w *workspace.Workspace) { types(c, w, "1") })
	thief := c.Open("thief")
	_, err := thief.Exchange(context.Background(), hub.Local{Hub: c.Hub})
	if emulation.KeyOf(err) != "sync.revoked" {
		t.Fatalf("the thief syncs: %v", err)
	}
	c.OK(thief.Close())
	c.OfficeSits(o.show, func(p *testwindow.Person) {
		p.Press(text.T("ui.access.tab.held") + " (1)")
		p.Press(text.T("ui.access.held.take"))
		p.Answer("chị ấy tự ghi")
		if places, err := access.At(p.Desk.Workspace).Held(); err != nil || len(places) != 0 {
			t.Errorf("still held: %v %v; told %q", places, err, p.Told())
		}
	})
	c.At("lai-chau", func(w *workspace.Workspace) {
		if r := testyear.Must(sheet.At(w).Sheet(c.Unit("lai-chau").ID))(c.World).Row("I.1"); r.Typed != "1" {
			t.Errorf("taken in: %q", r.Typed)
		}
	})
}

// An invitation that went astray is taken back from the list, and one of which only the code is known by it.
func TestALostInvitationIsTakenBack(t *testing.T) {
	c := testwindow.NewCluster(t)
	invite := func() *replica.Invited {
		return testyear.Must(replica.At(c.Office.Workspace).Invite(c.Unit("lai-chau").ID, emulation.RoleStaff, replica.InviteValidity))(c.World)
	}
	invite()
	lost := invite()
	var o office
	c.OfficeSits(o.show, func(p *testwindow.Person) {
		open := func() (n int) {
			for _, i := range testyear.Must(access.At(p.Desk.Workspace).Invitations())(c.World) {
				if !i.Used && !i.Void {
					n++
				}
			}
			return n
		}
		p.Press(text.T("ui.access.tab.invitations"))
		if open() != 2 {
			t.Fatalf("%d open", open())
		}
		p.Press(text.T("ui.access.take-back.code"))
		fill(p, text.T("ui.access.code.hint"), "SAI-MA")
		p.Press(text.T("ui.access.take-back.do"))
		if p.Told() == "" || open() != 2 {
			t.Errorf("a code that is none: %q", p.Told())
		}
		fill(p, text.T("ui.access.code.hint"), lost.Code)
		fill(p, text.T("ui.access.revoke.reason.hint"), "gửi nhầm")
		p.Press(text.T("ui.access.take-back.do"))
		if open() != 1 {
			t.Fatalf("%d open after the code; told %q", open(), p.Told())
		}
		m := p.Table().Model()
		for row := range m.Rows() {
			if m.Cell(row, p.Col("ui.access.column.state")).Text == text.T("ui.access.state.open") {
				p.Table().Select(row, 0)
			}
		}
		p.Settle()
		p.Press(text.T("ui.access.take-back"))
		p.Answer("gửi nhầm")
		if open() != 0 {
			t.Errorf("%d open; told %q", open(), p.Told())
		}
	})
}

// The office invites: the code is shown once, its file can be saved, and what cannot be is refused with the form as it was.
func TestTheOfficeInvites(t *testing.T) {
	c := testwindow.NewCluster(t)
	o, unit := office{folder: t.TempDir()}, c.Unit("lai-chau")
	c.OfficeSits(o.show, func(p *testwindow.Person) {
		p.Press(text.T("ui.access.invite"))
		p.Press(text.T("ui.access.invite.do"))
		if p.Told() != text.T("ui.access.invite.bad-whose") {
			t.Errorf("nobody's: %q", p.Told())
		}
		p.Choose(unit.Label())
		fill(p, "30", "400")
		p.Press(text.T("ui.access.invite.do"))
		if p.Told() != text.T("workspace.invite-validity") {
			t.Errorf("for 400 days: %q", p.Told())
		}
		fill(p, "400", "7")
		p.Press(text.T("ui.access.invite.do"))
		if !p.Reads(text.T("ui.access.invite.once")) || o.synced != 1 {
			t.Fatalf("no code is shown; told %q, synced %d", p.Told(), o.synced)
		}
		p.Press(text.T("ui.access.invite.file"))
		files, err := filepath.Glob(filepath.Join(o.folder, "*.thidua-invite"))
		if err != nil || len(files) != 1 {
			t.Fatalf("files %v %v; told %q", files, err, p.Told())
		}
		if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("anybody reads the file: %v %v", info, err)
		}
		p.Press(text.T("ui.access.invite.handed"))
		if p.Reads(text.T("ui.access.invite.once")) {
			t.Error("the code is still shown")
		}
	})
}

// Later rules, the right time and quotas are the office's word, each with what follows from it said before.
func TestTheOfficeSetsRulesClockAndQuotas(t *testing.T) {
	c := testwindow.NewCluster(t)
	var o office
	c.OfficeSits(o.show, func(p *testwindow.Person) {
		room := replica.At(p.Desk.Workspace)
		p.Press(text.T("ui.access.tab.rules"))
		before := testyear.Must(room.Rules())(c.World)
		if to := min(before.Known, before.Server); to > before.InForce {
			p.Press(text.T("ui.access.rules.raise", "version", to))
			if p.Asked() != text.T("ui.access.rules.sure", "version", to) {
				t.Errorf("asked %q", p.Asked())
			}
			p.Confirm(text.T("ui.access.rules.raise", "version", to))
			if after := testyear.Must(room.Rules())(c.World); after.Raising != to {
				t.Errorf("raised %+v; told %q", after, p.Told())
			}
		}
		p.Press(text.T("ui.access.quota.change"))
		q := testyear.Must(access.At(p.Desk.Workspace).Quotas())(c.World)
		fill(p, "150000", "nhiều")
		p.Press(text.T("ui.access.quota.do"))
		if want := text.T("ui.access.quota.bad", "text", "nhiều"); p.Told() != want {
			t.Errorf("told %q", p.Told())
		}
		fill(p, "nhiều", "2.000")
		p.Press(text.T("ui.access.quota.do"))
		if got := testyear.Must(access.At(p.Desk.Workspace).Quotas())(c.World); got.Key.Leaves != 2000 || got.Unit != q.Unit {
			t.Errorf("quotas %+v; told %q", got, p.Told())
		}
		p.Press(text.T("ui.access.clock.set"))
		fill(p, text.T("ui.access.day.hint"), "1/1/2035")
		fill(p, text.T("ui.access.clock.hint"), "máy chủ chạy giờ năm 2035")
		p.Press(text.T("ui.access.clock.do"))
		if p.Told() != text.T("clock.future") || !p.Reads(text.T("ui.access.clock.heading")) {
			t.Errorf("a time to come: %q", p.Told())
		}
		fill(p, text.T("ui.access.day.hint"), "")
		p.Press(text.T("ui.access.clock.do"))
		if p.Told() != text.T("ui.access.clock.done") {
			t.Errorf("told %q", p.Told())
		}
	})
}

// A leader invites somebody of the own unit, and nobody else: the slip to hand over holds the code, which lets one person in.
func TestALeaderInvitesStaff(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.Join("lai-chau", "lai-chau", emulation.RoleLeader)
	var o office
	var code string
	c.Sits("lai-chau", o.show, func(p *testwindow.Person) {
		if p.Offered(text.T("ui.access.tab.rules")) {
			t.Error("a unit is shown what is the office's")
		}
		p.Press(text.T("ui.access.invite"))
		if s := testwindow.Seen[*widgets.Select](p.Window); len(s) != 2 || len(s[0].Options) != 1 || slices.Contains(s[1].Options, text.Capital(text.T("role.leader"))) {
			t.Fatalf("offered %d choices", len(s))
		}
		p.Press(text.T("ui.access.invite.do"))
		invited := testyear.Must(access.At(p.Desk.Workspace).Invitations())(c.World)
		mine := emulation.Where(invited, func(i access.Invitation) bool { return !i.Used })
		if len(mine) != 1 || mine[0].May[0] != emulation.RoleStaff {
			t.Fatalf("%+v; told %q", mine, p.Told())
		}
		p.Press(text.T("ui.access.invite.print"))
		for _, b := range o.printed.Documents[0].Blocks {
			if table, is := b.(documents.Table); is {
				code = strings.Join(emulation.Map(table.Rows[0].Cells, func(c documents.Cell) string { return c.Text }), "-")
			}
		}
	})
	if seed, err := identity.ParseCode(code); err != nil || seed.Code() != code {
		t.Errorf("the slip says %q: %v", code, err)
	}
}
