package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"thidua/sync/wire"
)

// ready starts the server at a time beside the real one, asks whether it is ready, stops it, and gives the answer and the log.
func ready(t *testing.T, dir string, beside time.Duration, flags ...string) (f wire.Fault, log string) {
	t.Helper()
	lines, out := io.Pipe()
	var errs bytes.Buffer
	m := &Main{Now: func() time.Time { return time.Now().Add(beside) }, Steady: func() time.Duration { return 0 }, Rand: rand.Reader,
		Stdout: out, Stderr: &errs, Getenv: func(string) string { return "" }}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() {
		code := m.Do(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--dir", dir}, flags...))
		out.Close()
		ended <- code
	}()
	line, err := bufio.NewReader(lines).ReadString('\n')
	if err != nil {
		t.Fatal(err, &errs)
	}
	go io.Copy(io.Discard, lines)
	address := said.FindStringSubmatch(line)[1]
	r, err := http.Get("http://" + address + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		if err := json.NewDecoder(r.Body).Decode(&f); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	if code := <-ended; code != exitDone {
		t.Fatalf("code %d\n%s", code, &errs)
	}
	return f, errs.String()
}

// A server that starts two days before the time it wrote down says so where it is asked and in its log, until a person has looked at it.
func TestClockBeforeItsMark(t *testing.T) {
	dir, _ := initialised(t)
	if f, log := ready(t, dir, 0); f.Key != "" || strings.Contains(log, "level=ERROR") {
		t.Fatalf("%+v\n%s", f, log)
	}
	f, log := ready(t, dir, -48*time.Hour)
	if f.Key != "sync.clock-behind" || !strings.Contains(f.Sentence, "--clock-is-right") || !strings.Contains(log, "--clock-is-right") {
		t.Errorf("%+v\n%s", f, log)
	}
	if f, log := ready(t, dir, -48*time.Hour, "--clock-is-right"); f.Key != "" {
		t.Errorf("%+v\n%s", f, log)
	}
}
