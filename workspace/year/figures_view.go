package year

import (
	"cmp"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// Figure (số liệu) is a figure the cluster asks for, with what every unit says and what they come to together.
type Figure struct {
	Code  string
	Label string // of the season it is asked in
	emulation.AskedFigure
	book.Entry
	Answers  []Answer // of every member
	Combined emulation.Combined
	Before   *Figure          // the same code in the season before, by what its members said; nil if it was not asked then. It knows its own before
	Offer    *sheet.Indicator // of the own unit: a figure of its own by the same code or name, while it has not told the cluster one
	Unlike   *sheet.Indicator // likewise, but measured in something else: a person decides whether it is the figure asked for
	Late     bool             // its day is over and units have not answered
}

// Answer is what a unit says of a figure: its own word, else what its sheet reports.
type Answer struct {
	Unit   book.Unit
	Figure decimal.Fraction
	From   string                   // Own or Sheet; "" = it has not answered
	Own    emulation.ReportedFigure // its own word
	Entry  book.Entry               // of its own word
	Sheet  *decimal.Fraction        // what the sheet it handed in reports; nil = nothing
	Alone  bool                     // its sheet is not verified yet: what it reports is the unit's word alone
	NA     bool                     // by its sheet the criterion does not apply to it
	Doubts []emulation.Message      // what a person should look at; the figure counts all the same
}

// Where an answer comes from.
const (
	FromOwn   = "own"
	FromSheet = "sheet"
)

// Waits reports whether the unit has not answered and should. One whose people gave two figures has answered: somebody has to choose.
func (a *Answer) Waits() bool { return a.From == "" && !a.NA && !a.Entry.Conflict }

// Source is the key of the words for where the answer comes from; "" if there is none.
func (a *Answer) Source() string {
	switch {
	case a.From == "":
		return ""
	case a.From == FromSheet && a.Alone:
		return "figure.from.sheet-alone"
	}
	return "figure.from." + a.From
}

// Message is the figure of the whole cluster as reports say it, with how many units it rests on where some are missing; without a key where there
// is nothing to say.
func (f *Figure) Message() emulation.Message { return f.message(f.Combine, f.Measure) }

// MessageBefore is what the season before came to, put together as it is now; without a key where that was not the same figure.
func (f *Figure) MessageBefore() emulation.Message {
	if f.Before == nil || f.redefined().Key != "" {
		return emulation.Message{}
	}
	return f.Before.message(f.Combine, f.Before.Measure)
}

func (f *Figure) message(how, measure string) emulation.Message {
	m := f.Combined.Message(how, measure)
	missing, torn := len(f.Missing()), f.torn()
	switch units := f.Combined.Count + missing + torn; {
	case m.Key == "":
	case torn > 0:
		return emulation.Say("figure.torn", "figure", m, "count", f.Combined.Count, "units", units, "torn", torn)
	case missing > 0:
		return emulation.Say("figure.partly", "figure", m, "count", f.Combined.Count, "units", units)
	}
	return m
}

// torn is of how many units two people gave two figures, of which none counts.
func (f *Figure) torn() (n int) {
	for i := range f.Answers {
		if f.Answers[i].Entry.Conflict {
			n++
		}
	}
	return n
}

// Doubts is how many units' answers a person should look at.
func (f *Figure) Doubts() (n int) {
	for i := range f.Answers {
		if len(f.Answers[i].Doubts) > 0 {
			n++
		}
	}
	return n
}

// Missing are the units that have not answered.
func (f *Figure) Missing() (list []book.Unit) {
	for i := range f.Answers {
		if f.Answers[i].Waits() {
			list = append(list, f.Answers[i].Unit)
		}
	}
	return list
}

// Answer is that of a unit; nil if it is no member.
func (f *Figure) Answer(unit emulation.ID) *Answer {
	return emulation.Find(f.Answers, func(a *Answer) bool { return a.Unit.ID == unit })
}

// Figures lists the figures the cluster asks for in the season, by code, with those of the season before beside them.
func (room Room) Figures() ([]Figure, error) { return workspace.Ask(room.desk, View.figures) }

// mostYears is how many seasons before the one at hand are set beside it.
const mostYears = 3

func (w View) figures(s *book.Season) ([]Figure, error) { return w.overYears(s, mostYears) }

// overYears lists the figures of a season with those of so many seasons before it.
func (w View) overYears(s *book.Season, years int) ([]Figure, error) {
	list, err := w.Figures(s)
	if err != nil || len(list) == 0 || years == 0 {
		return list, err
	}
	before, err := w.SeasonBefore(s)
	if err != nil || before == nil {
		return list, err
	}
	then, err := w.overYears(before, years-1)
	for i := range list {
		list[i].Before = emulation.Find(then, func(f *Figure) bool { return f.Code == list[i].Code })
	}
	return list, err
}

// Figures lists the figures asked for in a season, by code.
func (w View) Figures(s *book.Season) ([]Figure, error) {
	scope := s.Cluster.Scope()
	var list []Figure
	err := book.EachShown(w.Book, scope, record.Asked, s.ID, func(it book.Item[record.SeasonCode, emulation.AskedFigure], e book.Entry) error {
		if !it.Value.Withdrawn {
			list = append(list, Figure{Code: it.Key.Code, Label: s.Label, AskedFigure: it.Value, Entry: e})
		}
		return nil
	})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	book.SortBy(list, func(f Figure) string { return f.Code })
	sheets, err := sheet.Of(w.Book).Tally(s, book.PeriodSeason, s.Cluster.Members...)
	if err != nil {
		return nil, err
	}
	own, err := w.ownAnswers(s)
	if err != nil {
		return nil, err
	}
	offers, err := w.offers(s)
	if err != nil {
		return nil, err
	}
	reviewed, err := w.reviewed(s, sheets, list)
	if err != nil {
		return nil, err
	}
	for i := range list {
		f := &list[i]
		for j, u := range s.Cluster.Members {
			a := own[record.SeasonUnitCode{Season: s.ID, Unit: u.ID, Code: f.Code}]
			a.Unit = u
			f.answered(&a, sheets[j], &reviewed[j])
			f.Answers = append(f.Answers, a)
		}
		f.combine()
		f.Late = f.Until != "" && f.Until < string(w.Today()) && len(f.Missing()) > 0
		f.offered(offers)
	}
	return list, nil
}

// ownAnswers are what units said for themselves.
func (w View) ownAnswers(s *book.Season) (map[record.SeasonUnitCode]Answer, error) {
	all := map[record.SeasonUnitCode]Answer{}
	err := book.EachShown(w.Book, s.Cluster.Scope(), record.Reported, s.ID, func(it book.Item[record.SeasonUnitCode, emulation.ReportedFigure], e book.Entry) error {
		if !it.Value.Withdrawn || it.Conflict {
			all[it.Key] = Answer{Own: it.Value, Entry: e}
		}
		return nil
	})
	return all, err
}

// answered decides what a unit's answer is, and what is doubtful about it. Of two values that wait for a decision neither counts.
func (f *Figure) answered(a *Answer, t *sheet.Tally, r *reviews) {
	a.Sheet, a.NA = f.inSheet(t)
	a.Alone = !r.verified
	own, err := decimal.Parse(a.Own.Value)
	switch {
	case a.Entry.Conflict:
		a.Doubts = append(a.Doubts, emulation.Say("figure.doubt.conflict"))
		return
	case a.Entry.Given && err == nil:
		a.From, a.Figure = FromOwn, decimal.Whole(own)
	case a.Sheet != nil:
		a.From, a.Figure = FromSheet, *a.Sheet
	}
	if reason, moved := r.moved[f.Criterion]; moved && a.From != FromOwn {
		a.Doubts = append(a.Doubts, emulation.Say("figure.doubt.verified", "reason", reason))
	}
	if a.From == "" {
		return
	}
	if places := a.Figure.Places(); a.From == FromOwn && a.Sheet != nil && !a.Sheet.Round(places).Equal(own) {
		a.Doubts = append(a.Doubts, emulation.Say("figure.doubt.differs", "own", emulation.Measured(a.Figure, f.Measure),
			"sheet", emulation.Measured(a.Sheet.Finer(places), f.Measure)))
	}
	if odd, is := emulation.OddFigure(a.Figure, f.Measure); is {
		a.Doubts = append(a.Doubts, odd)
	}
}

// inSheet is what a sheet that was handed in reports of the figure: the result of the criterion it is taken from, else the indicator of its code.
func (f *Figure) inSheet(t *sheet.Tally) (figure *decimal.Fraction, na bool) {
	if t.Submission == nil || t.Set == nil {
		return nil, false
	}
	if f.Criterion == "" {
		if d, ok := t.Columns.Self.Indicators[f.Code]; ok {
			whole := decimal.Whole(d)
			return &whole, false
		}
		return nil, false
	}
	c, ok := t.Set.ByCode(f.Criterion)
	if !ok {
		return nil, false
	}
	in := t.Columns.Self.Inputs[c.Code]
	if x, ok := c.Rule.Reported(in, f.Input, f.Option); ok {
		return &x, false
	}
	return nil, in.NA || !c.Applies(t.Unit.Type)
}

// combine puts the answers together.
func (f *Figure) combine() {
	var figures []decimal.Fraction
	for i := range f.Answers {
		if f.Answers[i].From != "" {
			figures = append(figures, f.Answers[i].Figure)
		}
	}
	f.Combined = emulation.Combine(figures...)
}

// offers are the own unit's figures of the season; none at other desks.
func (w View) offers(s *book.Season) ([]sheet.Indicator, error) {
	me, err := w.Certificate()
	if err != nil || me.Subject.Kind != emulation.SubjectUnit {
		return nil, err
	}
	u, ok := s.Cluster.Member(me.Subject.ID)
	if !ok {
		return nil, nil
	}
	return sheet.Of(w.Book).Indicators(s, u, emulation.PeriodSeason)
}

// offered finds the own unit's figure of the same code, else of the same name, while it has told the cluster none: one that is measured alike, or of
// which one side names no measure, can be given as it is.
func (f *Figure) offered(offers []sheet.Indicator) {
	fits := func(i *sheet.Indicator) bool { return i.Given && !i.Conflict && !i.Told && i.Value != "" }
	x := emulation.Find(offers, func(i *sheet.Indicator) bool { return fits(i) && i.Code == f.Code })
	if x == nil {
		called := emulation.Where(offers, func(i sheet.Indicator) bool { return fits(&i) && vietnamese.Fold(i.Name) == vietnamese.Fold(f.Name) })
		if len(called) == 1 { // of several nobody knows which is asked for
			x = &called[0]
		}
	}
	switch {
	case x == nil || f.Answer(x.Unit.ID).Entry.Given:
	case x.Measure == "" || f.Measure == "" || vietnamese.Fold(x.Measure) == vietnamese.Fold(f.Measure):
		f.Offer = x
	default:
		f.Unlike = x
	}
}

// UnlikeMessage tells a person of the own unit's figure that may be the one asked for, but is measured in something else.
func (f *Figure) UnlikeMessage() emulation.Message {
	return emulation.Say("figure.unlike-own", "name", cmp.Or(f.Unlike.Name, f.Unlike.Code), "value", figureOf(f.Unlike.Value), "own", f.Unlike.Measure, "measure", f.Measure)
}

// figureOf is a stored figure as it is shown.
func figureOf(value string) any {
	if d, err := decimal.Parse(value); err == nil {
		return d
	}
	return value
}
