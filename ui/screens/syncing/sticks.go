package syncing

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Drive is a stick, or another disk that can be taken out, as it is in now.
type Drive struct {
	Folder  string
	Name    string
	Bundles int // exchange files that lie in it
}

// sticks offers what can be done with the sticks that are in. It looks for them while the screen is shown, and never does anything by itself.
type sticks struct {
	screen  *Screen
	box     *fyne.Container
	in      []Drive
	waits   int // changes that wait for the server
	looking bool
	unlook  func()
	first   *widgets.Button // of the first stick; nil while none is in
}

// lookEvery is how often it is looked whether a stick was put in or taken out.
const lookEvery = 2 * time.Second

func newSticks(s *Screen) *sticks { return &sticks{screen: s, box: widgets.Column(8)} }

// begin looks from now on, end no more.
func (k *sticks) begin() {
	if k.unlook == nil && k.screen.hooks.Drives != nil {
		k.unlook = k.screen.Every(lookEvery, k.look)
		k.look()
	}
}

func (k *sticks) end() {
	if k.unlook != nil {
		k.unlook()
		k.unlook = nil
	}
}

// look looks beside everything else, since a stick may be slow to answer; one look at a time.
func (k *sticks) look() {
	if k.looking {
		return
	}
	k.looking = true
	k.screen.Queue.Aside(func() func() {
		in := k.screen.hooks.Drives()
		return func() {
			k.looking = false
			if !slices.Equal(in, k.in) {
				k.in = in
				b := k.screen.bundles
				if !slices.ContainsFunc(in, func(d Drive) bool { return d.Folder == b.from }) {
					b.from = "" // another stick may come to the same place
				}
				k.lay()
			}
		}
	})
}

func (k *sticks) show(waits int) {
	if k.waits != waits {
		k.waits = waits
		k.lay()
	}
}

func (k *sticks) lay() {
	b := k.screen.bundles
	k.box.Objects, k.first = nil, nil
	for _, d := range k.in {
		send := widgets.NewButton(text.T("ui.sticks.send"), fynetheme.UploadIcon(), func() { b.send(d.Folder) })
		if k.first == nil {
			k.first = send
		}
		take := widgets.NewButton(text.T("ui.sticks.take"), fynetheme.DownloadIcon(), func() {
			b.from = d.Folder
			k.screen.take([]string{d.Folder})
		})
		if d.Bundles == 0 {
			take.Disable()
		}
		k.box.Add(item(widgets.Info, text.T("ui.sticks.in", "name", d.Name), []string{text.T("ui.sticks.holds", "waits", k.waits, "files", d.Bundles)}, send, take))
	}
	b.lay()
}
