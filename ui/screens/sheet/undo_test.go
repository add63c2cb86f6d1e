package sheet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"thidua/ui/text"
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
