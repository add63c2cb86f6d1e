package identity

import (
	"crypto/ed25519"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"golang.org/x/crypto/ssh"

	"thidua/emulation"
)

// Recipient is to whom a bundle for a key is encrypted: the age recipient its certificate names, or, where there is none (a server's, or a
// key whose certificate is not here yet), the Ed25519 key itself, as age does it for keys of SSH. Error: Corrupt "identity.recipient".
func Recipient(key PublicKey, named string) (age.Recipient, error) {
	bad := func(err error) (age.Recipient, error) {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.recipient").Because(err)
	}
	if named != "" {
		r, err := age.ParseX25519Recipient(named)
		if err != nil {
			return bad(err)
		}
		return r, nil
	}
	public, err := ssh.NewPublicKey(key.Key())
	if err != nil {
		return bad(err)
	}
	r, err := agessh.NewEd25519Recipient(public)
	if err != nil {
		return bad(err)
	}
	return r, nil
}

// Openers are what opens a bundle encrypted to a key, in either way; own is nil where there is no age identity beside it.
func Openers(key ed25519.PrivateKey, own *age.X25519Identity) ([]age.Identity, error) {
	id, err := agessh.NewEd25519Identity(key)
	if err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.key").Because(err)
	}
	if own == nil {
		return []age.Identity{id}, nil
	}
	return []age.Identity{own, id}, nil
}
