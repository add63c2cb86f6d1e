package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/sample"
	"thidua/internal/tenant"
	"thidua/server"
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace"
)

// openDesks keeps the desks of a play open from one command to the next; without it every command opens its own.
type openDesks map[string]*desk.Desk

// playClock is the clock of everybody in a play. It goes on a millisecond with every look, so that nothing happens at one moment.
type playClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *playClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

func (c *playClock) set(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.Before(c.now) {
		return fmt.Errorf("the clock would go back to %s", t.Format(time.DateTime))
	}
	c.now = t
	return nil
}

// play is a season being played: a server on this computer, and a data folder for each of those who act.
type play struct {
	main   Main
	sample *sample.Sample
	dir    string
	clock  *playClock
	wall   func() time.Time // of this computer, for the deadlines of connections
	units  []workspace.FoundingUnit
	server string
	hub    *hub.Hub
	desks  openDesks
	stop   func() error
	count  int // commands run
	tell   func(heading string)
}

// newPlay founds the tenant of a sample in an empty folder, puts the sample's own files there and starts its server. close ends both.
func newPlay(m Main, s *sample.Sample, files fs.FS, dir string, start time.Time) (*play, error) {
	p := &play{main: m, sample: s, dir: dir, clock: &playClock{now: start}, desks: openDesks{}}
	p.units = slices.Clone(s.Founding.Units)
	p.wall = m.Env.Now
	p.main.Env.Now, p.main.desks = p.clock.Now, p.desks
	if err := os.MkdirAll(filepath.Join(dir, "files"), 0o700); err != nil {
		return nil, err
	}
	if err := os.CopyFS(filepath.Join(dir, "files", "sample"), files); err != nil {
		return nil, err
	}
	return p, p.serve()
}

// serve starts the real server on a free port of this computer.
func (p *play) serve() error {
	db, err := storage.Open(filepath.Join(p.dir, "server"), storage.Options{Server: true, Now: p.main.Env.Now, Rand: p.main.Env.Rand, ReserveBytes: 1})
	if err != nil {
		return err
	}
	office, key, err := tenant.New(db, p.sample.Office, "", p.clock.Now(), p.main.Env.Rand)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	const pass = "mat-khau-minh-hoa"
	var file bytes.Buffer
	if err := identity.WriteOfficeFile(&file, office, pass, lightWork); err != nil {
		return errors.Join(err, db.Close())
	}
	for name, raw := range map[string][]byte{"office.thidua": file.Bytes(), "passphrase.txt": []byte(pass)} {
		if err := os.WriteFile(p.path("@"+name), raw, 0o600); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	root := identity.PublicOf(office.RootKey())
	h, err := hub.New(db, judge.NewAnchor(root.Key()), key.Private, p.main.Env.Now)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	p.hub = h
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return errors.Join(err, db.Close())
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		const fast = 1e6 // all desks have one address
		ended <- server.New(h, server.Options{Clock: p.wall, SyncRate: fast, ChunkRate: fast, InviteRate: fast}).Serve(ctx, listener, "", "")
	}()
	p.server = "http://" + listener.Addr().String()
	p.stop = func() error {
		cancel()
		if err := <-ended; err != nil && !errors.Is(err, http.ErrServerClosed) {
			return errors.Join(err, db.Close())
		}
		return db.Close()
	}
	return nil
}

// close closes the desks and stops the server.
func (p *play) close() error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(p.desks)) {
		errs = append(errs, p.desks[name].Close())
	}
	if p.stop != nil {
		errs = append(errs, p.stop())
	}
	return errors.Join(errs...)
}

// path is the file a word with @ names.
func (p *play) path(word string) string {
	return filepath.Join(p.dir, "files", filepath.FromSlash(strings.TrimPrefix(word, "@")))
}

// data is the folder of somebody's desk.
func (p *play) data(actor string) string {
	return filepath.Join(p.dir, "desks", strings.ReplaceAll(actor, "/", "-"))
}

// run plays a script to its end.
func (p *play) run(name string, s *script) error {
	for _, l := range s.lines {
		if err := p.line(&l); err != nil {
			return emulation.Errorf(emulation.Invalid, "replay.stopped", "line", fmt.Sprintf("%s:%d", name, l.Number), "why", err)
		}
	}
	return nil
}

func (p *play) line(l *scriptLine) error {
	switch {
	case l.Heading != "":
		if p.tell != nil {
			p.tell(l.Heading)
		}
		return nil
	case !l.At.IsZero():
		return p.until(l.At)
	case l.File != "":
		return p.write(l.File, []byte(l.Text))
	case !l.Each:
		return p.command(l, workspace.FoundingUnit{})
	}
	for _, u := range p.units {
		if err := p.command(l, u); err != nil {
			return err
		}
	}
	return nil
}

// until lets the time go on. The server looks after its own certificate meanwhile, as it does every few hours.
func (p *play) until(at time.Time) error {
	const month = 30 * 24 * time.Hour
	for now := p.clock.Now(); at.Sub(now) > month; {
		now = now.Add(month)
		if err := errors.Join(p.clock.set(now), p.hub.Maintain()); err != nil {
			return err
		}
	}
	return errors.Join(p.clock.set(at), p.hub.Maintain())
}

func (p *play) write(word string, raw []byte) error {
	if err := os.MkdirAll(filepath.Dir(p.path(word)), 0o700); err != nil {
		return err
	}
	return os.WriteFile(p.path(word), raw, 0o600)
}

// command runs one command line at somebody's desk, for a unit.
func (p *play) command(l *scriptLine, u workspace.FoundingUnit) error {
	mark := ""
	if u.Illustrative {
		mark = "--illustrative"
	}
	put := strings.NewReplacer("{unit}", u.Code, "{name}", u.Name, "{short}", u.Short, "{type}", u.Type, "{programme}", p.sample.Programmes[u.Code],
		"{illustrative}", mark, "{server}", p.server, "{sample}", p.sample.ID).Replace
	args, err := words(put(l.Words))
	if err != nil {
		return err
	}
	for i, a := range args {
		if flag, file, ok := strings.Cut(a, "=@"); ok && strings.HasPrefix(flag, "-") {
			args[i] = flag + "=" + p.path(file)
		} else if strings.HasPrefix(a, "@") {
			args[i] = p.path(a)
		}
	}
	var out, said bytes.Buffer
	m := p.main
	m.Stdin, m.Stdout, m.Stderr = strings.NewReader(""), &out, &said
	m.Getenv = func(string) string { return "" }
	actor := put(l.Actor)
	code := m.Run(append([]string{"--data", p.data(actor)}, args...))
	p.count++
	switch {
	case l.Refused && code != exitRefused:
		return emulation.Errorf(emulation.Invalid, "replay.not-refused", "who", actor, "command", strings.Join(args, " "))
	case !l.Refused && code != exitDone:
		return emulation.Errorf(emulation.Invalid, "replay.refused", "who", actor, "command", strings.Join(args, " "), "why", strings.TrimSpace(said.String()))
	case l.Into != "" && l.Refused:
		return p.write(put(l.Into), said.Bytes())
	case l.Into != "":
		return p.write(put(l.Into), out.Bytes())
	}
	return nil
}

// desk is somebody's open desk.
func (p *play) desk(actor string) (*desk.Desk, error) {
	if d := p.desks[p.data(actor)]; d != nil {
		return d, nil
	}
	return nil, emulation.Errorf(emulation.NotFound, "desk.sample-unit", "unit", actor)
}

// lightWork is the cost of the passphrase of an office that lives for one play.
const lightWork = 4
