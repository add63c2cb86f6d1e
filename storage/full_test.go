//go:build full && linux

package storage_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage"
	"thidua/sync/changeset"
)

// TestFullDisksOfSeveralSizes fills small disks until the store says they are full. It needs root to mount them. No process may crash, and
// what was reported as saved must be there afterwards, on the disk as full as it is.
func TestFullDisksOfSeveralSizes(t *testing.T) {
	for i, mb := range []int{20, 28, 36, 48, 64, 96, 20, 28, 36, 48, 64, 96} {
		name := map[bool]string{true: "desk", false: "server"}[i < 6]
		t.Run(fmt.Sprint(name, " of ", mb, " MB"), func(t *testing.T) {
			dir := t.TempDir()
			if err := unix.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%dm", mb)); err != nil {
				t.Fatal("mounting needs root: ", err)
			}
			defer func() {
				if err := unix.Unmount(dir, 0); err != nil {
					t.Error(err)
				}
			}()
			for round := range 3 { // the second and third find the disk full
				cmd := exec.Command(os.Args[0])
				cmd.Env = append(os.Environ(), fillDir+"="+filepath.Join(dir, name))
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("round %d: %v\n%s", round, err, out)
				}
				t.Logf("round %d: %s", round, strings.TrimSpace(string(out)))
			}
		})
	}
}

// TestFullToTheLastByte opens a desk and a server on a disk without one free byte and without reserve files, as a kill leaves them. It needs root
// to mount one.
func TestFullToTheLastByte(t *testing.T) {
	for _, f := range folders(t, nil) {
		t.Run(f.name, func(t *testing.T) {
			disk := t.TempDir()
			if err := unix.Mount("tmpfs", disk, "tmpfs", 0, "size=100m"); err != nil {
				t.Fatal("mounting needs root: ", err)
			}
			defer func() {
				if err := unix.Unmount(disk, 0); err != nil {
					t.Error(err)
				}
			}()
			dir := filepath.Join(disk, "data")
			copyTree(t, f.dir, dir)
			_ = os.Remove(filepath.Join(dir, "reserve")) // there may be none
			filler, err := os.Create(filepath.Join(disk, "filler"))
			if err != nil {
				t.Fatal(err)
			}
			for size := len(zeros); size > 0; size /= 2 {
				for err = nil; err == nil; {
					_, err = filler.Write(zeros[:size])
				}
			}
			if err := filler.Close(); err != nil {
				t.Fatal(err)
			}
			if free, err := durable.FreeSpace(dir); free > 0 || err != nil {
				t.Fatal("still free:", free, err)
			}
			db, err := storage.Open(dir, f.options)
			if err != nil {
				t.Fatal(err)
			}
			if differs := difference(t, db, "full", f.want); differs != "" {
				t.Error(differs)
			}
			if err := db.Writable(); emulation.CodeOf(err) != emulation.Full {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
			if err := os.Remove(filler.Name()); err != nil {
				t.Fatal(err)
			}
			db = open(t, dir, f.options)
			if differs := difference(t, db, "with room again", f.want); differs != "" {
				t.Error(differs)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

const fillDir = "THIDUA_STORAGE_FILL"

func init() {
	if dir := os.Getenv(fillDir); dir != "" {
		if err := fillUp(dir); err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		os.Exit(0)
	}
}

// fillUp saves until the disk is full, and makes backups on the way; every error but Full is a failure.
func fillUp(dir string) error {
	o := small()
	o.FloorBytes, o.ReserveBytes = 12<<20, 2<<20
	o.Server = filepath.Base(dir) == "server"
	db, err := storage.Open(dir, o)
	if emulation.CodeOf(err) == emulation.Full {
		fmt.Println("refused to open: full")
		return nil
	}
	if err != nil {
		return err
	}
	a := newAuthor("a")
	end := func() (changeset.ChainHead, error) {
		if o.Server {
			return db.Chain(changeset.ChainKey{Scope: unit, Log: a.Log})
		}
		return db.Own(unit)
	}
	if a.Heads[unit], err = end(); err != nil {
		return err
	}
	saved, backups := 0, 0
	w := world{failer{}, db}
	for i := 0; err == nil; i++ {
		before := a.Heads[unit]
		c := a.change(w.t, unit, strings.Repeat("y", 20_000), score(i))
		if o.Server {
			err = db.Commit(w.pull(c))
		} else if err = db.SaveDraft(&changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(i)), Field: "points", Text: strings.Repeat("x", 5000)}); err == nil {
			err = db.Commit(w.pend(c))
		}
		if err != nil {
			a.Heads[unit] = before
			break
		}
		saved++
		if i%20 == 0 && !o.Server {
			_, err = db.PutBlob(strings.NewReader(strings.Repeat("z", 200_000)))
		}
		if i%50 == 49 { // one that has no room is not made, and does not end the saving
			_, berr := db.Backup(context.Background(), "")
			if berr == nil {
				backups++
			} else if emulation.CodeOf(berr) != emulation.Full {
				return berr
			}
		}
	}
	if emulation.CodeOf(err) != emulation.Full {
		return err
	}
	own, err := end()
	if err != nil || own != a.Heads[unit] {
		return fmt.Errorf("own end %v, reported %v: %w", own, a.Heads[unit], err)
	}
	fmt.Println("full after", saved, "changes and", backups, "backups")
	if err := db.Close(); err != nil && emulation.CodeOf(err) != emulation.Full {
		return err
	}
	return nil
}
