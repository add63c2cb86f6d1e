package glfw

// Not part of GLFW: what an input method composes (docs/adr/037-composed-text.md).

var (
	textTo   func(rune) // who is given text that is being handed over
	textCame func()
)

// HandOverText has an input method hand over the text it composes, when the keyboard is taken from whoever it belongs to by something
// else than a key or a click: those wait by themselves. The text goes to to; then came is called. It returns false, and calls neither,
// when there is no text to wait for.
func HandOverText(to func(rune), came func()) bool {
	if textTo != nil || !textPending() || !handOverText() {
		return false
	}
	textTo, textCame = to, came
	return true
}

// SetTextSpot says where in the window a composition is to be shown, in pixels: at the left end of its base line.
func SetTextSpot(x, y int) { setTextSpot(x, y) }

// patch is raised with every change of the C sources: Go does not see them and would take what it built before.
//
//lint:ignore U1000 ^
const patch = 4
