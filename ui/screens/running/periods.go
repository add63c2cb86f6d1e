package running

import (
	"regexp"
	"strconv"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// periods chooses for which period figures are shown; it is read away from the window as well.
type periods struct {
	box     *fyne.Container
	choice  *widget.Select
	list    []emulation.Period
	setting bool // the choice is being filled, not made

	mu  sync.Mutex
	now emulation.Period
}

func newPeriods(s *Screen) *periods {
	p := &periods{now: emulation.PeriodSeason}
	p.choice = widget.NewSelect(nil, func(string) {
		if i := p.choice.SelectedIndex(); !p.setting && i >= 0 {
			s.Keep()
			p.set(p.list[i])
			s.Refresh()
		}
	})
	p.box = widgets.Row(8, nil, widgets.NewText(text.T("ui.running.period"), theme.ColorNameMuted), widgets.Wide(190, p.choice))
	return p
}

func (p *periods) get() emulation.Period {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

func (p *periods) set(to emulation.Period) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = to
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
	names := make([]string, len(p.list))
	chosen := 0
	for i, x := range p.list {
		names[i] = text.Capital(text.Say(x.Message()))
		if x == r.period {
			chosen = i
		}
	}
	p.setting = true
	p.choice.SetOptions(names)
	p.choice.SetSelectedIndex(chosen)
	p.setting = false
}
