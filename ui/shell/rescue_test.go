package shell_test

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/text"
)

// sitBefore opens a window on a folder that does not open.
func sitBefore(t *testing.T, hurt error) *person {
	t.Helper()
	p := sit(t, filepath.Join(t.TempDir(), "nowhere"))
	p.dir, p.hurt = testwindow.Sample(t), hurt
	p.shell.Retry()
	p.Settle()
	return p
}

var damaged = emulation.Errorf(emulation.Corrupt, "storage.commits-missing", "missing", 2)

// Whoever sits before damaged data is told what is wrong, and repairs it, or restores a backup, without a command line.
func TestDamagedDataIsRepairedFromTheWindow(t *testing.T) {
	p := sitBefore(t, damaged)
	if !p.Reads(text.Error(damaged)) || !p.Reads(text.T("ui.rescue.folder", "folder", p.dir)) {
		t.Fatal("it does not say what is wrong, and where")
	}
	p.Press(text.T("ui.rescue.repair"))
	if p.shell.Frame() == nil || p.Told() != text.T("ui.findings", "what", []emulation.Message{emulation.Say("storage.found-mark-broken")}) {
		t.Errorf("after the repair it says %q", p.Told())
	}
}

func TestABackupIsRestoredFromTheWindow(t *testing.T) {
	p := sitBefore(t, damaged)
	drop := func(name string) {
		p.shell.Dropped([]fyne.URI{storage.NewFileURI(filepath.Join(p.dir, name))})
		p.Settle()
	}
	drop("bad.backup")
	if p.shell.Frame() != nil || !p.Offered(text.T("ui.rescue.restore")) || !p.Offered(text.T("ui.rescue.move")) {
		t.Fatal("a bad backup leaves nothing to choose from")
	}
	drop("good.backup")
	if p.shell.Frame() == nil || p.Told() != text.T("ui.rescue.restored", "file", "good.backup") {
		t.Errorf("after it was restored it says %q", p.Told())
	}
	drop("good.backup")
	if names := emulation.Map(p.restored, filepath.Base); !slices.Equal(names, []string{"bad.backup", "good.backup"}) {
		t.Errorf("restored %v: an open desk is left alone", names)
	}
}

// A backup that is encrypted asks for what opens it, says why an answer does not, and can be left.
func TestAnEncryptedBackupIsRestoredFromTheWindow(t *testing.T) {
	p := sitBefore(t, damaged)
	p.shell.Dropped([]fyne.URI{storage.NewFileURI(filepath.Join(p.dir, "locked.backup"))})
	p.Settle()
	if !p.Reads(text.T("ui.rescue.locked")) {
		t.Fatal("it does not ask for what opens it")
	}
	p.fill("mật khẩu khác")
	p.Press(text.T("ui.rescue.locked.do"))
	if !p.Reads(text.Error(emulation.Errorf(emulation.Forbidden, "keystore.wrong"))) {
		t.Error("it does not say that the answer is wrong")
	}
	p.Press(text.T("ui.cancel"))
	if !p.Reads(text.Error(damaged)) || !p.Offered(text.T("ui.rescue.restore")) {
		t.Error("who does not know it cannot go back")
	}
	p.shell.Dropped([]fyne.URI{storage.NewFileURI(filepath.Join(p.dir, "locked.backup"))})
	p.Settle()
	p.fill("mật khẩu")
	p.Press(text.T("ui.rescue.locked.do"))
	if p.shell.Frame() == nil || p.Told() != text.T("ui.rescue.restored", "file", "locked.backup") {
		t.Errorf("after it was restored it says %q", p.Told())
	}
}

// What another window has open is repaired by nobody else; another folder can be opened.
func TestAFolderThatIsInUseIsLeftAlone(t *testing.T) {
	p := sitBefore(t, emulation.Errorf(emulation.Unavailable, "storage.in-use"))
	if p.Offered(text.T("ui.rescue.repair")) || p.Offered(text.T("ui.rescue.restore")) || !p.Offered(text.T("ui.rescue.move")) {
		t.Error("it offers to change what another window has open")
	}
	p.hurt = nil
	p.shell.Move(testwindow.Sample(t))
	p.Settle()
	if p.shell.Frame() == nil || p.App.Preferences().String("folder") != p.dir {
		t.Error("the other folder is not opened, or not remembered")
	}
}

// An empty folder, too, may be the wrong one, or that of a new computer.
func TestTheFirstScreenLeadsToABackupAndAnotherFolder(t *testing.T) {
	p := sit(t, filepath.Join(t.TempDir(), "empty"))
	if !p.Offered(text.T("ui.rescue.restore")) || !p.Offered(text.T("ui.rescue.move")) || !p.Reads(text.T("ui.rescue.folder", "folder", p.dir)) {
		t.Error("it does not lead there")
	}
}
