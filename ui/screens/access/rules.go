package access

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// rules are the office's word on how all of its server and desks work: the version of the rules, the server's clock, and quotas.
type rules struct {
	screen  *Screen
	all     fyne.CanvasObject
	list    *fyne.Container
	facts   *widgets.Facts
	told    *widgets.Paragraph
	raise   *widgets.Button
	clock   *fyne.Container
	set     *widgets.Button
	quota   *widgets.Facts
	quotas  *fyne.Container
	form    *widgets.Form // the one that is open
	change  *widgets.Button
	reading *reading
}

func newRules(s *Screen) *rules {
	r := &rules{screen: s, facts: widgets.NewFacts(), told: widgets.NewParagraph(""), quota: widgets.NewFacts(), clock: widgets.Column(0), quotas: widgets.Column(0)}
	r.raise = widgets.NewButton("", nil, r.askRaise)
	r.set = widgets.NewButton(text.T("ui.access.clock.set"), nil, r.askClock)
	r.change = widgets.NewButton(text.T("ui.access.quota.change"), nil, r.askQuotas)
	r.list = widgets.Stack(
		widgets.NewCard(text.T("ui.access.rules"), r.facts, r.told, widgets.Row(0, nil, r.raise)),
		widgets.NewCard(text.T("ui.access.clock"), widgets.NewParagraph(text.T("ui.access.clock.what")), widgets.Row(0, nil, r.set), r.clock),
		widgets.NewCard(text.T("ui.access.quota"), widgets.NewParagraph(text.T("ui.access.quota.what")), r.quota, widgets.Row(0, nil, r.change), r.quotas))
	r.all = container.NewVScroll(r.list)
	return r
}

func (r *rules) show(x *reading) {
	r.reading = x
	n := x.rules
	number := func(v uint64) string { return text.T("ui.access.rules.number", "version", v) }
	r.facts.Set(widgets.Fact{Name: text.T("ui.access.rules.in-force"), Value: number(n.InForce)}, widgets.Fact{Name: text.T("ui.access.rules.known"), Value: number(n.Known)},
		widgets.Fact{Name: text.T("ui.access.rules.server"), Value: number(n.Server)})
	to := min(n.Known, max(n.Server, n.InForce))
	may := x.office() && to > max(n.InForce, n.Raising)
	switch {
	case n.Raising > 0:
		r.told.Set(text.T("rules.raising", "version", n.Raising))
	case may:
		r.told.Set(text.T("ui.access.rules.what", "version", to))
	case n.Server < n.Known:
		r.told.Set(text.T("ui.access.rules.server-behind", "version", n.Known))
	default:
		r.told.Set(text.T("ui.access.rules.latest"))
	}
	r.raise.SetText(text.T("ui.access.rules.raise", "version", to))
	r.raise.Hidden = !may
	r.raise.OnTapped = func() { r.askRaise() }
	r.set.Hidden, r.change.Hidden = !x.office(), !x.office()
	count := func(name string, v uint64) widgets.Fact {
		return widgets.Fact{Name: text.T("ui.access.quota." + name), Value: text.Figure(strconv.FormatUint(v, 10))}
	}
	r.quota.Set(count("key", x.quotas.Key.Leaves), count("unit", x.quotas.Unit.Leaves), count("log", x.quotas.Log.Leaves), count("mb", x.quotas.Key.Bytes>>20))
	r.list.Refresh()
}

// askRaise says what follows from later rules before they come into force: nobody takes it back.
func (r *rules) askRaise() {
	s, n := r.screen, r.reading.rules
	to := min(n.Known, max(n.Server, n.InForce))
	s.Confirm(text.T("ui.access.rules.sure", "version", to), text.T("ui.access.rules.raise", "version", to), func() {
		s.Act(text.T("ui.access.rules.raised", "version", to), func() error {
			_, err := replica.At(s.ws).RaiseRules(to)
			return err
		}, s.hooks.Sync)
	})
}

// open shows a form below its button; close takes it away.
func (r *rules) open(below *fyne.Container, form *widgets.Form) {
	below.Objects = []fyne.CanvasObject{form}
	r.form = form
	r.list.Refresh()
	form.Focus(r.screen.Window.Canvas())
}

// taken takes the form away whose words are on record now.
func (r *rules) taken() {
	r.form.Done()
	r.close()
}

func (r *rules) close() {
	r.clock.Objects, r.quotas.Objects = nil, nil
	r.list.Refresh()
}

// askClock asks from what time on the logs go on.
func (r *rules) askClock() {
	s := r.screen
	r.open(r.clock, s.Form(text.T("ui.access.clock.heading"), text.T("ui.access.clock.how"), []widgets.Field{
		{Name: text.T("ui.access.clock.day"), Hint: text.T("ui.access.day.hint"), Day: s.Now, Wide: 170},
		{Name: text.T("ui.access.hour"), Hint: "00:00", Wide: 90},
		{Name: text.T("ui.access.revoke.reason"), Hint: text.T("ui.access.clock.hint")},
	}, text.T("ui.access.clock.do"), func(in []string) {
		from, err := moment(in[0], in[1], s.Now().Location())
		if err != nil {
			s.Refused(err)
			return
		}
		s.Act(text.T("ui.access.clock.done"), func() error {
			_, err := replica.At(s.ws).SetClock(from, in[2])
			return err
		}, r.taken, s.hooks.Sync)
	}, r.close))
}

// askQuotas asks for other quotas.
func (r *rules) askQuotas() {
	s, q := r.screen, r.reading.quotas
	into := []*uint64{&q.Key.Leaves, &q.Unit.Leaves, &q.Log.Leaves}
	var fields []widgets.Field
	for i, name := range []string{"key", "unit", "log"} {
		fields = append(fields, widgets.Field{Name: text.T("ui.access.quota." + name), Value: strconv.FormatUint(*into[i], 10), Wide: 180})
	}
	fields = append(fields, widgets.Field{Name: text.T("ui.access.quota.mb"), Value: strconv.FormatUint(q.Key.Bytes>>20, 10), Wide: 180})
	r.open(r.quotas, s.Form(text.T("ui.access.quota.heading"), text.T("ui.access.quota.how"), fields, text.T("ui.access.quota.do"), func(in []string) {
		for i := range in {
			n, err := strconv.ParseUint(strings.ReplaceAll(strings.TrimSpace(in[i]), ".", ""), 10, 40)
			switch {
			case err != nil || n == 0:
				s.Refused(emulation.Errorf(emulation.Invalid, "ui.access.quota.bad", "text", in[i]))
				return
			case i < len(into):
				*into[i] = n
			default:
				q.Key.Bytes = n << 20
			}
		}
		s.Act(text.T("ui.access.quota.done"), func() error { return s.room.SetQuotas(q) }, r.taken, s.hooks.Sync)
	}, r.close))
}
