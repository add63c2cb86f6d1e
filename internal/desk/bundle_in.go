package desk

import (
	"context"
	"errors"

	"filippo.io/age"

	"thidua/emulation"
	"thidua/internal/courier"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
	"thidua/workspace/replica"
)

// Imported is what a bundle came to.
type Imported struct {
	*bundle.File
	From     string // who made it
	Server   bool   // that is the server
	Elsewise bool   // it is for others: nothing of it can be opened here
	Leaves   int    // taken in
	Known    int    // here already, or not vouched for
	Chunks   int    // of evidence, taken in
	Refused  map[string]int
	Problems []error // what was not taken in, and why
	Receipts int
}

// ImportBundle takes in what a file brings that the server vouches for. The same file can be imported any number of times, and files in any
// order. One that is for others is no error. Errors: those of bundle.Open, Invalid "bundle.other-world", and of the store.
func (d *Desk) ImportBundle(ctx context.Context, file string) (in *Imported, err error) {
	err = courier.With(file, func(f *bundle.File) error {
		in = &Imported{File: f, Refused: map[string]int{}}
		i := importing{Imported: in, d: d, ctx: ctx}
		return i.run()
	})
	return in, errors.Join(err, d.DB.Checkpoint())
}

// ShowBundle looks into a bundle and takes nothing in: counts are what is in it.
func (d *Desk) ShowBundle(file string) (in *Imported, err error) {
	err = courier.With(file, func(f *bundle.File) error {
		in = &Imported{File: f, Refused: map[string]int{}}
		i := importing{Imported: in, d: d}
		if err := i.maker(); err != nil || in.Elsewise {
			return err
		}
		return i.each(func(item any) error {
			switch item.(type) {
			case *wire.Push, *wire.Entry:
				in.Leaves++
			case *wire.FileChunk:
				in.Chunks++
			case *wire.Receipt:
				in.Receipts++
			}
			return nil
		})
	})
	return in, err
}

func (d *Desk) openers() ([]age.Identity, error) {
	key := d.Workspace.Key()
	return identity.Openers(key.Private, key.Age)
}

// importing is a bundle being taken in.
type importing struct {
	*Imported
	d      *Desk
	ctx    context.Context
	vouch  *replica.Vouching
	wanted map[changeset.BlobName][]byte
	batch  []judge.Received
	bytes  int
	sent   map[emulation.Hash]bool // bundles made here of which no receipt was found in this one yet
	told   []func(*posts)
	words  [][]byte // of the server, on what logs amount to
}

func (i *importing) run() error {
	if err := i.maker(); err != nil || i.Elsewise || i.Maker == identity.PublicOf(i.d.Workspace.Key().Private) {
		return err
	}
	i.vouch = replica.At(i.d.Workspace).Vouch(i.From, i.Server)
	err := i.each(func(item any) error {
		switch item := item.(type) {
		case *wire.Entry:
			return i.vouch.Leaf(item.Scope, item.Leaf, item.Change)
		case *wire.Checkpoint:
			return i.vouch.Note(item.Note)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := i.d.link.Prepare(i.ctx); err != nil {
		return err
	}
	if err := i.each(i.take); err != nil {
		return err
	}
	if err := errors.Join(i.apply(), i.vouch.Keep(), i.d.link.Complete(nil)); err != nil {
		return err
	}
	for _, word := range i.words {
		if err := i.d.link.State(word); err != nil {
			return err
		}
	}
	i.Problems = append(i.Problems, i.vouch.Faults()...)
	files, err := i.d.files()
	if err != nil {
		return err
	}
	return i.d.keepPosts(func(p *posts) {
		newest := i.Server && i.Made > p.Answered
		for _, change := range i.told {
			change(p)
		}
		p.forgetBut(files)
		if newest {
			p.Answered = i.Made
		}
	})
}

// maker finds out who made the bundle and whether it is for this desk.
func (i *importing) maker() error {
	w := i.d.Workspace
	if i.Tenant != w.Tenant() {
		return emulation.Errorf(emulation.Invalid, "bundle.other-world")
	}
	room := replica.At(w)
	servers, err := room.Servers()
	if err != nil {
		return err
	}
	for _, s := range servers {
		i.Server = i.Server || s.Key == i.Maker
	}
	if i.From, err = room.AuthorName(i.Maker.LogID()); err != nil {
		return err
	}
	i.Elsewise = !i.IsFor(identity.PublicOf(w.Key().Private).LogID())
	return nil
}

func (i *importing) each(fn func(item any) error) error {
	keys, err := i.d.openers()
	if err != nil {
		return err
	}
	return i.File.Each(keys, bundle.MaxInflated, func(item any) error {
		if i.ctx != nil && i.ctx.Err() != nil {
			return i.ctx.Err()
		}
		return fn(item)
	})
}

func (i *importing) take(item any) error {
	switch item := item.(type) {
	case *wire.Entry:
		in := received(*item)
		in.Whole = !i.Server // what it left out would never come: the next sync goes on behind it
		if !i.vouch.Takes(item.Scope, item.Leaf) {
			i.Known++
			return i.vouch.Beside(in)
		}
		i.batch = append(i.batch, in)
		i.bytes += len(item.Change) + len(item.Leaf)
		for _, d := range item.Detached {
			i.bytes += len(d.Value)
		}
		if i.bytes >= client.ApplyBytes {
			return i.apply()
		}
	case *wire.FileChunk:
		return i.chunk(item)
	case *wire.Receipt:
		return i.receipt(item)
	}
	if i.Server {
		return i.answer(item)
	}
	return nil
}

// answer takes what only the server can tell.
func (i *importing) answer(item any) error {
	switch item := item.(type) {
	case *wire.Ack:
		if item.Reason != "" {
			i.Refused[item.Reason]++
		}
		return i.d.link.Acknowledge(*item)
	case *wire.State:
		i.words = append(i.words, item.Signed)
	case *wire.View:
		kept, err := i.d.posts()
		if err != nil || i.Made < kept.Answered {
			return err // what is known since counts
		}
		return i.d.link.MayRead(item.Scopes, max(item.Judge, 1))
	case *wire.BlobState:
		state := *item
		i.told = append(i.told, func(p *posts) {
			if i.Made >= p.Answered {
				p.told(state)
			}
		})
	case *wire.Problem:
		i.Problems = append(i.Problems, item.Err())
	}
	return nil
}

func (i *importing) apply() error {
	if len(i.batch) == 0 {
		return nil
	}
	batch := i.batch
	i.batch, i.bytes = nil, 0
	n, err := i.vouch.Apply(batch)
	i.Leaves += n
	return err
}

// receipt takes somebody's word that a bundle made here was in hand, once of each; of others it keeps nothing.
func (i *importing) receipt(r *wire.Receipt) error {
	if i.sent == nil {
		kept, err := i.d.posts()
		if err != nil {
			return err
		}
		i.sent = map[emulation.Hash]bool{}
		for _, s := range kept.Sent {
			i.sent[s.Digest] = true
		}
	}
	if !i.sent[r.Bundle] {
		return nil
	}
	delete(i.sent, r.Bundle)
	i.Receipts++
	had := Receipt{Digest: r.Bundle, At: r.At, By: i.Maker.LogID()}
	i.told = append(i.told, func(p *posts) { p.receipt(had) })
	return nil
}

// chunk stores a chunk of a file this desk lacks; of others it keeps nothing.
func (i *importing) chunk(c *wire.FileChunk) error {
	if err := i.apply(); err != nil { // what names the file
		return err
	}
	if i.wanted == nil {
		list, err := i.d.link.Wanted()
		if err != nil {
			return err
		}
		i.wanted = map[changeset.BlobName][]byte{}
		for _, b := range list {
			i.wanted[b.Blob] = b.Missing
		}
	}
	missing, ok := i.wanted[c.Blob]
	if !ok || c.Blob.CheckChunk(c.N, c.Data, c.Path) != nil || wire.HasChunk(missing, c.N) {
		return nil
	}
	i.Chunks++
	return i.d.link.PutChunk(c.Blob, c.N, c.Data, c.Path)
}
