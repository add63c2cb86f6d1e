package documents_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/phrase"
)

func writes(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

// only fails unless the folder holds just these files: no unfinished ones may stay.
func only(t *testing.T, dir string, names ...string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, e.Name())
	}
	if strings.Join(got, "|") != strings.Join(names, "|") {
		t.Errorf("folder holds %q, want %q", got, names)
	}
}

func TestSaveReplacesWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "phiếu.pdf")
	for _, text := range []string{"một bản dài hơn", "hai"} {
		if err := documents.Save(path, writes(text)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(path); string(got) != text {
			t.Errorf("file holds %q", got)
		}
	}
	only(t, dir, "phiếu.pdf")
}

func TestSaveKeepsTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "phiếu.pdf")
	if err := documents.Save(path, writes("cũ")); err != nil {
		t.Fatal(err)
	}
	fault := errors.New("no page")
	err := documents.Save(path, func(w io.Writer) error {
		_, _ = io.WriteString(w, strings.Repeat("mới", 1<<20))
		return fault
	})
	if err != fault {
		t.Errorf("got %v", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "cũ" {
		t.Errorf("the old file holds %.20q", got)
	}
	only(t, dir, "phiếu.pdf")
}

func TestSaveBesideAnUnfinishedFile(t *testing.T) {
	dir := t.TempDir()
	var left string
	err := documents.Save(filepath.Join(dir, "a.pdf"), func(w io.Writer) error {
		list, err := os.ReadDir(dir) // the part file of this very process: another save at the same time must not take it
		if err != nil || len(list) != 1 {
			t.Fatalf("%v %v", list, err)
		}
		left = list[0].Name()
		return documents.Save(filepath.Join(dir, "b.pdf"), writes("b"))
	})
	if err != nil || left == "" {
		t.Error(err)
	}
	only(t, dir, "a.pdf", "b.pdf")
}

func TestSaveRefused(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "tệp")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path string
		code emulation.Code
		key  string
	}{
		{dir, emulation.Invalid, "documents.error.is-folder"},
		{filepath.Join(dir, "không có", "phiếu.pdf"), emulation.NotFound, "documents.error.no-folder"},
		{filepath.Join(file, "phiếu.pdf"), emulation.NotFound, "documents.error.no-folder"},
		{filepath.Join(dir, strings.Repeat("dài", 100)+".pdf"), emulation.Invalid, "documents.error.name-too-long"},
	} {
		err := documents.Save(c.path, writes("x"))
		if emulation.CodeOf(err) != c.code || emulation.KeyOf(err) != c.key {
			t.Errorf("%.60s: %v", c.path, err)
		}
	}
	only(t, dir, "tệp")
}

func TestSystemErrors(t *testing.T) {
	in := func(op string, err error) error { return &fs.PathError{Op: op, Path: "/media/usb/a.pdf", Err: err} }
	for _, c := range []struct {
		err       error
		replacing bool
		code      emulation.Code
		says      string
	}{
		{in("write", syscall.ENOSPC), false, emulation.Full, "Ổ đĩa chứa “/media/usb” đã đầy"},
		{in("open", syscall.EACCES), false, emulation.Forbidden, "Không lưu được vào “/media/usb” vì máy không cho phép ghi"},
		{in("open", syscall.EROFS), false, emulation.Forbidden, "không cho phép ghi"},
		{in("rename", syscall.EACCES), true, emulation.Unavailable, "một chương trình khác đang mở"},
		{in("rename", syscall.EBUSY), true, emulation.Unavailable, "một chương trình khác đang mở"},
		{in("write", syscall.EIO), false, emulation.Unavailable, "Không lưu được tệp “/media/usb/a.pdf”"},
	} {
		err := documents.SaveError("/media/usb/a.pdf", c.err, c.replacing)
		if emulation.CodeOf(err) != c.code || !errors.Is(err, c.err) {
			t.Errorf("%v: %v", c.err, err)
		}
		if got := phrase.Error(phrase.Vietnamese, err); !strings.Contains(got, c.says) || strings.ContainsAny(got, "{}") {
			t.Errorf("%v says %q", c.err, got)
		}
	}
}
