package upgrade_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/upgrade"
	"thidua/sync/changeset"
	"thidua/sync/release"
)

// key signs releases of these tests alone.
var key = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32))

var today = time.Date(2026, 12, 20, 9, 0, 0, 0, time.UTC)

func here(number uint64, sort string) upgrade.Here {
	return upgrade.Here{Keys: release.Keys{Threshold: 1, Public: []ed25519.PublicKey{key.Public().(ed25519.PublicKey)}}, Number: number, Sort: sort,
		Now: func() time.Time { return today }}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// publish makes a folder with a release of one file for Windows and one for Debian.
func publish(t *testing.T, number uint64, content []byte, change func(*release.Manifest)) (folder string, raw []byte) {
	t.Helper()
	folder = t.TempDir()
	m := &release.Manifest{Number: number, Name: "0.9.0", From: 1, Issued: "2026-12-01", Expires: "2027-03-01"}
	for sort, name := range map[string]string{"windows-setup": "setup.exe", "linux-deb": "thidua.deb"} {
		content := append([]byte(sort), content...)
		must(t, os.WriteFile(filepath.Join(folder, name), content, 0o600))
		f, err := release.Describe(sort, name, bytes.NewReader(content))
		must(t, err)
		m.Files = append(m.Files, *f)
	}
	if change != nil {
		change(m)
	}
	raw, err := release.Sign(m, key)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(folder, release.FileName), raw, 0o600))
	return folder, raw
}

// program is so many bytes that no two chunks of it are alike.
func program(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * i / 7)
	}
	return b
}

// offering is a server with a release, and the shelf of a desk that heard of it.
func offering(t *testing.T, size int) (*upgrade.Depot, *upgrade.Shelf, string) {
	t.Helper()
	folder, _ := publish(t, 2, program(size), nil)
	l := upgrade.NewDepot(t.TempDir(), here(0, ""))
	_, err := l.Take(t.Context(), folder)
	must(t, err)
	dir := t.TempDir()
	s := upgrade.Open(dir, here(1, "windows-setup"))
	must(t, s.Offered(l.Manifest()))
	return l, s, dir
}

// fetch brings chunks from a depot to a shelf until n came or none is missing, and says how many did.
func fetch(t *testing.T, l *upgrade.Depot, s *upgrade.Shelf, n int) (came int) {
	t.Helper()
	name, missing, wanted, err := s.Wanted()
	must(t, err)
	for i := range name.Chunks() {
		if !wanted || came == n || missing[i/8]&(1<<(i%8)) == 0 {
			continue
		}
		data, path, err := l.Chunk(name, i)
		must(t, err)
		must(t, s.PutChunk(name, i, data, path))
		came++
	}
	return came
}

// TestFetchedOverCuts: wherever the line or the program is cut, what came stays, nothing comes twice, and the file is the one that was signed.
func TestFetchedOverCuts(t *testing.T) {
	const size = 5*changeset.BlobChunk + 77
	l, first, _ := offering(t, size)
	name, _, wanted, err := first.Wanted()
	if must(t, err); !wanted {
		t.Fatal("nothing is wanted")
	}
	for cut := range int(name.Chunks()) + 1 {
		_, s, dir := offering(t, size)
		came := fetch(t, l, s, cut)
		half := filepath.Join(dir, "files", "partial", name.String())
		must(t, os.MkdirAll(half, 0o700))
		must(t, os.WriteFile(filepath.Join(half, "cut.part"), []byte("half a chunk"), 0o600)) // as a stop in the middle of a write leaves it
		s = upgrade.Open(dir, here(1, "windows-setup"))
		st, err := s.State()
		if must(t, err); st.Offer == nil || st.Ready != (cut == int(name.Chunks())) || st.Have > st.Offer.For("windows-setup").Size {
			t.Fatalf("after %d chunks: %+v", cut, st)
		}
		if came += fetch(t, l, s, 1000); came != int(name.Chunks()) {
			t.Errorf("cut after %d: %d chunks came instead of %d", cut, came, name.Chunks())
		}
		to := filepath.Join(t.TempDir(), "setup.exe")
		m, err := s.Write(to, 0o700)
		must(t, err)
		got, err := os.ReadFile(to)
		if must(t, err); m.Number != 2 || !bytes.Equal(got, append([]byte("windows-setup"), program(size)...)) {
			t.Errorf("cut after %d: another file came", cut)
		}
	}
}

// TestDamageIsSeen: a flipped bit of what came is never handed on as a program.
func TestDamageIsSeen(t *testing.T) {
	l, s, dir := offering(t, 3*changeset.BlobChunk)
	fetch(t, l, s, 1000)
	name, _, _, err := s.Wanted()
	must(t, err)
	_ = name
	paths, err := filepath.Glob(filepath.Join(dir, "files", "blobs", "*", "*"))
	if must(t, err); len(paths) != 1 {
		t.Fatal(paths)
	}
	raw, err := os.ReadFile(paths[0])
	must(t, err)
	for _, at := range []int{0, 40, len(raw) / 2, len(raw) - 1} {
		flipped := bytes.Clone(raw)
		flipped[at] ^= 4
		must(t, os.WriteFile(paths[0], flipped, 0o600))
		to := filepath.Join(t.TempDir(), "setup.exe")
		if _, err := s.Write(to, 0o700); emulation.CodeOf(err) != emulation.Corrupt {
			t.Errorf("byte %d: %v", at, err)
		}
		if _, err := os.Stat(to); err == nil {
			t.Errorf("byte %d: a program was written", at)
		}
	}
}

// TestOffers: what counts is the newest sound release that was ever offered; what is refused is said, and asked for once.
func TestOffers(t *testing.T) {
	_, second := publish(t, 2, program(10), nil)
	_, third := publish(t, 3, program(20), nil)
	_, stale := publish(t, 4, program(20), func(m *release.Manifest) { m.Issued, m.Expires = "2026-01-01", "2026-12-19" })
	_, none := publish(t, 5, program(20), func(m *release.Manifest) { m.Files = m.Files[:1]; m.Files[0].For = "plan9" })
	forged := bytes.Clone(third)
	forged[len(forged)-1] ^= 1
	dir := t.TempDir()
	for i, c := range []struct {
		raw     []byte
		offer   uint64
		refused string
	}{
		{second, 2, ""}, {third, 3, ""}, {second, 3, "release.older"}, {forged, 3, "release.signature"}, {stale, 3, "release.expired"},
		{none, 3, "release.no-file"}, {[]byte("?"), 3, "release.malformed"}, {third, 3, ""},
	} {
		s := upgrade.Open(dir, here(1, "windows-setup"))
		must(t, s.Offered(c.raw))
		st, err := s.State()
		if must(t, err); st.Offer == nil || st.Offer.Number != c.offer || emulation.KeyOf(st.Refused) != c.refused {
			t.Errorf("%d: %+v", i, st)
		}
		if !bytes.Equal(s.Told(), release.Digest(c.raw)) {
			t.Errorf("%d: it would be sent again", i)
		}
	}
	for what, s := range map[string]*upgrade.Shelf{"the program that was offered": upgrade.Open(dir, here(3, "windows-setup")), "a newer one": upgrade.Open(dir, here(9, "windows-setup"))} {
		if st, err := s.State(); err != nil || st.Offer != nil {
			t.Errorf("%s: %+v, %v", what, st, err)
		}
	}
	if s := upgrade.Open(dir, upgrade.Here{Number: 1, Sort: "windows-setup", Now: here(1, "").Now}); s != nil {
		if st, err := s.State(); err != nil || st.Offer != nil || emulation.KeyOf(st.Refused) != "release.none-pinned" {
			t.Errorf("a build that trusts nobody: %+v, %v", st, err)
		}
	}
}

// TestRefusedOnceIsTakenLater: a clock that was behind and a release in between that was missing are no reason for ever.
func TestRefusedOnceIsTakenLater(t *testing.T) {
	_, raw := publish(t, 3, program(1000), func(m *release.Manifest) { m.From = 2 })
	behind := here(2, "windows-setup")
	behind.Now = func() time.Time { return today.AddDate(0, -2, 0) }
	for what, first := range map[string]upgrade.Here{"the clock": behind, "the one in between": here(1, "windows-setup")} {
		dir := t.TempDir()
		s := upgrade.Open(dir, first)
		must(t, s.Offered(raw))
		if st, err := s.State(); err != nil || st.Offer != nil || st.Refused == nil {
			t.Errorf("%s: %+v %v", what, st, err)
		}
		if _, _, wanted, err := upgrade.Open(dir, here(2, "windows-setup")).Wanted(); err != nil || !wanted {
			t.Errorf("%s: it is not fetched: %v", what, err)
		}
		if st, err := upgrade.Open(dir, here(2, "windows-setup")).State(); err != nil || st.Offer == nil || st.Refused != nil {
			t.Errorf("%s, later: %+v %v", what, st, err)
		}
	}
}

// TestRoomIsLeft: a release never takes the room that the record needs.
func TestRoomIsLeft(t *testing.T) {
	const size = 2 * changeset.BlobChunk
	l, first, dir := offering(t, size)
	name, _, _, err := first.Wanted()
	must(t, err)
	data, path, err := l.Chunk(name, 0)
	must(t, err)
	h, asked := here(1, "windows-setup"), uint64(0)
	h.Room = func(bytes uint64) error { asked = bytes; return emulation.Errorf(emulation.Full, "storage.full") }
	s := upgrade.Open(dir, h)
	if err := s.PutChunk(name, 0, data, path); emulation.CodeOf(err) != emulation.Full || asked < size {
		t.Errorf("a chunk on a full disk: %v; %d bytes", err, asked)
	}
	fetch(t, l, first, 1000)
	if _, err := s.Write(filepath.Join(t.TempDir(), "setup.exe"), 0o700); emulation.CodeOf(err) != emulation.Full {
		t.Errorf("its file on a full disk: %v", err)
	}
}

// TestStillTheSame: between a yes and the start of an installer the file may be altered, and the day may pass.
func TestStillTheSame(t *testing.T) {
	l, s, dir := offering(t, 1000)
	fetch(t, l, s, 1000)
	path := filepath.Join(t.TempDir(), "setup.exe")
	_, err := s.Write(path, 0o700)
	must(t, err)
	must(t, s.Still(path))
	late := here(1, "windows-setup")
	late.Now = func() time.Time { return today.AddDate(1, 0, 0) }
	if err := upgrade.Open(dir, late).Still(path); emulation.KeyOf(err) != "release.not-here" {
		t.Errorf("after its day: %v", err)
	}
	must(t, os.WriteFile(path, []byte("another"), 0o700))
	if err := s.Still(path); emulation.KeyOf(err) != "release.altered" {
		t.Errorf("altered: %v", err)
	}
	if err := s.Still(filepath.Join(dir, "none")); err == nil {
		t.Error("no file is sound")
	}
}

// TestFromAFolder: a stick's release is recognised, nothing begins by that, and a file that is not what was signed is not taken.
func TestFromAFolder(t *testing.T) {
	folder, _ := publish(t, 2, program(100_000), nil)
	s := upgrade.Open(t.TempDir(), here(1, "linux-deb"))
	if _, err := s.Find(t.TempDir()); emulation.KeyOf(err) != "release.none-there" {
		t.Errorf("an empty folder: %v", err)
	}
	if m, err := s.Find(folder); err != nil || m.Number != 2 {
		t.Errorf("%+v, %v", m, err)
	}
	if st, err := s.State(); err != nil || st.Offer != nil {
		t.Errorf("looking took it: %+v, %v", st, err)
	}
	deb := filepath.Join(folder, "thidua.deb")
	sound, err := os.ReadFile(deb)
	must(t, err)
	for what, other := range map[string][]byte{"cut": sound[:len(sound)-1], "longer": append(bytes.Clone(sound), 0), "altered": append([]byte{sound[0] ^ 1}, sound[1:]...)} {
		must(t, os.WriteFile(deb, other, 0o600))
		if _, err := s.Take(t.Context(), folder); emulation.KeyOf(err) != "release.altered" {
			t.Errorf("%s: %v", what, err)
		}
		if st, err := s.State(); err != nil || st.Offer != nil {
			t.Errorf("%s was offered: %+v, %v", what, st, err)
		}
	}
	must(t, os.WriteFile(deb, sound, 0o600))
	must(t, os.Remove(filepath.Join(folder, "setup.exe"))) // another system's
	if _, err := s.Take(t.Context(), folder); err != nil {
		t.Fatal(err)
	}
	if st, err := s.State(); err != nil || !st.Ready {
		t.Errorf("%+v, %v", st, err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := upgrade.Open(t.TempDir(), here(1, "linux-deb")).Take(stopped, folder); err == nil {
		t.Error("it went on though it was told to stop")
	}
}

// TestADepotIsReadWhileOthersPublish: a server that runs hears of what another process publishes and withdraws, and of nothing it does not trust.
func TestADepotIsReadWhileOthersPublish(t *testing.T) {
	dir := t.TempDir()
	runs, beside := upgrade.NewDepot(filepath.Join(dir, "release"), here(0, "")), upgrade.NewDepot(filepath.Join(dir, "release"), here(0, ""))
	if runs.Manifest() != nil {
		t.Error("something is offered")
	}
	folder, raw := publish(t, 2, program(10), nil)
	m, err := beside.Take(t.Context(), folder)
	must(t, err)
	if !bytes.Equal(runs.Manifest(), raw) || !runs.Has(m.Files[0].Blob()) || !runs.Has(m.Files[1].Blob()) {
		t.Error("it is not offered")
	}
	if data, _, err := runs.Chunk(m.Files[0].Blob(), 0); err != nil || data == nil {
		t.Errorf("no chunk: %v", err)
	}
	older, _ := publish(t, 1, program(10), func(m *release.Manifest) { m.From = 0 })
	if _, err := beside.Take(t.Context(), older); emulation.KeyOf(err) != "release.older" {
		t.Errorf("an older release was published: %v", err)
	}
	must(t, beside.Withdraw())
	if runs.Manifest() != nil || runs.Has(m.Files[0].Blob()) {
		t.Error("it is still offered")
	}
}
