package access

import (
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	room "thidua/workspace/access"
	"thidua/workspace/book"
	"thidua/workspace/replica"
)

// invitations are those that were handed out, with the buttons to take one back, and the form of a new one.
type invitations struct {
	screen  *Screen
	table   *grid.Register
	place   *screen.Place
	buttons *fyne.Container
	reading *reading
}

func newInvitations(s *Screen) *invitations {
	i := &invitations{screen: s, buttons: widgets.Flow(4)}
	i.table = grid.NewRegister(s.Host, i.buttons, nil,
		grid.Column{Title: text.T("ui.access.column.for"), Width: 260, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.access.column.role"), Width: 170},
		grid.Column{Title: text.T("ui.access.column.by"), Width: 260},
		grid.Column{Title: text.T("ui.access.column.invitation"), Width: 92},
		grid.Column{Title: text.T("ui.access.column.until"), Width: 100},
		grid.Column{Title: text.T("ui.access.column.state"), Width: 150},
	)
	i.table.Selected = i.offer
	i.place = s.NewPlace(i.table, nil)
	return i
}

func (i *invitations) show(r *reading) {
	i.reading = r
	i.table.Hint = text.T("ui.access.invitations.hint")
	if len(r.invitations) == 0 {
		i.table.Hint = text.T("ui.access.invitations.none")
	}
	var rows []grid.TableRow
	for n := range r.invitations {
		x := &r.invitations[n]
		by := r.names[x.By.String()]
		if by == "" {
			by = short(x.By)
		}
		rows = append(rows, grid.TableRow{Key: x.Log.String(), Cells: []grid.Cell{{Text: x.For}, {Text: roles(x.May), Style: grid.Muted}, {Text: by, Style: grid.Muted},
			{Text: short(x.Log)}, {Text: i.screen.day(x.NotAfter)}, i.state(x)}})
	}
	i.table.ShowFrom(0, 0, rows...)
}

// open says whether an invitation can still be used.
func (i *invitations) open(x *room.Invitation) bool {
	return !x.Used && !x.Void && x.NotAfter >= i.screen.Now().Unix()
}

func (i *invitations) state(x *room.Invitation) grid.Cell {
	switch {
	case x.Used:
		return grid.Cell{Text: text.T("ui.access.state.used"), State: grid.OK}
	case x.Void:
		return grid.Cell{Text: text.T("ui.access.state.void"), State: grid.Error}
	case !i.open(x):
		return grid.Cell{Text: text.T("ui.access.state.over"), Style: grid.Muted}
	}
	return grid.Cell{Text: text.T("ui.access.state.open"), State: grid.Pending}
}

// offer offers the office to take back the selected invitation, or the one of a code that was lost.
func (i *invitations) offer(key string) {
	i.buttons.Objects = nil
	if i.reading == nil || !i.reading.office() {
		return
	}
	x := emulation.Find(i.reading.invitations, func(x *room.Invitation) bool { return x.Log.String() == key })
	if x != nil && i.open(x) {
		i.buttons.Add(widgets.NewButton(text.T("ui.access.take-back"), nil, func() { i.takeBack(*x) }))
	}
	i.buttons.Add(widgets.NewQuietButton(text.T("ui.access.take-back.code"), nil, i.askCode))
	i.buttons.Refresh()
	i.table.Content.Refresh()
}

func (i *invitations) takeBack(x room.Invitation) {
	s := i.screen
	s.AskFor(text.T("ui.access.take-back.why", "for", x.For, "key", short(x.Log)), text.T("ui.access.revoke.reason.hint"), text.T("ui.access.take-back.do"), func(why string) {
		s.Act(text.T("ui.access.taken-back"), func() error { return s.room.Revoke(x.Log, nil, why) }, s.hooks.Sync)
	})
}

// askCode asks for the code of an invitation that got lost.
func (i *invitations) askCode() {
	s := i.screen
	form := widgets.NewForm(text.T("ui.access.take-back.code.heading"), text.T("ui.access.take-back.code.what"), []widgets.Field{
		{Name: text.T("ui.access.code"), Hint: text.T("ui.access.code.hint"), Wide: 420},
		{Name: text.T("ui.access.revoke.reason"), Hint: text.T("ui.access.revoke.reason.hint")},
	}, text.T("ui.access.take-back.do"), text.T("ui.cancel"), func(in []string) {
		s.Act(text.T("ui.access.taken-back"), func() error {
			log, err := s.room.OfCode(in[0])
			if err != nil {
				return err
			}
			return s.room.Revoke(log, nil, in[1])
		}, i.place.Clear, s.hooks.Sync)
	}, i.place.Clear)
	i.place.Fill(form)
	form.Focus(s.Window.Canvas())
}

// invitable are the roles somebody can be invited into, in the order they are offered; the last two are of the office itself.
var invitable = []emulation.Role{emulation.RoleLeader, emulation.RoleStaff, emulation.RoleSecretary, emulation.RoleObserver, emulation.RoleOffice, emulation.RoleAuthority}

// begin opens the form of a new invitation.
func (i *invitations) begin() {
	s := i.screen
	s.Turn(tabInvitations)
	if me := i.reading.me; !Office(me) {
		i.ask([]book.Unit{me.Unit}, me.MayGrant, false)
		return
	}
	s.Queue.Go(func() func() {
		units, err := s.units()
		return func() {
			if err != nil {
				s.Refused(err)
				return
			}
			i.ask(units, invitable, true)
		}
	})
}

// units are the members of every cluster of the office, each once.
func (s *Screen) units() ([]book.Unit, error) {
	lines, err := s.ws.Seasons()
	if err != nil && emulation.CodeOf(err) != emulation.NotFound {
		return nil, err
	}
	var units []book.Unit
	seen := map[emulation.ID]bool{}
	for _, l := range lines {
		for _, u := range l.Cluster.Members {
			if !seen[u.ID] {
				seen[u.ID] = true
				units = append(units, u)
			}
		}
	}
	return units, nil
}

// mostDays is how long an invitation can be used at most, in days.
const mostDays = int(replica.InviteValidity / (24 * time.Hour))

// ask asks who is invited: somebody of one of the units, or of the office itself, in one of some roles.
func (i *invitations) ask(units []book.Unit, may []emulation.Role, office bool) {
	s := i.screen
	names := emulation.Map(units, book.Unit.Label)
	whose := ""
	if office {
		names = append(names, text.T("actor.office"))
	} else {
		whose = names[0]
	}
	mays := emulation.Map(may, func(r emulation.Role) string { return roles([]emulation.Role{r}) })
	form := widgets.NewForm(text.T("ui.access.invite.heading"), text.T("ui.access.invite.what"), []widgets.Field{
		{Name: text.T("ui.access.invite.for"), Hint: text.T("ui.access.invite.choose"), Options: names, Value: whose, Wide: 330},
		{Name: text.T("ui.access.column.role"), Options: mays, Value: mays[0], Wide: 200},
		{Name: text.T("ui.access.invite.days", "most", mostDays), Value: strconv.Itoa(mostDays), Wide: 160},
	}, text.T("ui.access.invite.do"), text.T("ui.cancel"), func(in []string) { i.write(units, names, may, mays, in) }, i.place.Clear)
	i.place.Fill(form)
	form.Focus(s.Window.Canvas())
}

func (i *invitations) write(units []book.Unit, names []string, may []emulation.Role, mays, in []string) {
	s := i.screen
	role, whose := may[slices.Index(mays, in[1])], slices.Index(names, in[0])
	ofOffice := role == emulation.RoleOffice || role == emulation.RoleAuthority
	days, err := strconv.Atoi(strings.TrimSpace(in[2]))
	switch {
	case whose < 0, ofOffice != (whose == len(units)):
		s.Refused(emulation.Errorf(emulation.Invalid, "ui.access.invite.bad-whose"))
		return
	case err != nil:
		s.Refused(emulation.Errorf(emulation.Invalid, "workspace.invite-validity").Because(err))
		return
	}
	unit := emulation.ID{}
	if !ofOffice {
		unit = units[whose].ID
	}
	var inv *replica.Invited
	s.Act("", func() (err error) {
		inv, err = replica.At(s.ws).Invite(unit, role, time.Duration(days)*24*time.Hour)
		return err
	}, func() { i.hand(inv, names[whose], role, days); s.hooks.Sync() })
}

// hand shows the code of a new invitation, once, and offers its file for whoever has no line.
func (i *invitations) hand(inv *replica.Invited, whose string, role emulation.Role, days int) {
	s := i.screen
	code := widgets.NewText(inv.Code, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold()
	save := widgets.NewButton(text.T("ui.access.invite.file"), fynetheme.DocumentSaveIcon(), func() {
		s.hooks.Folder(func(folder string) { s.saveInvitation(inv, folder) })
	})
	slip := forms.Invite{Code: inv.Code, For: whose, Role: roles([]emulation.Role{role}), Until: s.Now().AddDate(0, 0, days)}
	paper := widgets.NewButton(text.T("ui.access.invite.print"), fynetheme.DocumentPrintIcon(), func() {
		s.hooks.Print(func(now time.Time) (forms.Paper, error) { return forms.At(s.ws).Invitation(slip, now) })
	})
	i.place.Fill(widgets.NewPanel(widgets.Column(10, widgets.NewText(text.T("ui.access.invite.made", "for", whose), fynetheme.ColorNameForeground).Bold(), code,
		widgets.NewParagraph(text.T("ui.access.invite.hand", "days", days)), widgets.NewRemark(widgets.Warn, text.T("ui.access.invite.once")),
		widgets.Row(8, nil, widgets.NewPrimaryButton(text.T("ui.access.invite.handed"), nil, i.place.Clear), paper, save)), "", widgets.Bottom, 16, 12))
}

// saveInvitation writes the file of an invitation into a folder.
func (s *Screen) saveInvitation(inv *replica.Invited, folder string) {
	name := filepath.Join(folder, "loi-moi-"+s.Now().Format("20060102-150405")+screen.Invitations[0])
	s.Act(text.T("ui.access.invite.saved", "file", name), func() error {
		raw, err := inv.File.MarshalBinary()
		if err != nil {
			return err
		}
		return documents.SavePrivate(name, func(w io.Writer) error {
			_, err := w.Write(raw)
			return err
		})
	})
}
