package scoring

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
)

// explainClass goes through the bands a unit reaches up to the one it got: each better one was closed to it by a condition or a quota.
func (r *Result) explainClass(u *UnitResult) []emulation.Message {
	if r.Set.Classes == nil {
		return nil
	}
	var out []emulation.Message
	quotas := false
	for i, band := range r.Set.Classes.Bands {
		quotas = quotas || band.TopPercent != nil || slices.ContainsFunc(band.When, criteria.Condition.Relative)
		if !r.reaches(u, band) {
			continue
		}
		if unmet := r.unmet(u, band); unmet != nil {
			out = append(out, emulation.Say("class.kept", "class", band.Name, "figure", r.basisFigure(u), "why", r.explainConditions(u, unmet)))
			continue
		}
		if u.band != i+1 {
			out = append(out, r.passedOver(u, band, r.bands[i]))
			continue
		}
		out = append(out, r.classSentence(u, band, r.bands[i]))
		if len(band.When) > 0 {
			out = append(out, emulation.Say("class.conditions", "class", band.Name, "why", r.explainConditions(u, band.When)))
		}
		return r.classMayChange(out, quotas)
	}
	return r.classMayChange(append(out, emulation.Say("class.none", "figure", r.basisFigure(u))), quotas)
}

func (r *Result) explainConditions(u *UnitResult, list []criteria.Condition) []emulation.Message {
	return emulation.Map(list, func(c criteria.Condition) emulation.Message { return r.explainCondition(u, c) })
}

func (r *Result) classMayChange(out []emulation.Message, quotas bool) []emulation.Message {
	open := r.open()
	for _, a := range r.averages {
		open = open || len(a.lacking) > 0
	}
	if quotas && open {
		return append(out, emulation.Say("class.provisional"))
	}
	return out
}

func (r *Result) reaches(u *UnitResult, band criteria.Class) bool {
	return band.AtLeast == nil || r.basis(u).Cmp(*band.AtLeast) >= 0
}

func (r *Result) classSentence(u *UnitResult, band criteria.Class, b bandResult) emulation.Message {
	switch {
	case band.TopPercent != nil:
		return emulation.Say("class.within-quota", "class", band.Name, "figure", r.basisFigure(u), "quota", b.quota, "percent", *band.TopPercent, "units", len(r.Units))
	case band.AtLeast == nil:
		return emulation.Say("class.rest", "class", band.Name)
	}
	return emulation.Say("class.reached", "class", band.Name, "figure", r.basisFigure(u), "bound", *band.AtLeast)
}

// passedOver is a band the unit reaches and did not get.
func (r *Result) passedOver(u *UnitResult, band criteria.Class, b bandResult) emulation.Message {
	if slices.Contains(b.tied, u) {
		var others []string
		for _, v := range b.tied {
			if v != u {
				others = append(others, v.Name)
			}
		}
		return emulation.Say("class.tied-over-quota", "class", band.Name, "others", strings.Join(others, ", "), "places", b.places, "quota", b.quota)
	}
	return emulation.Say("class.over-quota", "class", band.Name, "quota", b.quota, "percent", *band.TopPercent, "units", len(r.Units))
}

// basisFigure is what the bands are held against, in words.
func (r *Result) basisFigure(u *UnitResult) emulation.Message {
	switch r.Set.Classes.On {
	case criteria.OnPercent:
		return emulation.Say("class.percent", "percent", u.Percent)
	case criteria.OnCappedTotal:
		if full, _ := r.Set.Scale.For(u.inputs.Type); full.Less(u.Total) {
			return emulation.Say("class.capped", "points", u.Total, "scale", full)
		}
	}
	return emulation.Say("class.points", "points", u.Total)
}
