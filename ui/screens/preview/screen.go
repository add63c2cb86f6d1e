package preview

import (
	"context"
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents/files"
	"thidua/documents/pages"
	"thidua/documents/printer"
	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// File is a paper whose pages are drawn; its methods are called away from the window.
type File interface {
	Sizes() []pages.Size
	Draw(page, width int) (*image.Gray, error)
	Close() error
}

// Desk is what the screen needs of the machine; its methods are called away from the window.
type Desk interface {
	Look(path string) (File, error) // may take seconds the first time
	Rest()                          // gives the memory back that looking takes; files that are open show nothing any more
	Printers(ctx context.Context) ([]printer.Printer, error)
	// Print returns once the printer has the paper; sent hears how many of the pages it was given, where that takes time.
	Print(ctx context.Context, path string, j printer.Job, sent func(pages, of int)) error
	Open(path string) error // with the system's viewer
	// Number says how the number of a paper stands in its register; it may be called inside the window. Draw gives it one, 0 = the next, with the day of the
	// paper, and makes the paper again.
	Number(path string) Number
	Draw(path string, number uint64, day string) (again, given string, err error)
	// Save writes the paper into a folder in the format of an ending, beside what stands there, and gives the path of the file.
	Save(path, folder, ending string) (saved string, err error)
}

// Number is how the number of a paper stands in its register.
type Number struct {
	Open bool // it has none, and one can be drawn for it
	Torn bool // two desks gave it differently: it is not printed

	Doubts []emulation.Message // what to look at on the paper before it is signed
}

// Hooks lead out of the screen.
type Hooks struct {
	Back func() // to the screen the paper was made on
}

// Screen is the preview.
type Screen struct {
	*screen.Frame

	desk  Desk
	hooks Hooks

	path, title string
	file        File   // nil while there is none
	looked      int    // counts the papers: what was begun for an earlier one is let go
	busy        int    // the paper that printers are asked for, or that is on its way to one; 0 = none
	unasked     func() // ends the asking for printers
	left        bool   // nobody looks
	at          int    // the page that is shown
	zoom        zoom
	drawn       map[int]*image.Gray // small pictures for the list, by page

	sheet  *sheet
	scroll *container.Scroll
	list   *thumbs
	head   *fyne.Container
	where  *widgets.Text
	scale  *widgets.Text
	form   *fyne.Container // of the printer, where it is asked for
}

// New makes the screen; Show gives it a paper.
func New(host bridge.Host, desk Desk, hooks Hooks) *Screen {
	s := &Screen{Frame: screen.NewFrame(host, screen.Hooks{}), desk: desk, hooks: hooks, unasked: func() {}, head: container.NewStack(), form: container.NewStack(),
		where: widgets.NewText("", fynetheme.ColorNameForeground), scale: widgets.NewText("", fynetheme.ColorNameForeground)}
	s.Icon, s.None = fynetheme.DocumentPrintIcon(), text.T("ui.preview.none")
	s.sheet = newSheet(s)
	s.scroll = container.NewScroll(s.sheet)
	s.list = newThumbs(s)
	middle := widgets.Frame(nil, nil, widgets.NewPanel(widgets.Wide(listWidth, s.list.List), theme.ColorNameSurface, widgets.Right, 0, 0), nil, widgets.NewPanel(newRoom(s), theme.ColorNameSurface, 0, 0, 0))
	s.Arrange(middle, s.head, s.toolbar(), s.form)
	s.Keyboard = func() fyne.Focusable { return s.sheet }
	s.Show()
	screen.Reads(s.Frame, func(*struct{}) error { return nil }, func(*struct{}) {})
	return s
}

// listWidth is the width of the list of pages, at 100 %.
const listWidth = 132

func (s *Screen) toolbar() fyne.CanvasObject {
	quiet := func(key string, icon fyne.Resource, do func()) fyne.CanvasObject {
		return widgets.NewQuietButton(text.T(key), icon, do)
	}
	sign := func(icon fyne.Resource, do func()) fyne.CanvasObject { return widgets.NewQuietButton("", icon, do) }
	save := widgets.Flow(6)
	for _, ending := range files.Endings() {
		save.Add(widgets.NewQuietButton(text.T("ui.preview.save"+ending), fynetheme.DocumentSaveIcon(), func() { s.save(ending) }))
	}
	return widgets.NewToolbar(save,
		sign(fynetheme.NavigateBackIcon(), func() { s.Turn(s.at - 1) }), s.where, sign(fynetheme.NavigateNextIcon(), func() { s.Turn(s.at + 1) }),
		sign(fynetheme.ZoomOutIcon(), func() { s.Zoom(s.zoom.out()) }), s.scale, sign(fynetheme.ZoomInIcon(), func() { s.Zoom(s.zoom.in()) }),
		quiet("ui.preview.fit-page", fynetheme.ZoomFitIcon(), func() { s.Zoom(fitPage) }), quiet("ui.preview.fit-width", fynetheme.MoreHorizontalIcon(), func() { s.Zoom(fitWidth) }))
}

// Look shows a paper. It is called inside the window, before the screen is entered.
func (s *Screen) Look(path, title string) {
	s.let()
	s.left = false
	s.path, s.title, s.at, s.zoom, s.drawn = path, title, 0, fitPage, map[int]*image.Gray{}
	buttons := []fyne.CanvasObject{widgets.NewButton(text.T("ui.preview.back"), fynetheme.NavigateBackIcon(), s.hooks.Back),
		widgets.NewButton(text.T("ui.preview.open"), fynetheme.ViewFullScreenIcon(), s.open)}
	number := s.desk.Number(path)
	if number.Open {
		buttons = append(buttons, widgets.NewButton(text.T("ui.preview.number"), fynetheme.DocumentCreateIcon(), s.askNumber))
	}
	buttons = append(buttons, widgets.NewPrimaryButton(text.T("ui.preview.print"), fynetheme.DocumentPrintIcon(), s.askPrinter))
	widgets.Put(s.head, widgets.NewTitleBar(title, nil, buttons...))
	s.closeForm()
	s.place()
	reading := text.T("ui.preview.reading")
	s.Tell(widgets.Waiting, reading)
	looked := s.looked
	s.Queue.Aside(func() func() {
		f, err := s.desk.Look(path)
		return func() {
			switch {
			case looked != s.looked:
				if err == nil {
					s.drop(f)
				}
				if s.left { // what it took was begun after the leaving
					s.rest()
				}
			case err != nil:
				s.Tell(widgets.Bad, text.Error(err))
			default:
				if s.Notice.Sentence() == reading { // and nothing of an earlier paper
					s.Notice.Clear()
				}
				s.file = f
				s.place()
				s.list.Refresh()
				told := emulation.Map(number.Doubts, text.Say)
				if number.Torn {
					told = append([]string{text.T("ui.preview.number.torn")}, told...)
				}
				if len(told) > 0 {
					s.Tell(widgets.Warn, strings.Join(told, " "))
				}
			}
		}
	})
}

// Leave lets go of the paper and gives back what looking at it takes.
func (s *Screen) Leave() {
	s.Frame.Leave()
	s.let()
	s.left = true
	s.rest()
}

func (s *Screen) rest() { s.Queue.Aside(func() func() { s.desk.Rest(); return nil }) }

// let lets go of the file that is shown.
func (s *Screen) let() {
	s.looked++
	s.unasked()
	if f := s.file; f != nil {
		s.file = nil
		s.drop(f)
	}
}

func (s *Screen) drop(f File) {
	s.Queue.Aside(func() func() {
		if err := f.Close(); err != nil {
			s.Failed("closing a paper", err)
		}
		return nil
	})
}

func (s *Screen) sizes() []pages.Size {
	if s.file == nil {
		return nil
	}
	return s.file.Sizes()
}

// Turn shows another page, if there is one.
func (s *Screen) Turn(page int) {
	if page < 0 || page >= len(s.sizes()) || page == s.at {
		return
	}
	s.at = page
	s.scroll.ScrollToTop()
	s.list.Refresh()
	s.place()
	s.Focus()
}

// Zoom shows the page at another size.
func (s *Screen) Zoom(z zoom) {
	s.zoom = z
	s.place()
	s.Focus()
}

// save writes the paper into a folder the person chooses.
func (s *Screen) save(ending string) {
	if s.file == nil {
		return
	}
	path, title, looked := s.path, s.title, s.looked
	failed := func(err error) { s.Tell(widgets.Bad, s.why(err, looked, title)) }
	screen.PickFolder(s.Host, "papers", func(folder string) {
		s.Queue.Aside(func() func() {
			saved, err := s.desk.Save(path, folder, ending)
			return func() {
				if err != nil {
					failed(err)
					return
				}
				s.Tell(widgets.OK, text.T("ui.preview.saved", "file", saved))
			}
		})
	}, failed)
}

// why is an error in words; with the title of its paper where another is looked at by now.
func (s *Screen) why(err error, looked int, title string) string {
	if looked == s.looked {
		return text.Error(err)
	}
	return text.T("ui.preview.other", "title", title, "why", text.Error(err))
}

func (s *Screen) open() {
	path := s.path
	s.Focus()
	s.Queue.Aside(func() func() {
		err := s.desk.Open(path)
		return func() {
			if err != nil {
				s.Tell(widgets.Warn, text.T("ui.print.not-opened", "file", path))
			}
		}
	})
}
