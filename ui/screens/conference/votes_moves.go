package conference

import (
	"slices"
	"strconv"
	"strings"

	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// offer offers what may be done about the vote: count, correct, vote again, decide by the chair.
func (v *votes) offer(x *conference.Vote) {
	v.buttons.Objects = nil
	r := v.reading
	button := func(b *widgets.Button) { v.buttons.Add(b) }
	rules, next := x.Next()
	switch {
	case x.Conflict:
		button(widgets.NewButton(text.T("ui.nav.syncing"), nil, v.screen.Decide))
	case x.Withdrawn:
	case !r.may[record.Tally.AnyField].OK: // the line below the list says who can, or when
	case v.count.entering():
		write := widgets.NewPrimaryButton(text.T("ui.conference.count.record", "round", v.count.round), fynetheme.ConfirmIcon(), v.count.write)
		if !v.count.ready() {
			write.Disable()
		}
		button(write)
		if len(x.Rounds) > 0 {
			button(widgets.NewQuietButton(text.T("ui.cancel"), nil, func() { v.count.forget(); v.lay() }))
		} else {
			v.offerWithdrawal(x)
		}
	default:
		if len(next) > 0 {
			label := text.T("ui.conference.count.again", "round", len(x.Rounds)+1)
			button(widgets.NewPrimaryButton(label, nil, func() { v.enter(x, uint64(len(x.Rounds)+1), rules, next) }))
		}
		if x.By == ballot.Chair && r.may[record.Chair.AnyField].OK {
			v.offerChair(x)
		}
		last := x.Rounds[len(x.Rounds)-1]
		button(widgets.NewQuietButton(text.T("ui.conference.count.correct", "round", len(x.Rounds)), fynetheme.DocumentCreateIcon(), func() { v.correct(x, last) }))
		v.offerWithdrawal(x)
	}
	v.foot.Hidden = len(v.buttons.Objects) == 0
	v.buttons.Refresh()
}

// offerWithdrawal lets those who may change the vote take it back, with the reason.
func (v *votes) offerWithdrawal(x *conference.Vote) {
	s := v.screen
	if !v.reading.may[record.Vote.AnyField].OK {
		return
	}
	v.buttons.Add(widgets.NewQuietButton(text.T("ui.conference.vote.withdraw"), nil, func() {
		s.AskFor(text.T("ui.conference.vote.withdraw.why", "vote", x.Title), text.T("ui.conference.reason"), text.T("ui.conference.vote.withdraw"), func(why string) {
			s.Act(text.T("ui.conference.vote.withdraw.done", "vote", x.Title), func() error { return s.room.WithdrawVote(x.Code, why) })
		})
	}))
}

// offerChair lets the chair name the lines that are open: the one that is pressed is named, and when there are enough the reason is asked for. Of lines
// below the threshold as many are named as the chair will, none too.
func (v *votes) offerChair(x *conference.Vote) {
	below := x.States[x.Undecided[0]] == ballot.Below
	if below {
		label := text.T("ui.conference.chair.none")
		if len(v.chairs) > 0 {
			label = text.T("ui.conference.chair.these", "lines", strings.Join(lineNames(x, v.chairs), ", "))
		}
		v.buttons.Add(widgets.NewButton(label, nil, func() { v.askChair(x) }))
	}
	for _, id := range x.Undecided {
		if slices.Contains(v.chairs, id) {
			continue
		}
		v.buttons.Add(widgets.NewButton(text.T("ui.conference.chair.name", "line", lineName(x, id)), nil, func() {
			v.chairs = append(v.chairs, id)
			if left := len(x.Undecided) - len(v.chairs); int64(len(v.chairs)) == x.Open || below && left == 0 {
				v.askChair(x)
			}
			v.offer(x)
		}))
	}
}

func (v *votes) askChair(x *conference.Vote) {
	s, named := v.screen, v.chairs
	v.chairs = nil
	why := text.T("ui.conference.chair.why", "lines", strings.Join(lineNames(x, named), ", "))
	if len(named) == 0 {
		why = text.T("ui.conference.chair.why-none")
	}
	s.AskFor(why, text.T("ui.conference.reason"), text.T("ui.conference.chair.do"),
		func(why string) {
			s.Act(text.T("ui.conference.chair.done"), func() error { return s.room.DecideChair(x.Code, named, why) })
		})
}

// enter opens the count of a round.
func (v *votes) enter(x *conference.Vote, round uint64, rules ballot.Rules, lines []string) {
	v.count.begin(v.reading, x, round, rules, lines)
	v.lay()
	v.count.focusFirst()
}

// correct opens the last count again.
func (v *votes) correct(x *conference.Vote, last ballot.Round) {
	lines := emulation.Map(last.Tally.Lines, func(l ballot.Line) string { return l.ID })
	v.count.begin(v.reading, x, last.Number, last.Rules, lines)
	v.count.fill(last.Tally)
	v.lay()
	v.count.focusFirst()
}

// beginOrder asks for the order in which the chair puts units that the points leave level.
func (v *votes) beginOrder() {
	s := v.screen
	v.form = nil
	v.side = s.Form(text.T("ui.conference.chair.order"), text.T("ui.conference.chair.order.what"), []widgets.Field{
		{Name: text.T("ui.conference.chair.order.units"), Hint: text.T("ui.conference.chair.order.hint"), Wide: 560},
		{Name: text.T("ui.conference.chair.order.why"), Hint: text.T("ui.conference.reason"), Wide: 560},
	}, text.T("ui.conference.chair.do"), func(in []string) {
		units, unknown := book.AllNamed(v.reading.season.Cluster.Members, in[0])
		if unknown != "" {
			s.Notice.Tell(widgets.Bad, text.T("ui.conference.no-unit", "name", unknown))
			return
		}
		s.Act(text.T("ui.conference.chair.done"), func() error { return s.room.DecideChair(conference.ChairOnRanking, book.Codes(units), in[1]) }, func() { v.side.Done(); v.side = nil })
	}, func() { v.side = nil; v.lay() })
	v.lay()
	v.side.Focus(s.Window.Canvas())
}

func number(n int64) string { return strconv.FormatInt(n, 10) }
