package sheet

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/emulation/scoring"
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
	filters  [filterCount]*widgets.Button
	totals   *widgets.Facts
	find     *finder
	members  []emulation.ID // of the choices in units
	setting  bool           // units is being filled, not chosen from
}

func newHead(s *Screen) *head {
	h := &head{screen: s,
		step:     widgets.NewBadge("", widgets.Neutral),
		invented: widgets.NewBadge(text.T("ui.illustrative"), widgets.Warn),
		progress: widgets.NewText("", theme.ColorNameMuted).Shrinking(),
		totals:   widgets.NewFacts(),
		find:     newFinder(s),
	}
	h.units = widget.NewSelect(nil, func(string) { h.chosen() })
	h.units.PlaceHolder = text.T("ui.sheet.choose-unit")
	h.print = widgets.NewButton(text.T("ui.print.do"), fynetheme.DocumentPrintIcon(), s.print)
	h.submit = widgets.NewPrimaryButton(text.T("ui.sheet.submit"), fynetheme.MailSendIcon(), s.askSubmit)
	h.invented.Hide()
	h.step.Hide()
	facts := widgets.Row(10, h.progress, widgets.Wide(190, h.units), h.step, h.invented, h.progress)
	h.title = widgets.NewTitleBar(text.T("ui.sheet.title"), facts, h.print, h.submit)
	var left []fyne.CanvasObject
	for f := range filterCount {
		h.filters[f] = widgets.NewQuietButton("", nil, func() { h.filter(f) })
		left = append(left, h.filters[f])
	}
	left = append(left, h.find.box)
	details := widgets.NewQuietButton(text.T("ui.sheet.details"), fynetheme.InfoIcon(), s.toggleDetails)
	h.tools = widgets.NewToolbar(widgets.Row(10, nil, h.totals, details), left...)
	h.mark()
	return h
}

// show tells whose sheet is on screen and how far it is.
func (h *head) show(r *reading) {
	h.fill(r)
	if r.err != nil {
		h.step.Hide()
		h.invented.Hide()
		h.progress.Set("")
		h.totals.Set()
		h.submit.Hide()
		h.print.Disable()
		return
	}
	sh := r.sheet
	h.print.Enable()
	h.step.Set(text.Capital(stepName(sh.Step)), stepState(sh.Step))
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
	h.progress.Set(progress)
	h.total(r)
	h.title.Refresh()
}

// total shows the running totals, of the unit's own points and of the verified ones.
func (h *head) total(r *reading) {
	of := func(u *scoring.UnitResult) string {
		places := r.sheet.Set.Rounding.Places
		return text.T("ui.sheet.of", "points", u.Total.LocaliseFixed(places, comma()), "max", limit(u.Max))
	}
	facts := []widgets.Fact{{Name: text.T("ui.sheet.total.self"), Value: of(r.sheet.Self)}}
	if v := r.sheet.Verified; v != nil {
		facts = append(facts, widgets.Fact{Name: text.T("ui.sheet.total.verified"), Value: of(v)})
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

var filterKeys = [filterCount]string{all: "ui.sheet.filter.all", notScored: "ui.sheet.filter.not-scored",
	noEvidence: "ui.sheet.filter.no-evidence", invalid: "ui.sheet.filter.invalid"}

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
	if l := s.model.line(row); l != nil && l.row.Group != nil {
		row = s.model.firstOpen()
		s.grid.Select(row, columnResult)
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
	for f := range filterCount {
		b := h.filters[f]
		label := text.T(filterKeys[f])
		if n := m.count(f); f != all && n > 0 {
			label = text.T("ui.sheet.filter.count", "filter", label, "count", n)
		}
		importance := widget.LowImportance
		if m.filter == f {
			importance = widget.MediumImportance
		}
		if b.Text != label || b.Importance != importance {
			b.Text, b.Importance = label, importance
			b.Refresh()
		}
	}
	if h.tools != nil {
		h.tools.Refresh()
	}
}

// stepName is where a sheet stands, in words.
func stepName(step emulation.SheetStep) string { return text.T("step." + string(step)) }

func stepState(step emulation.SheetStep) widgets.State {
	switch step {
	case emulation.SheetDraft:
		return widgets.Neutral
	case emulation.SheetReturned:
		return widgets.Warn
	}
	return widgets.OK
}

// finder is the field that goes to a criterion by its code or a word of its name.
type finder struct {
	screen *Screen
	entry  *widget.Entry
	box    fyne.CanvasObject
}

func newFinder(s *Screen) *finder {
	f := &finder{screen: s, entry: widget.NewEntry()}
	f.entry.SetPlaceHolder(text.T("ui.sheet.find"))
	f.entry.OnSubmitted = f.search
	f.box = widgets.Wide(190, f.entry)
	return f
}

func (f *finder) focus() { f.screen.host.Window.Canvas().Focus(f.entry) }

// search goes to the next criterion that fits and gives the keyboard back to the table.
func (f *finder) search(wanted string) {
	s := f.screen
	after, col := s.grid.Selected()
	row := s.model.find(wanted, after)
	if row < 0 {
		s.why.Set(widgets.Info, text.T("ui.sheet.find.none", "text", wanted))
		return
	}
	s.grid.Select(row, max(col, columnResult))
	s.focus()
}
