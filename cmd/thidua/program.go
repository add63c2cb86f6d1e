package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"thidua/emulation"
	"thidua/internal/blackbox"
	"thidua/internal/clip"
	"thidua/internal/desk"
	"thidua/internal/graphics"
	"thidua/internal/sample"
	"thidua/internal/single"
	"thidua/sync/identity"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/screens/firstrun"
	"thidua/ui/screens/syncing"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
)

// The folders of a data folder that belong to the window.
const (
	samples = "samples" // samples tried out from the first screen, each a folder of its own
	papers  = "papers"  // what was printed
	opened  = "opened"  // copies of evidence that were opened, while the window is
	logs    = "log"     // what runs of the program left behind for those who mend it
)

// firstSample is the sample that the first screen offers before the others.
const firstSample = "cum-4-2023-2024"

// program opens and sets up the data folder for the window.
type program struct {
	dir     string
	home    string        // the folder that was left for data to try out; "": none was
	sample  string        // of the command line: made in the folder if it is empty
	drawn   graphics.Mode // as the command line asked
	env     desk.Environment
	open    func(path string) error
	after   bridge.Timer
	every   bridge.Timer
	waking  time.Duration // how long after a sleep the line waits
	box     *blackbox.Box
	first   *single.First // whom a second start calls; nil: nobody
	begun   func()        // lets another start of the same data go on; nil: none waits
	quit    func()        // closes the window, from any goroutine
	install func() error  // a new version of the program, once the window is closed; nil: none
	still   func() error  // whether it may be started yet; with install
	pause   func()        // passes while another window closes
}

var _ shell.Program = (*program)(nil)

// here tells in the folder that its window is this one.
func (p *program) here() {
	if p.first == nil {
		return
	}
	if err := p.first.At(filepath.Join(p.dir, logs)); err != nil {
		p.box.Failed("telling of the window", err)
	}
}

// Open opens the folder; a sample named on the command line is made first where there is nothing.
func (p *program) Open() (*shell.Desk, error) {
	if p.begun != nil {
		defer p.begun()
	}
	d, err := p.openFolder()
	if p.sample != "" && emulation.KeyOf(err) == "workspace.not-set-up" {
		d, err = desk.InitSample(p.dir, p.sample, "", p.env)
	}
	if err != nil {
		p.env.Ask = nil // what was typed does not open it, and is asked for again
		if is, _ := desk.Encrypted(p.dir); p.home != "" && !is {
			p.goHome() // nobody is to repair or restore real data where those to try out are
		}
		if emulation.KeyOf(err) == "workspace.not-set-up" {
			p.here() // nobody holds a folder with nothing in it: who first shows that has its window
		}
		return nil, err
	}
	p.here() // whoever holds the folder says so, and nobody else
	giveBack()
	return p.wire(d)
}

// mostPauses is how often it is looked whether a window that closes has let the folder go: a minute long.
const (
	mostPauses = 600
	pauseFor   = 100 * time.Millisecond
)

// openFolder opens the folder; one that a closing window still holds it waits for.
func (p *program) openFolder() (d *desk.Desk, err error) {
	for closes, n := false, 0; n < mostPauses; n++ {
		if d, err = desk.Open(p.dir, p.env); emulation.KeyOf(err) != "storage.in-use" {
			return d, err
		}
		before := closes
		if closes = single.Call(p.env.Rand, filepath.Join(p.dir, logs)) == single.Closing; !closes && !before {
			return nil, err // whoever holds it stays; one that was closing may have ended since, and is looked behind once more
		}
		p.pause()
	}
	return nil, err
}

// Unlock takes what was typed to open an encrypted folder.
func (p *program) Unlock(typed string, keep bool) error {
	env := p.env
	env.Ask = func() (string, error) { return typed, nil }
	var err error
	if keep {
		if err = desk.Unlock(context.Background(), p.dir, env); err != nil && emulation.KeyOf(err) != "keystore.no-keyring" {
			return err
		}
	}
	p.env.Ask = env.Ask
	return err
}

// Keeps says whether this computer may remember what opens the folder.
func (p *program) Keeps() bool { return p.env.Keyring != nil }

// Encrypted says whether the folder is.
func (p *program) Encrypted() (bool, error) { return desk.Encrypted(p.dir) }

// Encryption draws what the folder may be encrypted under.
func (p *program) Encryption(passphrase string, keyring bool) (code string, do func() (bool, error), err error) {
	under, err := desk.NewEncryption(passphrase, p.env)
	if err != nil {
		return "", nil, err
	}
	return under.Code(), func() (bool, error) {
		env := p.env
		if !keyring {
			env.Keyring = nil
		}
		kept, err := desk.Encrypt(context.Background(), p.dir, under, env)
		if err == nil {
			p.env.Ask = func() (string, error) { return under.Code(), nil } // it goes on where it was
		}
		return kept, err
	}, nil
}

// Decrypt makes the folder one in plain.
func (p *program) Decrypt() error { return desk.Decrypt(context.Background(), p.dir, p.env) }

// Crashed is the report of an earlier run that ended in a crash.
func (p *program) Crashed() *shell.Crash {
	at, crashed := p.box.Crashed()
	if !crashed {
		return nil
	}
	show := func(what func(path string) string) func() error {
		return func() error {
			path, err := p.takeCrash()
			if err != nil {
				return err
			}
			return p.open(what(path))
		}
	}
	return &shell.Crash{At: at, Open: show(filepath.Clean), Folder: show(filepath.Dir),
		Drop: func() error {
			_, err := p.takeCrash()
			return err
		},
	}
}

func (p *program) takeCrash() (string, error) {
	at, _ := p.box.Crashed()
	path, err := p.box.Take(text.T("ui.crashed.head", "version", emulation.ProgramVersion, "at", text.Moment(at), "system", runtime.GOOS,
		"folder", filepath.Join(p.dir, logs)) + "\n\n")
	if err != nil {
		return "", emulation.Errorf(emulation.Unavailable, "ui.error.folder", "folder", filepath.Join(p.dir, logs)).Because(err)
	}
	return path, nil
}

// Samples lists the samples, the first to try before the others.
func (p *program) Samples() ([]firstrun.Sample, error) {
	list, err := sample.List()
	var offered []firstrun.Sample
	for _, s := range list {
		one := firstrun.Sample{ID: s.ID, Name: s.Name, Units: s.Units}
		if s.ID == firstSample {
			offered = append([]firstrun.Sample{one}, offered...)
		} else {
			offered = append(offered, one)
		}
	}
	return offered, err
}

// Sample goes on in the folder of a sample, beside the data that may come later; it is made by the opening that follows.
func (p *program) Sample(id string) error {
	p.visit(id)
	p.sample = id
	return nil
}

// visit goes on in the folder of data to try out.
func (p *program) visit(name string) {
	p.home = p.dir
	p.dir = filepath.Join(p.home, samples, name)
	if desk.Unfinished(p.dir) {
		_ = os.RemoveAll(p.dir) // what is left of it stands in the way, and is told
	}
}

// goHome goes back to the folder that data to try out were begun in.
func (p *program) goHome() { p.dir, p.home, p.sample = p.home, "", "" }

// trial is the folder of an office to try out.
const trial = "trial"

// Trial goes on in the folder of an office to try out, which is made unless it is there.
func (p *program) Trial(name string) error {
	p.visit(trial)
	d, err := desk.InitTrial(p.dir, name, p.env)
	switch {
	case err == nil:
		err = d.Close()
	case emulation.KeyOf(err) == "workspace.already-set-up":
		err = nil
	}
	if err != nil {
		p.goHome()
	}
	return err
}

// leave goes back from data to try out to the folder they were begun in, and with remove deletes them.
func (p *program) leave(remove bool) error {
	dir := p.dir
	p.goHome()
	if !remove {
		return nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return emulation.Errorf(emulation.Unavailable, "ui.leave.failed", "folder", dir).Because(err)
	}
	return nil
}

// Office sets the folder up as the desk of a standing office, with its key file.
func (p *program) Office(path, passphrase, server string, way screen.Way) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "ui.error.file-read", "name", filepath.Base(path)).Because(err)
	}
	file, err := identity.ReadOfficeFile(bytes.NewReader(raw), passphrase)
	if err != nil {
		return err
	}
	d, err := desk.InitOffice(p.dir, file, server, p.env)
	if err != nil {
		return err
	}
	if server != "" {
		err = d.SetLine(desk.Line{Server: server, Route: route(way)})
	}
	return errors.Join(err, d.Close())
}

// JoinFile sets the folder up with the file of an invitation.
func (p *program) JoinFile(path, name string) error {
	invite, err := readInvitation(path)
	if err != nil {
		return err
	}
	d, err := desk.InitInvite(p.dir, invite, name, p.env)
	if err != nil {
		return err
	}
	return d.Close()
}

func readInvitation(path string) (*identity.InviteFile, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "ui.error.file-read", "name", filepath.Base(path)).Because(err)
	}
	return identity.ParseInviteFile(raw)
}

// JoinCode sets the folder up with the code of an invitation, which the server is asked for.
func (p *program) JoinCode(code, server, name string, way screen.Way) error {
	seed, err := identity.ParseCode(code)
	if err != nil {
		return err
	}
	d, err := desk.JoinByCode(context.Background(), p.dir, desk.Line{Server: server, Route: route(way)}, seed, name, p.env)
	if err != nil {
		return err
	}
	return d.Close()
}

// Recover sets the folder up with what was typed of a recovery sheet.
func (p *program) Recover(sheet, words, server string, way screen.Way) error {
	from, err := identity.OpenRecovery(sheet, words)
	if err != nil {
		return err
	}
	d, err := desk.Recover(context.Background(), p.dir, desk.Line{Server: server, Route: route(way)}, from, p.env)
	if err != nil {
		return err
	}
	return d.Close()
}

// wire connects an open desk to what the window asks for.
func (p *program) wire(d *desk.Desk) (*shell.Desk, error) {
	folder := filepath.Join(d.Dir, papers)
	view := viewer{filepath.Join(d.Dir, opened), p.open}
	view.clear()
	origin, err := d.Workspace.Origin()
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	var leave func(bool) error
	if p.home != "" && origin != "" { // never of data that are somebody's
		leave = p.leave
	}
	line := &exchange{desk: d, now: p.env.Now, after: p.after, every: p.every, waking: p.waking, failed: p.box.Failed}
	files := &carrier{desk: d, aside: line.aside}
	passes := &station{desk: d, carrier: files, failed: p.box.Failed}
	papers := &paperMaker{workspace: d.Workspace, folder: folder, open: p.open}
	return &shell.Desk{
		Workspace: d.Workspace,
		Exchange:  line,
		Courier:   files,
		Station:   passes,
		Drives:    func() []syncing.Drive { return drives(files.Extension()) },
		Verify:    func() ([]replica.Verified, error) { return d.VerifyLogs(context.Background()) },
		Preview:   &previewer{cache: desk.CompiledPages(), papers: papers},
		Check:     &checker{d, papers, desk.CompiledPages()},
		Printer:   papers,
		Folder:    d.Dir,
		Papers:    folder,
		Backup: func(folder, passphrase string) (string, error) {
			path := filepath.Join(folder, p.env.Now().Format("thidua-2006-01-02-150405")+".backup")
			_, err := d.Backup(context.Background(), path, passphrase)
			return path, err
		},
		Viewer:  view.evidence(),
		Picture: clip.Picture,
		TakeIn: func(w questions.Waiting, accept bool, reason string) error {
			return questions.At(d.Workspace).TakeIn(w.Scope, w.Identity, accept, reason)
		},
		Updates:  updates{p, d},
		Findings: d.Findings,
		Seen:     d.Seen,
		Tend:     d.DB.Checkpoint,
		CameUp:   d.CameUp,
		Recovery: func() (string, string, error) { return d.PrintRecovery("", folder) },
		Leave:    leave,
		Close: func() error {
			defer view.clear()
			var left error
			if p.install != nil {
				if left = p.still(); left != nil { // the window may have waited long for the server
					p.install = nil
				}
			}
			if p.install != nil {
				left = d.Leave(context.Background()) // what the next program is held against
			}
			return errors.Join(left, passes.Shut(), d.CameUp(), d.Close()) // one that crashed did not come this far
		},
	}, nil
}
