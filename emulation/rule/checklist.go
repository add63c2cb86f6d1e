package rule

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Checklist]("checklist")

// Checklist gives the ticked items' points, at most M.
type Checklist struct{ Options Options }

// Ticked is the items that were ticked, by their ids in the order of the rule; none is an answer too.
type Ticked struct{ IDs []string }

func (*Ticked) isAnswer() {}

func (r *Checklist) declare(f *form) { f.options("items", &r.Options) }

func (r *Checklist) options() []Option { return r.Options }

func (*Checklist) answer() Answer { return new(Ticked) }

func (r *Checklist) fields(a Answer, f *fields) {
	t := as[Ticked](a)
	if f.asks("checks", true) {
		t.IDs, f.err = r.ticked(f.text)
	}
	f.store("checks", strings.Join(t.IDs, ","))
}

// ticked reads the ids of ticked items and puts them in the order of the rule.
func (r *Checklist) ticked(text string) ([]string, error) {
	ticked := map[string]bool{}
	for _, id := range splitList(text) {
		if r.Options.at(id) < 0 {
			return nil, r.Options.unknown("checks", id)
		}
		if ticked[id] {
			return nil, invalid("checks", "input.twice", "text", id)
		}
		ticked[id] = true
	}
	var ids []string
	for _, o := range r.Options {
		if ticked[o.ID] {
			ids = append(ids, o.ID)
		}
	}
	return ids, nil
}

func (r *Checklist) typed(_, text string) (map[string]string, error) {
	if text == "0" || text == "-" {
		return map[string]string{"checks": ""}, nil
	}
	var ids []string
	for _, part := range strings.Split(text, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		id, err := r.Options.find("checks", part)
		if err == nil {
			ids = append(ids, id)
			continue
		}
		for _, word := range splitList(part) { // "a, b" between two semicolons, or none at all
			id, wordErr := r.Options.find("checks", word)
			if wordErr != nil {
				return nil, err
			}
			ids = append(ids, id)
		}
	}
	return map[string]string{"checks": strings.Join(ids, ",")}, nil
}

func (*Checklist) format(_ string, s shown) string {
	checks, given := s.fields["checks"]
	if given && checks == "" {
		return "0"
	}
	return strings.ReplaceAll(checks, ",", "; ")
}

func (r *Checklist) points(q *Question) Points {
	var sum decimal.Decimal
	for _, id := range as[Ticked](q.Answer).IDs {
		if i := r.Options.at(id); i >= 0 {
			sum = sum.Add(r.Options[i].Points)
		}
	}
	return exactly(sum)
}

func (r *Checklist) explain(q *Question, p Points) emulation.Message {
	return emulation.Say("explain.checklist", "ticked", len(as[Ticked](q.Answer).IDs), "items", len(r.Options), "points", p.Num)
}

func (r *Checklist) told(a Answer) []emulation.Message {
	var labels []emulation.Message
	for _, id := range as[Ticked](a).IDs {
		labels = append(labels, emulation.Say("rule.label", "label", r.Options[r.Options.at(id)].Label))
	}
	return labels
}

func (r *Checklist) how() (string, []any) { return "", r.Options.how() }

// samples are all of it, the first alone, and nothing.
func (r *Checklist) samples(decimal.Decimal) []Answer {
	ids := emulation.Map(r.Options, func(o Option) string { return o.ID })
	out := []Answer{&Ticked{IDs: ids}}
	if len(ids) > 1 {
		out = append(out, &Ticked{IDs: ids[:1]})
	}
	return append(out, &Ticked{})
}
