package main

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/internal/blackbox"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/shell"
	"thidua/ui/text"
)

var update = flag.Bool("update", false, "write the pictures anew: those of the guide (make pictures), or those kept of the key screens")

// pictures are those of the guide: whose desk it is, and how a person gets to what is shown, as the guide says. Then each of the sentences stands on screen.
var pictures = []struct {
	name   string
	office bool
	walk   func(s *sitting)
	reads  []string
}{
	{"phieu", false, func(s *sitting) { s.to("phieu cham diem") }, []string{"Trẻ 5 tuổi hoàn thành chương trình giáo dục mầm non"}},
	{"nop", false, func(s *sitting) { s.to("phieu cham diem"); s.Press(text.T("ui.sheet.submit")) }, []string{text.T("ui.submit.title"), text.T("ui.submit.mend")}},
	{"nam", false, func(s *sitting) { s.to("nam thi dua") }, []string{text.T("ui.season.next"), text.T("ui.season.back"), text.T("ui.season.tab.quotas")}},
	{"tham-dinh", false, func(s *sitting) { s.to("tham dinh") }, []string{text.T("ui.review.accept"), text.T("ui.move.cross-checked"), text.T("ui.move.returned")}},
	{"hoi-nghi", false, func(s *sitting) {
		s.to("hoi nghi")
		s.Press(text.T("ui.conference.tab.attendance"))
		s.TypeCell("Sở Giáo dục và Đào tạo Cao Bằng", "ui.conference.column.attends", "c")
		s.TypeCell("Sở Giáo dục và Đào tạo Điện Biên", "ui.conference.column.attends", "v")
	}, []string{text.T("ui.conference.attend.everybody"), text.T("ui.conference.tab.votes"), text.T("ui.conference.tab.leaders")}},
	{"cum", true, func(s *sitting) { s.to("cum & don vi") }, []string{text.T("ui.clusters.found"), text.T("ui.clusters.begin")}},
}

// sitting is a person before the window of the program.
type sitting struct {
	*testwindow.Window
	shell *shell.Window
}

// sit sits down before the data in a folder.
func sit(t *testing.T, dir string, with ...func(*bridge.Host)) *sitting {
	t.Helper()
	s := before(t, dir, with...)
	if !s.Reads(text.T("ui.palette")) && !s.Offered(text.T("ui.palette")) {
		t.Fatalf("the desk does not open: %q", s.Told())
	}
	return s
}

// before sits down before whatever is in a folder.
func before(t *testing.T, dir string, with ...func(*bridge.Host)) *sitting {
	t.Helper()
	env := testwindow.Environment()
	s := &sitting{Window: testwindow.Open(t, env.Now)}
	s.Host.Words = bridge.NewWords(map[string]string{}, nowhere{}, s.Host.Queue, s.Host.After, func(error) {})
	for _, change := range with {
		change(&s.Host)
	}
	p := &program{dir: dir, env: env, open: func(string) error { return nil }, after: s.Host.After, every: s.Host.Every, box: box(t)}
	s.shell = shell.NewWindow(s.Host, shell.LoadSettings(s.App), p)
	s.Settle()
	t.Cleanup(func() {
		closed := make(chan struct{})
		s.shell.Close(func() { close(closed) })
		for {
			s.Settle()
			select {
			case <-closed:
				return
			default:
				if s.Offered(text.T("ui.parting.close")) {
					s.Press(text.T("ui.parting.close"))
				}
			}
		}
	})
	return s
}

// nowhere keeps words no longer than the window.
type nowhere struct{}

func (nowhere) Keep(map[string]string) error { return nil }
func (nowhere) Drop(string) error            { return nil }

// box is one that keeps nothing.
func box(t *testing.T) *blackbox.Box {
	t.Helper()
	b, err := blackbox.Open(filepath.Join(t.TempDir(), logs))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// to goes to a screen as a person does who looks for its name.
func (s *sitting) to(words string) {
	s.Press(text.T("ui.palette"))
	s.Write(words + "\n")
}

// TestPicturesOfTheGuide walks to each picture of the guide as the guide says; with -update it takes them.
func TestPicturesOfTheGuide(t *testing.T) {
	for _, p := range pictures {
		t.Run(p.name, func(t *testing.T) {
			dir := ""
			if p.office {
				dir = testwindow.OfficeOfSample(t)
			} else {
				dir = testwindow.Sample(t)
			}
			s := sit(t, dir)
			s.Host.Window.Resize(fyne.NewSize(1180, 640))
			p.walk(s)
			s.Host.Window.Resize(fyne.NewSize(1180, 641)) // lays everything out as it is by now
			s.Host.Window.Resize(fyne.NewSize(1180, 640))
			for _, sentence := range p.reads {
				if !s.Reads(sentence) && !s.Offered(sentence) {
					t.Errorf("the screen does not say %q", sentence)
				}
			}
			file := filepath.Join("..", "..", "docs", "guide", "images", p.name+".png")
			if *update {
				full := s.Host.Window.Canvas().Capture()
				if s.Host.Window.Canvas().Overlays().Top() != nil { // around it all is a blur
					full = full.(interface {
						SubImage(image.Rectangle) image.Image
					}).SubImage(image.Rect(270, 30, 910, 610))
				}
				s.Must(os.WriteFile(file, small(t, full), 0o644))
			}
			if _, err := os.Stat(file); err != nil {
				t.Errorf("make pictures takes it: %v", err)
			}
		})
	}
}

// small is a picture with the colours that stand in it most often, each other one as the nearest of them.
func small(t *testing.T, full image.Image) []byte {
	t.Helper()
	count := map[color.RGBA]int{}
	b := full.Bounds()
	at := func(x, y int) color.RGBA {
		r, g, bl, _ := full.At(x, y).RGBA()
		return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(bl >> 8), 255}
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	var often []color.RGBA
	for c := range count {
		often = append(often, c)
	}
	slices.SortFunc(often, func(a, b color.RGBA) int { return count[b] - count[a] })
	var few color.Palette
	for _, c := range often { // those that look alike count as one, so that rare ones, such as of a warning, have a place
		if len(few) < 64 && (len(few) == 0 || far(c, few[few.Index(c)])) {
			few = append(few, c)
		}
	}
	to := image.NewPaletted(b, few)
	nearest := map[color.RGBA]uint8{}
	for c := range count {
		nearest[c] = uint8(few.Index(c))
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			to.SetColorIndex(x, y, nearest[at(x, y)])
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, to); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// far says whether two colours look different.
func far(a, b color.Color) bool { return apart(a, b) > 20 }

// apart is by how much two colours differ in red, green and blue together, of 255 each.
func apart(a, b color.Color) int {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	d := func(x, y uint32) int { return max(int(x>>8)-int(y>>8), int(y>>8)-int(x>>8)) }
	return d(r1, r2) + d(g1, g2) + d(b1, b2)
}
