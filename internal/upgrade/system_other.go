//go:build !windows

package upgrade

// installed is where the installer put the programs for this person; "": no installer does here.
func installed() string { return "" }
