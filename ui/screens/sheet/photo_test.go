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

	"thidua/emulation"
	"thidua/internal/testwindow"
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
