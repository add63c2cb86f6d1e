package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// State is the condition something is in; it chooses icon and colours.
type State uint8

// The states.
const (
	Neutral State = iota
	OK
	Warn
	Bad
	Waiting
	Info
	Honour // gold, for honours only
)

type stateLook struct {
	icon      fyne.ThemeIconName
	ink, back fyne.ThemeColorName
}

var stateLooks = map[State]stateLook{
	Neutral: {"", theme.ColorNameMuted, fynetheme.ColorNameHeaderBackground},
	OK:      {fynetheme.IconNameConfirm, fynetheme.ColorNameSuccess, theme.ColorNameOKBack},
	Warn:    {fynetheme.IconNameWarning, fynetheme.ColorNameWarning, theme.ColorNameWarnBack},
	Bad:     {fynetheme.IconNameError, fynetheme.ColorNameError, theme.ColorNameErrorBack},
	Waiting: {fynetheme.IconNameHistory, theme.ColorNameMuted, fynetheme.ColorNameHeaderBackground},
	Info:    {fynetheme.IconNameInfo, fynetheme.ColorNamePrimary, theme.ColorNamePrimaryBack},
	Honour:  {"", theme.ColorNameHonourText, theme.ColorNameWarnBack},
}
