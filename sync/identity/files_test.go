package identity_test

import (
	"bytes"
	"crypto/ed25519"
	"testing"

	"filippo.io/age"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

func newKey(t testing.TB, b byte) *identity.Key {
	t.Helper()
	k, err := identity.NewKey(bytes.NewReader(bytes.Repeat([]byte{b}, 32)))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestKeyFile(t *testing.T) {
	k := newKey(t, 3)
	if !k.Public().Equal(publicOf(3).Key()) || k.LogID() != publicOf(3).LogID() {
		t.Error("the key is not made of the randomness it was given")
	}
	raw, err := k.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	got, err := identity.ParseKey(raw)
	if err != nil || !got.Private.Equal(k.Private) || got.Recipient() != k.Recipient() {
		t.Fatalf("%v %v", got, err)
	}
	for n := range raw {
		_, err := identity.ParseKey(raw[:n])
		want(t, err, "identity.key")
	}
	for what, v := range map[string]any{
		"a short seed":   map[int]any{1: make([]byte, 31), 2: k.Age.String()},
		"no age key":     map[int]any{1: make([]byte, 32), 2: ""},
		"a field more":   map[int]any{1: make([]byte, 32), 2: k.Age.String(), 3: 1},
		"something else": "a text",
	} {
		_, err := identity.ParseKey(changeset.MustEncode(v))
		if emulation.KeyOf(err) != "identity.key" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func officeFile(t testing.TB) *identity.OfficeFile {
	t.Helper()
	key, err := newKey(t, 2).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return &identity.OfficeFile{Root: keyOf(1).Seed(), Office: key, Scope: id(0x0f), Name: "Sở Giáo dục và Đào tạo", Person: id(4), Server: publicOf(9),
		Log: identity.LogCopy{Scope: changeset.NewScope(changeset.Control, id(0x0f)), Checkpoint: []byte("note"),
			Entries: []identity.EntryCopy{{Leaf: []byte{1}, Change: []byte{2}, Detached: []changeset.Detached{{Value: []byte("tên")}}}}}}
}

func TestOfficeFile(t *testing.T) {
	f := officeFile(t)
	var file bytes.Buffer
	if err := identity.WriteOfficeFile(&file, f, "mật khẩu dài", 4); err != nil {
		t.Fatal(err)
	}
	raw := file.Bytes()
	got, err := identity.ReadOfficeFile(bytes.NewReader(raw), "mật khẩu dài")
	if err != nil || !bytes.Equal(changeset.MustEncode(got), changeset.MustEncode(f)) || !got.RootKey().Equal(keyOf(1)) {
		t.Fatalf("%+v %v", got, err)
	}
	if bytes.Contains(raw, f.Root) || bytes.Contains(raw, []byte("Sở")) {
		t.Error("the file shows what it holds")
	}
	_, err = identity.ReadOfficeFile(bytes.NewReader(raw), "mật khẩu khác")
	want(t, err, "identity.passphrase")
	_, err = identity.ReadOfficeFile(bytes.NewReader(raw), "")
	want(t, err, "identity.passphrase-empty")
	want(t, identity.WriteOfficeFile(&bytes.Buffer{}, f, "", 4), "identity.passphrase-empty")
	_, err = identity.ReadOfficeFile(bytes.NewReader([]byte("another file")), "mật khẩu dài")
	want(t, err, "identity.office-file")
	for _, n := range []int{0, 1, 20, len(raw) / 2, len(raw) - 17, len(raw) - 1} {
		_, err := identity.ReadOfficeFile(bytes.NewReader(raw[:n]), "mật khẩu dài")
		if emulation.KeyOf(err) != "identity.office-file" {
			t.Errorf("cut to %d of %d: %v", n, len(raw), err)
		}
	}
	// A flip in the head may look like a wrong passphrase; it is never read as the file.
	for i := 0; i < len(raw); i += 7 {
		altered := bytes.Clone(raw)
		altered[i] ^= 1
		_, err := identity.ReadOfficeFile(bytes.NewReader(altered), "mật khẩu dài")
		if key := emulation.KeyOf(err); key != "identity.office-file" && key != "identity.passphrase" {
			t.Errorf("byte %d altered: %v", i, err)
		}
	}
}

// TestShortPassphrase: a new file is not made under one of fewer than twelve characters, spaces around it not counted; a file of an older
// program under one opens.
func TestShortPassphrase(t *testing.T) {
	f := officeFile(t)
	for _, short := range []string{"a", "mật khẩu dà", "  mật khẩu dà  "} {
		var file bytes.Buffer
		want(t, identity.WriteOfficeFile(&file, f, short, 4), "identity.passphrase-short")
		if file.Len() > 0 {
			t.Errorf("%q: %d bytes were written", short, file.Len())
		}
	}
	r, err := age.NewScryptRecipient("ngắn")
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(4)
	var file bytes.Buffer
	w, err := age.Encrypt(&file, r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(changeset.MustEncode(f)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := identity.ReadOfficeFile(&file, "ngắn"); err != nil || got.Name != f.Name {
		t.Errorf("%+v %v", got, err)
	}
}

// The passphrase alone does not make a file an office's: what is inside has to be one.
func TestOfficeFileOfSomethingElse(t *testing.T) {
	f := officeFile(t)
	f.Root = f.Root[:ed25519.SeedSize-1]
	var file bytes.Buffer
	if err := identity.WriteOfficeFile(&file, f, "một hai ba bốn", 4); err != nil {
		t.Fatal(err)
	}
	_, err := identity.ReadOfficeFile(&file, "một hai ba bốn")
	want(t, err, "identity.office-file")
}

func inviteFile(t testing.TB) *identity.InviteFile {
	t.Helper()
	invite, err := invitation().Sign(tenant, keyOf(2))
	if err != nil {
		t.Fatal(err)
	}
	return &identity.InviteFile{Seed: identity.Seed(id(6)), Root: publicOf(1), Server: "https://thidua.example", Invite: invite,
		Logs: []identity.LogCopy{officeFile(t).Log}}
}

func TestInviteFile(t *testing.T) {
	f := inviteFile(t)
	raw, err := f.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "invite-file.hex", raw)
	got, err := identity.ParseInviteFile(raw)
	if err != nil || !bytes.Equal(changeset.MustEncode(got), changeset.MustEncode(f)) {
		t.Fatalf("%+v %v", got, err)
	}
	for n := range raw {
		_, err := identity.ParseInviteFile(raw[:n])
		want(t, err, "identity.invite-file")
	}
	_, err = identity.ParseInviteFile(append(bytes.Clone(raw), 0))
	want(t, err, "identity.invite-file")
}

// FuzzCertificate: no bytes crash the reader, and what it takes is written as the same bytes.
func FuzzCertificate(f *testing.F) {
	raw, err := certificate().Sign(tenant, keyOf(2))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	signed := certificate()
	signed.Issuer = publicOf(2)
	f.Add([]byte(changeset.MustEncode(signed)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := identity.ParseCertificate(tenant, raw)
		if err != nil {
			// Look behind the signature too.
			sealed, _ := changeset.Seal(changeset.TypeCertificate, tenant, raw, keyOf(2))
			if c, err = identity.ParseCertificate(tenant, sealed); err != nil {
				return
			}
			if !bytes.Equal(changeset.MustEncode(c), raw) {
				t.Fatalf("two spellings: %x and %x", raw, changeset.MustEncode(c))
			}
		}
		if c.NotAfter-c.NotBefore > identity.MaxValidity || c.NotAfter <= c.NotBefore || c.NotBefore < 0 || !c.ValidAt(c.NotBefore*1000) || !c.ValidAt(c.NotAfter*1000) {
			t.Fatalf("validity %d to %d", c.NotBefore, c.NotAfter)
		}
	})
}

// FuzzInviteFile: no bytes crash the reader, and what it takes is written as the same bytes.
func FuzzInviteFile(f *testing.F) {
	raw, err := inviteFile(f).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte("thidua-invite/1\n\xa0"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, err := identity.ParseInviteFile(raw)
		if err != nil {
			return
		}
		again, err := file.MarshalBinary()
		if err != nil || !bytes.Equal(again, raw) {
			t.Fatalf("two spellings: %x and %x (%v)", raw, again, err)
		}
	})
}
