package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"thidua/ui/widgets"
)

// What is drawn stays on its track, and every figure stands in words beside it.
func TestGauge(t *testing.T) {
	begin(t)
	for _, c := range []struct {
		fill, mark   float64
		filled, line float32
	}{{0.5, 0.25, 100, 49}, {1.02, 1, 200, 198}, {-1, 0, 0, 0}} {
		g := widgets.NewGauge(widgets.Gauge{Name: "Nhóm I", Words: "20 / 40", Note: "trung bình 10", Fill: c.fill, Marks: []widgets.GaugeMark{{Kind: widgets.MarkLine, At: c.mark}}})
		show(t, g, 200, 60)
		var bars []*canvas.Rectangle
		for _, o := range g.(*fyne.Container).Objects {
			if w, ok := o.(fyne.Widget); ok {
				for _, x := range test.WidgetRenderer(w).Objects() {
					if r, ok := x.(*canvas.Rectangle); ok {
						bars = append(bars, r)
					}
				}
			}
		}
		if len(bars) != 3 || bars[0].Size().Width != 200 || bars[1].Size().Width != c.filled || bars[2].Position().X != c.line {
			t.Errorf("filled %v, marked at %v: %v %v %v", c.fill, c.mark, bars[0].Size(), bars[1].Size(), bars[2].Position())
		}
	}
}

// Cards stand beside each other where there is room, each below the shortest so far, and below each other where there is not.
func TestSpread(t *testing.T) {
	begin(t)
	card := func(tall float32) fyne.CanvasObject { return widgets.Tall(tall, canvas.NewRectangle(nil)) }
	a, b, c := card(100), card(30), card(50)
	s := widgets.Spread(200, a, b, c)
	w := show(t, s, 400, 300)
	if b.Position() != fyne.NewPos(200, 0) || c.Position() != fyne.NewPos(200, 30) || s.MinSize().Height != 100 {
		t.Errorf("beside each other: %v %v, %v high", b.Position(), c.Position(), s.MinSize().Height)
	}
	w.Resize(fyne.NewSize(380, 300))
	if b.Position() != fyne.NewPos(0, 100) || c.Position() != fyne.NewPos(0, 130) || c.Size().Width != 380 || s.MinSize().Height != 180 {
		t.Errorf("below each other: %v %v, %v high", b.Position(), c.Position(), s.MinSize().Height)
	}
}
