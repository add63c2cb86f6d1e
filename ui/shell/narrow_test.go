package shell_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/shell"
	"thidua/ui/widgets"
)

// Where the window is narrow the navigation is a menu, which leads to the same places.
func TestNarrowWindowsHaveAMenuForTheNavigation(t *testing.T) {
	p := sitAtSample(t)
	beside := func() bool { return len(testwindow.Seen[*widgets.Nav](p.Window)) > 0 }
	menus := func() []*widgets.Button {
		return emulation.Where(testwindow.Seen[*widgets.Button](p.Window), func(b *widgets.Button) bool { return b.Icon != nil && b.Icon.Name() == fynetheme.MenuIcon().Name() })
	}
	p.Host.Window.Resize(fyne.NewSize(1366, 700))
	if !beside() || len(menus()) != 0 {
		t.Fatalf("in a wide window: navigation %v, %d menus", beside(), len(menus()))
	}
	p.Host.Window.Resize(fyne.NewSize(800, 600))
	if beside() || len(menus()) != 1 {
		t.Fatalf("in a narrow window: navigation %v, %d menus", beside(), len(menus()))
	}
	test.Tap(menus()[0])
	pops := testwindow.Seen[*widget.PopUpMenu](p.Window)
	if len(pops) != 1 {
		t.Fatalf("%d menus are open", len(pops))
	}
	items := emulation.Where(pops[0].Items, func(o fyne.CanvasObject) bool { _, item := o.(fyne.Tappable); return item })
	if len(items) < 13 {
		t.Fatalf("the menu has %d places", len(items))
	}
	test.Tap(items[9].(fyne.Tappable))
	p.Settle()
	if at := p.shell.Frame().At(); at != shell.Ranking {
		t.Errorf("it leads to %q", at)
	}
	p.Host.Window.Resize(fyne.NewSize(1366, 700))
	if !beside() || len(menus()) != 0 {
		t.Errorf("wide again: navigation %v, %d menus", beside(), len(menus()))
	}
}
