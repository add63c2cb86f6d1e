package shell

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/docs/guide"
	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace/season"
)

// found is one thing the palette leads to.
type found struct {
	widgets.Target
	words string // it is searched by, beside its name
}

// targets are things the palette leads to.
type targets []found

// add adds one, of a kind; words are what it is searched by beside its name.
func (t *targets) add(kind, name string, icon fyne.Resource, words string, do func()) {
	*t = append(*t, found{widgets.Target{Name: name, Kind: text.T(kind), Icon: icon, Do: do}, words})
}

// palette shows what the window can do and where it can go, to be found by a word of it: screens and what the menu offers at once, and what the season
// holds as soon as it was read: the criteria of the own sheet, units, papers, other seasons.
func (f *Frame) palette() {
	all := f.offers()
	p := widgets.NewPalette(text.T("ui.palette.hint"), text.T("ui.palette.none"), func(typed string) []widgets.Target {
		return fitting(all, typed)
	})
	p.Show(f.host.Window.Canvas())
	f.hide = p.Hide
	f.host.Queue.Aside(func() func() {
		held := f.holds()
		return func() {
			all = append(all, held...)
			p.Again()
		}
	})
}

// fitting are those that fit a search, what begins with it before the others.
func fitting(all []found, typed string) []widgets.Target {
	fits := emulation.Where(all, func(x found) bool {
		return vietnamese.Matches(typed, x.Name) || x.words != "" && vietnamese.Matches(typed, x.words)
	})
	begins := func(x found) int {
		if strings.HasPrefix(vietnamese.Fold(x.Name), vietnamese.Fold(typed)) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(fits, func(a, b found) int { return begins(a) - begins(b) })
	return emulation.Map(fits, func(x found) widgets.Target { return x.Target })
}

// offers are the screens and what the menu offers.
func (f *Frame) offers() targets {
	var all targets
	for _, p := range f.places() {
		all.add("ui.palette.screen", p.Label, p.Icon, "", func() { f.Go(p.ID) })
	}
	all.add("ui.palette.screen", text.T("ui.running.together"), theme.IconChart.Resource(), "", func() {
		f.running.ShowTogether()
		f.Go(Running)
	})
	command := func(key string, icon fyne.Resource, do func()) {
		all.add("ui.palette.command", strings.TrimRight(text.T(key), "…"), icon, "", do)
	}
	command("ui.syncing.now", theme.IconOnline.Resource(), f.sync)
	command("ui.settings.open", fynetheme.SettingsIcon(), f.showSettings)
	command("ui.stage", fynetheme.ViewFullScreenIcon(), f.project)
	command("ui.menu.recovery", fynetheme.DocumentPrintIcon(), f.printRecovery)
	command("ui.menu.encrypt", theme.IconKey.Resource(), f.Encrypt)
	command("ui.menu.help", fynetheme.HelpIcon(), f.help)
	for _, page := range guide.Pages() {
		all.add("ui.palette.guide", page.Title, fynetheme.HelpIcon(), "", func() { f.openGuide(guide.Place{Page: page}) })
	}
	for _, m := range modes {
		command("ui.mode."+string(m), fynetheme.ColorPaletteIcon(), func() { f.settings.setMode(m) })
	}
	for _, l := range languages {
		command("ui.language."+string(l), fynetheme.SettingsIcon(), func() { f.Speak(l) })
	}
	return all
}

// holds are what the season holds, as far as it can be read; called away from the window.
func (f *Frame) holds() targets {
	var all targets
	me, _ := f.reading.Me() // whose sheet a criterion is of, an office is asked first
	s, err := f.reading.Season()
	if err == nil && s.Set != nil && me.Subject == emulation.SubjectUnit {
		for _, c := range s.Set.Criteria() {
			all.add("ui.palette.criterion", c.Code+" "+c.Name, theme.IconSheet.Resource(), "", func() {
				f.Go(Sheet)
				f.sheet.GoTo(c.Code)
			})
		}
	}
	if err == nil {
		for _, u := range s.Cluster.Members {
			all.add("ui.palette.unit", u.Name, theme.IconBuilding.Resource(), u.Short, func() { f.showSheet(u.ID) })
		}
	}
	if papers, err := f.desk.Printer.Papers(); err == nil {
		for _, item := range papers {
			if item.Make != nil {
				all.add("ui.palette.paper", text.Say(item.Name), fynetheme.DocumentPrintIcon(), "", func() { f.printing.PrintPaper(item, f.notice.Tell) })
			}
		}
	}
	if lines, err := f.reading.Seasons(); err == nil {
		for _, l := range lines {
			if !l.Current {
				all.add("ui.palette.season", text.T("ui.top.season", "cluster", l.Cluster.Info.Name, "season", l.Info.Name, "step", season.StepName(l.Step)), fynetheme.CalendarIcon(), "",
					func() { f.useSeason(l.Cluster.Code, l.Label, func(*Frame) {}) })
			}
		}
	}
	return all
}
