package season

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// info is what the season rests on: its name, theme, grounds, and day and place of the conference.
type info struct {
	screen  *Screen
	name    *typing.Entry
	theme   *typing.Entry
	grounds *typing.Entry
	date    *widgets.DayEntry
	town    *typing.Entry
	note    *widgets.Paragraph
	save    *widgets.Button
	undo    *widgets.Button
	foot    *fyne.Container
	all     fyne.CanvasObject
	known   emulation.SeasonInfo // as last read
	touched bool                 // something differs from what was read
	mine    bool
	fields  *screen.Fields
}

func newInfo(s *Screen) *info {
	p := &info{screen: s, name: typing.NewEntry(), theme: typing.NewEntry(), grounds: typing.NewMultiLineEntry(), date: widgets.NewDayEntry(s.Now), town: typing.NewEntry(),
		note: widgets.NewParagraph("").Quiet()}
	p.grounds.Wrapping = fyne.TextWrapWord
	p.grounds.SetMinRowsVisible(7)
	p.save = widgets.NewPrimaryButton(text.T("ui.season.save"), nil, p.write)
	p.undo = widgets.NewQuietButton(text.T("ui.season.undo"), nil, func() { p.fields.Done(); p.fill(p.known) })
	p.foot = widgets.Row(8, nil, p.save, p.undo)
	p.fields = s.Fields("info", p.changed, p.entries()...)
	line := func(key string, o fyne.CanvasObject) fyne.CanvasObject { return widgets.NewField(text.T(key), o) }
	form := widgets.Column(11,
		line("ui.season.info.name", p.name), line("ui.season.info.theme", p.theme), line("ui.season.info.grounds", p.grounds),
		widgets.Flow(16, widgets.Wide(200, line("ui.season.info.date", p.date)), widgets.Wide(300, line("ui.season.info.town", p.town))),
		p.note, p.foot)
	p.all = container.NewVScroll(widgets.NewPanel(widgets.UpTo(760, form), "", 0, 16, 14))
	return p
}

func (p *info) entries() []*typing.Entry {
	return []*typing.Entry{p.name, p.theme, p.grounds, &p.date.Entry, p.town}
}

func (p *info) focus() fyne.Focusable {
	if p.mine {
		return p.name
	}
	return nil
}

// keep saves what was typed and not saved yet.
func (p *info) keep() {
	if p.touched && p.mine && !p.fields.Left() {
		p.write()
	}
}

func (p *info) show(r *reading) {
	season := r.state.Season
	p.mine = r.state.Mine && !season.InfoConflict
	p.known = season.Info
	if !p.touched {
		p.fill(season.Info)
	}
	if p.mine {
		p.fields.Bring(told(season.Info), func() {})
	}
	note := text.T("ui.season.info.mine")
	switch {
	case season.InfoConflict:
		note = text.T("setup.waits.info")
	case !r.state.Mine:
		note = text.T("ui.season.info.other", "who", r.state.Who)
	}
	p.note.Set(note)
	date, grounds := "", "" // an example where nobody may type would look like what was typed
	if p.mine {
		date, grounds = text.T("ui.season.info.date.hint"), text.T("ui.season.info.grounds.hint")
	}
	p.date.SetPlaceHolder(date)
	p.grounds.SetPlaceHolder(grounds)
	for _, e := range p.entries() {
		if p.mine {
			e.Enable()
		} else {
			e.Disable()
		}
	}
	p.changed()
}

func (p *info) fill(i emulation.SeasonInfo) {
	p.fields.Fill(told(i))
	p.changed()
}

// told is what the fields say of it, in the order of the entries.
func told(i emulation.SeasonInfo) []string {
	return []string{i.Name, i.Theme, strings.Join(i.Grounds, "\n"), text.Day(i.Date), i.Place}
}

// typed is what stands in the fields.
func (p *info) typed() emulation.SeasonInfo {
	i := p.known
	i.Name, i.Theme, i.Grounds, i.Date, i.Place = p.name.Text, p.theme.Text, strings.Split(p.grounds.Text, "\n"), p.date.Text, p.town.Text
	return i
}

// changed offers to save what differs from what was read.
func (p *info) changed() {
	p.touched = p.fields.Over(told(p.known))
	p.foot.Hidden = !p.mine
	for _, b := range []*widgets.Button{p.save, p.undo} {
		if p.touched {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// now is what is recorded of the season.
func (p *info) now() (map[string]emulation.SeasonInfo, error) {
	season, err := p.screen.ws.Season()
	if err != nil {
		return nil, err
	}
	return map[string]emulation.SeasonInfo{"": season.Info}, nil
}

func (p *info) write() {
	s, typed, texts := p.screen, p.typed(), p.fields.Texts()
	s.Queue.Go(func() func() {
		before, err := p.now()
		if err == nil {
			err = s.room.SetSeasonInfo(typed)
		}
		after, _ := p.now()
		return func() {
			if err == nil {
				screen.Remember(s.Frame, screen.Change[emulation.SeasonInfo]{Name: text.T("ui.season.info.did"), Before: before, After: after, Now: p.now,
					Put:  func(put map[string]emulation.SeasonInfo) error { return s.room.SetSeasonInfo(put[""]) },
					Show: func() { s.Turn(tabInfo) }})
			}
			if err == nil && slices.Equal(p.fields.Texts(), texts) { // else somebody typed on meanwhile
				p.touched = false
				p.fields.Done()
			}
			s.Acted(text.T("ui.season.info.saved"), err)
		}
	})
}
