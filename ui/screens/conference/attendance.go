package conference

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace/conference"
)

// attendance is who is at the conference, unit by unit, with the sentence of the quorum above it.
type attendance struct {
	screen  *Screen
	table   *grid.Register
	buttons *fyne.Container
	quorum  *fyne.Container
	all     fyne.CanvasObject
	reading *reading
}

// The columns of the list.
const (
	attendUnit = iota
	attendHow
	attendDelegates
	attendNote
)

// The ways a unit can be marked, as the keys of their words end.
var ways = []string{"present", "absent", "written"}

func newAttendance(s *Screen) *attendance {
	a := &attendance{screen: s, buttons: widgets.Flow(4), quorum: widgets.Column(0)}
	a.table = grid.NewRegister(s.In("attendance"), a.buttons, a.save,
		grid.Column{Title: text.T("ui.conference.column.unit"), Width: 260, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.conference.column.attends"), Width: 170},
		grid.Column{Title: text.T("ui.conference.column.delegates"), Width: 90, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.conference.column.note"), Width: 280, Wrap: true},
	)
	a.table.OwnSteps() // a figure or a note alone marks a unit too, and that goes with it
	everybody := widgets.NewButton(text.T("ui.conference.attend.everybody"), fynetheme.ConfirmIcon(), a.everybody)
	for _, way := range ways {
		a.buttons.Add(widgets.NewQuietButton(text.Capital(wayName(way)), nil, func() { a.mark(way) }))
	}
	a.buttons.Add(everybody)
	a.all = widgets.Frame(widgets.NewPanel(a.quorum, "", widgets.Bottom, 14, 7), nil, nil, nil, a.table.Content)
	return a
}

func wayName(way string) string { return text.T("ui.conference.attend." + way) }

func (a *attendance) show(r *reading) {
	a.reading = r
	c, may := r.conference, r.may[record.Attendance.AnyField]
	a.table.About(c.Kind)
	a.table.Hint = text.T("ui.conference.attend.hint")
	if !may.OK {
		a.table.Hint = text.T("ui.conference.closed", "why", may.Why)
	}
	a.buttons.Hidden = !may.OK
	state := widgets.Warn
	sentence := text.Say(c.Sentence)
	switch {
	case c.Quorate:
		state = widgets.OK
	case !c.Taken:
		state, sentence = widgets.Info, text.T("ui.conference.attend.begin", "share", share(c.Rule.Num, c.Rule.Den, c.Rule.Strict))
	}
	a.quorum.Objects = []fyne.CanvasObject{widgets.NewRemark(state, sentence)}
	a.quorum.Refresh()
	var rows []grid.TableRow
	for _, p := range c.Presence {
		open := may.OK && !p.Conflict
		how := grid.Cell{Text: text.T("ui.conference.attend.unmarked"), Style: grid.Muted | grid.Italic, Blank: true, State: grid.Pending}
		switch {
		case p.Present:
			how = grid.Cell{Text: text.Capital(wayName("present")), State: grid.OK}
		case p.Attendance.Written:
			how = grid.Cell{Text: text.Capital(wayName("written"))}
		case p.Marked:
			how = grid.Cell{Text: text.Capital(wayName("absent")), Style: grid.Muted}
		}
		if p.Conflict {
			how.State, how.Note = grid.Warn, text.T("ui.season.conflict")
		}
		delegates := grid.Cell{}
		if p.Delegates > 0 {
			delegates.Text = strconv.FormatUint(p.Delegates, 10)
		}
		cells := []grid.Cell{{Text: p.Unit.Name}, how, delegates, {Text: p.Note}}
		for i := attendHow; i < len(cells); i++ {
			cells[i].Editable = open
		}
		rows = append(rows, grid.TableRow{Key: p.Unit.ID.String(), Cells: cells})
	}
	a.table.ShowFrom(0, attendHow, rows...)
}

// wayOf is the way somebody typed: the words, their first letters, or x for who is there.
func wayOf(typed string) string {
	want := strings.TrimSpace(vietnamese.Fold(typed))
	for _, way := range ways {
		short := strings.Split(text.T("ui.conference.attend."+way+".short"), " ")
		if want == vietnamese.Fold(wayName(way)) || slices.Contains(short, want) {
			return way
		}
	}
	return ""
}

func marked(way string, old emulation.Attendance) emulation.Attendance {
	old.Present, old.Written, old.Cleared = way == "present", way == "written", false
	return old
}

// save marks a unit as it was typed. Delegates alone say that they are there, and nothing at all that nobody said whether the unit is.
func (a *attendance) save(key string, in []string) {
	s, kind, p := a.screen, a.screen.kind, a.presence(key)
	how, count := strings.TrimSpace(in[attendHow]), strings.TrimSpace(in[attendDelegates])
	way := wayOf(how)
	delegates, err := strconv.ParseUint(count, 10, 16)
	switch {
	case how == "" && count != "":
		way = "present"
	case how == "" && strings.TrimSpace(in[attendNote]) == "":
		way = "cleared"
	case how == "":
		way = "absent"
	}
	switch {
	case p == nil:
		return
	case way == "":
		a.table.Refuse(key, text.T("ui.conference.attend.bad", "text", in[attendHow]))
		return
	case err != nil && count != "":
		a.table.Refuse(key, text.T("ui.conference.attend.bad-count", "text", in[attendDelegates]))
		return
	}
	next := conference.UnitAttendance{Unit: p.Unit.ID, Attendance: marked(way, p.Attendance)}
	next.Delegates, next.Note = delegates, in[attendNote]
	next.Cleared = way == "cleared"
	var before, after map[string]conference.UnitAttendance
	a.table.Write(key, func() (err error) {
		before, after, err = a.attend(kind, next)
		return err
	}, func(err error) {
		if err == nil {
			a.remember(kind, text.T("ui.conference.attend.did-unit", "unit", p.Unit.Name), before, after)
		}
		s.wrote(err)
	})
}

func (a *attendance) presence(key string) *conference.Presence {
	if a.reading == nil {
		return nil
	}
	return emulation.Find(a.reading.conference.Presence, func(p *conference.Presence) bool { return p.Unit.ID.String() == key })
}

// mark marks the units that are selected.
func (a *attendance) mark(way string) {
	var next []conference.UnitAttendance
	at := a.table.Grid.Selection()
	for row := at.Top; row >= 0 && row <= at.Bottom; row++ {
		if p := a.presence(a.table.Key(row)); p != nil && !p.Conflict {
			next = append(next, conference.UnitAttendance{Unit: p.Unit.ID, Attendance: marked(way, p.Attendance)})
		}
	}
	a.write(next, text.T("ui.conference.attend.did", "way", wayName(way), "count", len(next)))
}

// everybody marks everybody as present whom nobody marked otherwise.
func (a *attendance) everybody() {
	var next []conference.UnitAttendance
	for _, p := range a.reading.conference.Presence {
		if !p.Marked {
			next = append(next, conference.UnitAttendance{Unit: p.Unit.ID, Attendance: marked("present", p.Attendance)})
		}
	}
	a.write(next, text.T("ui.conference.attend.did", "way", wayName("present"), "count", len(next)))
}

// presences are how units are marked at a conference, by their labels.
func (a *attendance) presences(kind string) (map[string]conference.UnitAttendance, error) {
	c, err := a.screen.room.Conference(kind)
	if err != nil {
		return nil, err
	}
	now := map[string]conference.UnitAttendance{}
	for _, p := range c.Presence {
		x := conference.UnitAttendance{Unit: p.Unit.ID, Attendance: p.Attendance}
		if !p.Marked {
			x.Attendance = emulation.Attendance{Cleared: true}
		}
		now[p.Unit.Label()] = x
	}
	return now, nil
}

// remember lets marks be taken back.
func (a *attendance) remember(kind, name string, before, after map[string]conference.UnitAttendance) {
	s := a.screen
	if len(after) == 0 {
		return
	}
	screen.Remember(s.Frame, screen.Change[conference.UnitAttendance]{Name: name, Before: before, After: after,
		Now: func() (map[string]conference.UnitAttendance, error) { return a.presences(kind) },
		Put: func(put map[string]conference.UnitAttendance) error {
			return s.room.Attend(kind, slices.Collect(maps.Values(put))...)
		},
		Show: a.table.Front, Tell: a.table.Tell,
	})
}

// attend marks units and gives what stood of those that are another now, before and after.
func (a *attendance) attend(kind string, next ...conference.UnitAttendance) (before, after map[string]conference.UnitAttendance, err error) {
	if before, err = a.presences(kind); err != nil {
		return nil, nil, err
	}
	if err = a.screen.room.Attend(kind, next...); err != nil {
		return nil, nil, err
	}
	if after, err = a.presences(kind); err != nil {
		return nil, nil, err
	}
	maps.DeleteFunc(before, func(unit string, x conference.UnitAttendance) bool { return after[unit] == x })
	maps.DeleteFunc(after, func(unit string, _ conference.UnitAttendance) bool { _, changed := before[unit]; return !changed })
	return before, after, nil
}

func (a *attendance) write(next []conference.UnitAttendance, name string) {
	s, kind := a.screen, a.screen.kind
	if len(next) == 0 {
		return
	}
	a.table.Grid.Commit()
	s.Window.Canvas().Focus(a.table.Grid)
	s.Queue.Go(func() func() {
		before, after, err := a.attend(kind, next...)
		return func() {
			if err != nil {
				s.Acted("", err)
				return
			}
			a.remember(kind, name, before, after)
			s.wrote(nil)
		}
	})
}
