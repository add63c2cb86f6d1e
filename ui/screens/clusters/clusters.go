package clusters

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// clusters are the clusters of the office with their seasons, the forms that found one and begin a season, and the list.
type clusters struct {
	screen  *Screen
	table   *grid.Register
	place   *screen.Place
	buttons *fyne.Container
}

func newClusters(s *Screen) *clusters {
	c := &clusters{screen: s, buttons: widgets.Flow(4)}
	c.table = grid.NewRegister(s.In("clusters"), c.buttons, nil,
		grid.Column{Title: text.T("ui.clusters.column.cluster"), Width: 300, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.clusters.column.organiser"), Width: 270, Wrap: true},
		grid.Column{Title: text.T("ui.clusters.column.members"), Width: 80, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.clusters.column.seasons"), Width: 330, Wrap: true},
	)
	c.table.Selected = c.offer
	c.place = s.NewPlace(c.table, widgets.NewEmpty(fynetheme.GridIcon(), text.T("ui.clusters.empty"), text.T("ui.clusters.empty.next"), text.T("ui.clusters.found"), c.found))
	return c
}

func (c *clusters) show(r *reading) {
	c.table.Hint = text.T("ui.clusters.hint")
	c.place.Empty(len(r.clusters) == 0)
	var rows []grid.TableRow
	for _, x := range r.clusters {
		seasons := strings.Join(emulation.Map(x.Seasons, func(l book.SeasonLine) string {
			return text.T("ui.clusters.season", "season", l.Label, "step", season.StepName(l.Step))
		}), "; ")
		cell := grid.Cell{Text: seasons, Style: grid.Muted}
		if seasons == "" {
			cell = grid.Cell{Text: text.T("ui.clusters.no-season"), State: grid.Pending}
		}
		rows = append(rows, grid.TableRow{Key: x.Code, Cells: []grid.Cell{{Text: x.Info.Name, Style: grid.Bold}, {Text: x.Info.Organiser, Style: grid.Muted},
			{Text: strconv.Itoa(len(x.Members))}, cell}})
	}
	c.table.ShowFrom(0, 0, rows...)
}

// offer offers to begin a season in the selected cluster, and to work in its latest.
func (c *clusters) offer(code string) {
	c.buttons.Objects = nil
	defer c.buttons.Refresh()
	s := c.screen
	if s.reading == nil {
		return
	}
	x := emulation.Find(s.reading.clusters, func(x *season.ClusterCard) bool { return x.Code == code })
	if x == nil {
		return
	}
	if len(x.Seasons) > 0 && !x.Seasons[0].Current {
		c.buttons.Add(widgets.NewQuietButton(text.T("ui.clusters.use", "season", x.Seasons[0].Label), nil, func() { s.hooks.Use(x.Code, x.Seasons[0].Label) }))
	}
	c.buttons.Add(widgets.NewButton(text.T("ui.clusters.begin"), fynetheme.CalendarIcon(), func() { c.begin(*x) }))
}

// found asks for a new cluster.
func (c *clusters) found() {
	s := c.screen
	s.Turn(tabClusters)
	kind := func(k string) string { return text.T("ui.clusters.kind." + k) }
	s.ask(c.place, text.T("ui.clusters.found.heading"), text.T("ui.clusters.found.what"), []widgets.Field{
		{Name: text.T("ui.clusters.kind"), Options: emulation.Map(emulation.ClusterKinds, kind), Hint: text.T("ui.clusters.kind.hint"), Wide: 220},
		{Name: text.T("ui.clusters.name"), Hint: text.T("ui.clusters.name.hint")},
		{Name: text.T("ui.clusters.organiser"), Hint: text.T("ui.clusters.organiser.hint")},
		{Name: text.T("ui.clusters.code"), Hint: text.T("ui.clusters.code.hint"), Wide: 330},
	}, text.T("ui.clusters.founded"), func(in []string) error {
		info := emulation.ClusterInfo{Name: in[1], Organiser: in[2], Kind: text.Meant(in[0], emulation.ClusterKinds, kind)}
		return s.room.FoundCluster(code(in[3], in[1]), info)
	})
}

// yearly are the kinds of a season that are begun here; one that looks back on several years says on which, in its information.
var yearly = []string{"school-year", "calendar-year"}

// begin asks for a season of a cluster, new or from an earlier one, and works in it from then on.
func (c *clusters) begin(x season.ClusterCard) {
	s := c.screen
	kind := func(k string) string { return text.T("ui.clusters.begin.kind." + k) }
	from := append([]string{text.T("ui.clusters.begin.nothing")}, emulation.Map(x.Seasons, func(l book.SeasonLine) string { return l.Label })...)
	fields := []widgets.Field{
		{Name: text.T("ui.clusters.begin.label"), Hint: text.T("ui.season.new.hint"), Wide: 200},
		{Name: text.T("ui.clusters.begin.kind"), Options: emulation.Map(yearly, kind), Value: kind(yearly[0]), Wide: 300},
		{Name: text.T("ui.clusters.begin.name"), Hint: text.T("ui.clusters.begin.name.hint")},
		{Name: text.T("ui.clusters.begin.from"), Options: from, Value: from[min(1, len(from)-1)], Wide: 300},
	}
	var label string
	s.ask(c.place, text.T("ui.clusters.begin.heading", "cluster", x.Info.Name), text.T("ui.clusters.begin.what"), fields, "", func(in []string) error {
		label = book.SeasonLabel(in[0])
		info := emulation.SeasonInfo{Name: in[2], Kind: text.Meant(in[1], yearly, kind)}
		if strings.TrimSpace(info.Name) == "" {
			info.Name = text.T("ui.clusters.begin.named."+info.Kind, "label", label)
		}
		before := in[3]
		if before == from[0] {
			before = ""
		}
		return s.room.NewSeason(x.Code, label, info, before)
	}, func() { s.hooks.Use(x.Code, label) })
}

// code is a code as it was typed, or the one that follows from a name.
func code(typed, name string) string {
	if typed = strings.TrimSpace(typed); typed != "" {
		return typed
	}
	return vietnamese.Slug(name)
}
