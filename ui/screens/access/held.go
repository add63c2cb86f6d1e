package access

import (
	"strconv"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	room "thidua/workspace/access"
)

// held is what the server holds back, key by key, with the office's word over it.
type held struct {
	screen  *Screen
	table   *grid.Register
	buttons *fyne.Container
	reading *reading
}

func newHeld(s *Screen) *held {
	h := &held{screen: s, buttons: widgets.Flow(4)}
	h.table = grid.NewRegister(s.Host, h.buttons, nil,
		grid.Column{Title: text.T("ui.access.column.who"), Width: 260, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.access.column.key"), Width: 84},
		grid.Column{Title: text.T("ui.access.column.changes"), Width: 84, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.access.column.size"), Width: 84, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.access.column.first"), Width: 126},
		grid.Column{Title: text.T("ui.access.column.last"), Width: 126},
		grid.Column{Title: text.T("ui.access.column.why"), Width: 200, Wrap: true},
	)
	h.table.Selected = h.offer
	h.table.Explain = func(row, _ int) (widgets.State, string) { return h.explain(&h.reading.held[row]) }
	return h
}

func (h *held) show(r *reading) {
	h.reading = r
	h.table.Hint = text.T("ui.access.held.none")
	if len(r.held) > 0 {
		h.table.Hint = text.T("ui.access.held.hint")
	}
	var rows []grid.TableRow
	for i := range r.held {
		x := &r.held[i]
		first, last, bytes := x.Changes[0].At, x.Changes[0].At, uint64(0)
		for _, c := range x.Changes {
			first, last, bytes = min(first, c.At), max(last, c.At), bytes+c.Bytes
		}
		rows = append(rows, grid.TableRow{Key: x.Log.String(), Cells: []grid.Cell{{Text: r.names[x.Log.String()]}, {Text: short(x.Log)},
			{Text: strconv.Itoa(len(x.Changes))}, {Text: text.T("ui.access.kb", "kb", (bytes+1023)>>10)}, {Text: h.screen.moment(first)}, {Text: h.screen.moment(last)},
			{Text: text.Capital(text.T("ui.access.held." + x.Changes[0].Reason)), State: grid.Warn}}})
	}
	h.table.ShowFrom(0, 0, rows...)
}

// explain says why a key's changes are held back, and whether more came than there was room for.
func (h *held) explain(x *room.HeldBack) (widgets.State, string) {
	sentence := text.T("reason." + x.Changes[0].Reason)
	if x.Dropped > 0 {
		key := "ui.access.held.dropped"
		if x.Dropped >= emulation.MostHeld { // the server counts no further
			key = "ui.access.held.dropped.more"
		}
		return widgets.Warn, sentence + " " + text.T(key, "count", x.Dropped)
	}
	return widgets.Neutral, sentence
}

// offer offers the office its word over the selected key.
func (h *held) offer(key string) {
	h.buttons.Objects = nil
	if h.reading == nil || !h.reading.office() {
		return
	}
	if x := emulation.Find(h.reading.held, func(x *room.HeldBack) bool { return x.Log.String() == key }); x != nil {
		h.buttons.Add(widgets.NewButton(text.T("ui.access.held.take"), nil, func() { h.decide(x, true, "take") }))
		h.buttons.Add(widgets.NewButton(text.T("ui.access.held.discard"), nil, func() { h.decide(x, false, "discard") }))
	}
	h.buttons.Refresh()
	h.table.Content.Refresh()
}

func (h *held) decide(x *room.HeldBack, accept bool, word string) {
	s, log, count := h.screen, x.Log, len(x.Changes)
	s.AskFor(text.T("ui.access.held."+word+".why", "count", count, "who", h.reading.names[log.String()]), text.T("ui.access.revoke.reason.hint"),
		text.T("ui.access.held."+word+".do"), func(why string) {
			s.Act(text.T("ui.access.held."+word+".done", "count", count), func() error {
				_, err := s.room.Decide(log, accept, why)
				return err
			}, s.hooks.Sync)
		})
}
