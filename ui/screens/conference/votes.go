package conference

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// votes are the votes of the conference: a list, and beside it the one that is chosen with its count, or the form that opens another.
type votes struct {
	screen  *Screen
	list    *grid.Register
	open    *widgets.Button
	order   *widgets.Button
	bar     fyne.CanvasObject
	place   *fyne.Container // beside the list
	count   *count
	head    *fyne.Container // what the chosen vote asks, and its rules
	buttons *fyne.Container
	foot    *widgets.Panel // below the count
	detail  fyne.CanvasObject
	form    *opening // not nil while a vote is being opened
	side    *widgets.Form
	all     fyne.CanvasObject
	reading *reading
	code    string   // of the chosen vote
	chairs  []string // lines of its tie that the chair names
}

// listWidth is the width of the list of votes, at 100 %.
const listWidth = 340

func newVotes(s *Screen) *votes {
	v := &votes{screen: s, place: container.NewStack(), head: widgets.Column(4), buttons: widgets.Flow(6)}
	v.list = grid.NewRegister(s.Host, nil, nil,
		grid.Column{Title: text.T("ui.conference.column.vote"), Width: 190, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.conference.column.state"), Width: 132, Wrap: true},
	)
	v.list.Selected = v.chosen
	v.list.Hint = text.T("ui.conference.votes.hint")
	v.open = widgets.NewPrimaryButton(text.T("ui.conference.vote.open"), fynetheme.ContentAddIcon(), v.begin)
	v.order = widgets.NewQuietButton(text.T("ui.conference.chair.order"), nil, v.beginOrder)
	v.bar = widgets.NewToolbar(nil, v.open, v.order)
	left := widgets.NewPanel(widgets.Frame(v.bar, nil, nil, nil, v.list.Content), "", widgets.Right, 0, 0)
	v.count = newCount(s, v)
	v.foot = widgets.NewPanel(v.buttons, "", widgets.Top, 12, 6)
	v.detail = widgets.Frame(widgets.NewPanel(v.head, "", widgets.Bottom, 14, 9), widgets.Stack(v.count.checks, v.foot), nil, nil, v.count.grid)
	v.all = widgets.Sides(&widgets.Side{Object: left, Wide: listWidth, Most: 0.34}, nil, v.place)
	return v
}

func (v *votes) focus() fyne.Focusable {
	if v.count.entering() {
		return v.count.grid
	}
	return v.list.Grid
}

func (v *votes) keep() { v.count.grid.Commit() }

// leave forgets what is chosen, for another conference.
func (v *votes) leave() {
	v.code, v.form, v.side = "", nil, nil
	v.count.drop()
}

func (v *votes) show(r *reading) {
	v.reading = r
	may := r.may[record.Vote.AnyField]
	v.open.Hidden, v.order.Hidden = !may.OK, !r.may[record.Chair.AnyField].OK
	if v.open.Hidden && v.order.Hidden {
		v.bar.Hide()
	} else {
		v.bar.Show()
	}
	v.list.Hint = text.T("ui.conference.votes.hint")
	if !may.OK {
		v.list.Hint = text.T("ui.conference.closed", "why", may.Why)
	}
	rows := emulation.Map(r.ours(), func(x *conference.Vote) grid.TableRow {
		return grid.TableRow{Key: x.Code, Cells: []grid.Cell{{Text: x.Title}, voteState(x)}}
	})
	if v.vote() == nil && len(rows) > 0 {
		v.code = rows[0].Key
	}
	code := v.code
	v.list.Show(rows...)
	for i := range rows {
		if at, _ := v.list.Grid.Selected(); rows[i].Key == code && at != i {
			v.list.Grid.Select(i, 0)
		}
	}
	v.lay()
}

func voteState(x *conference.Vote) grid.Cell {
	switch {
	case x.Conflict:
		return grid.Cell{Text: text.T("ui.conference.vote.two-versions"), State: grid.Warn, Note: text.T("ui.season.conflict")}
	case x.Fault != nil:
		return grid.Cell{Text: text.T("ui.conference.vote.fault"), State: grid.Error, Note: text.Error(x.Fault)}
	case x.Withdrawn:
		return grid.Cell{Text: text.T("ui.conference.vote.withdrawn"), Style: grid.Muted, Note: text.Say(x.Message)}
	case len(x.Rounds) == 0:
		return grid.Cell{Text: text.T("ui.conference.vote.waits"), Style: grid.Muted, State: grid.Pending}
	case !x.Decided():
		return grid.Cell{Text: text.T("ui.conference.vote.tie"), State: grid.Warn, Note: text.Say(x.Ways())}
	}
	return grid.Cell{Text: text.T("ui.conference.vote.done", "won", len(x.Won), "lines", len(x.Lines)), State: grid.OK}
}

// vote is the chosen vote, nil if there is none.
func (v *votes) vote() *conference.Vote {
	if v.reading == nil {
		return nil
	}
	ours := v.reading.ours()
	if i := slices.IndexFunc(ours, func(x *conference.Vote) bool { return x.Code == v.code }); i >= 0 {
		return ours[i]
	}
	return nil
}

// chosen shows another vote of the list.
func (v *votes) chosen(key string) {
	if key == "" || key == v.code || v.reading == nil {
		return
	}
	v.count.grid.Commit()
	v.count.drop()
	v.code, v.form, v.side, v.chairs = key, nil, nil, nil
	v.screen.Ask.Leave()
	v.lay()
}

// lay shows a form, the chosen vote, or what to do first.
func (v *votes) lay() {
	x := v.vote()
	var show fyne.CanvasObject
	switch {
	case v.form != nil:
		show = container.NewVScroll(v.form.content)
	case v.side != nil:
		show = container.NewVScroll(v.side)
	case x == nil && v.reading.may[record.Vote.AnyField].OK:
		show = widgets.NewEmpty(theme.IconScales.Resource(), text.T("ui.conference.votes.none"), text.T("ui.conference.votes.none.next"), text.T("ui.conference.vote.open"), v.begin)
	case x == nil:
		show = widgets.NewEmpty(theme.IconScales.Resource(), text.T("ui.conference.votes.none"), text.T("ui.conference.closed", "why", v.reading.may[record.Vote.AnyField].Why), "", nil)
	default:
		v.describe(x)
		v.count.open(v.reading, x)
		v.offer(x)
		show = v.detail
	}
	widgets.Put(v.place, show)
	v.place.Refresh()
}

// describe says what is asked, under which rules, and what came of it.
func (v *votes) describe(x *conference.Vote) {
	parts := []fyne.CanvasObject{widgets.NewParagraph(x.Title).Bold(), widgets.NewParagraph(text.Say(x.Rules.Message()) + ".")}
	parts = append(parts, widgets.NewParagraph(text.T("ui.conference.vote.own-rules")).Quiet())
	if len(x.StandOff) > 0 {
		parts = append(parts, widgets.NewParagraph(text.T("ui.conference.vote.aside", "units", book.Labels(x.StandOff, ", "))).Quiet())
	}
	state := widgets.Waiting
	switch {
	case x.Fault != nil:
		parts = append(parts, widgets.NewRemark(widgets.Bad, text.Error(x.Fault)))
	case x.Withdrawn:
	case x.Decided():
		state = widgets.OK
	case len(x.Rounds) > 0:
		state = widgets.Warn
	}
	parts = append(parts, widgets.NewRemark(state, text.Say(x.Message)))
	if x.Decision != nil && x.On != ballot.OnRanking {
		parts = append(parts, widgets.NewRemark(widgets.Info, text.T("ui.conference.chair.said", "lines", strings.Join(lineNames(x, x.Decision.Lines), ", "), "reason", x.Decision.Reason)))
	}
	for _, note := range x.Notes() {
		parts = append(parts, widgets.NewParagraph(text.Say(note)).Quiet())
	}
	v.head.Objects = parts
	v.head.Refresh()
}

// lineName is what a line of a vote is called.
func lineName(x *conference.Vote, id string) string {
	for _, l := range x.Lines {
		if l.ID != id {
			continue
		}
		if !l.Choice.Unit.IsZero() {
			return l.Unit.Label()
		}
		if l.Name != "" {
			return l.Name
		}
	}
	return id
}

func lineNames(x *conference.Vote, ids []string) []string {
	return emulation.Map(ids, func(id string) string { return lineName(x, id) })
}
