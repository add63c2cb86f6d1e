package kv

import (
	"errors"
	"os"
	"strings"

	"thidua/internal/durable"

	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/ristretto/v2/z"
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

// comeBack leaves the folder as it was found, for the next attempt or for whoever wants to look at it.
func comeBack(dir string) error {
	names, err := durable.Match(dir, "*"+awaySuffix)
	for _, path := range names {
		err = errors.Join(err, os.Rename(path, strings.TrimSuffix(path, awaySuffix)))
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
