package client

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// carry moves evidence after the changes that name it: chunks the server lacks go up, chunks this desk wants come down. A chunk that arrived
// is never sent again, so a cut costs the chunk it fell into.
func (s *session) carry(ctx context.Context) error {
	byRoot := func(a, b changeset.BlobName) int { return bytes.Compare(a.Root[:], b.Root[:]) } // always in one order
	for _, name := range slices.SortedFunc(maps.Keys(s.blobs), byRoot) {
		if err := s.send(ctx, name, s.blobs[name]); err != nil {
			return fmt.Errorf("sending %s: %w", name, err)
		}
	}
	wanted, err := s.Outbox.Wanted()
	if err != nil {
		return err
	}
	for _, b := range wanted {
		if err := s.fetch(ctx, b); err != nil {
			return fmt.Errorf("fetching %s: %w", b.Blob, err)
		}
	}
	return nil
}

func (s *session) send(ctx context.Context, name changeset.BlobName, missing []byte) error {
	for n := range name.Chunks() {
		if wire.HasChunk(missing, n) || s.carried[chunk{name, n}] {
			continue
		}
		data, path, err := s.Outbox.Chunk(name, n)
		if err != nil {
			return fmt.Errorf("reading chunk %d: %w", n, err)
		}
		if data == nil {
			continue
		}
		body, err := (&wire.Chunk{Path: path, Data: data}).Encode()
		if err != nil {
			return err
		}
		opening, err := wire.SignChunk(s.Tenant, s.Key, s.memory.Ticket, "PUT", name, n, body)
		if err != nil {
			return err
		}
		if err := s.Transport.PutChunk(ctx, opening, name, n, body); err != nil {
			return err
		}
		s.carried[chunk{name, n}] = true
		s.report.BytesUp += int64(len(body))
		s.report.ChunksUp++
		s.event(Progress)
	}
	return nil
}

func (s *session) fetch(ctx context.Context, b wire.BlobState) error {
	there, known := s.blobs[b.Blob]
	for n := range b.Blob.Chunks() {
		if wire.HasChunk(b.Missing, n) || known && !wire.HasChunk(there, n) {
			continue
		}
		c, bytes, err := s.chunk(ctx, s.memory.Ticket, b.Blob, n)
		if emulation.CodeOf(err) == emulation.NotFound {
			return nil // nobody has brought it there yet
		}
		if err != nil {
			return err
		}
		if err := s.Applier.PutChunk(b.Blob, n, c.Data, c.Path); err != nil {
			return fmt.Errorf("storing chunk %d: %w", n, err)
		}
		s.report.BytesDown += int64(bytes)
		s.report.ChunksDown++
		s.event(Progress)
	}
	return nil
}

// chunk fetches one chunk that belongs to its file, and says how many bytes came.
func (c *Client) chunk(ctx context.Context, ticket []byte, name changeset.BlobName, n int64) (*wire.Chunk, int, error) {
	opening, err := wire.SignChunk(c.Tenant, c.Key, ticket, "GET", name, n, nil)
	if err != nil {
		return nil, 0, err
	}
	raw, err := c.Transport.GetChunk(ctx, opening, name, n)
	if err != nil {
		return nil, 0, err
	}
	got, err := wire.DecodeChunk(raw)
	if err == nil {
		err = name.CheckChunk(n, got.Data, got.Path)
	}
	return got, len(raw), err
}

// FetchSpare fetches what an Applier that hears of Offers lacks of a release, chunk by chunk, with the ticket of the last sync, as long as on says. What
// came stays: a cut costs the chunk it fell into. Errors: NotFound where the server offers it no more, those of the line and of PutSpare.
func (c *Client) FetchSpare(ctx context.Context, on func() bool) error {
	o, ok := c.Applier.(Offers)
	if !ok {
		return nil
	}
	want, wanted, err := o.Spare()
	if !wanted || err != nil {
		return err
	}
	s := &session{Client: c}
	if err := s.recall(); err != nil {
		return err
	}
	for n := range want.Blob.Chunks() {
		if wire.HasChunk(want.Missing, n) {
			continue
		}
		if !on() {
			return nil
		}
		got, _, err := c.chunk(ctx, s.memory.Ticket, want.Blob, n)
		if err != nil {
			return fmt.Errorf("fetching a release: %w", err)
		}
		if err := o.PutSpare(want.Blob, n, got.Data, got.Path); err != nil {
			return fmt.Errorf("storing chunk %d of a release: %w", n, err)
		}
	}
	return nil
}
