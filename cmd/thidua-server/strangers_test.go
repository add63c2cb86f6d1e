package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// What a stranger sends is no line of Windows' own log (eventsOf takes what a handler of the level Warn takes), which holds 20 MB for all programs, the oldest go.
func TestStrangersDoNotFillTheLogOfWindows(t *testing.T) {
	dir, _ := initialised(t)
	events, said := &lockedBuffer{}, &lockedBuffer{}
	ready := make(chan struct{})
	m := &Main{lang: "vi", Now: time.Now, Steady: func() time.Duration { return 0 }, Rand: rand.Reader, Stdout: said, Stderr: said, Getenv: func(string) string { return "" },
		log: slog.NewTextHandler(events, &slog.HandlerOptions{Level: slog.LevelWarn}), listening: func() { close(ready) }}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- (&ServeCmd{ServeFlags: ServeFlags{Dir: dir, Listen: "127.0.0.1:0"}}).Run(ctx, m) }()
	<-ready
	said.mu.Lock()
	at := strings.Index(said.b.String(), "http://")
	url := strings.Fields(said.b.String()[at:])[0]
	said.mu.Unlock()
	for range 3 {
		r, err := http.Post(strings.TrimRight(url, ".")+"/v1/sync", "application/cbor", strings.NewReader("junk"))
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
	}
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	_ = m.Close()
	if n := strings.Count(events.b.String(), "\n"); n > 0 {
		t.Errorf("%d lines of 3 requests, such as %.300s", n, events.b.String())
	}
}
