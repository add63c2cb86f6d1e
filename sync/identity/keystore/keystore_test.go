package keystore_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"thidua/emulation"
	"thidua/storage/crypt"
	"thidua/sync/identity/keystore"
)

// ring is a keyring that answers as it is told to.
type ring struct {
	kept  map[string]string
	fails error
	waits chan struct{} // nil: it answers at once
}

func (r *ring) wait() error {
	if r.waits != nil {
		<-r.waits
	}
	return r.fails
}

func (r *ring) Get(service, user string) (string, error) {
	if err := r.wait(); err != nil {
		return "", err
	}
	if text, is := r.kept[service+user]; is {
		return text, nil
	}
	return "", errors.New("no such secret")
}

func (r *ring) Set(service, user, password string) error {
	r.kept[service+user] = password
	return r.wait()
}

// TestOpen: code and passphrase open the folder however they are typed, and nothing else does.
func TestOpen(t *testing.T) {
	secret := crypt.Secret{7, 2} // of a drawn one, one slip in 4,096 has the checksum of another code
	const passphrase = "Trường bí mật số 4"
	bare, err := keystore.NewLock(secret, "", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	locked, err := keystore.NewLock(secret, passphrase, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keystore.NewLock(secret, "ngắn", rand.Reader); emulation.KeyOf(err) != "identity.passphrase-short" {
		t.Error(err)
	}
	code := keystore.Code(secret)
	other := keystore.Code(crypt.Secret{1})
	mistyped := strings.Replace(code, code[:1], map[bool]string{true: "1", false: "0"}[code[0] == '0'], 1)
	for what, c := range map[string]struct {
		lock  *crypt.Lock
		typed string
		fails string
	}{
		"the code":                        {bare, code, ""},
		"in small letters, without marks": {locked, strings.ToLower(strings.ReplaceAll(code, "-", "")), ""},
		"where the lock is lost":          {nil, code, ""},
		"the passphrase":                  {locked, passphrase, ""},
		"decomposed, as another system":   {locked, norm.NFD.String(passphrase), ""},
		"another passphrase":              {locked, passphrase + "4", "keystore.wrong"},
		"another folder's code":           {locked, other, "keystore.code-other"},
		"a slip":                          {bare, mistyped, "keystore.not-code"},
		"the passphrase of a lost lock":   {nil, passphrase, "storage.lock-damaged"},
		"nothing":                         {bare, "", "keystore.not-code"},
	} {
		got, err := keystore.Open(c.lock, c.typed)
		if emulation.KeyOf(err) != c.fails || c.fails == "" && got != secret {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestKeyring: a keyring that is missing, locked, empty, altered or never answers is one that does not have the secret.
func TestKeyring(t *testing.T) {
	secret := crypt.Secret{5}
	id := crypt.New(secret, nil).ID()
	k := &ring{kept: map[string]string{}}
	if err := keystore.Keep(t.Context(), k, secret); err != nil {
		t.Fatal(err)
	}
	if got, ok := keystore.Kept(t.Context(), k, id); !ok || got != secret {
		t.Error("not given back")
	}
	soon, stop := context.WithCancel(t.Context())
	stop()
	never := make(chan struct{})
	defer close(never)
	for what, bad := range map[string]keystore.Keyring{
		"missing": nil, "locked": &ring{kept: k.kept, fails: errors.New("locked")}, "empty": &ring{}, "silent": &ring{kept: k.kept, waits: never},
		"another's": &ring{kept: map[string]string{"vn.thidua.folder" + id: strings.Repeat("00", 16)}},
		"no hex":    &ring{kept: map[string]string{"vn.thidua.folder" + id: "x"}},
	} {
		ctx := t.Context()
		if what == "silent" {
			ctx = soon
		}
		if _, ok := keystore.Kept(ctx, bad, id); ok {
			t.Error(what, "and given")
		}
	}
	if err := keystore.Keep(t.Context(), &ring{kept: map[string]string{}, fails: errors.New("locked")}, secret); emulation.KeyOf(err) != "keystore.no-keyring" {
		t.Error(err)
	}
	if err := keystore.Keep(t.Context(), nil, secret); emulation.KeyOf(err) != "keystore.no-keyring" {
		t.Error(err)
	}
}
