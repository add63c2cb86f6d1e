package main

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"thidua/internal/phrase"
	"thidua/internal/testwindow"
	"thidua/ui/grid"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

var sheets = flag.String("looks", "", "a folder that gets a picture of each screen at each size, in each set of colours")

// A desk's screens, as the navigation has them; those of an office come after the others.
var (
	everybodys = []string{shell.Overview, shell.Tasks, shell.Season, shell.Criteria, shell.Pledge, shell.Running, shell.Sheet, shell.Review, shell.Conference,
		shell.Ranking, shell.Awards, shell.Printing, shell.Syncing}
	offices = append(slices.Clone(everybodys), shell.Clusters, shell.Access)
)

// spot is a text on screen: where all of it would stand, and where something lets it be seen.
type spot struct {
	words     string
	all, room rect
	aside     bool // it stands in a pane that is scrolled to the side
}

type rect struct{ x0, y0, x1, y1 float32 }

func (r rect) and(s rect) rect {
	return rect{max(r.x0, s.x0), max(r.y0, s.y0), min(r.x1, s.x1), min(r.y1, s.y1)}
}

func (r rect) String() string { return fmt.Sprintf("%.0f,%.0f–%.0f,%.0f", r.x0, r.y0, r.x1, r.y1) }

// spots are the texts of a window.
func spots(w fyne.Window) (found []spot) {
	var walk func(o fyne.CanvasObject, at fyne.Position, room rect, aside, typed bool)
	walk = func(o fyne.CanvasObject, at fyne.Position, room rect, aside, typed bool) {
		if o == nil || !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		size := o.Size()
		here := rect{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
		switch o := o.(type) {
		case *canvas.Text:
			if _, _, _, a := o.Color.RGBA(); strings.TrimSpace(o.Text) == "" || a == 0 || typed {
				return
			}
			need := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle)
			all := rect{at.X, at.Y + (size.Height-need.Height)/2, 0, 0}
			switch o.Alignment {
			case fyne.TextAlignCenter:
				all.x0 += (size.Width - need.Width) / 2
			case fyne.TextAlignTrailing:
				all.x0 += size.Width - need.Width
			}
			all.x1, all.y1 = all.x0+need.Width, all.y0+need.Height
			found = append(found, spot{o.Text, all, room, aside})
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c, at, room, aside, typed)
			}
		case fyne.Widget:
			switch s := o.(type) {
			case *container.Scroll:
				room = room.and(here)
				if s.Direction != container.ScrollHorizontalOnly { // what is above or below can be reached
					room.y0, room.y1 = max(room.y0, here.y0), min(room.y1, here.y1)
				}
				aside = aside || s.Direction != container.ScrollVerticalOnly
			case *container.Clip:
				room = room.and(here)
			case *grid.Grid:
				aside = true
			case *typing.Entry, *widgets.DayEntry:
				typed = true
			}
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c, at, room, aside, typed)
			}
		}
	}
	c := w.Canvas()
	whole := rect{0, 0, c.Size().Width, c.Size().Height}
	if over := c.Overlays().Top(); over != nil {
		walk(over, fyne.Position{}, whole, false, false)
	} else {
		walk(w.Content(), fyne.Position{}, whole, false, false)
	}
	return found
}

// faults are what a person would see of a layout that broke: texts that are cut at a side, or that stand on each other.
func faults(w fyne.Window) (all []string) {
	found := spots(w)
	for _, s := range found {
		if high := min(s.room.y1, s.all.y1) - max(s.room.y0, s.all.y0); !s.aside && high > 2 && (s.all.x0 < s.room.x0-1 || s.all.x1 > s.room.x1+1) {
			all = append(all, fmt.Sprintf("cut: %q at %v in %v", s.words, s.all, s.room))
		}
	}
	for i, a := range found {
		for _, b := range found[i+1:] {
			if both := a.all.and(a.room).and(b.all).and(b.room); both.x1-both.x0 > 2 && both.y1-both.y0 > 5 {
				all = append(all, fmt.Sprintf("on each other: %q at %v and %q at %v", a.words, a.all, b.words, b.all))
			}
		}
	}
	return all
}

// The rooms a window has on a small screen and on a large one.
var (
	small1366 = fyne.NewSize(1366, 700)
	large1920 = fyne.NewSize(1920, 1010)
)

// TestLooks lays out every page of every screen, and what can lie over them, with small and large letters in both languages. With -looks it
// does so at all sizes and in all colours, and takes pictures.
func TestLooks(t *testing.T) {
	defer func() { _ = text.Use(phrase.Vietnamese) }()
	for _, who := range []string{"member", "office"} {
		for _, language := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			t.Run(who+" "+string(language), func(t *testing.T) {
				if err := text.Use(language); err != nil {
					t.Fatal(err)
				}
				t.Setenv("XDG_CACHE_HOME", t.TempDir())
				dir, screens := "", everybodys
				if who == "member" {
					dir = testwindow.Sample(t)
				} else {
					dir, screens = testwindow.OfficeOfSample(t), offices
				}
				s := sit(t, dir)
				name := func(what string, page int) string { return fmt.Sprintf("%s-%s-%s-%d", who, language, what, page) }
				for _, id := range screens {
					s.to(text.T("ui.nav." + id))
					s.looks(t, name(id, 0))
					for page := 1; page < s.pages(); page++ {
						s.turn(page)
						s.looks(t, name(id, page))
					}
				}
				if who == "member" && language == phrase.Vietnamese { // what draws the pages takes seconds to begin in an empty folder
					s.to(text.T("ui.nav.printing"))
					s.turn(0)
					s.Press(text.T("ui.print.do"))
					s.looks(t, name("preview", 0))
					s.Press(text.T("ui.preview.back"))
				}
				s.to(text.T("ui.nav.printing"))
				s.Press(text.T("ui.checking.open"))
				s.looks(t, name("checking", 0))
				s.to(strings.TrimRight(text.T("ui.settings.open"), "…"))
				s.looks(t, name("settings", 0))
				s.Keys(fyne.KeyF1)
				s.looks(t, name("help", 0))
				s.Keys(fyne.KeyEscape, fyne.KeyEscape)
				s.Press(text.T("ui.palette"))
				s.looks(t, name("palette", 0))
				s.Keys(fyne.KeyEscape)
			})
		}
	}
}

// pages are how many pages the screen has.
func (s *sitting) pages() int {
	for _, tabs := range testwindow.Seen[*widgets.Tabs](s.Window) {
		return tabs.Count()
	}
	return 1
}

func (s *sitting) turn(page int) {
	tabs := testwindow.Seen[*widgets.Tabs](s.Window)[0]
	tabs.Choose(page)
	tabs.OnChoose(page)
	s.Settle()
}

// looks looks at what is on screen at some sizes; with pictures to take, at all and in all colours.
func (s *sitting) looks(t *testing.T, name string) {
	t.Helper()
	if *sheets == "" {
		s.look(t, name, theme.Light, 175, small1366)
		s.look(t, name, theme.Light, 100, small1366)
		return
	}
	for _, percent := range []int{90, 100, 125, 150, 175} {
		s.look(t, name, theme.Light, percent, small1366)
		s.look(t, name, theme.Light, percent, large1920)
	}
	s.look(t, name, theme.Dark, 100, small1366)
	s.look(t, name, theme.HighContrast, 100, small1366)
}

// look looks at the screen in some colours, at a size, in a window as large as given.
func (s *sitting) look(t *testing.T, name string, mode theme.Mode, percent int, room fyne.Size) {
	t.Helper()
	s.App.Settings().SetTheme(theme.New(mode, percent))
	w := s.Host.Window
	w.Resize(room.AddWidthHeight(0, 1)) // lays everything out as it is by now
	w.Resize(room)
	s.Settle()
	name = fmt.Sprintf("%s %v %d%% %.0f", name, mode, percent, room.Width)
	if least := w.Content().MinSize(); least.Width > room.Width+1 || least.Height > room.Height+1 {
		t.Errorf("%s: the screen needs %v", name, least)
	}
	for _, fault := range faults(w) {
		t.Errorf("%s: %s", name, fault)
	}
	if *sheets != "" {
		s.Must(keepPicture(filepath.Join(*sheets, strings.ReplaceAll(name, " ", "-")+".png"), w.Canvas().Capture()))
	}
}

func keepPicture(file string, picture image.Image) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	return png.Encode(f, picture)
}
