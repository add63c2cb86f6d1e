package grid_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"thidua/ui/grid"
	"thidua/ui/theme"
)

func tall(b *testing.B) *grid.Grid {
	b.Helper()
	app := test.NewApp()
	b.Cleanup(func() { test.NewApp() })
	app.Settings().SetTheme(theme.New(theme.Light, 100))
	g := grid.New(newLedger(100, 99))
	w := test.NewWindow(g)
	w.Resize(fyne.NewSize(1366, 768))
	b.Cleanup(w.Close)
	return g
}

// A turn of the wheel over 10,000 rows: what a frame costs before it is painted.
func BenchmarkScroll(b *testing.B) {
	g := tall(b)
	for i := 0; b.Loop(); i++ {
		dy := float32(-84)
		if i/1000%2 == 1 {
			dy = 84
		}
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)})
	}
}

// All cells of the window bound again, as after an edit that changed subtotals.
func BenchmarkRefresh(b *testing.B) {
	g := tall(b)
	for b.Loop() {
		g.Refresh()
	}
}

// The heights of 10,000 rows with wrapped text, in one pass.
func BenchmarkMeasure(b *testing.B) {
	g := tall(b)
	for b.Loop() {
		g.Reload()
	}
}
