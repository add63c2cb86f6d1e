package sheet

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/ui/board"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace"
)

// detail is what stands right of the table: the selected criterion in full, how to score it, and its evidence.
type detail struct {
	screen *Screen
	panel  *widgets.Panel

	name     *widgets.Paragraph
	how      *widgets.Paragraph
	note     *widgets.Paragraph
	proofs   *fyne.Container
	title    *widgets.Text
	must     *widgets.Badge
	add      *widgets.Button
	hint     *widgets.Paragraph
	parts    *fyne.Container
	below    *fyne.Container // what only a criterion has
	evidence *fyne.Container // what only a criterion with evidence has
	review   *fyne.Container // what the reviews said, and the unit to it
	talk     *board.Talk
	trail    *fyne.Container

	reader *bridge.Repaint
	code   bridge.Shared[string] // the criterion the panel tells of
	shown  string
}

// detailWidth is the width of the panel at 100 %.
const detailWidth = 236

// talkHeight is the height at 100 % of what was done about a criterion, and of what was said.
const talkHeight = 130

func newDetail(s *Screen) *detail {
	d := &detail{screen: s, name: widgets.NewParagraph("").Bold(), how: widgets.NewParagraph("").Quiet(), note: widgets.NewParagraph("").Quiet().Italic(),
		title: widgets.NewText("", fynetheme.ColorNameForeground).Bold(), must: widgets.NewBadge(text.T("ui.sheet.evidence.must"), widgets.Warn),
		proofs: widgets.Column(2), hint: widgets.NewParagraph(text.T("ui.sheet.evidence.drop")).Quiet()}
	d.add = widgets.NewButton(text.T("ui.sheet.evidence.add"), fynetheme.ContentAddIcon(), d.pick)
	d.reader = bridge.NewRepaint(s.host.Queue, d.read)
	d.evidence = widgets.Column(8, widget.NewSeparator(), widgets.Row(8, nil, d.title, d.must), d.proofs, widgets.Row(0, nil, d.add), d.hint)
	d.review = widgets.Column(5)
	d.talk = board.NewTalk(s.stage)
	d.trail = widgets.Tall(talkHeight, d.talk.Trail)
	d.below = widgets.Column(8, d.review, d.how, d.note, d.evidence, widget.NewSeparator(), widgets.Tall(talkHeight, d.talk.Remarks), d.trail)
	d.parts = widgets.Column(8, d.name, d.below)
	room := widgets.NewPanel(d.parts, "", 0, 12, 10)
	d.panel = widgets.NewPanel(widgets.Wide(detailWidth, container.NewVScroll(room)), theme.ColorNameSurface, widgets.Left, 0, 0)
	d.parts.Hide()
	return d
}

// show tells of a line of the table; nil shows nothing.
func (d *detail) show(l *board.Line) {
	if l == nil {
		d.parts.Hide()
		d.code.Set("")
		return
	}
	d.parts.Show()
	r := l.Row
	d.name.Set(text.T("ui.sheet.detail.name", "code", r.Code(), "name", r.Name()))
	d.below.Hidden = r.Criterion == nil
	if r.Criterion == nil {
		d.code.Set("")
		d.shown = ""
		d.talk.Show(workspace.Sheets{}, nil, "")
		d.parts.Refresh()
		return
	}
	d.verdict(r)
	sh := d.screen.model.sheet
	d.talk.Show(d.screen.ws.In(sh.Period), sh, r.Code())
	d.trail.Hidden = sh.Step == emulation.SheetDraft
	d.how.Set(howTo(r.Criterion))
	remark := remarks(r)
	d.note.Set(remark)
	d.note.Hidden = remark == ""
	d.must.Hidden = !board.LacksEvidence(r)
	editable := d.screen.model.sheet.Own
	d.evidence.Hidden = r.Criterion.Evidence == criteria.EvidenceNone && r.Evidence == 0
	d.add.Hidden = !editable
	d.hint.Hidden = d.add.Hidden
	d.title.Set(text.T("ui.sheet.evidence.count", "count", r.Evidence))
	if d.shown != r.Code() {
		d.proofs.Objects = nil
		d.proofs.Refresh()
	}
	d.shown = r.Code()
	d.code.Set(r.Code())
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
	code := d.code.Get()
	if code == "" {
		return nil
	}
	list, err := d.screen.ws.Evidence(code)
	return func() {
		if code != d.code.Get() {
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
	slices.SortStableFunc(list, func(a, b workspace.Proof) int { return vietnamese.Collate(a.Name, b.Name) })
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
	words := widgets.Stack(name, below)
	return container.NewBorder(nil, nil, icon, view, words)
}

func fileSize(bytes uint64) string {
	if bytes < 1<<20 {
		return text.T("ui.size.kb", "n", max(1, bytes>>10))
	}
	return text.T("ui.size.mb", "n", decimal.QuoRound(decimal.FromInt(int64(bytes)), decimal.FromInt(1<<20), 1, decimal.HalfUp))
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
	code := d.code.Get()
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
	l := s.model.Line(row)
	if l == nil || l.Row.Group != nil || !s.model.sheet.Own {
		s.notice.Tell(widgets.Info, text.T("ui.sheet.evidence.choose-first"))
		return
	}
	var list []file
	for _, u := range files {
		list = append(list, file{filepath.Base(u.Path()), func() (io.ReadCloser, error) { return openFile(u.Path()) }})
	}
	s.take(l.Row.Code(), list)
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
