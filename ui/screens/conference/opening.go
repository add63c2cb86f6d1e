package conference

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// opening is the form that opens a vote: what is voted on, the lines, and the rules of the law of the day or of the cluster's own regulations.
type opening struct {
	votes   *votes
	content *fyne.Container
	law     *fyne.Container // what the law says of it
	form    *widgets.Form
	subject []subject
	own     bool // the rules are the cluster's own
}

// subject is what can be voted on.
type subject struct {
	on, name string
	form     legal.Form
}

// The fields of the form.
const (
	openOn = iota
	openTitle
	openLines
	openAside
	openOwn
	openShare
	openBase
	openHow
	openWritten
	openPlaces
	openTie
)

var (
	bases = []legal.Base{legal.TotalMembers, legal.Present, legal.ValidBallots}
	ties  = []ballot.Tie{ballot.SecondBallot, ballot.Chair}
)

func (v *votes) begin() {
	o := &opening{votes: v, law: widgets.Column(0)}
	for _, f := range v.reading.forms {
		o.subject = append(o.subject, subject{ballot.OnAward + f.ID, text.T("ui.conference.on.award", "award", f.Name), f})
	}
	for _, on := range []string{ballot.OnLeaders, ballot.OnRanking, ballot.OnCriteria, "other"} {
		o.subject = append(o.subject, subject{on: on, name: text.T("ui.conference.on." + on)})
	}
	o.make(nil)
	v.form, v.side = o, nil
	v.count.drop()
	v.lay()
}

// make makes the form anew, with what was typed before: a vote by the law asks for less than one by own rules.
func (o *opening) make(typed []string) {
	names := emulation.Map(o.subject, func(x subject) string { return x.name })
	value := func(i int, first string) string {
		if i < len(typed) {
			return typed[i]
		}
		return first
	}
	own := ""
	if o.own {
		own = widgets.Ticked
	}
	everybody := book.Labels(o.votes.reading.season.Cluster.Members, "\n")
	fields := []widgets.Field{
		{Name: text.T("ui.conference.open.on"), Hint: text.T("ui.conference.open.on.hint"), Options: names, Value: value(openOn, ""), Wide: 380, Changed: o.chosen},
		{Name: text.T("ui.conference.open.title"), Hint: text.T("ui.conference.open.title.hint"), Value: value(openTitle, "")},
		{Name: text.T("ui.conference.open.lines"), Lines: 8, Value: value(openLines, everybody), Wide: 380},
		{Name: text.T("ui.conference.open.aside"), Lines: 8, Hint: text.T("ui.conference.open.aside.hint"), Value: value(openAside, ""), Wide: 300},
		{Name: text.T("ui.conference.open.own"), Tick: true, Value: own, Changed: func(v string) {
			o.own = v == widgets.Ticked
			o.again()
		}},
	}
	if o.own {
		fields = append(fields,
			widgets.Field{Name: text.T("ui.conference.open.share"), Hint: text.T("ui.conference.open.share.hint"), Value: value(openShare, ">1/2"), Wide: 130},
			widgets.Field{Name: text.T("ui.conference.open.base"), Options: baseNames(), Value: value(openBase, baseNames()[0]), Wide: 230},
			widgets.Field{Name: text.T("ui.conference.open.secret"), Options: secretNames(), Value: value(openHow, secretNames()[0]), Wide: 220},
			widgets.Field{Name: text.T("ui.conference.open.written"), Tick: true, Value: value(openWritten, "")},
			widgets.Field{Name: text.T("ui.conference.open.places"), Hint: text.T("ui.conference.open.places.hint"), Value: value(openPlaces, ""), Wide: 220},
			widgets.Field{Name: text.T("ui.conference.open.tie"), Options: tieNames(), Value: value(openTie, tieNames()[0]), Wide: 330})
	}
	o.form = widgets.NewForm(text.T("ui.conference.vote.open"), text.T("ui.conference.open.what"), fields, text.T("ui.conference.open.do"), text.T("ui.cancel"), o.write, func() {
		o.votes.form = nil
		o.votes.lay()
	})
	o.content = widgets.Stack(o.form, widgets.NewPanel(o.law, "", 0, 16, 10))
}

func (o *opening) again() {
	o.make(o.form.Values())
	o.votes.lay()
}

func baseNames() []string {
	return emulation.Map(bases, func(b legal.Base) string { return text.Capital(text.T("legal.base." + string(b))) })
}

func tieNames() []string {
	return emulation.Map(ties, func(t ballot.Tie) string { return text.Capital(text.T("ballot.tie." + string(t))) })
}

func secretNames() []string {
	return []string{text.T("ui.conference.open.secret.yes"), text.T("ui.conference.open.secret.no")}
}

func (o *opening) about(name string) (subject, bool) {
	i := slices.IndexFunc(o.subject, func(x subject) bool { return x.name == name })
	if i < 0 {
		return subject{}, false
	}
	return o.subject[i], true
}

// chosen proposes a title and reads what the law says of such a vote.
func (o *opening) chosen(name string) {
	x, ok := o.about(name)
	if !ok {
		return
	}
	title := text.T("ui.conference.title-of."+strings.TrimSuffix(strings.Split(x.on, ":")[0], ":"), "award", x.form.Name, "season", o.votes.reading.season.Label)
	o.form.Fill(openTitle, title)
	s, kind := o.votes.screen, o.votes.screen.kind
	s.Queue.Go(func() func() {
		law, err := s.room.LawOfVote(ballot.Question{On: x.on, Conference: kind})
		return func() { o.tellLaw(law, err) }
	})
}

func (o *opening) tellLaw(law *conference.VoteLaw, err error) {
	var say fyne.CanvasObject
	switch {
	case err != nil:
		say = widgets.NewRemark(widgets.Bad, text.Error(err))
	case law == nil:
		say = widgets.NewRemark(widgets.Info, text.T("ui.conference.open.no-law"))
		if !o.own {
			o.own = true
			o.again()
		}
	default:
		state := widgets.Info
		mark := ""
		if !law.Verified {
			state, mark = widgets.Warn, " "+text.T("legal.unverified")
		}
		say = widgets.NewRemark(state, text.T("ui.conference.open.law", "place", law.Place, "cite", law.Cite, "rules", law.Rules.Message())+mark)
		if o.own {
			o.own = false
			o.again()
		}
	}
	o.law.Objects = []fyne.CanvasObject{say}
	o.law.Refresh()
}

// write opens the vote.
func (o *opening) write(in []string) {
	v, s := o.votes, o.votes.screen
	refuse := func(sentence string) { s.Notice.Tell(widgets.Bad, sentence) }
	x, ok := o.about(in[openOn])
	if !ok {
		refuse(text.T("ui.conference.open.no-subject"))
		return
	}
	q := ballot.Question{Title: in[openTitle], On: x.on, Conference: s.kind}
	members := v.reading.season.Cluster.Members
	for _, line := range strings.Split(in[openLines], "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		choice := ballot.Choice{ID: line, Name: line}
		if u, ok := book.Named(members, line); ok {
			choice = ballot.Choice{ID: u.Code, Name: u.Name, Unit: u.ID}
		}
		q.Lines = append(q.Lines, choice)
	}
	aside, unknown := book.AllNamed(members, in[openAside])
	if unknown != "" {
		refuse(text.T("ui.conference.no-unit", "name", unknown))
		return
	}
	q.Recused = book.IDs(aside)
	if o.own {
		if sentence := ownRules(&q.Rules, in); sentence != "" {
			refuse(sentence)
			return
		}
	}
	code := v.newCode(x)
	s.Act(text.T("ui.conference.open.done", "title", q.Title), func() error { return s.room.OpenVote(code, q) }, func() { v.form, v.code = nil, code })
}

// ownRules reads the rules of the cluster's own regulations; it answers with what is wrong.
func ownRules(r *ballot.Rules, in []string) string {
	var ok bool
	if r.Num, r.Den, r.Strict, ok = fraction(in[openShare]); !ok {
		return text.T("ui.conference.no-fraction", "text", in[openShare])
	}
	r.Denominator = bases[max(0, slices.Index(baseNames(), in[openBase]))]
	r.Secret = in[openHow] == secretNames()[0]
	r.Written = in[openWritten] == widgets.Ticked
	if typed := strings.TrimSpace(in[openPlaces]); typed != "" {
		places, err := strconv.ParseInt(typed, 10, 32)
		if err != nil {
			return text.T("ui.conference.count.no-number")
		}
		if r.Places = places; places > 0 {
			r.Tie = ties[max(0, slices.Index(tieNames(), in[openTie]))]
		}
	}
	return ""
}

// newCode names a vote by what it is on, so that two desks that open the same one meet.
func (v *votes) newCode(x subject) string {
	code := strings.TrimPrefix(x.on, ballot.OnAward)
	if code == conference.ChairOnRanking {
		code = "thu-tu"
	}
	if x.on == ballot.OnLeaders {
		code = "cum-truong"
	}
	for n := 2; ; n++ {
		taken := slices.ContainsFunc(v.reading.votes, func(o *conference.Vote) bool { return o.Code == code })
		if !taken {
			return code
		}
		code = strings.TrimSuffix(code, "-"+strconv.Itoa(n-1)) + "-" + strconv.Itoa(n)
	}
}
