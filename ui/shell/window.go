package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/ui/bridge"
	"thidua/ui/screens/firstrun"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Window takes the window from opening the data folder to the screens, and back to nothing when it closes.
type Window struct {
	host     bridge.Host
	settings *Settings
	program  Program
	first    *firstrun.Screen // while the folder is not set up
	frame    *Frame           // once it is open
	shown    fyne.CanvasObject
	given    []fyne.URI      // files that were opened with the program or dropped, until there is somewhere to take them
	waiting  *widgets.Notice // tells of them
	said     func()          // tells, once the folder is open, how what was done to it ended
	crash    *widgets.Notice // offers the report of a crash; nil if there is none
	closing  bool
	broken   bool                        // the folder does not open, and the person is asked what to do about it
	parting  *parting                    // asks before the window closes; nil while nobody is
	bar      *widget.ProgressBarInfinite // moves while something is being opened or closed

	converting bool   // the folder is closed and being encrypted, or made plain again
	leave      func() // closes the window when that has ended
}

// NewWindow opens the program's folder in the host's window, which may be shown at once.
func NewWindow(host bridge.Host, settings *Settings, program Program) *Window {
	w := &Window{host: host, settings: settings, program: program, waiting: widgets.NewNotice()}
	host.Window.SetTitle(text.T("ui.app"))
	host.Window.SetPadded(false)
	host.Window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { w.Dropped(files) })
	w.open()
	host.Queue.Aside(func() func() {
		if c := program.Crashed(); c != nil {
			return func() { w.offer(c) }
		}
		return nil
	})
	return w
}

// offer tells above everything that an earlier run crashed, until somebody looks at its report or puts it aside.
func (w *Window) offer(c *Crash) {
	w.crash = widgets.NewNotice()
	done := func(do func() error) func() {
		return func() {
			w.crash.Clear()
			w.host.Queue.Aside(func() func() {
				if err := do(); err != nil {
					return func() { w.crash.Tell(widgets.Bad, text.Error(err)) }
				}
				return nil
			})
		}
	}
	w.crash.Choose(widgets.Info, text.T("ui.crashed", "at", text.Moment(c.At)), widgets.Answer{Label: text.T("ui.crashed.open"), Do: done(c.Open)},
		widgets.Answer{Label: text.T("ui.crashed.folder"), Do: done(c.Folder)}, widgets.Answer{Label: text.T("ui.crashed.drop"), Do: done(c.Drop)})
	w.show(w.shown)
	if w.frame != nil {
		w.frame.Go(w.frame.At()) // what is shown anew has lost the keyboard
	}
}

func (w *Window) show(o fyne.CanvasObject) {
	if w.bar != nil && o != w.shown {
		w.bar.Stop() // out of sight it would go on painting
		w.bar = nil
	}
	if o != w.shown {
		w.host.Picker.Leave()
	}
	w.shown = o
	if w.frame == nil && len(w.given) > 0 {
		o = widgets.Frame(w.waiting, nil, nil, nil, o)
	}
	if w.crash != nil {
		o = widgets.Frame(w.crash, nil, nil, nil, o)
	}
	w.host.Window.SetContent(o)
}

// open opens the folder away from the window.
func (w *Window) open() {
	w.broken = false
	w.wait(text.T("ui.opening"))
	w.host.Queue.Aside(func() func() {
		d, err := w.program.Open()
		return func() { w.opened(d, err) }
	})
}

func (w *Window) opened(d *Desk, err error) {
	switch {
	case emulation.KeyOf(err) == "workspace.not-set-up":
		w.begin()
	case locked(err):
		w.first, w.frame = nil, nil
		w.helpOn("trouble", "locked")
		w.show(w.askKey(err))
	case err != nil:
		w.first = nil
		w.host.Failed("open", err)
		w.helpOn("trouble", "refused")
		w.show(w.refused(err))
	default:
		w.first = nil
		w.remember(d)
		w.frame = NewFrame(w.host, w.settings, d)
		w.frame.Rebuild, w.frame.Encrypt, w.frame.Quit = w.rebuild, w.askEncryption, w.quit
		w.show(w.frame.Content())
		if w.frame.Begin(); w.said != nil {
			w.said()
			w.said = nil
		}
		w.takeGiven()
	}
}

// begin shows the ways to begin, where the folder is not set up.
func (w *Window) begin() {
	looks := func(below fyne.CanvasObject) {
		popUp(w.host.Window.Canvas(), below, w.settings.looks(w.host.Window.Canvas(), func(l phrase.Language) {
			if err := w.settings.setLanguage(l); err != nil {
				w.first.Tell(err)
				return
			}
			w.begin()
		}, func(err error) { w.first.Tell(err) })...)
	}
	before := w.first
	w.first = firstrun.New(w.host, w.program, looks, w.open)
	if before != nil {
		w.first.Fill(before)
	}
	w.helpOn("unit-staff", "first")
	w.show(widgets.Frame(nil, w.elsewhere(), nil, nil, w.first.Content()))
	if w.said != nil {
		w.said()
		w.said = nil
	}
	w.takeGiven()
}

// quit leaves data to try out, and with remove deletes them; then the window goes on as it began.
func (w *Window) quit(remove bool) {
	leave := w.frame.desk.Leave
	w.convert(text.T("ui.leave.wait"), func() (string, error) { return "", leave(remove) })
}

// rebuild makes every widget again, for another language or season.
func (w *Window) rebuild() *Frame {
	if w.parting != nil {
		w.parting.end()
	}
	d := w.frame.Release()
	at := w.frame.At()
	w.frame = NewFrame(w.host, w.settings, d)
	w.frame.Rebuild, w.frame.Encrypt, w.frame.Quit = w.rebuild, w.askEncryption, w.quit
	w.show(w.frame.Content())
	w.frame.Begin()
	w.frame.Go(at)
	return w.frame
}

// wait is shown while something is being opened or closed.
func (w *Window) wait(sentence string) {
	bar := widget.NewProgressBarInfinite()
	w.show(container.NewCenter(container.NewVBox(widgets.NewText(sentence, fynetheme.ColorNameForeground).Aligned(fyne.TextAlignCenter), bar)))
	w.bar = bar
}

// Close saves and signs what was typed, lets the folder go, and then calls done inside the window. Where something waits for the server it asks first,
// and sends meanwhile; closed a second time the window does not ask. Nothing waits for the disk meanwhile.
func (w *Window) Close(done func()) {
	w.settings.KeepSize(w.host.Window.Canvas().Size())
	switch {
	case w.closing:
	case w.converting:
		w.closing, w.leave = true, done
	case w.frame == nil:
		w.closing = true
		done()
	case w.parting != nil:
		w.parting.close()
	default:
		w.part(func() { w.close(done) })
	}
}

// Closing says whether the window is about to let the folder go for good.
func (w *Window) Closing() bool { return w.closing }

func (w *Window) close(done func()) {
	w.closing = true
	w.release(text.T("ui.closing"), func(err error) func() {
		return func() {
			if err != nil {
				fyne.LogError(text.Error(err), err)
			}
			done()
		}
	})
}

// release saves and signs what was typed and lets the folder go. then is called away from the window with how that went, and what it gives inside it.
func (w *Window) release(wait string, then func(err error) func()) {
	d := w.frame.Release()
	w.frame = nil
	w.wait(wait)
	go func() {
		d.Exchange.Stop()
		w.host.Queue.Wait()
		w.host.Later(then(d.Close()))
	}()
}
