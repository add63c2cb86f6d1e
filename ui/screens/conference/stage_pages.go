package conference

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation/ballot"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/conference"
)

// Lengths on the stage are in hundredths of its height; it is this many of them wide, or wider.
const stageWide = 170

// onStage lays the stage out: what stands on it is drawn anew for the room there is.
type onStage struct{ draw func(size fyne.Size) }

func (l *onStage) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 360) }

// Layout is called with no objects: draw makes them.
func (l *onStage) Layout(_ []fyne.CanvasObject, size fyne.Size) { l.draw(size) }

// brush writes on the stage; lengths are in its unit.
type brush struct {
	unit float32
	wide float32
	all  []fyne.CanvasObject
}

// line writes one line whose upper edge is at y, cut where it does not fit in its width.
func (b *brush) line(words string, ink fyne.ThemeColorName, size, x, y, wide float32, align fyne.TextAlign, bold bool) {
	t := widgets.NewText(words, ink).Tall(size * b.unit).Aligned(align)
	if bold {
		t.Bold()
	}
	t.Move(fyne.NewPos(x*b.unit, y*b.unit))
	t.Resize(fyne.NewSize(wide*b.unit, t.MinSize().Height))
	b.all = append(b.all, t)
}

// lineOf is how high a line of a size is, with the room below it.
const lineOf = 1.35

// wrap writes a sentence in as many lines as it needs, and gives where the next may begin.
func (b *brush) wrap(words string, ink fyne.ThemeColorName, size, x, y, wide float32, bold bool) (below float32) {
	fits := func(s string) bool {
		return fyne.MeasureText(s, size*b.unit, fyne.TextStyle{Bold: bold}).Width <= wide*b.unit
	}
	now := ""
	put := func() {
		if now != "" {
			b.line(now, ink, size, x, y, wide, fyne.TextAlignLeading, bold)
			y += size * lineOf
		}
	}
	for _, w := range strings.Fields(words) {
		if next := strings.TrimSpace(now + " " + w); now == "" || fits(next) {
			now = next
			continue
		}
		put()
		now = w
	}
	put()
	return y
}

// draw writes the page that is shown.
func (g *stage) draw(size fyne.Size) {
	b := &brush{unit: min(size.Height/100, size.Width/stageWide)}
	if b.unit <= 0 {
		return
	}
	b.wide = size.Width / b.unit
	if g.conference != nil {
		b.line(g.season.Cluster.Info.Name+" · "+g.season.Info.Name, theme.ColorNameMuted, 3.2, 5, 4, b.wide-60, fyne.TextAlignLeading, false)
		b.line(kindName(g.conference.Kind), theme.ColorNameMuted, 3.2, b.wide-55, 4, 50, fyne.TextAlignTrailing, false)
		switch g.at {
		case pageAttendance:
			g.attendance(b)
		case pageRanking:
			g.ranks(b)
		default:
			for _, v := range g.ours() {
				if v.Code == g.at {
					g.vote(b, v)
				}
			}
		}
	}
	if g.conference == nil && g.fault != nil {
		b.wrap(text.Error(g.fault), theme.ColorNameMuted, 6, 5, 42, b.wide-10, false)
	}
	g.place.Objects = b.all
}

// The stage's body begins at this height and ends at that.
const bodyTop, bodyEnd = 21, 97

// heading writes what a page is about, and gives where it may go on.
func (b *brush) heading(words string) float32 {
	return max(bodyTop, b.wrap(words, fynetheme.ColorNamePrimary, 6.5, 5, 9.5, b.wide-10, true)+2)
}

// rows is how far apart so many lines stand in the room there is, and the size of their type.
func rows(count int, room, most float32) (step, size float32) {
	step = min(most, room/float32(max(1, count)))
	return step, step / 1.6
}

// attendance tells how many are here, whether they are enough, and who is missing.
func (g *stage) attendance(b *brush) {
	c := g.conference
	top := b.heading(text.T("ui.stage.attendance"))
	half := b.wide*0.46 - 5
	if !c.Taken {
		b.wrap(text.T("ui.stage.not-taken"), theme.ColorNameMuted, 6, 5, 42, b.wide-10, false)
		return
	}
	ink := fynetheme.ColorNameWarning
	if c.Quorate {
		ink = fynetheme.ColorNameSuccess
	}
	b.line(text.T("ui.conference.of", "here", c.Present, "all", c.Members), ink, 27, 5, top-2, half, fyne.TextAlignLeading, true)
	b.line(text.T("ui.stage.present"), fynetheme.ColorNameForeground, 5, 5, top+35, half, fyne.TextAlignLeading, false)
	b.wrap(text.Say(c.Sentence), ink, 4, 5, top+45, half, true)
	step, size := rows(len(c.Presence), bodyEnd-top, 8)
	x := b.wide * 0.48
	for i, p := range c.Presence {
		word, ink := text.T("ui.conference.attend.unmarked"), theme.ColorNameMuted
		switch {
		case p.Present:
			word, ink = wayName("present"), fynetheme.ColorNameSuccess
		case p.Attendance.Written:
			word = wayName("written")
		case p.Marked:
			word, ink = wayName("absent"), fynetheme.ColorNameWarning
		}
		y := top + float32(i)*step
		b.line(p.Unit.Name, fynetheme.ColorNameForeground, size, x, y, b.wide-5-x-38, fyne.TextAlignLeading, p.Present)
		b.line(text.Capital(word), ink, size*0.85, b.wide-42, y+size*0.1, 37, fyne.TextAlignTrailing, false)
	}
}

// ranks tells of the ranking what the chair lets be told, each unit at its place from the beginning.
func (g *stage) ranks(b *brush) {
	top := b.heading(text.T("ui.stage.ranking"))
	n := len(g.order)
	if n == 0 || g.told == 0 {
		key := "ui.stage.untold"
		if n == 0 {
			key = "ui.ranking.none"
		}
		b.wrap(text.T(key), theme.ColorNameMuted, 6, 5, 42, b.wide-10, false)
		return
	}
	var marks []string
	if g.ranking.Open() {
		marks = append(marks, text.T("ui.provisional"))
	}
	if g.ranking.Illustrative {
		marks = append(marks, text.T("ui.illustrative"))
	}
	b.line(strings.Join(marks, " · "), fynetheme.ColorNameWarning, 4, b.wide-85, 11, 80, fyne.TextAlignTrailing, true)
	columns := 1 + (n-1)/11
	per := (n + columns - 1) / columns
	step, size := rows(per, bodyEnd-top, 9)
	wide := (b.wide - 10 - float32(columns-1)*5) / float32(columns)
	for i, p := range g.order {
		if i < n-g.told {
			continue
		}
		x, y := 5+float32(i/per)*(wide+5), top+float32(i%per)*step
		ink := fynetheme.ColorNameForeground
		if p.rank == 1 {
			ink = theme.ColorNameHonourText
		}
		b.line(strconv.Itoa(p.rank), ink, size, x, y, size*2, fyne.TextAlignTrailing, true)
		b.line(p.unit, ink, size, x+size*2.8, y, wide-size*12.5, fyne.TextAlignLeading, p.rank == 1)
		b.line(p.points, ink, size, x+wide-size*9.5, y, size*4, fyne.TextAlignTrailing, true)
		b.line(p.class, theme.ColorNameMuted, size*0.8, x+wide-size*5, y+size*0.14, size*5, fyne.TextAlignTrailing, false)
	}
}

// counted is the count of a vote as it is shown: what is being entered, else the last that was recorded.
type counted struct {
	tally  *ballot.Tally // nil: nothing was counted yet
	rules  ballot.Rules
	live   bool
	says   string // of what is being entered: whether it adds up
	state  fyne.ThemeColorName
	blanks bool // somebody left lines blank
	apart  bool // the team told apart what is invalid in one line alone
}

func (g *stage) countOf(v *conference.Vote) (x counted) {
	c := g.screen.votes.count
	switch n := len(v.Rounds); {
	case c.entering() && c.vote != nil && c.vote.Code == v.Code:
		t, _ := c.tally()
		x = counted{tally: &t, rules: c.rules, live: true, state: theme.ColorNameMuted, says: text.T("ui.stage.counting")}
		switch {
		case c.unread:
			x.state, x.says = fynetheme.ColorNameError, text.T("ui.conference.count.no-number")
		case len(c.faults) > 0:
			x.state, x.says = fynetheme.ColorNameError, text.Capital(text.Say(c.faults[0].Message))+"."
		case c.complete():
			x.state, x.says = fynetheme.ColorNameSuccess, text.T("ui.stage.fits")
		}
	case n > 0:
		last := v.Rounds[n-1]
		x = counted{tally: &last.Tally, rules: last.Rules}
	}
	if x.tally != nil {
		x.apart = x.tally.LinesApart()
		for _, l := range x.tally.Lines {
			x.blanks = x.blanks || l.Blank > 0
		}
	}
	return x
}

// vote tells what was asked, how many papers came, what each line got, and what came of it.
func (g *stage) vote(b *brush, v *conference.Vote) {
	top := b.heading(v.Title)
	x := g.countOf(v)
	if x.tally == nil {
		b.line(text.T("ui.stage.uncounted"), theme.ColorNameMuted, 5, 5, top, b.wide-10, fyne.TextAlignLeading, false)
		step, size := rows(len(v.Lines), bodyEnd-top-10, 8)
		for i, l := range v.Lines {
			b.line(v.LineName(l.ID), fynetheme.ColorNameForeground, size, 5, top+10+float32(i)*step, b.wide-10, fyne.TextAlignLeading, false)
		}
		return
	}
	figures := []string{"present", "valid"}
	if x.rules.Secret {
		figures = []string{"issued", "returned", "valid", "invalid"}
	}
	each := (b.wide - 10) / float32(len(figures))
	for i, f := range figures {
		at := 5 + float32(i)*each
		b.line(number(*figureOf(x.tally, f)), fynetheme.ColorNameForeground, 9, at, top-1, each, fyne.TextAlignLeading, true)
		b.line(text.Capital(text.T("ballot.figure."+f)), theme.ColorNameMuted, 3.4, at, top+11, each-1, fyne.TextAlignLeading, false)
	}
	below := top + 18
	says, ink := text.Capital(text.Say(v.Message)), fynetheme.ColorNameForeground
	if x.live {
		says, ink = x.says, x.state
	}
	if says != "" {
		below = b.wrap(says, ink, 4, 5, below, b.wide-10, true) + 1
	}
	g.lines(b, v, x, below)
}

// lines is the table of what each line of a vote got.
func (g *stage) lines(b *brush, v *conference.Vote, x counted, top float32) {
	names := []string{"yes", "no"}
	if x.blanks {
		names = append(names, "blank")
	}
	if x.apart {
		names = append(names, "invalid")
	}
	const wide = 21
	first := b.wide - 5 - wide*float32(len(names))
	for i, name := range names {
		b.line(text.T("ui.conference.column."+name), theme.ColorNameMuted, 3.2, first+float32(i)*wide, top, wide, fyne.TextAlignTrailing, false)
	}
	step, size := rows(len(x.tally.Lines), bodyEnd-top-6, 8)
	for i, l := range x.tally.Lines {
		y, ink, mark := top+6+float32(i)*step, fynetheme.ColorNameForeground, ""
		if state := v.States[l.ID]; !x.live {
			switch state {
			case ballot.Passed, ballot.Won:
				ink, mark = fynetheme.ColorNameSuccess, "✓ "
			case ballot.Tied:
				ink = fynetheme.ColorNameWarning
			}
		}
		b.line(mark+v.LineName(l.ID), ink, size, 5, y, first-5, fyne.TextAlignLeading, mark != "")
		counts := map[string]int64{"yes": l.Yes, "no": l.No, "blank": l.Blank, "invalid": l.InvalidIn(*x.tally)}
		for j, name := range names {
			b.line(number(counts[name]), ink, size, first+float32(j)*wide, y, wide, fyne.TextAlignTrailing, j == 0)
		}
	}
}
