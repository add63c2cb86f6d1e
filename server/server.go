package server

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/netip"
	"time"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/server/meter"
	"thidua/sync/hub"
	"thidua/sync/wire"
)

// Options are a server's limits; zero values take the defaults.
type Options struct {
	Log     *slog.Logger
	Meter   *meter.Meter     // counts; nil: nobody asks
	Clock   func() time.Time // for deadlines and rates: the clock of this machine, right or wrong
	Proxies []netip.Prefix   // whose X-Forwarded-For is believed; none

	Stall       time.Duration // a request whose body or response does not move for so long is ended; 1 minute
	Total       time.Duration // and one that is not done after so long; 30 minutes
	Grace       time.Duration // for so long it may go at any pace; 30 seconds
	Pace        int64         // then at least at so many bytes a second on average; 256
	Silence     time.Duration // a connection that asks nothing for so long after it stands is closed; 15 seconds
	Lines       int64         // bytes of requests and responses that wait for their lines; 32 MiB, for proved keys half of it
	Work        int64         // bytes for the requests that are worked on, others wait; 32 MiB, two fifths of it for one address
	Connections int           // at one time, a sixteenth of them of one address; 4096
	AtOnce      int64         // requests of one key at one time; 4
	SyncRate    float64       // unproved syncs per second of one address; 10. All rates: fifty times as many at once
	ChunkRate   float64       // the same, of chunks; 20
	InviteRate  float64       // the same, of invitation look-ups; 5
	KeyRate     float64       // syncs per second of one proved key, chunks ten times as many; 10
	StopTimeout time.Duration // how long Serve waits for requests to end when it is stopped; 20 seconds
}

// Server answers desks.
type Server struct {
	Options
	hub    *hub.Hub
	lines  *budget // of keys
	small  *budget // of addresses: what is small, and what is not
	large  *budget
	work   *budget
	keys   *budget // requests of one key
	sync   *rates  // of addresses
	chunk  *rates
	invite *rates
	key    *rates // of proved keys
	chunks *rates

	names names // of requests
}

func New(h *hub.Hub, o Options) *Server {
	preset(&o.Stall, time.Minute)
	preset(&o.Total, 30*time.Minute)
	preset(&o.Grace, 30*time.Second)
	preset(&o.Pace, 256)
	preset(&o.Silence, 15*time.Second)
	preset(&o.Lines, 32<<20)
	preset(&o.Work, 32<<20)
	preset(&o.Connections, 4096)
	preset(&o.AtOnce, 4)
	preset(&o.SyncRate, 10)
	preset(&o.ChunkRate, 20)
	preset(&o.InviteRate, 5)
	preset(&o.KeyRate, 10)
	preset(&o.StopTimeout, 20*time.Second)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Work = max(o.Work, workBytes) // room for one request
	return &Server{Options: o, hub: h, lines: newBudget(o.Lines/2, max(o.Lines/8, wire.MaxRequest+1)),
		small: newBudget(o.Lines/4, o.Lines/32), large: newBudget(o.Lines/4, max(o.Lines/32, wire.MaxUnproved+1)), work: newBudget(o.Work, max(workBytes, o.Work*2/5)),
		keys: newBudget(math.MaxInt64, o.AtOnce), sync: newRates(o.SyncRate), chunk: newRates(o.ChunkRate), invite: newRates(o.InviteRate),
		key: newRates(o.KeyRate), chunks: newRates(10 * o.KeyRate), names: newNames(o.Clock)}
}

func preset[T int | int64 | float64 | time.Duration](v *T, to T) {
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

// Serve answers requests on a listener until the context ends, then lets those under way finish. shown is how it shows who it is; nil: without TLS.
func (s *Server) Serve(ctx context.Context, l net.Listener, shown *tls.Config) error {
	guests := s.crowd()
	server := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: s.Silence, IdleTimeout: 5 * time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelInfo), ConnState: guests.state, Protocols: new(http.Protocols), TLSConfig: shown,
	}
	server.Protocols.SetHTTP1(true) // the only one desks speak; another would have limits of its own
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.StopTimeout)
		defer cancel()
		_ = l.Close() // another server may hold it too, and take who comes now
		server.SetKeepAlivesEnabled(false)
		guests.served(limit) // net/http drops without an answer what it reads once it is shut down
		err := server.Shutdown(limit)
		if errors.Is(err, net.ErrClosed) { // it closes the listener too
			err = nil
		}
		stopped <- err
	})
	var err error
	if shown != nil {
		err = server.ServeTLS(l, "", "")
	} else {
		err = server.Serve(l)
	}
	if !stop() {
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
	case "sync.too-often", "sync.busy-key":
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
	if emulation.CodeOf(err) == emulation.Unavailable {
		w.Header().Set("Retry-After", "10") // seconds
	}
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
