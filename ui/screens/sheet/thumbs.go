package sheet

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"thidua/documents/photo"
	"thidua/emulation"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// thumbs are small pictures of the photographs among evidence; nil of what is none.
type thumbs map[emulation.Evidence]image.Image

// The room of a small picture at 100 %, and how many files of a criterion have one.
const (
	thumbWidth  = 48
	thumbHeight = 36
	mostThumbs  = 24
)

// thumbsOf makes small pictures of files, or takes those that were made before. What cannot be read has none, and says why when it is opened.
func (d *detail) thumbsOf(list []sheet.Proof) thumbs {
	before, made := d.thumbs.Get(), thumbs{}
	for _, p := range list[:min(len(list), mostThumbs)] {
		if small, is := before[p.Evidence]; is {
			made[p.Evidence] = small
			continue
		}
		_, r, err := sheet.At(d.screen.ws).OpenEvidence(p.ID)
		if err != nil {
			continue
		}
		made[p.Evidence] = photo.Thumbnail(r, 2*thumbWidth)
		_ = r.Close() // it was only looked at
	}
	d.thumbs.Set(made)
	return made
}

// framed is a small picture in its room.
func framed(small image.Image) fyne.CanvasObject {
	picture := canvas.NewImageFromImage(small)
	picture.FillMode = canvas.ImageFillContain
	return widgets.Wide(thumbWidth, widgets.Tall(thumbHeight, picture))
}
