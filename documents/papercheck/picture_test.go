package papercheck_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"runtime"
	"testing"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"thidua/documents"
	"thidua/documents/papercheck"
	"thidua/emulation"
	"thidua/internal/testyear"
)

// photographed is a picture turned by degrees, blurred over a few dots, lit unevenly, as a camera gives it.
func photographed(picture image.Image, degrees float64, blur int) *image.Gray {
	size := picture.Bounds().Size()
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	w, h := float64(size.X), float64(size.Y)
	out := image.NewGray(image.Rect(0, 0, int(w*math.Abs(cos)+h*math.Abs(sin)), int(w*math.Abs(sin)+h*math.Abs(cos))))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.Gray{90}), image.Point{}, draw.Src) // the table it lies on
	mx, my := float64(out.Bounds().Dx())/2, float64(out.Bounds().Dy())/2
	draw.BiLinear.Transform(out, f64.Aff3{cos, -sin, mx - cos*w/2 + sin*h/2, sin, cos, my - sin*w/2 - cos*h/2}, picture, picture.Bounds(), draw.Over, nil)
	soft := image.NewGray(out.Bounds())
	for y := range out.Bounds().Dy() {
		for x := range out.Bounds().Dx() {
			sum, n := 0, 0
			for dy := -blur; dy <= blur; dy++ {
				for dx := -blur; dx <= blur; dx++ {
					if at := image.Pt(x+dx, y+dy); at.In(out.Bounds()) {
						sum += int(out.GrayAt(at.X, at.Y).Y)
						n++
					}
				}
			}
			shade := 1 - 0.35*float64(x)/float64(out.Bounds().Dx())
			soft.SetGray(x, y, color.Gray{uint8(float64(sum/n) * shade)})
		}
	}
	return soft
}

// coloured is a picture with colours: what is light is yellowish.
func coloured(grey *image.Gray) image.Image {
	out := image.NewRGBA(grey.Bounds())
	for i, y := range grey.Pix {
		copy(out.Pix[4*i:], []byte{y, y, y - y/8, 255})
	}
	return out
}

// enlarged is a picture many times as wide and high.
func enlarged(grey *image.Gray, times int) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, grey.Bounds().Dx()*times, grey.Bounds().Dy()*times))
	draw.NearestNeighbor.Scale(out, out.Bounds(), grey, grey.Bounds(), draw.Src, nil)
	return out
}

// TestPictureOfExtremeSides: a file of some kilobytes that says it is a picture of gigabytes is refused, with what to do.
func TestPictureOfExtremeSides(t *testing.T) {
	_, desks := testyear.Meeting(t, testyear.Table)
	for _, size := range []image.Point{{1, 50_000}, {50_000, 1}, {39_000, 39_000}} {
		var raw bytes.Buffer
		if err := png.Encode(&raw, image.NewPaletted(image.Rectangle{Max: size}, color.Palette{color.White})); err != nil {
			t.Fatal(err)
		}
		if _, err := checker(desks["son-la"]).File(context.Background(), raw.Bytes()); emulation.KeyOf(err) != "papercheck.picture-large" {
			t.Errorf("%v: %v", size, err)
		}
	}
}

// TestPhotograph: a turned, blurred, unevenly lit JPEG of the foot of a page opens the right record, and so does a whole scanned page; nothing is said to agree.
func TestPhotograph(t *testing.T) {
	_, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	doc := summary(t, head)
	reader, err := begun()
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := reader.Read(written(t, doc))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pdf.Close() }()
	page, err := pdf.Draw(0, 2339) // 200 dots per inch
	if err != nil {
		t.Fatal(err)
	}
	b := page.Bounds()
	foot := page.SubImage(image.Rect(b.Dx()/2, b.Dy()*4/5, b.Dx(), b.Dy()))
	jpg := func(picture image.Image) []byte {
		var raw bytes.Buffer
		if err := jpeg.Encode(&raw, picture, &jpeg.Options{Quality: 50}); err != nil {
			t.Fatal(err)
		}
		return raw.Bytes()
	}
	flat := image.NewGray(image.Rect(0, 0, foot.Bounds().Dx(), foot.Bounds().Dy()))
	draw.Draw(flat, flat.Bounds(), foot, foot.Bounds().Min, draw.Src)
	var scanned bytes.Buffer
	if err := png.Encode(&scanned, page); err != nil {
		t.Fatal(err)
	}
	var clear bytes.Buffer // ink on nothing
	ink := image.NewNRGBA(flat.Bounds())
	for i, grey := range flat.Pix {
		ink.Pix[4*i+3] = 255 - grey
	}
	if err := png.Encode(&clear, ink); err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{
		"straight": jpg(flat), "turned by 8": jpg(photographed(flat, 8, 1)), "turned by -17": jpg(photographed(flat, -17, 1)), "upside down": jpg(photographed(flat, 183, 1)), "a scan": scanned.Bytes(),
		"a whole page, askew": jpg(photographed(page, 3, 1)), "in colours": jpg(coloured(photographed(flat, 8, 1))), "fine and large": jpg(enlarged(page, 3)), "clear": clear.Bytes(),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		found, err := checker(head).File(context.Background(), raw)
		if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 320<<20 {
			t.Errorf("%s: %d MB", name, (after.TotalAlloc-before.TotalAlloc)>>20)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a := found[0]; a.Verdict != papercheck.Read || documents.Text(a.Document, "|") != documents.Text(doc, "|") || agrees(said(a)) {
			t.Errorf("%s: %s\n%s", name, a.Verdict, said(a))
		}
	}
}
