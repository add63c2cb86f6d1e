package running

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	yearroom "thidua/workspace/year"
)

// asked is what the cluster asks of its units: under each figure a line for every unit, of which the own one is typed into.
type asked struct {
	screen *Screen
	t      *grid.Register
	take   *widgets.Button   // gives what the unit has among its own figures already
	codes  map[string]string // by the keys of the rows of the own unit

	offered bool // there is something to give
}

// owed is how many figures the own unit has not answered.
func owed(r *reading) (n int) {
	for i := range r.asked {
		if a := r.asked[i].Answer(r.me.Unit.ID); a != nil && r.own(a.Unit.ID) && a.Waits() {
			n++
		}
	}
	return n
}

// The columns of what is asked.
const (
	askedName = iota
	askedValue
)

func newAsked(s *Screen) *asked {
	a := &asked{screen: s}
	a.t = grid.NewRegister(s.In("asked"), nil, a.save,
		grid.Column{Title: text.T("ui.running.column.asked"), Width: 330, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.value"), Width: 190, Align: fyne.TextAlignTrailing, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.source"), Width: 150},
		grid.Column{Title: text.T("ui.running.column.before"), Width: 130, Align: fyne.TextAlignTrailing, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.change"), Width: 90, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.running.column.note"), Width: 260, Wrap: true},
	)
	a.take = widgets.NewButton(text.T("ui.running.asked.take"), nil, func() {
		s.Act(text.T("ui.running.asked.taken"), func() error { _, err := s.room.GiveAll(); return err })
	})
	return a
}

func (a *asked) show(r *reading) {
	a.codes = map[string]string{}
	offers := 0
	var rows []grid.TableRow
	for i := range r.asked {
		f := &r.asked[i]
		if f.Offer != nil {
			offers++
		}
		rows = append(rows, a.heading(f))
		for j := range f.Answers {
			rows = append(rows, a.answer(r, f, &f.Answers[j]))
		}
	}
	a.t.Hint = text.T("ui.running.asked.hint")
	switch {
	case len(rows) == 0:
		a.t.Hint = text.T("ui.running.asked.none")
	case r.me.Subject != emulation.SubjectUnit:
		a.t.Hint = text.T("ui.running.asked.look")
	case offers > 0:
		a.t.Hint = text.T("ui.running.asked.offers", "count", offers)
	}
	a.offered = offers > 0
	a.screen.Turned()
	a.t.ShowFrom(0, askedValue, rows...)
}

// heading is a figure with what the units come to, now and a season before.
func (a *asked) heading(f *yearroom.Figure) grid.TableRow {
	change := ""
	if d, ok := f.Change(); ok {
		change = d.Signed(text.Comma())
	}
	unlike := ""
	if f.Unlike != nil {
		unlike = text.Say(f.UnlikeMessage())
	}
	notes := []string{text.T("ui.running.asked.answered", "count", f.Combined.Count, "units", len(f.Answers))}
	if f.Until != "" {
		notes = append(notes, text.T("ui.running.asked.until", "day", text.Day(f.Until)))
	}
	notes = append(notes, said(f.Uncompared()), unlike, f.Note)
	return grid.TableRow{Key: "f:" + f.Code, Group: true, Cells: []grid.Cell{{Text: f.Name}, {Text: said(f.Message())}, {}, {Text: said(f.MessageBefore())},
		{Text: change}, {Text: strings.Join(emulation.NonEmpty(notes...), "; ")}}}
}

// answer is the line of a unit; that of the own one is typed into.
func (a *asked) answer(r *reading, f *yearroom.Figure, x *yearroom.Answer) grid.TableRow {
	key := f.Code + "\x00" + x.Unit.ID.String()
	open := r.own(x.Unit.ID)
	value := answered(f, x, open)
	source, before, change := "", "", ""
	if x.From != "" {
		source = text.T(x.Source())
	}
	if then, ok := f.BeforeOf(x.Unit.ID); ok {
		before = then.Localise(text.Comma())
	}
	if d, ok := f.ChangeOf(x.Unit.ID); ok {
		change = d.Signed(text.Comma())
	}
	notes := append(emulation.Map(x.Doubts, text.Say), x.Own.AsOf, x.Own.Note)
	note := grid.Cell{Text: strings.Join(emulation.NonEmpty(notes...), "; "), Style: grid.Muted}
	if len(x.Doubts) > 0 {
		note.Style = 0
	}
	if open {
		a.codes[key] = f.Code
	}
	return grid.TableRow{Key: key, Level: 1, Cells: []grid.Cell{{Text: x.Unit.Label()}, value, {Text: source, Style: grid.Muted}, {Text: before, Style: grid.Muted},
		{Text: change, Style: grid.Muted}, note}}
}

// answered is the cell of what a unit says of a figure; open where it is typed into.
func answered(f *yearroom.Figure, x *yearroom.Answer, open bool) grid.Cell {
	value := screen.Typable("", open, x.Entry.Conflict)
	switch {
	case x.From != "":
		value.Text = x.Figure.Localise(text.Comma())
	case x.NA:
		value.Text, value.Style = text.T("ui.running.asked.na"), grid.Muted
	case x.Entry.Conflict:
		value.Text = text.T("figure.two")
	case open && f.Offer != nil:
		value = grid.Hint(text.T("ui.running.asked.offer", "value", text.Figure(f.Offer.Value)))
	case open:
		value = grid.Hint(text.T("ui.running.figures.missing"))
		value.State = grid.Pending
	default:
		value.Text, value.Style = text.T("ui.running.asked.waits"), grid.Muted
	}
	if len(x.Doubts) > 0 {
		value.State, value.Note = grid.Warn, text.Say(x.Doubts[0])
	}
	return value
}

// save gives the own unit's answer; an emptied cell takes it back.
func (a *asked) save(key string, in []string) {
	s := a.screen
	x := yearroom.NewAnswer{Code: a.codes[key], Value: in[askedValue]}
	s.write(a.t, key, func() error { return s.room.Give(x) })
}

// said is a sentence, "" where there is none.
func said(m emulation.Message) string {
	if m.Key == "" {
		return ""
	}
	return text.Say(m)
}
