package access

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	room "thidua/workspace/access"
	"thidua/workspace/book"
	"thidua/workspace/replica"
)

// Hooks lead out of the screen.
type Hooks struct {
	screen.Hooks
	Sync   func()                       // exchange now
	Folder func(do func(folder string)) // lets the person choose a folder
	Print  func(func(now time.Time) (forms.Paper, error))
}

// Screen is the screen of keys and rights.
type Screen struct {
	*screen.Paged[reading]

	ws          *workspace.Workspace
	room        room.Room
	hooks       Hooks
	title       fyne.CanvasObject
	invite      *widgets.Button
	invitations *invitations
}

// The tabs in their order.
const (
	tabKeys = iota
	tabInvitations
	tabHeld
	tabRules
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, me book.Me, hooks Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks.Hooks), ws: ws, room: room.At(ws), hooks: hooks}
	s.Icon, s.None = fynetheme.AccountIcon(), text.T("ui.access.none")
	keys, held, rules := newKeys(s), newHeld(s), newRules(s)
	s.invitations = newInvitations(s)
	pages := []screen.Page[reading]{
		screen.Placed(text.T("ui.access.tab.keys"), keys.place, keys.show),
		screen.Placed(text.T("ui.access.tab.invitations"), s.invitations.place, s.invitations.show),
	}
	if Office(me) {
		pages = append(pages, screen.Listed(text.T("ui.access.tab.held"), held.table, held.show),
			screen.Page[reading]{Tab: text.T("ui.access.tab.rules"), Content: rules.all, Show: rules.show},
		)
	}
	s.Fill(pages...)
	s.invite = widgets.NewPrimaryButton(text.T("ui.access.invite"), fynetheme.ContentAddIcon(), func() { s.invitations.begin() })
	s.title = widgets.NewTitleBar(text.T("ui.access.title"), nil, s.invite)
	s.Arrange(s.Place, s.title, widgets.NewToolbar(nil, s.Tabs))
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me          book.Me
	keys        []room.Key
	invitations []room.Invitation
	held        []room.HeldBack
	rules       replica.Rules
	quotas      emulation.Quotas
	names       map[string]string // of whoever has a key that is spoken of
}

// office says whether this desk may take keys back.
func (r *reading) office() bool { return Office(r.me) }

// For says whether this screen is for somebody: who speaks for a standing office, and who may invite people of the own unit.
func For(me book.Me) bool { return Office(me) || len(me.MayGrant) > 0 }

// Office says whether somebody speaks for a standing office.
func Office(me book.Me) bool {
	return me.Subject == emulation.SubjectOffice && emulation.HasRole(me.May, emulation.RoleOffice)
}

func (s *Screen) read(r *reading) error {
	err := screen.All(screen.Look(&r.me, s.ws.Me), screen.Look(&r.keys, s.room.Keys), screen.Look(&r.invitations, s.room.Invitations),
		screen.Look(&r.held, s.room.Held), screen.Look(&r.rules, replica.At(s.ws).Rules), screen.Look(&r.quotas, s.room.Quotas))
	if err != nil {
		return err
	}
	if !r.office() {
		r.keys = emulation.Where(r.keys, func(k room.Key) bool { return k.Subject.ID == r.me.Unit.ID })
		r.invitations = emulation.Where(r.invitations, func(i room.Invitation) bool { return i.Subject.ID == r.me.Unit.ID })
	}
	r.names = map[string]string{}
	for _, k := range r.keys {
		r.names[k.Log.String()] = k.Name
	}
	for _, h := range r.held {
		if r.names[h.Log.String()], err = s.room.Name(h.Log); err != nil {
			return err
		}
	}
	return nil
}

func (s *Screen) show(r *reading) {
	s.ShowPages(r)
	if r.office() {
		s.Tabs.SetCount(tabHeld, len(r.held))
	}
	s.Show()
}

// ShowHeld shows what the server holds back.
func (s *Screen) ShowHeld() { s.Turn(tabHeld) }

// roles writes what somebody may do.
func roles(may []emulation.Role) string {
	names := ""
	for _, m := range may {
		if names != "" {
			names += ", "
		}
		names += text.T("role." + string(m))
	}
	return text.Capital(names)
}

// short is how much of a key's name is shown: enough to tell it from the others.
func short(log fmt.Stringer) string { return log.String()[:8] }

// moment writes milliseconds since 1970 as people do; 0 is none.
func (s *Screen) moment(ms int64) string {
	if ms == 0 {
		return ""
	}
	return text.Moment(time.UnixMilli(ms).In(s.Now().Location()))
}

// day writes seconds since 1970 as a day.
func (s *Screen) day(seconds int64) string {
	return text.Day(time.Unix(seconds, 0).In(s.Now().Location()).Format(time.DateOnly))
}
