package shell

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/screens/access"
	"thidua/ui/screens/awards"
	"thidua/ui/screens/checking"
	"thidua/ui/screens/clusters"
	"thidua/ui/screens/conference"
	"thidua/ui/screens/criteria"
	"thidua/ui/screens/overview"
	"thidua/ui/screens/pledge"
	"thidua/ui/screens/preview"
	"thidua/ui/screens/printing"
	"thidua/ui/screens/ranking"
	"thidua/ui/screens/review"
	"thidua/ui/screens/running"
	"thidua/ui/screens/season"
	"thidua/ui/screens/sheet"
	"thidua/ui/screens/syncing"
	"thidua/ui/screens/tasks"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	todoroom "thidua/workspace/todo"
)

// The screens, by the names the navigation knows them by.
const (
	Overview = "overview"
	Tasks    = "tasks"
	Season   = "season"
	Criteria = "criteria"
	Pledge   = "pledge"
	Running  = "running"
	Sheet    = "sheet"
	Review   = "review"
	Ranking  = "ranking"
	Syncing  = "syncing"
	Printing = "printing"
	Preview  = "preview"  // of a paper that was made
	Checking = "checking" // of papers that were printed

	Conference = "conference"
	Awards     = "awards"
	Clusters   = "clusters" // of a standing office
	Access     = "access"   // of who may invite others
)

// shown is what the frame asks of a screen.
type shown interface {
	Content() fyne.CanvasObject
	Refresh() // from any goroutine
	Enter()
	Leave()
}

// Frame is the window of an open desk: bars, navigation, and the screen that is shown.
type Frame struct {
	// Rebuild makes the frame again after the language or the season changed, and gives the new one.
	Rebuild func() *Frame
	// Encrypt asks whether the data folder is to be encrypted, or made plain again.
	Encrypt func()
	// Quit leaves data to try out, which are deleted if told to.
	Quit func(remove bool)
	// Heard is told how the exchange stands, while somebody waits for it; else nil.
	Heard func(syncing.Line)

	host     bridge.Host
	settings *Settings
	desk     *Desk

	pledge     *pledge.Screen
	running    *running.Screen
	sheet      *sheet.Screen
	review     *review.Screen
	ranking    *ranking.Screen
	syncing    *syncing.Screen
	printing   *printing.Screen
	preview    *preview.Screen // nil where the system's viewer shows papers
	from       string          // the screen a paper was made on
	conference *conference.Screen
	access     *access.Screen // of who may invite others; nil at other desks
	screens    map[string]shown
	at         string

	content  fyne.CanvasObject
	place    *fyne.Container
	top      *top
	nav      *widgets.Nav
	guides   []string // the pages of the guide for whoever sits here, as last read
	status   *status
	notice   *widgets.Notice // what is told in passing
	standing *standing
	told     *widgets.Notice     // of the page of settings
	offered  book.SeasonName     // the season that was offered when it began
	left     map[string]bool     // screens on which something was left unsaved; nil until that was looked for
	hide     func()              // closes what this frame opened over the window; nil before
	bare     bool                // there was no season when the frame was made
	coming   bridge.Shared[bool] // the first sync had not brought everything then
	outside  outside
	reader   *bridge.Repaint
	cancel   func()               // ends the subscription to the feed
	untend   func()               // ends the tending of the desk, and the waiting until it came up
	reading  *workspace.Workspace // the desk until the frame is let go: what is being read then stops, what was typed is saved and signed
	stop     context.CancelFunc
}

// NewFrame makes the window's content for an open desk; Begin brings it to life.
func NewFrame(host bridge.Host, settings *Settings, d *Desk) *Frame {
	host.Holds = new(bridge.Holding)
	f := &Frame{settings: settings, desk: d, notice: widgets.NewNotice(), standing: newStanding()}
	f.outside.frame = f
	host.Undo = bridge.NewUndo(screen.SayUndo, f.front, func(said string) { f.notice.Tell(widgets.Info, said) })
	f.host = host
	ctx, stop := context.WithCancel(context.Background())
	f.reading, f.stop = d.Workspace.Until(ctx), stop
	if s, err := f.reading.Season(); err == nil {
		text.Among(s.Cluster.Info.IsBlock())
		host.Words = host.Words.In(s.Cluster.Code, s.Label)
	} else {
		f.bare = true
		host.Words = host.Words.In("", "")
	}
	if arrived, err := replica.At(f.reading).Arrived(); err == nil {
		f.coming.Set(!arrived)
	}
	f.host.Words = host.Words
	hooks := screen.Hooks{Decide: func() { f.Go(Syncing) }, Saved: f.saved}
	f.pledge = pledge.New(host.In(Pledge), f.reading, hooks)
	f.running = running.New(host.In(Running), f.reading, hooks)
	previewed := printing.Hooks{At: f.At, Under: f.under}
	if d.Preview != nil {
		f.preview = preview.New(host.In(Preview), d.Preview, preview.Hooks{Back: func() { f.Go(f.from) }})
		previewed.Show = f.look
		if d.Check != nil {
			previewed.Check = func() { f.Go(Checking) }
		}
	}
	f.printing = printing.New(host.In(Printing), f.reading, d.Printer, d.Papers, previewed, hooks)
	f.sheet = sheet.New(host.In(Sheet), f.reading, sheet.Hooks{Hooks: hooks, Print: func(unit emulation.ID) { f.printing.PrintSheet(unit, f.sheet.Tell) }, Viewer: d.Viewer, Picture: d.Picture})
	f.review = review.New(host.In(Review), f.reading, review.Hooks{Hooks: hooks, Viewer: d.Viewer, Sync: f.sync})
	f.ranking = ranking.New(host.In(Ranking), f.reading, ranking.Hooks{
		Hooks: hooks, Print: func() { f.printing.PrintSummary(f.ranking.Tell) }, ShowSheet: f.showSheet,
	})
	f.syncing = syncing.New(host.In(Syncing), f.reading, syncing.Hooks{Sync: f.sync, TakeIn: d.TakeIn, Way: d.Exchange.Way, Reach: d.Exchange.Reach,
		JoinFile: d.Exchange.JoinFile, JoinCode: d.Exchange.JoinCode,
		Courier: d.Courier, Station: d.Station, Drives: d.Drives, Verify: d.Verify, Folder: f.folder, File: f.file})
	f.conference = conference.New(host.In(Conference), f.reading, hooks)
	f.screens = map[string]shown{
		Overview: overview.New(host.In(Overview), f.reading, overview.Hooks{Open: f.open, Tasks: func() { f.Go(Tasks) }, ShowSheet: f.showSheet}),
		Tasks:    tasks.New(host.In(Tasks), f.reading, tasks.Hooks{Open: f.open}),
		Season:   season.New(host.In(Season), f.reading, hooks), Criteria: criteria.New(host.In(Criteria), f.reading, hooks), Conference: f.conference, Awards: awards.New(host.In(Awards), f.reading, hooks),
		Pledge: f.pledge, Running: f.running, Sheet: f.sheet, Review: f.review, Ranking: f.ranking, Syncing: f.syncing, Printing: f.printing,
	}
	if f.preview != nil {
		f.screens[Preview] = f.preview
		if d.Check != nil {
			f.screens[Checking] = checking.New(host.In(Checking), d.Check, checking.Hooks{Back: func() { f.Go(Printing) }, Show: f.look})
		}
	}
	me, err := f.reading.Me()
	if err == nil && access.For(me) {
		f.access = access.New(host.In(Access), f.reading, me, access.Hooks{Hooks: hooks, Sync: f.sync, Folder: f.folder,
			Print: func(make func(time.Time) (forms.Paper, error)) {
				f.printing.PrintPaper(forms.Item{Name: emulation.Say("documents.invitation.title"), Make: make}, f.access.Tell)
			}})
		f.screens[Access] = f.access
	}
	if err == nil && access.Office(me) {
		f.screens[Clusters] = clusters.New(host.In(Clusters), f.reading, clusters.Hooks{Hooks: hooks,
			Use: func(cluster, label string) { f.useSeason(cluster, label, func(next *Frame) { next.Go(Season) }) }})
	}
	f.nav = widgets.NewNav(f.places(), f.Go)
	f.top = newTop(f)
	f.status = newStatus(host.Now)
	f.reader = bridge.NewRepaint(host.Queue, f.read)
	f.place = container.NewStack()
	f.content = f.framed()
	return f
}

func (f *Frame) places() []widgets.NavItem {
	places := []widgets.NavItem{
		{ID: Overview, Label: text.T("ui.nav.overview"), Icon: fynetheme.HomeIcon()},
		{ID: Tasks, Label: text.T("ui.nav.tasks"), Icon: fynetheme.CheckButtonCheckedIcon()},
		{ID: Season, Label: text.T("ui.nav.season"), Icon: fynetheme.CalendarIcon()},
		{ID: Criteria, Label: text.T("ui.nav.criteria"), Icon: fynetheme.ListIcon()},
		{ID: Pledge, Label: text.T("ui.nav.pledge"), Icon: theme.IconPeople.Resource()},
		{ID: Running, Label: text.T("ui.nav.running"), Icon: theme.IconChart.Resource()},
		{ID: Sheet, Label: text.T("ui.nav.sheet"), Icon: theme.IconSheet.Resource()},
		{ID: Review, Label: text.T("ui.nav.review"), Icon: theme.IconScales.Resource()},
		{ID: Conference, Label: text.T("ui.nav.conference"), Icon: theme.IconBuilding.Resource()},
		{ID: Ranking, Label: text.T("ui.nav.ranking"), Icon: theme.IconPodium.Resource()},
		{ID: Awards, Label: text.T("ui.nav.awards"), Icon: theme.IconMedal.Resource()},
		{ID: Printing, Label: text.T("ui.nav.printing"), Icon: fynetheme.DocumentPrintIcon()},
		{ID: Syncing, Label: text.T("ui.nav.syncing"), Icon: theme.IconOnline.Resource()},
	}
	if _, office := f.screens[Clusters]; office {
		places = append(places, widgets.NavItem{ID: Clusters, Label: text.T("ui.nav.clusters"), Icon: fynetheme.GridIcon()})
	}
	if f.access != nil {
		places = append(places, widgets.NavItem{ID: Access, Label: text.T("ui.nav.access"), Icon: theme.IconKey.Resource()})
	}
	return places
}

// Content is what the window shows.
func (f *Frame) Content() fyne.CanvasObject { return f.content }

// Begin listens to the feed, starts the exchange and shows the screen that was shown last.
func (f *Frame) Begin() {
	f.cancel = f.desk.Workspace.Subscribe(f.heard)
	f.desk.Exchange.Start(func(l syncing.Line) { f.host.Later(func() { f.line(l) }) })
	f.shortcuts()
	f.reader.Ask()
	f.tellFindings()
	f.offerSheet()
	untend, unsettle, unjump := f.host.Every(tendEvery, f.tend), f.host.After(settled, f.cameUp), bridge.Jumps(f.host.Every, f.host.Now, f.jumped)
	f.untend = func() { untend(); unsettle(); unjump() }
	if _, office := f.screens[Clusters]; office && f.bare {
		f.Go(Clusters) // nothing else can be begun
		return
	}
	last := f.settings.Screen(f.desk.Folder)
	if f.screens[last] == nil { // there was none, or who sits here has it no more
		last = Overview
	}
	f.Go(last)
}

// settled is how long a window is shown until the program is said to work here.
const settled = 30 * time.Second

// cameUp says so, once: a crash, or a cut of power, an hour later is no reason to go back to the program before.
func (f *Frame) cameUp() {
	if f.desk.CameUp == nil {
		return
	}
	f.host.Queue.Go(func() func() {
		err := f.desk.CameUp()
		return func() {
			if err != nil {
				f.host.Failed("saying that the program came up", err)
			}
		}
	})
}

// jumped does at once what would have been done meanwhile: another day may have come, and others have written.
func (f *Frame) jumped() {
	f.tend()
	f.desk.Exchange.Woke()
}

// tendEvery is how often an open desk is tended.
const tendEvery = time.Hour

// tend lets the desk do what it does now and then: a window may stay open for days, and no sync may come by.
func (f *Frame) tend() {
	f.host.Queue.Go(func() func() {
		err := f.desk.Tend()
		return func() {
			if err != nil {
				f.host.Failed("tending the desk", err)
			}
			f.tellFindings()
			f.reader.Ask() // a day may have come
		}
	})
}

// heard is called on the goroutine that changed something: whatever shows it reads again.
func (f *Frame) heard(e workspace.Event) {
	if e.Own {
		f.desk.Exchange.Changed()
	}
	f.reader.Ask()
	f.host.Later(func() { f.screens[f.at].Refresh() })
	if e.Kind == workspace.Alarmed {
		f.host.Later(func() {
			f.outside.tell(text.T("ui.alarmed"))
			f.standing.tell(aboutAlarm, widgets.Bad, text.T("ui.alarmed"), widgets.Answer{Label: text.T("ui.nav.syncing"), Do: func() {
				f.standing.drop(aboutAlarm)
				f.Go(Syncing)
			}})
		})
	}
}

// At is the screen that is shown.
func (f *Frame) At() string { return f.at }

// front shows the screen on which something is taken back.
func (f *Frame) front(id string) {
	if f.at != id {
		f.Go(id)
	}
}

// Go shows another screen; the one that is left saves first.
func (f *Frame) Go(id string) {
	next, ok := f.screens[id]
	if !ok {
		return
	}
	if old, ok := f.screens[f.at]; ok && f.at != id {
		old.Leave()
	}
	f.at = id
	if id != Preview { // whose paper is not kept
		f.settings.keepScreen(f.desk.Folder, id)
	}
	if f.left[id] {
		f.standing.drop(aboutWords)
	}
	switch id {
	case Preview:
	case Checking: // is reached from there
		f.nav.Select(Printing)
	default:
		f.nav.Select(id)
	}
	f.top.entitle()
	f.place.Objects = []fyne.CanvasObject{next.Content()}
	f.place.Refresh()
	next.Refresh()
	next.Enter()
}

// look shows a paper in place of the screen it was made on.
func (f *Frame) look(path, title string) {
	if f.at != Preview {
		f.from = f.at
	}
	f.preview.Look(path, title)
	f.Go(Preview)
}

func (f *Frame) drop(files []fyne.URI) {
	bundles := emulation.Where(files, func(u fyne.URI) bool { return slices.Contains(f.exchanged(), u.Extension()) })
	if len(bundles) > 0 {
		f.Go(Syncing)
		f.syncing.TakeFiles(emulation.Map(bundles, fyne.URI.Path))
		if others := emulation.Where(files, func(u fyne.URI) bool { return !slices.Contains(bundles, u) }); len(others) > 0 {
			f.notice.Tell(widgets.Warn, text.T("ui.given.others", "files", names(others)))
		}
		return
	}
	if f.at != Sheet {
		f.notice.Tell(widgets.Info, text.T("ui.sheet.evidence.choose-first"))
		return
	}
	f.sheet.Drop(files)
}

// keeper is a screen that people type into.
type keeper interface{ Keep() }

// project shows what a meeting looks at, in large type.
func (f *Frame) project() {
	f.Go(Conference)
	f.conference.Project()
}

// keep commits and saves what stands in an open editor.
func (f *Frame) keep() {
	if f.cancel == nil {
		return // the desk was let go
	}
	if k, ok := f.screens[f.at].(keeper); ok {
		k.Keep()
	}
	f.sheet.Keep() // a sheet that was left may still have something to sign
}

// folder lets the person choose a folder.
func (f *Frame) folder(do func(folder string)) { screen.PickFolder(f.host, "exchange", do, f.unpicked) }

// file lets the person choose an exchange file, or that of an invitation.
func (f *Frame) file(do func(file string)) {
	screen.PickFile(f.host, "exchange", "", f.exchanged(), do, f.unpicked)
}

// exchanged are the endings of what is brought by hand: files of exchange, and invitations.
func (f *Frame) exchanged() []string {
	return append([]string{f.desk.Courier.Extension()}, screen.Invitations...)
}

// unpicked tells why nothing could be chosen.
func (f *Frame) unpicked(err error) { f.notice.Tell(widgets.Bad, text.Error(err)) }

// sync exchanges now; what stands in an open editor is committed first.
func (f *Frame) sync() {
	if f.cancel == nil {
		return // the desk was let go
	}
	f.keep()
	f.desk.Exchange.Nudge()
}

// useSeason works in another season: what is open is saved first, and every screen is made anew, so that nothing typed, undone or refused in one season
// lands in the other. Where something could not be saved, it stays and says so. Then it goes on in the frame of the other season.
func (f *Frame) useSeason(cluster, label string, then func(*Frame)) {
	f.keep()
	f.host.Picker.Leave()
	f.screens[f.at].Leave()
	f.host.Queue.Go(func() func() { // behind what is being saved
		return func() {
			if f.cancel == nil {
				return // the desk was let go meanwhile
			}
			if f.host.Holds.Any() {
				f.notice.Tell(widgets.Warn, text.T("ui.season.held"))
				f.screens[f.at].Enter()
				return
			}
			f.host.Queue.Go(func() func() {
				err := f.desk.Workspace.UseSeason(cluster, label)
				return func() {
					if err != nil {
						f.notice.Tell(widgets.Bad, text.Error(err))
						return
					}
					then(f.Rebuild())
				}
			})
		}
	})
}

// offerSeason says once that a season began and leads from the next start on: an open desk stays where it is, since what is typed is of this season.
func (f *Frame) offerSeason(all []book.SeasonLine) {
	for _, l := range all {
		if !l.Next || l.Name() == f.offered {
			continue
		}
		f.offered = l.Name()
		f.standing.tell(aboutSeason, widgets.Info, text.T("ui.season.leads", "season", l.Info.Name, "cluster", l.Cluster.Info.Name), widgets.Answer{Label: text.T("ui.season.leads.go"), Do: func() {
			f.standing.drop(aboutSeason)
			f.useSeason(l.Cluster.Code, l.Label, func(next *Frame) { next.Go(Tasks) })
		}})
	}
}

// arrive goes to the season that leads, with the words of its cluster, once the first sync has brought everything: until then the desk sat in the first season
// that came, or in none. As with every season, what is open is saved first, and what cannot be saved holds the window where it is.
func (f *Frame) arrive(all []book.SeasonLine) {
	f.coming.Set(false)
	if f.bare || slices.ContainsFunc(all, func(l book.SeasonLine) bool { return l.Next }) {
		f.useSeason("", "", func(*Frame) {})
	}
}

// under tells of many papers, wherever one looks: how far they are at the foot of the window, what came of them above the screen that is looked at.
func (f *Frame) under(state widgets.State, said string) {
	if state == widgets.Waiting {
		f.status.goesOn(said)
		return
	}
	f.status.goesOn("")
	if f.at != Printing { // else its own line says so
		f.notice.Tell(state, said)
	}
}

func (f *Frame) saved() { f.status.saved(f.host.Now()) }

func (f *Frame) line(l syncing.Line) {
	f.syncing.Line(l)
	f.status.line(l)
	if f.Heard != nil {
		f.Heard(l)
	}
}

// read reads what the bars show.
func (f *Frame) read() func() {
	arrived := false
	if f.coming.Get() { // asked first: what is read behind a yes holds everything that came
		arrived, _ = replica.At(f.reading).Arrived()
	}
	st, err := replica.At(f.reading).Status()
	season, _ := f.reading.Season() // a desk before its first sync has none
	seasons, _ := f.reading.Seasons()
	todo, untold := todoroom.At(f.reading).Tasks() // its own screen says what is wrong
	guides := f.whoReads()
	if errors.Is(err, context.Canceled) {
		return nil // nobody looks at it any more
	}
	return func() {
		if err != nil {
			f.notice.Tell(widgets.Bad, text.Error(err))
			return
		}
		f.guides = guides
		f.tellWords(st.Unsure > 0)
		f.top.show(st, season, seasons)
		switch coming := f.coming.Get(); {
		case coming && arrived:
			f.arrive(seasons)
		case !coming:
			f.offerSeason(seasons)
		}
		f.status.show(st)
		f.nav.SetCount(Tasks, len(todo))
		if untold == nil {
			f.outside.read(todo, st.Conflicts, legal.Date(f.host.Now().Format(time.DateOnly)))
		}
		f.nav.SetCount(Syncing, st.Conflicts+st.Waiting)
	}
}

// Release saves and signs what was typed and stops listening; the desk stays open.
func (f *Frame) Release() *Desk {
	if f.hide != nil {
		f.hide() // what it leads to is of this frame
	}
	f.conference.EndProjection()
	f.printing.End()
	f.screens[f.at].Leave()
	f.host.Words.Flush()
	if f.cancel != nil {
		f.cancel()
		f.untend()
		f.cancel = nil
	}
	f.stop()
	return f.desk
}

// clock writes the hour.
func clock(t time.Time) string { return t.Format("15:04") }
