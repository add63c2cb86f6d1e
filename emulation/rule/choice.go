package rule

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Choice]("choice")

// Choice gives the chosen option's points.
type Choice struct{ Options Options }

// Chosen is the option that was chosen, by its id.
type Chosen struct{ ID string }

func (*Chosen) isAnswer() {}

func (r *Choice) declare(f *form) {
	f.options("options", &r.Options)
	for _, o := range r.Options {
		f.aboveMax(emulation.Say("criteria.above-max.option", "label", o.Label), o.Points)
	}
}

func (r *Choice) options() []Option { return r.Options }

func (*Choice) answer() Answer { return new(Chosen) }

func (r *Choice) fields(a Answer, f *fields) {
	c := as[Chosen](a)
	if f.asks("choice", false) {
		if c.ID = f.text; r.Options.at(c.ID) < 0 {
			f.err = r.Options.unknown("choice", c.ID)
		}
	}
	f.store("choice", c.ID)
}

func (r *Choice) typed(_, text string) (map[string]string, error) {
	id, err := r.Options.find("choice", text)
	return map[string]string{"choice": id}, err
}

func (r *Choice) format(_ string, s shown) string {
	id := s.fields["choice"]
	i := r.Options.at(id)
	if i < 0 {
		return id
	}
	// The label where it alone finds its option again.
	label := r.Options[i].Label
	if found, err := r.Options.find("choice", label); err != nil || found != id || strings.Contains(label, ":") {
		return id
	}
	return label
}

func (r *Choice) chosen(a Answer) Option {
	if i := r.Options.at(as[Chosen](a).ID); i >= 0 {
		return r.Options[i]
	}
	return Option{}
}

func (r *Choice) points(q *Question) Points { return exactly(r.chosen(q.Answer).Points) }

func (r *Choice) explain(q *Question, _ Points) emulation.Message {
	o := r.chosen(q.Answer)
	return emulation.Say("explain.choice", "label", o.Label, "points", o.Points)
}

func (r *Choice) cell() Cell {
	var c Cell
	for _, o := range r.Options {
		c.Answers = append(c.Answers, r.format("", shown{map[string]string{"choice": o.ID}, true}))
	}
	return c
}

func (r *Choice) told(a Answer) []emulation.Message {
	return []emulation.Message{emulation.Say("rule.label", "label", r.chosen(a).Label)}
}

func (r *Choice) how() (string, []any) { return "", r.Options.how() }

func (r *Choice) samples(decimal.Decimal) []Answer {
	return emulation.Map(r.Options, func(o Option) Answer { return &Chosen{ID: o.ID} })
}
