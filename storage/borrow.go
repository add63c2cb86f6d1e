package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"thidua/internal/durable"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/storage/kv"
)

// On a disk without any room the database cannot be opened: it would write, and die of it. Its files are copied to another disk that has room
// (often one in memory) and read there; nothing in the data folder is written, and nothing can be saved, until there is room again.

// elsewhere are folders that may lie on another disk.
func elsewhere() []string { return []string{os.TempDir(), "/dev/shm"} }

// copyName is what the copy of a data folder's rows is called: always the same, so that what a kill left is found and removed.
func (db *DB) copyName() (string, error) {
	path, err := filepath.Abs(db.dir)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(path))
	return "thidua-rows-" + hex.EncodeToString(sum[:12]), nil
}

// tidyElsewhere removes a copy that a kill left, as far as it can: what somebody else made there under that name is passed over.
func (db *DB) tidyElsewhere() {
	name, err := db.copyName()
	if err != nil {
		return
	}
	for _, at := range elsewhere() {
		_ = durable.RemoveAll(filepath.Join(at, name)) // borrow takes another place
	}
}

// borrow copies the rows to a disk with room and says where they are; code Full where there is none.
func (o *opening) borrow() (string, error) {
	name, err := o.copyName()
	if err != nil {
		return "", found.Disk(err)
	}
	need, err := kv.Room(o.path(folder.Rows))
	if err != nil {
		return "", found.Disk(err)
	}
	need = 2*need + o.space.tables.Load()
	var failed error
	for _, at := range elsewhere() {
		path := filepath.Join(at, name)
		if free, err := o.opts.FreeSpace(at); err != nil || free < need || os.Mkdir(path, 0o700) != nil {
			continue
		}
		if err := copyFiles(o.path(folder.Rows), path); err != nil { // others fill it meanwhile
			failed = errors.Join(failed, err, durable.RemoveAll(path))
			continue
		}
		o.note(found.Say(Warning, "storage.found-borrowed"))
		return path, nil
	}
	if failed != nil {
		return "", found.Disk(failed)
	}
	return "", o.space.check()
}

// copyFiles copies the files of a folder and leaves holes where they are zero.
func copyFiles(from, to string) error {
	names, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, n := range names {
		if err := copyFile(filepath.Join(from, n.Name()), filepath.Join(to, n.Name())); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := durable.Open(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	block, zeros := make([]byte, 64<<10), make([]byte, 64<<10)
	var at int64
	for err == nil {
		var n int
		if n, err = io.ReadFull(in, block); n > 0 && !bytes.Equal(block[:n], zeros[:n]) {
			if _, werr := out.WriteAt(block[:n], at); werr != nil {
				err = werr
			}
		}
		at += int64(n)
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = out.Truncate(at)
	}
	return errors.Join(err, out.Close())
}
