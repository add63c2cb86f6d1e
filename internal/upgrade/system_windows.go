package upgrade

import (
	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// record is where the installer writes what it did (packaging/windows/installer.nsi).
const record = `Software\Microsoft\Windows\CurrentVersion\Uninstall\ThiDua`

// installed is where the installer put the programs for this person; "": nowhere. What it put there for everybody stands in another place.
func installed() string {
	k, err := registry.OpenKey(registry.CURRENT_USER, record, registry.QUERY_VALUE|registry.WOW64_64KEY)
	if err != nil {
		return ""
	}
	defer func() { _ = k.Close() }()
	dir, _, err := k.GetStringValue("InstallLocation")
	if err != nil {
		return ""
	}
	return dir
}

// commandLine writes words as a program reads them.
func commandLine(args []string) string { return windows.ComposeCommandLine(args) }
