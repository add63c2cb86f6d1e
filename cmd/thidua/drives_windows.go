package main

import (
	"golang.org/x/sys/windows"

	"thidua/ui/screens/syncing"
)

// removable are the drives that Windows calls removable, by their letters.
func removable() (list []syncing.Drive) {
	there, err := windows.GetLogicalDrives()
	if err != nil {
		return nil
	}
	for i := range 26 {
		folder := string(rune('A'+i)) + `:\`
		root, err := windows.UTF16PtrFromString(folder)
		if err != nil || there&(1<<i) == 0 || windows.GetDriveType(root) != windows.DRIVE_REMOVABLE {
			continue
		}
		name, label := folder[:2], make([]uint16, windows.MAX_PATH+1)
		if windows.GetVolumeInformation(root, &label[0], uint32(len(label)), nil, nil, nil, nil, 0) == nil && label[0] != 0 {
			name = windows.UTF16ToString(label) + " (" + name + ")"
		}
		list = append(list, syncing.Drive{Folder: folder, Name: name})
	}
	return list
}
