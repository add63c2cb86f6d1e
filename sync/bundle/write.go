package bundle

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"slices"

	"filippo.io/age"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// To is one key that can open a bundle: the key, and the age recipient its certificate names, if it does.
type To struct {
	Key       identity.PublicKey
	Recipient string
}

// ToCertified is whom a certificate speaks for.
func ToCertified(c *identity.Certificate) To { return To{Key: c.Key, Recipient: c.Recipient} }

// Draft is a bundle to be written.
type Draft struct {
	Tenant  changeset.Tenant
	Key     ed25519.PrivateKey // who makes it
	To      []To               // one at least; the maker is not among them by itself
	Made    int64              // milliseconds since 1970
	Purpose Purpose
	Fill    func(*wire.Writer) error // writes the items
}

// Write makes the file and gives the SHA-256 of it. Errors: those of Fill and w; Invalid "bundle.recipients", Corrupt "identity.recipient",
// Invalid "bundle.too-large".
func (d *Draft) Write(w io.Writer) (emulation.Hash, error) {
	head := Head{Format: Format, Tenant: d.Tenant, Maker: identity.PublicOf(d.Key), Made: d.Made, Purpose: d.Purpose}
	var recipients []age.Recipient
	for _, to := range d.To {
		log := to.Key.LogID()
		if head.IsFor(log) {
			continue
		}
		r, err := identity.Recipient(to.Key, to.Recipient)
		if err != nil {
			return emulation.Hash{}, err
		}
		head.For, recipients = append(head.For, log), append(recipients, r)
	}
	if len(recipients) == 0 || len(recipients) > MaxFor {
		return emulation.Hash{}, emulation.Errorf(emulation.Invalid, "bundle.recipients", "count", len(recipients), "most", MaxFor)
	}
	slices.SortFunc(head.For, func(a, b changeset.LogID) int { return slices.Compare(a[:], b[:]) })
	raw, err := changeset.Encode(head)
	if err != nil {
		return emulation.Hash{}, err
	}
	out := &summed{to: w, sum: sha256.New(), left: MaxFile - ed25519.SignatureSize}
	start := binary.BigEndian.AppendUint16([]byte(magic), uint16(len(raw)))
	if _, err := out.Write(append(start, raw...)); err != nil {
		return emulation.Hash{}, err
	}
	if err := d.encrypted(out, recipients); err != nil {
		return emulation.Hash{}, err
	}
	signature := changeset.SignOnly(changeset.TypeBundle, d.Tenant, out.sum.Sum(nil), d.Key)
	out.left += len(signature)
	if _, err := out.Write(signature); err != nil {
		return emulation.Hash{}, err
	}
	return emulation.Hash(out.sum.Sum(nil)), nil
}

func (d *Draft) encrypted(out io.Writer, recipients []age.Recipient) error {
	enc, err := age.Encrypt(out, recipients...)
	if err != nil {
		return err
	}
	items := wire.NewWriter(enc, nil)
	if err := d.Fill(items); err != nil {
		return err
	}
	if err := items.Close(); err != nil {
		return err
	}
	return enc.Close()
}

// summed hashes what goes through it, up to a limit.
type summed struct {
	to   io.Writer
	sum  hash.Hash
	left int
}

func (s *summed) Write(b []byte) (int, error) {
	if s.left -= len(b); s.left < 0 {
		return 0, emulation.Errorf(emulation.Invalid, "bundle.too-large", "limit", MaxFile>>20)
	}
	s.sum.Write(b)
	return s.to.Write(b)
}
