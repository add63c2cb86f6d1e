// Package release is the signed word of whoever publishes these programs: which release there is, from when until when it may be installed, over which
// ones, and the bytes of its files. It is one role of The Update Framework (TUF) in its smallest form, see docs/adr/048.
//
// It opens no file, asks no clock and installs nothing.
package release

import (
	"bytes"
	"regexp"
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// FileName is that of a manifest beside the files it names: on a stick, in a folder, at a server.
const FileName = "thidua.release"

// Limits of what is read at all.
const (
	MaxBytes   = 32 << 10 // of a manifest with its signatures
	maxFiles   = 16
	maxKeys    = 8
	maxNotes   = 4000               // bytes, of each language
	maxNumber  = 1_000_000          // no attacker who got a key once makes all later releases older ones (TUF's fast-forward attack)
	mostDays   = 2 * 366            // between issue and expiry
	notesLines = "\n"               // the one control character of notes
	saltBytes  = emulation.FileSalt // zeros here: a release is no secret
)

// MaxFile is how long a file of a release may be, in bytes: it travels as evidence does.
const MaxFile = emulation.FileLimit - saltBytes

// Manifest is what is signed.
type Manifest struct {
	Number  uint64            `cbor:"1,keyasint"` // grows by each release; what is installed is compared by it alone
	Name    string            `cbor:"2,keyasint"` // as people call it: "0.2.0"
	From    uint64            `cbor:"3,keyasint"` // the lowest release that may go over to this one
	Issued  string            `cbor:"4,keyasint"` // day, YYYY-MM-DD
	Expires string            `cbor:"5,keyasint"` // the last day on which it may be installed
	Files   []File            `cbor:"6,keyasint"`
	Notes   map[string]string `cbor:"7,keyasint"` // what is new, by language: "vi", "en"
}

// File is one file of a release.
type File struct {
	For    string         `cbor:"1,keyasint"` // which machines and ways of installing: see package internal/upgrade
	Name   string         `cbor:"2,keyasint"`
	Size   uint64         `cbor:"3,keyasint"` // bytes
	SHA256 emulation.Hash `cbor:"4,keyasint"`
	Root   emulation.Hash `cbor:"5,keyasint"` // RFC 6962 root over chunks, as changeset.BlobName has it, with a salt of zeros
}

// Blob is the name under which the file travels in chunks, each of them proved by itself.
func (f *File) Blob() changeset.BlobName {
	return changeset.BlobName{Root: f.Root, Length: f.Size + saltBytes}
}

// For is the file for one sort of installation; nil where the release has none.
func (m *Manifest) For(sort string) *File {
	for i := range m.Files {
		if m.Files[i].For == sort {
			return &m.Files[i]
		}
	}
	return nil
}

var (
	sortForm = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)
	fileForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`) // a name in any folder of any system, and nothing of a path
	nameForm = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$`)
)

// check refuses a manifest that no publisher means, whoever signed it: Corrupt "release.malformed".
func (m *Manifest) check() error {
	ok := m.Number >= 1 && m.Number <= maxNumber && m.From < m.Number && nameForm.MatchString(m.Name) &&
		emulation.IsDay(m.Issued) && emulation.IsDay(m.Expires) && m.Issued <= m.Expires && m.end().Sub(m.begin()) <= (mostDays+1)*24*time.Hour &&
		len(m.Files) >= 1 && len(m.Files) <= maxFiles && len(m.Notes) <= 2
	for language, text := range m.Notes {
		ok = ok && (language == "vi" || language == "en") && len(text) <= maxNotes && utf8.ValidString(text)
		for _, r := range text {
			ok = ok && (unicode.IsPrint(r) || r == '\n') // nothing that drives a terminal or turns the writing round
		}
	}
	for i, f := range m.Files {
		ok = ok && sortForm.MatchString(f.For) && fileForm.MatchString(f.Name) && f.Size >= 1 && f.Size <= MaxFile &&
			!slices.ContainsFunc(m.Files[:i], func(o File) bool { return o.For == f.For || o.Name == f.Name })
	}
	if !ok {
		return malformed("fields")
	}
	return nil
}

// begin and end are the first moment of the day of issue and the first one after the last day, in UTC.
func (m *Manifest) begin() time.Time { return day(m.Issued) }
func (m *Manifest) end() time.Time   { return day(m.Expires).AddDate(0, 0, 1) }

func day(text string) time.Time {
	t, _ := time.Parse(time.DateOnly, text) // checked
	return t
}

func malformed(what string) *emulation.Error {
	return emulation.Errorf(emulation.Corrupt, "release.malformed", "what", what)
}

// magic begins a manifest's file, so that another is told apart at once.
var magic = []byte("thidua-release/1\n")

// envelope is what follows it.
type envelope struct {
	_          struct{} `cbor:",toarray"`
	Manifest   []byte
	Signatures []signature // in the order of their keys
}

type signature struct {
	_   struct{} `cbor:",toarray"`
	Key []byte   // see keyID
	Sig []byte
}

// take takes a file apart, whoever signed it: it has one spelling.
func take(raw []byte) (*envelope, *Manifest, error) {
	rest, ours := bytes.CutPrefix(raw, magic)
	if !ours {
		return nil, nil, malformed("head")
	}
	if len(raw) > MaxBytes {
		return nil, nil, malformed("length")
	}
	e, m := new(envelope), new(Manifest)
	if err := changeset.UnmarshalStrict(rest, e); err != nil {
		return nil, nil, malformed("envelope").Because(err)
	}
	if len(e.Signatures) > maxKeys || !slices.IsSortedFunc(e.Signatures, func(a, b signature) int { return bytes.Compare(a.Key, b.Key) }) {
		return nil, nil, malformed("signatures")
	}
	if err := changeset.UnmarshalStrict(e.Manifest, m); err != nil {
		return nil, nil, malformed("manifest").Because(err)
	}
	return e, m, m.check()
}

// Digest names a manifest's bytes in eight bytes, for asking whether there is another.
func Digest(raw []byte) []byte {
	sum := emulation.Digest(raw)
	return sum[:8]
}
