package criteria

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation/criteria"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/vietnamese"
)

// draft is the draft of a new version: its table, typed into like a sheet of paper, and beside it what the chosen line means. A form takes the place of the
// table, beside what comes of it.
// It stands on this desk's disk as soon as it is typed, and is nobody else's before it is recorded as a version.
type draft struct {
	screen   *Screen
	register *grid.Register
	place    *fyne.Container // the table, or what is offered while there is no draft
	begin    *fyne.Container // what is offered
	centre   *fyne.Container // the table, or the form that is filled in
	side     *side
	all      fyne.CanvasObject
	body     fyne.CanvasObject
	words    *bridge.Words
	reading  *reading
	now      *criteria.Draft // nil: there is none
	at       string          // the chosen line
	form     *filling        // nil unless one is filled in
	notes    []note
	compared bool // what it changes is shown in place of the chosen line
	fresh    bool // somebody worked on it since the window was opened
	tools    *fyne.Container
}

// step is one thing that was done to the draft.
type step struct{ before, after state }

// state is what the draft is at a time, with what is noted on it.
type state struct {
	draft *criteria.Draft // nil: there is none
	notes []note
}

// Where the draft is kept.
const wordsOfDraft = "yaml"

func newDraft(s *Screen) *draft {
	d := &draft{screen: s, place: container.NewStack(), begin: container.NewStack(), side: newSide(s), words: s.Words.In("draft")}
	d.register = grid.NewRegister(s.In("rows"), nil, d.save, columns()...)
	g := d.register.Grid
	d.register.Selected = func(key string) {
		if d.compared = d.compared && key == d.at; d.form == nil && !d.compared {
			d.look(key)
		}
		d.at = key
	}
	g.OnOpen = func(row, _ int) { d.edit(d.register.Key(row)) }
	g.OnMove = d.move
	d.register.OwnSteps() // a step is of the draft as a whole
	d.centre = container.NewStack(d.register.Content)
	d.body = widgets.Sides(nil, &widgets.Side{Object: d.side.all, Wide: sideWidth, Most: sideMost}, d.centre)
	d.all = d.place
	d.tools = widgets.Flow(6,
		widgets.NewQuietButton(text.T("ui.criteria.draft.head"), nil, d.head),
		widgets.NewQuietButton(text.T("ui.criteria.draft.compare"), nil, d.compare),
		widgets.NewQuietButton(text.T("ui.criteria.draft.drop"), nil, d.drop),
		widgets.NewPrimaryButton(text.T("ui.criteria.draft.record"), nil, d.record))
	if kept, ok := d.words.Of(wordsOfDraft); ok {
		d.now, _ = criteria.ReadDraft([]byte(kept)) // what is kept was written by this program
		d.recall()
	}
	return d
}

// left says whether a draft is here that nobody has touched since the window was opened.
func (d *draft) left() bool { return d.now != nil && !d.fresh }

// focus is what takes the keyboard.
func (d *draft) focus() fyne.Focusable {
	if d.form != nil || d.now == nil || d.reading == nil || !d.reading.write.OK {
		return nil
	}
	return d.register.Grid
}

func (d *draft) show(r *reading) {
	d.reading = r
	if d.now == nil || !r.write.OK {
		d.offer(r)
		widgets.Put(d.place, d.begin)
		return
	}
	widgets.Put(d.place, d.body)
	d.rows()
}

// offer says how a draft begins, or who may begin one.
func (d *draft) offer(r *reading) {
	if !r.write.OK {
		widgets.Put(d.begin, widgets.NewEmpty(fynetheme.DocumentIcon(), text.T("ui.criteria.draft.closed"), text.T("ui.criteria.draft.closed-why", "why", r.write.Why), "", nil))
		return
	}
	buttons := widgets.Flow(8)
	if r.set != nil {
		buttons.Add(widgets.NewPrimaryButton(text.T("ui.criteria.draft.from", "number", r.shown), nil, func() { d.from(r.shown) }))
	}
	buttons.Add(widgets.NewButton(text.T("ui.criteria.draft.import"), fynetheme.FolderOpenIcon(), func() { d.screen.Turn(tabImport) }))
	buttons.Add(widgets.NewButton(text.T("ui.criteria.draft.blank"), nil, func() {
		d.step(criteria.NewDraft(text.T("ui.criteria.draft.blank-name"), text.T("ui.criteria.draft.blank-group")))
	}))
	widgets.Put(d.begin, widgets.Frame(nil, nil, nil, nil, widgets.NewPanel(widgets.Wide(640, widgets.Column(10,
		widgets.NewParagraph(text.T("ui.criteria.draft.none")).Bold(), widgets.NewParagraph(text.T("ui.criteria.draft.what")).Quiet(), buttons)), "", 0, 24, 20)))
}

// from begins a draft with a version; one that is there is dropped only when the person says so.
func (d *draft) from(version uint64) {
	s := d.screen
	do := func() {
		s.Queue.Go(func() func() {
			file, err := s.room.CriteriaFile(version)
			var next *criteria.Draft
			if err == nil {
				next, err = criteria.ReadDraft(file.YAML)
			}
			return func() {
				if err != nil {
					s.Refused(err)
					return
				}
				d.begun(next, nil)
			}
		})
	}
	d.instead(do)
}

// instead puts something in the place of the draft; one that is there is dropped only when the person says so.
func (d *draft) instead(do func()) {
	if d.now == nil {
		do()
		return
	}
	d.screen.Confirm(text.T("ui.criteria.draft.replace"), text.T("ui.criteria.draft.replace.do"), do)
}

// begun shows another draft from its beginning.
func (d *draft) begun(next *criteria.Draft, notes []note) {
	d.screen.Ask.Drop()
	d.close()
	d.replace(next, notes)
	d.screen.Turn(tabDraft)
}

// step puts another draft in the place of the one there is; it can be taken back.
func (d *draft) step(next *criteria.Draft) { d.replace(next, d.notes) }

// replace is step with other notes.
func (d *draft) replace(next *criteria.Draft, notes []note) {
	d.did(next, notes)
	d.again()
}

// did keeps a step without showing it.
func (d *draft) did(next *criteria.Draft, notes []note) {
	x := step{state{d.now, d.notes}, state{next, notes}}
	d.screen.Undo.Did(bridge.Step{Name: x.what(), Show: func() { d.screen.Turn(tabDraft) },
		Back:  func(done func(left, why string)) { d.walk(x.after, x.before, done) },
		Again: func(done func(left, why string)) { d.walk(x.before, x.after, done) },
		Tell: func(r bridge.Report, said string) {
			d.screen.Tell(screen.UndoState(r), said)
			d.screen.Focus()
		},
	})
	d.keep(x.after)
}

// keep keeps what the draft is now.
func (d *draft) keep(s state) {
	d.fresh, d.compared = true, false
	if d.now = s.draft; d.now == nil {
		s.notes = nil
		d.words.Drop(wordsOfDraft)
	} else {
		d.words.Keep(wordsOfDraft, string(d.now.YAML))
	}
	d.note(s.notes)
}

// again shows the draft as it is now.
func (d *draft) again() {
	if d.reading != nil {
		d.show(d.reading)
		d.screen.tellFacts()
	}
}

// walk goes from one state of the draft to another, if it is still that one.
func (d *draft) walk(from, to state, done func(left, why string)) {
	if d.now != from.draft {
		done("", text.T("ui.criteria.draft.gone"))
		return
	}
	left := ""
	if d.form != nil {
		d.lift()
		left = text.T("ui.criteria.draft.form-kept")
	}
	d.keep(to)
	d.again()
	done(left, "")
}

// what tells a step: the first difference it made.
func (s step) what() string {
	before, after := s.before.draft, s.after.draft
	if before == nil || after == nil {
		return text.T("ui.criteria.draft.step.whole")
	}
	if string(before.YAML) == string(after.YAML) {
		return text.T("ui.criteria.draft.step.note")
	}
	changes := criteria.Diff(before.Set, after.Set)
	if len(changes) == 0 {
		return text.T("ui.criteria.draft.step.order")
	}
	return text.Say(changes[0].Message)
}

// rows shows the draft with a line to type into at the end of each group.
func (d *draft) rows() {
	general := d.now.FaultsOf(0)
	d.register.Hint = text.T("ui.criteria.draft.hint")
	if len(general) > 0 {
		d.register.Hint = text.Say(general[0])
	}
	rows := rowsOf(d.now.Set, func(row *grid.TableRow, g *criteria.Group) {
		row.Cells[columnCode].Editable, row.Cells[columnName].Editable = true, true
		d.mark(row, g.Line, g.Code)
		if len(g.Criteria) == 0 && len(g.Groups) == 0 {
			row.Cells[columnRule] = grid.Cell{Text: text.T("ui.criteria.draft.empty-group"), State: grid.Warn, Note: text.T("ui.criteria.draft.empty-group")}
		}
	}, func(row *grid.TableRow, c *criteria.Criterion) {
		row.Cells[columnMax].Input = figure(c.Max)
		for _, col := range []int{columnCode, columnName, columnMax, columnEvidence} {
			row.Cells[col].Editable = true
		}
		d.mark(row, c.Line, c.Code)
	}, func(g *criteria.Group, level int) []grid.TableRow {
		return []grid.TableRow{{Key: keyAdd + g.Code, New: true, Level: level, Cells: []grid.Cell{
			{Text: next(g), Style: grid.Muted | grid.Italic, Editable: true}, grid.Hint(text.T("ui.criteria.draft.add")), {Editable: true}, {}, {Editable: true}}}}
	})
	rows = append(rows, grid.TableRow{Key: keyAddGroup, New: true, Cells: []grid.Cell{
		columnCode: {Text: nextGroup(d.now.Set), Style: grid.Muted | grid.Italic, Editable: true}, columnName: grid.Hint(text.T("ui.criteria.draft.add-group")), columnEvidence: {}}})
	d.register.ShowFrom(1, columnName, rows...)
	d.register.DropGone() // nothing more can be typed into a line that was removed
	if d.form == nil && !d.compared {
		row, _ := d.register.Grid.Selected()
		d.look(d.register.Key(row))
	}
}

// mark says on a line what is wrong with it.
func (d *draft) mark(row *grid.TableRow, line int, code string) {
	if notes := d.notesOf(code); len(notes) > 0 {
		row.Cells[columnRule].State, row.Cells[columnRule].Note = grid.Warn, text.T("ui.criteria.note.mend", "text", notes[0].text)
	}
	if faults := d.now.FaultsOf(line); len(faults) > 0 {
		row.Cells[columnMax].State, row.Cells[columnMax].Note = grid.Error, text.Say(faults[0])
	}
}

// look shows the chosen line of the draft, with what can be done to it.
func (d *draft) look(key string) {
	if d.now == nil {
		return
	}
	button := func(name string, do func()) *widgets.Button { return widgets.NewButton(text.T(name), nil, do) }
	var parts []fyne.CanvasObject
	c, g := lineOf(d.now.Set, key)
	switch {
	case c != nil:
		parts = append(parts, widgets.Flow(6, button("ui.criteria.draft.edit", func() { d.edit(key) }), button("ui.criteria.draft.up", func() { d.move(-1) }),
			button("ui.criteria.draft.down", func() { d.move(1) }), button("ui.criteria.draft.remove", func() { d.remove(key) })))
		parts = append(append(parts, d.faults(c.Line)...), d.noted(c.Code)...)
		parts = append(parts, d.side.criterion(c, d.now.Set.Rounding)...)
	case g != nil:
		parts = append(parts, widgets.Flow(6, button("ui.criteria.draft.edit-group", func() { d.edit(key) }), button("ui.criteria.draft.up", func() { d.move(-1) }),
			button("ui.criteria.draft.down", func() { d.move(1) }), button("ui.criteria.draft.remove-group", func() { d.remove(key) })))
		parts = append(append(parts, d.faults(g.Line)...), d.noted(g.Code)...)
		parts = append(parts, d.side.group(g)...)
		parts = append(parts, settings(d.now.Set)...)
	default:
		parts = append(parts, widgets.NewParagraph(text.T("ui.criteria.draft.hint")).Quiet())
	}
	d.side.put(key, append(append(d.faults(0), d.noted("")...), parts...)...)
}

// faults are what is wrong with a line; 0 = with the whole.
func (d *draft) faults(line int) []fyne.CanvasObject {
	return warnings(d.now.FaultsOf(line))
}

// next is the code that a further criterion of a group would have: I.4 after I.3.
func next(g *criteria.Group) string {
	last := g.Code + ".0"
	if n := len(g.Criteria); n > 0 {
		last = g.Criteria[n-1].Code
	}
	return following(last)
}

// nextGroup is the code that a further group would have.
func nextGroup(set *criteria.Set) string {
	n := len(set.Groups)
	if n == 0 {
		return roman(1)
	}
	last := set.Groups[n-1].Code
	for i := 1; i < 40; i++ {
		if vietnamese.Fold(roman(i)) == vietnamese.Fold(last) {
			return roman(i + 1)
		}
	}
	if len(last) == 1 && last[0] >= 'A' && last[0] < 'Z' {
		return string(last[0] + 1)
	}
	return following(last)
}

// following is a code with the number at its end one more; one without a number gets one.
func following(code string) string {
	at := len(code)
	for at > 0 && code[at-1] >= '0' && code[at-1] <= '9' {
		at--
	}
	n, err := strconv.Atoi(code[at:])
	if err != nil {
		return code + ".1"
	}
	return code[:at] + strconv.Itoa(n+1)
}

func roman(n int) string {
	var out string
	for _, x := range []struct {
		value int
		sign  string
	}{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= x.value; n -= x.value {
			out += x.sign
		}
	}
	return out
}
