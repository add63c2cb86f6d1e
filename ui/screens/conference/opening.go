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

// opening is the form that opens a vote: what is voted on, the lines, and the rules of the cluster's own regulations.
type opening struct {
	votes   *votes
	content *fyne.Container
	form    *widgets.Form
	subject []subject
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
	o := &opening{votes: v}
	for _, f := range v.reading.forms {
		o.subject = append(o.subject, subject{ballot.OnAward + f.ID, text.T("ui.conference.on.award", "award", f.Name), f})
	}
	for _, on := range []string{ballot.OnLeaders, ballot.OnRanking, ballot.OnCriteria, "other"} {
		o.subject = append(o.subject, subject{on: on, name: text.T("ui.conference.on." + on)})
	}
	o.make()
	v.form, v.side = o, nil
	v.count.drop()
	v.lay()
}

func (o *opening) make() {
	names := emulation.Map(o.subject, func(x subject) string { return x.name })
	everybody := book.Labels(o.votes.reading.season.Cluster.Members, "\n")
	fields := []widgets.Field{
		{Name: text.T("ui.conference.open.on"), Hint: text.T("ui.conference.open.on.hint"), Options: names, Wide: 380, Changed: o.chosen},
		{Name: text.T("ui.conference.open.title"), Hint: text.T("ui.conference.open.title.hint")},
		{Name: text.T("ui.conference.open.lines"), Lines: 8, Value: everybody, Wide: 380},
		{Name: text.T("ui.conference.open.aside"), Lines: 8, Hint: text.T("ui.conference.open.aside.hint"), Wide: 300},
		{Name: text.T("ui.conference.open.share"), Hint: text.T("ui.conference.open.share.hint"), Value: ">1/2", Wide: 130},
		{Name: text.T("ui.conference.open.base"), Options: baseNames(), Value: baseNames()[0], Wide: 230},
		{Name: text.T("ui.conference.open.secret"), Options: secretNames(), Value: secretNames()[0], Wide: 220},
		{Name: text.T("ui.conference.open.written"), Tick: true},
		{Name: text.T("ui.conference.open.places"), Hint: text.T("ui.conference.open.places.hint"), Wide: 220},
		{Name: text.T("ui.conference.open.tie"), Options: tieNames(), Value: tieNames()[0], Wide: 330},
	}
	o.form = o.votes.screen.Form(text.T("ui.conference.vote.open"), text.T("ui.conference.open.what"), fields, text.T("ui.conference.open.do"), o.write, func() {
		o.votes.form = nil
		o.votes.lay()
	})
	o.content = widgets.Stack(o.form, widgets.NewPanel(widgets.NewRemark(widgets.Info, text.T("ui.conference.open.law")), "", 0, 16, 10))
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

// regulated are the rules the cluster's regulation has for a vote on an award; nil where it has none.
func (o *opening) regulated(x subject) *ballot.Rules {
	for _, id := range []string{x.form.ID, x.form.Law()} {
		for i := range o.votes.reading.regulation {
			if d := &o.votes.reading.regulation[i]; d.Form.ID == id && id != "" {
				return d.Rules
			}
		}
	}
	return nil
}

// chosen proposes a title, and shows the rules of the regulation where it has some.
func (o *opening) chosen(name string) {
	if x, ok := o.about(name); ok {
		kind := strings.Split(x.on, ":")[0]
		if r := o.regulated(x); r != nil {
			o.form.Fill(openShare, share(r.Num, r.Den, r.Strict))
			o.form.Fill(openBase, baseNames()[max(0, slices.Index(bases, r.Denominator))])
			o.form.Fill(openHow, secretNames()[map[bool]int{true: 0, false: 1}[r.Secret]])
		}
		o.form.Fill(openTitle, text.T("ui.conference.title-of."+kind, "award", x.form.Name, "season", o.votes.reading.season.Label))
	}
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
	if sentence := ownRules(&q.Rules, in); sentence != "" {
		refuse(sentence)
		return
	}
	if r := o.regulated(x); r != nil && q.Rules.Num == r.Num && q.Rules.Den == r.Den && q.Rules.Strict == r.Strict && q.Rules.Denominator == r.Denominator && q.Rules.Secret == r.Secret {
		q.Rules = ballot.Rules{Places: q.Rules.Places, Tie: q.Rules.Tie} // as the regulation has it, in what the form does not show too
	}
	code := v.newCode(x)
	s.Act(text.T("ui.conference.open.done", "title", q.Title), func() error { return s.room.OpenVote(code, q) }, func() { o.form.Done(); v.form, v.code = nil, code })
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
