package upgrade

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"thidua/assets"
	"thidua/emulation"
	"thidua/sync/release"
)

// Portable stands beside a program on a stick: the data then are in a folder there, and not this computer's.
const Portable = "thidua-portable.txt"

// Program is the program of this process, with the keys it came with; nobody where they cannot be read, which a test sees.
func Program() Here {
	keys, _ := release.ParseKeys(assets.ReleaseKeys)
	path, _ := os.Executable() // "": it is in no folder that says more
	return Here{Keys: keys, Number: emulation.ProgramRelease, Sort: sortOf(runtime.GOOS, path), Own: owned(filepath.Dir(path), installed())}
}

// sortOf says which file of a release is for a program, by where it stands.
func sortOf(system, path string) string {
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), Portable)); err == nil {
		return system + "-portable"
	}
	switch {
	case system == "windows":
		return "windows-setup"
	case system == "linux" && strings.HasPrefix(path, "/usr/"):
		return "linux-deb"
	}
	return system + "-portable"
}
