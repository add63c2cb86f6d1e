package shell

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Take takes files that were opened with the program.
func (w *Window) Take(paths []string) { w.Dropped(emulation.Map(paths, storage.NewFileURI)) }

// Dropped takes files that were dropped onto the window. What cannot be taken now waits until it can be, in its order, and is told of meanwhile.
func (w *Window) Dropped(files []fyne.URI) {
	w.given = append(w.given, files...)
	w.takeGiven()
}

func (w *Window) takeGiven() {
	switch {
	case len(w.given) == 0 || w.converting || w.closing:
	case w.parting != nil: // who opens a file is not about to go
		w.parting.stay()
		w.takeGiven()
	case w.frame != nil:
		given := w.given
		w.given = nil
		w.frame.drop(given)
	case w.first != nil && w.first.Busy():
	case w.first != nil:
		_ = w.takeOne(joins, w.first.JoinFile) || w.takeOne(restores, w.restore) ||
			w.takeOne(func(fyne.URI) bool { return true }, w.first.JoinFile) // people rename invitations
	case w.broken:
		w.takeOne(restores, w.restore)
	}
	w.tellGiven()
}

// takeOne takes the first file of a sort, and leaves the others waiting: the folder is set up with one.
func (w *Window) takeOne(is func(fyne.URI) bool, take func(path string)) bool {
	i := slices.IndexFunc(w.given, is)
	if i < 0 {
		return false
	}
	path := w.given[i].Path()
	w.given = slices.Delete(w.given, i, i+1)
	take(path)
	return true
}

func restores(file fyne.URI) bool { return file.Extension() == backupSuffix }

func joins(file fyne.URI) bool { return slices.Contains(screen.Invitations, file.Extension()) }

// tellGiven tells above everything which files wait.
func (w *Window) tellGiven() {
	if len(w.given) == 0 || w.frame != nil {
		w.waiting.Clear()
		return
	}
	next := ""
	if w.first != nil {
		next = text.T("ui.given.next")
	}
	w.waiting.Offer(widgets.Info, text.T("ui.given.waiting", "count", len(w.given), "files", names(w.given)), next, w.takeGiven)
	w.show(w.shown)
}

func names(files []fyne.URI) string { return strings.Join(emulation.Map(files, fyne.URI.Name), ", ") }
