package shell_test

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/theme"
)

// All there is to set stands on one page: the look changes at once, a backup goes elsewhere and says so, the rest leads to where it is done.
func TestSettingsStandOnOnePage(t *testing.T) {
	p := sitAtSample(t)
	show := func() { p.search("cai dat").Write("\n") }
	show()
	for _, s := range []string{p.dir, text.T("ui.server.sandbox"), text.T("ui.settings.looks"), text.T("ui.settings.keys")} {
		if !p.Reads(s) {
			t.Errorf("the page does not say %q", s)
		}
	}
	p.Choose(text.T("ui.mode.dark"))
	p.Choose(text.T("ui.percent", "value", 125))
	if s := shell.LoadSettings(p.App); s.Mode() != theme.Dark || s.Percent() != 125 {
		t.Errorf("the look is %s at %d", s.Mode(), s.Percent())
	}
	p.shell.Frame().Backup(p.T.TempDir(), "")
	p.Settle()
	if want := text.T("ui.settings.backup.done", "file", "made.backup"); p.Told() != want {
		t.Errorf("told %q", p.Told())
	}
	p.Press(text.T("ui.settings.backup.under"))
	p.Write("mật khẩu của bản sao lưu\n")
	if !p.Reads(text.T("ui.settings.backup.under.what")) || p.Told() != text.T("ui.encrypt.differ") {
		t.Errorf("a passphrase that was typed once: %q", p.Told())
	}
	p.Press(text.T("ui.cancel"))
	p.shell.Frame().Backup(p.T.TempDir(), "mật khẩu của bản sao lưu")
	if p.Settle(); p.phrase != "mật khẩu của bản sao lưu" {
		t.Errorf("the backup is under %q", p.phrase)
	}
	p.shell.Frame().Backup(filepath.Join(p.T.TempDir(), "gone"), "")
	p.Settle()
	if p.Told() == text.T("ui.settings.backup.done", "file", "made.backup") {
		t.Error("a backup that was not made is said to be")
	}
	p.Press(text.T("ui.overview.to-syncing"))
	if p.open() || p.shell.Frame().At() != shell.Syncing {
		t.Errorf("it leads to %s", p.shell.Frame().At())
	}
	t.Cleanup(func() { p.Must(text.Use(phrase.Vietnamese)) })
	show()
	p.Choose(text.T("ui.language.en"))
	if p.open() || !p.Reads("Sync") {
		t.Error("another language leaves the page open, or is not spoken")
	}
}

// Safe graphics are offered where there is a choice, turned on and off once it was read what that means, and not said to be on where that was not remembered.
func TestSafeGraphicsAreChosen(t *testing.T) {
	p := sitAtSample(t)
	settings, name := shell.LoadSettings(p.App), text.T("ui.menu.safe-graphics")
	on := func(keep bool) bool {
		for _, m := range settings.Looks(p.Host.Window.Canvas(), func(err error) {
			if keep || emulation.KeyOf(err) != "ui.safe-graphics.unkept" {
				t.Errorf("told %v", err)
			}
		}) {
			if m.Label == name {
				m.Action()
				return m.Checked
			}
		}
		t.Fatal("nothing is offered")
		return false
	}
	for _, m := range settings.Looks(p.Host.Window.Canvas(), nil) {
		if m.Label == name {
			t.Error("offered where there is no choice")
		}
	}
	var chosen []bool
	keep := true
	settings.Safe = &shell.SafeGraphics{Choose: func(on bool) error {
		if !keep {
			return emulation.Errorf(emulation.Unavailable, "ui.safe-graphics.unkept")
		}
		chosen = append(chosen, on)
		return nil
	}}
	if on(keep) {
		t.Error("on, before anybody turned it on")
	}
	if p.Press(text.T("ui.safe-graphics.on.do")); !slices.Equal(chosen, []bool{true}) {
		t.Errorf("chosen: %v", chosen)
	}
	keep = false
	if !on(keep) {
		t.Error("off, though it was turned on")
	}
	if p.Press(text.T("ui.safe-graphics.off.do")); !settings.Safe.On {
		t.Error("off, though that was not remembered")
	}
	keep = true
	on(keep)
	if p.Press(text.T("ui.safe-graphics.off.do")); !slices.Equal(chosen, []bool{true, false}) || settings.Safe.On {
		t.Errorf("chosen: %v", chosen)
	}
}

// Safe graphics that nobody chose are told, until the person has read it: once for the display adapters that do not draw.
func TestSafeGraphicsNobodyChoseAreTold(t *testing.T) {
	want := text.T("ui.safe-graphics.forced")
	p := sitAtSample(t)
	for _, c := range []struct{ forced, want string }{{"", ""}, {"Intel HD 26", want}, {"Intel HD 26", want}, {"seen", ""}, {"Intel HD 27", want}} {
		if c.forced == "seen" {
			p.Press(text.T("ui.findings.seen"))
			c.forced = "Intel HD 26"
		}
		p.safe = &shell.SafeGraphics{On: true, Forced: c.forced}
		if p = p.again(); p.Told() != c.want {
			t.Errorf("%s: %q", c.forced, p.Told())
		}
	}
}

// sky is the system's setting, which changes between light and dark.
type sky struct {
	fyne.Settings
	variant   fyne.ThemeVariant
	listeners []func(fyne.Settings)
}

func (s *sky) ThemeVariant() fyne.ThemeVariant          { return s.variant }
func (s *sky) AddListener(listener func(fyne.Settings)) { s.listeners = append(s.listeners, listener) }

func (s *sky) turn(variant fyne.ThemeVariant) {
	s.variant = variant
	for _, listener := range s.listeners {
		listener(s)
	}
}

// beneath is an app whose system is the sky's.
type beneath struct {
	fyne.App
	sky *sky
}

func (b beneath) Settings() fyne.Settings { return b.sky }

// A window is light or dark as the system is, also when that changes; one that was given colours keeps them.
func TestColoursFollowTheSystem(t *testing.T) {
	a := test.NewTempApp(t)
	system := &sky{Settings: a.Settings(), variant: fynetheme.VariantDark}
	s := shell.LoadSettings(beneath{a, system})
	shows := func(when string, want theme.Mode) {
		t.Helper()
		back := a.Settings().Theme().Color(fynetheme.ColorNameBackground, 0)
		if s.Mode() != want || back != theme.New(want, 100).Color(fynetheme.ColorNameBackground, 0) {
			t.Errorf("%s: %s, and the background is %v", when, s.Mode(), back)
		}
	}
	choose := func(name string) {
		t.Helper()
		for _, m := range s.Looks(nil, nil) {
			if m.Label == text.T("ui.mode."+name) {
				m.Action()
				return
			}
		}
		t.Fatalf("%s is not offered", name)
	}
	shows("a dark system", theme.Dark)
	system.turn(fynetheme.VariantLight)
	shows("it became light", theme.Light)
	choose("dark")
	shows("dark was chosen", theme.Dark)
	system.turn(fynetheme.VariantDark)
	system.turn(fynetheme.VariantLight)
	shows("the system changed and changed back", theme.Dark)
	choose("system")
	shows("as the system", theme.Light)
	system.turn(fynetheme.VariantDark)
	shows("it became dark", theme.Dark)
}
