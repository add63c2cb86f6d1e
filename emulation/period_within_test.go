package emulation_test

import (
	"testing"

	"thidua/emulation"
)

// A part lies in the longer period as a whole; a week lies where most of its days do.
func TestPartOf(t *testing.T) {
	for _, c := range []struct {
		part, whole emulation.Period
		want        bool
	}{
		{"2024-W36", "2024-09", true},   // 02/9–08/9
		{"2024-W40", "2024-10", true},   // 30/9–06/10: five days in October
		{"2024-W40", "2024-09", false},  //
		{"2025-W01", "2024-12", false},  // 30/12/2024–05/01/2025
		{"2025-W01", "2025-01", true},   //
		{"2025-W01", "2025-Q1", true},   //
		{"2025-W01", "2025", true},      //
		{"2024-W53", "2024", false},     // 2024 has no such week
		{"2024-09", "2024-Q3", true},    //
		{"2024-10", "2024-Q3", false},   //
		{"2024-Q3", "2024-H2", true},    //
		{"2024-H2", "2024", true},       //
		{"2024", "2024-H2", false},      //
		{"2024-09", "2024-W36", false},  //
		{"2024-09", "2024-09", false},   //
		{"2024-09", "2023", false},      //
		{"2024-W36", "season", true},    //
		{"2024-Q4", "season", true},     //
		{"season", "season", false},     //
		{"mid", "season", false},        //
		{"2024-09", "mid", false},       //
		{"2024-W36", "2024-W36", false}, //
	} {
		if got := c.part.PartOf(c.whole); got != c.want {
			t.Errorf("%s of %s: %v", c.part, c.whole, got)
		}
	}
}
