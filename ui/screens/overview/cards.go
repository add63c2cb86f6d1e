package overview

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/board"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// next says what is to be done now, with the button for it.
type next struct {
	screen *Screen
	panel  *widgets.Panel
	label  *widgets.Paragraph
	why    *widgets.Paragraph
	button *widgets.Button
}

func newNext(s *Screen) *next {
	n := &next{screen: s, label: widgets.NewParagraph("").Bold(), why: widgets.NewParagraph("").Quiet(), button: widgets.NewPrimaryButton("", nil, nil)}
	n.panel = widgets.NewCard(text.T("ui.overview.next"), n.label, n.why, widgets.Row(0, nil, n.button))
	return n
}

func (n *next) show(r *reading) {
	if n.panel.Hidden = r.Advice == nil; n.panel.Hidden { // it could not be read, and the screen says why
		n.panel.Refresh()
		return
	}
	n.label.Set(text.Say(r.Advice.What))
	n.why.Hidden = r.Advice.Why.Key == ""
	if !n.why.Hidden {
		n.why.Set(text.Say(r.Advice.Why))
	}
	n.button.SetText(text.T("ui.tasks.open." + string(r.Advice.Target.Screen)))
	n.button.OnTapped = func() { n.screen.hooks.Open(r.Advice.Target) }
	n.panel.Refresh()
}

// own is how far the own sheet is.
type own struct {
	panel *widgets.Panel
	bar   *widget.ProgressBar
	state *widgets.Badge
	facts *fyne.Container
	total *widgets.Text
}

func newOwn() *own {
	o := &own{bar: widget.NewProgressBar(), state: widgets.NewBadge("", widgets.Neutral), facts: widgets.Column(5),
		total: widgets.NewText("", fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameHeadingText).Bold()}
	o.bar.TextFormatter = func() string {
		return text.T("ui.overview.own.progress", "given", int(o.bar.Value), "all", int(o.bar.Max))
	}
	o.panel = widgets.NewCard(text.T("ui.overview.own"), widgets.Flow(12, o.total, o.state), o.bar, o.facts)
	return o
}

func (o *own) show(r *reading) {
	sh := r.own
	o.panel.Hidden = sh == nil
	if sh == nil {
		return
	}
	places := sh.Set.Rounding.Places
	o.total.Set(text.T("ui.overview.own.total", "points", sh.Final().Total.LocaliseFixed(places, text.Comma()), "max", sh.Final().Max.Localise(text.Comma())))
	o.state.Set(text.Capital(text.T("step."+string(sh.Step))), board.StepState(sh.Step))
	o.bar.Max = float64(max(1, sh.Counts.Asked))
	o.bar.SetValue(float64(sh.Counts.Given))
	o.facts.Objects = nil
	add := func(state widgets.State, sentence string) { o.facts.Add(widgets.NewSign(state, sentence)) }
	if n := sh.Counts.Faults; n > 0 {
		add(widgets.Bad, text.T("ui.overview.own.faults", "count", n))
	}
	if n := sh.Counts.Conflicts; n > 0 {
		add(widgets.Warn, text.T("ui.overview.own.conflicts", "count", n))
	}
	if n := sh.Counts.MissingEvidence; n > 0 {
		add(widgets.Warn, text.T("ui.overview.own.evidence", "count", n))
	}
	if len(o.facts.Objects) == 0 {
		add(widgets.OK, text.T("ui.overview.own.clean"))
	}
	o.facts.Refresh()
	o.panel.Refresh()
}

// line is whether what was written has reached the others.
type line struct {
	panel *widgets.Panel
	facts *fyne.Container
	open  *widgets.Button
}

func newLine(s *Screen) *line {
	l := &line{facts: widgets.Column(5)}
	l.open = widgets.NewButton(text.T("ui.overview.to-syncing"), fynetheme.ViewRefreshIcon(), s.toSyncing)
	l.panel = widgets.NewCard(text.T("ui.overview.line"), l.facts, widgets.Row(0, nil, l.open))
	return l
}

func (l *line) show(r *reading) {
	st := r.status
	l.facts.Objects = nil
	sandbox := st.Origin != "" // nothing of it goes anywhere
	if sandbox {
		l.facts.Add(widgets.NewSign(widgets.Info, text.T("ui.status.sandbox")))
	} else if st.Unsent+st.Unsure == 0 {
		l.facts.Add(widgets.NewSign(widgets.OK, text.T("ui.overview.line.sent")))
	}
	if st.Unsent > 0 && !sandbox {
		l.facts.Add(widgets.NewSign(widgets.Waiting, text.T("ui.status.pending", "count", st.Unsent)))
	}
	if st.Unsure > 0 {
		l.facts.Add(widgets.NewSign(widgets.Warn, text.T("ui.overview.line.unsure", "count", st.Unsure)))
	}
	if st.Waiting > 0 {
		l.facts.Add(widgets.NewSign(widgets.Warn, text.T("ui.overview.line.waiting", "count", st.Waiting)))
	}
	if alarmed(st) {
		l.facts.Add(widgets.NewSign(widgets.Bad, text.T("ui.overview.line.alarm")))
	}
	if held(st) {
		l.facts.Add(widgets.NewSign(widgets.Warn, text.T("ui.overview.line.held")))
	}
	l.facts.Refresh()
	l.panel.Refresh()
}

func alarmed(st *replica.Status) bool {
	return slices.ContainsFunc(st.Logs, func(l replica.LogStatus) bool { return l.Alarm.Key != "" })
}

func held(st *replica.Status) bool {
	return slices.ContainsFunc(st.Logs, func(l replica.LogStatus) bool { return l.Held.Key != "" })
}
