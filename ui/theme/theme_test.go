package theme_test

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"

	"thidua/assets"
	"thidua/ui/theme"
)

var modes = []theme.Mode{theme.Light, theme.Dark, theme.HighContrast}

// luminance and contrast follow WCAG 2.1, "relative luminance" and "contrast ratio".
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n.R) + 0.7152*channel(n.G) + 0.0722*channel(n.B)
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// over lays a translucent colour on an opaque one, as the painter does with a selection over a cell.
func over(top, under color.Color) color.Color {
	t, u := color.NRGBAModel.Convert(top).(color.NRGBA), color.NRGBAModel.Convert(under).(color.NRGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(t.A) + int(b)*(255-int(t.A))) / 255) }
	return color.NRGBA{R: mix(t.R, u.R), G: mix(t.G, u.G), B: mix(t.B, u.B), A: 255}
}

func TestContrast(t *testing.T) {
	backgrounds := []fyne.ThemeColorName{
		fynetheme.ColorNameBackground, theme.ColorNameSurface, fynetheme.ColorNameHeaderBackground, theme.ColorNameGroup,
		fynetheme.ColorNameInputBackground, fynetheme.ColorNameMenuBackground, fynetheme.ColorNameButton,
	}
	texts := []fyne.ThemeColorName{
		fynetheme.ColorNameForeground, theme.ColorNameMuted, fynetheme.ColorNamePrimary, theme.ColorNameHonourText,
		fynetheme.ColorNameSuccess, fynetheme.ColorNameWarning, fynetheme.ColorNameError, fynetheme.ColorNamePlaceHolder,
		fynetheme.ColorNameHyperlink, fynetheme.ColorNameDisabled, // also of what is said quietly
	}
	type pair struct {
		text, back fyne.ThemeColorName
		atLeast    float64
	}
	var pairs []pair
	for _, b := range backgrounds {
		for _, x := range texts {
			pairs = append(pairs, pair{x, b, 4.5})
		}
		pairs = append(pairs, pair{theme.ColorNameHonour, b, 2.8})
	}
	for _, b := range []fyne.ThemeColorName{theme.ColorNameOKBack, theme.ColorNameWarnBack, theme.ColorNameErrorBack, theme.ColorNamePrimaryBack} {
		pairs = append(pairs, pair{fynetheme.ColorNameForeground, b, 7}, pair{theme.ColorNameMuted, b, 4.5})
	}
	for _, b := range []fyne.ThemeColorName{fynetheme.ColorNameBackground, theme.ColorNameSurface, fynetheme.ColorNameInputBackground} {
		pairs = append(pairs, pair{fynetheme.ColorNameInputBorder, b, 2.9}, pair{theme.ColorNameHonour, b, 3})
	}
	pairs = append(pairs,
		pair{fynetheme.ColorNameForegroundOnPrimary, fynetheme.ColorNamePrimary, 4.5},
		pair{fynetheme.ColorNameForegroundOnError, fynetheme.ColorNameError, 4.5},
		pair{fynetheme.ColorNameForegroundOnWarning, fynetheme.ColorNameWarning, 4.5},
		pair{fynetheme.ColorNameForegroundOnSuccess, fynetheme.ColorNameSuccess, 4.5},
		pair{fynetheme.ColorNameSuccess, theme.ColorNameOKBack, 4.5},
		pair{fynetheme.ColorNameWarning, theme.ColorNameWarnBack, 4.5},
		pair{fynetheme.ColorNameError, theme.ColorNameErrorBack, 4.5},
		pair{fynetheme.ColorNamePrimary, theme.ColorNamePrimaryBack, 4.5},
	)
	for _, mode := range modes {
		th := theme.New(mode, 100)
		at := func(n fyne.ThemeColorName) color.Color { return th.Color(n, fynetheme.VariantLight) }
		for _, p := range pairs {
			want := p.atLeast
			if mode == theme.HighContrast && want >= 4.5 {
				want = 7
			}
			if got := contrast(at(p.text), at(p.back)); got < want {
				t.Errorf("%s: %s on %s has contrast %.2f, want at least %.1f", mode, p.text, p.back, got, want)
			}
		}
		selected := over(at(fynetheme.ColorNameSelection), at(fynetheme.ColorNameBackground))
		if got := contrast(at(fynetheme.ColorNameForeground), selected); got < 7 {
			t.Errorf("%s: text in a selection has contrast %.2f", mode, got)
		}
	}
}

func TestEveryVietnameseLetterHasAGlyph(t *testing.T) {
	const letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ" +
		"AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ" +
		"fjwzFJWZ0123456789₫–—…“”‘’×÷±%·•→←↑↓≥≤−½\u00a0"
	th := theme.New(theme.Light, 100)
	styles := []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}, {Monospace: true}, {Monospace: true, Bold: true}}
	for _, style := range styles {
		f, err := sfnt.Parse(th.Font(style).Content())
		if err != nil {
			t.Fatalf("%+v: %v", style, err)
		}
		var buf sfnt.Buffer
		for _, r := range letters {
			if g, err := f.GlyphIndex(&buf, r); err != nil || g == 0 {
				t.Errorf("%+v has no glyph for %q (%v)", style, r, err)
			}
		}
	}
}

func TestSizesGrowTogether(t *testing.T) {
	normal, large := theme.New(theme.Light, 100), theme.New(theme.Light, 150)
	for _, name := range []fyne.ThemeSizeName{theme.SizeNameRow, fynetheme.SizeNameText, fynetheme.SizeNamePadding, fynetheme.SizeNameWindowTitleBarHeight} {
		if a, b := normal.Size(name), large.Size(name); b != a*1.5 {
			t.Errorf("%s is %v at 150 %% and %v at 100 %%", name, b, a)
		}
	}
	if got := large.Size(fynetheme.SizeNameSeparatorThickness); got != 1 {
		t.Errorf("a hairline is %v at 150 %%", got)
	}
	for percent, want := range map[int]float32{10: 0.9, 90: 0.9, 175: 1.75, 400: 1.75} {
		if got := theme.New(theme.Light, percent).Size(theme.SizeNameUnit); got != want {
			t.Errorf("%d %%: unit %v, want %v", percent, got, want)
		}
	}
	if row := normal.Size(theme.SizeNameRow); row < 28 || row > 32 {
		t.Errorf("a row is %v high", row)
	}
}

func TestModes(t *testing.T) {
	test.NewTempApp(t)
	seen := map[string]theme.Mode{}
	for _, mode := range modes {
		th := theme.New(mode, 100)
		if a, b := th.Color(fynetheme.ColorNameBackground, fynetheme.VariantDark), th.Color(fynetheme.ColorNameBackground, fynetheme.VariantLight); a != b {
			t.Errorf("%s follows the system's variant", mode)
		}
		key := fmt.Sprint(th.Color(fynetheme.ColorNamePrimary, 0), th.Color(fynetheme.ColorNameBackground, 0))
		if other, twice := seen[key]; twice {
			t.Errorf("%s and %s look the same", mode, other)
		}
		seen[key] = mode
		if !bytes.Contains(th.Icon(fynetheme.IconNameWarning).Content(), []byte("<svg")) {
			t.Errorf("%s has no warning icon", mode)
		}
	}
	if of := func(m theme.Mode) any { return theme.New(m, 100).Color(fynetheme.ColorNameBackground, 0) }; of("sepia") != of(theme.Light) {
		t.Error("an unknown mode is not light")
	}
}

func TestEveryIconHasAPictureAndEveryPictureAName(t *testing.T) {
	a := test.NewTempApp(t)
	in := func(mode theme.Mode, icon theme.Icon) string {
		a.Settings().SetTheme(theme.New(mode, 100))
		return string(icon.Resource().Content())
	}
	named := map[string]bool{}
	for _, icon := range []theme.Icon{theme.IconMedal, theme.IconPodium, theme.IconScales, theme.IconBuilding, theme.IconPeople, theme.IconChart,
		theme.IconOffline, theme.IconOnline, theme.IconEvidence, theme.IconSheet, theme.IconKey, theme.IconCalendar} {
		named[string(icon)+".svg"] = true
		if !bytes.Contains(icon.Resource().Content(), []byte("<path")) {
			t.Errorf("%s has nothing to draw", icon)
		}
		if in(theme.Light, icon) == in(theme.Dark, icon) {
			t.Errorf("%s is as dark on a dark window as on a light one", icon)
		}
	}
	files, err := assets.Icons.ReadDir("icons")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !named[f.Name()] {
			t.Errorf("nothing names %s", f.Name())
		}
	}
}
