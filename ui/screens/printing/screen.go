package printing

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents/forms"
	"thidua/documents/many"
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/register"
	"thidua/workspace/result"
)

// Printer makes a paper as a PDF and gives the path of the file; its methods are called away from the window.
type Printer interface {
	Sheet(unit emulation.ID) (path string, err error)
	Summary() (path string, err error)
	Papers() ([]forms.Item, error)                  // of the season beside sheets and summary
	Paper(item forms.Item) (path string, err error) // one with a Make
	Open(path string) error                         // with the system's viewer

	// Whole makes every paper of the season, or a form of every unit, in one file ("" where there is nothing, or somebody stopped), Many a file of each in
	// a folder; step is told before each paper, from 1, away from the window.
	Whole(ctx context.Context, form string, step func(n, of int, what string)) (path string, done many.Done, err error)
	Many(ctx context.Context, form, folder, ending string, step func(n, of int, what string)) (many.Done, error)
}

// Hooks lead out of the screen.
type Hooks struct {
	Show func(path, title string) // shows a paper that was made, in the window; nil: the system's viewer shows it
	At   func() string            // which screen is looked at; not nil with Show and Under

	Check func() // leads to the checking of papers; nil: there is none

	// Under tells whoever sits at another screen how far many papers are, while the state is Waiting, and then what came of them; nil: nobody is told.
	Under func(state widgets.State, sentence string)
}

// Tell shows a sentence on the screen that asked for a paper.
type Tell func(state widgets.State, sentence string)

// Screen is the printing screen.
type Screen struct {
	*screen.Paged[reading]

	ws      *workspace.Workspace
	room    register.Room
	wording forms.Wording
	printer Printer
	hooks   Hooks
	list    *fyne.Container
	batch   *batch
}

// New makes the screen; folder is where the files go, saving is what other screens do when something was written.
func New(host bridge.Host, ws *workspace.Workspace, printer Printer, folder string, hooks Hooks, saving screen.Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, saving), ws: ws, room: register.At(ws), wording: forms.WordingAt(ws), printer: printer, hooks: hooks, list: widgets.Stack()}
	s.Icon, s.None = fynetheme.DocumentPrintIcon(), text.T("ui.print.none")
	foot := widgets.NewPanel(widgets.NewParagraph(text.T("ui.print.where", "folder", folder)).Quiet(), "", widgets.Top, 16, 7)
	s.batch = newBatch(s)
	lead := []fyne.CanvasObject{widgets.NewButton(text.T("ui.print.many.open-form"), fynetheme.DocumentPrintIcon(), func() { s.Turn(0); s.batch.ask() })}
	if hooks.Check != nil {
		lead = append(lead, widgets.NewButton(text.T("ui.checking.open"), fynetheme.SearchIcon(), hooks.Check))
	}
	h, own, all, said := newHead(s), newNumbers(s, "numbers", false), newNumbers(s, "numbers of the cluster", true), newSentences(s)
	s.Fill(
		screen.Page[reading]{Tab: text.T("ui.print.tab.papers"), Show: s.showPapers,
			Content: widgets.Frame(s.batch.place, foot, nil, nil, widgets.NewPanel(container.NewVScroll(s.list), "", widgets.Top, 0, 0))},
		screen.Listed(text.T("ui.print.tab.head"), h.t, h.show),
		screen.Listed(text.T("ui.print.tab.wording"), said.t, said.show),
		screen.Listed(text.T("ui.print.tab.numbers"), own.t, own.show),
		screen.Listed(text.T("ui.print.tab.numbers-cluster"), all.t, all.show),
	)
	s.Arrange(s.Place, widgets.NewTitleBar(text.T("ui.print.title"), nil, lead...), widgets.NewToolbar(nil, s.Tabs))
	s.Show()
	screen.Reads(s.Frame, s.read, s.show, s.failed)
	return s
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me      book.Me
	ranking *result.Ranking
	papers  []forms.Item
	heads   [2]*register.Letterhead // of the own unit, of the cluster; nil where there is none
	numbers [2][]register.Numbered
	may     [2]bool // this desk writes them

	sentences []forms.Sentence
	words     bool // this desk words them
}

func (s *Screen) read(r *reading) error {
	return screen.All(screen.Look(&r.me, s.ws.Me), screen.Look(&r.ranking, result.At(s.ws).Ranking), screen.Look(&r.papers, s.printer.Papers),
		screen.Look(&r.sentences, s.wording.Sentences), func() error { return s.readIssuers(r) })
}

// readIssuers reads what stands on papers of the own unit, where this desk is a unit's, and of the cluster.
func (s *Screen) readIssuers(r *reading) error {
	season, err := s.ws.Season()
	if err != nil {
		return err
	}
	words, err := s.ws.Access(record.Wording.AnyField, emulation.ID{})
	if err != nil {
		return err
	}
	r.words = words.OK
	for i, owner := range []emulation.ID{r.me.Unit.ID, season.Cluster.ID} {
		cluster := i == 1
		if !cluster && r.me.Subject != emulation.SubjectUnit {
			continue
		}
		access, err := s.ws.Access(record.Number.AnyField, owner)
		if err != nil {
			return err
		}
		r.may[i] = access.OK
		if r.heads[i], err = s.room.Letterhead(cluster); err != nil {
			return err
		}
		if r.numbers[i], err = s.room.Register(cluster, 0); err != nil {
			return err
		}
	}
	return nil
}

// write saves a row of a table.
func (s *Screen) write(t *grid.Register, key string, what func() error, then ...func()) {
	t.Write(key, what, func(err error) {
		if err == nil { // else the row says why
			for _, do := range then {
				do()
			}
			s.Wrote(nil)
		}
	})
}

// failed says in place of the list why there is none.
func (s *Screen) failed(_ *reading, err error) {
	s.list.Objects = []fyne.CanvasObject{widgets.NewEmpty(s.Icon, s.None, text.Error(err), text.T("ui.again"), s.Refresh)}
	s.list.Refresh()
}

func (s *Screen) show(r *reading) { s.ShowPages(r) }

func (s *Screen) showPapers(r *reading) {
	s.list.Objects = nil
	if r.me.Subject == emulation.SubjectUnit {
		s.heading(text.T("ui.print.own"))
		s.form(text.T("ui.print.f5", "unit", r.me.Unit.Label()), text.T("ui.print.f5.what"), func() (string, error) { return s.printer.Sheet(r.me.Unit.ID) })
	}
	if len(r.ranking.Standings) > 0 {
		s.heading(text.T("ui.print.cluster"))
		s.form(text.T("ui.print.f7"), text.T("ui.print.f7.what", "count", len(r.ranking.Standings)), s.printer.Summary)
	}
	if len(r.papers) > 0 {
		s.heading(text.T("ui.print.season"))
	}
	for _, item := range r.papers {
		var do func() (string, error)
		if item.Make != nil {
			do = func() (string, error) { return s.printer.Paper(item) }
		}
		s.form(text.Say(item.Name), text.Capital(text.Say(item.State)), do)
	}
	others := 0
	for _, st := range r.ranking.Standings {
		if st.Unit.ID == r.me.Unit.ID {
			continue
		}
		if others == 0 {
			s.heading(text.T("ui.print.others"))
		}
		others++
		s.form(text.T("ui.print.f5", "unit", st.Unit.Label()), text.Capital(text.T("step."+string(st.Step))), func() (string, error) { return s.printer.Sheet(st.Unit.ID) })
	}
	if len(s.list.Objects) == 0 {
		s.list.Add(widgets.NewEmpty(s.Icon, s.None, text.T("ui.ranking.none.next"), "", nil))
	}
	s.list.Refresh()
}

func (s *Screen) heading(name string) {
	s.list.Add(widgets.NewPanel(widgets.NewText(name, theme.ColorNameMuted).Bold(), theme.ColorNameSurface, widgets.Bottom, 16, 6))
}

// form is one line: what the paper is, and the button that makes it; without do there is nothing to print yet.
func (s *Screen) form(name, what string, do func() (string, error)) {
	title := widgets.NewText(name, fynetheme.ColorNameForeground)
	remark := widgets.NewText(what, theme.ColorNameMuted).Shrinking()
	button := widgets.NewButton(text.T("ui.print.do"), fynetheme.DocumentPrintIcon(), func() { s.make(name, do, s.Tell) })
	if do == nil {
		button.Disable()
	}
	s.list.Add(widgets.NewPanel(widgets.Row(14, remark, title, remark, button), "", widgets.Bottom, 16, 4))
}

// End ends what is being made of many papers, where the window or the season is left: what was written stays. Another screen may be looked at meanwhile.
func (s *Screen) End() {
	if s.batch.stop != nil {
		s.batch.stop()
	}
}

// at is which screen is looked at.
func (s *Screen) at() string {
	if s.hooks.At == nil {
		return ""
	}
	return s.hooks.At()
}

// showMade shows a file that was made.
func (s *Screen) showMade(path, title string) {
	if s.hooks.Show != nil {
		s.hooks.Show(path, title)
		return
	}
	if err := s.printer.Open(path); err != nil {
		s.Tell(widgets.Warn, text.T("ui.print.not-opened", "file", path))
	}
}

// PrintSheet makes a unit's sheet and shows it.
func (s *Screen) PrintSheet(unit emulation.ID, tell Tell) {
	s.make(text.T("ui.print.sheet"), func() (string, error) { return s.printer.Sheet(unit) }, tell)
}

// PrintSummary makes the cluster's summary and shows it.
func (s *Screen) PrintSummary(tell Tell) { s.make(text.T("ui.print.f7"), s.printer.Summary, tell) }

// PrintPaper makes a paper and shows it.
func (s *Screen) PrintPaper(item forms.Item, tell Tell) {
	s.make(text.Say(item.Name), func() (string, error) { return s.printer.Paper(item) }, tell)
}

// make makes a paper, shows it in the window or with the system's viewer, and tells the screen that asked for it how that went.
func (s *Screen) make(title string, do func() (string, error), tell Tell) {
	tell(widgets.Waiting, text.T("ui.print.making"))
	at := s.at()
	s.Queue.Aside(func() func() {
		path, err := do()
		var opened error
		if err == nil && s.hooks.Show == nil {
			opened = s.printer.Open(path)
		}
		return func() {
			switch {
			case err != nil:
				tell(widgets.Bad, text.Error(err))
			case opened != nil:
				tell(widgets.Warn, text.T("ui.print.not-opened", "file", path))
			case s.hooks.Show != nil:
				tell(widgets.OK, text.T("ui.print.kept", "file", filepath.Base(path)))
				if s.at() == at { // who went elsewhere meanwhile may be typing there
					s.hooks.Show(path, title)
				}
			default:
				tell(widgets.OK, text.T("ui.print.made", "file", filepath.Base(path)))
			}
		}
	})
}
