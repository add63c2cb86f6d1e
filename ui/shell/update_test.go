package shell_test

import (
	"testing"

	"thidua/emulation"
	"thidua/ui/shell"
	"thidua/ui/text"
)

// versions is a new version that comes as a test says.
type versions struct {
	v         shell.Version
	err       error
	byHand    *emulation.Message
	installed int
	cancelled int
	folder    string
}

func (u *versions) State() (shell.Version, error) { return u.v, u.err }

func (u *versions) Take(folder string) (shell.Version, error) {
	u.folder = folder
	return u.v, u.err
}

func (u *versions) Install() (*emulation.Message, error) {
	u.installed++
	return u.byHand, u.err
}

func (u *versions) Cancel() { u.cancelled++ }

// TestANewVersionIsOfferedAndAPersonSaysYes: the page of settings tells what runs and what comes; nothing is installed until it was confirmed, and what is refused is told.
func TestANewVersionIsOfferedAndAPersonSaysYes(t *testing.T) {
	p := sitAtSample(t)
	u := &versions{v: shell.Version{Running: "0.1.0"}}
	p.shell.Frame().Offer(u)
	show := func() { p.search("cai dat").Write("\n"); p.Settle() }
	close := func() { p.Press(text.T("ui.settings.done")) }
	reads := func(key string, pairs ...any) {
		t.Helper()
		if want := text.T(key, pairs...); !p.Reads(want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	show()
	reads("ui.update.running", "name", "0.1.0")
	reads("ui.update.none")
	close()

	u.v = shell.Version{Running: "0.1.0", Name: "0.2.0", Until: "2027-03-01", Have: 3 << 20, Size: 32 << 20}
	show()
	reads("ui.update.coming", "name", "0.2.0", "have", 3, "size", 32)
	if p.Offered(text.T("ui.update.install")) {
		t.Error("half of it can be installed")
	}
	close()

	u.v.Ready, u.v.Notes = true, "Nhanh hơn."
	u.v.Refused = emulation.Errorf(emulation.Forbidden, "release.signature", "count", 0, "threshold", 1)
	show()
	reads("ui.update.ready", "name", "0.2.0", "until", text.Day("2027-03-01"))
	reads("ui.update.refused", "why", text.Error(u.v.Refused))
	if !p.Reads("Nhanh hơn.") {
		t.Error("what is new is not told")
	}
	u.v.ForGood = true
	close()
	show()
	p.Press(text.T("ui.update.install"))
	reads("ui.update.sure.for-good", "name", "0.2.0")
	if u.installed != 0 {
		t.Error("it was not asked")
	}
	say := emulation.Say("cli.update.by-hand", "file", "a.deb", "command", "sudo apt install a.deb")
	u.byHand = &say
	p.Confirm(text.T("ui.update.install.do"))
	p.Settle()
	if u.installed != 1 || p.Told() != text.Say(say) {
		t.Errorf("%d times; told %q", u.installed, p.Told())
	}
	close()

	u.err = emulation.Errorf(emulation.Forbidden, "release.none-pinned") // a development build
	show()
	reads("release.none-pinned")
	close()
}
