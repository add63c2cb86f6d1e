//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"thidua/ui/screens/syncing"
)

// mounts is what the system says of its mounted disks; where it says nothing, no stick is noticed.
const mounts = "/proc/self/mounts"

// removable are the disks that a person put in: desktops mount them below /media and /run/media.
func removable() []syncing.Drive {
	raw, err := os.ReadFile(mounts)
	if err != nil {
		return nil
	}
	return mounted(string(raw))
}

// mounted reads the table of mounted disks, in which blanks of a name stand in octal.
func mounted(table string) (list []syncing.Drive) {
	for line := range strings.Lines(table) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		folder := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(fields[1])
		if strings.HasPrefix(folder, "/media/") || strings.HasPrefix(folder, "/run/media/") {
			list = append(list, syncing.Drive{Folder: folder, Name: filepath.Base(folder)})
		}
	}
	slices.SortFunc(list, func(a, b syncing.Drive) int { return strings.Compare(a.Folder, b.Folder) })
	return list
}
