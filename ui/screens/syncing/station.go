package syncing

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// Station lets this desk carry files for the others of a building (trạm chuyển), and exchange by one of them. It is called away from the window.
type Station interface {
	// Stands says how this desk's own station stands.
	Stands() (Stands, error)
	// Open lets the others come, Shut no more.
	Open() error
	Shut() error
	// Known is the address of the station that was exchanged by last, "" if none was.
	Known() (string, error)
	// Pass brings what waits to the station at an address and takes in what waits there; with an error it tells what came before.
	Pass(address string) (Passed, error)
}

// Stands is how the station of this desk stands.
type Stands struct {
	On        bool
	Addresses []string // under which others reach it
	Folder    string   // in which it holds what it carries
	Held      int      // files
}

// Passed is what an exchange by a station came to.
type Passed struct {
	Sent    Written
	Arrived []Arrived
}

// station is the page of the relay.
type station struct {
	screen *Screen
	says   *widgets.Paragraph
	where  *fyne.Container
	turn   *widgets.Button
	on     bool
	entry  *typing.Entry
	pass   *widgets.Button
	told   *told
	all    fyne.CanvasObject
	filled bool
	panels [2]*widgets.Panel
}

func newStation(s *Screen) *station {
	v := &station{screen: s, says: widgets.NewParagraph(""), where: widgets.Column(4), entry: typing.NewEntry()}
	v.told = newTold(v.lay)
	v.turn = widgets.NewButton(text.T("ui.station.open"), fynetheme.MediaPlayIcon(), v.toggle)
	v.entry.SetPlaceHolder(text.T("ui.station.example"))
	v.entry.OnSubmitted = func(string) { v.exchange() }
	v.pass = widgets.NewButton(text.T("ui.station.pass"), fynetheme.ViewRefreshIcon(), v.exchange)
	v.panels[0] = widgets.NewCard(text.T("ui.station.by"), widgets.NewParagraph(text.T("ui.station.by.what")).Quiet(),
		widgets.Row(8, nil, widgets.Wide(330, v.entry), v.pass), v.told.box)
	v.panels[1] = widgets.NewCard(text.T("ui.station"), widgets.NewParagraph(text.T("ui.station.what")).Quiet(), v.says, v.where, widgets.Row(0, nil, v.turn))
	v.all = widgets.Stack(v.panels[0], v.panels[1])
	return v
}

func (v *station) show(r *reading) {
	if !v.filled && r.known != "" {
		v.entry.SetText(r.known)
	}
	v.filled = true
	v.on = r.stands.On
	v.where.Objects = nil
	label, icon := text.T("ui.station.open"), fynetheme.MediaPlayIcon()
	says := text.T("ui.station.off")
	if v.on {
		label, icon = text.T("ui.station.shut"), fynetheme.MediaStopIcon()
		says = text.T("ui.station.on", "count", r.stands.Held)
		for _, a := range r.stands.Addresses {
			v.where.Add(widgets.NewText(a, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold())
		}
		if len(r.stands.Addresses) == 0 {
			v.where.Add(widgets.NewRemark(widgets.Warn, text.T("ui.station.no-address")))
		}
		v.where.Add(widgets.NewParagraph(text.T("ui.station.folder", "folder", r.stands.Folder)).Quiet())
	}
	v.says.Set(says)
	v.turn.SetText(label)
	v.turn.SetIcon(icon)
	v.where.Hidden = len(v.where.Objects) == 0
	v.lay()
}

func (v *station) lay() {
	for _, o := range []fyne.CanvasObject{v.where, v.panels[0], v.panels[1], v.all} {
		o.Refresh()
	}
}

func (v *station) toggle() {
	s := v.screen
	do, done := s.hooks.Station.Open, "ui.station.opened"
	if v.on {
		do, done = s.hooks.Station.Shut, "ui.station.closed"
	}
	s.Queue.Go(func() func() {
		err := do()
		return func() {
			s.Refresh()
			if err != nil {
				s.Refused(err)
				return
			}
			s.Tell(widgets.OK, text.T(done))
		}
	})
}

// exchange exchanges by the station whose address was typed.
func (v *station) exchange() {
	if v.pass.Disabled() {
		return // one is on the way
	}
	s, address := v.screen, strings.TrimSpace(v.entry.Text)
	if address == "" {
		s.Tell(widgets.Warn, text.T("ui.station.no-typed"))
		s.Window.Canvas().Focus(v.entry)
		return
	}
	v.told.tell(widgets.NewRemark(widgets.Waiting, text.T("ui.station.passing")))
	v.pass.Disable()
	s.Queue.Aside(func() func() { // a line takes its time, and nobody's typing waits for it
		p, err := s.hooks.Station.Pass(address)
		return func() {
			v.pass.Enable()
			var said []fyne.CanvasObject // where the line broke on the way, what came before it did
			if err == nil {
				said = append(said, widgets.NewRemark(widgets.OK, text.T("ui.station.passed", "changes", p.Sent.Changes, "files", p.Sent.Files, "came", len(p.Arrived))))
			}
			if p.Sent.Left > 0 {
				said = append(said, widgets.NewRemark(widgets.Warn, text.T("bundle.told.left", "count", p.Sent.Left)))
			}
			for i := range p.Arrived {
				said = append(said, s.bundles.remarks(&p.Arrived[i])...)
			}
			v.told.tell(said...)
			s.Acted("", err)
		}
	})
}
