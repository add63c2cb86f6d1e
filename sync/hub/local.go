package hub

import (
	"bytes"
	"context"
	"io"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Local carries requests to a hub in the same process: the sandbox's way. It has the methods of a client's transport.
type Local struct{ Hub *Hub }

// Sync answers one request.
func (l Local) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	var b bytes.Buffer
	if _, err := l.Hub.Sync(ctx, request, true, &b, nil); err != nil {
		return nil, err
	}
	return io.NopCloser(&b), nil
}

// PutChunk stores a chunk.
func (l Local) PutChunk(_ context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error {
	return l.Hub.PutChunk(opening, name, n, body, nil)
}

func (l Local) GetChunk(_ context.Context, opening []byte, name changeset.BlobName, n int64) ([]byte, error) {
	return l.Hub.GetChunk(opening, name, n, nil)
}

// Invitation looks an invitation up.
func (l Local) Invitation(ctx context.Context, name emulation.ID, lookup []byte) (io.ReadCloser, error) {
	var b bytes.Buffer
	if err := l.Hub.Invitation(ctx, name, lookup, &b, nil); err != nil {
		return nil, err
	}
	return io.NopCloser(&b), nil
}
