package upgrade

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
)

// The folders beside a portable program while it is changed for another release, and the files that say how far that is.
const (
	incoming = ".thidua-new"
	outgoing = ".thidua-old"
	wholeNow = "WHOLE"        // stands in what is whole
	goesBack = "BACK"         // stands in what is being put back
	running  = "running"      // programs that ran while another took their place
	lockFile = ".thidua-lock" // held while one process changes the programs
)

// Limits of what is unpacked.
const (
	mostUnpacked = 512 << 20 // bytes
	mostPacked   = 1000      // files
)

// step is asked before each change beside a program: a test ends there as a power cut would.
var step = func() error { return nil }

// alone changes the programs in a folder while no other process does. Errors: Unavailable "upgrade.busy", those of the disk.
func alone(dir string, change func() error) error {
	lock, err := durable.Lock(filepath.Join(dir, lockFile))
	if errors.Is(err, durable.ErrLocked) {
		return emulation.Errorf(emulation.Unavailable, "upgrade.busy")
	}
	if err != nil {
		return found.Disk(err)
	}
	return errors.Join(change(), lock.Close())
}

// Swap puts the files of a portable release, a zip with one folder, in the place of those beside the program, and keeps those it replaces for Back. Files
// that the release does not name stay: the data on a stick. A stop at any step is gone on from by Finish. Errors: Corrupt "release.archive", those of alone.
func Swap(dir, archive string) error {
	return alone(dir, func() error { return swap(dir, archive) })
}

func swap(dir, archive string) error {
	if err := finish(dir); err != nil {
		return err
	}
	in := filepath.Join(dir, incoming)
	err := durable.RemoveAll(filepath.Join(dir, outgoing))
	if err == nil {
		err = unpack(archive, in)
	}
	if err == nil {
		err = mark(in, wholeNow)
	}
	if err != nil {
		return errors.Join(found.Disk(err), durable.RemoveAll(in))
	}
	return finish(dir)
}

func mark(dir, name string) error {
	if err := step(); err != nil {
		return err
	}
	return durable.Replace(filepath.Join(dir, name), durable.Private, durable.Bytes(nil))
}

// Finish goes on where a change of the program was stopped: what was not whole goes, what was is put in its place. Every start asks it: where nothing was
// begun, nothing is written. Errors: those of alone.
func Finish(dir string) error {
	if !durable.Exists(filepath.Join(dir, incoming)) && !durable.Exists(filepath.Join(dir, outgoing, goesBack)) {
		return nil
	}
	return alone(dir, func() error { return finish(dir) })
}

func finish(dir string) error {
	in, out := filepath.Join(dir, incoming), filepath.Join(dir, outgoing)
	if durable.Exists(filepath.Join(out, goesBack)) {
		return back(dir)
	}
	if none, err := durable.Absent(in); none || err != nil {
		return found.Disk(err)
	}
	if durable.Exists(filepath.Join(in, wholeNow)) {
		if err := move(in, dir, out); err != nil {
			return found.Disk(err)
		}
	}
	return found.Disk(durable.RemoveAll(in))
}

// Back puts the programs back that Swap replaced; false: it replaced none, or they were let go. Errors: those of alone.
func Back(dir string) (bool, error) {
	if none, err := durable.Absent(filepath.Join(dir, outgoing)); none || err != nil {
		return false, found.Disk(err)
	}
	there := false
	err := alone(dir, func() error {
		if there = durable.Exists(filepath.Join(dir, outgoing)); !there {
			return nil
		}
		return back(dir)
	})
	return there && err == nil, err
}

func back(dir string) error {
	out := filepath.Join(dir, outgoing)
	err := mark(out, goesBack)
	if err == nil {
		err = move(out, dir, "")
	}
	if err == nil {
		err = durable.Remove(filepath.Join(out, goesBack))
	}
	if err != nil {
		return found.Disk(err)
	}
	letGo(dir)
	return nil
}

// Keep lets go of the programs that Swap replaced: the new ones came up. One that still runs goes the next time, as do all while another process changes them.
func Keep(dir string) {
	if durable.Exists(filepath.Join(dir, outgoing)) {
		_ = alone(dir, func() error { letGo(dir); return nil })
	}
}

func letGo(dir string) { _ = durable.RemoveAll(filepath.Join(dir, outgoing)) }

// move puts every file below one folder in its place below another. What stands there is kept below a third first, if there is one.
func move(from, to, kept string) error {
	names, err := below(from)
	if err != nil {
		return err
	}
	for _, name := range names {
		place := filepath.Join(to, name)
		if kept != "" && durable.Exists(place) && !durable.Exists(filepath.Join(kept, name)) {
			if err := keep(place, filepath.Join(kept, name)); err != nil {
				return err
			}
		}
		if err := replace(filepath.Join(from, name), place, filepath.Join(to, outgoing, running, name)); err != nil {
			return err
		}
	}
	return nil
}

// below names the files that a change brings, below its folder.
func below(dir string) (names []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == running {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || d.Name() == wholeNow || d.Name() == goesBack {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		names = append(names, rel)
		return err
	})
	return names, err
}

// keep gives a file a second name, or copies it where the disk (of a stick) has no second names.
func keep(path, to string) error {
	if err := step(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	if os.Link(path, to) == nil {
		return durable.SyncFolder(filepath.Dir(to))
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	return durable.Create(to, info.Mode().Perm(), durable.From(in))
}

// replace renames a file over another. Windows does not do so to a program that runs, but gives it another name.
func replace(from, to, aside string) error {
	if err := step(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	err := durable.Rename(from, to)
	if err == nil || !durable.Exists(to) || !durable.Exists(from) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(aside), 0o777); err != nil {
		return err
	}
	if err := os.Rename(to, aside); err != nil {
		return err
	}
	if err := durable.Rename(from, to); err != nil {
		return errors.Join(err, durable.Rename(aside, to))
	}
	return nil
}

// unpack writes the files of an archive's one folder below another, each whole and flushed. The archive has the bytes that were signed; its names are looked at all the same.
func unpack(archive, to string) error {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return badArchive(err)
	}
	defer z.Close()
	left, files := int64(mostUnpacked), 0
	if len(z.File) > mostPacked {
		return badArchive(nil)
	}
	for _, f := range z.File {
		if f.Mode().IsDir() {
			continue
		}
		top, name, below := strings.Cut(f.Name, "/")
		if !below || top == "" || !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name || strings.ContainsAny(name, `\:`) || strings.HasPrefix(name, ".thidua-") ||
			slices.Contains([]string{wholeNow, goesBack}, path.Base(name)) || slices.Contains(strings.Split(path.Dir(name), "/"), running) || !f.Mode().IsRegular() || f.UncompressedSize64 > uint64(left) {
			return badArchive(errors.New(f.Name))
		}
		left -= int64(f.UncompressedSize64)
		if err := step(); err != nil {
			return err
		}
		if err := unpackFile(f, filepath.Join(to, filepath.FromSlash(name))); err != nil {
			return err
		}
		files++
	}
	if err := step(); err != nil {
		return err
	}
	if names, err := below(to); err != nil || len(names) != files { // somebody else's hand was in the folder
		return errors.Join(badArchive(fs.ErrNotExist), err)
	}
	return nil
}

func unpackFile(f *zip.File, to string) error {
	r, err := f.Open()
	if err != nil {
		return badArchive(err)
	}
	defer r.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	rights := fs.FileMode(0o666)
	if f.Mode()&0o100 != 0 || strings.HasSuffix(to, ".exe") {
		rights = 0o777
	}
	return durable.Create(to, rights, durable.From(io.LimitReader(r, int64(f.UncompressedSize64))))
}

func badArchive(cause error) error {
	return emulation.Errorf(emulation.Corrupt, "release.archive").Because(cause)
}
