package board

import (
	"image"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"thidua/emulation"
	"thidua/ui/widgets"
)

// thumbs are small pictures of evidence, made once; nil of what is none. They may be asked for on any goroutine.
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

// framed is a small picture in its room.
func framed(small image.Image) fyne.CanvasObject {
	picture := canvas.NewImageFromImage(small)
	picture.FillMode = canvas.ImageFillContain
	return widgets.Wide(thumbWidth, widgets.Tall(thumbHeight, picture))
}
