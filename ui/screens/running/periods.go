package running

import (
	"regexp"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// periods chooses for which period figures are shown; it is read away from the window as well.
type periods struct {
	box    *fyne.Container
	choice *widgets.Select
	list   []emulation.Period
	now    bridge.Shared[emulation.Period]
}

func newPeriods(s *Screen) *periods {
	p := &periods{}
	p.now.Set(emulation.PeriodSeason)
	p.choice = widgets.NewChoice(func(i int) {
		s.Keep()
		p.now.Set(p.list[i])
		s.Refresh()
	})
	p.box = widgets.Row(8, nil, widgets.NewText(text.T("ui.running.period"), theme.ColorNameMuted), widgets.Wide(190, p.choice))
	return p
}

var year = regexp.MustCompile(`[12]\d{3}`)

// show offers the periods of the season: as a whole, until the mid-season review, and the quarters of its years.
func (p *periods) show(r *reading) {
	p.list = []emulation.Period{emulation.PeriodSeason, emulation.PeriodMid}
	for _, y := range year.FindAllString(r.season.Label, -1) {
		for q := 1; q <= 4; q++ {
			p.list = append(p.list, emulation.Period(y+"-Q"+strconv.Itoa(q)))
		}
	}
	names := emulation.Map(p.list, func(x emulation.Period) string { return text.Capital(text.Say(x.Message())) })
	p.choice.Fill(names, max(0, slices.Index(p.list, r.period)))
}
