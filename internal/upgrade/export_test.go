package upgrade

// CutAt ends a change of the program before its n-th step, as a power cut would; it gives back how to go on.
func CutAt(n int, cut error) (restore func()) {
	step = func() error {
		if n--; n < 0 {
			return cut
		}
		return nil
	}
	return func() { step = func() error { return nil } }
}
