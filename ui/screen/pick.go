package screen

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"thidua/ui/bridge"
	"thidua/ui/text"
)

// Pick lets the person choose files, or a folder, of which only the names are wanted: by the dialog of the system, else by the window's own. do is told
// what was chosen, and is not called where nothing was.
func Pick(host bridge.Host, w bridge.Want, do func(paths []string), failed func(error)) {
	if w.Title == "" {
		w.Title = text.T("ui.pick.file")
		if w.Folder {
			w.Title = text.T("ui.pick.folder")
		}
	}
	chose := func(paths []string) {
		folder := paths[0]
		if !w.Folder {
			folder = filepath.Dir(folder)
		}
		host.Picker.Chose(w, folder)
		do(paths)
	}
	host.Picker.Pick(host.Later, w, func(w bridge.Want) { pickHere(host.Window, w, chose, failed) }, chose, failed)
}

// PickFile lets the person choose one file for a purpose: one with one of the endings (none: any), first in a folder ("": that of the last choice).
func PickFile(host bridge.Host, purpose, folder string, endings []string, do func(path string), failed func(error)) {
	Pick(host, bridge.Want{For: purpose, At: folder, Endings: endings}, func(paths []string) { do(paths[0]) }, failed)
}

// PickFolder lets the person choose a folder for a purpose.
func PickFolder(host bridge.Host, purpose string, do func(path string), failed func(error)) {
	Pick(host, bridge.Want{For: purpose, Folder: true}, func(paths []string) { do(paths[0]) }, failed)
}

// pickHere is the window's own dialog, which takes one file.
func pickHere(window fyne.Window, w bridge.Want, do func(paths []string), failed func(error)) {
	took := func(chosen fyne.URI, err error) {
		switch {
		case err != nil:
			failed(err)
		case chosen != nil:
			do([]string{chosen.Path()})
		}
	}
	var d *dialog.FileDialog
	if w.Folder {
		d = dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) { took(folder, err) }, window)
	} else {
		d = dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
			if file == nil {
				took(nil, err)
				return
			}
			took(file.URI(), file.Close())
		}, window)
		if w.Endings != nil {
			d.SetFilter(storage.NewExtensionFileFilter(w.Endings))
		}
	}
	if w.At != "" {
		if at, err := storage.ListerForURI(storage.NewFileURI(w.At)); err == nil {
			d.SetLocation(at)
		}
	}
	d.Show()
}

// Invitations are the endings of the files of invitations: the one they are written with, and that of earlier programs.
var Invitations = []string{".thidua-invite", ".invite"}
