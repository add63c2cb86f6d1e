package pledge

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
	"thidua/workspace/pledge"
)

// compact is the text of the compact (giao ước thi đua) as it will be printed, beside who has signed it; whoever may can write it.
type compact struct {
	screen *Screen
	all    fyne.CanvasObject
	paper  *fyne.Container // the text, or the fields to write it
	signed *fyne.Container
	count  *widgets.Text
	edit   *widgets.Button
	state  *widgets.Paragraph

	title      *typing.Entry
	paragraphs *typing.Entry
	town       *typing.Entry
	date       *widgets.DayEntry
	meeting    *widgets.Select // the conference at which it is signed
	meetings   []meeting       // its options
	fields     fyne.CanvasObject
	writing    bool
	written    *screen.Fields
	known      emulation.CompactText
	reading    *reading
}

// sideWidth is the width of the column at the right, at 100 %.
const sideWidth = 340

func newCompact(s *Screen) *compact {
	c := &compact{screen: s, paper: widgets.Column(10), signed: widgets.Column(7), state: widgets.NewParagraph("").Quiet(),
		count: widgets.NewText("", fynetheme.ColorNameForeground).Bold(),
		title: typing.NewEntry(), paragraphs: typing.NewMultiLineEntry(), town: typing.NewEntry(), date: widgets.NewDayEntry(s.Now),
		meeting: widgets.NewSelect(nil, nil)}
	c.edit = widgets.NewButton("", fynetheme.DocumentCreateIcon(), c.begin)
	c.paragraphs.Wrapping = fyne.TextWrapWord
	c.paragraphs.SetMinRowsVisible(11)
	c.date.SetPlaceHolder(text.T("ui.season.info.date.hint"))
	c.written = s.Fields("compact", c.changed, c.title, c.paragraphs, c.town, &c.date.Entry)
	c.fields = widgets.Column(10, widgets.NewField(text.T("ui.pledge.compact.title"), c.title),
		widgets.NewField(text.T("ui.pledge.compact.paragraphs"), c.paragraphs),
		widgets.Flow(14, widgets.Wide(240, widgets.NewField(text.T("ui.pledge.compact.town"), c.town)), widgets.Wide(150, widgets.NewField(text.T("ui.pledge.compact.date"), c.date)),
			widgets.Wide(300, widgets.NewField(text.T("ui.pledge.compact.meeting"), c.meeting))),
		widgets.NewRemark(widgets.Warn, text.T("ui.pledge.compact.warn")),
		widgets.Row(8, nil, widgets.NewPrimaryButton(text.T("ui.pledge.compact.save"), nil, c.save), widgets.NewQuietButton(text.T("ui.cancel"), nil, c.drop)))
	side := &widgets.Side{Object: widgets.NewPanel(container.NewVScroll(widgets.NewPanel(widgets.Column(9, c.count, c.signed, c.state, widgets.Row(0, nil, c.edit)), "", 0, 16, 13)),
		"", widgets.Left, 0, 0), Wide: sideWidth, Most: 0.42}
	c.all = widgets.Sides(nil, side, container.NewVScroll(widgets.NewPanel(widgets.UpTo(720, c.paper), "", 0, 20, 16)))
	s.Holds.Add(func() bool { return c.writing && c.typed() })
	return c
}

func (c *compact) focus() fyne.Focusable {
	if c.writing {
		return c.paragraphs
	}
	return nil
}

// told is what the fields say of a compact, in their order.
func told(t *emulation.CompactText) []string {
	return []string{t.Title, strings.Join(t.Paragraphs, "\n"), t.Place, text.Day(t.Date)}
}

// changed keeps what differs from what was read.
func (c *compact) changed() {
	if c.writing {
		c.written.Over(told(&c.known))
	}
}

// keep saves what is being written.
func (c *compact) keep() {
	if c.writing && c.typed() && !c.written.Left() {
		c.save()
	}
}

func (c *compact) show(r *reading) {
	c.reading, c.known = r, r.compact.CompactText
	c.state.Set(c.sentence(r))
	c.edit.SetText(text.T("ui.pledge.compact.edit"))
	if !r.compact.Given {
		c.edit.SetText(text.T("ui.pledge.compact.write"))
	}
	c.edit.Hidden = !r.write.OK || c.writing || r.compact.Conflict
	c.list(r)
	if r.write.OK && !r.compact.Conflict {
		c.written.Bring(told(&c.known), c.open)
	}
	c.lay()
}

// sentence says what is to be done about the compact.
func (c *compact) sentence(r *reading) string {
	switch {
	case r.compact.Conflict:
		return text.T("ui.season.conflict")
	case !r.compact.Given && !r.write.OK:
		return text.T("ui.pledge.compact.wait", "why", r.write.Why)
	case r.signature != nil && !r.signature.Counts() && r.compact.Given && !r.sign.OK:
		return text.T("ui.pledge.compact.cannot-sign", "why", r.sign.Why)
	}
	return ""
}

// lay shows the fields while it is written, else the text as it will be printed.
func (c *compact) lay() {
	switch {
	case c.writing:
		c.paper.Objects = []fyne.CanvasObject{c.fields}
	case c.known.Title == "":
		c.paper.Objects = []fyne.CanvasObject{widgets.NewText(text.T("ui.pledge.compact.none"), fynetheme.ColorNameForeground).Bold(),
			widgets.NewParagraph(text.T("ui.pledge.compact.none.next")).Quiet()}
	default:
		c.paper.Objects = c.printed()
	}
	c.paper.Refresh()
}

func (c *compact) printed() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if c.known.Illustrative {
		parts = append(parts, widgets.Row(0, nil, widgets.NewBadge(text.T("ui.illustrative"), widgets.Warn)))
	}
	parts = append(parts, widgets.NewParagraph(c.known.Title).Bold())
	for _, p := range c.known.Paragraphs {
		parts = append(parts, widgets.NewParagraph(p))
	}
	if c.known.Place+c.known.Date != "" {
		where := strings.TrimPrefix(c.known.Place+", "+text.Day(c.known.Date), ", ")
		parts = append(parts, widgets.NewParagraph(strings.TrimSuffix(where, ", ")).Italic())
	}
	if c.known.Meeting != "" {
		parts = append(parts, widgets.NewParagraph(text.T("cli.compact.at", "meeting", meeting{c.known.Meeting, c.known.MeetingOf}.name())).Quiet())
	}
	return parts
}

// meeting is a conference at which a compact may be signed: of its own season, or of the one before.
type meeting struct{ kind, of string }

func (m meeting) name() string {
	switch {
	case m.kind == "":
		return text.T("ui.pledge.compact.meeting.none")
	case m.of != "":
		return text.T("ui.pledge.compact.meeting.of", "meeting", emulation.Say("conference.kind."+m.kind), "season", m.of)
	}
	return text.Capital(text.T("conference.kind." + m.kind))
}

// offerMeetings puts the conferences to choose from into the list, with the one that was chosen.
func (c *compact) offerMeetings() {
	known := meeting{c.known.Meeting, c.known.MeetingOf}
	c.meetings = []meeting{{}}
	for _, kind := range emulation.ConferenceKinds {
		c.meetings = append(c.meetings, meeting{kind: kind})
	}
	if before := c.reading.compact.Season.Info.Previous; before != "" {
		c.meetings = append(c.meetings, meeting{emulation.ConferenceClosing, before}, meeting{emulation.ConferenceReview, before})
	}
	if !slices.Contains(c.meetings, known) {
		c.meetings = append(c.meetings, known)
	}
	c.meeting.Options = emulation.Map(c.meetings, meeting.name)
	c.meeting.SetSelectedIndex(slices.Index(c.meetings, known))
}

// chosen is the conference that is chosen.
func (c *compact) chosen() meeting {
	if i := c.meeting.SelectedIndex(); i >= 0 {
		return c.meetings[i]
	}
	return meeting{}
}

// list shows who has signed and who has not, those who have not first.
func (c *compact) list(r *reading) {
	c.signed.Objects = nil
	c.count.Set(text.T("ui.pledge.compact.count", "signed", len(r.units)-len(r.compact.Unsigned()), "all", len(r.units)))
	for _, counts := range []bool{false, true} {
		for i := range r.compact.Signatures {
			if s := &r.compact.Signatures[i]; s.Counts() == counts {
				c.signed.Add(signatureLine(s))
			}
		}
	}
	c.signed.Refresh()
}

func signatureLine(s *pledge.Signature) fyne.CanvasObject {
	state, word := widgets.Waiting, text.T("ui.pledge.not-signed")
	switch s.State {
	case pledge.Signed:
		state, word = widgets.OK, text.Day(s.Date)
	case pledge.SignedFor:
		state, word = widgets.OK, text.T("ui.pledge.signed-for")
	case pledge.SignedEarlier:
		state, word = widgets.Warn, text.T("ui.pledge.signed-earlier")
	}
	if s.Objection != "" {
		state, word = widgets.Warn, text.T("ui.pledge.objected")
	}
	name := widgets.NewSign(state, s.Unit.Label())
	return widgets.Row(8, name, name, widgets.NewText(word, theme.ColorNameMuted))
}

// open fills the fields with what stands.
func (c *compact) open() {
	texts := told(&c.known)
	texts[0] = cmp.Or(texts[0], text.T("ui.pledge.compact.title.first", "season", c.reading.compact.Season.Info.Name))
	c.written.Fill(texts)
	c.offerMeetings()
	c.writing = true
	c.edit.Hide()
}

// begin opens the fields.
func (c *compact) begin() {
	c.open()
	c.lay()
	c.screen.Window.Canvas().Focus(c.paragraphs)
}

// typed says whether something differs from what was read.
func (c *compact) typed() bool {
	return !slices.Equal(c.written.Texts(), told(&c.known)) || c.chosen() != meeting{c.known.Meeting, c.known.MeetingOf}
}

func (c *compact) drop() {
	c.writing = false
	c.written.Done()
	c.show(c.reading)
}

func (c *compact) save() {
	s, next, typed := c.screen, c.known, c.written.Texts()
	next.Title, next.Paragraphs, next.Place, next.Date = c.title.Text, strings.Split(c.paragraphs.Text, "\n"), c.town.Text, c.date.Text
	next.Meeting, next.MeetingOf = c.chosen().kind, c.chosen().of
	s.Queue.Go(func() func() {
		err := s.room.SetCompact(next)
		return func() {
			if c.writing = err != nil || !slices.Equal(c.written.Texts(), typed); !c.writing { // else somebody typed on meanwhile
				c.written.Done()
			}
			s.Acted(text.T("ui.pledge.compact.saved"), err)
		}
	})
}
