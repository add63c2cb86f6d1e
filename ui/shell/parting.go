package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/screens/syncing"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
)

// parting is the page between the work and the closed window where something has not reached the server: it is sent meanwhile, and who sits here may
// wait for that, close all the same, or stay. Whatever is chosen, all of it is on the disk.
type parting struct {
	window *Window
	leave  func() // closes the window
	unsent int
	over   bool
}

// part signs what was typed and closes the window, at once if nothing waits for the server.
func (w *Window) part(leave func()) {
	f := w.frame
	f.screens[f.at].Leave()
	p := &parting{window: w, leave: leave}
	w.parting = p
	p.look(func(st *replica.Status) {
		if p.unsent == 0 || st.Origin != "" { // nothing of a sandbox goes anywhere
			p.close()
			return
		}
		f.Heard = p.heard
		if syncing.NoServer(f.status.now.Err) {
			p.show(text.T("ui.parting.no-server"), false, text.T("ui.parting.bundle"), p.toSyncing)
			return
		}
		p.send()
	})
}

// look reads what waits, behind all that is being saved and signed.
func (p *parting) look(then func(*replica.Status)) {
	p.window.host.Queue.Go(func() func() {
		st, err := replica.At(p.window.frame.desk.Workspace).Status()
		return func() {
			if p.over {
				return
			}
			if err != nil { // nobody knows what waits, and it is no reason to keep anybody here
				p.window.host.Failed("closing", err)
				p.close()
				return
			}
			p.unsent = st.Unsent
			then(st)
		}
	})
}

// send exchanges once more, while the page is shown.
func (p *parting) send() {
	p.show(text.T("ui.parting.sending"), true, "", nil)
	p.window.frame.desk.Exchange.Nudge()
}

// heard follows the exchange.
func (p *parting) heard(l syncing.Line) {
	switch {
	case l.Silent:
		p.show(text.T("ui.parting.silent"), true, "", nil)
	case l.Running:
		p.show(text.T("ui.parting.sending"), true, "", nil)
	case l.Err != nil:
		p.show(text.T("ui.parting.failed", "why", syncing.Why(l.Err)), false, text.T("ui.parting.again"), p.send)
	default:
		p.look(func(*replica.Status) {
			if p.unsent == 0 {
				p.close()
				return
			}
			p.show(text.T("ui.parting.kept"), false, text.T("ui.parting.look"), p.toSyncing)
		})
	}
}

// show makes the page: what waits and how it stands, and what there is to choose from beside closing and staying.
func (p *parting) show(sentence string, moves bool, action string, do func()) {
	closing := widgets.NewPrimaryButton(text.T("ui.parting.close"), nil, p.close)
	choice := widgets.Row(8, nil, closing)
	if action != "" {
		choice.Add(widgets.NewButton(action, nil, do))
	}
	choice.Add(widgets.NewQuietButton(text.T("ui.parting.stay"), nil, p.stay))
	parts := []fyne.CanvasObject{container.NewCenter(choice)}
	var bar *widget.ProgressBarInfinite
	if moves {
		bar = widget.NewProgressBarInfinite()
		parts = append([]fyne.CanvasObject{bar}, parts...)
	}
	p.window.show(widgets.NewStop(theme.IconOnline.Resource(), text.T("ui.parting", "count", p.unsent), sentence, parts...))
	p.window.bar = bar
	p.window.host.Window.Canvas().Focus(closing)
}

// end ends the page, once.
func (p *parting) end() bool {
	if p.over {
		return false
	}
	p.over, p.window.frame.Heard, p.window.parting = true, nil, nil
	return true
}

func (p *parting) close() {
	if p.end() {
		p.leave()
	}
}

// stay goes back to the work. A new version that was to be installed is not installed by a later close.
func (p *parting) stay() {
	if p.end() {
		if u := p.window.frame.desk.Updates; u != nil {
			u.Cancel()
		}
		p.window.show(p.window.frame.Content())
		p.window.frame.Go(p.window.frame.at)
	}
}

func (p *parting) toSyncing() {
	p.stay()
	p.window.frame.Go(Syncing)
}
