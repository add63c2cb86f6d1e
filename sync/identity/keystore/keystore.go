// Package keystore keeps what opens an encrypted data folder outside of it: in the system's keyring, under a passphrase, on paper. The paper always
// opens; that the keyring is locked, or gone, or slow, shuts nobody out.
//
// It knows nothing of what lies in a folder.
package keystore

import (
	"io"

	"golang.org/x/crypto/chacha20poly1305"

	"thidua/emulation"
	"thidua/storage/crypt"
	"thidua/sync/identity"
	"thidua/vietnamese"
)

// Draw draws the secret of a new encrypted folder.
func Draw(rand io.Reader) (secret crypt.Secret, err error) {
	if _, err = io.ReadFull(rand, secret[:]); err != nil {
		err = emulation.Errorf(emulation.Internal, "identity.randomness").Because(err)
	}
	return secret, err
}

// codeLabel goes into the checksum of a recovery code, so that a code of another kind is told apart.
const codeLabel = "folder/1"

// Code is the secret as it is written on paper: 28 symbols, which need nothing else to open the folder and its backups.
func Code(secret crypt.Secret) string { return identity.SpellSecret(secret, codeLabel) }

// saltBytes and wrapLabel belong to the secret under a passphrase.
const (
	saltBytes = 16
	wrapLabel = "folder/1"
)

// NewLock is the lock of a secret, opened by a passphrase too unless that is "". Errors: Invalid "identity.passphrase-short".
func NewLock(secret crypt.Secret, passphrase string, rand io.Reader) (*crypt.Lock, error) {
	l := &crypt.Lock{ID: crypt.New(secret, rand).ID()}
	if passphrase == "" {
		return l, nil
	}
	if err := identity.CheckPassphrase(passphrase); err != nil {
		return nil, err
	}
	l.Salt = make([]byte, saltBytes)
	if _, err := io.ReadFull(rand, l.Salt); err != nil {
		return nil, emulation.Errorf(emulation.Internal, "identity.randomness").Because(err)
	}
	aead, err := chacha20poly1305.NewX(stretch(passphrase, l.Salt))
	if err != nil {
		return nil, err
	}
	// A nonce of zeros: salt and passphrase give a key that encrypts nothing else.
	l.Wrapped = aead.Seal(nil, make([]byte, aead.NonceSize()), secret[:], []byte(wrapLabel+l.ID))
	return l, nil
}

// stretch takes a passphrase in one spelling: systems type Vietnamese letters composed or not.
func stretch(passphrase string, salt []byte) []byte {
	return identity.Stretch(vietnamese.NFC(passphrase), salt)
}

// Open gives the secret that a recovery code or passphrase opens, as it was typed. Errors: Forbidden "keystore.code-other" for the code of
// another folder, "keystore.wrong" for what is neither, "storage.lock-damaged" where only a code does since l is nil.
func Open(l *crypt.Lock, typed string) (crypt.Secret, error) {
	if secret, ok := identity.ReadSecret(typed, codeLabel); ok {
		if l != nil && crypt.New(secret, nil).ID() != l.ID {
			return crypt.Secret{}, emulation.Errorf(emulation.Forbidden, "keystore.code-other")
		}
		return secret, nil
	}
	if l == nil {
		return crypt.Secret{}, emulation.Errorf(emulation.Forbidden, "storage.lock-damaged")
	}
	if len(l.Salt) != saltBytes {
		return crypt.Secret{}, emulation.Errorf(emulation.Forbidden, "keystore.not-code")
	}
	aead, err := chacha20poly1305.NewX(stretch(typed, l.Salt))
	if err != nil {
		return crypt.Secret{}, err
	}
	plain, err := aead.Open(nil, make([]byte, aead.NonceSize()), l.Wrapped, []byte(wrapLabel+l.ID))
	if err != nil || len(plain) != len(crypt.Secret{}) {
		return crypt.Secret{}, emulation.Errorf(emulation.Forbidden, "keystore.wrong").Because(err)
	}
	return crypt.Secret(plain), nil
}
