package identity

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"filippo.io/age"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// LogCopy is one log as it travels in a file: its entries from the first leaf on, and the server's checkpoint over them.
type LogCopy struct {
	Scope      changeset.Scope `cbor:"1,keyasint"`
	Entries    []EntryCopy     `cbor:"2,keyasint"`
	Checkpoint []byte          `cbor:"3,keyasint"`
}

// EntryCopy is a leaf with its change (none for a further leaf) and the personal values beside it.
type EntryCopy struct {
	_        struct{} `cbor:",toarray"`
	Leaf     []byte
	Change   []byte
	Detached []changeset.Detached
}

// OfficeFile is everything that makes an office: it leaves the server once, under a passphrase, and opens the office's desk.
type OfficeFile struct {
	Root   []byte       `cbor:"1,keyasint"` // seed of the root key
	Office []byte       `cbor:"2,keyasint"` // the office's Key
	Scope  emulation.ID `cbor:"3,keyasint"` // the office's id: its control log
	Name   string       `cbor:"4,keyasint"`
	Person emulation.ID `cbor:"5,keyasint"`
	Log    LogCopy      `cbor:"6,keyasint"` // the first leaves of the control log
	Server PublicKey    `cbor:"7,keyasint"` // the server's key
}

// RootKey is the root's private key.
func (f *OfficeFile) RootKey() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(f.Root) }

// MinPassphrase is how many characters a new passphrase has at least. Files made with a shorter one still open.
const MinPassphrase = 12

// CheckPassphrase refuses one that is too short: Invalid "identity.passphrase-short".
func CheckPassphrase(passphrase string) error {
	if n := utf8.RuneCountInString(strings.TrimSpace(passphrase)); n < MinPassphrase {
		return emulation.Errorf(emulation.Invalid, "identity.passphrase-short", "count", n, "least", MinPassphrase)
	}
	return nil
}

// WriteOfficeFile encrypts the file under a passphrase (age scrypt); workFactor is log2 of the cost, 18 for people. Errors: Invalid
// "identity.passphrase-empty" and "identity.passphrase-short".
func WriteOfficeFile(w io.Writer, f *OfficeFile, passphrase string, workFactor int) error {
	raw, err := changeset.Encode(f)
	if err != nil {
		return err
	}
	return lockUp(w, raw, passphrase, workFactor)
}

func lockUp(w io.Writer, raw []byte, passphrase string, workFactor int) error {
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return emulation.Errorf(emulation.Invalid, "identity.passphrase-empty").Because(err)
	}
	if err := CheckPassphrase(passphrase); err != nil {
		return err
	}
	r.SetWorkFactor(workFactor)
	enc, err := age.Encrypt(w, r)
	if err != nil {
		return err
	}
	if _, err := enc.Write(raw); err != nil {
		return err
	}
	return enc.Close()
}

// ReadOfficeFile decrypts an office's file. A wrong passphrase is the error "identity.passphrase".
func ReadOfficeFile(r io.Reader, passphrase string) (*OfficeFile, error) {
	raw, err := unlock(r, passphrase)
	if err != nil {
		return nil, err
	}
	f := new(OfficeFile)
	if err := changeset.UnmarshalStrict(raw, f); err != nil || len(f.Root) != ed25519.SeedSize {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.office-file").Because(err)
	}
	return f, nil
}

func unlock(r io.Reader, passphrase string) ([]byte, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, emulation.Errorf(emulation.Invalid, "identity.passphrase-empty").Because(err)
	}
	dec, err := age.Decrypt(r, id)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) {
			return nil, emulation.Errorf(emulation.Forbidden, "identity.passphrase").Because(err)
		}
		return nil, emulation.Errorf(emulation.Corrupt, "identity.office-file").Because(err)
	}
	raw, err := io.ReadAll(dec)
	if err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.office-file").Because(err)
	}
	return raw, nil
}

// releaseKey is what stands before the seed of a key that signs releases.
var releaseKey = []byte("thidua-release-key/1\n")

// WriteReleaseKey encrypts the key that signs releases under a passphrase, as WriteOfficeFile does.
func WriteReleaseKey(w io.Writer, key ed25519.PrivateKey, passphrase string, workFactor int) error {
	return lockUp(w, append(bytes.Clone(releaseKey), key.Seed()...), passphrase, workFactor)
}

// ReadReleaseKey decrypts it. A wrong passphrase is the error "identity.passphrase", another file "identity.release-key".
func ReadReleaseKey(r io.Reader, passphrase string) (ed25519.PrivateKey, error) {
	raw, err := unlock(r, passphrase)
	seed, ours := bytes.CutPrefix(raw, releaseKey)
	if emulation.KeyOf(err) == "identity.office-file" || err == nil && (!ours || len(seed) != ed25519.SeedSize) {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.release-key").Because(err)
	}
	if err != nil {
		return nil, err
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// inviteMagic starts an invitation file, so that another file is told apart at once.
var inviteMagic = []byte("thidua-invite/1\n")

// InviteFile carries an invitation with its secret and what the new desk needs to start offline: the control log and its cluster's log.
type InviteFile struct {
	Seed   Seed      `cbor:"1,keyasint"`
	Root   PublicKey `cbor:"2,keyasint"`
	Server string    `cbor:"3,keyasint"` // address, may be empty
	Invite []byte    `cbor:"4,keyasint"` // the signed invitation
	Logs   []LogCopy `cbor:"5,keyasint"` // control first
}

// inviteFields is an InviteFile as CBOR sees it: without the method below, which CBOR would call again.
type inviteFields InviteFile

func (f *InviteFile) MarshalBinary() ([]byte, error) {
	raw, err := changeset.Encode((*inviteFields)(f))
	return append(append([]byte{}, inviteMagic...), raw...), err
}

// ParseInviteFile reads an invitation file; anything else is the error "identity.invite-file".
func ParseInviteFile(raw []byte) (*InviteFile, error) {
	f := new(inviteFields)
	rest, ok := bytes.CutPrefix(raw, inviteMagic)
	if !ok {
		return nil, emulation.Errorf(emulation.Invalid, "identity.invite-file")
	}
	if err := changeset.UnmarshalStrict(rest, f); err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.invite-file").Because(err)
	}
	return (*InviteFile)(f), nil
}
