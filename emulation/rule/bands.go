package rule

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
)

var _ = register[Bands]("bands")

// Bands gives the points of the first band that fits.
type Bands struct {
	asksValue
	Bands     []Band          // best points first
	Otherwise decimal.Decimal // points when no band fits
}

// Band is one band of a Bands rule: from AtLeast up, or from AtMost down; the bound itself is reached.
type Band struct {
	AtLeast *decimal.Decimal
	AtMost  *decimal.Decimal
	Points  decimal.Decimal
}

// Fits reports whether x lies in the band.
func (b Band) Fits(x decimal.Decimal) bool {
	if b.AtLeast != nil {
		return x.Cmp(*b.AtLeast) >= 0
	}
	return x.Cmp(*b.AtMost) <= 0
}

func (r *Bands) declare(f *form) {
	f.bands(&r.Bands)
	f.numberOr("otherwise", &r.Otherwise, 0)
}

// bands is a list of bands; the best points are put first, which is the order they are tried in.
func (f *form) bands(list *[]Band) {
	const key = "bands"
	if f.file == nil {
		written := emulation.Map(*list, func(b Band) string {
			return yamlfile.Flow("at_least", yamlfile.Optional(b.AtLeast), "at_most", yamlfile.Optional(b.AtMost), "points", b.Points.String())
		})
		f.tell(key, key, yamlfile.FlowList(written), Listed(said(*list, "diff.band-at-least", "diff.band-at-most")), AskBands, bandLines(*list))
		return
	}
	f.each(key, func(o *yamlfile.Object) {
		b := Band{AtLeast: o.Number("at_least"), AtMost: o.Number("at_most"), Points: o.NeedNumber("points")}
		if o.Has("at_least") == o.Has("at_most") {
			o.Fail(o.Line, o.Path, "criteria.band-one-bound")
		}
		f.aboveMax(emulation.Say("criteria.above-max.band"), b.Points)
		*list = append(*list, b)
	})
	slices.SortStableFunc(*list, func(a, b Band) int { return b.Points.Cmp(a.Points) })
}

// said lists bands with their points, each in a sentence of its own.
func said(list []Band, atLeast, atMost string) []emulation.Message {
	out := make([]emulation.Message, len(list))
	for i, b := range list {
		if b.AtLeast != nil {
			out[i] = emulation.Say(atLeast, "bound", *b.AtLeast, "points", b.Points)
		} else {
			out[i] = emulation.Say(atMost, "bound", *b.AtMost, "points", b.Points)
		}
	}
	return out
}

// band is the band that fits, one without bounds where none does.
func (r *Bands) band(x decimal.Decimal) Band {
	for _, b := range r.Bands {
		if b.Fits(x) {
			return b
		}
	}
	return Band{Points: r.Otherwise}
}

func (r *Bands) points(q *Question) Points { return exactly(r.band(q.X).Points) }

func (r *Bands) explain(q *Question, _ Points) emulation.Message {
	switch b := r.band(q.X); {
	case b.AtLeast != nil:
		return emulation.Say("explain.band-at-least", "value", q.X, "bound", *b.AtLeast, "points", b.Points)
	case b.AtMost != nil:
		return emulation.Say("explain.band-at-most", "value", q.X, "bound", *b.AtMost, "points", b.Points)
	default:
		return emulation.Say("explain.no-band", "value", q.X, "points", b.Points)
	}
}

func (r *Bands) how() (string, []any) {
	return "", []any{
		"items", append(said(r.Bands, "rule.at-least", "rule.at-most"), emulation.Say("rule.otherwise", "points", r.Otherwise)),
		"bands", append(said(r.Bands, "rule.hint.band-from", "rule.hint.band-to"), emulation.Say("rule.hint.band-else", "points", r.Otherwise)),
	}
}

// samples are the bound of each band, and what lies a little outside the last.
func (r *Bands) samples(decimal.Decimal) []Answer {
	var at []decimal.Decimal
	for i, b := range r.Bands {
		switch last := i == len(r.Bands)-1; {
		case b.AtLeast != nil && last:
			at = append(at, *b.AtLeast, b.AtLeast.Sub(one))
		case b.AtLeast != nil:
			at = append(at, *b.AtLeast)
		case b.AtMost != nil && last:
			at = append(at, *b.AtMost, b.AtMost.Add(one))
		case b.AtMost != nil:
			at = append(at, *b.AtMost)
		}
	}
	return answersOf(at...)
}
