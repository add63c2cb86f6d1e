package main

import (
	"os"
	"path/filepath"
	"strings"

	"thidua/ui/screens/syncing"
)

// drives are the sticks that are in, with how many exchange files lie in each. One that does not answer is none.
func drives(extension string) []syncing.Drive {
	var list []syncing.Drive
	for _, d := range removable() {
		entries, err := os.ReadDir(d.Folder)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if e.Type().IsRegular() && strings.EqualFold(filepath.Ext(e.Name()), extension) {
				d.Bundles++
			}
		}
		list = append(list, d)
	}
	return list
}
