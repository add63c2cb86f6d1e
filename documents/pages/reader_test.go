package pages_test

import (
	"bytes"
	"context"
	"path/filepath"
	"runtime"
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

// A page no program for papers makes, as long as a road and as wide as a thread, is drawn with as few dots as any.
func TestALongPageIsDrawnSmall(t *testing.T) {
	f, err := opened(t, "").Read([]byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 3 14400]>>endobj\ntrailer<</Root 1 0 R>>\n"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.Draw(0, 2400)
	if err != nil {
		t.Fatal(err)
	}
	if dots := p.Bounds().Dx() * p.Bounds().Dy(); dots > 34<<20 {
		t.Errorf("%v", p.Bounds())
	}
}

// A reader begins when it is asked for, and once.
func TestBegun(t *testing.T) {
	var b pages.Begun
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	one, err := b.Reader()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := b.Reader(); err != nil || again != one {
		t.Errorf("%p, %p, %v", one, again, err)
	}
	first := b.First(written(t), 96)
	if first == nil {
		t.Fatal("the first page is not drawn")
	}
	if got := first.Bounds().Size().String(); got != "(68,97)" {
		t.Errorf("the first page is %s", got)
	}
	if r, _, _, _ := first.At(0, 50).RGBA(); r>>8 == 0xFF {
		t.Error("nothing is around the page")
	}
	if b.First([]byte("%PDF-1.7"), 96) != nil || b.First(nil, 96) != nil {
		t.Error("what is no paper has a page")
	}
	ended, end := context.WithCancel(context.Background())
	one.Until(ended)
	end()
	for !one.Ended() {
		runtime.Gosched()
	}
	if again := b.First(written(t), 96); again == nil {
		t.Error("after a reader was ended none is drawn")
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}

// The bands of a page, one below the other, are the page: nothing is left out between two, nothing is drawn twice, and a mark that two bands share joins.
func TestBandsAreThePage(t *testing.T) {
	r := opened(t, "")
	f, err := r.Read(written(t))
	if err != nil {
		t.Fatal(err)
	}
	const dpi = 100
	for page, size := range f.Sizes() {
		width, height := size.Dots(dpi)
		whole, err := f.Band(page, dpi, 0, height)
		if err != nil {
			t.Fatal(err)
		}
		if whole.Bounds().Dx() != width || whole.Bounds().Dy() != height {
			t.Fatalf("page %d is %v, not %d × %d", page, whole.Bounds(), width, height)
		}
		others, ink := 0, 0
		for from := 0; from < height; from += 97 {
			to := min(from+97, height)
			band, err := f.Band(page, dpi, from, to)
			if err != nil {
				t.Fatal(err)
			}
			for y := from; y < to; y++ {
				for x := range width {
					if band.GrayAt(x, y-from) != whole.GrayAt(x, y) {
						others++
					}
					if whole.GrayAt(x, y).Y < 128 {
						ink++
					}
				}
			}
		}
		if others > ink/20 { // the edge of a letter may be rounded otherwise where a band begins
			t.Errorf("page %d: %d dots are others in their bands; %d are dark", page, others, ink)
		}
	}
	for _, bad := range [][4]int{{-1, dpi, 0, 9}, {2, dpi, 0, 9}, {0, dpi, 9, 9}, {0, 1 << 20, 0, 99}} {
		if _, err := f.Band(bad[0], bad[1], bad[2], bad[3]); emulation.KeyOf(err) != "pages.unreadable" {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
