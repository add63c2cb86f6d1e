package syncing

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// server is where the desk syncs with and the way there, and the fields to change them.
type server struct {
	screen *Screen
	entry  *typing.Entry
	save   *widgets.Button
	change *widgets.Button
	hint   *widgets.Paragraph
	form   *fyne.Container // what asks for the way, while somebody changes it
	panel  *widgets.Panel
	known  string
}

func newServer(s *Screen) *server {
	v := &server{screen: s, entry: typing.NewEntry(), hint: widgets.NewParagraph("").Quiet(), form: widgets.Column(0)}
	v.entry.SetPlaceHolder(text.T("ui.server.example"))
	v.save = widgets.NewButton(text.T("ui.server.save"), nil, v.keep)
	v.save.Disable()
	v.change = widgets.NewQuietButton(text.T("ui.way.change"), nil, v.ask)
	v.entry.OnChanged = func(now string) {
		if strings.TrimSpace(now) == v.known {
			v.save.Disable()
		} else {
			v.save.Enable()
		}
	}
	v.entry.OnSubmitted = func(string) { v.keep() }
	v.panel = widgets.NewCard(text.T("ui.server"), widgets.Row(8, nil, widgets.Wide(430, v.entry), v.save, v.change), v.form, v.hint)
	return v
}

func (v *server) show(st *replica.Status) {
	sandbox := st.Origin != ""
	if st.Server != v.known || v.entry.Text == "" {
		v.known = st.Server
		v.entry.SetText(st.Server)
	}
	hint := text.T("ui.server.hint")
	if sandbox {
		hint = text.T("ui.server.sandbox")
	}
	v.hint.Set(hint)
	if sandbox {
		v.entry.Disable()
		v.change.Disable()
	} else {
		v.entry.Enable()
		v.change.Enable()
	}
}

// ask opens the form of the way, with the one that is set.
func (v *server) ask() {
	s := v.screen
	s.Queue.Go(func() func() {
		is, err := s.hooks.Way()
		return func() {
			if err != nil {
				s.Notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			refused := func(err error) { s.Notice.Tell(widgets.Bad, text.Error(err)) }
			form := screen.NewWayForm(s.Host, is, func(w screen.Way) { v.reach(v.known, &w) }, v.close, refused)
			v.lay(form)
			form.Focus(s.Window.Canvas())
		}
	})
}

func (v *server) close() { v.lay() }

func (v *server) lay(parts ...fyne.CanvasObject) {
	v.form.Objects = parts
	v.form.Refresh()
	v.panel.Refresh()
	v.screen.technical.Refresh()
}

func (v *server) keep() { v.reach(strings.TrimSpace(v.entry.Text), nil) }

// reach syncs with another server from now on, or on another way; nil: the way stays.
func (v *server) reach(address string, way *screen.Way) {
	s := v.screen
	s.Queue.Go(func() func() {
		err := s.hooks.Reach(address, way)
		return func() {
			if err != nil {
				s.Notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			v.known = address
			v.save.Disable()
			if way != nil {
				v.close()
			}
		}
	})
}
