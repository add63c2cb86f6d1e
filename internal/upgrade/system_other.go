//go:build !windows

package upgrade

import "strings"

// installed is where the installer put the programs for this person; "": no installer does here.
func installed() string { return "" }

// commandLine writes words as a program reads them: no installer does here.
func commandLine(args []string) string { return strings.Join(args, " ") }
