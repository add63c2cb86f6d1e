package shell

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	seasonroom "thidua/workspace/season"
)

// top is the bar at the head: which cluster and season, and who sits here, with the menu of the window.
type top struct {
	frame  *Frame
	title  *widgets.Text   // of the season, where there is only one
	pick   *widgets.Button // the same with a menu, where there are several
	box    *widgets.Badge
	who    *widgets.Button
	places *widgets.Button // the navigation, where there is no room for it
	row    *fyne.Container
	panel  *widgets.Panel

	season  *book.Season // as last read; nil before the first
	seasons []book.SeasonLine
}

func newTop(f *Frame) *top {
	t := &top{frame: f, title: widgets.NewText(text.T("ui.app"), fynetheme.ColorNameForeground).Bold().Shrinking(),
		box: widgets.NewBadge(text.T("ui.sandbox"), widgets.Info)}
	t.box.Hide()
	t.pick = widgets.NewQuietButton("", fynetheme.MenuDropDownIcon(), t.choose)
	t.pick.IconPlacement = widget.ButtonIconTrailingText
	t.pick.Hide()
	t.who = widgets.NewQuietButton("", fynetheme.AccountIcon(), t.menu)
	mark := widgets.NewIcon(theme.IconMedal.Resource(), theme.ColorNameHonour)
	t.places = t.placesButton()
	left := widgets.Flow(9, t.places, mark, t.title, t.pick, t.box)
	search := widgets.NewQuietButton(text.T("ui.palette"), fynetheme.SearchIcon(), f.palette)
	t.row = widgets.Bar(10, left, widgets.Flow(10, search, t.who))
	t.panel = widgets.NewPanel(t.row, theme.ColorNameSurface, widgets.Bottom, 12, 3)
	return t
}

func (t *top) show(st *replica.Status, season *book.Season, all []book.SeasonLine) {
	if season != nil {
		name := text.T("ui.top", "cluster", season.Cluster.Info.Name, "season", season.Info.Name)
		t.title.Set(name)
		t.pick.SetText(name)
		t.season, t.seasons = season, all
		t.title.Hidden, t.pick.Hidden = len(all) > 1, len(all) < 2
		t.entitle()
	}
	who := st.Me.Office
	if st.Me.Subject == emulation.SubjectUnit {
		who = st.Me.Unit.Label()
	}
	if st.Me.Name != "" {
		who = text.T("ui.top.who", "name", st.Me.Name, "body", who)
	}
	t.who.SetText(who)
	t.box.Hidden = st.Origin == ""
	t.row.Refresh()
	t.panel.Refresh()
}

// entitle names the window after the screen that is shown.
func (t *top) entitle() {
	if t.season == nil {
		return
	}
	t.frame.host.Window.SetTitle(text.T("ui.app.of", "screen", text.T("ui.nav."+t.frame.at), "cluster", t.season.Cluster.Info.Name, "season", t.season.Label))
}

// looks are the menu items of what the window can look like; speak makes another language its own, failed says why something could not be remembered.
func (s *Settings) looks(c fyne.Canvas, speak func(phrase.Language), failed func(error)) []*fyne.MenuItem {
	var modesOf, sizes, tongues []*fyne.MenuItem
	for _, m := range modes {
		modesOf = append(modesOf, checked(text.T("ui.mode."+string(m)), s.mode() == m, func() { s.setMode(m) }))
	}
	for _, p := range percents {
		sizes = append(sizes, checked(text.T("ui.percent", "value", p), s.Percent() == p, func() { s.setPercent(p) }))
	}
	for _, l := range languages {
		tongues = append(tongues, checked(text.T("ui.language."+string(l)), s.Language() == l, func() { speak(l) }))
	}
	all := append(modesOf, fyne.NewMenuItemSeparator(), parent(text.T("ui.menu.size"), sizes), parent(text.T("ui.menu.language"), tongues))
	if s.Safe == nil {
		return all
	}
	return append(all, checked(text.T("ui.menu.safe-graphics"), s.Safe.On, func() { s.Safe.ask(c, failed) }))
}

// ask turns safe graphics on or off, once the person read what that means.
func (g *SafeGraphics) ask(c fyne.Canvas, failed func(error)) {
	key := "ui.safe-graphics.on"
	if g.On {
		key = "ui.safe-graphics.off"
	}
	widgets.Sheet{Title: text.T(key), Intro: text.T(key + ".what"), Confirm: text.T(key + ".do"), Cancel: text.T("ui.cancel"), Do: func() {
		if err := g.Choose(!g.On); err != nil {
			failed(err)
			return
		}
		g.On = !g.On
	}}.Show(c)
}

// menu shows the settings of the window below the button, and what is done with the data as a whole.
func (t *top) menu() {
	f := t.frame
	items := append([]*fyne.MenuItem{fyne.NewMenuItem(text.T("ui.settings.open"), f.showSettings), fyne.NewMenuItemSeparator()}, f.settings.looks(f.host.Window.Canvas(), f.Speak, f.unpicked)...)
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(text.T("ui.menu.recovery"), f.printRecovery),
		fyne.NewMenuItem(text.T("ui.menu.encrypt"), f.Encrypt))
	if f.desk.Leave != nil {
		items = append(items, fyne.NewMenuItem(text.T("ui.menu.leave"), func() { f.Quit(false) }), fyne.NewMenuItem(text.T("ui.menu.remove"), func() {
			widgets.Sheet{Title: text.T("ui.leave.title"), Intro: text.T("ui.leave.what"), Confirm: text.T("ui.leave.do"), Cancel: text.T("ui.cancel"),
				Do: func() { f.Quit(true) }}.Show(f.host.Window.Canvas())
		}))
	}
	popUp(f.host.Window.Canvas(), t.who, append(items, fyne.NewMenuItem(text.T("ui.menu.help"), f.help))...)
}

// popUp shows a menu below an object, to its right end.
func popUp(c fyne.Canvas, below fyne.CanvasObject, items ...*fyne.MenuItem) {
	pop := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below)
	pop.ShowAtPosition(fyne.NewPos(at.X+below.Size().Width-pop.MinSize().Width, at.Y+below.Size().Height))
}

// choose shows the seasons of this desk below the name of the one at hand.
func (t *top) choose() {
	var items []*fyne.MenuItem
	for _, l := range t.seasons {
		items = append(items, checked(text.T("ui.top.season", "cluster", l.Cluster.Info.Name, "season", l.Info.Name, "step", seasonroom.StepName(l.Step)), l.Current,
			func() { t.frame.useSeason(l.Cluster.Code, l.Label, func(*Frame) {}) }))
	}
	pop := widget.NewPopUpMenu(fyne.NewMenu("", items...), t.frame.host.Window.Canvas())
	pop.ShowAtRelativePosition(fyne.NewPos(0, t.pick.Size().Height), t.pick)
}

func checked(label string, on bool, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(label, do)
	m.Checked = on
	return m
}

func parent(label string, items []*fyne.MenuItem) *fyne.MenuItem {
	m := fyne.NewMenuItem(label, nil)
	m.ChildMenu = fyne.NewMenu("", items...)
	return m
}
