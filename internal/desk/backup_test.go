package desk_test

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/storetest"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/workspace/sheet"
)

// unpack writes the folder of a zip file; a file's comment is its length, to which zeros that were left out are added.
func unpack(t *testing.T, name, dir string) {
	t.Helper()
	z, err := zip.OpenReader(name)
	ok(t, err)
	defer z.Close()
	for _, f := range z.File {
		size, err := strconv.ParseInt(f.Comment, 10, 64)
		ok(t, err)
		r, err := f.Open()
		ok(t, err)
		content, err := io.ReadAll(r)
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		ok(t, errors.Join(err, r.Close(), os.MkdirAll(filepath.Dir(path), 0o700)))
		ok(t, errors.Join(os.WriteFile(path, content, 0o600), os.Truncate(path, size)))
	}
}

// TestFolderOfTheVersionBefore opens a desk's folder as the version before left it, with its sandbox: the states are those that version
// printed, and the change that waited goes to the hub.
func TestFolderOfTheVersionBefore(t *testing.T) {
	dir := t.TempDir()
	unpack(t, filepath.Join("testdata", "schema1.zip"), dir)
	e := env()
	e.Now = func() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) } // soon after it was made
	d, err := desk.Open(dir, e)
	ok(t, err)
	want := map[string]string{
		"control/ef1c76b3b689eb649bb9b7294c35701d": "a35e68e3ce3fe8b8460981d69a1973565813f76c9901cfae60c52d604873dadd",
		"cluster/4a5153bf7fc335bc9dac6d4af5249e3b": "f435ea92d33147d36e4f6eefc5435e921f6bf950bcf24f1bf17b269123d778ea",
		"unit/f838d2323eb1ae32d52d63b3ce68ce60":    "43eeb13f72cacc084ef8e217553f7c50219730b62ccddc6c8da6164ebf7fa71d",
	}
	logs, err := d.DB.Scopes()
	ok(t, err)
	for _, scope := range logs {
		state, err := storetest.FirstState(d.DB, scope)
		if ok(t, err); want[scope.String()] != state.String() {
			t.Errorf("%s is in state %s", scope, state)
		}
	}
	if f := d.Findings(); len(f) != 1 || f[0].Key != "storage.found-taken-over" {
		t.Errorf("%v", f)
	}
	report, err := d.Sync(t.Context(), "")
	ok(t, err)
	if report.Sent != 1 || report.Waiting != 0 || report.Received != 1 {
		t.Errorf("%+v", report)
	}
	ok(t, d.Close())
	health, err := desk.Doctor(t.Context(), dir, false, e)
	ok(t, err)
	if health.Worst() > storage.Info {
		t.Errorf("%+v", health.Findings)
	}
}

// TestRestoredDeskGoesOn restores a desk elsewhere from a backup older than what it sent since, and writes before it syncs: both stay, and the
// desk goes on.
func TestRestoredDeskGoesOn(t *testing.T) {
	e, base := env(), t.TempDir()
	dir, other, file := filepath.Join(base, "desk"), filepath.Join(base, "other"), filepath.Join(base, "usb.backup")
	typed := func(d *desk.Desk, criterion, value string) {
		t.Helper()
		_, err := sheet.At(d.Workspace).TypeCell(criterion, value)
		ok(t, err)
	}
	sync := func(d *desk.Desk) {
		t.Helper()
		report, err := d.Sync(t.Context(), "")
		ok(t, err)
		if report.Waiting != 0 {
			t.Errorf("%+v", report)
		}
	}
	d, err := desk.InitSample(dir, sampleID, "cao-bang", e)
	ok(t, err)
	typed(d, "I.1", "97,5")
	sync(d)
	ok(t, d.Close())
	_, _, err = desk.Backup(t.Context(), dir, file, "", e)
	ok(t, err)
	d, err = desk.Open(dir, e)
	ok(t, err)
	typed(d, "I.2", "91")
	sync(d)
	ok(t, d.Close())

	made, lacking, err := desk.Restore(t.Context(), other, file, e)
	ok(t, err)
	if len(made.Logs) != 3 || len(lacking) != 0 {
		t.Errorf("%+v %v", made, lacking)
	}
	ok(t, os.CopyFS(filepath.Join(other, "sandbox"), os.DirFS(filepath.Join(dir, "sandbox"))))
	d, err = desk.Open(other, e)
	ok(t, err)
	typed(d, "I.3", "92") // at the place in the chain where I.2 stands
	sync(d)
	typed(d, "I.4", "93")
	sync(d)
	for _, criterion := range []string{"I.1", "I.2", "I.4"} {
		me, err := d.Workspace.Me()
		ok(t, err)
		s, err := sheet.At(d.Workspace).Sheet(me.Unit.ID)
		ok(t, err)
		if r := s.Row(criterion); r == nil || r.Typed == "" {
			t.Errorf("%s is not there", criterion)
		}
	}
	ok(t, d.Close())

	// In the first folder the same backup is older than what stands there: the journal knows where the chain ends.
	_, lacking, err = desk.Restore(t.Context(), dir, file, e)
	ok(t, err)
	if len(lacking) != 1 || lacking[0].Scope.Kind() != changeset.Unit || lacking[0].From != 2 || lacking[0].To != 3 {
		t.Errorf("%+v", lacking)
	}
	d, err = desk.Open(dir, e)
	ok(t, err)
	sync(d)
	ok(t, d.Close())
	_, _, err = desk.Restore(t.Context(), filepath.Join(base, "sandbox"), filepath.Join(base, "no such"), e)
	if emulation.CodeOf(err) != emulation.Unavailable {
		t.Error(err)
	}
}

// A backup of a folder in plain, under a passphrase of its own: that alone opens it, and the folder that is made of it is in plain again.
func TestABackupUnderAPassphrase(t *testing.T) {
	const right = "mật khẩu của bản sao lưu"
	e, base := env(), t.TempDir()
	dir, other, file := filepath.Join(base, "desk"), filepath.Join(base, "other"), filepath.Join(base, "usb.backup")
	d, err := desk.InitSample(dir, sampleID, "cao-bang", e)
	ok(t, err)
	root := d.Workspace.Root()
	if _, err := d.Backup(t.Context(), file, "ngắn"); emulation.KeyOf(err) != "identity.passphrase-short" {
		t.Errorf("a short one: %v", err)
	}
	if _, err := d.Backup(t.Context(), "", right); emulation.KeyOf(err) != "desk.backup-own" {
		t.Errorf("among those the desk keeps itself: %v", err)
	}
	_, err = d.Backup(t.Context(), file, right)
	ok(t, errors.Join(err, d.Close()))
	for typed, key := range map[string]string{"": "desk.backup-locked", "mật khẩu khác hẳn": "desk.backup-wrong"} {
		with := e
		if typed != "" {
			with.Ask = func() (string, error) { return typed, nil }
		}
		if _, err := desk.VerifyBackup(t.Context(), file, with); emulation.KeyOf(err) != key {
			t.Errorf("%q: %v", typed, err)
		}
		if _, _, err := desk.Restore(t.Context(), other, file, with); emulation.KeyOf(err) != key {
			t.Errorf("restored with %q: %v", typed, err)
		}
	}
	with := e
	with.Ask = func() (string, error) { return right, nil }
	_, _, err = desk.Restore(t.Context(), other, file, with)
	ok(t, err)
	if is, err := desk.Encrypted(other); err != nil || is {
		t.Errorf("the folder is encrypted: %v %v", is, err)
	}
	d, err = desk.Open(other, e) // nobody is asked
	ok(t, err)
	if d.Workspace.Root() != root {
		t.Error("it is another's data")
	}
	ok(t, d.Close())
	under, err := desk.NewEncryption("", e)
	ok(t, err)
	_, err = desk.Encrypt(t.Context(), other, under, e)
	ok(t, err)
	with.Ask = func() (string, error) { return under.Code(), nil }
	if _, _, err := desk.Backup(t.Context(), other, filepath.Join(base, "b.backup"), right, with); emulation.KeyOf(err) != "desk.backup-encrypted" {
		t.Errorf("of an encrypted folder: %v", err)
	}
}
