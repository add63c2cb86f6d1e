// Package book says what the control log and the clusters' logs say: who somebody is, which units and clusters there are, how a season stands.
// A Book is read-only and knows no lock; whoever opened it sees to it that its records stay as they are while it is read. The same functions
// read what stands now (Now, drafts and pending changes included) and what stood at a point in the past (Past), from a store or from maps.
//
// The rooms of the year (season, sheet, review, …) are functions of a book. It must not know them, nor how anything is written.
package book

import (
	"io"
	"strings"
	"time"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// Source is what a book is read from. Every method's errors carry a code: Corrupt when stored bytes are not what was written, Unavailable
// when the folder cannot be used now.
type Source interface {
	judge.View
	// Entries visits a log from an index on, in order.
	Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error
	// Pending visits the own changes without a leaf, in the order they were made.
	Pending(fn func(changeset.PendingChange) error) error
	// Own is the end of this desk's own chain in a scope, pending changes included.
	Own(scope changeset.Scope) (changeset.ChainHead, error)
	// Change gives the signed bytes of an identity, logged or pending; nil if unknown.
	Change(id changeset.Identity) ([]byte, error)
	// Detached gives a personal value by its commitment; nil if it is not here or was withdrawn.
	Detached(commitment emulation.Hash) (*changeset.Detached, error)
	// Meta gives a small named value; nil if unset.
	Meta(name string) ([]byte, error)
	// Drafts lists the drafts of a scope, oldest first.
	Drafts(scope changeset.Scope) ([]changeset.Draft, error)
	// OpenBlob opens an evidence file; its hash is checked while it is read, before the last byte is handed out.
	OpenBlob(name changeset.BlobName) (io.ReadCloser, error)
}

// Reader is who reads a book, and what comes from outside: none of it in a book of the past.
type Reader struct {
	Log changeset.LogID // of the desk's own key
	Now func() time.Time
	Law func() (*legal.Shelf, error) // nil where no law is asked for
}

// Book is what the logs of an office say to one reader.
type Book struct {
	Store   Source
	Judge   *judge.Judge
	Control changeset.Scope // the office's control log

	reader Reader
	sets   map[criteriaKey]*criteria.Set
	seen   *seen                    // what control and cluster logs say, until one of them changes
	office map[changeset.LogID]bool // keys of the standing office; see readOffice
	memory memory
	chosen SeasonName // the season to work in, until the program ends
}

// New opens a book of an office's logs.
func New(from Source, j *judge.Judge, control changeset.Scope, reader Reader) *Book {
	return &Book{Store: from, Judge: j, Control: control, reader: reader, sets: map[criteriaKey]*criteria.Set{}, memory: newMemory()}
}

// Self is the log of the desk's own key.
func (b *Book) Self() changeset.LogID { return b.reader.Log }

// Now is the reader's clock.
func (b *Book) Now() time.Time { return b.reader.Now() }

// HasLaw reports whether the reader came with any law.
func (b *Book) HasLaw() bool { return b.reader.Law != nil }

// Law is the law of awards the reader knows; without any it is the error "workspace.no-law".
func (b *Book) Law() (*legal.Shelf, error) {
	if !b.HasLaw() {
		return nil, emulation.Errorf(emulation.Unavailable, "workspace.no-law")
	}
	return b.reader.Law()
}

// Tenant is the world the book belongs to.
func (b *Book) Tenant() changeset.Tenant { return b.Judge.Tenant }

// Root is the root public key the book trusts.
func (b *Book) Root() identity.PublicKey { return identity.PublicKey(b.Judge.Root) }

// Names of the small values a store keeps of its desk, which the book reads.
const (
	MetaCertificate = "desk/certificate" // the certificate the desk's key gave itself with its invitation
	MetaServer      = "desk/server"      // address of the server, may be empty
	MetaOrigin      = "desk/origin"      // "sample:<id>" for a sandbox
)

// Server is the address of the server this desk syncs with; "" if none was named.
func (b *Book) Server() (string, error) {
	raw, err := b.Store.Meta(MetaServer)
	return string(raw), err
}

// Origin tells a sandbox of a sample ("sample:<id>") from real data ("").
func (b *Book) Origin() (string, error) {
	raw, err := b.Store.Meta(MetaOrigin)
	return string(raw), err
}

// Certificate is the reader's own certificate as it stands here, pending changes included. A desk whose certificate was not accepted (its
// invitation was used before) still knows whom it was meant to speak for, so that what was typed stays in sight; what it writes is refused all
// the same.
func (b *Book) Certificate() (*identity.Certificate, error) {
	cert, err := b.Certified()
	if err != nil || cert != nil {
		return cert, err
	}
	raw, err := b.Store.Meta(MetaCertificate)
	if err != nil {
		return nil, err
	}
	if raw == nil {
		return nil, emulation.Errorf(emulation.Forbidden, "workspace.no-certificate")
	}
	return identity.ParseCertificate(b.Judge.Tenant, raw)
}

// pastSource is a store whose records are those of a point in the past.
type pastSource struct {
	Source
	at Records
}

// Record is one record as it stood.
func (p pastSource) Record(ref changeset.Ref) (*changeset.Record, error) { return p.at.Record(ref) }

// EachRecord visits records as they stood.
func (p pastSource) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return p.at.EachRecord(scope, kind, group, fn)
}

// Past is the book of records as they stood: the same for every reader, and of nobody's desk.
func Past(store Source, at Records, root identity.PublicKey, control changeset.Scope) *Book {
	return New(pastSource{store, at}, judge.New(judge.NewAnchor(root.Key())), control, Reader{})
}

// Period is a period's sheets as somebody named them; "" is the season's. What is no period is told by what is done with its sheets.
type Period struct {
	Name  string
	Fault error
}

// PeriodOf is a period as it is stored or as people write it (emulation.ParsePeriod).
func PeriodOf(text string) Period {
	if strings.TrimSpace(text) == "" {
		text = PeriodSeason
	}
	p, err := emulation.ParsePeriod(text)
	return Period{string(p), err}
}
