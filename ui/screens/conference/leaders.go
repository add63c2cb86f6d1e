package conference

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// leaders are head and deputies of the next season, and how they were chosen.
type leaders struct {
	screen  *Screen
	place   *fyne.Container
	form    *widgets.Form // while it is written
	reading *reading
}

// The fields of the form.
const (
	leadLabel = iota
	leadHead
	leadDeputies
	leadHow
	leadVote
	leadBy
)

var hows = []string{conference.HowElected, conference.HowAcclaimed, conference.HowAssigned, conference.HowUnknown}

func howName(how string) string { return text.Capital(text.T("leaders.how." + how)) }

func newLeaders(s *Screen) *leaders { return &leaders{screen: s, place: container.NewStack()} }

func (l *leaders) show(r *reading) {
	l.reading = r
	if l.form == nil {
		l.lay()
	}
}

// lay shows who was chosen, or the form.
func (l *leaders) lay() {
	r := l.reading
	may := r.may[record.Leaders.AnyField]
	var show fyne.CanvasObject
	switch {
	case l.form != nil:
		show = container.NewVScroll(l.form)
	case r.leaders == nil && may.OK:
		show = widgets.NewEmpty(theme.IconPeople.Resource(), text.T("ui.conference.leaders.none"), text.T("ui.conference.leaders.none.next"), text.T("ui.conference.leaders.set"), l.begin)
	case r.leaders == nil:
		show = widgets.NewEmpty(theme.IconPeople.Resource(), text.T("ui.conference.leaders.none"), text.T("ui.conference.closed", "why", may.Why), "", nil)
	default:
		show = container.NewVScroll(widgets.NewPanel(widgets.UpTo(760, l.chosen(r.leaders, may.OK)), "", 0, 16, 14))
	}
	widgets.Put(l.place, show)
}

func (l *leaders) chosen(x *conference.NextLeaders, may bool) fyne.CanvasObject {
	line := func(name, value string) fyne.CanvasObject {
		return widgets.NewField(text.T("ui.conference.leaders."+name), widgets.NewParagraph(value))
	}
	how := howName(x.How)
	if x.By != "" {
		how = text.T("ui.conference.leaders.how-by", "how", how, "by", x.By)
	}
	if v := slices.IndexFunc(l.reading.votes, func(v *conference.Vote) bool { return v.Code == x.Vote }); v >= 0 {
		how = text.T("ui.conference.leaders.how-vote", "how", how, "vote", l.reading.votes[v].Title)
	}
	body := widgets.Column(11, widgets.NewText(text.T("ui.conference.leaders.of", "season", x.Label), fynetheme.ColorNameForeground).Bold(),
		line("head", x.HeadUnit.Label()), line("deputies", book.Labels(x.DeputyUnits, ", ")), line("how", how))
	switch {
	case x.Conflict:
		body.Add(widgets.NewRemark(widgets.Warn, text.T("ui.season.conflict")))
	case may:
		body.Add(widgets.Row(0, nil, widgets.NewButton(text.T("ui.conference.leaders.change"), fynetheme.DocumentCreateIcon(), l.begin)))
	}
	return body
}

func (l *leaders) begin() {
	r := l.reading
	members, ways := emulation.Map(r.season.Cluster.Members, book.Unit.Label), emulation.Map(hows, howName)
	var ballots, codes []string
	for _, v := range r.votes {
		if v.On == ballot.OnLeaders {
			ballots, codes = append(ballots, v.Title), append(codes, v.Code)
		}
	}
	value := conference.NextLeaders{}
	value.Label, value.How = emulation.NextLabel(r.season.Label), hows[0]
	if r.leaders != nil {
		value = *r.leaders
	}
	vote := ""
	if i := slices.Index(codes, value.Vote); i >= 0 {
		vote = ballots[i]
	} else if len(ballots) == 1 {
		vote = ballots[0]
	}
	fields := []widgets.Field{
		{Name: text.T("ui.conference.leaders.season"), Value: value.Label, Wide: 160},
		{Name: text.T("ui.conference.leaders.head"), Hint: text.T("ui.conference.leaders.choose"), Options: members, Value: value.HeadUnit.Label(), Wide: 320},
		{Name: text.T("ui.conference.leaders.deputies"), Hint: text.T("ui.conference.leaders.deputies.hint"), Value: book.Labels(value.DeputyUnits, ", "), Wide: 492},
		{Name: text.T("ui.conference.leaders.how"), Options: ways, Value: howName(value.How), Wide: 160},
		{Name: text.T("ui.conference.leaders.vote"), Hint: text.T("ui.conference.leaders.vote.hint"), Options: append([]string{text.T("ui.conference.leaders.no-vote")}, ballots...), Value: vote, Wide: 320},
		{Name: text.T("ui.conference.leaders.by"), Hint: text.T("ui.conference.leaders.by.hint"), Value: value.By, Wide: 492},
	}
	l.form = l.screen.Form(text.T("ui.conference.leaders.set"), text.T("ui.conference.leaders.what"), fields, text.T("ui.conference.save"), func(in []string) {
		l.write(in, ballots, codes)
	}, func() { l.form = nil; l.lay() })
	l.lay()
}

func (l *leaders) write(in, ballots, codes []string) {
	s, members := l.screen, l.reading.season.Cluster.Members
	next := emulation.Leaders{Label: in[leadLabel], By: in[leadBy]}
	head, _ := book.Named(members, in[leadHead])
	next.Head = head.ID
	deputies, unknown := book.AllNamed(members, in[leadDeputies])
	if unknown != "" {
		s.Notice.Tell(widgets.Bad, text.T("ui.conference.no-unit", "name", unknown))
		return
	}
	next.Deputies = book.IDs(deputies)
	if i := slices.Index(emulation.Map(hows, howName), in[leadHow]); i >= 0 {
		next.How = hows[i]
	}
	if i := slices.Index(ballots, in[leadVote]); i >= 0 && next.How == conference.HowElected {
		next.Vote = codes[i]
	}
	s.Act(text.T("ui.conference.leaders.done"), func() error { return s.room.SetLeaders(next) }, func() { l.form.Done(); l.form = nil })
}
