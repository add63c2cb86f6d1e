// Package verb is what every verb of the command line works with: one run of the program, the flags that all verbs share, the open desk, and
// the ways of saying something: a sentence in the person's language, a table, JSON.
//
// It knows no verb. The verbs of one part of the year stand in a package of their own beside it, which knows no other part's.
package verb

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/replay"
	"thidua/workspace/book"
)

// Program is one run of the program; a test can start it.
type Program struct {
	Env            desk.Environment
	Beside         string // the data folder on the stick it was started from; "" for none
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Desks          map[string]*desk.Desk // kept open from one command to the next, by their folders; nil: every command opens its desk and closes it
	Run            Run                   // for a verb that plays other command lines
	// Interrupted gives a verb that can stop half-way the context that ends when somebody asks it to; the verbs that cannot are ended by the
	// system as ever. nil: nobody asks.
	Interrupted func(ctx context.Context) context.Context
}

// Run does one command line in this process and gives the exit code.
type Run func(ctx context.Context, p Program, args []string) int

// Replay does a command line of a season that is played: it is a replay.Runner.
func (p Program) Replay(ctx context.Context, at replay.At, args []string) int {
	p.Env, p.Desks, p.Stdin, p.Stdout, p.Stderr = at.Env, at.Desks, strings.NewReader(""), at.Stdout, at.Stderr
	p.Beside, p.Getenv, p.Interrupted = "", func(string) string { return "" }, nil // whoever plays hears of the end
	return p.Run(ctx, p, args)
}

// Exit codes.
const (
	Done    = 0
	Refused = 1   // the program understood and could not, or would not, do it
	Usage   = 2   // the words on the command line are off
	Stopped = 130 // by Ctrl-C: a shell says 128 and the number of the signal
)

type Flags struct {
	Data     string `help:"cli.flag.data" type:"path" placeholder:"DIR"`
	JSON     bool   `help:"cli.flag.json" name:"json"`
	Language string `help:"cli.flag.lang" name:"lang" enum:"vi,en" default:"vi"`

	UnlockFile string `help:"cli.flag.unlock-file" name:"unlock-file" placeholder:"FILE"`

	InCluster string `help:"cli.flag.in-cluster" name:"cluster" placeholder:"C"`
	InSeason  string `help:"cli.flag.in-season" name:"season" placeholder:"S"`
}

// App is what a verb works with.
type App struct {
	*Program
	*Flags
	Lang phrase.Language
}

// ErrTold ends a verb with Refused when what there is to say was printed already.
var ErrTold = errors.New("told already")

// Fail tells an error in a sentence, with --json as a value too, and gives the exit code.
func (a *App) Fail(err error) int {
	code := Refused
	switch {
	case errors.Is(err, ErrTold):
		return code
	case errors.Is(err, context.Canceled):
		code = Stopped
		if emulation.KeyOf(err) != SyncStopped {
			err = emulation.Errorf(emulation.Unavailable, "cli.stopped").Because(err)
		}
	}
	sentence := phrase.Error(a.Lang, err)
	if a.JSON {
		_ = json.NewEncoder(a.Stdout).Encode(map[string]any{"error": map[string]string{
			"code": string(emulation.CodeOf(err)), "key": emulation.KeyOf(err), "message": sentence}})
	}
	fmt.Fprintln(a.Stderr, sentence)
	return code
}

// SyncStopped is the key of a sync that was told to stop: its sentence says what is kept.
const SyncStopped = "cli.sync.stopped"

// Say is a sentence in the person's language.
func (a *App) Say(key string, pairs ...any) string { return phrase.Text(a.Lang, key, pairs...) }

// Tell prints a sentence; with --json it is left out.
func (a *App) Tell(key string, pairs ...any) {
	if !a.JSON {
		fmt.Fprintln(a.Stdout, a.Say(key, pairs...))
	}
}

// Show prints a value: as JSON with --json, else by text.
func (a *App) Show(v any, text func(w io.Writer)) error {
	if !a.JSON {
		out := &printed{to: a.Stdout}
		text(out)
		return out.err
	}
	enc := json.NewEncoder(a.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// printed remembers that something could not be printed: the disk is full, nobody reads any more.
type printed struct {
	to  io.Writer
	err error
}

func (p *printed) Write(b []byte) (int, error) {
	n, err := p.to.Write(b)
	if p.err == nil {
		p.err = err
	}
	return n, err
}

// Done tells that something was written; with --json what.
func (a *App) Done(v any, key string, pairs ...any) error {
	return a.Show(v, func(w io.Writer) { fmt.Fprintln(w, a.Say(key, pairs...)) })
}

// DoneUnless is Done if nothing failed.
func (a *App) DoneUnless(err error, v any, key string, pairs ...any) error {
	if err != nil {
		return err
	}
	return a.Done(v, key, pairs...)
}

// Ask is what opens an encrypted folder, passphrase or recovery code: the content of the file that was named, by flag or THIDUA_UNLOCK_FILE.
func (a *App) Ask() (string, error) {
	file := cmp.Or(a.UnlockFile, a.Getenv("THIDUA_UNLOCK_FILE"))
	if file == "" {
		return "", emulation.Errorf(emulation.Forbidden, "desk.locked")
	}
	return a.Secret(file)
}

// Dir is the data folder: --data, THIDUA_DATA, the one on the stick, or the user's own.
func (a *App) Dir() (string, error) {
	if a.Data != "" {
		return a.Data, nil
	}
	if d := a.Getenv("THIDUA_DATA"); d != "" {
		return d, nil
	}
	if a.Beside != "" {
		return a.Beside, nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return "", emulation.Errorf(emulation.Invalid, "cli.no-data").Because(err)
	}
	return filepath.Join(base, "thidua"), nil
}

// Open opens the desk of the data folder; the caller closes it with Close.
func (a *App) Open() (*desk.Desk, error) {
	dir, err := a.Dir()
	if err != nil {
		return nil, err
	}
	if d := a.Desks[dir]; d != nil {
		return d, nil
	}
	d, err := desk.Open(dir, a.Env)
	if err != nil {
		return nil, err
	}
	if err := d.CameUp(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	a.TellFound(d.Findings())
	if a.Desks != nil {
		a.Desks[dir] = d
	}
	return d, nil
}

// Close closes a desk when its command is done, unless it is kept open for the next.
func (a *App) Close(d *desk.Desk) error {
	if a.Desks != nil {
		a.Desks[d.Dir] = d
		return nil
	}
	return d.Close()
}

// With opens the desk, does something with it in the season that was named, and closes it.
func (a *App) With(do func(d *desk.Desk) error) error {
	d, err := a.Open()
	if err != nil {
		return err
	}
	if err = d.Workspace.ChooseSeason(a.InCluster, a.InSeason); err == nil {
		a.Among(d)
		err = do(d)
	}
	return errors.Join(err, a.Close(d))
}

// Among speaks as one does in the cluster of a desk's season: a verb that brought it says so behind it.
func (a *App) Among(d *desk.Desk) {
	if s, err := d.Workspace.Season(); err == nil {
		a.Lang = a.Lang.Among(s.Cluster.Info.IsBlock())
	}
}

// TellFound says on the standard error output what the store noticed when it was opened: whichever verb comes first does, and the next ones
// do, until doctor has shown it to a person. Nobody may read what a verb of a script says there.
func (a *App) TellFound(all []emulation.Message) {
	for _, f := range all {
		fmt.Fprintln(a.Stderr, phrase.Render(a.Lang, f))
	}
	if len(all) > 0 {
		fmt.Fprintln(a.Stderr, a.Say("cli.found.until"))
	}
}

// WithUnit is With for the unit a person named.
func (a *App) WithUnit(name string, do func(d *desk.Desk, unit book.Unit) error) error {
	return a.With(func(d *desk.Desk) error {
		unit, err := d.Workspace.FindUnit(name)
		if err != nil {
			return err
		}
		return do(d, unit)
	})
}
