package keystore

import (
	"context"
	"encoding/hex"
	"errors"
	"time"

	"github.com/zalando/go-keyring"

	"thidua/emulation"
	"thidua/storage/crypt"
)

// Keyring keeps secrets for the person who is logged in: the Secret Service of Linux, Keychain, Windows' Credential Manager.
type Keyring interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
}

// System is the keyring of the system.
func System() Keyring { return system{} }

type system struct{}

func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Set(service, user, password string) error { return keyring.Set(service, user, password) }

// service is what the keyring files our secrets under, each by the ID of its folder.
const service = "vn.thidua.folder"

// patience is how long a keyring may take: it may be asking the person for its own password.
const patience = 30 * time.Second

// within does something that may never return; then what it does is left to itself.
func within[T any](ctx context.Context, do func() (T, error)) (T, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		v, err := do()
		done <- result{v, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// Kept gives the secret of a folder from a keyring; not ok where it does not have it, for whatever reason: then a person is asked.
func Kept(ctx context.Context, k Keyring, id string) (secret crypt.Secret, ok bool) {
	if k == nil {
		return secret, false
	}
	text, err := within(ctx, func() (string, error) { return k.Get(service, id) })
	if err != nil {
		return secret, false
	}
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(secret) || crypt.New(crypt.Secret(raw), nil).ID() != id {
		return secret, false
	}
	return crypt.Secret(raw), true
}

// Keep puts the secret of a folder into a keyring and reads it back. Errors: Unavailable "keystore.no-keyring".
func Keep(ctx context.Context, k Keyring, secret crypt.Secret) error {
	if k == nil {
		return emulation.Errorf(emulation.Unavailable, "keystore.no-keyring")
	}
	id := crypt.New(secret, nil).ID()
	_, err := within(ctx, func() (struct{}, error) { return struct{}{}, k.Set(service, id, hex.EncodeToString(secret[:])) })
	if got, ok := Kept(ctx, k, id); err == nil && (!ok || got != secret) {
		err = errors.New("the keyring does not give back what it was given")
	}
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "keystore.no-keyring").Because(err)
	}
	return nil
}
