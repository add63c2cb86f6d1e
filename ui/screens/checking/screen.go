package checking

import (
	"context"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents/papercheck"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// Desk checks papers; its methods are called away from the window and may take seconds.
type Desk interface {
	File(ctx context.Context, raw []byte) ([]papercheck.Answer, error)
	Code(ctx context.Context, typed string) ([]papercheck.Answer, error)
	Paper(a *papercheck.Answer) (path string, err error) // what the record gives, as a PDF file
}

// Hooks lead out of the screen.
type Hooks struct {
	Back func()                   // to where papers are printed
	Show func(path, title string) // shows a paper in the window
}

// Screen is the checking of papers.
type Screen struct {
	*screen.Frame

	desk  Desk
	hooks Hooks
	code  *typing.Entry
	found *fyne.Container
	begun int    // counts the checks: what an earlier one found is let go
	stop  func() // ends the one under way
}

// endings are those of files that can be checked.
var endings = []string{".pdf", ".png", ".jpg", ".jpeg"}

// codeWidth is the width of the field for the code, at 100 %.
const codeWidth = 240

// New makes the screen.
func New(host bridge.Host, desk Desk, hooks Hooks) *Screen {
	s := &Screen{Frame: screen.NewFrame(host, screen.Hooks{}), desk: desk, hooks: hooks, code: typing.NewEntry(), found: widgets.Stack(), stop: func() {}}
	s.code.SetPlaceHolder(text.T("ui.checking.like"))
	s.code.OnSubmitted = func(string) { s.checkCode() }
	title := widgets.NewTitleBar(text.T("ui.checking.title"), nil, widgets.NewButton(text.T("ui.checking.back"), fynetheme.NavigateBackIcon(), hooks.Back))
	ask := widgets.NewPanel(widgets.Column(8,
		widgets.NewParagraph(text.T("ui.checking.what")),
		widgets.Flow(10, widgets.NewPrimaryButton(text.T("ui.checking.file"), fynetheme.FolderOpenIcon(), s.choose),
			widgets.Wide(codeWidth, s.code), widgets.NewButton(text.T("ui.checking.code"), fynetheme.SearchIcon(), s.checkCode))), "", widgets.Bottom, 16, 10)
	s.Arrange(widgets.Frame(ask, nil, nil, nil, container.NewVScroll(s.found)), title)
	s.Keyboard = func() fyne.Focusable { return s.code }
	s.Show()
	screen.Reads(s.Frame, func(*struct{}) error { return nil }, func(*struct{}) {})
	return s
}

func (s *Screen) choose() {
	screen.PickFile(s.Host, "paper", "", endings, s.CheckFile, func(err error) { s.Tell(widgets.Bad, text.Error(err)) })
}

// largest is how many bytes of a file are read.
const largest = 256 << 20

// CheckFile checks a file.
func (s *Screen) CheckFile(path string) {
	s.check(text.T("ui.checking.of", "what", filepath.Base(path)), func(ctx context.Context) (found []papercheck.Answer, err error) {
		err = screen.WithFile(path, func(_ string, r io.Reader) error {
			raw, err := io.ReadAll(io.LimitReader(r, largest))
			if err == nil {
				found, err = s.desk.File(ctx, raw)
			}
			return err
		})
		return found, err
	})
}

func (s *Screen) checkCode() {
	if typed := s.code.Text; typed != "" {
		s.check(text.T("ui.checking.of", "what", typed), func(ctx context.Context) ([]papercheck.Answer, error) { return s.desk.Code(ctx, typed) })
	}
}

// Leave ends a check that is under way: nobody waits for it.
func (s *Screen) Leave() {
	s.end()
	s.Frame.Leave()
}

// end ends a check; what was found before stays on the screen.
func (s *Screen) end() {
	s.stop()
	s.begun++
	s.Notice.Clear()
}

// check shows what a check finds, if none was begun meanwhile.
func (s *Screen) check(what string, do func(ctx context.Context) ([]papercheck.Answer, error)) {
	s.end()
	begun := s.begun
	var ctx context.Context
	ctx, s.stop = context.WithCancel(context.Background())
	stop := s.stop
	s.found.Objects = nil
	s.found.Refresh()
	s.Notice.Offer(widgets.Waiting, text.T("ui.checking.busy"), text.T("ui.checking.stop"), s.end)
	s.Queue.Aside(func() func() {
		answers, err := do(ctx)
		stop()
		return func() {
			switch {
			case begun != s.begun:
			case err != nil:
				s.Tell(widgets.Bad, text.Error(err))
			default:
				s.Notice.Clear()
				s.show(what, answers)
			}
		}
	})
}

// states are what verdicts look like: of a code alone, and of a file of another program, nothing is concluded.
var states = map[papercheck.Verdict]widgets.State{papercheck.Matches: widgets.OK, papercheck.Differs: widgets.Bad, papercheck.Read: widgets.Warn,
	papercheck.Doubtful: widgets.Warn}

func (s *Screen) show(what string, answers []papercheck.Answer) {
	s.found.Add(widgets.NewPanel(widgets.NewParagraph(what).Quiet(), "", widgets.Bottom, 16, 6))
	for i := range answers {
		a := &answers[i]
		lines := widgets.Column(4)
		if a.First > 0 {
			lines.Add(widgets.NewParagraph(text.T("papercheck.pages", "first", a.First, "last", a.Last)).Quiet())
		}
		if a.Season != nil {
			lines.Add(widgets.NewParagraph(text.T("papercheck.about", "title", a.Document.Title)))
		}
		lines.Add(widgets.NewRemark(states[a.Verdict], text.Say(a.Conclusion())))
		for _, m := range a.Details() {
			lines.Add(widgets.NewParagraph(text.Say(m)))
		}
		if a.Season != nil {
			lines.Add(widgets.Flow(0, widgets.NewButton(text.T("ui.checking.show"), fynetheme.DocumentIcon(), func() { s.paper(a) })))
		}
		s.found.Add(widgets.NewPanel(lines, "", widgets.Bottom, 16, 10))
	}
	s.found.Refresh()
}

// paper shows what the record gives.
func (s *Screen) paper(a *papercheck.Answer) {
	s.Queue.Aside(func() func() {
		path, err := s.desk.Paper(a)
		return func() {
			if err != nil {
				s.Tell(widgets.Bad, text.Error(err))
				return
			}
			s.hooks.Show(path, text.T("ui.checking.record", "title", a.Document.Title))
		}
	})
}
