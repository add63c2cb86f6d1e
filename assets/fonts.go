package assets

import _ "embed" // for the fonts below

// The faces of Liberation Sans 2 for the window (SIL Open Font License, fonts/LICENSE-Liberation.txt): the widths of Arial and every
// Vietnamese letter.
var (
	//go:embed fonts/LiberationSans-Regular.ttf
	SansRegular []byte
	//go:embed fonts/LiberationSans-Bold.ttf
	SansBold []byte
	//go:embed fonts/LiberationSans-Italic.ttf
	SansItalic []byte
	//go:embed fonts/LiberationSans-BoldItalic.ttf
	SansBoldItalic []byte
)
