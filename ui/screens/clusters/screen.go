package clusters

import (
	"strings"

	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// Hooks lead out of the screen.
type Hooks struct {
	screen.Hooks
	Use func(cluster, label string) // works in a season from now on
}

// Screen is the screen of clusters and units.
type Screen struct {
	*screen.Paged[reading]

	ws       *workspace.Workspace
	room     season.Room
	hooks    Hooks
	clusters *clusters
	units    *units
	reading  *reading
}

// The tabs in their order.
const (
	tabClusters = iota
	tabUnits
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks.Hooks), ws: ws, room: season.At(ws), hooks: hooks}
	s.Icon, s.None = fynetheme.GridIcon(), text.T("ui.clusters.none")
	s.clusters, s.units = newClusters(s), newUnits(s)
	s.Fill(
		screen.Placed(text.T("ui.clusters.tab.clusters"), s.clusters.place, s.clusters.show),
		screen.Placed(text.T("ui.clusters.tab.units"), s.units.place, s.units.show),
	)
	found := widgets.NewButton(text.T("ui.clusters.found"), fynetheme.ContentAddIcon(), func() { s.clusters.found() })
	add := widgets.NewButton(text.T("ui.clusters.add"), fynetheme.ContentAddIcon(), func() { s.units.add() })
	s.Arrange(s.Place, widgets.NewTitleBar(text.T("ui.clusters.title"), nil, found, add), widgets.NewToolbar(nil, s.Tabs))
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

// reading is one look at the data, taken away from the window.
type reading struct {
	clusters []season.ClusterCard
	units    []season.UnitCard
}

func (s *Screen) read(r *reading) error {
	return screen.All(screen.Look(&r.clusters, s.room.Clusters), screen.Look(&r.units, s.room.Units))
}

func (s *Screen) show(r *reading) {
	s.reading = r
	s.ShowPages(r)
	s.Tabs.SetCount(tabClusters, len(r.clusters))
	s.Tabs.SetCount(tabUnits, len(emulation.Where(r.units, func(u season.UnitCard) bool { return !u.Ended })))
	s.Show()
}

// label is how a cluster is told from every other: by its name, and by its code where two have one name.
func (r *reading) label(c *book.Cluster) string {
	same := emulation.Where(r.clusters, func(x season.ClusterCard) bool { return x.Info.Name == c.Info.Name })
	if len(same) > 1 {
		return text.T("ui.clusters.labelled", "name", c.Info.Name, "code", c.Code)
	}
	return c.Info.Name
}

// labels are how clusters are chosen from.
func (r *reading) labels() []string {
	return emulation.Map(r.clusters, func(c season.ClusterCard) string { return r.label(&c.Cluster) })
}

// code is the code of the cluster of a label; "" is of none.
func (r *reading) code(label string) string {
	if c := emulation.Find(r.clusters, func(c *season.ClusterCard) bool { return r.label(&c.Cluster) == label }); c != nil {
		return c.Code
	}
	return ""
}

// lines are the lines of a text that say something.
func lines(text string) []string {
	return emulation.Where(emulation.Map(strings.Split(text, "\n"), strings.TrimSpace), func(l string) bool { return l != "" })
}

// ask shows a form in a place until it was carried out or dropped. What it does is carried out away from the window, with its answers; then follows
// in the window.
func (s *Screen) ask(p *screen.Place, heading, note string, fields []widgets.Field, done string, do func(in []string) error, then ...func()) {
	var form *widgets.Form
	form = s.Form(heading, note, fields, text.T("ui.clusters.do"), func(in []string) {
		s.Act(done, func() error { return do(in) }, append([]func(){form.Done, p.Clear}, then...)...)
	}, p.Clear)
	p.Fill(form)
	form.Focus(s.Window.Canvas())
}
