package shell

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/internal/phrase"
	"thidua/ui/text"
	"thidua/ui/theme"
)

// Settings are how the window looks; they belong to the person at this computer, not to the data.
type Settings struct {
	prefs fyne.Preferences
	app   fyne.App
	shown theme.Mode
	Safe  *SafeGraphics // nil: this computer has no choice
}

// SafeGraphics is the choice to draw without the display driver.
type SafeGraphics struct {
	On     bool                // the window is drawn so, or will be
	Forced string              // it is, since the display adapters of this name do not draw: nobody chose it; "" else
	Choose func(on bool) error // from the next start on
}

// Names of the preferences.
const (
	prefMode     = "mode"
	prefPercent  = "percent"
	prefLanguage = "language"
	prefWidth    = "width"
	prefHeight   = "height"
	prefFolder   = "folder"
	prefScreen   = "screen"
	prefScreenOf = "screen.of"
	prefNotify   = "notify"
	prefSafeOf   = "safe.told"
)

// The window's first size fits a screen of 1366×768 with a task bar.
const (
	firstWidth  = 1360
	firstHeight = 700
	leastWidth  = 800
	leastHeight = 480
)

// percents are the sizes to choose from.
var percents = []int{90, 100, 110, 125, 150, 175}

// asSystem is the choice to be light or dark as the system is.
const asSystem theme.Mode = "system"

var modes = []theme.Mode{asSystem, theme.Light, theme.Dark, theme.HighContrast}

var languages = []phrase.Language{phrase.Vietnamese, phrase.English}

// LoadSettings reads the settings of an app and makes the window look like them.
func LoadSettings(a fyne.App) *Settings {
	s := &Settings{prefs: a.Preferences(), app: a}
	s.apply()
	a.Settings().AddListener(func(fyne.Settings) {
		if s.Mode() != s.shown {
			s.apply()
		}
	})
	return s
}

// Mode is the set of colours.
func (s *Settings) Mode() theme.Mode {
	switch m := s.mode(); {
	case m != asSystem:
		return m
	case s.app.Settings().ThemeVariant() == fynetheme.VariantDark:
		return theme.Dark
	default:
		return theme.Light
	}
}

// mode is the set of colours as it was chosen.
func (s *Settings) mode() theme.Mode {
	return theme.Mode(s.prefs.StringWithFallback(prefMode, string(asSystem)))
}

// Percent is the size, one of those there are to choose from.
func (s *Settings) Percent() int { return percents[s.sizeAt()] }

// sizeAt is which of the sizes it is: of one that is no longer offered, the next smaller.
func (s *Settings) sizeAt() (at int) {
	kept := s.prefs.IntWithFallback(prefPercent, 100)
	for i, p := range percents {
		if p <= kept {
			at = i
		}
	}
	return at
}

// Language is the window's language; Vietnamese whatever the system's.
func (s *Settings) Language() phrase.Language {
	return phrase.Language(s.prefs.StringWithFallback(prefLanguage, string(phrase.Vietnamese)))
}

// Size is the window's size when it was last closed.
func (s *Settings) Size() fyne.Size {
	w, h := s.prefs.FloatWithFallback(prefWidth, firstWidth), s.prefs.FloatWithFallback(prefHeight, firstHeight)
	return fyne.NewSize(max(leastWidth, float32(w)), max(leastHeight, float32(h)))
}

// Notifies says whether what comes up while nobody looks at the window is told outside it.
func (s *Settings) Notifies() bool { return s.prefs.BoolWithFallback(prefNotify, true) }

func (s *Settings) setNotifies(on bool) { s.prefs.SetBool(prefNotify, on) }

// Folder is the data folder that was chosen; "" for the usual one.
func (s *Settings) Folder() string { return s.prefs.String(prefFolder) }

func (s *Settings) keepFolder(folder string) { s.prefs.SetString(prefFolder, folder) }

// Screen is the screen that was shown last, if that was of a data folder; else "".
func (s *Settings) Screen(folder string) string {
	if s.prefs.String(prefScreenOf) != folder {
		return ""
	}
	return s.prefs.String(prefScreen)
}

func (s *Settings) keepScreen(folder, id string) {
	s.prefs.SetString(prefScreenOf, folder)
	s.prefs.SetString(prefScreen, id)
}

// KeepSize remembers the window's size.
func (s *Settings) KeepSize(size fyne.Size) {
	s.prefs.SetFloat(prefWidth, float64(size.Width))
	s.prefs.SetFloat(prefHeight, float64(size.Height))
}

// slow says whether the window is drawn slowly for want of a display driver, which the person has not read yet of these adapters; toldSlow says that they have.
func (s *Settings) slow() bool {
	return s.Safe != nil && s.Safe.Forced != "" && s.prefs.String(prefSafeOf) != s.Safe.Forced
}

func (s *Settings) toldSlow() { s.prefs.SetString(prefSafeOf, s.Safe.Forced) }

func (s *Settings) setMode(m theme.Mode) {
	s.prefs.SetString(prefMode, string(m))
	s.apply()
}

func (s *Settings) setPercent(p int) {
	s.prefs.SetInt(prefPercent, p)
	s.apply()
}

// step takes the size to the next larger or smaller one.
func (s *Settings) step(by int) {
	s.setPercent(percents[max(0, min(s.sizeAt()+by, len(percents)-1))])
}

func (s *Settings) setLanguage(l phrase.Language) error {
	s.prefs.SetString(prefLanguage, string(l))
	return text.Use(l)
}

func (s *Settings) apply() {
	s.shown = s.Mode()
	s.app.Settings().SetTheme(theme.New(s.shown, s.Percent()))
}
