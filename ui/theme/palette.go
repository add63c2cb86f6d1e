package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Colours of ours beside the toolkit's. Those that end in Back are backgrounds for text of the state they name.
const (
	ColorNameSurface     fyne.ThemeColorName = "thiduaSurface"     // bars, the navigation, cells that cannot be edited
	ColorNameMuted       fyne.ThemeColorName = "thiduaMuted"       // second-rank text
	ColorNameLine        fyne.ThemeColorName = "thiduaLine"        // hairlines of tables and bars
	ColorNameGroup       fyne.ThemeColorName = "thiduaGroup"       // background of a group row
	ColorNamePrimaryBack fyne.ThemeColorName = "thiduaPrimaryBack" // background of what is selected
	ColorNameHonour      fyne.ThemeColorName = "thiduaHonour"      // gold, for honours only: icons, fills and large text
	ColorNameHonourText  fyne.ThemeColorName = "thiduaHonourText"  // gold dark (or light) enough for small text
	ColorNameOKBack      fyne.ThemeColorName = "thiduaOKBack"
	ColorNameWarnBack    fyne.ThemeColorName = "thiduaWarnBack"
	ColorNameErrorBack   fyne.ThemeColorName = "thiduaErrorBack"
)

// palette is what a mode is made of; every toolkit colour is derived from it.
type palette struct {
	background, surface, header, group uint32
	text, muted, disabled              uint32
	line, inputBorder                  uint32
	primary, onPrimary, primaryBack    uint32
	honour, honourText                 uint32
	ok, warn, bad                      uint32 // as text on background
	onState                            uint32 // text on a fill of ok, warn or bad
	okBack, warnBack, badBack          uint32
	button, input, menu                uint32
	selectionAlpha, hoverAlpha, shade  uint8
}

var lightPalette = palette{
	background: 0xFFFFFF, surface: 0xF6F7F9, header: 0xEDF0F4, group: 0xE8F0F8,
	text: 0x1B1F24, muted: 0x545D68, disabled: 0x616A76,
	line: 0xDCE1E7, inputBorder: 0x87919D,
	primary: 0x0B4F8A, onPrimary: 0xFFFFFF, primaryBack: 0xDCE9F5,
	honour: 0xB8860B, honourText: 0x7A5A00,
	ok: 0x176B31, warn: 0x855400, bad: 0xB3261E, onState: 0xFFFFFF,
	okBack: 0xE4F3E8, warnBack: 0xFFF3D1, badBack: 0xFDEAE8,
	button: 0xEDF0F4, input: 0xFFFFFF, menu: 0xFFFFFF,
	selectionAlpha: 0x2E, hoverAlpha: 0x12, shade: 0x33,
}

var darkPalette = palette{
	background: 0x16191D, surface: 0x1D2126, header: 0x262B32, group: 0x1C2B3A,
	text: 0xE6E9ED, muted: 0xAAB2BC, disabled: 0x949DA7,
	line: 0x343A42, inputBorder: 0x747E8A,
	primary: 0x6CB2EE, onPrimary: 0x08192A, primaryBack: 0x1D3A55,
	honour: 0xD9A92E, honourText: 0xE8C25A,
	ok: 0x63C984, warn: 0xE5B84B, bad: 0xFF9388, onState: 0x101418,
	okBack: 0x17301F, warnBack: 0x352A10, badBack: 0x3D1F1D,
	button: 0x2A3038, input: 0x1B1F24, menu: 0x23282F,
	selectionAlpha: 0x40, hoverAlpha: 0x1A, shade: 0x66,
}

var highContrastPalette = palette{
	background: 0xFFFFFF, surface: 0xFFFFFF, header: 0xE6E6E6, group: 0xDCE9F5,
	text: 0x000000, muted: 0x22272D, disabled: 0x3A4149,
	line: 0x767676, inputBorder: 0x000000,
	primary: 0x00335F, onPrimary: 0xFFFFFF, primaryBack: 0xCFE3F7,
	honour: 0x7A5A00, honourText: 0x4A3600,
	ok: 0x00471B, warn: 0x4F3000, bad: 0x7D0A04, onState: 0xFFFFFF,
	okBack: 0xE8F7EC, warnBack: 0xFFF3D1, badBack: 0xFDEAE8,
	button: 0xE6E6E6, input: 0xFFFFFF, menu: 0xFFFFFF,
	selectionAlpha: 0x48, hoverAlpha: 0x24, shade: 0x66,
}

func solid(c uint32) color.Color { return alpha(c, 0xFF) }

func alpha(c uint32, a uint8) color.Color {
	return color.NRGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: a}
}

func (p palette) colours() map[fyne.ThemeColorName]color.Color {
	return map[fyne.ThemeColorName]color.Color{
		ColorNameSurface:     solid(p.surface),
		ColorNameMuted:       solid(p.muted),
		ColorNameLine:        solid(p.line),
		ColorNameGroup:       solid(p.group),
		ColorNamePrimaryBack: solid(p.primaryBack),
		ColorNameHonour:      solid(p.honour),
		ColorNameHonourText:  solid(p.honourText),
		ColorNameOKBack:      solid(p.okBack),
		ColorNameWarnBack:    solid(p.warnBack),
		ColorNameErrorBack:   solid(p.badBack),

		fynetheme.ColorNameBackground:          solid(p.background),
		fynetheme.ColorNameForeground:          solid(p.text),
		fynetheme.ColorNameButton:              solid(p.button),
		fynetheme.ColorNameDisabledButton:      solid(p.surface),
		fynetheme.ColorNameDisabled:            solid(p.disabled),
		fynetheme.ColorNamePlaceHolder:         solid(p.muted),
		fynetheme.ColorNameHeaderBackground:    solid(p.header),
		fynetheme.ColorNameInputBackground:     solid(p.input),
		fynetheme.ColorNameInputBorder:         solid(p.inputBorder),
		fynetheme.ColorNameMenuBackground:      solid(p.menu),
		fynetheme.ColorNameSeparator:           solid(p.line),
		fynetheme.ColorNamePrimary:             solid(p.primary),
		fynetheme.ColorNameHyperlink:           solid(p.primary),
		fynetheme.ColorNameForegroundOnPrimary: solid(p.onPrimary),
		fynetheme.ColorNameSuccess:             solid(p.ok),
		fynetheme.ColorNameWarning:             solid(p.warn),
		fynetheme.ColorNameError:               solid(p.bad),
		fynetheme.ColorNameForegroundOnSuccess: solid(p.onState),
		fynetheme.ColorNameForegroundOnWarning: solid(p.onState),
		fynetheme.ColorNameForegroundOnError:   solid(p.onState),
		fynetheme.ColorNameFocus:               alpha(p.primary, p.selectionAlpha),
		fynetheme.ColorNameSelection:           alpha(p.primary, p.selectionAlpha),
		fynetheme.ColorNameHover:               alpha(p.text, p.hoverAlpha),
		fynetheme.ColorNamePressed:             alpha(p.text, p.selectionAlpha),
		fynetheme.ColorNameScrollBar:           alpha(p.text, 0x70),
		fynetheme.ColorNameScrollBarBackground: alpha(p.text, 0x10),
		fynetheme.ColorNameShadow:              alpha(0, p.shade),
		fynetheme.ColorNameOverlayBackground:   solid(p.background),

		fynetheme.ColorNameInnerWindowBorder:         solid(p.line),
		fynetheme.ColorNameInnerWindowBorderInactive: solid(p.line),
	}
}
