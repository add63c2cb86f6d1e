package tasks

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/todo"
)

// Hooks lead out of the screen.
type Hooks struct {
	Open func(todo.Target) // show where something is done
}

// Screen is the list of tasks.
type Screen struct {
	*screen.Frame

	ws    *workspace.Workspace
	room  todo.Room
	hooks Hooks
	title fyne.CanvasObject
	facts *widgets.Facts
	list  *fyne.Container
	news  *fyne.Container
	seen  *widgets.Button
}

// sideWidth is the width of the column at the right, at 100 %.
const sideWidth = 360

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks Hooks) *Screen {
	s := &Screen{Frame: screen.NewFrame(host, screen.Hooks{}), ws: ws, room: todo.At(ws), hooks: hooks, facts: widgets.NewFacts(), list: widgets.Stack(), news: widgets.Stack()}
	s.seen = widgets.NewButton(text.T("ui.tasks.seen"), fynetheme.ConfirmIcon(), s.markSeen)
	s.title = widgets.NewTitleBar(text.T("ui.tasks.title"), s.facts)
	heading := widgets.NewText(text.T("ui.tasks.news"), fynetheme.ColorNameForeground).Bold()
	head := widgets.NewPanel(widgets.Row(8, heading, heading, s.seen), "", widgets.Bottom, 16, 6)
	side := widgets.NewPanel(widgets.Wide(sideWidth, widgets.Frame(head, nil, nil, nil, container.NewVScroll(s.news))), "", widgets.Left, 0, 0)
	s.Arrange(widgets.NewPanel(widgets.Frame(nil, nil, nil, side, container.NewVScroll(s.list)), "", widgets.Top, 0, 0), s.title)
	s.Show()
	screen.Reads(s.Frame, s.read, s.show, s.failed)
	return s
}

// reading is one look at the data, taken away from the window.
type reading struct {
	tasks []todo.Task
	news  []todo.Notice
}

func (s *Screen) read(r *reading) error {
	return screen.All(screen.Look(&r.tasks, s.room.Tasks), screen.Look(&r.news, s.room.Notices))
}

// failed leaves on screen what was read before.
func (s *Screen) failed(_ *reading, err error) { s.Tell(widgets.Bad, text.Error(err)) }

func (s *Screen) show(r *reading) {
	overdue := 0
	s.list.Objects = nil
	for _, t := range r.tasks {
		if t.Overdue {
			overdue++
		}
		s.list.Add(widgets.NewItem(item(t, func() { s.hooks.Open(t.Target) })))
	}
	facts := []widgets.Fact{{Name: text.T("ui.tasks.count"), Value: text.T("ui.tasks.number", "count", len(r.tasks))}}
	if overdue > 0 {
		facts = append(facts, widgets.Fact{Name: text.T("ui.tasks.overdue"), Value: text.T("ui.tasks.number", "count", overdue), State: widgets.Bad})
	}
	s.facts.Set(facts...)
	s.title.Refresh()
	if len(r.tasks) == 0 {
		s.list.Add(quiet(text.T("ui.tasks.none")))
	}
	s.list.Refresh()
	s.showNews(r.news)
}

func (s *Screen) showNews(news []todo.Notice) {
	s.news.Objects = nil
	for _, n := range news {
		why := text.T("ui.tasks.news.by", "author", n.Author, "at", text.Moment(time.UnixMilli(n.At).In(s.Now().Location())))
		s.news.Add(widgets.NewItem(widgets.Item{State: widgets.Info, What: text.Say(n.What), Why: why, Action: text.T("ui.tasks.open"),
			Do: func() { s.hooks.Open(n.Target) }}))
	}
	s.seen.Hidden = len(news) == 0
	if len(news) == 0 {
		s.news.Add(quiet(text.T("ui.tasks.news.none")))
	}
	s.news.Refresh()
	s.Content().Refresh()
}

// quiet is what stands where a list is empty.
func quiet(sentence string) fyne.CanvasObject {
	return widgets.NewPanel(widgets.NewParagraph(sentence).Quiet(), "", 0, 16, 14)
}

// markSeen remembers that everything was looked at.
func (s *Screen) markSeen() { s.Act("", s.room.SeenNotices) }
