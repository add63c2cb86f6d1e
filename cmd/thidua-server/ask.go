package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/internal/courier"
	"thidua/internal/durable"
	"thidua/internal/phrase"
	"thidua/storage"
)

// A running server has its store to itself. Whoever wants a backup meanwhile, or hands bundles over, asks it through a socket in its folder, which only
// the folder's owner can reach: the server makes a backup among its own, names it, and the one who asked copies it to where it is wanted. Nobody
// can make a server write elsewhere.

// askName is the socket; what is asked for is the first line that is said to it.
const (
	askName   = "backup.sock"
	askBackup = "backup"
	askStatus = "status"
	mostAsked = 128 // bytes of that line
)

// askPatience is how long the server waits for somebody to say what is asked for, and to listen to the answer.
const askPatience = 10 * time.Second

// answer is what a server says: the name of the backup, or why there is none. Of bundles there may be several, each before the bytes of a file.
type answer struct {
	File  string       `json:"file,omitempty"`
	Size  int64        `json:"size,omitempty"` // bytes that follow
	Taken *takenBundle `json:"taken,omitempty"`
	Said  []string     `json:"said,omitempty"` // how the server stands
	Cause string       `json:"cause,omitempty"`
	Key   string       `json:"key,omitempty"` // of the cause
}

// asked is what a running server can be asked for.
type asked struct {
	*Main
	db      *storage.DB
	dir     string
	courier *courier.Server

	standing func() ([]string, error) // how the server stands, line by line
}

// answer answers until the context ends; done waits for the last answer. A server that cannot be asked serves all the same, and says so
// in its log.
func (m *asked) answer(ctx context.Context, log *slog.Logger) (done func()) {
	path := filepath.Join(m.dir, askName)
	_ = os.Remove(path) // of a server that was killed: none runs, or the store would be in use
	l, err := net.Listen("unix", path)
	if err == nil {
		err = os.Chmod(path, 0o600)
	}
	if err != nil {
		log.Warn("no backup can be asked for while this server runs", "error", err)
		return func() {}
	}
	context.AfterFunc(ctx, func() { _ = l.Close() }) // which removes it
	var answering sync.WaitGroup
	answering.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			if err := m.answerOne(ctx, conn); err != nil && ctx.Err() == nil {
				log.Error("doing what was asked for in the server's folder", "error", err)
			}
		}
	})
	return answering.Wait
}

func (m *asked) answerOne(ctx context.Context, conn net.Conn) error {
	defer conn.Close()
	if err := conn.SetDeadline(m.Now().Add(askPatience)); err != nil {
		return err
	}
	in := bufio.NewReaderSize(conn, mostAsked)
	line, err := in.ReadSlice('\n')
	if err != nil {
		return fmt.Errorf("hearing what is asked for: %w", err)
	}
	word, rest, _ := strings.Cut(strings.TrimSuffix(string(line), "\n"), " ")
	switch word {
	case askBackup:
		return m.answerBackup(ctx, conn)
	case askStatus:
		said, err := m.standing()
		return errors.Join(err, json.NewEncoder(conn).Encode(answer{Said: said}))
	case askImport:
		return m.answerImport(ctx, conn, in)
	case askExport:
		return m.answerExport(ctx, conn, rest)
	}
	return errors.New("somebody asked for something else")
}

func (m *asked) answerBackup(ctx context.Context, conn net.Conn) error {
	made, err := m.db.Backup(ctx, "")
	var a answer
	if err != nil {
		a.Cause = phrase.Error(m.lang, err)
	} else {
		a.File = filepath.Base(made.Path)
	}
	if derr := conn.SetDeadline(m.Now().Add(askPatience)); derr != nil {
		return errors.Join(err, derr)
	}
	return errors.Join(err, json.NewEncoder(conn).Encode(a))
}

// ask lets the server that runs on the folder make a backup, and copies it to the file if there is one.
func (c *BackupCreateCmd) ask(ctx context.Context) (*storage.Made, error) {
	if c.File != "" && durable.Exists(c.File) {
		return nil, emulation.Errorf(emulation.Conflict, "storage.backup-exists", "file", c.File)
	}
	a, err := askServer(ctx, filepath.Join(c.Dir, askName), askBackup)
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "server.backup-in-use", "dir", c.Dir).Because(err)
	}
	if a.Cause != "" {
		return nil, emulation.Errorf(emulation.Unavailable, "server.backup-refused", "cause", a.Cause)
	}
	path := filepath.Join(c.Dir, storeName, "backups", filepath.Base(a.File))
	if c.File != "" {
		if err := copyNew(c.File, path); err != nil {
			return nil, err
		}
		path = c.File
	}
	return storage.VerifyBackup(ctx, path, nil)
}

func askServer(ctx context.Context, path, what string) (a answer, err error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", path)
	if err != nil {
		return a, fmt.Errorf("asking the server: %w", err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	if _, err := io.WriteString(conn, what+"\n"); err != nil {
		return a, fmt.Errorf("asking the server: %w", err)
	}
	if err := json.NewDecoder(conn).Decode(&a); err != nil {
		return a, fmt.Errorf("reading the server's answer: %w", err)
	}
	return a, nil
}

// copyNew copies a file to a place where nothing is.
func copyNew(to, from string) error {
	f, err := os.Open(from)
	if err != nil {
		return fileError(from, err)
	}
	defer f.Close()
	err = durable.Create(to, durable.Private, durable.From(f))
	if errors.Is(err, os.ErrExist) {
		return emulation.Errorf(emulation.Conflict, "storage.backup-exists", "file", to)
	}
	if err != nil {
		return fileError(to, err)
	}
	return nil
}
