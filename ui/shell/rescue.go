package shell

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Rescue is what a person can do about a data folder that is empty or does not open. Repair and Restore are called away from the window.
type Rescue interface {
	// Folder is the data folder.
	Folder() string
	// Repair examines the folder and makes anew what can be; it gives what a person has to know.
	// What is encrypted is opened by the keyring, or by what was typed. Errors: those of an encrypted folder.
	Repair(typed string) ([]emulation.Message, error)
	// Restore makes the folder anew from a backup file; what stands there is put aside. An encrypted one is opened in the same ways.
	Restore(file, typed string) error
	// Move opens another folder from now on.
	Move(folder string) error
}

// ownBackups is where a data folder keeps the backups it makes by itself, and backupSuffix how their names end.
const (
	ownBackups   = "backups"
	backupSuffix = ".backup"
)

// refused says why the folder could not be opened, and what there is to do: one that somebody has open is left alone.
func (w *Window) refused(err error) fyne.CanvasObject {
	w.broken = emulation.KeyOf(err) != "storage.in-use"
	again := widgets.NewPrimaryButton(text.T("ui.again"), nil, w.open)
	title, choice := text.T("ui.refused"), []fyne.CanvasObject{again}
	if !w.broken {
		title = text.T("ui.refused.in-use")
	} else {
		choice = append(choice, widgets.NewButton(text.T("ui.rescue.repair"), nil, w.repair), w.restoring())
	}
	choice = append(choice, w.moving())
	where := widgets.NewText(text.T("ui.rescue.folder", "folder", w.program.Folder()), fynetheme.ColorNamePlaceHolder)
	return widgets.NewStop(fynetheme.WarningIcon(), title, text.Error(err), container.NewCenter(widgets.Row(8, nil, choice...)), container.NewCenter(where))
}

// elsewhere stands below the ways to begin in an empty folder: the data may lie in a backup, or in another folder.
func (w *Window) elsewhere() fyne.CanvasObject {
	where := widgets.NewText(text.T("ui.rescue.folder", "folder", w.program.Folder()), fynetheme.ColorNamePlaceHolder)
	return widgets.NewPanel(widgets.Row(12, nil, where, w.restoring(), w.moving()), "", widgets.Top, 16, 4)
}

func (w *Window) restoring() *widgets.Button {
	return widgets.NewButton(text.T("ui.rescue.restore"), nil, w.idle(w.askBackup))
}

func (w *Window) moving() *widgets.Button {
	return widgets.NewQuietButton(text.T("ui.rescue.move"), fynetheme.FolderOpenIcon(), w.idle(w.askFolder))
}

// idle does something unless the folder is being set up from the first screen.
func (w *Window) idle(do func()) func() {
	return func() {
		if w.first == nil || !w.first.Busy() {
			do()
		}
	}
}

// askBackup lets the person choose a backup, first among those the folder keeps itself.
func (w *Window) askBackup() {
	screen.PickFile(w.host, "backup", filepath.Join(w.program.Folder(), ownBackups), []string{backupSuffix}, w.restore, w.unpicked)
}

func (w *Window) askFolder() { screen.PickFolder(w.host, "data", w.move, w.unpicked) }

// unpicked remembers why nothing could be chosen; the choice is still there.
func (w *Window) unpicked(err error) { w.host.Failed("choosing", err) }

func (w *Window) repair() {
	w.rescue(text.T("ui.rescue.repairing"), func(typed string) (widgets.State, string, error) {
		said, err := w.program.Repair(typed)
		if err != nil || len(said) == 0 {
			return widgets.OK, text.T("ui.rescue.repaired"), err
		}
		return widgets.Warn, text.T("ui.findings", "what", said), nil
	})
}

func (w *Window) restore(file string) {
	w.rescue(text.T("ui.rescue.restoring"), func(typed string) (widgets.State, string, error) {
		return widgets.OK, text.T("ui.rescue.restored", "file", filepath.Base(file)), w.program.Restore(file, typed)
	})
}

// move opens another folder, which the next start opens too.
func (w *Window) move(folder string) {
	if err := w.program.Move(folder); err != nil {
		w.show(w.refused(err))
		return
	}
	w.settings.keepFolder(folder)
	w.open()
}

// rescue does something to the folder, which is not open, tells how that ended, and opens it. What fails leaves the choice as it was; what is encrypted, and
// not opened by the keyring, is asked for.
func (w *Window) rescue(wait string, do func(typed string) (widgets.State, string, error)) {
	w.attempt(wait, "", do)
}

func (w *Window) attempt(wait, typed string, do func(typed string) (widgets.State, string, error)) {
	w.converting = true
	w.wait(wait)
	w.host.Queue.Aside(func() func() {
		state, done, err := do(typed)
		return func() {
			w.converting = false
			switch {
			case w.leave != nil: // somebody closed the window meanwhile
				w.leave()
			case locked(err):
				fields := []widgets.Field{{Name: text.T("ui.locked.typed"), Secret: true}}
				w.show(w.asks(err, text.T("ui.rescue.locked"), fields, text.T("ui.rescue.locked.do"), text.T("ui.cancel"),
					func(in []string) { w.attempt(wait, in[0], do) }, w.open))
			case err != nil:
				w.host.Failed("rescue", err)
				w.show(w.refused(err))
			default:
				w.tellLater(state, done)
				w.open()
			}
		}
	})
}
