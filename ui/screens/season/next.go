package season

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/season"
)

// next is what may follow: the step onward with what is missing for it, the step back, and what waits for somebody else.
type next struct {
	screen *Screen
	on     *fyne.Container
	who    *widgets.Paragraph
	back   *widgets.Button
	behind *widgets.Panel
	waits  *fyne.Container
	held   *widgets.Panel
	all    *fyne.Container
}

func newNext(s *Screen) *next {
	n := &next{screen: s, on: widgets.Column(9), who: widgets.NewParagraph("").Quiet(), waits: widgets.Column(7)}
	n.back = widgets.NewButton(text.T("ui.season.back"), fynetheme.NavigateBackIcon(), nil)
	n.behind = widgets.NewCard(text.T("ui.season.back.title"), widgets.NewParagraph(text.T("ui.season.back.what")).Quiet(), widgets.Row(0, nil, n.back))
	n.held = widgets.NewCard(text.T("ui.season.waits"), n.waits)
	n.all = widgets.Stack(widgets.NewCard(text.T("ui.season.next"), n.on, n.who), n.held, n.behind)
	return n
}

func (n *next) show(r *reading) {
	st := r.state
	n.on.Objects = nil
	var back emulation.SeasonStep
	first := true
	for i := range st.Next {
		if st.Next[i].Back {
			back = st.Next[i].To
			continue
		}
		n.onward(r, &st.Next[i], first)
		first = false
	}
	if first {
		n.on.Add(widgets.NewParagraph(text.T("ui.season.next.end")))
	}
	n.on.Refresh()
	who := text.T("ui.season.who", "who", st.Who)
	if st.Mine {
		who = text.T("ui.season.who-mine", "who", st.Who)
	}
	n.who.Set(who)
	n.behind.Hidden = back == "" || !st.Mine
	n.back.OnTapped = func() { n.goBack(st.Season.Step) }
	n.waits.Objects = nil
	for _, m := range st.Waits {
		n.waits.Add(widgets.NewRemark(widgets.Waiting, text.Say(m)))
	}
	if st.Chosen != nil && r.office() {
		n.waits.Add(widgets.Row(0, nil, widgets.NewButton(text.T("ui.season.appoint"), fynetheme.ConfirmIcon(), func() {
			n.screen.Act(text.T("ui.season.appointed"), n.screen.room.AppointChosen)
		})))
	}
	n.held.Hidden = len(n.waits.Objects) == 0
	n.all.Refresh()
}

// onward offers one step onward, with what stands before it.
func (n *next) onward(r *reading, step *season.SeasonNext, primary bool) {
	if !primary {
		n.on.Add(widgets.NewParagraph(text.T("ui.season.next.or", "step", stepName(step.To))))
	} else {
		n.on.Add(widgets.NewParagraph(text.T("ui.season.next.to", "from", stepName(r.state.Season.Step), "to", stepName(step.To))))
	}
	for _, m := range step.Blocking {
		n.on.Add(widgets.NewRemark(widgets.Bad, text.Capital(text.Say(m))))
	}
	for _, m := range step.Missing {
		n.on.Add(widgets.NewRemark(widgets.Warn, text.Capital(text.Say(m))))
	}
	if len(step.Blocking)+len(step.Missing) == 0 && primary {
		n.on.Add(widgets.NewSign(widgets.OK, text.T("ui.season.next.ready")))
	}
	label := text.T("ui.season.next.do", "step", stepName(step.To))
	b := widgets.NewButton(label, fynetheme.NavigateNextIcon(), func() { n.goOn(step) })
	if primary {
		b = widgets.NewPrimaryButton(label, fynetheme.NavigateNextIcon(), func() { n.goOn(step) })
	}
	if !r.state.Mine || len(step.Blocking) > 0 {
		b.Disable()
	}
	n.on.Add(widgets.Row(0, nil, b))
}

// goOn takes a step onward; past what is missing it asks for the reason.
func (n *next) goOn(step *season.SeasonNext) {
	s, to := n.screen, step.To
	done := text.T("ui.season.stepped", "step", stepName(to))
	if len(step.Missing) == 0 {
		s.Confirm(text.T("ui.season.next.sure", "step", stepName(to)), text.T("ui.season.next.confirm"), func() {
			s.Act(done, func() error { return s.room.StepSeason(to, "") })
		})
		return
	}
	s.AskFor(text.T("ui.season.next.why", "step", stepName(to), "count", len(step.Missing)), text.T("ui.season.reason"),
		text.T("ui.season.next.confirm"), func(why string) { s.Act(done, func() error { return s.room.StepSeason(to, why) }) })
}

func (n *next) goBack(from emulation.SeasonStep) {
	s := n.screen
	s.AskFor(text.T("ui.season.back.why", "step", stepName(from)), text.T("ui.season.reason"), text.T("ui.season.back"),
		func(why string) {
			s.Act(text.T("ui.season.stepped-back"), func() error { return s.room.StepBack(why) })
		})
}
