package shell_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testwindow"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// converted lets a conversion come to its end: it is under way until the screens are there again.
func (p *person) converted() {
	p.T.Helper()
	for p.Settle(); p.shell.Frame() == nil; p.Settle() {
		if p.Reads(text.T("ui.refused")) || p.Reads(text.T("ui.locked")) {
			p.T.Fatal(p.Told())
		}
	}
}

// fill types into the fields of a form, from the first.
func (p *person) fill(words ...string) {
	p.T.Helper()
	var fields []*typing.Entry
	for _, e := range testwindow.Seen[*typing.Entry](p.Window) {
		if e.Password {
			fields = append(fields, e)
		}
	}
	if len(fields) != len(words) {
		p.T.Fatal(len(fields), "fields")
	}
	for i, w := range words {
		fields[i].SetText(w)
	}
}

// A person encrypts the data from the menu: what was typed before is there after, the code is shown first, a window that is opened later asks for
// what opens the data and says why an answer does not, and the same menu makes them plain again.
func TestDataAreEncryptedFromTheMenuAndAskedForAtTheStart(t *testing.T) {
	const passphrase = "mật khẩu của trường"
	env, dir := testwindow.Environment(), t.TempDir()
	env.Open = nil // files on the disk
	d, err := desk.InitSample(dir, testwindow.SampleID, "", env)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	p := sitIn(t, dir, env)
	_, err = sheet.At(p.desk.Workspace).TypeCell("I.1", "97,5 điểm")
	p.Must(err)
	p.shell.AskEncryption()
	p.Settle()
	p.fill(passphrase, "mật khẩu khác hẳn")
	p.Press(text.T("ui.encrypt.next"))
	p.Settle()
	if p.Told() != text.T("ui.encrypt.differ") {
		t.Error("two passphrases are taken:", p.Told())
	}
	p.fill("ngắn", "ngắn")
	p.Press(text.T("ui.encrypt.next"))
	p.Settle()
	if p.Reads(text.T("ui.encrypt.code")) {
		t.Error("a short one is taken")
	}
	p.fill(passphrase, passphrase)
	p.Press(text.T("ui.encrypt.next"))
	p.Settle()
	code := ""
	for _, x := range testwindow.Seen[*widgets.Text](p.Window) {
		if regexp.MustCompile(`^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$`).MatchString(x.Text()) {
			code = x.Text()
		}
	}
	if code == "" {
		t.Fatal("no recovery code")
	}
	if is, err := p.Encrypted(); is || err != nil {
		t.Error("encrypted before the code was copied:", err)
	}
	p.Press(text.T("ui.encrypt.copied"))
	p.converted()
	if is, err := p.Encrypted(); !is || err != nil || !strings.Contains(p.Told(), text.T("cli.data.encrypted")) {
		t.Error("not encrypted, or not told:", err, p.Told())
	}
	if p.own().Row("I.1").Typed != "97,5 điểm" {
		t.Error("what was typed is gone")
	}
	p.leave()

	q := sitIn(t, dir, env)
	if !q.Reads(text.T("ui.locked")) {
		t.Fatal("not asked:", q.Told())
	}
	q.fill("một mật khẩu khác")
	q.Press(text.T("ui.locked.open"))
	q.Settle()
	if q.Told() != text.Error(emulation.Errorf(emulation.Forbidden, "keystore.wrong")) {
		t.Error("not said why:", q.Told())
	}
	q.env.Ask = nil // as the program does
	q.fill(code)
	q.Press(text.T("ui.locked.open"))
	q.converted()
	q.shell.AskEncryption()
	q.Settle()
	q.Press(text.T("ui.decrypt.do"))
	q.converted()
	if is, err := q.Encrypted(); is || err != nil || q.own().Row("I.1").Typed != "97,5 điểm" {
		t.Error("not as before:", err)
	}
}

// On a computer that the program is a guest on, its keyring is not offered: the stick is opened by what its owner knows.
func TestAGuestIsNotRemembered(t *testing.T) {
	for _, guest := range []bool{false, true} {
		p := sitAtSample(t)
		p.guest = guest
		p.shell.AskEncryption()
		if p.Settle(); p.ticks(text.T("ui.encrypt.keyring")) == guest {
			t.Errorf("a guest: %v; its keyring is offered otherwise", guest)
		}
		p.fill("một mật khẩu dài", "một mật khẩu dài")
		p.Press(text.T("ui.encrypt.next"))
		if p.Settle(); !p.Reads(text.T("ui.encrypt.code")) || p.kept == guest {
			t.Errorf("a guest: %v; to be kept: %v, told %q", guest, p.kept, p.Told())
		}
		p.Press(text.T("ui.cancel"))
		p.hurt = emulation.Errorf(emulation.Forbidden, "desk.locked")
		p.shell.Retry()
		if p.Settle(); !p.Reads(text.T("ui.locked")) || p.ticks(text.T("ui.locked.keep")) == guest {
			t.Errorf("a guest: %v; to be remembered when it opens is offered otherwise", guest)
		}
	}
}

// ticks says whether there is something to tick of a name.
func (p *person) ticks(name string) bool {
	return slices.ContainsFunc(testwindow.Seen[*widgets.Tick](p.Window), func(c *widgets.Tick) bool { return c.Text == name })
}
