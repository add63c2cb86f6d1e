package access

import (
	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	room "thidua/workspace/access"
)

// keys are the keys of people's desks, with the buttons to take them back.
type keys struct {
	screen  *Screen
	table   *grid.Register
	place   *screen.Place
	buttons *fyne.Container
	reading *reading
}

func newKeys(s *Screen) *keys {
	k := &keys{screen: s, buttons: widgets.Flow(4)}
	k.table = grid.NewRegister(s.Host, k.buttons, nil,
		grid.Column{Title: text.T("ui.access.column.who"), Width: 300, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.access.column.role"), Width: 170},
		grid.Column{Title: text.T("ui.access.column.key"), Width: 84},
		grid.Column{Title: text.T("ui.access.column.since"), Width: 126},
		grid.Column{Title: text.T("ui.access.column.until"), Width: 100},
		grid.Column{Title: text.T("ui.access.column.state"), Width: 190},
	)
	k.table.Selected = k.offer
	k.table.Explain = func(row, _ int) (widgets.State, string) { return k.explain(&k.reading.keys[row]) }
	k.place = s.NewPlace(k.table, nil)
	return k
}

func (k *keys) show(r *reading) {
	k.reading = r
	k.table.Hint = text.T("ui.access.keys.hint")
	var rows []grid.TableRow
	for i := range r.keys {
		x := &r.keys[i]
		state := k.state(x)
		row := grid.TableRow{Key: x.Log.String(), Cells: []grid.Cell{{Text: x.Name}, {Text: roles(x.May), Style: grid.Muted}, {Text: short(x.Log)},
			{Text: k.screen.moment(x.Since)}, {Text: k.screen.day(x.NotAfter)}, state}}
		if x.Log == r.me.Log {
			row.Cells[0].Style = grid.Bold
		}
		rows = append(rows, row)
	}
	k.table.ShowFrom(0, 0, rows...)
}

// state says whether a key counts.
func (k *keys) state(x *room.Key) grid.Cell {
	switch {
	case x.Revoked != nil:
		return grid.Cell{Text: text.T("ui.access.state.revoked"), State: grid.Error}
	case x.Log == k.reading.me.Log:
		return grid.Cell{Text: text.T("ui.access.state.here"), State: grid.OK}
	case x.NotAfter < k.screen.Now().Unix():
		return grid.Cell{Text: text.T("ui.access.state.over"), Style: grid.Muted, State: grid.Pending}
	case x.Since == 0:
		return grid.Cell{Text: text.T("ui.access.state.pending"), State: grid.Pending}
	}
	return grid.Cell{Text: text.T("ui.access.state.counts"), State: grid.OK}
}

func (k *keys) explain(x *room.Key) (widgets.State, string) {
	switch {
	case x.Revoked != nil:
		return widgets.Neutral, text.T("ui.access.keys.revoked", "reason", x.Revoked.Reason)
	case x.Log == k.reading.me.Log:
		return widgets.Neutral, text.T("ui.access.keys.here")
	}
	return widgets.Neutral, ""
}

// offer offers the office to take back the selected key, or all of its person's.
func (k *keys) offer(key string) {
	k.buttons.Objects = nil
	r := k.reading
	if r == nil || !r.office() {
		return
	}
	x := emulation.Find(r.keys, func(x *room.Key) bool { return x.Log.String() == key })
	if x != nil && x.Log != r.me.Log && x.Revoked == nil {
		k.buttons.Add(widgets.NewButton(text.T("ui.access.revoke"), nil, func() { k.revoke(*x) }))
		if all := k.of(x.Person); len(all) > 1 {
			k.buttons.Add(widgets.NewButton(text.T("ui.access.revoke.person", "count", len(all)), nil, func() { k.revoke(all...) }))
		}
	}
	k.buttons.Refresh()
	k.table.Content.Refresh()
}

// of are the keys of a person that count, but for the one of this desk.
func (k *keys) of(person emulation.ID) []room.Key {
	return emulation.Where(k.reading.keys, func(x room.Key) bool {
		return x.Person == person && x.Revoked == nil && x.Log != k.reading.me.Log
	})
}
