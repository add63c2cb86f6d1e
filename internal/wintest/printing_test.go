//go:build full && wine && cups

package wintest_test

import (
	"bytes"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/pages"
	"thidua/documents/pdf"
	"thidua/internal/testcups"
)

// TestFullPrintingOnWindows runs the tests of documents/printer as a Windows program, whose printers are Wine's: queues of CUPS that print into files. What came out
// are the pages that were asked for, as large as they are and where they are, each as its sheet lies.
func TestFullPrintingOnWindows(t *testing.T) {
	dir := t.TempDir()
	tests, paper := filepath.Join(dir, "printer.exe"), filepath.Join(dir, "giấy.pdf")
	build(t, []string{"GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0"}, "go", "test", "-c", "-tags", "full", "-o", tests, "thidua/documents/printer")
	upright := documents.Document{Title: "Tờ trình", Blocks: []documents.Block{documents.Title{Kind: "TỜ TRÌNH", Subject: []string{"Đề nghị tặng danh hiệu"}}, documents.Paragraph{Spans: []documents.Span{{Text: strings.Repeat("Kính gửi cụm thi đua. ", 60)}}}}}
	across := documents.Document{Title: "Bảng", Landscape: true, Blocks: []documents.Block{documents.Title{Kind: "BẢNG ĐIỂM"}}}
	var file bytes.Buffer
	if err := pdf.Write(&file, upright, across, upright); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(paper, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	cups := testcups.New(t)
	cups.Start()
	cups.Queue("khac", testcups.Raw)
	cups.Queue("giay", testcups.PDF)
	cups.Admin("-d", "giay", "-o", "PageSize=A4")

	w := newWine(t)
	t.Setenv("THIDUA_PDF", drive(paper))
	if said, err := w.run(t, "wine", tests, "-test.v"); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}

	jobs := cups.Jobs()
	if len(jobs) != 2 {
		t.Fatalf("%d jobs were printed, not two", len(jobs))
	}
	if !bytes.Contains(jobs[1], []byte("*Duplex DuplexNoTumble")) || bytes.Contains(jobs[0], []byte("*Duplex DuplexNoTumble")) {
		t.Error("not the second alone is printed on both sides")
	}
	r, err := pages.Open("")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	want, err := r.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	const empty = -1 // the back of a sheet, so that the second copy begins on one of its own
	for i, numbers := range [][]int{{0, 1, 2}, {0, 1, 2, empty, 0, 1, 2}} {
		printed := filepath.Join(dir, strconv.Itoa(i)+".pdf")
		cmd := exec.Command("ps2pdf", "-dAutoRotatePages=/None", "-", printed)
		cmd.Stdin = bytes.NewReader(jobs[i])
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("job %d: %v\n%s", i, err, said)
		}
		raw, err := os.ReadFile(printed)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Read(raw)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Sizes()) != len(numbers) {
			t.Fatalf("job %d has %d pages, not %d", i, len(got.Sizes()), len(numbers))
		}
		for page, number := range numbers {
			switch p := drawn(t, got, page); {
			case number == empty:
				if !ink(p).Empty() {
					t.Errorf("job %d, page %d is not empty", i, page)
				}
			case number == 1:
				same(t, p, turned(drawn(t, want, number))) // an upright sheet comes out of the printer, the page across it
			default:
				same(t, p, drawn(t, want, number))
			}
		}
	}
}

const looked = 1000 // dots that the longer side of a page is looked at with

func drawn(t *testing.T, f *pages.File, page int) *image.Gray {
	t.Helper()
	size := f.Sizes()[page]
	p, err := f.Draw(page, int(looked*size.Width/max(size.Width, size.Height)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// turned is a page across an upright sheet: what was on its right is at the top.
func turned(g *image.Gray) *image.Gray {
	width, height := g.Bounds().Dx(), g.Bounds().Dy()
	up := image.NewGray(image.Rect(0, 0, height, width))
	for y := range height {
		for x := range width {
			up.SetGray(y, width-1-x, g.GrayAt(x, y))
		}
	}
	return up
}

// same says whether two pages have ink at the same places, a millimetre off at most.
func same(t *testing.T, got, want *image.Gray) {
	t.Helper()
	a, b := ink(got), ink(want)
	const most = 4
	for _, d := range []int{a.Min.X - b.Min.X, a.Min.Y - b.Min.Y, a.Max.X - b.Max.X, a.Max.Y - b.Max.Y} {
		if d < -most || d > most {
			t.Errorf("the ink is at %v of %v, not at %v of %v", a, got.Bounds(), b, want.Bounds())
			return
		}
	}
}

// ink is the part of a page that is printed on.
func ink(g *image.Gray) (all image.Rectangle) {
	for y := range g.Bounds().Dy() {
		for x := range g.Bounds().Dx() {
			if g.GrayAt(x, y).Y < 128 {
				all = all.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return all
}
