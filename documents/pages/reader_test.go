package pages_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"thidua/documents"
	"thidua/documents/pages"
	"thidua/documents/pdf"
	"thidua/emulation"
)

// written is a file of two papers: one upright with a black line, one across.
func written(t testing.TB) []byte {
	t.Helper()
	upright := documents.Document{Title: "Tờ trình", Blocks: []documents.Block{documents.Title{Kind: "TỜ TRÌNH", Subject: []string{"Đề nghị"}}}}
	across := documents.Document{Title: "Bảng", Landscape: true, Blocks: []documents.Block{documents.Title{Kind: "BẢNG"}}}
	var b bytes.Buffer
	if err := pdf.Write(&b, upright, across); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, cache string) *pages.Reader {
	t.Helper()
	r, err := pages.Open(cache)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// The pages have the size they were written with, are drawn as wide as they are asked for, and have ink where the text stands and none in the margins.
func TestPagesAreDrawn(t *testing.T) {
	r := opened(t, filepath.Join(t.TempDir(), "kept"))
	f, err := r.Read(written(t))
	if err != nil {
		t.Fatal(err)
	}
	sizes := f.Sizes()
	if len(sizes) != 2 || int(sizes[0].Width+.5) != 210 || int(sizes[0].Height+.5) != 297 || int(sizes[1].Width+.5) != 297 {
		t.Fatalf("%+v", sizes)
	}
	for i, want := range []int{424, 212} { // half of what A4 is wide, times what it is high
		width := 300
		p, err := f.Draw(i, width)
		if err != nil {
			t.Fatal(err)
		}
		if p.Bounds().Dx() != width || p.Bounds().Dy() < want-1 || p.Bounds().Dy() > want+1 {
			t.Errorf("page %d is %v", i, p.Bounds())
		}
		ink, margin := 0, 0
		for y := range p.Bounds().Dy() {
			for x := range width {
				if p.GrayAt(x, y).Y < 128 {
					ink++
					if x < width/15 || y < p.Bounds().Dy()/40 {
						margin++
					}
				}
			}
		}
		if ink < 10 || margin > 0 {
			t.Errorf("page %d has %d dark dots, %d in the margin", i, ink, margin)
		}
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if _, err := r.Read([]byte("đây không phải PDF")); emulation.KeyOf(err) != "pages.unreadable" {
		t.Error(err)
	}
	if _, err := f.Draw(7, 100); err == nil {
		t.Error("a page that is not there")
	}
}

// A reader that was closed says so, and its files show nothing.
func TestClosedReader(t *testing.T) {
	r := opened(t, "")
	f, err := r.Read(written(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Draw(0, 100); emulation.KeyOf(err) != "pages.closed" {
		t.Error(err)
	}
	if _, err := r.Read(written(t)); emulation.KeyOf(err) != "pages.closed" {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// BenchmarkFirstPage is from nothing to the first page, with what was compiled on disk; BenchmarkPage is a page more.
func BenchmarkFirstPage(b *testing.B) {
	cache, file := b.TempDir(), written(b)
	opened(b, cache)
	for b.Loop() {
		r := opened(b, cache)
		f, err := r.Read(file)
		if err == nil {
			_, err = f.Draw(0, 900)
		}
		if err != nil {
			b.Fatal(err)
		}
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	r, file := opened(b, ""), written(b)
	f, err := r.Read(file)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := f.Draw(0, 900); err != nil {
			b.Fatal(err)
		}
	}
}
