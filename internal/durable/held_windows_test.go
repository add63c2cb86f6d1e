package durable_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"thidua/internal/durable"
)

// folder is one that is removed at the end; the testing package's own needs a newer way of deleting than some disks have.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "thidua-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := durable.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// scanned opens a file as an antivirus does, so that nobody else may, and lets it go later.
func scanned(t *testing.T, path string) (letGo func()) {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	h, err := windows.CreateFile(name, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func() { _ = windows.CloseHandle(h) }
}

// TestHeldForAMomentOnWindows: whatever is done with a file that an antivirus holds waits until it is let go.
func TestHeldForAMomentOnWindows(t *testing.T) {
	dir := folder(t)
	path, other, below := filepath.Join(dir, "tệp"), filepath.Join(dir, "khác"), filepath.Join(dir, "bên dưới")
	for what, do := range map[string]func() error{
		"replace":       func() error { return durable.Replace(path, durable.Private, durable.Bytes([]byte("mới"))) },
		"read":          func() error { _, err := durable.ReadFile(path); return err },
		"flush":         func() error { return durable.SyncFile(path) },
		"rename":        func() error { return durable.Rename(path, other) },
		"remove":        func() error { return durable.Remove(path) },
		"remove folder": func() error { return durable.RemoveAll(below) },
		"lock": func() error {
			f, err := durable.Lock(path)
			if err == nil {
				err = f.Close()
			}
			return err
		},
	} {
		file := path
		if what == "remove folder" {
			file = filepath.Join(below, "tệp")
		}
		if err := errors.Join(durable.MakeFolder(below), os.WriteFile(file, []byte("cũ"), 0o600)); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(200*time.Millisecond, scanned(t, file))
		if err := do(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestHeldForLongOnWindows: what somebody has open for good is said to be in use, and the old file stays, whole.
func TestHeldForLongOnWindows(t *testing.T) {
	path := filepath.Join(folder(t), "bảng điểm.xlsx")
	if err := os.WriteFile(path, []byte("cũ"), 0o600); err != nil {
		t.Fatal(err)
	}
	letGo := scanned(t, path)
	err := durable.Replace(path, durable.Private, durable.Bytes([]byte("mới")))
	var disk *durable.Error
	if !errors.As(err, &disk) || !disk.Replacing || !durable.Blocked(disk.Err) {
		t.Errorf("%v", err)
	}
	letGo()
	if b, err := durable.ReadFile(path); string(b) != "cũ" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
}

// TestNamesOnWindows: folders with Vietnamese names, longer than the 260 letters that Windows once knew, by a drive letter and by the long form of names.
func TestNamesOnWindows(t *testing.T) {
	for _, dir := range []string{folder(t), `\\?\` + folder(t)} {
		at := dir
		for len(at) < 300 {
			at = filepath.Join(at, "Cụm thi đua số 4, năm học 2023–2024")
		}
		path := filepath.Join(at, strings.Repeat("phiếu ", 8)+".pdf")
		err := errors.Join(durable.MakeFolder(at), durable.Create(path, durable.Shared, durable.Bytes([]byte("a"))), durable.Replace(path, durable.Shared, durable.Bytes([]byte("b"))), durable.SyncFile(path))
		if err != nil {
			t.Fatal(err)
		}
		if b, err := durable.ReadFile(path); string(b) != "b" || err != nil {
			t.Errorf("%q, %v", b, err)
		}
		if names, err := durable.Match(at, "phiếu*"); len(names) != 1 || err != nil {
			t.Errorf("%v, %v", names, err)
		}
		if free, err := durable.FreeSpace(at); free == 0 || err != nil {
			t.Errorf("%d free, %v", free, err)
		}
		if err := durable.RemoveAll(filepath.Join(dir, "Cụm thi đua số 4, năm học 2023–2024")); err != nil {
			t.Error(err)
		}
	}
}

// TestMirroredOnWindows: whatever lies in a folder of OneDrive is found, however it is written, and nothing beside it.
func TestMirroredOnWindows(t *testing.T) {
	t.Setenv("OneDrive", "")
	t.Setenv("OneDriveConsumer", "")
	t.Setenv("OneDriveCommercial", `D:\OneDrive - Sở GDĐT\`)
	for dir, want := range map[string]string{
		`D:\OneDrive - Sở GDĐT\Thi đua`:     `D:\OneDrive - Sở GDĐT`,
		`d:\onedrive - sở gdđt`:             `d:\onedrive - sở gdđt`,
		`\\?\D:\OneDrive - Sở GDĐT\a\b`:     `D:\OneDrive - Sở GDĐT`,
		`D:\OneDrive - Sở GDĐT (bản cũ)\db`: "",
		`D:\Thi đua\OneDrive - Sở GDĐT`:     "",
		`\\may-chu\thi-dua\D\OneDrive`:      "",
	} {
		if got := durable.Mirrored(dir); got != want {
			t.Errorf("%s: %q", dir, got)
		}
	}
}
