// Package single lets a second start of a program call the window of the first forward, where both are of one data folder: the first listens on this
// computer alone, and leaves beside its log where and the word by which it knows who may read that folder.
//
// A first one that is gone answers nobody, and the second goes on as if there had been none. The package must not know windows or data.
package single

import (
	"bufio"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"thidua/internal/durable"
)

// file is where the first one is told of, in the folder both look into.
const file = "window"

// patience is how long either waits for the other: both are on one computer.
const patience = 2 * time.Second

// heard is the answer of a first one that was called.
const heard = "here"

// First is the one that listens.
type First struct {
	listener net.Listener
	word     string
	called   func() bool
	mu       sync.Mutex
	told     string // the file that tells of it; "" for none
}

// Listen waits to be called, on any goroutine, until Close; called says whether the window came forward, in patience at most.
func Listen(chance io.Reader, called func() bool) (*First, error) {
	raw := make([]byte, 16)
	if _, err := io.ReadFull(chance, raw); err != nil {
		return nil, fmt.Errorf("drawing a word: %w", err)
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listening on this computer: %w", err)
	}
	f := &First{listener: l, word: hex.EncodeToString(raw), called: called}
	go f.serve()
	return f, nil
}

// At tells in a folder, which is made if there is none, that the first one is here, and no more where it was before.
func (f *First) At(dir string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := filepath.Join(dir, file)
	if f.told != "" && f.told != now {
		_ = os.Remove(f.told) // it leads to a window of other data; if it stays, a start there says that they are open
	}
	f.told = now
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	return durable.Replace(now, 0o600, durable.Bytes([]byte(f.listener.Addr().String()+" "+f.word+"\n")))
}

// Close stops listening.
func (f *First) Close() error { return f.listener.Close() }

func (f *First) serve() {
	for {
		c, err := f.listener.Accept()
		if err != nil { // closed, or this computer has no room for another: a second start then says that the data are open
			return
		}
		go f.hear(c)
	}
}

// hear answers one who calls with the word.
func (f *First) hear(c net.Conn) {
	late := time.AfterFunc(patience, func() { _ = c.Close() })
	defer func() { late.Stop(); _ = c.Close() }()
	word := make([]byte, len(f.word))
	if _, err := io.ReadFull(c, word); err != nil || subtle.ConstantTimeCompare(word, []byte(f.word)) == 0 {
		return
	}
	if !f.called() {
		return
	}
	_, _ = io.WriteString(c, heard+"\n") // who called and went away again needs no answer
}

// Call calls the first one that a folder tells of, and says whether it answered.
func Call(dir string) bool {
	raw, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return false
	}
	address, word, _ := strings.Cut(strings.TrimSpace(string(raw)), " ")
	if host, _, err := net.SplitHostPort(address); err != nil || host != "127.0.0.1" {
		return false // whatever wrote that, the word goes nowhere else
	}
	c, err := net.DialTimeout("tcp4", address, patience)
	if err != nil {
		return false
	}
	late := time.AfterFunc(patience, func() { _ = c.Close() })
	defer func() { late.Stop(); _ = c.Close() }()
	if _, err := io.WriteString(c, word); err != nil {
		return false
	}
	answer, _ := bufio.NewReader(c).ReadString('\n')
	return strings.TrimSpace(answer) == heard
}
