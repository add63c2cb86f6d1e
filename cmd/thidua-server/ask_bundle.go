package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/internal/phrase"
	"thidua/sync/bundle"
)

// What a running server is asked for about bundles: "bundle-import", then the file until the one who asks says no more; "bundle-export CODE". It
// answers with each file behind a line that names it, and with a last line without a file.
const (
	askImport = "bundle-import"
	askExport = "bundle-export"
)

// bundlePatience is how long one file may take.
const bundlePatience = 10 * time.Minute

func (m *asked) answerImport(ctx context.Context, conn net.Conn, in io.Reader) error {
	if err := conn.SetDeadline(m.Now().Add(bundlePatience)); err != nil {
		return err
	}
	f, done, err := spooled(m.dir, durable.From(io.LimitReader(in, bundle.MaxFile+1)))
	if err != nil {
		return err
	}
	defer done()
	l := &local{m.courier}
	taken, err := l.take(ctx, f.Name(), m.sendFile(conn))
	return m.last(conn, answer{Taken: taken}, err)
}

func (m *asked) answerExport(ctx context.Context, conn net.Conn, unit string) error {
	if err := conn.SetDeadline(m.Now().Add(bundlePatience)); err != nil {
		return err
	}
	l := &local{m.courier}
	return m.last(conn, answer{}, l.export(ctx, unit, m.sendFile(conn)))
}

// sendFile makes a file and sends it.
func (m *asked) sendFile(conn net.Conn) deliver {
	return func(name string, write func(io.Writer) error) error {
		f, done, err := spooled(m.dir, write)
		if err != nil {
			return err
		}
		defer done()
		info, err := f.Stat()
		if err == nil {
			err = json.NewEncoder(conn).Encode(answer{File: name, Size: info.Size()})
		}
		if err == nil {
			_, err = io.Copy(conn, f)
		}
		return err
	}
}

// last ends the answer; what went wrong is told to the one who asked, in the language of the server.
func (m *asked) last(conn net.Conn, a answer, err error) error {
	if err != nil {
		a.Cause, a.Key = phrase.Error(m.lang, err), emulation.KeyOf(err)
	}
	return json.NewEncoder(conn).Encode(a)
}

// asking is a bundler that lets the running server do it.
type asking struct{ dir string }

func (k *asking) take(ctx context.Context, file string, to deliver) (*takenBundle, error) {
	return k.ask(ctx, askImport, file, to)
}

func (k *asking) export(ctx context.Context, unit string, to deliver) error {
	_, err := k.ask(ctx, askExport+" "+unit, "", to)
	return err
}

func (k *asking) ask(ctx context.Context, what, file string, to deliver) (*takenBundle, error) {
	silent := func(err error) (*takenBundle, error) {
		return nil, emulation.Errorf(emulation.Unavailable, "server.bundle.silent", "dir", k.dir).Because(err)
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", filepath.Join(k.dir, askName))
	if err != nil {
		return silent(err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	if _, err := io.WriteString(conn, what+"\n"); err != nil {
		return silent(err)
	}
	if file != "" {
		if err := say(conn, file); err != nil {
			return nil, err
		}
	}
	in := bufio.NewReader(conn)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return silent(err)
		}
		var a answer
		if err := json.Unmarshal(line, &a); err != nil {
			return silent(err)
		}
		switch {
		case a.Key == "bundle.not-for-us":
			return nil, emulation.Errorf(emulation.Forbidden, a.Key)
		case a.Cause != "":
			return nil, emulation.Errorf(emulation.Invalid, "server.bundle.cause", "cause", a.Cause)
		case a.File == "":
			return a.Taken, nil
		case a.Size > bundle.MaxFile:
			return silent(errors.New("a file that is no bundle"))
		}
		err = to(a.File, func(w io.Writer) error {
			_, err := io.CopyN(w, in, a.Size)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
}

// say sends a file and says no more.
func say(conn net.Conn, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return fileError(file, err)
	}
	defer f.Close()
	if _, err := io.Copy(conn, f); err != nil {
		return fmt.Errorf("handing a file to the server: %w", err)
	}
	if half, ok := conn.(*net.UnixConn); ok {
		return half.CloseWrite()
	}
	return nil
}
