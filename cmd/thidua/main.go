// Command thidua is the desk with its window: it wires the data folder, the line to the others and the printed papers to the screens.
package main

import (
	"cmp"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"thidua/emulation"
	"thidua/internal/blackbox"
	"thidua/internal/desk"
	"thidua/internal/graphics"
	"thidua/internal/phrase"
	"thidua/internal/single"
	"thidua/internal/upgrade"
	"thidua/sync/identity/keystore"
	"thidua/ui/bridge"
	"thidua/ui/shell"
	"thidua/ui/text"
)

// appID is the name under which the system keeps the window's settings; it is that of FyneApp.toml.
const appID = "vn.thidua.desk"

func main() {
	if len(os.Args) == 2 && os.Args[1] == probing {
		probe()
	}
	liveLean()
	upgrade.FinishBeside()
	m := Main{Stderr: os.Stderr, Getenv: os.Getenv, Program: os.Executable}
	if err := m.Parse(os.Args[1:]); err != nil {
		os.Exit(2)
	}
	if err := m.Run(); err != nil {
		fmt.Fprintln(os.Stderr, text.Error(err))
		say(text.T("ui.app"), text.Error(err))
		os.Exit(1)
	}
}

// Main is one run of the program.
type Main struct {
	Data     string        // the data folder
	Sample   string        // id of the sample to open; "" = the folder's own data
	Graphics graphics.Mode // what draws the window
	Files    []string      // that were opened with the program: of an invitation, of exchange
	Stderr   io.Writer
	Getenv   func(string) string
	Program  func() (string, error) // the file of the program itself
}

// Parse reads the command line.
func (m *Main) Parse(args []string) error {
	f := flag.NewFlagSet("thidua", flag.ContinueOnError)
	f.SetOutput(m.Stderr)
	f.StringVar(&m.Data, "data", m.Getenv("THIDUA_DATA"), phrase.Text(phrase.Vietnamese, "cli.flag.data"))
	f.StringVar(&m.Sample, "sample", "", phrase.Text(phrase.Vietnamese, "cli.flag.sample"))
	m.Graphics = graphics.Auto
	f.Func("graphics", phrase.Text(phrase.Vietnamese, "cli.flag.graphics"), func(s string) (err error) {
		m.Graphics, err = graphics.ParseMode(s)
		return err
	})
	if err := f.Parse(args); err != nil {
		return err
	}
	for _, name := range f.Args() {
		if full, err := filepath.Abs(name); err == nil { // a window that is open stands in another folder
			name = full
		}
		m.Files = append(m.Files, name)
	}
	return nil
}

// Run opens the window and returns when it was closed.
func (m *Main) Run() error {
	if err := text.Use(phrase.Vietnamese); err != nil {
		return err
	}
	a := newApp(m.Getenv)
	settings := shell.LoadSettings(a)
	if err := m.chooseFolder(settings.Folder()); err != nil {
		return err
	}
	if err := text.Use(settings.Language()); err != nil {
		return err
	}
	mayComeForward()
	begun, served := m.alone()
	if served {
		return nil // these data have a window, which stands in front now
	}
	defer begun()
	drawn := m.settle()
	settings.Safe = drawn.choice()
	a.SetIcon(icon())
	w, err := showWindow(a, func(w fyne.Window) {
		w.SetMaster()
		w.Resize(settings.Size())
		w.CenterOnScreen()
	})
	if err != nil {
		begun() // the next start does not wait for this one
		if m.again(drawn, err) {
			return nil
		}
		return err
	}
	box, err := blackbox.Open(filepath.Join(m.Data, logs))
	if err != nil { // the window opens all the same, and says itself what is wrong with the folder
		fmt.Fprintln(m.Stderr, blackbox.Name(err))
	}
	box.Did("begun", "go", runtime.Version(), "system", runtime.GOOS, "mode", settings.Mode(), "percent", settings.Percent(), "graphics", string(drawn.mode))
	host := bridge.Host{Window: w, Picker: newPicker(w, a.Preferences()), Notify: notifier(a), Queue: bridge.NewQueue(bridge.Do), Later: bridge.Do, After: bridge.After, Every: bridge.Every, Now: time.Now, Log: box.Failed}
	var window *shell.Window
	first, err := single.Listen(rand.Reader, func(files []string) single.Answer {
		return inside(func() single.Answer {
			if window == nil || window.Closing() {
				return single.Closing
			}
			forward(w)
			window.Take(files)
			return single.Here
		})
	})
	if err != nil { // a second start then says that the data are open
		box.Failed("listening for a second start", err)
	} else {
		defer func() { _ = first.Close() }()
	}
	p := &program{first: first, begun: begun, pause: func() { time.Sleep(pauseFor) }, dir: m.Data, sample: m.Sample, drawn: m.Graphics, env: desk.Environment{Now: time.Now, Rand: rand.Reader, Keyring: m.keyring(), Here: upgrade.Program()}, open: openWith(a),
		after: host.After, every: host.Every, waking: wakingFrom + mathrand.N(wakingOver), box: box}
	p.quit = func() { bridge.Do(func() { window.Close(a.Quit) }) }
	window = shell.NewWindow(host, settings, p)
	window.Take(m.Files)
	w.SetCloseIntercept(func() { window.Close(a.Quit) })
	a.Run()
	host.Picker.Leave()
	box.Did("ended")
	if p.install != nil {
		if first != nil {
			_ = first.Close() // the new program is the one that listens
		}
		return errors.Join(box.Close(), p.install())
	}
	return box.Close()
}

// toolkitsColours is the variable that tells the toolkit whether the system is light or dark; while it is set, nobody else is asked.
const toolkitsColours = "FYNE_THEME"

// newApp takes a desktop without a portal, or whose portal does not answer yet, for light unless GTK is told otherwise. The toolkit would take it for dark.
func newApp(env func(string) string) fyne.App {
	if runtime.GOOS != "windows" && env(toolkitsColours) == "" {
		_ = os.Setenv(toolkitsColours, unasked(env("GTK_THEME"))) // else it is dark until the portal answers
		defer func() { _ = os.Unsetenv(toolkitsColours) }()
	}
	return app.NewWithID(appID)
}

// unasked says whether a theme of GTK, a name and perhaps a variant of it, is light or dark.
func unasked(gtk string) string {
	if strings.HasSuffix(gtk, ":dark") || strings.HasSuffix(gtk, "-dark") {
		return "dark"
	}
	return "light"
}

// After a sleep the line waits for so long, longer at one computer than at another: those of an office wake at the same time.
const (
	wakingFrom = 5 * time.Second
	wakingOver = 25 * time.Second
)

// inside asks something inside the window; Nobody if that does not answer: then whoever called says that the data are open.
func inside(ask func() single.Answer) single.Answer {
	answer := make(chan single.Answer, 1)
	bridge.Do(func() { answer <- ask() })
	select {
	case a := <-answer:
		return a
	case <-time.After(time.Second):
		return single.Nobody
	}
}

// chooseFolder is the folder of the command line, else the one that was chosen in the window, else the person's own.
func (m *Main) chooseFolder(chosen string) error {
	if m.Data == "" && m.Sample == "" {
		m.Data = cmp.Or(desk.Beside(m.Program), chosen)
	}
	if m.Data != "" {
		return nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return emulation.Errorf(emulation.Invalid, "cli.no-data").Because(err)
	}
	m.Data = filepath.Join(base, "thidua")
	if m.Sample != "" {
		m.Data = filepath.Join(m.Data, samples, m.Sample)
	}
	return nil
}

// keyring is where this computer may keep what opens the data: nowhere where the program is a guest on it.
func (m *Main) keyring() keystore.Keyring {
	if desk.Beside(m.Program) != "" {
		return nil
	}
	return keystore.System()
}

// icon is the program's own picture.
func icon() fyne.Resource { return fyne.NewStaticResource("thidua.png", iconPNG) }
