package syncing

import (
	"strings"

	"fyne.io/fyne/v2/widget"

	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// server is where the desk syncs with, and the field to change it.
type server struct {
	screen *Screen
	entry  *widget.Entry
	save   *widgets.Button
	hint   *widgets.Paragraph
	panel  *widgets.Panel
	known  string
}

func newServer(s *Screen) *server {
	v := &server{screen: s, entry: widget.NewEntry(), hint: widgets.NewParagraph("").Quiet()}
	v.entry.SetPlaceHolder(text.T("ui.server.example"))
	v.save = widgets.NewButton(text.T("ui.server.save"), nil, v.keep)
	v.save.Disable()
	v.entry.OnChanged = func(now string) {
		if strings.TrimSpace(now) == v.known {
			v.save.Disable()
		} else {
			v.save.Enable()
		}
	}
	v.entry.OnSubmitted = func(string) { v.keep() }
	v.panel = widgets.NewCard(text.T("ui.server"), widgets.Row(8, nil, widgets.Wide(430, v.entry), v.save), v.hint)
	return v
}

func (v *server) show(st *replica.Status) {
	sandbox := strings.HasPrefix(st.Origin, "sample:")
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
	} else {
		v.entry.Enable()
	}
}

func (v *server) keep() {
	address := strings.TrimSpace(v.entry.Text)
	s := v.screen
	s.Queue.Go(func() func() {
		err := s.ws.SetServer(address)
		return func() {
			if err != nil {
				s.Notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			v.known = address
			v.save.Disable()
			s.hooks.Changed()
		}
	})
}
