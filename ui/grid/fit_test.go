package grid_test

import (
	"strings"
	"testing"

	"thidua/internal/testwindow"
	"thidua/ui/grid"
)

// A figure that is wider than its cell is never shown as another figure, and never as signs that say nothing.
func TestAFigureThatIsTooWide(t *testing.T) {
	testwindow.Open(t, testwindow.Environment().Now)
	for _, c := range []struct{ figure, room, shown string }{
		{"98,25", "98,25", "98,25"},
		{"98,123456789", "98,12345", "98,123…"},
		{"-98,123456789", "-98,12345", "-98,123…"},
		{"1.000.000.000.000.000.000.000.000", "1.000.000", "~10^24"},
		{"-1.234.567,25", "-1.234.567", "~-10^6"},
		{"45/50000000", "45/500", "…"},
		{"120", "1", "…"},
	} {
		if got := grid.Fit(c.figure, c.room, true); got != c.shown {
			t.Errorf("%s in the room of %s: %q, want %q", c.figure, c.room, got, c.shown)
		}
	}
	if got := grid.Fit("Trường Mầm non Hoa Sen", "Trường Mầm", false); !strings.HasPrefix(got, "Trường") || !strings.HasSuffix(got, "…") {
		t.Errorf("words: %q", got)
	}
}
