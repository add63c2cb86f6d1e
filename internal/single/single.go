// Package single lets a second start of a program call the window of the first forward, and hand it the files it was started with, where both are of one data folder: the first listens on this
// computer alone, and leaves beside its log where, and a word that only who may read that folder knows.
//
// The word never goes over the line. Each draws a number, and proves by the word over both numbers that it read the folder: the second start, so that
// nobody else moves the window, and the first one, so that whoever took the place of one that is gone (any user of this computer can) does not keep the
// program from starting. A first one that is gone answers nobody, and the second goes on as if there had been none. The package must not know windows or data.
package single

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
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

// The lengths of a drawn number and of a proof, in bytes.
const (
	drawn = 16
	proof = sha256.Size
)

// Answer is what a second start learns of the first.
type Answer int

// The answers.
const (
	Nobody  Answer = iota // there is none, or it does not answer
	Here                  // its window stands in front now
	Closing               // it is about to let the folder go
)

// said are the answers as they are proved.
var said = map[Answer]string{Here: "here", Closing: "closing"}

// First is the one that listens.
type First struct {
	listener net.Listener
	chance   io.Reader
	word     string
	called   func(files []string) Answer
	mu       sync.Mutex
	told     string // the file that tells of it; "" for none
}

// Listen waits to be called, on any goroutine, until Close; called brings the window forward, takes the files the second start was given, and says how
// that went, in patience at most.
func Listen(chance io.Reader, called func(files []string) Answer) (*First, error) {
	word, err := draw(chance)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listening on this computer: %w", err)
	}
	f := &First{listener: l, chance: chance, word: hex.EncodeToString(word), called: called}
	go f.serve()
	return f, nil
}

func draw(chance io.Reader) ([]byte, error) {
	raw := make([]byte, drawn)
	if _, err := io.ReadFull(chance, raw); err != nil {
		return nil, fmt.Errorf("drawing a number: %w", err)
	}
	return raw, nil
}

// prove is what only who knows the word can say of a call with these numbers.
func prove(word, says string, second, first []byte) []byte {
	m := hmac.New(sha256.New, []byte(word))
	m.Write([]byte(says))
	m.Write(second)
	m.Write(first)
	return m.Sum(nil)
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

// calls is what a second start proves, before the files it hands over.
const calls = "calls"

// mostHanded is how many bytes of names are handed over in one call; what is more is handed over in several.
const mostHanded = 1 << 20

// parted stands between the names of files, and in none.
const parted = "\x00"

// hear answers one who calls and knows the word.
func (f *First) hear(c net.Conn) {
	late := time.AfterFunc(patience, func() { _ = c.Close() })
	defer func() { late.Stop(); _ = c.Close() }()
	second, proved := make([]byte, drawn), make([]byte, proof)
	if _, err := io.ReadFull(c, second); err != nil {
		return
	}
	own, err := draw(f.chance)
	if err != nil {
		return
	}
	if _, err := c.Write(own); err != nil {
		return
	}
	if _, err := io.ReadFull(c, proved); err != nil {
		return
	}
	size := make([]byte, 4)
	if _, err := io.ReadFull(c, size); err != nil || binary.BigEndian.Uint32(size) > mostHanded {
		return
	}
	handed := make([]byte, binary.BigEndian.Uint32(size))
	if _, err := io.ReadFull(c, handed); err != nil || !hmac.Equal(proved, prove(f.word, calls+string(handed), second, own)) {
		return
	}
	var files []string
	if len(handed) > 0 {
		files = strings.Split(string(handed), parted)
	}
	if answer := f.called(files); answer != Nobody {
		_, _ = c.Write(prove(f.word, said[answer], second, own)) // who called and went away again needs no answer
	}
}

// Call calls the first one that a folder tells of, hands it files, and says what it answered; Nobody also where it did not take all of them.
func Call(chance io.Reader, dir string, files ...string) Answer {
	if half := len(files) / 2; half > 0 && len(strings.Join(files, parted)) > mostHanded {
		if answer := Call(chance, dir, files[:half]...); answer != Here {
			return answer
		}
		return Call(chance, dir, files[half:]...)
	}
	return call(chance, dir, files)
}

func call(chance io.Reader, dir string, files []string) Answer {
	raw, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return Nobody
	}
	address, word, _ := strings.Cut(strings.TrimSpace(string(raw)), " ")
	if host, _, err := net.SplitHostPort(address); err != nil || host != "127.0.0.1" || word == "" {
		return Nobody // whatever wrote that, nobody is called elsewhere
	}
	own, err := draw(chance)
	if err != nil {
		return Nobody
	}
	c, err := net.DialTimeout("tcp4", address, patience)
	if err != nil {
		return Nobody
	}
	late := time.AfterFunc(patience, func() { _ = c.Close() })
	defer func() { late.Stop(); _ = c.Close() }()
	if _, err := c.Write(own); err != nil {
		return Nobody
	}
	first, proved := make([]byte, drawn), make([]byte, proof)
	if _, err := io.ReadFull(c, first); err != nil {
		return Nobody
	}
	handed := strings.Join(files, parted)
	if _, err := c.Write(append(binary.BigEndian.AppendUint32(prove(word, calls+handed, own, first), uint32(len(handed))), handed...)); err != nil {
		return Nobody
	}
	if _, err := io.ReadFull(c, proved); err != nil {
		return Nobody
	}
	for answer, says := range said {
		if hmac.Equal(proved, prove(word, says, own, first)) {
			return answer
		}
	}
	return Nobody
}
