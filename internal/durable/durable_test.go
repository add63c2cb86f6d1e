package durable_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"thidua/internal/durable"
)

// names lists what a folder holds.
func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func TestOldOrNewWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := durable.Create(path, durable.Private, durable.Bytes([]byte("old"))); err != nil {
		t.Fatal(err)
	}
	fault := errors.New("the writer's")
	err := durable.Replace(path, durable.Private, func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return fault })
	if err != fault {
		t.Errorf("the writer's error came back as %v", err)
	}
	if err := durable.Create(path, durable.Private, durable.Bytes([]byte("new"))); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that was there: %v", err)
	}
	if b, err := os.ReadFile(path); string(b) != "old" || err != nil {
		t.Errorf("%q %v", b, err)
	}
	if err := durable.Replace(path, durable.Private, durable.Bytes([]byte("new"))); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(path); string(b) != "new" || err != nil {
		t.Errorf("%q %v", b, err)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("left over: %q", got)
	}
	var disk *durable.Error
	if err := durable.Replace(filepath.Join(path, "b"), durable.Private, durable.Bytes(nil)); !errors.As(err, &disk) {
		t.Errorf("a file as a folder: %v", err)
	}
}

// TestRefresh: what it writes is whole in the place of what was there, like all others.
func TestRefresh(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	for _, text := range []string{"old", "new"} {
		if err := durable.Refresh(path, durable.Private, durable.Bytes([]byte(text))); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); string(b) != text || err != nil {
			t.Errorf("%q %v", b, err)
		}
	}
	fault := errors.New("the writer's")
	if err := durable.Refresh(path, durable.Private, func(io.Writer) error { return fault }); err != fault {
		t.Errorf("the writer's error came back as %v", err)
	}
	if b, err := os.ReadFile(path); string(b) != "new" || err != nil || len(names(t, dir)) != 1 {
		t.Errorf("%q %v %q", b, err, names(t, dir))
	}
}

// TestSweep leaves what a kill leaves: the unfinished file goes, others stay.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	err := durable.Replace(filepath.Join(dir, "a"), durable.Private, func(w io.Writer) error {
		unfinished := names(t, dir)
		return errors.Join(os.Link(filepath.Join(dir, unfinished[0]), filepath.Join(dir, ".thidua-9-9.part")), os.WriteFile(filepath.Join(dir, "b.part"), nil, 0o600))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := durable.Sweep(dir); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); len(got) != 2 || got[0] != "a" || got[1] != "b.part" {
		t.Errorf("%q", got)
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	f, err := durable.Lock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := durable.Lock(path); !errors.Is(err, durable.ErrLocked) {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if f, err = durable.Lock(path); err != nil || f.Close() != nil {
		t.Error(err)
	}
}

func TestTakeKeepsRoom(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "reserve")
	for _, size := range []int64{1 << 20, 3000} {
		if err := durable.Take(path, durable.Private, size); err != nil {
			t.Fatal(err)
		}
		if st, err := os.Stat(path); err != nil || st.Size() != size {
			t.Errorf("%d bytes asked, %v %v", size, st.Size(), err)
		}
	}
	if got := names(t, dir); len(got) != 1 {
		t.Error(got)
	}
	if err := durable.Take(filepath.Join(dir, "none", "reserve"), durable.Private, 1); err == nil {
		t.Error("no folder, and no error")
	}
}

// TestManyAtOnce: files that are written at the same time into one folder do not take each other's unfinished ones away.
func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			for n := range 20 {
				if err := durable.Replace(filepath.Join(dir, strconv.Itoa(i)), durable.Private, durable.Bytes(strconv.AppendInt(nil, int64(n), 10))); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	if got := names(t, dir); len(got) != 16 {
		t.Errorf("%q", got)
	}
}

// TestCreateAtOnce: of those who create one file, one does, and it is whole whenever it is there.
func TestCreateAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	var made atomic.Int32
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			switch err := durable.Create(path, durable.Shared, durable.Bytes(bytes.Repeat([]byte{byte(i)}, 1<<12))); {
			case err == nil:
				made.Add(1)
			case !errors.Is(err, fs.ErrExist):
				t.Error(err)
			}
		})
	}
	all.Wait()
	got, err := os.ReadFile(path)
	if err != nil || made.Load() != 1 || len(got) != 1<<12 || bytes.Count(got, got[:1]) != len(got) {
		t.Errorf("%d made it; %d bytes, %v", made.Load(), len(got), err)
	}
}

// TestClaimed: the way that is left on some network drives does not replace a file either.
func TestClaimed(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
	for _, want := range []string{"new", "other"} {
		if err := os.WriteFile(from, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := durable.Claimed(from, to); (err == nil) != (want == "new") || err != nil && !errors.Is(err, fs.ErrExist) {
			t.Error(want, err)
		}
	}
	if got, err := os.ReadFile(to); string(got) != "new" {
		t.Errorf("%q %v", got, err)
	}
}
