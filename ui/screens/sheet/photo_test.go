package sheet_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynestorage "fyne.io/fyne/v2/storage"

	"thidua/documents"
	"thidua/documents/pages"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/board"
	ui "thidua/ui/screens/sheet"
	"thidua/ui/text"
	"thidua/workspace/sheet"
)

// A folder is taken whole; a photograph in it is kept upright and small, and shown as a small picture beside its name.
func TestADroppedFolderOfPhotographs(t *testing.T) {
	p, screen := sit(t)
	selectResult(p, "I.1")
	dir := filepath.Join(t.TempDir(), "minh chứng")
	p.Must(os.MkdirAll(filepath.Join(dir, "ảnh"), 0o700))
	var raw bytes.Buffer
	p.Must(jpeg.Encode(&raw, image.NewGray(image.Rect(0, 0, 2400, 1200)), nil))
	for name, content := range map[string][]byte{"ảnh/lễ phát động.JPG": raw.Bytes(), "quyết định.pdf": []byte("%PDF-1.7 số 12"), ".DS_Store": []byte("hidden")} {
		p.Must(os.WriteFile(filepath.Join(dir, name), content, 0o600))
	}
	screen.Drop([]fyne.URI{fynestorage.NewFileURI(dir)})
	p.Settle()
	list, err := sheet.At(p.Desk.Workspace).Evidence("I.1")
	p.Must(err)
	if want := text.T("ui.sheet.evidence.taken-smaller", "count", 2, "code", "I.1"); p.Told() != want {
		t.Errorf("told %q", p.Told())
	}
	names := emulation.Map(list, func(x sheet.Proof) string { return x.Name })
	slices.Sort(names)
	if !slices.Equal(names, []string{"lễ phát động.jpg", "quyết định.pdf"}) {
		t.Fatalf("taken %q; told %q", names, p.Told())
	}
	pictures := emulation.Where(testwindow.Seen[*canvas.Image](p.Window), func(i *canvas.Image) bool { return i.Image != nil && i.Resource == nil })
	if len(pictures) != 1 || pictures[0].Image.Bounds().Dx() != 2*pictures[0].Image.Bounds().Dy() {
		t.Errorf("%d small pictures", len(pictures))
	}
	for _, x := range list {
		if r, err := sheet.At(p.Desk.Workspace).Open(x); err == nil && strings.HasSuffix(x.Name, ".jpg") {
			size, err := jpeg.DecodeConfig(r)
			if p.Must(r.Close()); err != nil || size.Width != 2000 {
				t.Errorf("kept %d pixels wide: %v", size.Width, err)
			}
		}
	}
	empty := t.TempDir()
	screen.Drop([]fyne.URI{fynestorage.NewFileURI(empty)})
	p.Settle()
	if want := text.T("ui.error.folder-empty", "name", filepath.Base(empty)); p.Told() != want {
		t.Errorf("an empty folder: %q", p.Told())
	}
}

// The first page of a PDF file is shown small beside its name, in the shape of its paper; a file that only has the name of one shows none, and takes nobody
// else's picture with it.
func TestTheFirstPageOfAPaper(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	reader := pages.Begun{}
	t.Cleanup(func() { p.Must(reader.Close()) })
	viewer := board.Viewer{View: p.View, Pages: func(do func(func([]byte, int) image.Image)) { do(reader.First) }}
	screen := ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks(), Viewer: viewer})
	p.Show(screen)
	selectResult(p, "I.1")
	var upright, across bytes.Buffer
	p.Must(pdf.Write(&upright, documents.Document{Title: "Quyết định", Blocks: []documents.Block{documents.Title{Kind: "QUYẾT ĐỊNH"}}}))
	p.Must(pdf.Write(&across, documents.Document{Title: "Bảng", Landscape: true, Blocks: []documents.Block{documents.Title{Kind: "BẢNG"}}}))
	var dropped []fyne.URI
	for name, raw := range map[string][]byte{"a.pdf": []byte("%PDF-1.7 và hết"), "b.PDF": upright.Bytes(), "c.pdf": across.Bytes()} {
		path := filepath.Join(t.TempDir(), name)
		p.Must(os.WriteFile(path, raw, 0o600))
		dropped = append(dropped, fynestorage.NewFileURI(path))
	}
	screen.Drop(dropped)
	p.Settle()
	var got []string
	for _, i := range testwindow.Seen[*canvas.Image](p.Window) {
		if i.Image != nil && i.Resource == nil {
			got = append(got, i.Image.Bounds().Size().String())
		}
	}
	slices.Sort(got)
	if want := []string{"(68,97)", "(96,68)"}; !slices.Equal(got, want) {
		t.Errorf("small pictures %q; told %q", got, p.Told())
	}
}
