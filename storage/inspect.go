package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
)

// Badger opens damaged folders without complaint and holds less, or ends the process from one of its goroutines. So its files are read
// before it sees them: the table list (MANIFEST), every block of every table, every entry of every write-ahead log.

// inspection is what was found in Badger's folder before opening it.
type inspection struct {
	badTables   []uint64 // tables whose checksums fail
	badManifest bool
	manifestEnd int64    // where the whole records of a table list with a torn end stop; 0 if nothing is torn
	tables      []uint64 // tables that are whole, listed or not
	logs        []walState
}

func inspect(dir string) (*inspection, error) {
	in := new(inspection)
	listed, sound, torn, err := readManifest(filepath.Join(dir, "MANIFEST"))
	if err != nil {
		return nil, err
	}
	in.badManifest, in.manifestEnd = !sound, torn
	names, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil {
		return nil, err
	}
	here := map[uint64]bool{}
	for _, name := range names {
		id, err := strconv.ParseUint(filepath.Base(name)[:len(filepath.Base(name))-len(".sst")], 10, 64)
		if err != nil {
			continue // not one of Badger's
		}
		here[id] = true
		if sound && !listed[id] {
			continue // left over from a stop in the middle of a compaction: Badger removes it
		}
		ok, err := checkTable(name, nil)
		if err != nil {
			return nil, err
		}
		if ok {
			in.tables = append(in.tables, id)
		} else {
			in.badTables = append(in.badTables, id)
		}
	}
	for id := range listed {
		if !here[id] {
			if sound {
				in.badTables = append(in.badTables, id)
			}
			in.badManifest = true
		}
	}
	sort.Slice(in.badTables, func(a, b int) bool { return in.badTables[a] < in.badTables[b] })
	logs, err := walFiles(dir)
	if err != nil {
		return nil, err
	}
	for _, path := range logs {
		w, err := readWAL(path)
		if err != nil {
			return nil, err
		}
		in.logs = append(in.logs, *w)
	}
	return in, nil
}

var manifestMagic = []byte{'B', 'd', 'g', 'r', 0, 0, 0, 8}

// readManifest reads which tables Badger counts as its own. A list that is altered or holds anything unreadable is not sound: Badger would
// take the readable beginning for the whole and delete the other tables. A last record that is only cut off is what a kill in the middle of
// writing it leaves: nothing was built on it yet, so the list is sound up to torn, where it is to be cut (0 if it is whole). A folder
// without a list is new and sound.
func readManifest(path string) (tables map[uint64]bool, sound bool, torn int64, err error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		old, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.sst"))
		return nil, len(old) == 0, 0, err
	}
	if err != nil {
		return nil, false, 0, err
	}
	tables = map[uint64]bool{}
	if len(raw) < len(manifestMagic) || string(raw[:8]) != string(manifestMagic) {
		return tables, false, 0, nil
	}
	for at := len(manifestMagic); at < len(raw); {
		rest := raw[at:]
		if tornRecord(rest) {
			return tables, true, int64(at), nil
		}
		n := uint64(binary.BigEndian.Uint32(rest))
		if n > uint64(len(rest)-8) {
			return tables, false, 0, nil
		}
		set := rest[8 : 8+n]
		if crc32.Checksum(set, castagnoli) != binary.BigEndian.Uint32(rest[4:]) || !applyManifest(tables, set) {
			return tables, false, 0, nil
		}
		at += 8 + int(n)
	}
	return tables, true, 0, nil
}

// tornRecord reports whether only the beginning of a record is here. A record that is whole and merely says it is longer, because a bit of
// its length flipped, is not: with that bit put right its checksum fits.
func tornRecord(b []byte) bool {
	if len(b) < 8 {
		return true
	}
	n, sum := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[4:])
	b = b[8:]
	if uint64(n) <= uint64(len(b)) {
		return false
	}
	for bit := uint32(1); bit != 0; bit <<= 1 {
		if m := uint64(n ^ bit); m <= uint64(len(b)) && crc32.Checksum(b[:m], castagnoli) == sum {
			return false
		}
	}
	return true
}

// applyManifest applies one change set: field 1 repeated, each with id (1) and operation (2: 0 create, 1 delete).
func applyManifest(tables map[uint64]bool, set []byte) bool {
	return protoFields(set, func(field int, _ uint64, body []byte) bool {
		if field != 1 || body == nil {
			return false
		}
		var id, op uint64
		ok := protoFields(body, func(field int, v uint64, _ []byte) bool {
			switch field {
			case 1:
				id = v
			case 2:
				op = v
			}
			return true
		})
		if op == 1 {
			delete(tables, id)
		} else {
			tables[id] = true
		}
		return ok
	})
}

// protoFields visits the fields of a protobuf message made of numbers and nested messages; false if it is none.
func protoFields(b []byte, fn func(field int, v uint64, body []byte) bool) bool {
	for len(b) > 0 {
		tag, n := binary.Uvarint(b)
		if n <= 0 {
			return false
		}
		b = b[n:]
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return false
		}
		b = b[n:]
		var body []byte
		switch tag & 7 {
		case 0:
		case 2:
			if v > uint64(len(b)) {
				return false
			}
			body, b = b[:v:v], b[v:]
			if body == nil {
				body = []byte{}
			}
		default:
			return false
		}
		if !fn(int(tag>>3), v, body) {
			return false
		}
	}
	return true
}

// writeManifest makes a new table list with the given tables, all on level 0, where tables may overlap and the newest version of a key
// wins; Badger's compaction sorts them in.
func writeManifest(path string, tables []uint64) error {
	var set []byte
	for _, id := range tables {
		change := binary.AppendUvarint([]byte{1 << 3}, id)
		set = append(set, 1<<3|2, byte(len(change)))
		set = append(set, change...)
	}
	raw := append([]byte(nil), manifestMagic...)
	raw = binary.BigEndian.AppendUint32(raw, uint32(len(set)))
	raw = binary.BigEndian.AppendUint32(raw, crc32.Checksum(set, castagnoli))
	return durable.Replace(path, durable.Private, durable.Bytes(append(raw, set...)))
}

// mend repairs in Badger's folder what can be repaired without losing anything saved, and refuses what cannot, unless Repair is set.
func (db *DB) mend(expected uint64) error {
	dir := db.path("db")
	if err := removeEmptyLogs(dir); err != nil {
		return found.Disk(err)
	}
	in, err := inspect(dir)
	if err != nil {
		return found.Disk(err)
	}
	if in.manifestEnd > 0 {
		if err := cutFile(filepath.Join(dir, "MANIFEST"), in.manifestEnd); err != nil {
			return found.Disk(err)
		}
	}
	if err := db.mendTables(in); err != nil {
		return found.Disk(err)
	}
	if len(in.badTables) > 0 {
		if !db.opts.Repair {
			return emulation.Errorf(emulation.Corrupt, "storage.damaged", "file", fmt.Sprintf("%06d.sst", in.badTables[0]))
		}
		for _, id := range in.badTables {
			name := fmt.Sprintf("%06d.sst", id)
			to, err := db.moveAside(filepath.Join(dir, name))
			if err != nil {
				return found.Disk(err)
			}
			if to != "" {
				db.spoiled = append(db.spoiled, to)
			}
			db.note(found.Say(Alarm, "storage.found-table-bad", "file", name))
		}
		in.badManifest, db.salvage = true, true
	}
	if in.badManifest {
		if err := db.mendManifest(in); err != nil {
			return found.Disk(err)
		}
	}
	if err := db.mendUnused(); err != nil {
		return found.Disk(err)
	}
	return db.mendLogs(in, expected)
}

// mendTables repairs tables in which one bit flipped and keeps the others listed as bad.
func (db *DB) mendTables(in *inspection) error {
	var bad []uint64
	for _, id := range in.badTables {
		name := fmt.Sprintf("%06d.sst", id)
		path := db.path("db", name)
		raw, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		mended := false
		if err == nil {
			if mended, err = mendTable(path); err != nil {
				return err
			}
		}
		if !mended {
			bad = append(bad, id)
			continue
		}
		if err := db.aside(name, raw); err != nil {
			return err
		}
		in.tables = append(in.tables, id)
		db.note(found.Say(Info, "storage.found-bit-mended", "file", name))
	}
	in.badTables = bad
	return nil
}

// registrySound is the content of Badger's key registry when nothing is encrypted, after 16 random bytes.
const registrySound = "Hello Badger"

// mendUnused repairs what Badger insists on reading although this store keeps nothing in it: the key registry and the heads of value logs.
func (db *DB) mendUnused() error {
	registry := db.path("db", "KEYREGISTRY")
	raw, err := os.ReadFile(registry)
	if err == nil && (len(raw) != 16+len(registrySound) || string(raw[16:]) != registrySound) {
		db.note(found.Say(Info, "storage.found-wal-header", "file", filepath.Base(registry)))
		_, err = db.moveAside(registry)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	logs, err := filepath.Glob(db.path("db", "*.vlog"))
	if err != nil {
		return err
	}
	for _, path := range logs {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		foreign, _ := foreignKey(f) // shorter than its header: never used
		_ = f.Close()               // it was only read
		if !foreign {
			continue
		}
		if err := clearKeyID(path); err != nil {
			return err
		}
		db.note(found.Say(Info, "storage.found-wal-header", "file", filepath.Base(path)))
	}
	return nil
}

func (db *DB) mendManifest(in *inspection) error {
	path := db.path("db", "MANIFEST")
	if durable.Exists(path) {
		if _, err := db.moveAside(path); err != nil {
			return err
		}
	}
	db.note(found.Say(Warning, "storage.found-table-list", "tables", len(in.tables)))
	return writeManifest(path, in.tables)
}

// moveAside moves a file or folder to "damaged" and says where it is now; "" if it was not there.
func (db *DB) moveAside(path string) (string, error) {
	to, err := db.asidePath(filepath.Base(path))
	if err != nil {
		return "", err
	}
	if err := os.Rename(path, to); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	return to, durable.SyncFolder(filepath.Dir(path))
}

// cutFile shortens a file and makes that durable.
func cutFile(path string, size int64) error {
	if err := os.Truncate(path, size); err != nil {
		return err
	}
	return durable.SyncFile(path)
}
