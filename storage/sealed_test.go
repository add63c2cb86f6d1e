package storage_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"maps"
	mrand "math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/sync/changeset"
)

func testKey() *crypt.Key { return crypt.New(crypt.Secret{1, 2, 3}, rand.Reader) }

func sealedOptions() storage.Options {
	o := small()
	o.Key = testKey()
	return o
}

// The attacks on a folder in plain, on one that is encrypted: a smaller sample of each.

func TestSealedFlippedBits(t *testing.T)   { flippedBits(t, folders(t, testKey()), 1, 20231119) }
func TestSealedTableListCut(t *testing.T)  { cutTableList(t, folders(t, testKey())[1:2], 40) }
func TestSealedCutAndMissing(t *testing.T) { cutFiles(t, folders(t, testKey())[1:2]) }
func TestSealedWithoutRoom(t *testing.T)   { noRoom(t, folders(t, testKey())[1:2]) }
func TestSealedKilledInItsLife(t *testing.T) {
	killLives(t, t.TempDir()+"/sealed", sealedOptions(), 40)
}

func TestSealedKilledAtRandomPoints(t *testing.T) {
	for _, name := range []string{"sealed", "sealed-server"} {
		o := sealedOptions()
		o.Server = name != "sealed"
		s := nothingSaid()
		dir := filepath.Join(t.TempDir(), name)
		for range 3 {
			killAfterLines(t, dir, 1+mrand.Intn(150), 1, s)
			checkSaid(t, dir, o, s)
		}
	}
}

// TestNothingInPlain: what is typed, signed, attached, noticed, put aside and backed up stands in no file of an encrypted folder as it is.
func TestNothingInPlain(t *testing.T) {
	const secret = "Nguyễn Thị Bí Mật 0912345678"
	for _, o := range []storage.Options{small(), sealedOptions()} {
		dir := t.TempDir()
		beside := filepath.Join(dir, "desk.key")
		content, err := o.Key.SealFile("desk.key", []byte(secret))
		if err = errors.Join(err, os.WriteFile(beside, content, 0o600)); err != nil {
			t.Fatal(err)
		}
		o.Beside = []string{beside}
		db, err := storage.Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		a := newAuthor("a")
		d := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(1)), Field: "note", Text: secret}
		if err := db.SaveDraft(&d); err != nil {
			t.Fatal(err)
		}
		commit(t, db, world{t, db}.pend(a.change(t, unit, secret, score(2))))
		commit(t, db, &changeset.Batch{Meta: map[string][]byte{"root": []byte(secret)}})
		name, err := db.PutBlob(strings.NewReader(strings.Repeat(secret, 5000)))
		if err != nil {
			t.Fatal(err)
		}
		other := open(t, t.TempDir(), o)
		chunk, path, err := db.Chunk(name, 1)
		if err = errors.Join(err, other.PutChunk(name, 1, chunk, path)); err != nil {
			t.Fatal(err)
		}
		if got, _, err := other.Chunk(name, 1); err != nil || !bytes.Equal(got, chunk) {
			t.Error("a piece that arrived:", err)
		}
		if _, err := db.Backup(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(filepath.Join(dir, "journal"), os.O_WRONLY|os.O_APPEND, 0)
		if err == nil {
			_, err = f.WriteString("torn, and put aside")
		}
		if err = errors.Join(err, f.Close(), db.Close()); err != nil {
			t.Fatal(err)
		}
		if db, err = storage.Open(dir, o); err != nil {
			t.Fatal(err)
		}
		if len(db.Findings()) == 0 {
			t.Error("nothing noticed")
		}
		readBlob(t, db, name)
		if ds, err := db.Drafts(unit); err != nil || len(ds) != 1 || ds[0].Text != secret {
			t.Errorf("drafts %v: %v", ds, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		open := 0
		for path, content := range bytesOf(t, dir) {
			if strings.Contains(content, "Bí Mật") || strings.Contains(content, "storage.found") {
				open++
				if o.Key != nil {
					t.Error("in plain:", path)
				}
			}
		}
		if o.Key == nil && open < 5 { // or else this test sees nothing
			t.Error("only", open, "files of a folder in plain hold it")
		}
	}
}

// bytesOf are all files below a folder.
func bytesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		out[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAnotherKeyTouchesNothing: under no key or another one every record would count as damaged and be put aside. So the folder is refused before
// a byte is written, also where the file that names its key is damaged or gone.
func TestAnotherKeyTouchesNothing(t *testing.T) {
	f := folders(t, testKey())[1]
	lock := filepath.Join(f.dir, folder.LockName)
	for what, harm := range map[string]func() error{
		"as it was":      func() error { return nil },
		"lock destroyed": func() error { return os.WriteFile(lock, []byte("nothing"), 0o600) },
		"no lock":        func() error { return os.Remove(lock) },
	} {
		if err := harm(); err != nil {
			t.Fatal(err)
		}
		before := bytesOf(t, f.dir)
		for key, keyed := range map[string]*crypt.Key{"storage.locked": nil, "storage.key-other": crypt.New(crypt.Secret{9}, rand.Reader)} {
			for _, repair := range []bool{false, true} {
				o := f.options
				o.Key, o.Repair = keyed, repair
				if _, err := storage.Open(f.dir, o); emulation.KeyOf(err) != key || emulation.CodeOf(err) != emulation.Forbidden {
					t.Errorf("%s, %s: %v", what, key, err)
				}
			}
		}
		if !maps.Equal(before, bytesOf(t, f.dir)) {
			t.Error(what, "and files are others than before")
		}
	}
	db := open(t, f.dir, f.options) // the backup names the key
	if differs := difference(t, db, "its own key", f.want); differs != "" {
		t.Error(differs)
	}
	if found := db.Findings(); len(found) == 0 || found[0].Message.Key != "storage.found-lock-broken" {
		t.Errorf("nobody is told: %v", found)
	}
	if l, err := folder.Locked(f.dir); err != nil || l.ID != testKey().ID() {
		t.Error(l, err)
	}
	plain := folders(t, nil)[0]
	if _, err := storage.Open(plain.dir, sealedOptions()); emulation.KeyOf(err) != "storage.in-plain" {
		t.Error(err)
	}
}

// TestBackupOfASealedFolderMovesHouse: with its key it is restored elsewhere; without, not a word of it is read.
func TestBackupOfASealedFolderMovesHouse(t *testing.T) {
	f := folders(t, testKey())[0]
	file := filepath.Join(t.TempDir(), "usb.backup")
	db := open(t, f.dir, f.options)
	if _, err := db.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	for _, key := range []*crypt.Key{nil, crypt.New(crypt.Secret{9}, rand.Reader)} {
		if _, err := storage.VerifyBackup(t.Context(), file, key); emulation.KeyOf(err) != "storage.backup-locked" {
			t.Error(err)
		}
	}
	for _, to := range []*crypt.Key{testKey(), crypt.New(crypt.Secret{7}, rand.Reader), nil} { // itself, under another key, in plain
		o := small()
		o.Key, o.BackupKey = to, testKey()
		dir := t.TempDir()
		if _, err := storage.Restore(t.Context(), dir, file, o); err != nil {
			t.Fatal(err)
		}
		if differs := difference(t, open(t, dir, o), "restored", f.want); differs != "" {
			t.Error(differs)
		}
	}
}

// TestAlteredPieceOfSealedEvidence: a chunk that was moved to another's place, or altered, is told as in plain.
func TestAlteredPieceOfSealedEvidence(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, sealedOptions())
	content := make([]byte, 3*changeset.BlobChunk)
	if _, err := rand.Read(content); err != nil {
		t.Fatal(err)
	}
	name, err := db.PutBlob(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	path := db.Path(name)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	each := changeset.BlobChunk + 40
	swapped := bytes.Join([][]byte{raw[each : 2*each], raw[:each], raw[2*each:]}, nil)
	altered := bytes.Clone(raw)
	altered[each+100] ^= 1
	for what, bad := range map[string][]byte{"two chunks swapped": swapped, "a bit": altered, "cut": raw[:len(raw)-1], "longer": append(bytes.Clone(raw), 0)} {
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := db.OpenBlob(name)
		if err == nil {
			_, err = io.ReadAll(r)
			err = errors.Join(err, r.Close())
		}
		if emulation.KeyOf(err) != "storage.blob-altered" {
			t.Error(what, err)
		}
		if _, _, err := db.Chunk(name, 1); emulation.KeyOf(err) != "storage.blob-altered" {
			t.Error(what, "by chunk:", err)
		}
	}
}

// TestSealedTableListMissing: without a list nobody can say which key a table is under. The tables are set aside, not taken for leftovers.
func TestSealedTableListMissing(t *testing.T) {
	f := folders(t, testKey())[0]
	if err := errors.Join(os.RemoveAll(filepath.Join(f.dir, folder.Backups)), os.Remove(filepath.Join(f.dir, folder.Rows, "MANIFEST"))); err != nil {
		t.Fatal(err)
	}
	before, err := filepath.Glob(filepath.Join(f.dir, folder.Rows, "*.sst"))
	if err != nil || len(before) == 0 {
		t.Fatal(before, err)
	}
	db := open(t, f.dir, f.options)
	if found := db.Findings(); len(found) == 0 {
		t.Error("nobody is told")
	}
	after, err := filepath.Glob(filepath.Join(f.dir, folder.Aside, "*"+folder.Rows, "*.sst"))
	if err != nil || len(after) != len(before) {
		t.Errorf("%d of %d tables were put aside: %v", len(after), len(before), err)
	}
}

// TestSealedFormatIsWrittenAgain: a damaged or missing FORMAT of an encrypted folder is put right by the opening that gets past it.
func TestSealedFormatIsWrittenAgain(t *testing.T) {
	f := folders(t, testKey())[0]
	path := filepath.Join(f.dir, "FORMAT")
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(want)
	flipped[3] ^= 1
	for what, harm := range map[string]func() error{
		"flipped": func() error { return os.WriteFile(path, flipped, 0o600) },
		"gone":    func() error { return os.Remove(path) },
	} {
		if err := harm(); err != nil {
			t.Fatal(err)
		}
		o := f.options
		o.Repair = true
		if err := open(t, f.dir, o).Close(); err != nil {
			t.Fatal(what, err)
		}
		if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: FORMAT is %q: %v", what, got, err)
		}
		if err := open(t, f.dir, f.options).Close(); err != nil {
			t.Error(what, err)
		}
	}
}

// TestLockInAPlainFolderTouchesNothing: a lock.key that got into a folder in plain does not make it an encrypted one, whose every record would be
// damaged.
func TestLockInAPlainFolderTouchesNothing(t *testing.T) {
	f := folders(t, nil)[0]
	if err := folder.WriteLock(f.dir, &crypt.Lock{ID: testKey().ID()}); err != nil {
		t.Fatal(err)
	}
	before := bytesOf(t, f.dir)
	for _, o := range []storage.Options{f.options, sealedOptions()} {
		if _, err := storage.Open(f.dir, o); emulation.KeyOf(err) != "storage.lock-astray" {
			t.Error(err)
		}
	}
	if !maps.Equal(before, bytesOf(t, f.dir)) {
		t.Error("files are others than before")
	}
	if err := os.Remove(filepath.Join(f.dir, folder.LockName)); err != nil {
		t.Fatal(err)
	}
	if differs := difference(t, open(t, f.dir, f.options), "as it was", f.want); differs != "" {
		t.Error(differs)
	}
}

// TestAnotherCodeOpensNothing: with lock.key damaged and no backup to take it from, the recovery code of another folder is refused, and nothing is
// touched by it; the folder's own opens what is there.
func TestAnotherCodeOpensNothing(t *testing.T) {
	f := folders(t, testKey())[1]
	if err := os.RemoveAll(filepath.Join(f.dir, folder.Backups)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(f.dir, folder.LockName), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := bytesOf(t, f.dir)
	o := f.options
	o.Key = crypt.New(crypt.Secret{9}, rand.Reader)
	if _, err := storage.Open(f.dir, o); emulation.KeyOf(err) != "storage.key-other" {
		t.Fatal(err)
	}
	if !maps.Equal(before, bytesOf(t, f.dir)) {
		t.Error("files are others than before")
	}
	if differs := difference(t, open(t, f.dir, f.options), "as it was", f.want); differs != "" {
		t.Error(differs)
	}
}
