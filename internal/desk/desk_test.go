package desk_test

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/tenant"
	"thidua/storage"
	"thidua/sync/identity"
	"thidua/workspace/replica"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

const sampleID = "cum-4-2023-2024"

func env() desk.Environment {
	now := time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)
	return desk.Environment{Now: func() time.Time { now = now.Add(time.Second); return now }, Rand: rand.NewChaCha8([32]byte{3})}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func fails(t *testing.T, err error, key string) {
	t.Helper()
	if emulation.KeyOf(err) != key {
		t.Fatalf("%v, not %s", err, key)
	}
}

// A sandbox is the real thing: changes with leaves and checkpoints, a ranking, a sheet that can be edited and synced, in a folder that holds
// no other desk's data.
func TestSample(t *testing.T) {
	e, dir := env(), filepath.Join(t.TempDir(), "desk")
	d, err := desk.InitSample(dir, sampleID, "cao-bang", e)
	ok(t, err)
	r, err := result.At(d.Workspace).Ranking()
	ok(t, err)
	if len(r.Standings) != 7 || r.Standings[0].Unit.Code != "son-la" || !r.Illustrative {
		t.Errorf("%+v", r.Standings)
	}
	me, err := d.Workspace.Me()
	ok(t, err)
	sh, err := sheet.At(d.Workspace).Sheet(me.Unit.ID)
	ok(t, err)
	if me.Unit.Code != "cao-bang" || sh.Step != emulation.SheetReturned || !sh.Editable || sh.Counts.Given != sh.Counts.Criteria {
		t.Errorf("%s %s %+v", me.Unit.Code, sh.Step, sh.Counts)
	}
	if _, err := sheet.At(d.Workspace).TypeCell("I.1", "97,5"); err != nil {
		t.Fatal(err)
	}
	report, err := d.Sync(context.Background(), "")
	ok(t, err)
	if report.Sent != 1 || report.Waiting != 0 {
		t.Errorf("%+v", report)
	}
	report, err = d.Sync(context.Background(), "")
	ok(t, err)
	if report.Sent != 0 {
		t.Errorf("%+v", report)
	}
	found, err := d.VerifyLogs(t.Context())
	ok(t, err)
	for _, v := range found {
		if v.Fault != nil || v.Checkpoint != v.Size || v.Size == 0 {
			t.Errorf("%+v", v)
		}
	}
	ok(t, d.Close())
	left, err := filepath.Glob(filepath.Join(dir, "verify-*"))
	ok(t, err)
	boxes, err := os.ReadDir(filepath.Join(dir, "sandbox"))
	ok(t, err)
	if len(left) != 0 || len(boxes) != 3 { // the hub, its key and the root
		t.Errorf("%v %v", left, boxes)
	}
	_, err = desk.InitSample(dir, sampleID, "", e)
	fails(t, err, "workspace.already-set-up")
	_, err = desk.InitSample(filepath.Join(t.TempDir(), "x"), sampleID, "ha-noi", e)
	fails(t, err, "desk.sample-unit")
	health, err := desk.Doctor(t.Context(), dir, false, e)
	ok(t, err)
	if health.Worst() == storage.Alarm {
		t.Errorf("%+v", health.Findings)
	}
}

func TestNoDesk(t *testing.T) {
	e := env()
	_, err := desk.Open(t.TempDir(), e)
	fails(t, err, "workspace.not-set-up")
	_, err = desk.Doctor(t.Context(), t.TempDir(), false, e)
	fails(t, err, "workspace.not-set-up")
}

// office is an office's file and the invitation it gives to a unit, by way of a folder that is thrown away.
func office(t *testing.T, e desk.Environment) (*identity.OfficeFile, *identity.InviteFile) {
	t.Helper()
	db, err := storage.Open(filepath.Join(t.TempDir(), "server"), storage.Options{Server: true, Now: e.Now, Rand: e.Rand, ReserveBytes: 1})
	ok(t, err)
	file, _, err := tenant.New(db, "Sở Giáo dục và Đào tạo", "Văn thư", e.Now(), e.Rand)
	ok(t, err)
	ok(t, db.Close())
	d, err := desk.InitOffice(filepath.Join(t.TempDir(), "office"), file, "", e)
	ok(t, err)
	inv, err := replica.At(d.Workspace).Invite(emulation.ID{}, emulation.RoleOffice, replica.InviteValidity)
	ok(t, err)
	ok(t, d.Close())
	return file, inv.File
}

// What was set up is there after a power cut in the next moment: the folder is copied while the desk is open, as the disk would hold it.
func TestSetUpIsOnDisk(t *testing.T) {
	e := env()
	_, invite := office(t, e)
	dir := filepath.Join(t.TempDir(), "desk")
	d, err := desk.InitInvite(dir, invite, "Nguyễn Văn A", e)
	ok(t, err)
	_, err = d.Sync(context.Background(), "")
	fails(t, err, "desk.no-server")
	_, err = d.Client(nil)
	fails(t, err, "desk.no-server")
	copied := filepath.Join(t.TempDir(), "copy")
	ok(t, os.CopyFS(copied, os.DirFS(dir)))
	me, err := d.Workspace.Me()
	ok(t, err)
	ok(t, d.Close())
	again, err := desk.Open(copied, e)
	ok(t, err)
	now, err := again.Workspace.Me()
	ok(t, err)
	if now.Log != me.Log || now.Name != "Nguyễn Văn A" {
		t.Errorf("%+v", now)
	}
	ok(t, again.Close())
}

// The key is on disk before anything is signed with it, readable by its owner only; a set-up that fails leaves a folder in which it can be
// done again, by the same person.
func TestSetUpAgain(t *testing.T) {
	e := env()
	file, invite := office(t, e)
	broken := *invite
	broken.Seed[0] ^= 1
	dir := filepath.Join(t.TempDir(), "desk")
	_, err := desk.InitInvite(dir, &broken, "A", e)
	fails(t, err, "identity.invite-false")
	key, err := os.ReadFile(filepath.Join(dir, "desk.key"))
	ok(t, err)
	if st, err := os.Stat(filepath.Join(dir, "desk.key")); err != nil || st.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v %v", st.Mode(), err)
	}
	_, err = desk.Open(dir, e)
	fails(t, err, "workspace.not-set-up")
	_, err = desk.InitOffice(dir, file, "", e) // the key of somebody else lies there
	fails(t, err, "workspace.already-set-up")
	d, err := desk.InitInvite(dir, invite, "A", e)
	ok(t, err)
	ok(t, d.Close())
	if now, err := os.ReadFile(filepath.Join(dir, "desk.key")); err != nil || string(now) != string(key) {
		t.Error("another key was drawn")
	}
	_, err = desk.InitInvite(dir, invite, "A", e)
	fails(t, err, "workspace.already-set-up")
}
