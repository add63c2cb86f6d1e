package shell

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// The width of the page of settings, and that of a list to choose from, at 100 %.
const (
	settingsWidth = 640
	choiceWidth   = 190
)

// showSettings shows over the window all there is to set: its look, the server, the data and their backups, the key.
func (f *Frame) showSettings() {
	f.host.Queue.Go(func() func() {
		st, err := replica.At(f.reading).Status()
		var v Version
		var verr error
		if f.desk.Updates != nil {
			v, verr = f.desk.Updates.State()
		}
		return func() {
			if err != nil {
				f.notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			f.settingsOf(st, v, verr)
		}
	})
}

func (f *Frame) settingsOf(st *replica.Status, v Version, verr error) {
	c := f.host.Window.Canvas()
	var over *widgets.Over
	hide := func() {
		f.hide = nil
		over.Hide()
	}
	leading := func(key string, do func()) *widgets.Button { // to something else, after the page was closed
		return widgets.NewButton(text.T(key), nil, func() { hide(); do() })
	}
	done := widgets.NewPrimaryButton(text.T("ui.settings.done"), nil, hide)
	done.Leave(hide)
	f.told = widgets.NewNotice()
	address := st.Server
	switch {
	case st.Origin != "":
		address = text.T("ui.server.sandbox")
	case address == "":
		address = text.T("ui.settings.server.none")
	}
	keys := widgets.Row(8, nil, leading("ui.menu.recovery", f.printRecovery), leading("ui.menu.encrypt", f.Encrypt))
	if f.access != nil {
		keys.Add(leading("ui.nav.access", func() { f.Go(Access) }))
	}
	quiet := func(key string) fyne.CanvasObject { return widgets.NewParagraph(text.T(key)).Quiet() }
	notify := widgets.NewTick(text.T("ui.settings.notify.on"), nil)
	notify.Checked, notify.OnChanged = f.settings.Notifies(), f.settings.setNotifies
	page := widgets.Stack(
		widgets.NewCard(text.T("ui.settings.looks"), f.settings.fields(f.Speak)),
		widgets.NewCard(text.T("ui.settings.notify"), quiet("ui.settings.notify.what"), notify),
		widgets.NewCard(text.T("ui.settings.server"), widgets.NewParagraph(address), quiet("ui.settings.server.what"),
			widgets.Row(8, nil, leading("ui.overview.to-syncing", func() { f.Go(Syncing) }))),
		widgets.NewCard(text.T("ui.settings.data"), widgets.NewParagraph(f.desk.Folder), quiet("ui.settings.data.what"),
			widgets.Row(8, nil, widgets.NewButton(text.T("ui.settings.backup"), fynetheme.DocumentSaveIcon(), func() { f.askBackup("") }),
				widgets.NewButton(text.T("ui.settings.backup.under"), theme.IconKey.Resource(), f.askPhrase))),
		widgets.NewCard(text.T("ui.settings.keys"), quiet("ui.settings.keys.what"), keys),
	)
	ask := widgets.NewAsk(text.T("ui.cancel"))
	if f.desk.Updates != nil {
		page.Add(f.versionCard(v, verr, ask, func() { hide(); f.showSettings() }))
	}
	title := widgets.NewText(text.T("ui.settings"), fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold()
	head := widgets.Stack(widgets.NewPanel(widgets.Row(8, title, title, done), theme.ColorNameSurface, widgets.Bottom, 16, 6), f.told, ask)
	over = widgets.ShowOver(c, widgets.Frame(head, nil, nil, nil, container.NewVScroll(widgets.Wide(settingsWidth, page))), func(room fyne.Size) fyne.Size {
		return fyne.NewSize(theme.Length(settingsWidth), min(theme.Length(600), room.Height-theme.Length(56)))
	})
	f.hide = hide
	c.Focus(done)
}

// fields are the lists to choose the look from.
func (s *Settings) fields(speak func(phrase.Language)) fyne.CanvasObject {
	list := func(name string, names []string, at int, chosen func(i int)) fyne.CanvasObject {
		c := widgets.NewChoice(chosen)
		c.Fill(names, at)
		return widgets.NewField(text.T(name), widgets.Wide(choiceWidth, c))
	}
	return widgets.Row(12, nil,
		list("ui.settings.colours", emulation.Map(modes, func(m theme.Mode) string { return text.T("ui.mode." + string(m)) }),
			slices.Index(modes, s.mode()), func(i int) { s.setMode(modes[i]) }),
		list("ui.menu.size", emulation.Map(percents, func(p int) string { return text.T("ui.percent", "value", p) }),
			s.sizeAt(), func(i int) { s.setPercent(percents[i]) }),
		list("ui.menu.language", emulation.Map(languages, func(l phrase.Language) string { return text.T("ui.language." + string(l)) }),
			slices.Index(languages, s.Language()), func(i int) { speak(languages[i]) }),
	)
}

// askPhrase asks for the passphrase of a backup, twice, and then where it goes to.
func (f *Frame) askPhrase() {
	var over *widgets.Over
	notice := widgets.NewNotice()
	form := widgets.NewForm(text.T("ui.settings.backup.under.heading"), text.T("ui.settings.backup.under.what"), []widgets.Field{
		{Name: text.T("ui.settings.backup.phrase"), Hint: text.T("ui.settings.backup.phrase.hint"), Secret: true}, {Name: text.T("ui.encrypt.again"), Secret: true},
	}, text.T("ui.settings.backup.under.do"), text.T("ui.cancel"), func(in []string) {
		switch {
		case in[0] != in[1]:
			notice.Tell(widgets.Bad, text.T("ui.encrypt.differ"))
		case in[0] == "":
			notice.Tell(widgets.Bad, text.T("ui.settings.backup.phrase.none"))
		default:
			over.Hide()
			f.askBackup(in[0])
		}
	}, func() { over.Hide() })
	over = widgets.ShowOver(f.host.Window.Canvas(), widgets.Wide(lockWidth, widgets.Column(0, notice, form)), nil)
	form.Focus(f.host.Window.Canvas())
}

// askBackup lets the person choose where a backup goes to, and makes it, under a passphrase of its own unless that is "".
func (f *Frame) askBackup(passphrase string) {
	failed := func(err error) { f.told.Tell(widgets.Bad, text.Error(err)) }
	screen.PickFolder(f.host, "backup", func(folder string) { f.backup(folder, passphrase) }, failed)
}

// backup makes a backup in a folder, and tells on the page of settings how that went.
func (f *Frame) backup(folder, passphrase string) {
	f.told.Tell(widgets.Waiting, text.T("ui.settings.backup.wait"))
	f.host.Queue.Aside(func() func() {
		path, err := f.desk.Backup(folder, passphrase)
		return func() {
			if err != nil {
				f.told.Tell(widgets.Bad, text.Error(err))
				return
			}
			f.told.Tell(widgets.OK, text.T("ui.settings.backup.done", "file", filepath.Base(path)))
		}
	})
}
