package testwindow

import (
	"fmt"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"thidua/ui/widgets"
)

// Strike presses a key, with what is held meanwhile, and gives it to whom the driver of a real window gives it: Tab moves the keyboard unless what has it keeps
// Tab for itself; shortcuts go to what has the keyboard, or else to the window.
func (w *Window) Strike(key fyne.KeyName, held ...fyne.KeyModifier) {
	w.T.Helper()
	var mod fyne.KeyModifier
	for _, m := range held {
		mod |= m
	}
	c := w.Host.Window.Canvas()
	focused := c.Focused()
	app := fyne.CurrentApp()
	window := reflect.ValueOf(c).Elem().Field(0).Interface().(fyne.Shortcutable)
	fyne.SetCurrentApp(&keyed{app, &keyedDriver{app.Driver(), window, mod}})
	defer fyne.SetCurrentApp(app)
	defer w.Settle()
	if mod&^fyne.KeyModifierShift != 0 {
		if to, ok := focused.(fyne.Shortcutable); ok {
			window = to
		}
		window.TypedShortcut(w.shortcut(key, mod))
		return
	}
	ev := &fyne.KeyEvent{Name: key}
	switch {
	case key == fyne.KeyTab && !keepsTab(focused):
		if mod == 0 {
			c.FocusNext()
		} else {
			c.FocusPrevious()
		}
	case focused != nil:
		focused.TypedKey(ev)
		if key == fyne.KeySpace {
			if at := c.Focused(); at != nil {
				at.TypedRune(' ')
			}
		}
	case c.OnTypedKey() != nil:
		c.OnTypedKey()(ev)
	}
}

func (w *Window) shortcut(key fyne.KeyName, mod fyne.KeyModifier) fyne.Shortcut {
	if mod == fyne.KeyModifierShortcutDefault {
		switch key {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{Clipboard: w.App.Clipboard()}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{Clipboard: w.App.Clipboard()}
		}
	}
	return &desktop.CustomShortcut{KeyName: key, Modifier: mod}
}

// keyed is an app whose canvases hear shortcuts and whose driver knows what is held, as those of a real window do: the canvas of a window without a display
// hides that it hears them.
type keyed struct {
	fyne.App
	driver *keyedDriver
}

func (a *keyed) Driver() fyne.Driver { return a.driver }

type keyedDriver struct {
	fyne.Driver
	window fyne.Shortcutable
	held   fyne.KeyModifier
}

func (d *keyedDriver) CanvasForObject(o fyne.CanvasObject) fyne.Canvas {
	if c := d.Driver.CanvasForObject(o); c != nil {
		return &keyedCanvas{c, d.window}
	}
	return nil
}

func (d *keyedDriver) CreateSplashWindow() fyne.Window { return nil }

func (d *keyedDriver) CurrentKeyModifiers() fyne.KeyModifier { return d.held }

type keyedCanvas struct {
	fyne.Canvas
	fyne.Shortcutable
}

func keepsTab(f fyne.Focusable) bool {
	t, ok := f.(fyne.Tabbable)
	return ok && t.AcceptsTab()
}

// Place is where something stands in a window, and in how much of it something around it lets it be seen.
type Place struct {
	At     fyne.Position
	Size   fyne.Size
	Within Bounds
}

// Bounds are the edges of what can be seen of something.
type Bounds struct{ Left, Top, Right, Bottom float32 }

func (b Bounds) and(at fyne.Position, size fyne.Size) Bounds {
	return Bounds{max(b.Left, at.X), max(b.Top, at.Y), min(b.Right, at.X+size.Width), min(b.Bottom, at.Y+size.Height)}
}

// places are the things that can hold the keyboard, in the order in which Tab goes.
func (w *Window) places() (found []fyne.Focusable, where map[fyne.Focusable]Place) {
	where = map[fyne.Focusable]Place{}
	var walk func(o fyne.CanvasObject, at fyne.Position, room Bounds)
	walk = func(o fyne.CanvasObject, at fyne.Position, room Bounds) {
		if o == nil || !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		if f, ok := o.(fyne.Focusable); ok {
			if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
				found = append(found, f)
				where[f] = Place{at, o.Size(), room.and(at, o.Size())}
			}
		}
		switch o := o.(type) {
		case *fyne.Container:
			for _, part := range o.Objects {
				walk(part, at, room)
			}
		case fyne.Widget:
			switch o.(type) {
			case *container.Scroll, *container.Clip:
				room = room.and(at, o.Size())
			}
			for _, part := range test.WidgetRenderer(o).Objects() {
				walk(part, at, room)
			}
		}
	}
	c := w.Host.Window.Canvas()
	root := c.Overlays().Top()
	if root == nil {
		root = w.Host.Window.Content()
	}
	walk(root, fyne.Position{}, Bounds{0, 0, c.Size().Width, c.Size().Height})
	return found, where
}

// Unseen says what is wrong with what holds the keyboard: that it is not on screen, or that nobody sees it; "" for nothing.
func (w *Window) Unseen() string {
	f := w.Host.Window.Canvas().Focused()
	if f == nil {
		return ""
	}
	_, where := w.places()
	p, ok := where[f]
	if !ok {
		return fmt.Sprintf("%s has the keyboard and is not on screen", Name(f))
	}
	wide, high := p.Within.Right-p.Within.Left, p.Within.Bottom-p.Within.Top
	if wide < min(p.Size.Width, 24) || high < min(p.Size.Height, 16) {
		return fmt.Sprintf("%s has the keyboard and stands out of sight, at %v %v in %v", Name(f), p.At, p.Size, p.Within)
	}
	return ""
}

// Name is what a person calls something that holds the keyboard.
func Name(f any) string {
	if f == nil {
		return "nothing"
	}
	kind := reflect.TypeOf(f).String()
	switch x := f.(type) {
	case *widgets.Button:
		return kind + " “" + x.Text + "”"
	case *widgets.Select:
		return kind + " “" + x.Selected + "” of " + fmt.Sprint(x.Options)
	case *widgets.Tick:
		return kind + " “" + x.Text + "”"
	}
	return kind
}

// Reachable are the things that can hold the keyboard, in the order in which Tab goes.
func (w *Window) Reachable() []fyne.Focusable {
	all, _ := w.places()
	return all
}
