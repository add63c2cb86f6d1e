package desk

import (
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// posts is what a desk keeps of bundles. Losing it costs evidence that is sent again, and what is told of receipts.
type posts struct {
	Answered  int64              `cbor:"1,keyasint,omitempty"` // when the newest answer that came in was made, ms
	There     []wire.BlobState   `cbor:"2,keyasint,omitempty"` // files the server told of: what it lacks of them; those this desk may send, sorted
	Next      changeset.BlobName `cbor:"3,keyasint,omitempty"` // where the next bundle goes on among the evidence
	NextChunk int64              `cbor:"4,keyasint,omitempty"`
	Sent      []Sent             `cbor:"5,keyasint,omitempty"`
	Receipts  []Receipt          `cbor:"6,keyasint,omitempty"`
}

// Sent is a bundle that was made here for the server.
type Sent struct {
	_       struct{} `cbor:",toarray"`
	Digest  emulation.Hash
	Made    int64 // ms
	Changes int
}

// Receipt is somebody's signed word that a bundle was in hand.
type Receipt struct {
	_      struct{} `cbor:",toarray"`
	Digest emulation.Hash
	At     int64 // ms, by the clock of whoever had it
	By     changeset.LogID
}

// postsName is where they are kept; postsMost is how many bundles and receipts are.
const (
	postsName = "sync/bundles"
	postsMost = 128
)

func lastOf[T any](all []T) []T { return all[max(0, len(all)-postsMost):] }

func (d *Desk) posts() (*posts, error) {
	raw, err := d.Workspace.Value(postsName)
	p := new(posts)
	if err == nil && raw != nil && changeset.Unmarshal(raw, p) != nil {
		p = new(posts)
	}
	return p, err
}

func (d *Desk) keepPosts(change func(*posts)) error {
	p, err := d.posts()
	if err != nil {
		return err
	}
	change(p)
	raw, err := changeset.Encode(p)
	if err != nil {
		return err
	}
	return d.Workspace.SetValue(postsName, raw)
}

// Posted are the bundles this desk made for its server, newest last, and what receipts came for them.
func (d *Desk) Posted() ([]Sent, []Receipt, error) {
	p, err := d.posts()
	return p.Sent, p.Receipts, err
}

func byBlob(s wire.BlobState, name changeset.BlobName) int { return s.Blob.Compare(name) }

// at is what the server told of a file; nil if it told nothing.
func (p *posts) at(name changeset.BlobName) *wire.BlobState {
	if i, found := slices.BinarySearchFunc(p.There, name, byBlob); found {
		return &p.There[i]
	}
	return nil
}

// told takes in what the server says of a file.
func (p *posts) told(s wire.BlobState) {
	i, found := slices.BinarySearchFunc(p.There, s.Blob, byBlob)
	if found {
		p.There[i] = s
		return
	}
	p.There = slices.Insert(p.There, i, s)
}

// forgetBut drops what was told of other files than these, in order: a server may name as many as it likes.
func (p *posts) forgetBut(files []changeset.BlobName) {
	p.There = emulation.Where(p.There, func(s wire.BlobState) bool {
		_, found := slices.BinarySearchFunc(files, s.Blob, changeset.BlobName.Compare)
		return found
	})
}

func (p *posts) receipt(r Receipt) {
	if !slices.Contains(p.Receipts, r) {
		p.Receipts = lastOf(append(p.Receipts, r))
	}
}
