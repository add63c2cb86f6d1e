package sheet

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/ui/board"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// detail is what stands right of the table: the selected criterion in full, how to score it, and its evidence.
type detail struct {
	screen *Screen
	panel  *widgets.Panel
	scroll *container.Scroll

	name     *widgets.Paragraph
	how      *widgets.Paragraph
	note     *widgets.Paragraph
	proofs   *board.Proofs
	title    *widgets.Text
	must     *widgets.Badge
	add      *widgets.Button
	folder   *widgets.Button
	paste    *widgets.Button
	hint     *widgets.Paragraph
	parts    *fyne.Container
	below    *fyne.Container // what only a criterion has
	evidence *fyne.Container // what only a criterion with evidence has
	review   *fyne.Container // what the reviews said, and the unit to it
	trail    *fyne.Container

	reader *bridge.Repaint
	code   bridge.Shared[string] // the criterion the panel tells of
}

// detailWidth is the width of the panel at 100 %.
const detailWidth = 236

// talkHeight is the height at 100 % of what was done about a criterion, and of what was said.
const talkHeight = 130

func newDetail(s *Screen) *detail {
	d := &detail{screen: s, name: widgets.NewParagraph("").Bold(), how: widgets.NewParagraph("").Quiet(), note: widgets.NewParagraph("").Quiet().Italic(),
		title: widgets.NewText("", fynetheme.ColorNameForeground).Bold(), must: widgets.NewBadge(text.T("ui.sheet.evidence.must"), widgets.Warn),
		hint: widgets.NewParagraph(text.T("ui.sheet.evidence.drop")).Quiet()}
	d.add = widgets.NewButton(text.T("ui.sheet.evidence.add"), nil, func() { d.pick(false) })
	d.folder = widgets.NewButton(text.T("ui.sheet.evidence.folder"), nil, func() { d.pick(true) })
	d.paste = widgets.NewButton(text.T("ui.sheet.evidence.paste"), nil, s.Paste)
	d.reader = bridge.NewRepaint(s.Queue, d.read)
	d.proofs = board.NewProofs(s.Frame, board.ProofsFrom{Open: sheet.At(s.ws).Open, Viewer: s.hooks.Viewer, Again: d.reader.Ask})
	d.evidence = widgets.Column(8, widget.NewSeparator(), widgets.Row(8, nil, d.title, d.must), d.proofs.Body, widgets.Flow(4, d.add, d.folder, d.paste), d.hint)
	d.review = widgets.Column(5)
	talk := s.board.Talk
	d.trail = widgets.Tall(talkHeight, talk.Trail)
	d.below = widgets.Column(8, d.review, d.how, d.note, d.evidence, widget.NewSeparator(), widgets.Tall(talkHeight, talk.Remarks), d.trail)
	d.parts = widgets.Column(8, d.name, d.below)
	room := widgets.NewPanel(d.parts, "", 0, 12, 10)
	d.scroll = widgets.Steady(room)
	d.panel = widgets.NewPanel(widgets.Wide(detailWidth, d.scroll), theme.ColorNameSurface, widgets.Left, 0, 0)
	d.parts.Hide()
	return d
}

// show tells of a line of the table; nil shows nothing. What stays as it was is not drawn again: this is called for every key.
func (d *detail) show(l *board.Line) {
	widgets.Reveal(d.parts, l != nil)
	if l == nil {
		d.code.Set("")
		return
	}
	r := l.Row
	d.name.Set(text.T("ui.sheet.detail.name", "code", r.Code(), "name", r.Name()))
	widgets.Reveal(d.below, r.Criterion != nil)
	if r.Criterion == nil {
		d.code.Set("")
		d.proofs.About("")
		d.screen.board.Talk.Show(d.screen.board.Reading, l)
		widgets.Arrange(d.parts)
		return
	}
	if d.code.Get() != r.Code() {
		widgets.ToTop(d.scroll)
	}
	d.verdict(r)
	sh := d.screen.sheet()
	d.screen.board.Talk.Show(d.screen.board.Reading, l)
	widgets.Reveal(d.trail, sh.Step != emulation.SheetDraft)
	d.how.Set(text.Say(r.Criterion.Rule.Hint()))
	remark := remarks(r)
	d.note.Set(remark)
	widgets.Reveal(d.note, remark != "")
	widgets.Reveal(d.must, board.LacksEvidence(r))
	editable := sh.Own
	if d.proofs.From.Remove = nil; sh.Editable {
		d.proofs.From.Remove = d.screen.remove
	}
	widgets.Reveal(d.evidence, r.Criterion.Evidence != criteria.EvidenceNone || r.Evidence > 0)
	for _, way := range []fyne.CanvasObject{d.add, d.folder, d.hint} {
		widgets.Reveal(way, editable)
	}
	widgets.Reveal(d.paste, editable && d.screen.hooks.Picture != nil)
	d.title.Set(text.T("ui.sheet.evidence.count", "count", r.Evidence))
	d.proofs.About(r.Code())
	d.code.Set(r.Code())
	switch {
	case !editable:
	case r.Evidence == 0:
		d.proofs.Show(r.Code(), nil)
	default:
		d.reader.Ask()
	}
	widgets.Arrange(d.parts)
}

// remarks are the criterion's own note and the document it comes from.
func remarks(r *sheet.Row) string {
	var parts []string
	if r.Criterion.Note != "" {
		parts = append(parts, r.Criterion.Note)
	}
	if r.Criterion.Cite != "" {
		parts = append(parts, text.T("ui.sheet.detail.cite", "cite", r.Criterion.Cite))
	}
	return strings.Join(parts, "\n")
}
