package criteria

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// versions lists the versions of the criteria, and tells what the chosen one changes against another.
type versions struct {
	screen  *Screen
	list    *grid.Register
	against *widgets.Select
	place   *fyne.Container
	all     fyne.CanvasObject
	pair    bridge.Shared[pair] // as somebody chose it
	reading *reading
	filling bool // rows are being shown, not chosen
}

// pair are two versions that are compared; 0 = nobody chose.
type pair struct{ before, after uint64 }

// in are the versions that are compared of those there are: the last against the one in force, unless somebody chose otherwise; 0 where there is none.
func (p pair) in(r *reading) pair {
	if n := len(r.versions); r.version(p.after) == nil && n > 0 {
		p.after = r.versions[n-1].Number
	}
	if r.version(p.before) == nil {
		p.before = r.season.Version
	}
	if p.before == p.after { // a version differs from the one before it
		p.before = 0
		for _, v := range r.versions {
			if v.Number < p.after {
				p.before = v.Number
			}
		}
	}
	return p
}

// The width of what two versions differ in, at 100 %, and the share of the room it takes at most.
const (
	betweenWidth = 520
	betweenMost  = 0.5
)

func newVersions(s *Screen) *versions {
	v := &versions{screen: s, place: widgets.Column(8)}
	v.list = grid.NewRegister(s.In("versions"), nil, nil,
		grid.Column{Title: text.T("ui.criteria.column.number"), Width: 44, Align: fyne.TextAlignTrailing, Frozen: true},
		grid.Column{Title: text.T("ui.criteria.column.state"), Width: 112},
		grid.Column{Title: text.T("ui.criteria.column.set"), Width: 110, Stretch: true},
		grid.Column{Title: text.T("ui.criteria.column.criteria"), Width: 62, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.criteria.column.sheets"), Width: 54, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.criteria.column.at"), Width: 128},
		grid.Column{Title: text.T("ui.criteria.column.author"), Width: 120},
	)
	v.list.Hint = text.T("ui.criteria.versions.hint")
	v.list.Selected = v.choose
	v.against = widgets.NewChoice(func(i int) {
		p := v.reading.pair
		p.before = v.others()[i].Number
		v.pair.Set(p)
		s.Refresh()
	})
	right := widgets.NewPanel(container.NewVScroll(widgets.NewPanel(v.place, "", 0, 14, 11)), "", widgets.Left, 0, 0)
	v.all = widgets.Sides(nil, &widgets.Side{Object: right, Wide: betweenWidth, Most: betweenMost}, v.list.Content)
	return v
}

// choose compares another version.
func (v *versions) choose(key string) {
	number, err := strconv.ParseUint(key, 10, 64)
	if err != nil || v.filling || v.reading == nil || number == v.reading.pair.after {
		return
	}
	v.pair.Set(pair{after: number})
	v.screen.Refresh()
}

// others are the versions the chosen one can be compared with.
func (v *versions) others() []season.VersionView {
	return emulation.Where(v.reading.versions, func(x season.VersionView) bool { return x.Number != v.reading.pair.after })
}

func (v *versions) show(r *reading) {
	v.reading = r
	chosen, rows := -1, make([]grid.TableRow, len(r.versions))
	for i, x := range r.versions {
		state := grid.Cell{}
		switch {
		case x.Fault != nil:
			state = grid.Cell{Text: text.T("ui.criteria.state.unreadable"), State: grid.Error, Note: text.Error(x.Fault)}
		case x.InForce:
			state = grid.Cell{Text: text.T("ui.criteria.state.in-force"), State: grid.OK}
		case x.Number > r.season.Version:
			state = grid.Cell{Text: text.T("ui.criteria.state.proposed"), Style: grid.Muted}
		default:
			state = grid.Cell{Text: text.T("ui.criteria.state.earlier"), Style: grid.Muted}
		}
		rows[i] = grid.TableRow{Key: strconv.FormatUint(x.Number, 10), Cells: []grid.Cell{{Text: strconv.FormatUint(x.Number, 10), Style: grid.Bold}, state, {Text: x.Name},
			{Text: strconv.Itoa(x.Criteria)}, {Text: strconv.Itoa(len(x.Sheets))}, {Text: text.Moment(time.UnixMilli(x.At)), Style: grid.Muted}, {Text: x.Author, Style: grid.Muted}}}
		if x.Number == r.pair.after {
			chosen = i
		}
	}
	v.filling = true
	v.list.Show(rows...)
	if at, _ := v.list.Grid.Selected(); chosen >= 0 && at != chosen {
		v.list.Grid.Select(chosen, 0)
	}
	v.filling = false
	v.place.Objects = v.parts(r)
	v.place.Refresh()
}

// parts are what is told of the chosen version.
func (v *versions) parts(r *reading) []fyne.CanvasObject {
	x := r.version(r.pair.after)
	if x == nil {
		return nil
	}
	parts := []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.criteria.version.of", "number", x.Number, "name", x.Name)).Bold(), v.buttons(r, x)}
	if len(x.Sheets) > 0 {
		parts = append(parts, widgets.NewParagraph(text.T("ui.criteria.sheets", "count", len(x.Sheets), "units", book.Labels(x.Sheets, ", "))).Quiet())
	}
	parts = append(parts, v.consulted(r, x.Number)...)
	if r.pair.before == 0 {
		return append(parts, widgets.NewParagraph(text.T("ui.criteria.only-one")).Quiet())
	}
	names, at := []string{}, -1
	for i, o := range v.others() {
		names = append(names, versionName(&o))
		if o.Number == r.pair.before {
			at = i
		}
	}
	v.against.Fill(names, at)
	parts = append(parts, widgets.Row(8, nil, widgets.NewText(text.T("ui.criteria.against"), theme.ColorNameMuted), widgets.Wide(230, v.against)))
	switch {
	case r.apart != nil:
		return append(parts, widgets.NewRemark(widgets.Bad, text.Error(r.apart)))
	case r.between == nil:
		return parts
	}
	return append(parts, told(r.between)...)
}

// consulted is how far the units were heard on a version, and what is said of the whole of it.
func (v *versions) consulted(r *reading, number uint64) []fyne.CanvasObject {
	count, waiting := 0, 0
	for i := range r.opinions {
		if o := &r.opinions[i]; o.Version == number {
			count++
			if o.Open() {
				waiting++
			}
		}
	}
	var parts []fyne.CanvasObject
	switch {
	case waiting > 0:
		parts = append(parts, widgets.NewRemark(widgets.Warn, text.T("ui.criteria.consulted.open", "count", count, "open", waiting)))
	case count > 0:
		parts = append(parts, widgets.NewRemark(widgets.OK, text.T("ui.criteria.consulted", "count", count)))
	case r.season.Step == emulation.SeasonConsulting:
		parts = append(parts, widgets.NewParagraph(text.T("ui.criteria.consulted.none")).Quiet())
	}
	return append(parts, v.screen.opinions(r, number, "")...)
}

// buttons are what can be done with a version.
func (v *versions) buttons(r *reading, x *season.VersionView) fyne.CanvasObject {
	row := widgets.Flow(6)
	if x.Fault == nil {
		row.Add(widgets.NewButton(text.T("ui.criteria.show"), nil, func() {
			v.screen.table.at.Set(x.Number)
			v.screen.Turn(tabTable)
			v.screen.Refresh()
		}))
	}
	if r.write.OK && x.Fault == nil {
		row.Add(widgets.NewButton(text.T("ui.criteria.draft.of"), nil, func() { v.screen.draft.from(x.Number) }))
	}
	if r.adopt.OK && !x.InForce && x.Fault == nil {
		row.Add(widgets.NewPrimaryButton(text.T("ui.criteria.adopt"), nil, func() { v.adopt(r, x.Number) }))
	}
	return row
}

// adopt puts a version in force; once the season's criteria were adopted it asks why.
func (v *versions) adopt(r *reading, number uint64) {
	s := v.screen
	do := func(reason string) {
		s.Act(text.T("ui.criteria.adopted", "number", number), func() error { return s.room.AdoptCriteria(number, reason) })
	}
	now := r.version(r.season.Version)
	switch {
	case !r.adopted():
		s.Confirm(text.T("ui.criteria.adopt.sure", "number", number), text.T("ui.criteria.adopt"), func() { do("") })
	case now != nil && len(now.Sheets) > 0:
		s.AskFor(text.T("ui.criteria.adopt.why-sheets", "number", number, "before", now.Number, "count", len(now.Sheets)), text.T("ui.criteria.adopt.hint"),
			text.T("ui.criteria.adopt"), do)
	default:
		s.AskFor(text.T("ui.criteria.adopt.why", "number", number), text.T("ui.criteria.adopt.hint"), text.T("ui.criteria.adopt"), do)
	}
}
