package rule

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Counted is how often each option of a rule was reached, in their order.
type Counted struct{ N []decimal.Decimal }

func (*Counted) isAnswer() {}

func (list Options) answer() Answer { return new(Counted) }

func (list Options) fields(a Answer, f *fields) {
	c := as[Counted](a)
	if f.asks("counts", true) {
		c.N, f.err = list.counts(f.text)
	}
	if f.stored != nil && len(c.N) == len(list) {
		var pairs []string
		for i, o := range list {
			if !c.N[i].IsZero() {
				pairs = append(pairs, o.ID+"="+c.N[i].String())
			}
		}
		if pairs == nil { // all zero is still an answer
			pairs = []string{list[0].ID + "=0"}
		}
		f.stored["counts"] = strings.Join(pairs, ",")
	}
}

// counts reads "id=2,id2=1".
func (list Options) counts(text string) ([]decimal.Decimal, error) {
	n := make([]decimal.Decimal, len(list))
	given := make([]bool, len(list))
	for _, pair := range splitList(text) {
		id, figure, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, invalid("counts", "input.count-form", "text", pair)
		}
		i := list.at(id)
		switch {
		case i < 0:
			return nil, list.unknown("counts", id)
		case given[i]:
			return nil, invalid("counts", "input.twice", "text", id)
		}
		var err error
		if n[i], err = whole("counts", figure); err != nil {
			return nil, err
		}
		given[i] = true
	}
	return n, nil
}

// typed reads "2;1", one number for each option in their order, or "id=2 id2=1".
func (list Options) typed(_, text string) (map[string]string, error) {
	if strings.Contains(text, "=") {
		return map[string]string{"counts": text}, nil
	}
	numbers := strings.Split(text, ";")
	if len(numbers) > len(list) {
		return nil, invalid("counts", "input.too-many-counts", "given", len(numbers), "known", len(list))
	}
	var pairs []string
	for n, number := range numbers {
		if number = strings.TrimSpace(number); number == "" {
			continue
		}
		plain, err := typedFigure("counts", number)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, list[n].ID+"="+plain)
	}
	return map[string]string{"counts": strings.Join(pairs, ",")}, nil
}

// format writes "id=2,id2=1" by position where every option before the last counted one is short to write: "2;1".
func (list Options) format(_ string, s shown) string {
	text := s.fields["counts"]
	counts, err := list.counts(text)
	if err != nil || text == "" {
		return text
	}
	last := 0
	numbers := make([]string, len(list))
	for i, n := range counts {
		numbers[i] = n.String()
		if !n.IsZero() {
			last = i
		}
	}
	return strings.Join(numbers[:last+1], ";")
}

// told lists what was counted; "0" if nothing was.
func (list Options) told(a Answer) []emulation.Message {
	var parts []emulation.Message
	for i, n := range as[Counted](a).N {
		if !n.IsZero() {
			parts = append(parts, emulation.Say("rule.counted", "label", list[i].Label, "count", n))
		}
	}
	if parts == nil {
		return []emulation.Message{Number(decimal.Decimal{})}
	}
	return parts
}

// sum is "start + n × p + …" over the options that were counted; a negative p is taken away. An empty start is left out.
func (list Options) sum(start emulation.Message, a Answer) emulation.Message {
	sum := start
	for i, n := range as[Counted](a).N {
		if n.Sign() <= 0 {
			continue
		}
		o := list[i]
		term := emulation.Say("explain.times", "count", n, "each", o.Points.Abs())
		switch {
		case o.Points.Sign() < 0 && sum.Key == "":
			sum = emulation.Say("explain.minus-first", "term", term)
		case o.Points.Sign() < 0:
			sum = emulation.Say("explain.minus", "sum", sum, "term", term)
		case sum.Key == "":
			sum = term
		default:
			sum = emulation.Say("explain.plus", "sum", sum, "term", term)
		}
	}
	return sum
}

// samples are one of each, and two of the first.
func (list Options) samples(decimal.Decimal) []Answer {
	var out []Answer
	for i := range list {
		n := make([]decimal.Decimal, len(list))
		n[i] = one
		out = append(out, &Counted{N: n})
	}
	if len(list) > 0 {
		n := make([]decimal.Decimal, len(list))
		n[0] = decimal.FromInt(2)
		out = append(out, &Counted{N: n})
	}
	return out
}
