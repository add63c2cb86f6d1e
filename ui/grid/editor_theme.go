package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// editorTheme is the window's theme with the paddings that put the editor's text where the cell's text stood. It asks the settings:
// the grid itself would answer with this very theme while the editor is drawn.
type editorTheme struct{}

func (editorTheme) under() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (t editorTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return t.under().Color(name, v)
}
func (t editorTheme) Font(style fyne.TextStyle) fyne.Resource    { return t.under().Font(style) }
func (t editorTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.under().Icon(name) }

func (t editorTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case fynetheme.SizeNameInnerPadding:
		return t.under().Size(theme.SizeNameCellPadding)
	case fynetheme.SizeNameInputBorder:
		return 2
	case fynetheme.SizeNameInputRadius, fynetheme.SizeNameLineSpacing:
		return 0
	}
	return t.under().Size(name)
}
