package sheet

import (
	"image"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"thidua/documents/photo"
	"thidua/emulation"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// thumbs are small pictures of the photographs among evidence, made once; nil of what is none. They may be asked for on any goroutine.
type thumbs struct {
	mu   sync.Mutex
	made map[emulation.Evidence]image.Image
}

// The room of a small picture at 100 %, how many files of a criterion have one, and how many are remembered.
const (
	thumbWidth  = 48
	thumbHeight = 36
	mostThumbs  = 24
	mostMade    = 500
)

func (t *thumbs) of(file emulation.Evidence) (small image.Image, made bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	small, made = t.made[file]
	return small, made
}

func (t *thumbs) keep(file emulation.Evidence, small image.Image) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.made == nil || len(t.made) >= mostMade {
		t.made = map[emulation.Evidence]image.Image{}
	}
	t.made[file] = small
}

// pictured are the endings of files that a small picture is made of.
var pictured = []string{".jpg", ".jpeg", ".png"}

// draw makes the small pictures that are missing of a criterion's files, beside everything else, and shows them if that criterion is still told of. What
// cannot be read has none, and says why when it is opened.
func (d *detail) draw(code string, list []sheet.Proof) {
	missing := emulation.Where(list[:min(len(list), mostThumbs)], func(p sheet.Proof) bool {
		_, made := d.thumbs.of(p.Evidence)
		return !made && slices.Contains(pictured, strings.ToLower(filepath.Ext(p.Name)))
	})
	if len(missing) == 0 {
		return
	}
	d.screen.Queue.Aside(func() func() {
		for _, p := range missing {
			if code != d.code.Get() {
				return nil
			}
			var small image.Image
			if _, r, err := sheet.At(d.screen.ws).OpenEvidence(p.ID); err == nil {
				small = photo.Thumbnail(r, 2*thumbWidth)
				_ = r.Close() // it was only looked at
			}
			d.thumbs.keep(p.Evidence, small)
		}
		return d.reader.Ask
	})
}

// framed is a small picture in its room.
func framed(small image.Image) fyne.CanvasObject {
	picture := canvas.NewImageFromImage(small)
	picture.FillMode = canvas.ImageFillContain
	return widgets.Wide(thumbWidth, widgets.Tall(thumbHeight, picture))
}
