package kv

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/ristretto/v2/z"

	"thidua/internal/durable"
)

// Badger reads its tables in goroutines of its own, where damage of some kinds ends the process. So each is read here first, by Badger's own
// reader, where a panic can be caught. One that cannot be read is put away before Badger looks: if Badger counts it as its own, it misses it
// and says so; if not, it was a leftover of a stop in the middle of writing it, which Badger would have removed.

const awaySuffix = ".unread"

// away are tables that were put away.
type away []string

func tables(dir string) ([]string, error) { return durable.Match(dir, "*.sst") }

func putAway(dir string) (away, error) {
	if err := comeBack(dir); err != nil {
		return nil, err
	}
	names, err := tables(dir)
	if err != nil {
		return nil, err
	}
	var out away
	for _, path := range names {
		if readable(path) {
			continue
		}
		if err := os.Rename(path, path+awaySuffix); err != nil {
			return nil, errors.Join(err, comeBack(dir))
		}
		out = append(out, path+awaySuffix)
	}
	return out, nil
}

// comeBack leaves the folder as it was found, for the next attempt or for whoever wants to look at it. Where a table has the name by now,
// Badger did not miss the one that was put away and gave its number again, before a kill: what was put away was a leftover.
func comeBack(dir string) error {
	names, err := durable.Match(dir, "*"+awaySuffix)
	for _, path := range names {
		if was := strings.TrimSuffix(path, awaySuffix); durable.Exists(was) {
			err = errors.Join(err, os.Remove(path))
		} else {
			err = errors.Join(err, os.Rename(path, was))
		}
	}
	return err
}

// forget removes the tables: nothing missed them.
func (a away) forget() error {
	var err error
	for _, path := range a {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// complete is nil where every table is there that Badger's list of them names, which Badger's own reader reads. Badger would see it too, but
// does not give back what it holds when it fails to open: two threads that hold a write-ahead log's memory, 10 MB or more each time. And where
// the list is missing it begins a new one and removes all tables; like this they can be set aside.
func complete(dir string, o badger.Options) (err error) {
	defer caught("reading the list of tables", &err)
	f, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if errors.Is(err, fs.ErrNotExist) {
		names, err := tables(dir)
		if err == nil && len(names) > 0 {
			err = errors.New("the list of tables is missing")
		}
		return err
	}
	if err != nil {
		return err
	}
	defer f.Close()
	list, _, err := badger.ReplayManifestFile(f, o.ExternalMagicVersion, o)
	if err != nil {
		return fmt.Errorf("reading the list of tables: %w", err)
	}
	for id := range list.Tables {
		if name := table.NewFilename(id, dir); !durable.Exists(name) {
			return fmt.Errorf("table %s is missing", filepath.Base(name))
		}
	}
	return nil
}

// readable reports whether Badger's reader finds a table whole.
func readable(path string) (ok bool) {
	f, err := z.OpenMmapFile(path, os.O_RDONLY, 0)
	if err != nil {
		return false // an empty file cannot be mapped
	}
	defer func() {
		_ = recover()                          // what it could not read
		if _, err := f.Fd.Stat(); err == nil { // else the reader closed it
			_ = z.Munmap(f.Data)
			_ = f.Fd.Close()
		}
	}()
	_, err = table.OpenTable(f, table.Options{ChkMode: options.OnTableRead})
	return err == nil
}
