package syncing

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// server is where the desk syncs with, and the field to change it.
type server struct {
	screen *Screen
	entry  *widget.Entry
	save   *widgets.Button
	hint   *widget.Label
	panel  *widgets.Panel
	known  string
}

func newServer(s *Screen) *server {
	v := &server{screen: s, entry: widget.NewEntry(), hint: widget.NewLabel("")}
	v.hint.Wrapping = fyne.TextWrapWord
	v.hint.Importance = widget.LowImportance
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
	title := widgets.NewText(text.T("ui.server"), fynetheme.ColorNameForeground).Bold()
	field := container.New(widthLayout{430}, v.entry)
	v.panel = widgets.NewPanel(container.New(layout.NewCustomPaddedVBoxLayout(6), title, widgets.Row(8, nil, field, v.save), v.hint), "", 0, 16, 12)
	return v
}

func (v *server) show(st *workspace.Status) {
	sandbox := strings.HasPrefix(st.Origin, "sample:")
	if st.Server != v.known || v.entry.Text == "" {
		v.known = st.Server
		v.entry.SetText(st.Server)
	}
	hint := text.T("ui.server.hint")
	if sandbox {
		hint = text.T("ui.server.sandbox")
	}
	v.hint.SetText(hint)
	for _, o := range []fyne.Disableable{v.entry} {
		if sandbox {
			o.Disable()
		} else {
			o.Enable()
		}
	}
}

func (v *server) keep() {
	address := strings.TrimSpace(v.entry.Text)
	s := v.screen
	s.host.Queue.Go(func() func() {
		err := s.ws.SetServer(address)
		return func() {
			if err != nil {
				s.notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			v.known = address
			v.save.Disable()
			s.hooks.Changed()
		}
	})
}

// widthLayout gives its objects a width at 100 %.
type widthLayout struct{ wide float32 }

func (l widthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.wide*fyne.CurrentApp().Settings().Theme().Size(theme.SizeNameUnit), 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func (l widthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}
