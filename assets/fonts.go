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

// Signs are the signs that Liberation Serif, the type of papers, lacks: boxes to tick, arrows, fractions, Roman numerals (a cut of DejaVu Sans 2.37,
// fonts/LICENSE-DejaVu.txt).
//
//go:embed fonts/DejaVuSans-Signs.ttf
var Signs []byte
