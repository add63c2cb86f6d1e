// Package theme is how the window looks: three colour modes (light, dark, high contrast), one compact density and sizes from 90 to 175 %.
//
// It owns every colour and every length of the interface; widgets ask for them by name and never write one themselves.
// The colours keep the contrast of WCAG AA (AAA in high contrast), which a test computes. A theme is of one mode, whatever the system's
// setting; whoever follows that makes another theme when it changes. It must not know what is shown with it.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Mode is one of the three sets of colours.
type Mode string

// The three modes.
const (
	Light        Mode = "light"
	Dark         Mode = "dark"
	HighContrast Mode = "high-contrast"
)

// The range of sizes in percent of the normal size.
const (
	MinPercent = 90
	MaxPercent = 175
)

// Theme is a fyne.Theme of one mode and one size.
type Theme struct {
	mode    Mode
	colours map[fyne.ThemeColorName]color.Color
	scale   float32
}

var _ fyne.Theme = (*Theme)(nil)

// New makes the theme of a mode (an unknown one is Light) at a size in percent, which is held between MinPercent and MaxPercent.
func New(mode Mode, percent int) *Theme {
	percent = min(max(percent, MinPercent), MaxPercent)
	t := &Theme{mode: mode, scale: float32(percent) / 100}
	switch mode {
	case Dark:
		t.colours = darkPalette.colours()
	case HighContrast:
		t.colours = highContrastPalette.colours()
	default:
		t.mode = Light
		t.colours = lightPalette.colours()
	}
	return t
}

// Color is the colour of a name; the system's variant plays no part.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.colours[name]; ok {
		return c
	}
	return fynetheme.DefaultTheme().Color(name, t.variant())
}

func (t *Theme) variant() fyne.ThemeVariant {
	if t.mode == Dark {
		return fynetheme.VariantDark
	}
	return fynetheme.VariantLight
}

// Icon is the toolkit's own icon of a name, but for its calendar.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	if name == fynetheme.IconNameCalendar {
		return calendar()
	}
	return fynetheme.DefaultTheme().Icon(name)
}

// Size is the length of a name in density-independent pixels, grown by the theme's percentage; hairlines stay one pixel.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if fixed, ok := hairlines[name]; ok {
		return fixed
	}
	if s, ok := sizes[name]; ok {
		return s * t.scale
	}
	return fynetheme.DefaultTheme().Size(name) * t.scale
}
