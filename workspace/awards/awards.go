package awards

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/workspace/book"
	"thidua/workspace/result"
)

// Candidacy names a unit and the award form it may be proposed for in a season: what a proposal is kept under.
type Candidacy struct {
	Season string // its label, or "cluster code/label"; "" = the current season
	Unit   emulation.ID
	Form   string // id or name of the award form
}

// Eligibility is whether a unit may be proposed for an award form: every condition with the fact it was judged by.
type Eligibility struct {
	Season      *book.Season
	Unit        book.Unit
	Form        legal.Form
	Day         legal.Date        // whose law was applied
	Law         emulation.Message // which day that is, and why
	Verdict     legal.Verdict
	Conditions  []Condition
	Transitions []legal.Transition // of laws that came into force since, for dossiers sent before
}

// Condition is one condition held against a fact, and where the fact comes from; a message without a key where nothing is known.
type Condition struct {
	legal.Finding
	From emulation.Message
}

// Message is the verdict in words.
func (e *Eligibility) Message() emulation.Message { return e.Verdict.Message(e.Form.Name) }

// Eligibility holds what is known of a unit against the law of a day; "" is the day its dossier was sent, and before that today.
func (room Room) Eligibility(c Candidacy, day string) (*Eligibility, error) {
	w, done := room.desk.View()
	defer done()
	p, err := w.proposal(c)
	if err != nil {
		return nil, err
	}
	asked, err := book.TypedDay(day)
	if err != nil {
		return nil, err
	}
	return w.eligibility(p, asked, nil)
}

// eligibility judges a proposal, or what could become one. The ranking is given where many are judged; nil reads it.
func (w View) eligibility(p *proposalFile, asked legal.Date, r *result.Ranking) (*Eligibility, error) {
	law, err := w.Law()
	if err != nil {
		return nil, err
	}
	e := &Eligibility{Season: p.season, Unit: p.unit, Form: p.form}
	if e.Day, e.Law, err = w.lawDay(p, asked); err != nil {
		return nil, err
	}
	if r == nil {
		if r, err = w.placings(p.season); err != nil {
			return nil, err
		}
	}
	facts, err := w.facts(p, e.Day, r)
	if err != nil {
		return nil, err
	}
	e.Verdict = law.For(e.Day).Check(p.form.Law(), facts.values())
	d, err := w.Deciding(p.season, p.form)
	if err != nil {
		return nil, err
	}
	if rank, known := facts[legal.FactRank]; known && d != nil && d.Rank > 0 {
		named := rank.fact.Value.Cmp(decimal.FromInt(int64(d.Rank))) <= 0
		if named || d.Free {
			e.Verdict.Yield(legal.FactRank, named)
		}
	}
	if own := p.form; own.Own && own.Under == "" && !slices.ContainsFunc(e.Verdict.Findings, func(f legal.Finding) bool { return f.Answer != legal.Met }) {
		e.Verdict.Answer = legal.Met // no law has conditions for it: what its own decision asks for is the office's to judge
	}
	for _, f := range e.Verdict.Findings {
		from := facts[f.Condition.Fact].from
		if f.Left {
			from = emulation.Say("award.from-regulation", "line", d.Line)
		}
		e.Conditions = append(e.Conditions, Condition{f, from})
	}
	for _, profile := range law.On(w.Today()).Profiles {
		if profile.Transition != nil && profile.From > e.Day {
			e.Transitions = append(e.Transitions, *profile.Transition)
		}
	}
	return e, nil
}

// lawDay is the day whose law applies to a proposal: the one its dossier was sent on; before that the day asked for, or the season's deadline for
// sending it if that is still to come, or today.
func (w View) lawDay(p *proposalFile, asked legal.Date) (legal.Date, emulation.Message, error) {
	switch {
	case asked != "":
		return asked, emulation.Say("award.law-asked", "day", asked), nil
	case p.sent != "":
		return p.sent, emulation.Say("award.law-sent", "day", p.sent), nil
	}
	due, set, err := book.One(w.Store, p.season.Cluster.Scope(), record.Deadline, record.SeasonAt{Season: p.season.ID, Step: emulation.SeasonLocked})
	if err != nil {
		return "", emulation.Message{}, err
	}
	today := w.Today()
	if day := legal.Date(due.Value.Date); set && day > today {
		return day, emulation.Say("award.law-deadline", "day", day), nil
	}
	return today, emulation.Say("award.law-today", "day", today), nil
}

// placings is the ranking of a season as far as it can be made; without criteria nobody is placed.
func (w View) placings(s *book.Season) (*result.Ranking, error) {
	if s.Set == nil {
		return &result.Ranking{Season: s, Provisional: true}, nil
	}
	return result.Of(w.Book).Ranking(s)
}

// seasonOf is a season by its label: the current one, or one that went before it.
func (w View) seasonOf(label string) (*book.Season, error) {
	now, err := w.Season()
	if err != nil {
		return nil, err
	}
	cluster, own, both := strings.Cut(label, "/")
	if !both {
		cluster, own = "", label
	}
	if label = book.SeasonLabel(own); cluster == "" && (label == "" || label == now.Label) {
		return now, nil
	}
	all, err := w.Seasons()
	if err != nil {
		return nil, err
	}
	var labels []string
	for _, s := range all {
		if s.Label == label && (s.Cluster.Code == cluster || cluster == "" && s.Cluster.ID == now.Cluster.ID) {
			return s, w.Complete(s)
		}
		labels = append(labels, s.Label)
	}
	return nil, emulation.Errorf(emulation.NotFound, "workspace.season-unknown", "season", label, "seasons", strings.Join(labels, ", "))
}

// before lists the seasons of the same cluster that came before one, the latest first.
func (w View) before(s *book.Season) ([]*book.Season, error) {
	all, err := w.Seasons()
	if err != nil {
		return nil, err
	}
	earlier := emulation.Where(all, func(x *book.Season) bool { return x.Cluster.ID == s.Cluster.ID && x.Label < s.Label })
	return earlier, nil
}
