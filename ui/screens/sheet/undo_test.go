package sheet_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// Ctrl+Z names what it takes back, leaves alone what somebody else wrote since and says so, and is a new change where the old one is signed.
func TestUndoSaysWhatAndSparesOthers(t *testing.T) {
	p, s := sit(t)
	before := own(p).Row("I.1").Typed
	selectResult(p, "I.1")
	p.Write("90\n")
	p.Shortcut(&fyne.ShortcutUndo{})
	if want := text.T("ui.undo.done", "what", "nhập I.1"); p.Said() != want {
		t.Errorf("said %q, want %q", p.Said(), want)
	}
	p.Shortcut(&fyne.ShortcutRedo{})
	s.Keep() // signed
	p.Settle()
	p.Shortcut(&fyne.ShortcutUndo{})
	s.Keep()
	p.Settle()
	if got := own(p).Row("I.1").Typed; got != before {
		t.Errorf("what was signed: %q, want %q", got, before)
	}

	p.App.Clipboard().SetContent("91\n92")
	selectResult(p, "I.1")
	p.Shortcut(&fyne.ShortcutPaste{})
	p.Keys("Return")
	second := p.Table().Model().Cell(p.Row(colCode, "I.1")+1, colCode).Text
	if _, err := sheet.At(p.Desk.Workspace).TypeCell("I.1", "77"); err != nil { // somebody else, meanwhile
		t.Fatal(err)
	}
	p.Settle()
	p.Shortcut(&fyne.ShortcutUndo{})
	if got := own(p).Row("I.1").Typed; got != "77" {
		t.Errorf("what somebody wrote since: %q", got)
	}
	if got := own(p).Row(second).Typed; got == "92" {
		t.Errorf("the other cell was not taken back: %q", got)
	}
	if said := p.Said(); !strings.Contains(said, "Giữ nguyên I.1") {
		t.Errorf("it does not say what it left alone: %q", said)
	}
	selectResult(p, "I.1")
	p.Write("88\n")
	if _, err := sheet.At(p.Desk.Workspace).TypeCell("I.1", "66"); err != nil {
		t.Fatal(err)
	}
	p.Settle()
	p.Shortcut(&fyne.ShortcutUndo{})
	if got := own(p).Row("I.1").Typed; got != "66" || !strings.Contains(p.Said(), text.T("ui.undo.changed")) {
		t.Errorf("%q, said %q", got, p.Said())
	}
}

func TestAttachedFilesAreTakenOffAgain(t *testing.T) {
	p, s := sit(t)
	file := filepath.Join(t.TempDir(), "bien-ban.pdf")
	p.Must(os.WriteFile(file, []byte("%PDF-1.4 minh chứng"), 0o600))
	selectResult(p, "I.1")
	s.Drop([]fyne.URI{fynestorage.NewFileURI(file)})
	p.Settle()
	count := func() int {
		list, err := sheet.At(p.Desk.Workspace).Evidence("I.1")
		p.Must(err)
		return len(list)
	}
	had := count()
	p.Shortcut(&fyne.ShortcutUndo{})
	if count() != had-1 || !strings.Contains(p.Told(), "đính kèm 1 minh chứng cho I.1") {
		t.Errorf("%d of %d; told %q", count(), had, p.Told())
	}
	p.Shortcut(&fyne.ShortcutRedo{})
	if count() != had {
		t.Errorf("after Ctrl+Y: %d of %d; %q", count(), had, p.Told())
	}
}

// Two people attach an "anh.jpg": only one's own is taken off, also after it was attached again.
func TestAFileOfTheSameNameStays(t *testing.T) {
	p, s := sit(t)
	folder := t.TempDir()
	var files []fyne.URI
	for _, of := range []string{"a", "b"} { // two of one's own have one name too
		file := filepath.Join(folder, of, "bien-ban.pdf")
		p.Must(os.MkdirAll(filepath.Dir(file), 0o700))
		p.Must(os.WriteFile(file, []byte("%PDF-1.4 "+of), 0o600))
		files = append(files, fynestorage.NewFileURI(file))
	}
	other, err := sheet.At(p.Desk.Workspace).AddEvidence("I.1", "bien-ban.pdf", strings.NewReader("của đồng nghiệp"))
	p.Must(err)
	standing := func() (n int, kept bool) {
		list, err := sheet.At(p.Desk.Workspace).Evidence("I.1")
		p.Must(err)
		for _, x := range list {
			kept = kept || x.ID == other.ID
		}
		return len(list), kept
	}
	had, _ := standing()
	selectResult(p, "I.1")
	s.Drop(files)
	p.Settle()
	if !strings.Contains(p.Told(), text.T("ui.sheet.evidence.taken", "count", 2, "code", "I.1")) {
		t.Errorf("told %q", p.Told())
	}
	for range 2 {
		p.Shortcut(&fyne.ShortcutUndo{})
		if n, kept := standing(); n != had || !kept {
			t.Errorf("undone: %d of %d, the other's is there: %v; told %q", n, had, kept, p.Told())
		}
		p.Shortcut(&fyne.ShortcutRedo{})
		if n, kept := standing(); n != had+2 || !kept {
			t.Errorf("done again: %d of %d, the other's is there: %v; told %q", n, had+2, kept, p.Told())
		}
	}
}

func TestWhatWasHandedInIsNotTakenBack(t *testing.T) {
	p, _ := sit(t)
	selectResult(p, "I.1")
	p.Write("90\n")
	p.Must(sheet.At(p.Desk.Workspace).Because("chưa có minh chứng").Submit())
	p.Settle()
	p.Shortcut(&fyne.ShortcutUndo{})
	if got := own(p).Row("I.1").Typed; got != "90" || !strings.Contains(p.Said(), "Không hoàn tác được") {
		t.Errorf("%q, said %q", got, p.Said())
	}
}

// A file is taken off with a reason, which stays; Ctrl+Z attaches it again.
func TestEvidenceIsTakenOffWithAReason(t *testing.T) {
	p, s := sit(t)
	file := filepath.Join(t.TempDir(), "bien-ban.pdf")
	p.Must(os.WriteFile(file, []byte("%PDF-1.4 minh chứng"), 0o600))
	selectResult(p, "I.1")
	s.Drop([]fyne.URI{fynestorage.NewFileURI(file)})
	p.Settle()
	names := func() (names []string) {
		list, err := sheet.At(p.Desk.Workspace).Evidence("I.1")
		p.Must(err)
		return emulation.Map(list, func(x sheet.Proof) string { return x.Name })
	}
	for _, b := range testwindow.Seen[*widgets.Button](p.Window) {
		if b.Icon == fynetheme.DeleteIcon() {
			test.Tap(b)
			break
		}
	}
	p.Settle()
	p.Answer("Đính kèm nhầm")
	if list := names(); slices.Contains(list, "bien-ban.pdf") || p.Told() != text.T("ui.sheet.evidence.removed", "name", "bien-ban.pdf", "code", "I.1") {
		t.Errorf("%q; told %q", list, p.Told())
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if list := names(); !slices.Contains(list, "bien-ban.pdf") {
		t.Errorf("after Ctrl+Z: %q; told %q", list, p.Told())
	}
}
