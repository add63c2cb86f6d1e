package prose

import (
	"regexp"
	"slices"

	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// bandForms are the ways a band is told. The groups are lower bound, upper bound, points; which of them a form has is in its letters:
// "l" at least, "L" more than, "u" at most, "U" less than, "=" exactly.
var bandForms = []struct {
	bounds  string
	pattern *regexp.Regexp
}{
	{"lU", band(`(?:tu )?PCT ?(?:den|-|toi) ?(?:duoi|<) ?PCT`)},
	{"lU", band(`(?:duoi|<) ?PCT (?:den|-|toi) ?PCT`)}, // "dưới 95% đến 90%": told downwards, see swap
	{"Lu", band(`(?:tren|>|hon) ?PCT ?(?:den|-|toi) ?PCT`)},
	{"lu", band(`(?:tu )?PCT ?(?:den|-|toi) ?PCT`)},
	{"l", band(`(?:tu )?PCT (?:va )?tro len`)},
	{"l", band(`>= ?PCT`)},
	{"u", band(`(?:tu )?PCT (?:va )?tro xuong`)},
	{"u", band(`(?:<=|khong qua|khong vuot qua) ?PCT`)},
	{"U", band(`(?:duoi|<|thap hon|nho hon|it hon) ?PCT`)},
	{"L", band(`(?:tren|>|hon|cao hon|lon hon|vuot) ?PCT`)},
	{"=", regexp.MustCompile(`^(?:dat |ti le |ty le )*` + num + ` ?%` + giving + num + ` ?(?:d|diem)?$`)},
}

const giving = ` ?(?::|=|-|,|\(|thi)? ?(?:duoc |cham |tinh |dat |cho |cong )*`

var restOf = regexp.MustCompile(`^(?:con lai|cac truong hop con lai|truong hop khac|khac|muc khac|thap hon)` + giving + num + ` ?(?:d|diem)?$`)

func band(bounds string) *regexp.Regexp {
	return pattern(`(?:[a-z][a-z ()%]*? )??` + bounds + giving + `NUM ?(?:d|diem)?`)
}

// span is a band as told.
type span struct {
	low, high    *decimal.Decimal
	above, below bool // the bound itself is not in it
	points       decimal.Decimal
}

func readSpan(text string) (span, bool) {
	for i, form := range bandForms {
		m := form.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		d, ok := figures(m[1:]...)
		if !ok {
			return span{}, false
		}
		s := span{points: d[len(d)-1]}
		switch form.bounds {
		case "lU", "lu", "Lu":
			s.low, s.high, s.above, s.below = &d[0], &d[1], form.bounds[0] == 'L', form.bounds[1] == 'U'
			if i == 1 {
				s.low, s.high, s.below = &d[1], &d[0], true
			}
			if s.low.Cmp(*s.high) > 0 {
				return span{}, false
			}
		case "l", "L":
			s.low, s.above = &d[0], form.bounds == "L"
		case "u", "U":
			s.high, s.below = &d[0], form.bounds == "U"
		case "=":
			s.low, s.high = &d[0], &d[0]
		}
		return s, true
	}
	return span{}, false
}

// readBands reads points by bands of a figure: "từ 95% trở lên 10 điểm; từ 90% đến dưới 95% 8 điểm".
func readBands(h *how) (rule.Parameters, bool) {
	list := h.clauses
	if len(list) == 1 {
		list = list[0].byCommas()
	}
	var spans []span
	var rest *decimal.Decimal
	for _, c := range list {
		if m := restOf.FindStringSubmatch(c.text); m != nil && rest == nil {
			d, ok := figure(m[1])
			if !ok {
				return nil, false
			}
			rest = &d
			continue
		}
		s, ok := readSpan(c.text)
		if !ok {
			return nil, false
		}
		spans = append(spans, s)
	}
	if len(spans) == 0 || len(spans) == 1 && rest == nil {
		return nil, false
	}
	r, ok := risingBands(h, spans, rest)
	if !ok {
		r, ok = fallingBands(h, spans, rest)
	}
	if !ok {
		return nil, false
	}
	if most := mostPoints(r.Bands); !most.Equal(h.max) {
		h.doubt("tabular.rule-most", "points", most, "max", h.max)
	}
	return r, true
}

// risingBands puts bands together in which more is better. A band without a lower bound is what remains.
func risingBands(h *how, spans []span, rest *decimal.Decimal) (*rule.Bands, bool) {
	r := &rule.Bands{}
	var under *span
	for i, s := range spans {
		switch {
		case s.low == nil && under == nil && rest == nil && s.below:
			under = &spans[i]
		case s.low == nil:
			return r, false
		default:
			r.Bands = append(r.Bands, rule.Band{AtLeast: s.low, Points: s.points})
		}
	}
	order := slices.Clone(spans)
	slices.SortFunc(order, func(a, b span) int { return boundOf(b).Cmp(boundOf(a)) })
	slices.SortStableFunc(r.Bands, func(a, b rule.Band) int { return b.AtLeast.Cmp(*a.AtLeast) })
	for i := 1; i < len(r.Bands); i++ {
		if r.Bands[i].Points.Cmp(r.Bands[i-1].Points) >= 0 { // fewer points for more
			return r, false
		}
	}
	if len(r.Bands) == 0 {
		return r, false
	}
	for i, s := range order {
		if s.above {
			h.doubt("tabular.rule-strict", "bound", *s.low)
		}
		switch {
		case i == 0 && s.high != nil && !s.below && s.high.Equal(*s.low) && !s.low.Equal(decimal.FromInt(100)):
			h.doubt("tabular.rule-exact", "bound", *s.low)
		case i > 0 && s.high != nil && !s.below && order[i-1].low != nil && !order[i-1].above && s.high.Equal(*order[i-1].low):
			h.doubt("tabular.rule-overlap", "bound", *s.high)
		case i > 0 && s.high != nil && order[i-1].low != nil && !s.high.Equal(*order[i-1].low):
			h.doubt("tabular.rule-gap", "low", *s.high, "high", *order[i-1].low)
		}
	}
	if under != nil {
		r.Otherwise = under.points
	}
	if rest != nil {
		r.Otherwise = *rest
	}
	return r, true
}

func boundOf(s span) decimal.Decimal {
	if s.low != nil {
		return *s.low
	}
	return s.high.Sub(decimal.MustParse("1000000000"))
}

// fallingBands puts bands together in which less is better. A band without an upper bound is what remains.
func fallingBands(h *how, spans []span, rest *decimal.Decimal) (*rule.Bands, bool) {
	r := &rule.Bands{}
	var over *span
	for i, s := range spans {
		switch {
		case s.high == nil && over == nil && rest == nil:
			over = &spans[i]
		case s.high == nil:
			return r, false
		default:
			if s.below {
				h.doubt("tabular.rule-strict", "bound", *s.high)
			}
			r.Bands = append(r.Bands, rule.Band{AtMost: s.high, Points: s.points})
		}
	}
	slices.SortStableFunc(r.Bands, func(a, b rule.Band) int { return a.AtMost.Cmp(*b.AtMost) })
	for _, s := range spans {
		if s.low != nil && !s.above && slices.ContainsFunc(spans, func(o span) bool { return o.high != nil && !o.below && o.high.Equal(*s.low) }) {
			h.doubt("tabular.rule-overlap", "bound", *s.low)
		}
	}
	for i := 1; i < len(r.Bands); i++ {
		if r.Bands[i].Points.Cmp(r.Bands[i-1].Points) >= 0 {
			return r, false
		}
	}
	if len(r.Bands) == 0 {
		return r, false
	}
	if over != nil {
		last := r.Bands[len(r.Bands)-1].AtMost
		if !over.low.Equal(*last) || !over.above {
			h.doubt("tabular.rule-gap", "low", *last, "high", *over.low)
		}
		r.Otherwise = over.points
	}
	if rest != nil {
		r.Otherwise = *rest
	}
	return r, true
}

func mostPoints(bands []rule.Band) decimal.Decimal {
	most := bands[0].Points
	for _, b := range bands {
		most = decimal.Max(most, b.Points)
	}
	return most
}
