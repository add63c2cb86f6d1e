package relay

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/internal/phrase"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// Limits of what the line takes: a building's network, in which anybody may be.
const (
	atOnce   = 8               // requests that are worked on
	slowest  = 2 * time.Minute // one request
	stopping = 5 * time.Second // what is under way has when it is stopped
)

// Handler is the relay's addresses: PUT /v1/bundles takes one and answers with the receipt in a bundle for its maker; GET /v1/bundles?for=LOG lists
// what waits for a key; GET /v1/bundles/{digest} gives one. What is sealed for somebody is of no use to others, so nobody is asked who they are.
func (r *Relay) Handler() http.Handler {
	places := make(chan struct{}, atOnce)
	mux := http.NewServeMux()
	handle := func(pattern string, answer func(http.ResponseWriter, *http.Request) error) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, q *http.Request) {
			select {
			case places <- struct{}{}:
				defer func() { <-places }()
			case <-q.Context().Done():
				return
			}
			if err := answer(w, q); err != nil {
				r.fail(w, q, err)
			}
		})
	}
	handle("PUT /v1/bundles", r.put)
	handle("GET /v1/bundles", r.list)
	handle("GET /v1/bundles/{digest}", r.get)
	return mux
}

func (r *Relay) put(w http.ResponseWriter, q *http.Request) error {
	part, err := os.CreateTemp(r.Dir, incoming)
	if err != nil {
		return unreadable(r.Dir, err)
	}
	defer durable.Remove(part.Name())
	defer part.Close()
	size, err := io.Copy(part, http.MaxBytesReader(w, q.Body, r.MostFile))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return emulation.Errorf(emulation.Invalid, "bundle.too-large", "limit", r.MostFile>>20)
	case err != nil:
		return emulation.Errorf(emulation.Unavailable, "wire.cut").Because(err)
	}
	f, err := bundle.Open(part, size)
	if err != nil {
		return err
	}
	var receipt bytes.Buffer
	if err := r.Take(f, io.NewSectionReader(part, 0, size), &receipt); err != nil {
		return err
	}
	r.Log.Info("took a bundle", "bytes", size, "digest", f.Digest.String()[:16])
	w.Header().Set("Content-Type", "application/octet-stream")
	_, err = w.Write(receipt.Bytes())
	return err
}

func (r *Relay) list(w http.ResponseWriter, q *http.Request) error {
	log, err := emulation.ParseID(q.URL.Query().Get("for"))
	if err != nil {
		return err
	}
	all, err := r.For(log)
	if err != nil {
		return err
	}
	raw, err := changeset.Encode(wire.Waiting{Format: 1, Bundles: all})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, err = w.Write(raw)
	return err
}

func (r *Relay) get(w http.ResponseWriter, q *http.Request) error {
	digest, err := emulation.ParseHash(q.PathValue("digest"))
	if err != nil {
		return err
	}
	f, err := r.Bundle(digest)
	if err != nil {
		return err
	}
	defer f.Close()
	w.Header().Set("Content-Type", "application/octet-stream")
	_, err = io.Copy(w, f)
	return err
}

// fail answers with an error as a server does; one after the first byte cuts the connection.
func (r *Relay) fail(w http.ResponseWriter, q *http.Request, err error) {
	r.Log.Warn("refused", "method", q.Method, "path", q.URL.Path, "error", err)
	status := http.StatusInternalServerError
	switch emulation.CodeOf(err) {
	case emulation.Invalid, emulation.Corrupt, emulation.Newer:
		status = http.StatusBadRequest
	case emulation.NotFound:
		status = http.StatusNotFound
	case emulation.Full:
		status = http.StatusInsufficientStorage
	case emulation.Unavailable:
		status = http.StatusServiceUnavailable
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(wire.NewFault(err, phrase.Error(phrase.Vietnamese, err))) // who does not listen any more misses nothing
}

// Serve answers on a listener until the context ends.
func (r *Relay) Serve(ctx context.Context, l net.Listener) error {
	s := &http.Server{Handler: r.Handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: slowest, WriteTimeout: slowest, MaxHeaderBytes: 16 << 10}
	done := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopping)
		defer cancel()
		done <- s.Shutdown(limit)
	})
	err := s.Serve(l)
	if !stop() && errors.Is(err, http.ErrServerClosed) {
		<-done
		return nil
	}
	return err
}
