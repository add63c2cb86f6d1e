package photo_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"thidua/documents/photo"
)

// half is a picture whose left half is red and whose right half is blue, with a green upper left corner.
func half(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 0, 0, 255}
			if x >= w/2 {
				c = color.RGBA{0, 0, 200, 255}
			}
			if x < w/4 && y < h/4 {
				c = color.RGBA{0, 200, 0, 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

// shot is a JPEG as a camera held in an orientation writes it, with the place it was taken at.
func shot(t *testing.T, m image.Image, orientation uint16) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x02" + // two entries: orientation, a remark
		"\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, orientation)
	tiff = append(tiff, "\x00\x00\x01\x0e\x00\x02\x00\x00\x00\x0d\x00\x00\x00\x26\x00\x00\x00\x0021.02,105.83\x00"...)
	app1 := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{}, b.Bytes()[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(app1)+2))
	return append(append(out, app1...), b.Bytes()[2:]...)
}

func fitted(t *testing.T, name string, raw []byte) (string, []byte) {
	t.Helper()
	got, r, _, err := photo.Fit(name, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kept, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return got, kept
}

// near says which of the colours of half stands at a place.
func near(m image.Image, x, y int) string {
	r, g, b, _ := m.At(x, y).RGBA()
	switch {
	case r > 2*g && r > 2*b:
		return "red"
	case g > 2*r && g > 2*b:
		return "green"
	case b > 2*r && b > 2*g:
		return "blue"
	}
	return "?"
}

// However the camera was held, the picture is upright, at most 2,000 pixels long, and says nothing of the place.
func TestPhotographsAreUprightAndSmall(t *testing.T) {
	for _, c := range []struct {
		w, h        int
		orientation uint16
		wantW       int
		wantH       int
		corners     string // upper left, upper right, lower right, lower left
	}{
		{3000, 1500, 1, 2000, 1000, "green blue blue red"}, {3000, 1500, 2, 2000, 1000, "blue green red blue"}, {3000, 1500, 3, 2000, 1000, "blue red green blue"},
		{3000, 1500, 4, 2000, 1000, "red blue blue green"}, {3000, 1500, 5, 1000, 2000, "green red blue blue"}, {3000, 1500, 6, 1000, 2000, "red green blue blue"},
		{3000, 1500, 7, 1000, 2000, "blue blue green red"}, {3000, 1500, 8, 1000, 2000, "blue blue red green"},
		{400, 200, 6, 200, 400, "red green blue blue"}, {400, 200, 1, 400, 200, "green blue blue red"},
		{3000, 600, 1, 3000, 600, "green blue blue red"}, {3000, 600, 8, 600, 3000, "blue blue red green"}, // long ones keep their letters
	} {
		raw := shot(t, half(c.w, c.h), c.orientation)
		name, kept := fitted(t, "Ảnh 1.JPG", raw)
		m, err := jpeg.Decode(bytes.NewReader(kept))
		if err != nil {
			t.Fatal(err)
		}
		b := m.Bounds()
		corners := strings.Join([]string{near(m, 9, 9), near(m, b.Dx()-9, 9), near(m, b.Dx()-9, b.Dy()-9), near(m, 9, b.Dy()-9)}, " ")
		if b.Dx() != c.wantW || b.Dy() != c.wantH || corners != c.corners || name != "Ảnh 1.jpg" {
			t.Errorf("%d×%d held as %d: %q %d×%d with corners %s", c.w, c.h, c.orientation, name, b.Dx(), b.Dy(), corners)
		}
		if bytes.Contains(kept, []byte("105.83")) || bytes.Contains(kept, []byte("Exif")) {
			t.Errorf("held as %d: the place is still in it", c.orientation)
		}
		if again, twice := fitted(t, name, kept); again != name || !bytes.Equal(twice, kept) {
			t.Error("what is kept is made anew when it is taken again")
		}
		if small := photo.Thumbnail(bytes.NewReader(raw), 40); max(small.Bounds().Dx(), small.Bounds().Dy()) != 40 || near(small, 0, 0) != near(m, 9, 9) {
			t.Errorf("held as %d: the thumbnail is %v", c.orientation, small.Bounds())
		}
	}
}

// Some programs write their own words before those of the camera.
func TestTheCameraIsNotAlwaysFirst(t *testing.T) {
	raw := shot(t, half(400, 200), 6)
	words := append([]byte{0xff, 0xe1, 0, 32}, "http://ns.adobe.com/xap/1.0/\x00\x00"...)
	_, kept := fitted(t, "x.jpg", append(append(bytes.Clone(raw[:2]), words...), raw[2:]...))
	if m, err := jpeg.Decode(bytes.NewReader(kept)); err != nil || m.Bounds().Dx() != 200 || bytes.Contains(kept, []byte("adobe")) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsNoPhotographStaysAsItIs(t *testing.T) {
	var small, large bytes.Buffer
	if png.Encode(&small, half(300, 200)) != nil || png.Encode(&large, half(2400, 600)) != nil {
		t.Fatal("png")
	}
	cut := shot(t, half(3000, 1500), 1)
	strange := bytes.Replace(shot(t, half(400, 200), 6), []byte("\x01\x12\x00\x03"), []byte("\x01\x12\x00\x09"), 1) // of no type an orientation has
	bomb := bytes.Clone(small.Bytes())
	binary.BigEndian.PutUint32(bomb[16:], 1<<20) // the width it says it has
	for name, raw := range map[string][]byte{"rỗng": nil, "ngắn": []byte("ab"), "quyết định.pdf": []byte("%PDF-1.7 …"), "sơ đồ.png": small.Bytes(), "bản chụp.png": large.Bytes(), "lạ.jpg": strange, "đứt.jpg": cut[:len(cut)/3],
		"đầu.jpg": cut[:4], "bom.png": bomb} {
		if got, kept := fitted(t, name, raw); got != name || !bytes.Equal(kept, raw) {
			t.Errorf("%s: %q with %d bytes of %d", name, got, len(kept), len(raw))
		}
	}
	if _, _, _, err := photo.Fit("ảnh.jpg", io.MultiReader(bytes.NewReader(cut[:100]), iotest.ErrReader(io.ErrClosedPipe))); err != io.ErrClosedPipe {
		t.Errorf("a disk that fails: %v", err)
	}
	if photo.Thumbnail(strings.NewReader("%PDF"), 40) != nil {
		t.Error("a picture of what is none")
	}
}

// noise is a picture that no packing makes small, as a photograph is.
func noise(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = uint8(chance.Uint32()) | uint8(i%4/3*255) // opaque
	}
	return m
}

// Of what is pasted nothing is kept but the picture: letters as sharp as they were, a photograph as one from a file.
func TestWhatIsPasted(t *testing.T) {
	pasted := func(m image.Image) []byte {
		t.Helper()
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		raw, words := b.Bytes(), []byte("tEXtSource\x00Office of An")
		chunk := binary.BigEndian.AppendUint32(nil, uint32(len(words)-4))
		chunk = binary.BigEndian.AppendUint32(append(chunk, words...), crc32.ChecksumIEEE(words))
		return slices.Concat(raw[:33], chunk, raw[33:]) // behind the header
	}
	for _, c := range []struct {
		name string
		m    image.Image
		kind string
	}{
		{"a picture of a screen", half(2400, 1350), "png"},
		{"a photograph", noise(2004, 802), "jpeg"},
		{"a small photograph", noise(800, 500), "jpeg"},
		{"a scanned page", scan(1240, 1754), "png"},
	} {
		raw := pasted(c.m)
		kept, known := photo.FitPasted(raw)
		size, kind, err := image.DecodeConfig(bytes.NewReader(kept))
		if !known || err != nil || kind != c.kind || size.Width != c.m.Bounds().Dx() || size.Height != c.m.Bounds().Dy() {
			t.Errorf("%s: %s of %+v, known %v (%v)", c.name, kind, size, known, err)
		}
		if !bytes.Contains(raw, []byte("Office of An")) || bytes.Contains(kept, []byte("Office of An")) {
			t.Errorf("%s: it still says where it comes from", c.name)
		}
	}
	cut := pasted(half(30, 20))
	bomb := bytes.Clone(cut)
	binary.BigEndian.PutUint32(bomb[16:], 1<<20)
	for name, raw := range map[string][]byte{"nothing": nil, "half of one": cut[:len(cut)-30], "a million wide": bomb} {
		if _, known := photo.FitPasted(raw); known {
			t.Errorf("%s is a picture", name)
		}
	}
}

// scan is a page that was scanned, on paper that yellowed: its grain packs into no megabyte.
func scan(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			grey := uint8(236 + r.IntN(12))
			if y%60 < 28 && x%14 < 3 {
				grey = uint8(r.IntN(40))
			}
			m.SetRGBA(x, y, color.RGBA{grey, grey, grey - min(grey, 14), 255})
		}
	}
	return m
}

func FuzzFit(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x08Exif\x00\x00\xff\xda"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\xff\xda"))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) < 1<<16 {
			fitted(t, "x", raw)
			photo.FitPasted(raw)
			photo.Thumbnail(bytes.NewReader(raw), 8)
		}
	})
}

func BenchmarkFit(b *testing.B) { // of 12 million pixels
	var raw bytes.Buffer
	if err := jpeg.Encode(&raw, half(4000, 3000), nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, _, err := photo.Fit("x.jpg", bytes.NewReader(raw.Bytes())); err != nil {
			b.Fatal(err)
		}
	}
}
