package client

import (
	"context"
	"errors"
	"io"
	"net/http"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// What a relay holds for others is reached with the transport of a server; see package server/relay.

// maxWaiting is how much a relay's list may hold, in bytes.
const maxWaiting = 1 << 20

// PutBundle brings a bundle to a relay, and opens the bundle with its receipt.
func (h *HTTP) PutBundle(ctx context.Context, raw []byte) (io.ReadCloser, error) {
	return h.do(ctx, http.MethodPut, "/v1/bundles", nil, raw, http.StatusOK)
}

// Bundles lists the digests of what waits at a relay for a key, oldest first.
func (h *HTTP) Bundles(ctx context.Context, log changeset.LogID) ([]emulation.Hash, error) {
	body, err := h.do(ctx, http.MethodGet, "/v1/bundles?for="+log.String(), nil, nil, http.StatusOK)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(body, maxWaiting))
	if err = errors.Join(err, body.Close()); err != nil {
		return nil, h.failure(ctx, err)
	}
	var waiting wire.Waiting
	if err := changeset.UnmarshalMessage(raw, &waiting); err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "relay.none", "address", h.base).Because(err)
	}
	return waiting.Bundles, nil
}

// Bundle opens one that waits at a relay.
func (h *HTTP) Bundle(ctx context.Context, digest emulation.Hash) (io.ReadCloser, error) {
	return h.do(ctx, http.MethodGet, "/v1/bundles/"+digest.String(), nil, nil, http.StatusOK)
}
