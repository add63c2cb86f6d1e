package syncing

import (
	"maps"
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
	rows    map[string]*stick // by folder: what is offered stays where it is, with the keyboard on it, while only counts change
}

// stick is what is offered for one of them.
type stick struct {
	drive Drive
	holds *widgets.Paragraph
	send  *widgets.Button
	take  *widgets.Button
	item  fyne.CanvasObject
}

// lookEvery is how often it is looked whether a stick was put in or taken out.
const lookEvery = 2 * time.Second

func newSticks(s *Screen) *sticks {
	return &sticks{screen: s, box: widgets.Column(8), rows: map[string]*stick{}}
}

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
	c := k.screen.Window.Canvas()
	held, rows := c.Focused(), map[string]*stick{}
	k.box.Objects = nil
	for _, d := range k.in {
		row := k.rows[d.Folder]
		if row == nil || row.drive.Name != d.Name { // another stick may come to the same place
			row = k.row(d)
		}
		rows[d.Folder] = row
		row.holds.Set(text.T("ui.sticks.holds", "waits", k.waits, "files", d.Bundles))
		if d.Bundles == 0 {
			row.take.Disable()
		} else {
			row.take.Enable()
		}
		k.box.Add(row.item)
	}
	gone := slices.ContainsFunc(slices.Collect(maps.Values(k.rows)), func(row *stick) bool {
		return rows[row.drive.Folder] != row && (held == fyne.Focusable(row.send) || held == fyne.Focusable(row.take))
	})
	k.rows = rows
	if k.screen.bundles.lay(); gone {
		k.screen.Focus()
	}
}

// row makes what is offered for a stick.
func (k *sticks) row(d Drive) *stick {
	b := k.screen.bundles
	row := &stick{drive: d, holds: widgets.NewParagraph("")}
	row.send = widgets.NewButton(text.T("ui.sticks.send"), fynetheme.UploadIcon(), func() { b.send(d.Folder) })
	row.take = widgets.NewButton(text.T("ui.sticks.take"), fynetheme.DownloadIcon(), func() {
		b.from = d.Folder
		k.screen.take([]string{d.Folder})
	})
	row.item = about(widgets.Info, text.T("ui.sticks.in", "name", d.Name), []fyne.CanvasObject{row.holds}, row.send, row.take)
	return row
}

// first is the first button of the first stick, nil while none is in.
func (k *sticks) first() fyne.Focusable {
	if len(k.in) == 0 {
		return nil
	}
	return k.rows[k.in[0].Folder].send
}
