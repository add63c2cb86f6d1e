package overview

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// chart is a card of gauges with their key; where there is nothing to draw it says why.
func chart(heading, why string, key fyne.CanvasObject, gauges []widgets.Gauge, notes ...string) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if len(gauges) > 0 {
		parts = append(parts, key)
	}
	for _, g := range gauges {
		parts = append(parts, widgets.NewGauge(g))
	}
	if len(gauges) == 0 {
		notes = []string{why}
	}
	for _, n := range notes {
		parts = append(parts, widgets.NewParagraph(n).Quiet())
	}
	return widgets.NewCard(heading, parts...)
}

// share is a part of a whole, for drawing.
func share(part, whole decimal.Decimal) float64 {
	if whole.Sign() <= 0 {
		return 0
	}
	n, _ := decimal.QuoRound(part, whole, 4, decimal.HalfUp).Mul(decimal.FromInt(10000)).Int64()
	return float64(n) / 10000
}

// provisional says that a chart will still change, and why.
func provisional(r *reading) []string {
	switch {
	case r.ranking == nil || !r.ranking.Open() || len(r.ranking.Standings) == 0:
		return nil
	case len(r.ranking.Missing) > 0:
		return []string{text.T("ui.overview.chart.missing", "count", len(r.ranking.Missing))}
	}
	return []string{text.T("ui.overview.chart.provisional")}
}

// groupsChart sets the own unit's points by group beside the mean and the best of the cluster; where no unit is looked at, the mean beside the best. What is
// drawn of others was handed in by them: before that a sheet is its unit's own.
func groupsChart(r *reading) fyne.CanvasObject {
	heading, why := text.T("ui.overview.groups"), text.T("ui.overview.groups.none")
	if r.ranking == nil {
		return chart(heading, text.T("ui.overview.no-criteria"), nil, nil)
	}
	var own *scoring.UnitResult
	key := widgets.NewKey(text.T("ui.overview.key.mean"), "", text.T("ui.overview.key.best"))
	if r.own != nil {
		own = r.own.Final()
		key = widgets.NewKey(text.T("ui.overview.key.own"), text.T("ui.overview.key.mean"), text.T("ui.overview.key.best"))
	}
	points := func(d decimal.Decimal) string { return d.LocaliseFixed(r.season.Set.Rounding.Places, text.Comma()) }
	var gauges []widgets.Gauge
	for _, x := range r.ranking.ByGroup(own) {
		g := widgets.Gauge{Name: text.T("ui.overview.groups.name", "code", x.Code, "name", x.Name), Fill: share(x.Mean, x.Max)}
		if x.Count > 0 {
			g.Marks = []widgets.GaugeMark{{Kind: widgets.MarkBlock, At: share(x.Best, x.Max)}}
			g.Words = text.T("ui.overview.groups.cluster", "mean", points(x.Mean), "best", points(x.Best))
		}
		reached := func(d decimal.Decimal) string {
			return text.T("ui.overview.groups.points", "points", points(d), "max", x.Max.Localise(text.Comma()))
		}
		switch {
		case own != nil && x.Own == nil:
			g.Words, g.Note, g.Fill, g.Quiet = text.T("ui.overview.groups.na"), g.Words, -1, true
		case own != nil:
			g.Words, g.Note, g.Fill = reached(*x.Own), g.Words, share(*x.Own, x.Max)
			if x.Count > 0 {
				g.Marks = append(g.Marks, widgets.GaugeMark{Kind: widgets.MarkLine, At: share(x.Mean, x.Max)})
			}
		default:
			g.Words, g.Note = reached(x.Mean), text.T("ui.overview.groups.best", "best", points(x.Best))
		}
		gauges = append(gauges, g)
	}
	return chart(heading, why, key, gauges, provisional(r)...)
}

// verifiedChart sets what each unit gave itself against what counts after the verifying.
func verifiedChart(r *reading) fyne.CanvasObject {
	var gauges []widgets.Gauge
	checked := 0
	if r.ranking != nil {
		for i := range r.ranking.Standings {
			st := &r.ranking.Standings[i]
			places := r.season.Set.Rounding.Places
			points := func(d decimal.Decimal) string { return d.LocaliseFixed(places, text.Comma()) }
			g := widgets.Gauge{Name: st.Unit.Label(), Bold: r.own != nil && r.own.Unit.ID == st.Unit.ID, Fill: share(st.Final.Total, st.Final.Max),
				Marks: []widgets.GaugeMark{{Kind: widgets.MarkLine, At: share(st.Self.Total, st.Self.Max)}}}
			if st.Verified != nil || st.Second {
				checked++
				change := decimal.Whole(st.Final.Total.Sub(st.Self.Total)).Signed(text.Comma())
				g.Words = text.T("ui.overview.verified.points", "self", points(st.Self.Total), "verified", points(st.Final.Total), "change", change)
			} else {
				g.Words, g.Quiet = text.T("ui.overview.verified.not-yet", "self", points(st.Self.Total)), true
			}
			gauges = append(gauges, g)
		}
	}
	if checked == 0 {
		gauges = nil
	}
	slices.SortStableFunc(gauges, func(a, b widgets.Gauge) int { return cmp.Compare(first(a.Quiet), first(b.Quiet)) })
	return chart(text.T("ui.overview.verified"), text.T("ui.overview.verified.none"), widgets.NewKey(text.T("ui.overview.key.verified"), text.T("ui.overview.key.self"), ""), gauges)
}

// first sorts what is not so before what is.
func first(so bool) int {
	if so {
		return 1
	}
	return 0
}

// yearsChart sets the seasons of the cluster side by side, as far as they are here.
func yearsChart(r *reading) fyne.CanvasObject {
	percent := func(d decimal.Decimal) string { return text.T("ui.overview.years.percent", "value", d) }
	var gauges []widgets.Gauge
	for i := range r.years {
		y := &r.years[i]
		g := widgets.Gauge{Name: y.Season.Label, Fill: -1, Bold: y.Season.ID == r.season.ID}
		if y.Provisional && y.Units > 0 {
			g.Name = text.T("ui.overview.years.provisional", "season", y.Season.Label)
		}
		whole := decimal.FromInt(100)
		if y.Mean != nil {
			g.Fill = share(*y.Mean, whole)
			g.Words = text.T("ui.overview.years.cluster", "mean", percent(*y.Mean), "best", percent(*y.Best))
			g.Marks = []widgets.GaugeMark{{Kind: widgets.MarkBlock, At: share(*y.Best, whole)}}
		}
		switch {
		case y.Own != nil:
			g.Fill = share(y.Own.Final.Percent, whole)
			g.Words = text.T("ui.overview.years.own", "own", percent(y.Own.Final.Percent), "rank", y.Own.Final.Rank, "units", y.Units, "mean", percent(*y.Mean))
			g.Marks = append(g.Marks, widgets.GaugeMark{Kind: widgets.MarkLine, At: share(*y.Mean, whole)})
		case y.Mean == nil:
			g.Words, g.Quiet = text.T("ui.overview.years.nobody"), true
		case r.own != nil:
			g.Fill, g.Words = -1, text.T("ui.overview.years.not-in", "mean", percent(*y.Mean))
			g.Marks = append(g.Marks, widgets.GaugeMark{Kind: widgets.MarkLine, At: share(*y.Mean, whole)})
		}
		gauges = append(gauges, g)
	}
	key := widgets.NewKey(text.T("ui.overview.key.mean"), "", text.T("ui.overview.key.best"))
	if r.own != nil {
		key = widgets.NewKey(text.T("ui.overview.key.own"), text.T("ui.overview.key.mean"), text.T("ui.overview.key.best"))
	}
	var notes []string
	if len(gauges) == 1 {
		notes = []string{text.T("ui.overview.years.alone")}
	}
	return chart(text.T("ui.overview.years"), text.T("ui.overview.no-criteria"), key, gauges, notes...)
}
