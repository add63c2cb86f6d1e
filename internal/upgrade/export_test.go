package upgrade

// AtStep does something before each step of a change of the program; it gives back how to go on.
func AtStep(do func() error) (restore func()) {
	step = do
	return func() { step = func() error { return nil } }
}

// CutAt ends a change of the program before its n-th step, as a power cut would; it gives back how to go on.
func CutAt(n int, cut error) (restore func()) {
	return AtStep(func() error {
		if n--; n < 0 {
			return cut
		}
		return nil
	})
}

// Owned is owned.
var Owned = owned

// Replace is replace, of which Windows asks more.
var Replace = replace
