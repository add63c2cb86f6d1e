package sheet_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/board"
	"thidua/ui/bridge"
	ui "thidua/ui/screens/sheet"
	"thidua/ui/text"
	"thidua/workspace/sheet"
)

func proofs(p *testwindow.Person, code string) []string {
	p.T.Helper()
	list, err := sheet.At(p.Desk.Workspace).Evidence(code)
	p.Must(err)
	names := emulation.Map(list, func(x sheet.Proof) string { return x.Name })
	slices.Sort(names)
	return names
}

// A picture on the clipboard becomes evidence of the selected criterion, by its button or by Ctrl+V in the table; text on the clipboard is pasted as ever, and
// where there is neither, that is said.
func TestAPictureIsPasted(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var picture bytes.Buffer
	p.Must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 20))))
	var copied []byte
	p.Show(ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks(), Viewer: board.Viewer{View: p.View}, Picture: func() ([]byte, error) { return copied, nil }}))
	selectResult(p, "I.1")
	before := proofs(p, "I.1")
	p.Press(text.T("ui.sheet.evidence.paste"))
	if p.Told() != text.T("ui.sheet.evidence.no-picture") {
		t.Errorf("an empty clipboard: told %q", p.Told())
	}
	copied = picture.Bytes()
	p.Host.Window.Canvas().Focus(p.Table())
	paste := &fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()}
	p.Shortcut(paste)
	name := text.T("ui.sheet.evidence.picture", "at", p.Host.Now().Format("2006-01-02 15.04.05")) + ".png"
	if got := proofs(p, "I.1"); len(got) != len(before)+1 || !slices.Contains(got, name) {
		t.Fatalf("attached %q; told %q", got, p.Told())
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if got := proofs(p, "I.1"); !slices.Equal(got, before) {
		t.Errorf("taken back it is still there: %q", got)
	}
	fyne.CurrentApp().Clipboard().SetContent("97")
	p.Shortcut(paste)
	if got := proofs(p, "I.1"); !slices.Equal(got, before) {
		t.Errorf("text was attached: %q", got)
	}
}

// While evidence is being read and taken, the window stays in its season: what was pasted in one would land in the other.
func TestEvidenceOnItsWayHoldsTheSeason(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	p.Host.Holds = &bridge.Holding{}
	held := false
	p.Show(ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks(), Viewer: board.Viewer{View: p.View}, Picture: func() ([]byte, error) {
		held = p.Host.Holds.Any()
		return nil, nil
	}}))
	selectResult(p, "I.1")
	p.Press(text.T("ui.sheet.evidence.paste"))
	if !held || p.Host.Holds.Any() {
		t.Errorf("held while it is read: %v, and after: %v", held, p.Host.Holds.Any())
	}
}

// Several files, or a folder, are chosen by the dialog of the system, which begins where the last choice was; while one is open there is no second, and one
// that is left changes nothing.
func TestFilesAndAFolderAreChosen(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	dir := filepath.Join(t.TempDir(), "minh chứng")
	p.Must(os.MkdirAll(dir, 0o700))
	for _, name := range []string{"a.pdf", "b.pdf"} {
		p.Must(os.WriteFile(filepath.Join(dir, name), []byte("%PDF-1.7 "+name), 0o600))
	}
	asked, answer, kept := make(chan bridge.Want, 9), make(chan []string), map[string]string{}
	var failed error
	p.Host.Picker = &bridge.Picker{Last: func(purpose string) string { return kept[purpose] }, Keep: func(purpose, folder string) { kept[purpose] = folder },
		Open: func(_ context.Context, w bridge.Want) ([]string, error) { asked <- w; return <-answer, failed }}
	p.Show(ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks(), Viewer: board.Viewer{View: p.View}}))
	selectResult(p, "I.1")
	before := proofs(p, "I.1")
	chosen := func(paths ...string) bridge.Want {
		t.Helper()
		w := <-asked
		answer <- paths
		for delivered := false; !delivered; delivered = !p.Host.Picker.Busy() {
			p.Settle()
		}
		p.Settle()
		return w
	}
	p.Press(text.T("ui.sheet.evidence.add"))
	p.Press(text.T("ui.sheet.evidence.folder")) // one is open
	if w := chosen(); !w.Many || w.Folder || w.At != "" || w.Title != text.T("ui.pick.file") {
		t.Errorf("asked for %+v", w)
	}
	if got := proofs(p, "I.1"); !slices.Equal(got, before) || len(kept) > 0 {
		t.Errorf("nothing was chosen, and attached %q", got)
	}
	p.Press(text.T("ui.sheet.evidence.add"))
	chosen(filepath.Join(dir, "a.pdf"))
	p.Press(text.T("ui.sheet.evidence.folder"))
	if w := chosen(dir); !w.Folder || w.At != dir {
		t.Errorf("asked for %+v", w)
	}
	if got := proofs(p, "I.1"); !slices.Contains(got, "a.pdf") || !slices.Contains(got, "b.pdf") || kept["evidence"] != dir {
		t.Errorf("attached %q, remembered %q; told %q", got, kept, p.Told())
	}
	failed = errors.ErrUnsupported
	p.Press(text.T("ui.sheet.evidence.add"))
	chosen()
	if p.Host.Window.Canvas().Overlays().Top() == nil {
		t.Error("where the system has no dialog the window shows none either")
	}
}
