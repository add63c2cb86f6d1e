package shell_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"thidua/documents/forms"
	"thidua/documents/many"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testwindow"
	"thidua/ui/board"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/screens/firstrun"
	"thidua/ui/screens/syncing"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// person sits before the whole window of a data folder.
type person struct {
	phrase string // of the last backup
	*testwindow.Window
	dir      string
	desk     *desk.Desk // once the folder is open
	shell    *shell.Window
	exchange *exchange
	left     bool
	hurt     error // why the folder does not open
	restored []string
	printed  []string
	opened   map[string][]byte // files shown with the system's viewer
	found    []emulation.Message
	tended   int
	came     int
	taken    []string // exchange files
	guest    bool     // the program is one on this computer
	kept     bool     // the keyring was asked to keep what opens the folder
	trial    bool     // the data are an office's to try out
	removed  bool     // they were left, to be deleted
	env      desk.Environment
	outside  []string       // what was told outside the window
	picker   *bridge.Picker // the system's dialog
	safe     *shell.SafeGraphics
}

func TestMain(m *testing.M) { testwindow.Main(m) }

// sit opens a window on a folder.
func sit(t *testing.T, dir string) *person { return sitIn(t, dir, testwindow.Environment()) }

func sitIn(t *testing.T, dir string, env desk.Environment) *person {
	t.Helper()
	p := &person{Window: testwindow.Open(t, env.Now), dir: dir, opened: map[string][]byte{}, env: env}
	p.Host.Notify = func(_, words string) { p.outside = append(p.outside, words) }
	p.picker = &bridge.Picker{Last: func(string) string { return "" }, Keep: func(string, string) {}}
	p.Host.Picker = p.picker
	p.shell = shell.NewWindow(p.Host, shell.LoadSettings(p.App), p)
	t.Cleanup(p.leave)
	p.Settle()
	return p
}

// goTo shows a screen.
func (p *person) goTo(id string) *person {
	p.T.Helper()
	p.shell.Frame().Go(id)
	p.Settle()
	return p
}

// sitAtSample opens a window on the sample; its unit's sheet was returned, so that it can be edited.
func sitAtSample(t *testing.T) *person {
	t.Helper()
	return sit(t, testwindow.Sample(t))
}

// leave closes the window as a person does, once.
func (p *person) leave() {
	if p.left {
		return
	}
	p.left = true
	closed := make(chan struct{})
	p.shell.Close(func() { close(closed) })
	for {
		p.Settle()
		select {
		case <-closed:
			return
		default:
			if p.Offered(text.T("ui.parting.close")) {
				p.Press(text.T("ui.parting.close"))
			}
		}
	}
}

// Open, Crashed, Sample, JoinFile, JoinCode and Recover make a person a shell.Program.
func (p *person) Open() (*shell.Desk, error) {
	if p.hurt != nil {
		return nil, p.hurt
	}
	d, err := desk.Open(p.dir, p.env)
	if err != nil {
		return nil, err
	}
	p.desk = d
	p.exchange = &exchange{desk: d, now: p.Host.Now}
	w := d.Workspace
	var leave func(bool) error
	if p.trial {
		leave = func(remove bool) error {
			p.removed = remove
			return os.RemoveAll(p.dir)
		}
	}
	return &shell.Desk{Leave: leave, Workspace: w, Exchange: p.exchange, Courier: p, Station: station{}, Printer: printer{p}, Papers: p.dir, Folder: p.dir, Viewer: board.Viewer{View: p.view}, Close: d.Close,
		Verify:   func() ([]replica.Verified, error) { return d.VerifyLogs(context.Background()) },
		Recovery: func() (string, string, error) { return d.PrintRecovery("", p.dir) },
		Backup: func(folder, passphrase string) (string, error) {
			p.phrase = passphrase
			path := filepath.Join(folder, "made.backup")
			return path, os.WriteFile(path, nil, 0o600)
		},
		Findings: func() []emulation.Message { return p.found },
		Seen:     func() error { p.found = nil; return nil },
		CameUp:   func() error { p.came++; return nil },
		Tend:     func() error { p.tended++; return d.DB.Checkpoint() },
		TakeIn: func(x questions.Waiting, accept bool, reason string) error {
			return questions.At(w).TakeIn(x.Scope, x.Identity, accept, reason)
		}}, nil
}

func (p *person) Crashed() *shell.Crash { return nil }

// Unlock, Encrypted, Encryption and Decrypt are those of a computer without a keyring.
func (p *person) Unlock(typed string, _ bool) error {
	p.env.Ask = func() (string, error) { return typed, nil }
	return nil
}

func (p *person) Keeps() bool { return !p.guest }

func (p *person) Encrypted() (bool, error) { return desk.Encrypted(p.dir) }

func (p *person) Encryption(passphrase string, keyring bool) (string, func() (bool, error), error) {
	p.kept = keyring
	under, err := desk.NewEncryption(passphrase, p.env)
	if err != nil {
		return "", nil, err
	}
	return under.Code(), func() (bool, error) {
		p.env.Ask = func() (string, error) { return under.Code(), nil }
		return desk.Encrypt(context.Background(), p.dir, under, p.env)
	}, nil
}

func (p *person) Decrypt() error { return desk.Decrypt(context.Background(), p.dir, p.env) }

func (p *person) Samples() ([]firstrun.Sample, error) {
	return []firstrun.Sample{{ID: "khac", Name: "Cụm khác", Units: 2}, {ID: testwindow.SampleID, Name: "Cụm thi đua số 4", Units: 7}}, nil
}

func (p *person) Sample(id string) error {
	d, err := desk.InitSample(p.dir, id, "", testwindow.Environment())
	if err != nil {
		return err
	}
	return d.Close()
}

func (p *person) JoinFile(path, _ string) error {
	return emulation.Errorf(emulation.Invalid, "ui.error.file-read", "name", filepath.Base(path))
}

func (p *person) JoinCode(string, string, string, screen.Way) error {
	return emulation.Errorf(emulation.Invalid, "ui.first.no-server")
}

func (p *person) Recover(string, string, string, screen.Way) error {
	return emulation.Errorf(emulation.Invalid, "recovery.line", "line", 1)
}

func (p *person) Office(string, string, string, screen.Way) error {
	return emulation.Errorf(emulation.Invalid, "identity.passphrase")
}

// Trial makes the person's folder that of an office to try out.
func (p *person) Trial(name string) error {
	p.trial = true
	d, err := desk.InitTrial(p.dir, name, p.env)
	if err != nil {
		return err
	}
	return d.Close()
}

// Folder, Repair, Restore and Move are those of the program, on the disk of this person.
func (p *person) Folder() string { return p.dir }
func (p *person) Repair(string) ([]emulation.Message, error) {
	p.hurt = nil
	return []emulation.Message{emulation.Say("storage.found-mark-broken")}, nil
}
func (p *person) Restore(file, typed string) error {
	p.restored = append(p.restored, file)
	if filepath.Base(file) == "locked.backup" && typed != "mật khẩu" {
		if typed == "" {
			return emulation.Errorf(emulation.Forbidden, "desk.locked")
		}
		return emulation.Errorf(emulation.Forbidden, "keystore.wrong")
	}
	if filepath.Base(file) == "bad.backup" {
		return emulation.Errorf(emulation.Corrupt, "storage.backup-damaged", "file", file)
	}
	p.hurt = nil
	return nil
}
func (p *person) Move(folder string) error { p.dir = folder; return nil }

// Extension, Send, Copy, Take, Receipts and Sent make a person a courier who only remembers what was brought.
func (p *person) Extension() string                                  { return ".thidua" }
func (p *person) Send(string) (syncing.Written, error)               { return syncing.Written{}, nil }
func (p *person) Copy(string, emulation.ID) (syncing.Written, error) { return syncing.Written{}, nil }
func (p *person) Receipts(string) ([]string, error)                  { return nil, nil }
func (p *person) Sent() ([]syncing.Sent, error)                      { return nil, nil }
func (p *person) Take(paths []string) ([]syncing.Arrived, error) {
	p.taken = append(p.taken, paths...)
	return nil, nil
}

func (p *person) view(name string, r io.Reader) error {
	var b bytes.Buffer
	_, err := b.ReadFrom(r)
	p.opened[name] = b.Bytes()
	return err
}

// station is one that nobody opens.
type station struct{}

func (station) Stands() (syncing.Stands, error)           { return syncing.Stands{}, nil }
func (station) Open() error                               { return nil }
func (station) Shut() error                               { return nil }
func (station) Known() (string, error)                    { return "", nil }
func (station) Pass(string) (p syncing.Passed, err error) { return }

// exchange asks the sandbox's own hub.
type exchange struct {
	desk *desk.Desk
	now  func() time.Time
	tell func(syncing.Line)
	done sync.WaitGroup
	woke int
}

func (e *exchange) Start(tell func(syncing.Line))   { e.tell = tell }
func (e *exchange) Way() (screen.Way, error)        { return screen.Way{}, nil }
func (e *exchange) Reach(string, *screen.Way) error { return nil }
func (e *exchange) JoinFile(string) error           { return nil }
func (e *exchange) JoinCode(string) error           { return nil }
func (e *exchange) Stop()                           { e.done.Wait() }
func (e *exchange) Changed()                        {}
func (e *exchange) Woke()                           { e.woke++ }

func (e *exchange) Nudge() {
	e.tell(syncing.Line{Running: true})
	_, err := e.desk.Sync(context.Background(), "")
	e.tell(syncing.Line{At: e.now(), Err: err})
}

// printer writes real papers and remembers which were opened.
type printer struct{ *person }

func (p printer) Sheet(unit emulation.ID) (string, error) {
	return p.write(forms.At(p.desk.Workspace).Sheet(unit, p.Host.Now()))
}

func (p printer) Summary() (string, error) {
	return p.write(forms.At(p.desk.Workspace).Summary(p.Host.Now()))
}

func (p printer) Papers() ([]forms.Item, error) { return forms.At(p.desk.Workspace).List() }

func (p printer) Paper(item forms.Item) (string, error) { return p.write(item.Make(p.Host.Now())) }

func (p printer) write(made forms.Paper, err error) (string, error) {
	if err != nil {
		return "", err
	}
	path := filepath.Join(p.dir, made.Name+".pdf")
	return path, pdf.WriteFile(path, made.Documents...)
}

func (p printer) Whole(ctx context.Context, form string, step func(n, of int, what string)) (string, many.Done, error) {
	docs, done, err := many.Job{Desk: forms.At(p.desk.Workspace), Form: form, At: p.Host.Now(), Step: step}.Whole(ctx)
	if err != nil || len(docs) == 0 {
		return "", done, err
	}
	path, err := p.write(forms.Paper{Name: "whole", Documents: docs}, nil)
	return path, done, err
}

func (p printer) Many(ctx context.Context, form, folder, ending string, step func(n, of int, what string)) (many.Done, error) {
	return many.Job{Desk: forms.At(p.desk.Workspace), Form: form, At: p.Host.Now(), Step: step}.Into(ctx, folder, ending)
}

func (p printer) Open(path string) error {
	p.printed = append(p.printed, path)
	return nil
}

// first goes to the result of the first criterion of the sheet on screen.
func (p *person) first() {
	p.T.Helper()
	p.Table().Select(p.Row(0, "I.1"), p.Col("ui.sheet.column.result"))
	p.Settle()
}

// own is the sheet of the own unit.
func (p *person) own() *sheet.Sheet {
	p.T.Helper()
	me, err := p.desk.Workspace.Me()
	p.Must(err)
	sh, err := sheet.At(p.desk.Workspace).Sheet(me.Unit.ID)
	p.Must(err)
	return sh
}
