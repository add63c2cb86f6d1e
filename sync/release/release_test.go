package release_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/assets"
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/release"
)

// key is the n-th key of these tests: no release of anybody is signed by it.
func key(n byte) ed25519.PrivateKey { return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, 32)) }

func trust(threshold int, keys ...ed25519.PrivateKey) release.Keys {
	k := release.Keys{Threshold: threshold}
	for _, key := range keys {
		k.Public = append(k.Public, key.Public().(ed25519.PublicKey))
	}
	return k
}

func manifest(t *testing.T, change func(*release.Manifest)) *release.Manifest {
	t.Helper()
	f, err := release.Describe("windows-setup", "thidua-0.3.0-setup.exe", strings.NewReader("chương trình"))
	if err != nil {
		t.Fatal(err)
	}
	m := &release.Manifest{Number: 3, Name: "0.3.0", From: 1, Issued: "2026-12-01", Expires: "2027-06-01", Files: []release.File{*f},
		Notes: map[string]string{"vi": "Nhanh hơn.\nĐẹp hơn.", "en": "Faster."}}
	if change != nil {
		change(m)
	}
	return m
}

func signed(t *testing.T, m *release.Manifest, keys ...ed25519.PrivateKey) []byte {
	t.Helper()
	raw, err := release.Sign(m, keys...)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestSignedIsTaken: what enough trusted keys signed is read as it was written.
func TestSignedIsTaken(t *testing.T) {
	m := manifest(t, nil)
	raw := signed(t, m, key(1))
	got, err := release.Open(raw, trust(1, key(1), key(2)))
	if err != nil || got.Number != 3 || got.Notes["vi"] != m.Notes["vi"] || got.For("windows-setup").SHA256 != emulation.Hash(sha256.Sum256([]byte("chương trình"))) {
		t.Fatalf("%+v, %v", got, err)
	}
	both, err := release.Cosign(raw, key(2))
	if err != nil {
		t.Fatal(err)
	}
	if again := signed(t, m, key(2), key(1)); !bytes.Equal(both, again) {
		t.Error("the order of signing shows")
	}
	for name, k := range map[string]release.Keys{"old keys": trust(1, key(1)), "new keys": trust(1, key(2)), "two of three": trust(2, key(1), key(2), key(3))} {
		if _, err := release.Open(both, k); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDescribed: the name under which a file travels is that under which the store of evidence keeps it with a salt of zeros.
func TestDescribed(t *testing.T) {
	for _, size := range []int{1, changeset.BlobChunk - 33, changeset.BlobChunk - 32, changeset.BlobChunk, 3*changeset.BlobChunk + 5} {
		content := bytes.Repeat([]byte{7}, size)
		f, err := release.Describe("x", "x", bytes.NewReader(content))
		if err != nil || f.Size != uint64(size) {
			t.Fatalf("%d: %+v, %v", size, f, err)
		}
		var tree changeset.BlobTree
		for c := range slices.Chunk(append(make([]byte, 32), content...), changeset.BlobChunk) {
			tree.Add(c)
		}
		if f.Blob() != (changeset.BlobName{Root: tree.Root(), Length: uint64(size) + 32}) {
			t.Errorf("%d bytes have another name", size)
		}
	}
	if _, err := release.Describe("x", "x", strings.NewReader("")); emulation.KeyOf(err) != "release.file" {
		t.Errorf("an empty file: %v", err)
	}
}

// TestRefused: each hostile or stale manifest, and why it is refused.
func TestRefused(t *testing.T) {
	at := func(day string) time.Time {
		when, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return when.Add(10 * time.Hour)
	}
	here := release.Here{Number: 2, Seen: 2, Now: at("2026-12-20")}
	sound := signed(t, manifest(t, nil), key(1))
	with := func(change func(*release.Manifest)) []byte { return signed(t, manifest(t, change), key(1)) }
	for name, c := range map[string]struct {
		raw  []byte
		keys release.Keys
		here release.Here
		key  string // "": taken
	}{
		"sound":                         {sound, trust(1, key(1)), here, ""},
		"nobody is trusted":             {sound, release.Keys{Threshold: 1}, here, "release.none-pinned"},
		"signed by nobody":              {signed(t, manifest(t, nil)), trust(1, key(1)), here, "release.signature"},
		"signed by somebody else":       {signed(t, manifest(t, nil), key(9)), trust(1, key(1)), here, "release.signature"},
		"one of two":                    {sound, trust(2, key(1), key(2)), here, "release.signature"},
		"one of two, twice":             {signed(t, manifest(t, nil), key(1), key(1)), trust(2, key(1), key(2)), here, "release.signature"},
		"empty":                         {nil, trust(1, key(1)), here, "release.malformed"},
		"another file":                  {[]byte("MZ"), trust(1, key(1)), here, "release.malformed"},
		"cut":                           {sound[:len(sound)-1], trust(1, key(1)), here, "release.malformed"},
		"more behind it":                {append(slices.Clone(sound), 0), trust(1, key(1)), here, "release.malformed"},
		"too long":                      {append(slices.Clone(sound), make([]byte, release.MaxBytes)...), trust(1, key(1)), here, "release.malformed"},
		"the release that runs":         {sound, trust(1, key(1)), release.Here{Number: 3, Now: here.Now}, "release.current"},
		"an older one than runs":        {sound, trust(1, key(1)), release.Here{Number: 4, Now: here.Now}, "release.older"},
		"an older one than was seen":    {sound, trust(1, key(1)), release.Here{Number: 2, Seen: 4, Now: here.Now}, "release.older"},
		"on its last day":               {sound, trust(1, key(1)), release.Here{Number: 2, Now: at("2027-06-01")}, ""},
		"a day later":                   {sound, trust(1, key(1)), release.Here{Number: 2, Now: at("2027-06-02")}, "release.expired"},
		"of tomorrow":                   {sound, trust(1, key(1)), release.Here{Number: 2, Now: at("2026-11-30")}, ""},
		"of next week":                  {sound, trust(1, key(1)), release.Here{Number: 2, Now: at("2026-11-24")}, "release.future"},
		"not from this one":             {with(func(m *release.Manifest) { m.From = 2 }), trust(1, key(1)), release.Here{Number: 1, Now: here.Now}, "release.from"},
		"from this one":                 {with(func(m *release.Manifest) { m.From = 2 }), trust(1, key(1)), here, ""},
		"nothing that says what is new": {with(func(m *release.Manifest) { m.Notes = nil }), trust(1, key(1)), here, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := release.Open(c.raw, c.keys)
			if err == nil {
				err = m.Check(c.here)
			}
			if emulation.KeyOf(err) != c.key {
				t.Errorf("%v, want %q", err, c.key)
			}
		})
	}
}

// TestAbsurdIsNotSigned: what no desk would take nobody signs by mistake.
func TestAbsurdIsNotSigned(t *testing.T) {
	for name, change := range map[string]func(*release.Manifest){
		"no number":                  func(m *release.Manifest) { m.Number, m.From = 0, 0 },
		"the last number there is":   func(m *release.Manifest) { m.Number = 1<<64 - 1 },
		"from itself":                func(m *release.Manifest) { m.From = m.Number },
		"no name":                    func(m *release.Manifest) { m.Name = "" },
		"a name with lines":          func(m *release.Manifest) { m.Name = "0.3\n0" },
		"no day":                     func(m *release.Manifest) { m.Issued = "31/12/2026" },
		"over before it begins":      func(m *release.Manifest) { m.Expires = "2026-11-01" },
		"for ever":                   func(m *release.Manifest) { m.Expires = "9999-12-31" },
		"no file":                    func(m *release.Manifest) { m.Files = nil },
		"two files for one":          func(m *release.Manifest) { m.Files = append(m.Files, m.Files[0]) },
		"too many files":             func(m *release.Manifest) { m.Files = slices.Repeat(m.Files, 17) },
		"a file elsewhere":           func(m *release.Manifest) { m.Files[0].Name = "../thidua.exe" },
		"a file of Windows's stream": func(m *release.Manifest) { m.Files[0].Name = "a.exe:b" },
		"an empty file":              func(m *release.Manifest) { m.Files[0].Size = 0 },
		"a file without end":         func(m *release.Manifest) { m.Files[0].Size = 1<<64 - 1 },
		"notes without end":          func(m *release.Manifest) { m.Notes["vi"] = strings.Repeat("a", 5000) },
		"notes that drive terminals": func(m *release.Manifest) { m.Notes["vi"] = "\x1b[2J" },
		"notes that turn round":      func(m *release.Manifest) { m.Notes["vi"] = "\u202eexe" },
		"another language":           func(m *release.Manifest) { m.Notes["xx"] = "?" },
	} {
		if _, err := release.Sign(manifest(t, change), key(1)); emulation.KeyOf(err) != "release.malformed" {
			t.Errorf("%s: %v", name, err)
		}
	}
	var all []ed25519.PrivateKey
	for n := range byte(9) {
		all = append(all, key(n))
	}
	if _, err := release.Sign(manifest(t, nil), all...); emulation.KeyOf(err) != "release.malformed" {
		t.Errorf("nine signatures: %v", err)
	}
}

// TestKeysFile: keys as text, and what is none.
func TestKeysFile(t *testing.T) {
	a, b := release.Line(key(1).Public().(ed25519.PublicKey)), release.Line(key(2).Public().(ed25519.PublicKey))
	for text, want := range map[string]int{"": 0, "# nobody\n": 0, a + " # the first\n\n" + b + "\nthreshold 2": 2} {
		if k, err := release.ParseKeys(text); err != nil || len(k.Public) != want || k.None() != (want == 0) {
			t.Errorf("%q: %+v, %v", text, k, err)
		}
	}
	for _, text := range []string{"x", a[:len(a)-4], a + "\n" + a, a + "\nthreshold 2", "threshold 0", "threshold"} {
		if _, err := release.ParseKeys(text); emulation.KeyOf(err) != "release.keys" {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// FuzzOpen: no bytes but those that were signed are taken, however they came about.
func FuzzOpen(f *testing.F) {
	file, err := release.Describe("windows-setup", "a.exe", strings.NewReader("a"))
	if err != nil {
		f.Fatal(err)
	}
	raw, err := release.Sign(&release.Manifest{Number: 3, Name: "0.3.0", From: 1, Issued: "2026-12-01", Expires: "2027-06-01", Files: []release.File{*file}}, key(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add(raw[:40])
	f.Add([]byte("thidua-release/1\n\x82\x40\x80"))
	f.Fuzz(func(t *testing.T, other []byte) {
		m, err := release.Open(other, trust(1, key(1)))
		if err == nil && (!bytes.Equal(other, raw) || m.Number != 3) {
			t.Errorf("%x was taken", other)
		}
		if key := emulation.KeyOf(err); err != nil && key != "release.malformed" && key != "release.signature" {
			t.Errorf("%v", err)
		}
		if _, err := release.Cosign(other, key(2)); err != nil && emulation.KeyOf(err) != "release.malformed" {
			t.Errorf("%v", err)
		}
	})
}

// TestPinnedKeysAreRead: what the programs are built with is a list of keys, if an empty one.
func TestPinnedKeysAreRead(t *testing.T) {
	if _, err := release.ParseKeys(assets.ReleaseKeys); err != nil {
		t.Error(err)
	}
}
