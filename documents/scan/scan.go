package scan

import (
	"image"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/image/draw"
)

const (
	// widest is as wide and high as a picture is looked at; a code on a page of paper is large enough then.
	widest = 2400
	// close is up to how wide a piece is made when it is looked at closely.
	closely = 1200
)

// Square is what a square code in a picture says; false if none is found. wanted says whether it is the one that is looked for: another is passed over.
func Square(coloured image.Image, wanted func(text string) bool) (string, bool) {
	picture := light(coloured)
	whole := grey(picture, picture.Bounds(), widest)
	if text, ok := read(whole, wanted); ok {
		return text, true
	}
	// A small code in a large picture is found in a piece of it. Pieces overlap, so that one of them holds it whole.
	for _, parts := range []int{2, 3, 5} {
		b := picture.Bounds()
		w, h := 2*b.Dx()/(parts+1), 2*b.Dy()/(parts+1)
		for row := parts - 1; row >= 0; row-- { // codes stand at the foot, at the right
			for column := parts - 1; column >= 0; column-- {
				piece := image.Rect(0, 0, w, h).Add(b.Min).Add(image.Pt(column*w/2, row*h/2))
				if text, ok := read(grey(picture, piece, closely), wanted); ok {
					return text, true
				}
			}
		}
	}
	return "", false
}

// light is a picture without colours: a byte for each dot.
func light(picture image.Image) *image.Gray {
	switch p := picture.(type) {
	case *image.Gray:
		return p
	case *image.YCbCr: // of a camera
		return &image.Gray{Pix: p.Y, Stride: p.YStride, Rect: p.Rect}
	}
	out := image.NewGray(picture.Bounds())
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src) // what is transparent is paper
	draw.Draw(out, out.Bounds(), picture, picture.Bounds().Min, draw.Over)
	return out
}

// grey is a piece of a picture, at most most dots wide and high; a small one is made larger, which helps to find the middle of its dots.
func grey(picture *image.Gray, piece image.Rectangle, most int) *image.Gray {
	picture, piece = halved(picture, piece.Intersect(picture.Bounds()), 2*most)
	scale := min(float64(most)/float64(max(piece.Dx(), piece.Dy(), 1)), 3)
	out := image.NewGray(image.Rect(0, 0, max(1, int(float64(piece.Dx())*scale)), max(1, int(float64(piece.Dy())*scale))))
	draw.BiLinear.Scale(out, out.Bounds(), picture, piece, draw.Src, nil)
	return out
}

// halved makes one dot of four until a piece is at most most dots wide and high: scaling it at once takes 32 bytes for each of its rows and of the columns it
// is scaled to.
func halved(picture *image.Gray, piece image.Rectangle, most int) (*image.Gray, image.Rectangle) {
	for max(piece.Dx(), piece.Dy()) > most {
		half := image.NewGray(image.Rect(0, 0, (piece.Dx()+1)/2, (piece.Dy()+1)/2))
		for y := range half.Rect.Dy() {
			for x := range half.Rect.Dx() {
				sum := 0
				for _, at := range []image.Point{{2 * x, 2 * y}, {2*x + 1, 2 * y}, {2 * x, 2*y + 1}, {2*x + 1, 2*y + 1}} {
					at = at.Add(piece.Min)
					sum += int(picture.Pix[picture.PixOffset(min(at.X, piece.Max.X-1), min(at.Y, piece.Max.Y-1))])
				}
				half.Pix[y*half.Stride+x] = uint8(sum / 4)
			}
		}
		picture, piece = half, half.Rect
	}
	return picture, piece
}

// read tells dark from light in two ways: by what is around, which shadows do not fool, and over all, which blur does not.
func read(picture *image.Gray, wanted func(text string) bool) (string, bool) {
	source := gozxing.NewLuminanceSourceFromImage(picture)
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			continue
		}
		if found, err := qrcode.NewQRCodeReader().Decode(bitmap, hints); err == nil && wanted(found.GetText()) {
			return found.GetText(), true
		}
	}
	return "", false
}
