package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/assets"
)

var (
	regular    = fyne.NewStaticResource("LiberationSans-Regular.ttf", assets.SansRegular)
	bold       = fyne.NewStaticResource("LiberationSans-Bold.ttf", assets.SansBold)
	italic     = fyne.NewStaticResource("LiberationSans-Italic.ttf", assets.SansItalic)
	boldItalic = fyne.NewStaticResource("LiberationSans-BoldItalic.ttf", assets.SansBoldItalic)
)

// Font is Liberation Sans, which has the widths of Arial, every Vietnamese letter, and the signs that explanations of a figure use. The
// toolkit's own Noto Sans lacks → ≥ ≤, and falling back to another font loses the space after the sign; its monospace font, which text
// asked for in monospace never gets here, lacks 46 Vietnamese letters.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return fynetheme.DefaultTheme().Font(style)
	case style.Bold && style.Italic:
		return boldItalic
	case style.Bold:
		return bold
	case style.Italic:
		return italic
	}
	return regular
}
