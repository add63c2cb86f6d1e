// Command thidua-server receives signed changes, orders them and hands them out. It holds no secret of the office: the keys that can certify
// people leave it when a system is made.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"thidua/internal/phrase"
	"thidua/internal/upgrade"
	"thidua/sync/release"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	start := time.Now()
	m := &Main{Now: time.Now, Steady: func() time.Duration { return time.Since(start) }, Rand: rand.Reader, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Keys: upgrade.Program().Keys}
	code := m.Do(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// Main is one run of the program; a test can start it.
type Main struct {
	Now            func() time.Time
	Steady         func() time.Duration // runs as time does and is set by nobody
	Rand           io.Reader
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Keys           release.Keys // who may sign a release of the programs

	lang  phrase.Language
	verb  verb
	close []func() error

	log       slog.Handler // of a running server; nil: Stderr
	listening func()       // is told once that requests are answered; nil: nobody
}

// logs takes what a running server writes down.
func (m *Main) logs() slog.Handler {
	if m.log != nil {
		return m.log
	}
	return slog.NewTextHandler(m.Stderr, nil)
}

// verb is one command with its flags.
type verb interface {
	Run(ctx context.Context, m *Main) error
}

// Exit codes.
const (
	exitDone    = 0
	exitRefused = 1 // the program understood and could not, or would not, do it
	exitUsage   = 2 // the words on the command line are off
)

// Do parses, runs and closes, and gives the exit code.
func (m *Main) Do(ctx context.Context, args []string) int {
	if err := m.ParseFlags(args); err != nil {
		fmt.Fprintln(m.Stderr, phrase.Error(m.lang, err))
		return exitUsage
	}
	err := m.Run(ctx)
	if cerr := m.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		fmt.Fprintln(m.Stderr, phrase.Error(m.lang, err))
		return exitRefused
	}
	return exitDone
}

// Run does what the command line says, until it is done or the context ends.
func (m *Main) Run(ctx context.Context) error { return m.verb.Run(ctx, m) }

// Close gives back what Run opened.
func (m *Main) Close() error {
	var first error
	for i := len(m.close) - 1; i >= 0; i-- {
		if err := m.close[i](); err != nil && first == nil {
			first = err
		}
	}
	m.close = nil
	return first
}

// tell prints a sentence in the person's language.
func (m *Main) tell(key string, pairs ...any) {
	fmt.Fprintln(m.Stdout, phrase.Text(m.lang, key, pairs...))
}
