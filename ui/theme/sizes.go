package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Lengths of ours beside the toolkit's.
const (
	// SizeNameRow is the height of a table row with one line of text: 28 at 100 %, so that 20 rows stand in a 1366×768 window.
	SizeNameRow fyne.ThemeSizeName = "thiduaRow"
	// SizeNameCellPadding is the room left and right of the text in a table cell.
	SizeNameCellPadding fyne.ThemeSizeName = "thiduaCellPadding"
	// SizeNameBar is the height of the bars at the edges of the window.
	SizeNameBar fyne.ThemeSizeName = "thiduaBar"
	// SizeNameTitleBar is the least height of the line with a screen's title and buttons.
	SizeNameTitleBar fyne.ThemeSizeName = "thiduaTitleBar"
	// SizeNameSidebar is the width of the navigation at the left.
	SizeNameSidebar fyne.ThemeSizeName = "thiduaSidebar"
	// SizeNameUnit is 1 at 100 %: a length given at 100 % times this is the length on this screen.
	SizeNameUnit fyne.ThemeSizeName = "thiduaUnit"
)

// Length is what a length given at 100 % comes to on this screen.
func Length(at100 float32) float32 {
	return at100 * fyne.CurrentApp().Settings().Theme().Size(SizeNameUnit)
}

var sizes = map[fyne.ThemeSizeName]float32{
	SizeNameRow:         28,
	SizeNameCellPadding: 6,
	SizeNameBar:         30,
	SizeNameTitleBar:    44,
	SizeNameSidebar:     176,
	SizeNameUnit:        1,

	fynetheme.SizeNameText:           13,
	fynetheme.SizeNameCaptionText:    11.5,
	fynetheme.SizeNameSubHeadingText: 15,
	fynetheme.SizeNameHeadingText:    19,
	fynetheme.SizeNamePadding:        4,
	fynetheme.SizeNameInnerPadding:   6,
	fynetheme.SizeNameInlineIcon:     16,
	fynetheme.SizeNameLineSpacing:    3,
	fynetheme.SizeNameScrollBar:      11,
	fynetheme.SizeNameScrollBarSmall: 4,
	fynetheme.SizeNameInputRadius:    4,
	fynetheme.SizeNameButtonRadius:   4,
	fynetheme.SizeNameCardRadius:     4,
	fynetheme.SizeNameDialogRadius:   6,
	fynetheme.SizeNamePopupRadius:    4,
	fynetheme.SizeNameMenuRadius:     4,
}

var hairlines = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameSeparatorThickness: 1,
	fynetheme.SizeNameInputBorder:        1,
}
