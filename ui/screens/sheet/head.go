package sheet

import (
	"cmp"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/emulation/scoring"
	"thidua/ui/board"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// head is the two lines above the table: whose sheet it is and how far, then the filters and the running totals.
type head struct {
	screen   *Screen
	title    fyne.CanvasObject
	tools    fyne.CanvasObject
	units    *widget.Select
	step     *widgets.Badge
	invented *widgets.Badge
	progress *widgets.Text
	print    *widgets.Button
	submit   *widgets.Button
	moves    *board.Moves
	behalf   *widgets.Badge
	filters  *board.Filters
	totals   *widgets.Facts
	find     *board.Finder
	members  []emulation.ID // of the choices in units
	setting  bool           // units is being filled, not chosen from
}

func newHead(s *Screen) *head {
	h := &head{screen: s,
		step:     widgets.NewBadge("", widgets.Neutral),
		invented: widgets.NewBadge(text.T("ui.illustrative"), widgets.Warn),
		progress: widgets.NewText("", theme.ColorNameMuted).Shrinking(),
		totals:   widgets.NewFacts(),
		moves:    board.NewMoves(s.stage, nil),
		behalf:   widgets.NewBadge(text.T("ui.behalf"), widgets.Warn),
		find:     board.NewFinder(160),
	}
	h.units = widget.NewSelect(nil, func(string) { h.chosen() })
	h.units.PlaceHolder = text.T("ui.sheet.choose-unit")
	h.print = widgets.NewButton(text.T("ui.print.do"), fynetheme.DocumentPrintIcon(), s.print)
	h.submit = widgets.NewPrimaryButton(text.T("ui.sheet.submit"), fynetheme.MailSendIcon(), s.askSubmit)
	h.invented.Hide()
	h.step.Hide()
	h.behalf.Hide()
	facts := widgets.Row(10, h.progress, widgets.Wide(190, h.units), h.step, h.invented, h.behalf, h.progress)
	h.title = widgets.NewTitleBar(text.T("ui.sheet.title"), facts, h.print, h.moves.Row, h.submit)
	h.filters = board.NewFilters(func(i int) { h.filter(filter(i)) }, text.T("ui.sheet.filter.all"), text.T("ui.sheet.filter.not-scored"),
		text.T("ui.sheet.filter.no-evidence"), text.T("ui.sheet.filter.invalid"), text.T("ui.explain.filter"))
	details := widgets.NewQuietButton(text.T("ui.sheet.details"), fynetheme.InfoIcon(), s.toggleDetails)
	h.tools = widgets.NewToolbar(widgets.Row(10, nil, h.totals, details), append(h.filters.Buttons, h.find.Box)...)
	h.mark()
	return h
}

// show tells whose sheet is on screen and how far it is.
func (h *head) show(r *reading) {
	h.fill(r)
	if r.err != nil {
		h.step.Hide()
		h.invented.Hide()
		h.behalf.Hide()
		h.moves.Clear()
		h.progress.Set("")
		h.totals.Set()
		h.submit.Hide()
		h.print.Disable()
		return
	}
	sh := r.sheet
	h.print.Enable()
	h.step.Set(text.Capital(board.StepName(sh.Step)), board.StepState(sh.Step))
	h.step.Show()
	h.invented.Hidden = !sh.Illustrative
	h.submit.Hidden = !sh.Own
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
	h.behalf.Hidden = sh.OnBehalf == nil
	h.moves.Clear()
	if sh.Own {
		h.moves.Show(h.screen.ws.In(sh.Period), sh, r.may.Moves)
		h.submit.Hidden = len(h.moves.Row.Objects) > 0
	}
	h.progress.Set(cmp.Or(board.Behalf(sh), h.moves.Waiting(), progress))
	h.total(r)
	h.title.Refresh()
}

// total shows the running totals, of the unit's own points and of the verified ones.
func (h *head) total(r *reading) {
	of := func(u *scoring.UnitResult) string {
		places := r.sheet.Set.Rounding.Places
		return text.T("ui.sheet.of", "points", u.Total.LocaliseFixed(places, text.Comma()), "max", board.Limit(u.Max))
	}
	facts := []widgets.Fact{{Name: text.T("ui.sheet.total.self"), Value: of(r.sheet.Self)}}
	if v := r.sheet.Verified; v != nil {
		facts = append(facts, widgets.Fact{Name: text.T("ui.sheet.total.verified"), Value: of(v)})
	}
	if v := r.sheet.Second; v != nil {
		facts = append(facts, widgets.Fact{Name: text.T("ui.review.column.final"), Value: of(v)})
	}
	if r.sheet.Final().Class != "" {
		facts = append(facts, widgets.Fact{Name: text.T("ui.sheet.class"), Value: r.sheet.Final().Class})
	}
	h.totals.Set(facts...)
}

// fill offers the cluster's members.
func (h *head) fill(r *reading) {
	if r.season == nil {
		return
	}
	names := make([]string, len(r.season.Cluster.Members))
	h.members = h.members[:0]
	chosen := -1
	for i, u := range r.season.Cluster.Members {
		names[i] = u.Label()
		h.members = append(h.members, u.ID)
		if u.ID == r.unit {
			chosen = i
		}
	}
	h.setting = true
	h.units.SetOptions(names)
	if chosen >= 0 {
		h.units.SetSelectedIndex(chosen)
	}
	h.setting = false
}

func (h *head) chosen() {
	if i := h.units.SelectedIndex(); !h.setting && i >= 0 {
		h.screen.Choose(h.members[i])
	}
}

// filter shows other criteria.
func (h *head) filter(f filter) {
	s := h.screen
	if !s.shown {
		return
	}
	s.grid.Commit()
	s.model.choose(f)
	s.grid.Reload()
	h.mark()
	row, _ := s.grid.Selected()
	if l := s.model.Line(row); l != nil && l.Row.Group != nil {
		row = s.model.First(s.model.fits(f))
		s.grid.Select(row, s.model.entry(row))
	}
	s.selected(row)
	s.focus()
	if s.model.Rows() == 0 {
		s.why.Set(widgets.OK, text.T("ui.sheet.filter.none"))
	}
}

// mark shows which filter is chosen, and how many criteria each has.
func (h *head) mark() {
	m := h.screen.model
	h.filters.Mark(int(m.filter), func(i int) int { return m.Count(m.fits(filter(i))) })
	h.filters.Show(int(unanswered), m.may.Explains && m.sheet.Own)
	if h.tools != nil {
		h.tools.Refresh()
	}
}
