package sheet

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/scoring"
	"thidua/ui/board"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
)

// head is the two lines above the table: whose sheet it is and how far, then the filters and the running totals.
type head struct {
	*board.Head
	screen   *Screen
	title    fyne.CanvasObject
	units    *widgets.Select
	invented *widgets.Badge
	progress *widgets.Text
	print    *widgets.Button
	submit   *widgets.Button
	object   *widgets.Button // to a sheet that was entered on behalf of the unit
	members  []emulation.ID  // of the choices in units
}

func newHead(s *Screen) *head {
	h := &head{Head: board.NewHead(), screen: s, invented: widgets.NewBadge(text.T("ui.illustrative"), widgets.Warn),
		progress: widgets.NewText("", theme.ColorNameMuted).Shrinking()}
	h.units = widgets.NewChoice(func(i int) { s.Choose(h.members[i]) })
	h.units.PlaceHolder = text.T("ui.sheet.choose-unit")
	h.print = widgets.NewButton(text.T("ui.print.do"), fynetheme.DocumentPrintIcon(), s.print)
	h.submit = widgets.NewPrimaryButton(text.T("ui.sheet.submit"), fynetheme.MailSendIcon(), s.askSubmit)
	h.object = widgets.NewQuietButton("", nil, nil)
	h.object.Hide()
	h.invented.Hide()
	facts := widgets.Line(10, h.progress, widgets.Wide(190, h.units), h.Step, h.invented, h.Behalf, h.progress)
	h.title = widgets.NewTitleBar(text.T("ui.sheet.title"), facts, h.object, h.print, s.board.Moves.Row, h.submit)
	return h
}

// clear says nothing of a sheet; another unit's can be chosen.
func (h *head) clear(r *reading) {
	h.fill(r)
	h.Clear()
	h.invented.Hide()
	h.screen.board.Moves.Clear()
	h.progress.Set("")
	h.submit.Hide()
	h.object.Hide()
	h.print.Disable()
}

// show tells whose sheet is on screen and how far it is.
func (h *head) show(r *reading) {
	h.fill(r)
	sh, moves := r.Sheet, h.screen.board.Moves
	h.print.Enable()
	h.invented.Hidden = !sh.Illustrative
	h.submit.Hidden = !sh.Own
	h.contest(r.entered)
	if sh.Editable {
		h.submit.Enable()
	} else {
		h.submit.Disable()
	}
	c := sh.Counts
	progress := text.T("ui.sheet.progress", "given", c.Given, "all", c.Criteria)
	if bad := c.Faults + c.Conflicts; bad > 0 {
		progress = text.T("ui.sheet.progress-faults", "given", c.Given, "all", c.Criteria, "bad", bad)
	}
	moves.Clear()
	if sh.Own {
		moves.Show(&r.Reading)
		h.submit.Hidden = len(moves.Row.Objects) > 0
	}
	h.progress.Set(cmp.Or(moves.Next(sh), progress))
	var class []widgets.Fact
	if name := sh.Final().Class; name != "" {
		class = []widgets.Fact{{Name: text.T("ui.sheet.class"), Value: name}}
	}
	h.Show(sh, func(u *scoring.UnitResult) string {
		return text.T("ui.sheet.of", "points", u.Total.LocaliseFixed(sh.Set.Rounding.Places, text.Comma()), "max", board.Limit(u.Max))
	}, class...)
	h.title.Refresh()
}

// contest offers the own unit to object to its sheet where others entered it, or to take that back.
func (h *head) contest(e *pledge.Entered) {
	s := h.screen
	h.object.Hidden = e == nil
	switch {
	case e == nil:
	case e.Objection == "":
		h.object.SetText(text.T("ui.pledge.object.sheet"))
		h.object.OnTapped = func() {
			s.AskFor(text.T("ui.pledge.object.why"), text.T("ui.pledge.object.hint"), text.T("ui.pledge.object.do"), func(why string) {
				s.Act(text.T("ui.pledge.object.done"), func() error { return pledge.At(s.ws).Object(e.What, why) })
			})
		}
	default:
		h.object.SetText(text.T("ui.pledge.object.withdraw.sheet"))
		h.object.OnTapped = func() {
			s.Act(text.T("ui.pledge.object.withdrawn"), func() error { return pledge.At(s.ws).WithdrawObjection(e.What) })
		}
	}
}

// fill offers the cluster's members.
func (h *head) fill(r *reading) {
	if r.season == nil {
		return
	}
	members := r.season.Cluster.Members
	h.members = book.IDs(members)
	h.units.Fill(emulation.Map(members, book.Unit.Label), slices.Index(h.members, r.unit))
}
