//go:build full

package main

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/sample"
)

// TestFullReplay plays the seasons that TestReplay leaves out: with that one, all that come with the program.
func TestFullReplay(t *testing.T) {
	list, err := sample.List()
	if err != nil {
		t.Fatal(err)
	}
	ends := map[string]emulation.SeasonStep{"cum-1-2020-2021": emulation.SeasonRunning, "cum-6-2019-2020": emulation.SeasonProposed,
		"cum-9-2020": emulation.SeasonLocked, "khoi-dhcd-vinh-phuc-2020-2021": emulation.SeasonProposed}
	for _, info := range list {
		if info.ID == everyday {
			continue
		}
		t.Run(info.ID, func(t *testing.T) {
			t.Parallel()
			end, known := ends[info.ID]
			if !known {
				t.Fatal("nobody said how it ends")
			}
			replaySample(t, info.ID, end)
		})
	}
}
