package theme

import (
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

var (
	regular    = fyne.NewStaticResource("LiberationSans-Regular.ttf", liberationsansregular.TTF)
	bold       = fyne.NewStaticResource("LiberationSans-Bold.ttf", liberationsansbold.TTF)
	italic     = fyne.NewStaticResource("LiberationSans-Italic.ttf", liberationsansitalic.TTF)
	boldItalic = fyne.NewStaticResource("LiberationSans-BoldItalic.ttf", liberationsansbolditalic.TTF)
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
