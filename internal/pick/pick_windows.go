package pick

import (
	"context"
	"errors"
	"runtime"
	"strings"

	"github.com/sqweek/dialog"
)

// Open asks by the dialogs of Windows. It gives nothing where the person chose nothing. They take one file at a time.
func Open(_ context.Context, w Want) (paths []string, err error) {
	runtime.LockOSThread() // a dialog of Windows is one thread's
	defer runtime.UnlockOSThread()
	var path string
	if w.Folder {
		path, err = dialog.Directory().Title(w.Title).SetStartDir(w.At).Browse()
	} else {
		d := dialog.File().Title(w.Title).SetStartDir(w.At)
		if len(w.Endings) > 0 {
			bare := make([]string, len(w.Endings))
			for i, e := range w.Endings {
				bare[i] = strings.TrimPrefix(e, ".")
			}
			d = d.Filter("*"+strings.Join(w.Endings, " *"), bare...)
		}
		path, err = d.Load()
	}
	if errors.Is(err, dialog.ErrCancelled) || err == nil && path == "" {
		return nil, nil
	}
	return []string{path}, err
}
