package bridge

import (
	"context"
	"errors"
)

// Want is what a person is to choose: files, or a folder.
type Want struct {
	For     string   // what for, by which the folder of the last choice is remembered
	Title   string   // of the dialog
	At      string   // the folder it begins in; "": that of the last choice
	Endings []string // of files, with their dot; nil: any
	Folder  bool
	Many    bool // several files, where the dialog can
}

// Picker is how a person chooses files outside the window. Nil is nobody: the window has a dialog of its own.
type Picker struct {
	// Open shows the system's dialog and waits for the person; errors.ErrUnsupported where there is none. It is called away from the window, and the end of
	// ctx takes the dialog away where the system lets it.
	Open func(ctx context.Context, w Want) (paths []string, err error)
	// Last and Keep remember the folder of the last choice; called inside the window.
	Last func(purpose string) string
	Keep func(purpose, folder string)

	busy bool               // a dialog is shown
	stop context.CancelFunc // makes what is chosen in it nothing; nil before the first
}

// Pick shows the dialog unless one is shown already, and gives what was chosen inside the window, nil where nothing was; own is called where the system has
// no dialog. Nothing waits for the person meanwhile, not even the end of the window.
func (p *Picker) Pick(later Deliver, w Want, own func(Want), do func(paths []string), failed func(error)) {
	if p == nil {
		own(w)
		return
	}
	if p.busy {
		return
	}
	if w.At == "" {
		w.At = p.Last(w.For)
	}
	p.busy = true
	var ctx context.Context
	ctx, p.stop = context.WithCancel(context.Background())
	go func() {
		paths, err := p.Open(ctx, w)
		later(func() {
			left := ctx.Err() != nil
			p.busy = false
			p.stop()
			switch {
			case left:
			case errors.Is(err, errors.ErrUnsupported):
				own(w)
			case err != nil:
				failed(err)
			case len(paths) > 0:
				do(paths)
			}
		})
	}()
}

// Leave forgets a dialog that is shown, because the window is about something else now: a file that was to be of one season must not land in another.
func (p *Picker) Leave() {
	if p != nil && p.stop != nil {
		p.stop()
	}
}

// Busy says whether a dialog is shown.
func (p *Picker) Busy() bool { return p.busy }

// Chose remembers where something was chosen.
func (p *Picker) Chose(w Want, folder string) {
	if p != nil {
		p.Keep(w.For, folder)
	}
}
