package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"

	"filippo.io/age"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// File is a bundle that is whole and that its maker signed.
type File struct {
	Head
	Digest emulation.Hash // SHA-256 of the file
	Size   int64          // bytes of it
	body   *io.SectionReader
}

// Open reads the head of a bundle and checks that the key it names signed every byte of it. It needs no key, and so anybody who carries a file can
// tell whether it is whole. Errors: Invalid "bundle.not-one" for another file, Corrupt "bundle.damaged", Invalid "bundle.too-large", Newer
// "bundle.newer".
func Open(r io.ReaderAt, size int64) (*File, error) {
	if size > MaxFile {
		return nil, emulation.Errorf(emulation.Invalid, "bundle.too-large", "limit", MaxFile>>20)
	}
	start := make([]byte, min(size, int64(len(magic)+2+maxHead)))
	if _, err := r.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	rest, ok := bytes.CutPrefix(start, []byte(magic))
	if !ok {
		if bytes.HasPrefix([]byte(magic), start) {
			return nil, damaged(io.ErrUnexpectedEOF)
		}
		return nil, emulation.Errorf(emulation.Invalid, "bundle.not-one")
	}
	if len(rest) < 2 {
		return nil, damaged(io.ErrUnexpectedEOF)
	}
	n := int(binary.BigEndian.Uint16(rest))
	if rest = rest[2:]; n > len(rest) {
		return nil, damaged(io.ErrUnexpectedEOF)
	}
	f := &File{Size: size}
	if err := changeset.Unmarshal(rest[:n], &f.Head); err != nil {
		return nil, damaged(err)
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	from := int64(len(magic) + 2 + n)
	if size < from+ed25519.SignatureSize {
		return nil, damaged(io.ErrUnexpectedEOF)
	}
	f.body = io.NewSectionReader(r, from, size-from-ed25519.SignatureSize)
	return f, f.verify(r)
}

func (f *File) verify(r io.ReaderAt) error {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(r, 0, f.Size-ed25519.SignatureSize)); err != nil {
		return err
	}
	signature := make([]byte, ed25519.SignatureSize)
	if _, err := r.ReadAt(signature, f.Size-ed25519.SignatureSize); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := changeset.VerifyOnly(changeset.TypeBundle, f.Tenant, sum.Sum(nil), signature, f.Maker.Key()); err != nil {
		return damaged(err)
	}
	sum.Write(signature)
	f.Digest = emulation.Hash(sum.Sum(nil))
	return nil
}

// Items opens the items with one of the keys it is encrypted to, inflated up to a limit. It can be called again, to read them once more. The
// caller closes them. Errors: Forbidden "bundle.not-for-us", Corrupt "bundle.damaged".
func (f *File) Items(keys []age.Identity, limit int) (*Items, error) {
	if _, err := f.body.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	plain, err := age.Decrypt(f.body, keys...)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) {
			return nil, emulation.Errorf(emulation.Forbidden, "bundle.not-for-us").Because(err)
		}
		return nil, damaged(err)
	}
	return &Items{wire.NewReader(plain, limit)}, nil
}

// Items are the items of a bundle, one after the other.
type Items struct{ *wire.Reader }

// Next gives the next item; io.EOF after the last. Errors: Corrupt "bundle.damaged", Invalid "wire.too-large".
func (i *Items) Next() (any, error) {
	item, err := i.Reader.Next()
	if err != nil && err != io.EOF && emulation.KeyOf(err) != "wire.too-large" {
		return nil, damaged(err)
	}
	return item, err
}

// Each calls fn with every item.
func (f *File) Each(keys []age.Identity, limit int, fn func(item any) error) error {
	items, err := f.Items(keys, limit)
	if err != nil {
		return err
	}
	defer items.Close()
	for {
		item, err := items.Next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = fn(item)
		}
		if err != nil {
			return err
		}
	}
}
