package assets

import "embed"

// Icons holds icons/<name>.svg, drawn for this program in one colour on a square of 24; ui/theme paints them in a colour of the theme.
//
//go:embed icons
var Icons embed.FS
