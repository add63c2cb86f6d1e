// Package photo makes photographs fit for a slow line: as large as a screen or a printed page needs, turned the way they were taken, without what a
// camera writes beside the picture, such as the place. A file that is no photograph, or none that can be read, stays as it is, and so do drawings and
// pictures of a screen, whose letters have to stay sharp; of what is pasted nothing is kept but the picture.
package photo

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/image/draw"
)

const (
	longest    = 2000     // pixels of the long side of what is kept
	slimmest   = 2.5      // long side by short side: a longer picture is a page that was scrolled, or a panorama
	quality    = 85       // of JPEG
	mostBytes  = 64 << 20 // of a file that is looked into
	mostPixels = 64 << 20 // of a picture that is unpacked: four bytes each
	mostDrawn  = 1 << 20  // bytes that a pasted picture may always have as a drawing
)

// Fit gives what is kept of a file under which name: of a photograph (JPEG) one with a long side of at most 2,000 pixels; of a small or very long one
// the same picture without what stands beside it; of everything else the file itself. smaller says that there are fewer pixels.
func Fit(name string, r io.Reader) (as string, kept io.Reader, smaller bool, err error) {
	head := make([]byte, 3)
	n, err := io.ReadFull(r, head)
	whole := io.MultiReader(bytes.NewReader(head[:n]), r)
	if err == io.EOF || err == io.ErrUnexpectedEOF || err == nil && !bytes.Equal(head, []byte{0xff, 0xd8, 0xff}) {
		return name, whole, false, nil
	}
	if err != nil {
		return name, nil, false, err
	}
	raw, err := io.ReadAll(io.LimitReader(whole, mostBytes+1))
	if err != nil {
		return name, nil, false, err
	}
	if len(raw) > mostBytes {
		return name, io.MultiReader(bytes.NewReader(raw), r), false, nil
	}
	if photo, smaller, ok := fit(raw); ok {
		return strings.TrimSuffix(name, filepath.Ext(name)) + ".jpg", bytes.NewReader(photo), smaller, nil
	}
	return name, bytes.NewReader(raw), false, nil
}

// fit is a photograph as it is kept; not ok where it stays as it is.
func fit(raw []byte) (kept []byte, smaller, ok bool) {
	size, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || size.Width*size.Height > mostPixels {
		return nil, false, false
	}
	turned, known := turnOf(raw)
	if !known {
		return nil, false, false
	}
	long := max(size.Width, size.Height)
	smaller = tooLong(size)
	if !smaller && turned == 1 {
		kept, ok = bare(raw)
		return kept, false, ok
	}
	picture, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, false, false
	}
	if smaller {
		long = longest
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, turn(scaled(picture, long, draw.CatmullRom), turned), &jpeg.Options{Quality: quality}); err != nil {
		return nil, false, false
	}
	return out.Bytes(), smaller, true
}

// FitPasted gives what is kept of a picture from the clipboard, whatever the program that put it there wrote beside it, and with all its pixels, since it
// lies nowhere else: as PNG, so that letters of scanned pages and of screens stay sharp, and as JPEG where it is a photograph that takes less than half
// of the room so, of which Fit then keeps what it keeps of any. Not known is what is no picture, or one of more than 64 million pixels.
func FitPasted(raw []byte) (kept []byte, known bool) {
	size, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || size.Width*size.Height > mostPixels {
		return nil, false
	}
	picture, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, false
	}
	var drawn, photo bytes.Buffer
	if colourful(picture) {
		if err := jpeg.Encode(&photo, scaled(picture, max(size.Width, size.Height), draw.CatmullRom), &jpeg.Options{Quality: quality}); err != nil {
			return nil, false
		}
		if err := png.Encode(&room{&drawn, max(mostDrawn, 2*photo.Len())}, picture); err != nil {
			return photo.Bytes(), true
		}
		return drawn.Bytes(), true
	}
	err = png.Encode(&drawn, picture)
	return drawn.Bytes(), err == nil
}

// room takes so many bytes and no more.
type room struct {
	*bytes.Buffer
	most int
}

func (r *room) Write(b []byte) (int, error) {
	if r.Len()+len(b) > r.most {
		return 0, io.ErrShortBuffer
	}
	return r.Buffer.Write(b)
}

// colourful tells a photograph by the many colours of its dots, of which some 60,000 are looked at: scanned pages are nearly grey, and drawings and screens have few.
func colourful(picture image.Image) bool {
	const looks, apart, most, share = 250, 24, 200, 5 // dots each way; parts of 256; colours; one dot in so many
	b := picture.Bounds()
	colours, dots, coloured := map[[3]uint8]bool{}, 0, 0
	for y := b.Min.Y; y < b.Max.Y; y += max(1, b.Dy()/looks) {
		for x := b.Min.X; x < b.Max.X; x += max(1, b.Dx()/looks) {
			r, g, bl, _ := picture.At(x, y).RGBA()
			dot := [3]uint8{uint8(r >> 8), uint8(g >> 8), uint8(bl >> 8)}
			if dots++; max(dot[0], dot[1], dot[2])-min(dot[0], dot[1], dot[2]) > apart {
				coloured++
				colours[[3]uint8{dot[0] >> 3, dot[1] >> 3, dot[2] >> 3}] = true
			}
		}
	}
	return coloured*share > dots && len(colours) > most
}

// tooLong says whether a photograph is kept with fewer pixels.
func tooLong(size image.Config) bool {
	long, short := max(size.Width, size.Height), min(size.Width, size.Height)
	return long > longest && float64(long) <= slimmest*float64(short)
}

// scaled is a picture with a long side of at most so many pixels, on white.
func scaled(picture image.Image, long int, how draw.Scaler) *image.RGBA {
	b := picture.Bounds()
	w, h := b.Dx(), b.Dy()
	if most := max(w, h); most > long {
		w, h = max(1, w*long/most), max(1, h*long/most)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	how.Scale(out, out.Bounds(), picture, b, draw.Over, nil)
	return out
}

// turn sets a picture upright that was taken in an orientation of Exif (JEITA CP-3451, 4.6.4).
func turn(p *image.RGBA, orientation int) *image.RGBA {
	if orientation == 1 {
		return p
	}
	w, h := p.Bounds().Dx(), p.Bounds().Dy()
	to := func(x, y int) (int, int) {
		switch orientation {
		case 2:
			return w - 1 - x, y
		case 3:
			return w - 1 - x, h - 1 - y
		case 4:
			return x, h - 1 - y
		case 5:
			return y, x
		case 6:
			return h - 1 - y, x
		case 7:
			return h - 1 - y, w - 1 - x
		}
		return y, w - 1 - x
	}
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := to(x, y)
			out.SetRGBA(tx, ty, p.RGBAAt(x, y))
		}
	}
	return out
}

// Thumbnail is a small picture of a photograph, upright, at most so many pixels long; nil of what is none.
func Thumbnail(r io.Reader, long int) image.Image {
	raw, err := io.ReadAll(io.LimitReader(r, mostBytes))
	if err != nil {
		return nil
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || size.Width*size.Height > mostPixels {
		return nil
	}
	picture, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	turned, _ := turnOf(raw)
	return turn(scaled(picture, long, draw.ApproxBiLinear), turned)
}
