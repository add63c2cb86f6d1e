package ranking

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	resultroom "thidua/workspace/result"
)

// result is the locked result: what is missing before it can be locked, the statement with its digest, and the check of it.
type result struct {
	screen *Screen
	ready  *fyne.Container // at the left: what to do
	stated *fyne.Container // at the right: what was locked
	all    fyne.CanvasObject
	check  *resultroom.ResultCheck // of the statement that is shown, once somebody asked for it
	fault  error
}

// leftWidth is the width of the column at the left, at 100 %.
const leftWidth = 560

func newResult(s *Screen) *result {
	p := &result{screen: s, ready: widgets.Stack(), stated: widgets.Stack()}
	left := widgets.NewPanel(container.NewVScroll(p.ready), "", widgets.Right, 0, 0)
	p.all = widgets.Sides(&widgets.Side{Object: left, Wide: leftWidth, Most: 0.5}, nil, container.NewVScroll(p.stated))
	return p
}

func (p *result) show(r *reading) {
	last := r.last()
	if p.check != nil && (last == nil || p.check.Identity != last.Identity) {
		p.check, p.fault = nil, nil
	}
	p.ready.Objects = []fyne.CanvasObject{p.standing(r, last)}
	if last != nil && last.InForce && r.season.Step == emulation.SeasonLocked {
		p.ready.Add(p.again(r))
	}
	p.ready.Refresh()
	p.stated.Objects = nil
	if last == nil {
		p.stated.Add(widgets.NewCard(text.T("ui.result.statement"), widgets.NewParagraph(text.T("ui.result.statement.none")).Quiet()))
	}
	for i, x := range slices.Backward(r.history) {
		p.stated.Add(p.statement(x, i+1, x == last))
	}
	p.stated.Refresh()
}

// standing says where the season stands on its way to a locked result, and offers to lock it.
func (p *result) standing(r *reading, last *resultroom.Result) fyne.CanvasObject {
	step := text.T("season." + string(r.season.Step))
	switch {
	case emulation.SeasonReached(r.season.Step, emulation.SeasonLocked):
		return widgets.NewCard(text.T("ui.result.locked"), widgets.NewRemark(widgets.OK, text.T("ui.result.locked.what", "step", step)))
	case r.season.Step != emulation.SeasonConference:
		return widgets.NewCard(text.T("ui.result.early"), widgets.NewRemark(widgets.Waiting, text.T("ui.result.early.what", "step", step)))
	}
	card := widgets.Column(7)
	for _, m := range r.ready.Blocking {
		card.Add(widgets.NewRemark(widgets.Bad, text.Capital(text.Say(m))+"."))
	}
	for _, m := range r.ready.Missing {
		card.Add(widgets.NewRemark(widgets.Warn, text.Capital(text.Say(m))+"."))
	}
	switch {
	case len(r.ready.Blocking) > 0:
		card.Add(widgets.NewParagraph(text.T("ui.result.blocked")).Quiet())
	case len(r.ready.Missing) > 0:
		card.Add(widgets.NewParagraph(text.T("ui.result.missing")).Quiet())
	default:
		card.Add(widgets.NewRemark(widgets.OK, text.T("ui.result.ready")))
	}
	lock := widgets.NewPrimaryButton(text.T("ui.result.lock"), fynetheme.ConfirmIcon(), func() { p.lock(r) })
	if len(r.ready.Blocking) > 0 || !r.lock.OK {
		lock.Disable()
	}
	card.Add(widgets.Row(0, nil, lock))
	if !r.lock.OK {
		card.Add(widgets.NewParagraph(text.T("ui.result.closed", "why", r.lock.Why)).Quiet())
	}
	heading := text.T("ui.result.before")
	if last != nil {
		heading = text.T("ui.result.before-again")
	}
	return widgets.NewCard(heading, card)
}

// lock asks once more, or for the reason where something is missing.
func (p *result) lock(r *reading) {
	s := p.screen
	if len(r.ready.Missing) == 0 {
		s.Confirm(text.T("ui.result.lock.sure"), text.T("ui.result.lock"), func() {
			s.Act(text.T("ui.result.lock.done"), func() error { return s.room.LockResult("") })
		})
		return
	}
	s.AskFor(text.T("ui.result.lock.why", "count", len(r.ready.Missing)), text.T("ui.result.reason"), text.T("ui.result.lock"), func(why string) {
		s.Act(text.T("ui.result.lock.done"), func() error { return s.room.LockResult(why) })
	})
}

// again offers to reopen a locked result.
func (p *result) again(r *reading) fyne.CanvasObject {
	s := p.screen
	reopen := widgets.NewButton(text.T("ui.result.reopen"), fynetheme.NavigateBackIcon(), func() {
		s.AskFor(text.T("ui.result.reopen.why"), text.T("ui.result.reason"), text.T("ui.result.reopen"), func(why string) {
			s.Act(text.T("ui.result.reopen.done"), func() error { return s.room.ReopenResult(why) })
		})
	})
	parts := []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.result.reopen.what")).Quiet(), widgets.Row(0, nil, reopen)}
	if !r.lock.OK {
		reopen.Disable()
		parts = append(parts, widgets.NewParagraph(text.T("ui.result.closed", "why", r.lock.Why)).Quiet())
	}
	return widgets.NewCard(text.T("ui.result.reopen.title"), parts...)
}

// statement is one result that was locked: by whom, its digest, and whether the logs say the same.
func (p *result) statement(x *resultroom.Result, number int, last bool) fyne.CanvasObject {
	at := text.Moment(time.UnixMilli(x.At).In(p.screen.Now().Location()))
	digest := sha256.Sum256(x.Bytes)
	word, state := text.T("ui.result.in-force"), widgets.OK
	switch {
	case x.Superseded:
		word, state = text.T("ui.result.superseded"), widgets.Neutral
	case !x.InForce:
		word, state = text.T("ui.result.reopened"), widgets.Warn
	}
	badges := widgets.Row(8, nil, widgets.NewBadge(word, state))
	if x.Pending {
		badges.Add(widgets.NewBadge(text.T("ui.result.pending"), widgets.Waiting))
	}
	parts := []fyne.CanvasObject{badges, widgets.NewParagraph(text.T("ui.result.by", "author", x.Author, "at", at))}
	if x.Reason != "" {
		parts = append(parts, widgets.NewParagraph(text.T("ui.result.because", "reason", x.Reason)))
	}
	if x.Reopened != "" {
		parts = append(parts, widgets.NewRemark(widgets.Warn, text.T("ui.result.reopened-because", "reason", x.Reopened)))
	}
	if x.Statement == nil {
		parts = append(parts, widgets.NewRemark(widgets.Warn, text.T("ui.result.unreadable")))
	}
	sum := hex.EncodeToString(digest[:])
	parts = append(parts, widgets.NewField(text.T("ui.result.digest", "bytes", len(x.Bytes)), widgets.Stack(
		widgets.NewText(grouped(sum[:32]), theme.ColorNameMuted), widgets.NewText(grouped(sum[32:]), theme.ColorNameMuted))))
	if last {
		parts = append(parts, p.checked()...)
	}
	return widgets.NewCard(text.T("ui.result.number", "number", number), parts...)
}

// grouped sets four letters of a digest apart, so that two people can compare them.
func grouped(digest string) string {
	var out []byte
	for i := range len(digest) {
		if i > 0 && i%4 == 0 {
			out = append(out, ' ')
		}
		out = append(out, digest[i])
	}
	return string(out)
}

// checked offers to compute the result anew from the logs, and says what came of it.
func (p *result) checked() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	switch {
	case p.fault != nil:
		parts = append(parts, widgets.NewRemark(widgets.Bad, text.Error(p.fault)))
	case p.check != nil:
		state := widgets.Bad
		if p.check.Matches {
			state = widgets.OK
		}
		parts = append(parts, widgets.NewRemark(state, text.Say(p.check.Message)))
	}
	return append(parts, widgets.Row(0, nil, widgets.NewButton(text.T("ui.result.check"), fynetheme.ViewRefreshIcon(), p.recompute)))
}

func (p *result) recompute() {
	s := p.screen
	s.Queue.Aside(func() func() {
		c, err := s.room.CheckResult()
		return func() {
			p.check, p.fault = c, err
			s.Refresh()
		}
	})
}
