package replay

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
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
	"thidua/workspace/season"
)

// Runner does one command line and gives its exit code.
type Runner func(ctx context.Context, at At, args []string) (code int)

// At is where a command line is done: the clock and chance, the desks that stay open from one command to the next, by their folders (the
// runner puts those in that it opens), and where what is printed goes.
type At struct {
	Env            desk.Environment
	Desks          map[string]*desk.Desk
	Stdout, Stderr io.Writer
}

// The exit codes a script expects of a command, and of one that has to be refused.
const (
	done    = 0
	refused = 1
)

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

// Play is a season being played: a server on this computer, and a data folder for each of those who act.
type Play struct {
	Tell   func(heading string)  // hears each heading of the script; nil: nobody does
	Units  []season.FoundingUnit // whom "each" means, in the order of the cluster
	run    Runner
	env    desk.Environment
	sample *sample.Sample
	dir    string
	clock  *playClock
	wall   func() time.Time // of this computer, for the deadlines of connections
	server string
	hub    *hub.Hub
	desks  map[string]*desk.Desk
	stop   func() error
	count  int // commands run
}

// New founds the tenant of a sample in an empty folder, puts the sample's own files there and starts its server, on which it is the day start. Close ends both.
func New(run Runner, env desk.Environment, s *sample.Sample, files fs.FS, dir string, start time.Time) (*Play, error) {
	p := &Play{run: run, env: env, sample: s, dir: dir, clock: &playClock{now: start}, wall: env.Now, desks: map[string]*desk.Desk{}, Units: slices.Clone(s.Founding.Units)}
	p.env.Now = p.clock.Now
	if err := os.MkdirAll(filepath.Join(dir, "files"), 0o700); err != nil {
		return nil, err
	}
	if err := os.CopyFS(filepath.Join(dir, "files", "sample"), files); err != nil {
		return nil, err
	}
	return p, p.serve()
}

// serve starts the real server on a free port of this computer.
func (p *Play) serve() error {
	db, err := storage.Open(filepath.Join(p.dir, "server"), storage.Options{Server: true, Now: p.env.Now, Rand: p.env.Rand, ReserveBytes: 1})
	if err != nil {
		return err
	}
	office, key, err := tenant.New(db, p.sample.Office, "", p.clock.Now(), p.env.Rand)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	const pass = "mat-khau-minh-hoa"
	var file bytes.Buffer
	if err := identity.WriteOfficeFile(&file, office, pass, lightWork); err != nil {
		return errors.Join(err, db.Close())
	}
	for name, raw := range map[string][]byte{"office.thidua": file.Bytes(), "passphrase.txt": []byte(pass)} {
		if err := os.WriteFile(p.Path("@"+name), raw, 0o600); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	root := identity.PublicOf(office.RootKey())
	h, err := hub.New(db, judge.NewAnchor(root.Key()), key.Private, p.env.Now)
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
		ended <- server.New(h, server.Options{Clock: p.wall, SyncRate: fast, ChunkRate: fast, InviteRate: fast}).Serve(ctx, listener, nil)
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

// Close closes the desks and stops the server.
func (p *Play) Close() error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(p.desks)) {
		errs = append(errs, p.desks[name].Close())
	}
	if p.stop != nil {
		errs = append(errs, p.stop())
	}
	return errors.Join(errs...)
}

// Path is the file a word with @ names.
func (p *Play) Path(word string) string {
	return filepath.Join(p.dir, "files", filepath.FromSlash(strings.TrimPrefix(word, "@")))
}

// data is the folder of somebody's desk.
func (p *Play) data(actor string) string {
	return filepath.Join(p.dir, "desks", strings.ReplaceAll(actor, "/", "-"))
}

// Now is the time on everybody's clock.
func (p *Play) Now() time.Time { return p.clock.Now() }

// Desks is how many desks were set up so far.
func (p *Play) Desks() int { return len(p.desks) }

// Run plays a script to its end. Errors: Invalid "replay.stopped", with the line; that of the context between two commands.
func (p *Play) Run(ctx context.Context, name string, s *Script) error {
	for _, l := range s.lines {
		err := ctx.Err()
		if err == nil {
			err = p.line(ctx, &l)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return emulation.Errorf(emulation.Invalid, "replay.stopped", "line", fmt.Sprintf("%s:%d", name, l.Number), "why", err)
		}
	}
	return nil
}

func (p *Play) line(ctx context.Context, l *scriptLine) error {
	switch {
	case l.Heading != "":
		if p.Tell != nil {
			p.Tell(l.Heading)
		}
		return nil
	case !l.At.IsZero():
		return p.until(l.At)
	case l.File != "":
		return p.write(l.File, []byte(l.Text))
	case !l.Each:
		return p.command(ctx, l, season.FoundingUnit{})
	}
	for _, u := range p.Units {
		if err := p.command(ctx, l, u); err != nil {
			return err
		}
	}
	return nil
}

// until lets the time go on. The server looks after its own certificate meanwhile, as it does every few hours.
func (p *Play) until(at time.Time) error {
	const month = 30 * 24 * time.Hour
	for now := p.clock.Now(); at.Sub(now) > month; {
		now = now.Add(month)
		if err := errors.Join(p.clock.set(now), p.hub.Maintain(context.Background())); err != nil {
			return err
		}
	}
	return errors.Join(p.clock.set(at), p.hub.Maintain(context.Background()))
}

func (p *Play) write(word string, raw []byte) error {
	if err := os.MkdirAll(filepath.Dir(p.Path(word)), 0o700); err != nil {
		return err
	}
	return os.WriteFile(p.Path(word), raw, 0o600)
}

// command runs one command line at somebody's desk, for a unit.
func (p *Play) command(ctx context.Context, l *scriptLine, u season.FoundingUnit) error {
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
			args[i] = flag + "=" + p.Path(file)
		} else if strings.HasPrefix(a, "@") {
			args[i] = p.Path(a)
		}
	}
	var out, said bytes.Buffer
	actor := put(l.Actor)
	code := p.run(ctx, At{Env: p.env, Desks: p.desks, Stdout: &out, Stderr: &said}, append([]string{"--data", p.data(actor)}, args...))
	p.count++
	switch {
	case l.Refused && code != refused:
		return emulation.Errorf(emulation.Invalid, "replay.not-refused", "who", actor, "command", strings.Join(args, " "))
	case !l.Refused && code != done:
		return emulation.Errorf(emulation.Invalid, "replay.refused", "who", actor, "command", strings.Join(args, " "), "why", strings.TrimSpace(said.String()))
	case l.Into != "" && l.Refused:
		return p.write(put(l.Into), said.Bytes())
	case l.Into != "":
		return p.write(put(l.Into), out.Bytes())
	}
	return nil
}

// Desk is somebody's open desk.
func (p *Play) Desk(actor string) (*desk.Desk, error) {
	if d := p.desks[p.data(actor)]; d != nil {
		return d, nil
	}
	return nil, emulation.Errorf(emulation.NotFound, "desk.sample-unit", "unit", actor)
}

// lightWork is the cost of the passphrase of an office that lives for one play.
const lightWork = 4
