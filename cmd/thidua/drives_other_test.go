//go:build !windows

package main

import "testing"

// The table of mounted disks tells of sticks only, with the blanks of their names.
func TestSticksAreFoundAmongTheMounts(t *testing.T) {
	found := mounted("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/an/USB\\040TRUONG vfat rw 0 0\n/dev/sdc1 /run/media/an/K vfat rw 0 0\nbad\n")
	if len(found) != 2 || found[0].Folder != "/media/an/USB TRUONG" || found[1].Name != "K" {
		t.Errorf("%+v", found)
	}
}
