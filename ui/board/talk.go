package board

import (
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/sheet"
)

// Talk is what was done and said about one criterion of a sheet: its trail, and the remarks of people with a field for one more.
type Talk struct {
	Trail   fyne.CanvasObject
	Remarks fyne.CanvasObject

	frame   *screen.Frame
	deeds   *fyne.Container
	words   *fyne.Container
	title   *widgets.Text
	entry   *typing.Entry
	reader  *bridge.Repaint
	about   bridge.Shared[subject]
	ahead   bridge.Shared[[]subject] // what is looked at next, mostly, and was not heard of
	heard   map[subject]heard        // what reading says of criteria, so that whoever walks through the table sees one picture for each key
	lists   heard                    // what is on screen
	scrolls []*container.Scroll
	board   *Board
	of      *Reading
	sheet   *sheet.Sheet
	kept    *bridge.Words // remarks that were begun, by unit and criterion
}

// subject is what the talk is about.
type subject struct {
	of   workspace.Sheets
	unit emulation.ID
	code string
}

// heard is what was done and said about a criterion.
type heard struct {
	deeds   []sheet.Deed
	remarks []sheet.Comment
}

func newTalk(b *Board) *Talk {
	t := &Talk{board: b, frame: b.Frame, deeds: widgets.Column(5), words: widgets.Column(5), entry: typing.NewEntry(), kept: b.Frame.Words.In("remark"),
		title: widgets.NewText(text.T("ui.talk.remarks"), fynetheme.ColorNameForeground).Bold()}
	t.entry.SetPlaceHolder(text.T("ui.talk.hint"))
	t.entry.OnSubmitted = func(string) { t.send() }
	t.entry.OnChanged = t.typed
	t.reader = bridge.NewRepaint(t.frame.Queue, t.read)
	head := widgets.NewText(text.T("ui.talk.trail"), fynetheme.ColorNameForeground).Bold()
	t.words.Add(none())
	t.scrolls = []*container.Scroll{widgets.Steady(t.deeds), widgets.Steady(t.words)}
	t.Trail = widgets.Frame(widgets.NewPanel(head, "", 0, 0, 3), nil, nil, nil, t.scrolls[0])
	send := widgets.NewButton("", fynetheme.MailSendIcon(), t.send)
	t.Remarks = widgets.Frame(widgets.NewPanel(t.title, "", 0, 0, 3), widgets.NewPanel(widgets.Row(4, t.entry, t.entry, send), "", 0, 0, 2), nil, nil, t.scrolls[1])
	return t
}

// Show tells of a line of a reading; nil, or a group, tells of nothing, but what stands beside a group is read ahead too.
func (t *Talk) Show(r *Reading, l *Line) {
	now := t.about.Get()
	if t.of != r || t.heard == nil {
		t.of, t.heard = r, map[subject]heard{}
	}
	code, next := "", subject{}
	if l != nil && l.Row.Group == nil {
		code = l.Row.Code()
		next = subject{r.Of, r.Sheet.Unit.ID, code}
		t.sheet = r.Sheet
	}
	if now != next {
		for _, s := range t.scrolls {
			widgets.ToTop(s)
		}
		t.about.Set(next)
		if begun, _ := t.kept.In(next.unit.String()).Of(code); begun != t.entry.Text {
			t.entry.SetText(begun)
		}
		t.list(t.heard[next])
	}
	if l != nil {
		t.ahead.Set(t.beside(subject{of: r.Of, unit: r.Sheet.Unit.ID}))
		t.reader.Ask()
	}
	if code == "" {
		t.entry.Disable()
		return
	}
	t.entry.Enable()
}

// beside are the criteria above and below one that was selected, as far as nothing was heard of them.
func (t *Talk) beside(now subject) (next []subject) {
	row, _ := t.board.Grid.Selected()
	for _, step := range []int{1, -1} {
		if l := t.board.Line(t.board.Next(row, step, func(*sheet.Row) bool { return true })); l != nil {
			now.code = l.Row.Code()
			if _, known := t.heard[now]; !known {
				next = append(next, now)
			}
		}
	}
	return next
}

// typed keeps the remark that is being written.
func (t *Talk) typed(words string) {
	if about := t.about.Get(); about.code != "" {
		t.kept.In(about.unit.String()).Over(about.code, words, "")
	}
}

// read reads what was said of the criterion that is shown by then.
func (t *Talk) read() func() {
	about := t.about.Get()
	all, now, err := map[subject]heard{}, heard{}, error(nil)
	if about.code != "" {
		now, err = hear(about)
	}
	for _, next := range t.ahead.Get() {
		if h, err := hear(next); err == nil { // else it is said once somebody looks at it
			all[next] = h
		}
	}
	return func() {
		for s, h := range all {
			if t.of != nil && s.of == t.of.Of { // else another sheet is looked at by now
				t.heard[s] = h
			}
		}
		switch {
		case about != t.about.Get() || about.code == "":
		case err != nil:
			t.frame.Refused(err)
		default:
			t.heard[about] = now
			t.list(now)
		}
	}
}

func hear(about subject) (h heard, err error) {
	room := sheet.Over(about.of)
	if h.deeds, err = room.Trail(about.unit, about.code); err == nil {
		h.remarks, err = room.Comments(about.unit, about.code)
	}
	return h, err
}

// list shows what was done and said, unless it is what stands there.
func (t *Talk) list(h heard) {
	if reflect.DeepEqual(h, t.lists) || len(h.deeds)+len(h.remarks)+len(t.lists.deeds)+len(t.lists.remarks) == 0 {
		return
	}
	t.lists = h
	deeds, remarks := h.deeds, h.remarks
	t.deeds.Objects, t.words.Objects = nil, nil
	for i := len(deeds) - 1; i >= 0; i-- {
		d := &deeds[i]
		t.deeds.Add(said(d.Author, d.At, d.Received, d.Pending, t.told(d)))
	}
	if len(remarks) == 0 {
		t.words.Add(none())
	}
	for i := len(remarks) - 1; i >= 0; i-- {
		c := &remarks[i]
		words := c.Text
		if c.Private {
			words = text.T("ui.talk.private", "text", words)
		}
		t.words.Add(said(c.Author, c.At, 0, c.Pending, words))
	}
	t.title.Set(text.T("ui.talk.remarks"))
	if len(remarks) > 0 {
		t.title.Set(text.T("ui.talk.remarks.count", "count", len(remarks)))
	}
	t.deeds.Refresh()
	t.words.Refresh()
}

// none says that nobody remarked on anything.
func none() fyne.CanvasObject { return widgets.NewParagraph(text.T("ui.talk.none")).Quiet() }

// said is who did or said something, when, and what; when the server received it is told where that was later: 0 for not to be told.
func said(who string, at, received int64, pending bool, what string) fyne.CanvasObject {
	when := text.T("ui.talk.who", "who", who, "when", text.Moment(time.UnixMilli(at)))
	if arrived := text.Moment(time.UnixMilli(received)); received > 0 && arrived != text.Moment(time.UnixMilli(at)) {
		when = text.T("ui.talk.received", "said", when, "when", arrived)
	}
	if pending {
		when = text.T("ui.talk.pending", "said", when)
	}
	return widgets.Column(1, widgets.NewText(when, theme.ColorNameMuted).Sized(fynetheme.SizeNameCaptionText).Shrinking(), widgets.NewParagraph(what))
}

// told is something that was done, and what stood there before.
func (t *Talk) told(d *sheet.Deed) string {
	what := t.deed(d)
	if d.Before == nil || d.What == sheet.NewExplanation {
		return what
	}
	return text.T("ui.talk.before", "what", what, "before", t.deed(d.Before))
}

// deed puts something that was done into words.
func (t *Talk) deed(d *sheet.Deed) string {
	switch d.What {
	case sheet.NewValue:
		if d.Typed == "" {
			return text.T("ui.talk.value-none")
		}
		return text.T("ui.talk.value", "typed", d.Typed)
	case sheet.NewExplanation:
		if d.Explains.Accepts {
			return text.T("ui.talk.accepts")
		}
		return text.T("ui.talk.explains", "text", d.Explains.Text)
	case sheet.NewFinal:
		return t.review("ui.talk.final", &d.Review)
	}
	return t.review("ui.talk.verified", &d.Review)
}

func (t *Talk) review(key string, r *sheet.Review) string {
	if r.Withdrawn {
		return text.T("ui.talk.withdrawn")
	}
	what := text.T(key, "points", points(t.sheet, r.Points))
	if r.NA {
		what = text.T("ui.talk.na")
	}
	if r.Reason != "" {
		what = text.T("ui.talk.because", "what", what, "reason", r.Reason)
	}
	return what
}

// send remarks on the criterion.
func (t *Talk) send() {
	about, words := t.about.Get(), t.entry.Text
	if about.code == "" || words == "" {
		return
	}
	t.frame.Act("", func() error {
		err := sheet.Over(about.of).Comment(about.unit, about.code, words)
		if err == nil {
			t.frame.Later(func() {
				t.frame.Final(text.T("ui.talk.did", "code", about.code), text.T("ui.talk.final-words"))
				if about == t.about.Get() && t.entry.Text == words {
					t.entry.SetText("")
				}
			})
		}
		return err
	})
}
