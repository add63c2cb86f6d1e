package server

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/sync/hub"
	"thidua/sync/wire"
)

// Options are a server's limits; zero values take the defaults.
type Options struct {
	Log   *slog.Logger
	Clock func() time.Time // for deadlines and rates: the wall clock

	Stall       time.Duration // a request whose body or response does not move for so long is ended; 1 minute
	Concurrent  int           // requests that are answered at one time, others wait; 64
	SyncRate    float64       // syncs per second of one address, bursts of five times as many; 20
	ChunkRate   float64       // chunks per second of one address, bursts of five times as many; 200
	InviteRate  float64       // invitation look-ups per second of one address, bursts of five times as many; 2
	StopTimeout time.Duration // how long Serve waits for requests to end when it is stopped; 20 seconds
}

// Server answers desks.
type Server struct {
	Options
	hub    *hub.Hub
	slots  chan struct{}
	sync   *rates
	chunk  *rates
	invite *rates
}

// New makes a server of a hub.
func New(h *hub.Hub, o Options) *Server {
	preset(&o.Stall, time.Minute)
	preset(&o.Concurrent, 64)
	preset(&o.SyncRate, 20)
	preset(&o.ChunkRate, 200)
	preset(&o.InviteRate, 2)
	preset(&o.StopTimeout, 20*time.Second)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Server{Options: o, hub: h, slots: make(chan struct{}, o.Concurrent), sync: newRates(o.SyncRate), chunk: newRates(o.ChunkRate),
		invite: newRates(o.InviteRate)}
}

func preset[T int | float64 | time.Duration](v *T, to T) {
	if *v == 0 {
		*v = to
	}
}

// Handler is the server's addresses.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /v1/sync", s.endpoint(s.sync, s.postSync))
	mux.Handle("GET /v1/invitations/{name}", s.endpoint(s.invite, s.getInvitation))
	mux.Handle("PUT /v1/blobs/{id}/{n}", s.endpoint(s.chunk, s.putChunk))
	mux.Handle("GET /v1/blobs/{id}/{n}", s.endpoint(s.chunk, s.getChunk))
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := s.hub.Writable(); err != nil {
			s.fail(w, err)
			return
		}
		w.WriteHeader(http.StatusOK)
	})
	return mux
}

// Serve answers requests on a listener until the context ends, then lets those under way finish.
func (s *Server) Serve(ctx context.Context, l net.Listener, certFile, keyFile string) error {
	server := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: 15 * time.Second, IdleTimeout: 5 * time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.StopTimeout)
		defer cancel()
		stopped <- server.Shutdown(limit)
	})
	var err error
	if certFile != "" {
		err = server.ServeTLS(l, certFile, keyFile)
	} else {
		err = server.Serve(l)
	}
	if !stop() && errors.Is(err, http.ErrServerClosed) {
		if err = <-stopped; errors.Is(err, context.DeadlineExceeded) {
			err = server.Close() // the slowest are cut; what they brought whole is kept
		}
	}
	return err
}

// statusOf is the HTTP status of an error.
func statusOf(err error) int {
	switch emulation.KeyOf(err) {
	case "wire.too-large":
		return http.StatusRequestEntityTooLarge
	case "sync.too-often":
		return http.StatusTooManyRequests
	}
	switch emulation.CodeOf(err) {
	case emulation.Invalid, emulation.Corrupt, emulation.Newer:
		return http.StatusBadRequest
	case emulation.NotFound:
		return http.StatusNotFound
	case emulation.Forbidden:
		return http.StatusForbidden
	case emulation.Conflict:
		return http.StatusConflict
	case emulation.Unavailable:
		return http.StatusServiceUnavailable
	case emulation.Full:
		return http.StatusInsufficientStorage
	}
	return http.StatusInternalServerError
}

// fail answers with an error, in the server's language beside its key.
func (s *Server) fail(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(statusOf(err))
	sentence := ""
	var ours *emulation.Error
	if errors.As(err, &ours) {
		sentence = phrase.Error(phrase.Vietnamese, ours)
	} else {
		sentence = phrase.Text(phrase.Vietnamese, "sync.internal")
	}
	_ = json.NewEncoder(w).Encode(wire.NewFault(err, sentence)) // who does not listen any more misses nothing
}
