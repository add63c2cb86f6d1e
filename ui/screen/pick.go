package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// PickFile lets the person choose a file, of which only the name is wanted: one with one of the endings (none: any), first in a folder ("": where the
// last was chosen).
func PickFile(window fyne.Window, folder string, endings []string, do func(path string), failed func(error)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err == nil && file != nil {
			err = file.Close()
		}
		switch {
		case err != nil:
			failed(err)
		case file != nil:
			do(file.URI().Path())
		}
	}, window)
	if endings != nil {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	if folder != "" {
		if at, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
			d.SetLocation(at)
		}
	}
	d.Show()
}

// PickFolder lets the person choose a folder.
func PickFolder(window fyne.Window, do func(path string), failed func(error)) {
	dialog.ShowFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			failed(err)
		case folder != nil:
			do(folder.Path())
		}
	}, window)
}
