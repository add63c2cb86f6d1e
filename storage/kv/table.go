package kv

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/ristretto/v2"

	"thidua/emulation"
	"thidua/internal/durable"
)

// Badger reads its tables in goroutines of its own, where damage of some kinds ends the process. So each is read here first, by Badger's own
// reader, where a panic can be caught. One that cannot be read is put away before Badger looks: if Badger counts it as its own, it misses it
// and says so; if not, it was a leftover of a stop in the middle of writing it, which Badger would have removed.

const awaySuffix = ".unread"

// away are tables that were put away.
type away []string

func tables(dir string) ([]string, error) { return durable.Match(dir, "*.sst") }

func putAway(dir string, key []byte) (away, error) {
	if err := comeBack(dir); err != nil {
		return nil, err
	}
	names, err := tables(dir)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if err := boundedKeys(dir); err != nil {
			return nil, err
		}
	}
	list, err := manifest(dir)
	if err != nil {
		return nil, nil // nobody can say which key a table is under, or whether it is a leftover: complete tells what is wrong
	}
	r, err := newTableReader(dir, key, list)
	if err != nil {
		return nil, err
	}
	defer r.close()
	var out away
	for _, path := range r.unreadable(names) {
		if err := durable.Rename(path, path+awaySuffix); err != nil {
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
			err = errors.Join(err, durable.Remove(path))
		} else {
			err = errors.Join(err, durable.Rename(path, was))
		}
	}
	return err
}

// forget removes the tables: nothing missed them.
func (a away) forget() error {
	var err error
	for _, path := range a {
		err = errors.Join(err, durable.Remove(path))
	}
	return err
}

// complete is nil where every table is there that Badger's list of them names, which Badger's own reader reads. Badger would see it too, but
// does not give back what it holds when it fails to open: two threads that hold a write-ahead log's memory, 10 MB or more each time. And where
// the list is missing it begins a new one and removes all tables; like this they can be set aside.
func complete(dir string) error {
	names, err := listed(dir)
	if errors.Is(err, fs.ErrNotExist) {
		names, err := tables(dir)
		if err == nil && len(names) > 0 {
			err = errors.New("the list of tables is missing")
		}
		return err
	}
	for _, path := range names {
		if !durable.Exists(path) {
			return fmt.Errorf("table %s is missing", filepath.Base(path))
		}
	}
	return err
}

// listed gives the tables that Badger's list of them names, in order.
func listed(dir string) (names []string, err error) {
	list, err := manifest(dir)
	for id := range list.Tables {
		names = append(names, table.NewFilename(id, dir))
	}
	slices.Sort(names)
	return names, err
}

// manifest reads Badger's list of tables.
func manifest(dir string) (list badger.Manifest, err error) {
	defer caught("reading the list of tables", &err)
	f, err := os.Open(filepath.Join(dir, badger.ManifestFilename))
	if err != nil {
		return list, err
	}
	defer f.Close()
	o := badger.DefaultOptions(dir)
	if list, _, err = badger.ReplayManifestFile(f, o.ExternalMagicVersion, o); err != nil {
		return badger.Manifest{}, fmt.Errorf("reading the list of tables: %w", err)
	}
	return list, nil
}

// sortFrom is how many tables as they were written a closing database sorts into the others. Each close writes one, and sorting writes about as
// much as the database holds: with every close, a command that saved one figure would write everything anew.
const sortFrom = 3

// unsorted counts the tables that lie as they were written. Where the list cannot be read, opening tells.
func unsorted(dir string) (n int) {
	list, _ := manifest(dir)
	for _, t := range list.Tables {
		if t.Level == 0 {
			n++
		}
	}
	return n
}

// State tells a closed database from what it was at another time, by the tables of its list: their names, lengths and last bytes, where the
// checksum of their index is. It is empty where that cannot be said: something stands in a write-ahead log, or the list or a table cannot be
// read.
func State(dir string) string {
	logs, err := logs(dir)
	if err != nil || len(logs) > 0 {
		return ""
	}
	names, err := listed(dir)
	if err != nil {
		return ""
	}
	var state strings.Builder
	for _, path := range names {
		size, end, err := lastBytes(path)
		if err != nil {
			return ""
		}
		fmt.Fprintf(&state, "%s %d %x\n", filepath.Base(path), size, end)
	}
	return state.String()
}

func lastBytes(path string) (size int64, end []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return 0, nil, err
	}
	end = make([]byte, min(st.Size(), 32))
	_, err = f.ReadAt(end, st.Size()-int64(len(end)))
	return st.Size(), end, err
}

// tableReader is Badger's reader of tables, with what it needs where they are encrypted.
type tableReader struct {
	keys    *badger.KeyRegistry // nil in plain
	list    badger.Manifest     // says which key a table is under
	indexes *ristretto.Cache[uint64, *fb.TableIndex]
}

func newTableReader(dir string, key []byte, list badger.Manifest) (*tableReader, error) {
	r := &tableReader{list: list}
	if key == nil {
		return r, nil
	}
	var err error
	if r.keys, err = openKeys(dir, key); durable.Blocked(err) {
		return nil, err
	} else if err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "storage.damaged").Because(err)
	}
	r.indexes, err = ristretto.NewCache(&ristretto.Config[uint64, *fb.TableIndex]{NumCounters: 1000, MaxCost: 4 << 20, BufferItems: 64})
	return r, err
}

// maxKeys is how long Badger's file of keys may be, in bytes: it holds one of about 70 for each year.
const maxKeys = 64 << 10

// boundedKeys is nil where Badger may read its file of keys: it makes room for each as long as the file says, up to 4 GiB, before it looks at any
// checksum. The lengths stand behind its nonce (16) and a check of the key (12), each (4, big endian) before a checksum (4) and so many bytes.
func boundedKeys(dir string) error {
	raw, err := durable.ReadFile(filepath.Join(dir, badger.KeyRegistryFileName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	rest := raw[min(len(raw), 28):]
	for len(raw) <= maxKeys && len(rest) >= 8 {
		length := binary.BigEndian.Uint32(rest)
		if rest = rest[8:]; uint64(length) > uint64(len(rest)) {
			break
		}
		rest = rest[length:]
	}
	if len(rest) > 0 {
		return emulation.Errorf(emulation.Corrupt, "storage.damaged").Because(errors.New("the file of keys is damaged"))
	}
	return nil
}

// openKeys reads the keys that Badger drew for the folder.
func openKeys(dir string, key []byte) (keys *badger.KeyRegistry, err error) {
	defer caught("reading the keys of the tables", &err)
	return badger.OpenKeyRegistry(badger.KeyRegistryOptions{Dir: dir, ReadOnly: true, EncryptionKey: key})
}

// encrypts is nil where a database that was opened with a key uses one: Unavailable "storage.clock-unset" if not.
func encrypts(dir string, key []byte) error {
	if key == nil {
		return nil
	}
	keys, err := openKeys(dir, key)
	if err != nil {
		return err
	}
	if _, err := keys.DataKey(1); err != nil {
		return emulation.Errorf(emulation.Unavailable, "storage.clock-unset").Because(err)
	}
	return nil
}

func (r *tableReader) close() {
	if r.indexes != nil {
		r.indexes.Close()
	}
}

// options are those a table is read with.
func (r *tableReader) options(id uint64) (*table.Options, error) {
	o := new(table.Options)
	if r.keys == nil {
		return o, nil
	}
	var err error
	o.IndexCache = r.indexes
	o.DataKey, err = r.keys.DataKey(r.list.Tables[id].KeyID)
	return o, err
}

// unreadable lists the tables that Badger's reader does not find whole; each processor reads its share, into memory of its own: to touch a mapped
// file page by page takes longer.
func (r *tableReader) unreadable(names []string) []string {
	bad := make([]bool, len(names))
	var next atomic.Int64
	var readers sync.WaitGroup
	for range min(len(names), runtime.GOMAXPROCS(0), 2) {
		readers.Go(func() {
			var content []byte
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				bad[i] = !r.readable(names[i], &content)
			}
		})
	}
	readers.Wait()
	var out []string
	for i, path := range names {
		if bad[i] {
			out = append(out, path)
		}
	}
	return out
}

// readable reports whether Badger's reader finds a table whole; content is room that may be used again.
func (r *tableReader) readable(path string, content *[]byte) (ok bool) {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return false
	}
	*content = slices.Grow((*content)[:0], int(st.Size()))[:st.Size()]
	if _, err := io.ReadFull(f, *content); err != nil {
		return false
	}
	id, ok := table.ParseFileID(path)
	if !ok {
		return false
	}
	defer func() { ok = recover() == nil && ok }() // what it could not read
	o, err := r.options(id)
	if err != nil {
		return false
	}
	t, err := table.OpenInMemoryTable(*content, id, o)
	return err == nil && t.VerifyChecksum() == nil
}
