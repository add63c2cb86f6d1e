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
		opening, err := wire.SignChunk(s.Tenant, s.Key, s.memory.Ticket, "GET", b.Blob, n, nil)
		if err != nil {
			return err
		}
		raw, err := s.Transport.GetChunk(ctx, opening, b.Blob, n)
		if emulation.CodeOf(err) == emulation.NotFound {
			return nil // nobody has brought it there yet
		}
		if err != nil {
			return err
		}
		c, err := wire.DecodeChunk(raw)
		if err != nil {
			return err
		}
		if err := b.Blob.CheckChunk(n, c.Data, c.Path); err != nil {
			return err
		}
		if err := s.Applier.PutChunk(b.Blob, n, c.Data, c.Path); err != nil {
			return fmt.Errorf("storing chunk %d: %w", n, err)
		}
		s.report.BytesDown += int64(len(raw))
		s.report.ChunksDown++
		s.event(Progress)
	}
	return nil
}
