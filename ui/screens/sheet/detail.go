package sheet

import (
	"io"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation/criteria"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// detail is what stands right of the table: the selected criterion in full, how to score it, and its evidence.
type detail struct {
	screen *Screen
	panel  *widgets.Panel

	name   *widget.Label
	how    *widget.Label
	note   *widget.Label
	proofs *fyne.Container
	title  *widgets.Text
	must   *widgets.Badge
	add    *widgets.Button
	hint   *widget.Label
	parts  *fyne.Container

	reader *bridge.Repaint
	code   focus
	shown  string
}

// detailWidth is the width of the panel at 100 %.
const detailWidth = 236

func newDetail(s *Screen) *detail {
	d := &detail{screen: s, name: wrapped(), how: wrapped(), note: wrapped(), proofs: container.NewVBox(),
		title: widgets.NewText("", fynetheme.ColorNameForeground).Bold(), must: widgets.NewBadge(text.T("ui.sheet.evidence.must"), widgets.Warn),
		hint: wrapped()}
	d.name.TextStyle.Bold = true
	d.how.Importance = widget.LowImportance
	d.note.Importance = widget.LowImportance
	d.note.TextStyle.Italic = true
	d.hint.Importance = widget.LowImportance
	d.hint.SetText(text.T("ui.sheet.evidence.drop"))
	d.add = widgets.NewButton(text.T("ui.sheet.evidence.add"), fynetheme.ContentAddIcon(), d.pick)
	d.reader = bridge.NewRepaint(s.host.Queue, d.read)
	d.parts = container.New(layout.NewCustomPaddedVBoxLayout(2), d.name, d.how, d.note, widget.NewSeparator(),
		widgets.NewPanel(widgets.Row(8, nil, d.title, d.must), "", 0, 8, 5), d.proofs, container.NewPadded(d.add), d.hint)
	d.panel = widgets.NewPanel(container.New(fixedWidth{detailWidth}, container.NewVScroll(d.parts)), theme.ColorNameSurface, widgets.Left, 0, 4)
	d.parts.Hide()
	return d
}

func wrapped() *widget.Label {
	l := widget.NewLabel("")
	l.Wrapping = fyne.TextWrapWord
	return l
}

// show tells of a line of the table; nil shows nothing.
func (d *detail) show(l *line) {
	if l == nil {
		d.parts.Hide()
		d.code.set("")
		return
	}
	d.parts.Show()
	r := l.row
	d.name.SetText(text.T("ui.sheet.detail.name", "code", r.Code(), "name", r.Name()))
	criterion := r.Criterion != nil
	for _, o := range d.parts.Objects[1:] {
		o.(fyne.CanvasObject).Hide()
	}
	if !criterion {
		d.code.set("")
		d.shown = ""
		return
	}
	for _, o := range d.parts.Objects[1:] {
		o.Show()
	}
	d.how.SetText(howTo(r.Criterion))
	remark := remarks(r)
	d.note.SetText(remark)
	d.note.Hidden = remark == ""
	d.must.Hidden = !lacksEvidence(r)
	editable := d.screen.model.sheet.Own
	d.add.Hidden = !editable || r.Criterion.Evidence == criteria.EvidenceNone
	d.hint.Hidden = d.add.Hidden
	d.title.Set(text.T("ui.sheet.evidence.count", "count", r.Evidence))
	if d.shown != r.Code() {
		d.proofs.Objects = nil
		d.proofs.Refresh()
	}
	d.shown = r.Code()
	d.code.set(r.Code())
	if editable {
		d.reader.Ask()
	}
	d.parts.Refresh()
}

// remarks are the criterion's own note and the document it comes from.
func remarks(r *workspace.Row) string {
	var parts []string
	if r.Criterion.Note != "" {
		parts = append(parts, r.Criterion.Note)
	}
	if r.Criterion.Cite != "" {
		parts = append(parts, text.T("ui.sheet.detail.cite", "cite", r.Criterion.Cite))
	}
	return strings.Join(parts, "\n")
}

// read lists the evidence of the criterion that is shown by then.
func (d *detail) read() func() {
	code := d.code.get()
	if code == "" {
		return nil
	}
	list, err := d.screen.ws.Evidence(code)
	return func() {
		if code != d.code.get() {
			return
		}
		if err != nil {
			d.screen.notice.Tell(widgets.Bad, text.Error(err))
			return
		}
		d.list(list)
	}
}

func (d *detail) list(list []workspace.Proof) {
	d.proofs.Objects = nil
	for _, p := range list {
		d.proofs.Add(d.proof(p))
	}
	d.title.Set(text.T("ui.sheet.evidence.count", "count", len(list)))
	d.parts.Refresh()
}

// proof is one file: its name, its size, and a button to look at it.
func (d *detail) proof(p workspace.Proof) fyne.CanvasObject {
	name := widgets.NewText(p.Name, fynetheme.ColorNameForeground).Shrinking()
	size := text.T("ui.sheet.evidence.size", "size", fileSize(p.Size))
	if p.Pending {
		size = text.T("ui.sheet.evidence.size-waiting", "size", fileSize(p.Size))
	}
	below := widgets.NewText(size, theme.ColorNameMuted).Sized(fynetheme.SizeNameCaptionText).Shrinking()
	view := widgets.NewQuietButton("", fynetheme.VisibilityIcon(), func() { d.view(p) })
	icon := container.NewCenter(widgets.NewIcon(fynetheme.FileIcon(), theme.ColorNameMuted))
	words := container.New(layout.NewCustomPaddedVBoxLayout(0), name, below)
	return widgets.NewPanel(container.NewBorder(nil, nil, icon, view, words), "", 0, 8, 1)
}

func fileSize(bytes uint64) string {
	if bytes < 1<<20 {
		return text.T("ui.size.kb", "n", max(1, bytes>>10))
	}
	return text.T("ui.size.mb", "n", bytes>>20)
}

// view shows a copy of a piece of evidence with the system's viewer.
func (d *detail) view(p workspace.Proof) {
	s := d.screen
	s.host.Queue.Aside(func() func() {
		_, r, err := s.ws.OpenEvidence(p.ID)
		if err == nil {
			err = s.hooks.View(p.Name, r)
			if e := r.Close(); err == nil {
				err = e
			}
		}
		if err == nil {
			return nil
		}
		return func() { s.notice.Tell(widgets.Bad, text.Error(err)) }
	})
}

// pick asks for a file.
func (d *detail) pick() {
	code := d.code.get()
	dialog.ShowFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			d.screen.notice.Tell(widgets.Bad, text.Error(err))
		case r != nil:
			d.screen.take(code, []file{{r.URI().Name(), func() (io.ReadCloser, error) { return r, nil }}})
		}
	}, d.screen.host.Window)
}

// file is a file somebody chose or dropped.
type file struct {
	name string
	open func() (io.ReadCloser, error)
}

// Drop takes files that were dropped onto the window as evidence of the selected criterion.
func (s *Screen) Drop(files []fyne.URI) {
	row, _ := s.grid.Selected()
	l := s.model.line(row)
	if l == nil || l.row.Group != nil || !s.model.sheet.Own {
		s.notice.Tell(widgets.Info, text.T("ui.sheet.evidence.choose-first"))
		return
	}
	var list []file
	for _, u := range files {
		list = append(list, file{filepath.Base(u.Path()), func() (io.ReadCloser, error) { return openFile(u.Path()) }})
	}
	s.take(l.row.Code(), list)
}

// take stores files as evidence of a criterion, away from the window.
func (s *Screen) take(code string, files []file) {
	s.notice.Tell(widgets.Waiting, text.T("ui.sheet.evidence.taking", "count", len(files), "code", code))
	s.host.Queue.Aside(func() func() {
		taken := 0
		var failed error
		for _, f := range files {
			if err := s.takeOne(code, f); err != nil {
				failed = err
			} else {
				taken++
			}
		}
		return func() {
			if taken > 0 {
				s.hooks.Saved()
			}
			if failed != nil {
				s.notice.Tell(widgets.Bad, text.Error(failed))
			} else {
				s.notice.Tell(widgets.OK, text.T("ui.sheet.evidence.taken", "count", taken, "code", code))
			}
			s.detail.reader.Ask()
		}
	})
}

func (s *Screen) takeOne(code string, f file) error {
	r, err := f.open()
	if err != nil {
		return err
	}
	_, err = s.ws.AddEvidence(code, f.name, r)
	if e := r.Close(); err == nil {
		err = e
	}
	return err
}
