package client

import (
	"crypto/ed25519"
	"io"
	"sync"
	"time"

	"thidua/sync/changeset"
)

// Config connects a client to its desk and its server. Everything but Events is needed; zero limits take the defaults.
type Config struct {
	Tenant    changeset.Tenant
	Key       ed25519.PrivateKey
	Outbox    Outbox
	Applier   Applier
	State     State
	Transport Transport
	Now       func() time.Time
	Rand      io.Reader
	Judge     uint64      // the highest judge version this program knows
	Events    func(Event) // called from the syncing goroutine; must return soon

	PushBudget  int           // bytes of changes in one request, before compression; 128 KiB
	PullBudget  int           // bytes of items in one response; 1 MiB
	ApplyBytes  int           // bytes of entries applied at once; 256 KiB
	Interval    time.Duration // between syncs that go well; 5 minutes
	FirstRetry  time.Duration // after the first failure; doubled by each further one; 2 seconds
	SlowestRate time.Duration // the longest pause after failures; 1 minute
}

// ApplyBytes is how much of what came, in bytes of changes and leaves, is taken in at once: every portion waits for the disk.
const ApplyBytes = 512 << 10

// Client syncs one desk with one server. Once, Run and Nudge may be called from several goroutines; one sync runs at a time.
type Client struct {
	Config
	busy  sync.Mutex
	nudge chan struct{}
}

func New(c Config) *Client {
	set(&c.PushBudget, 128<<10)
	set(&c.PullBudget, 1<<20)
	set(&c.ApplyBytes, ApplyBytes)
	set(&c.Interval, 5*time.Minute)
	set(&c.FirstRetry, 2*time.Second)
	set(&c.SlowestRate, time.Minute)
	if c.Events == nil {
		c.Events = func(Event) {}
	}
	return &Client{Config: c, nudge: make(chan struct{}, 1)}
}

func set[T int | time.Duration](v *T, preset T) {
	if *v == 0 {
		*v = preset
	}
}

// Report is what one sync came to.
type Report struct {
	RoundTrips int
	BytesUp    int64 // as the transport counts them: over HTTP all that went through the connection, TLS included
	BytesDown  int64
	Sent       int                       // changes sent, those sent again included
	Received   int                       // leaves applied
	Returned   int                       // leaves given back to a server that was restored
	Verdicts   map[changeset.Verdict]int // of own changes that were answered
	Refused    map[string]int            // own changes that got no leaf, by reason
	Problems   []error                   // logs the server would not give, and why
	ChunksUp   int
	ChunksDown int
	Waiting    int // own changes still without a leaf at the end
}

// Event tells how a sync is going.
type Event struct {
	Kind   EventKind
	Report Report    // as far as it has come
	Err    error     // of Failed
	Next   time.Time // of Resting: when the next sync starts by itself
}

// EventKind says what happened.
type EventKind string

// What happens in the life of a client.
const (
	Started  EventKind = "started"
	Progress EventKind = "progress" // something was sent, applied or stored
	Finished EventKind = "finished"
	Failed   EventKind = "failed"
	Resting  EventKind = "resting"
)
