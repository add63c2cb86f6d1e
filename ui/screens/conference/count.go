package conference

import (
	"maps"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/conference"
)

// count is the count of one round of a vote: the figures of the ballot, and yes, no and blank of every line. While it is entered, every
// equation that does not hold is told below it; nothing is recorded before all of them do.
type count struct {
	*grid.Table
	screen *Screen
	votes  *votes
	grid   *grid.Grid
	checks *fyne.Container

	vote   *conference.Vote
	round  uint64
	rules  ballot.Rules
	lines  []string
	typed  map[string]map[int]string // by key of the row and column; nil while nothing is entered
	faults []ballot.Fault
	unread bool // something that was typed is no number

	drafted *countCell // the cell whose open editor was drafted, and what it held before; nil for none
}

// The columns of the count.
const (
	countWhat = iota
	countFigure
	countYes
	countNo
	countBlank
	countInvalid // of a secret vote
	countOutcome
)

// mostFaults is how many equations that do not hold are told at once.
const mostFaults = 4

// The figures of a count, as the rules name them.
var countFigures = []string{"members", "recused", "present", "written", "issued", "returned", "valid", "invalid"}

const keyLine = "line:" // before the id of a line

func newCount(s *Screen, v *votes) *count {
	c := &count{screen: s, votes: v, checks: widgets.Column(3)}
	c.Table = grid.NewTable(nil,
		grid.Column{Title: text.T("ui.conference.column.line-of"), Width: 204, Frozen: true},
		grid.Column{Title: text.T("ui.conference.column.figure"), Width: 74, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.conference.column.yes"), Width: 68, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.conference.column.no"), Width: 112, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.conference.column.blank"), Width: 58, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.conference.column.invalid"), Width: 102, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.conference.column.outcome"), Width: 210, Stretch: true, Wrap: true},
	)
	c.grid = grid.New(c)
	c.grid.Later, c.grid.Ticks = s.Later, s.Every
	c.grid.OnUndo, c.grid.OnRedo = s.Undo.Back, s.Undo.Again
	c.grid.OnEditing = func(row, col int, typed string) {
		if key := c.Key(row); c.drafted == nil || c.drafted.key != key || c.drafted.col != col {
			c.drafted = &countCell{key: key, col: col, before: c.typed[key][col]}
		}
		c.take(row, col, typed)
		c.look()
	}
	return c
}

// Set takes one figure.
func (c *count) Set(row, col int, typed string) {
	c.SetMany(0, []grid.Change{{Row: row, Col: col, Text: typed}})
}

// SetMany takes several figures.
func (c *count) SetMany(op grid.Op, changes []grid.Change) {
	if c.typed == nil || len(changes) == 0 {
		return
	}
	var cells []countCell
	for _, x := range changes {
		key := c.Key(x.Row)
		cells = append(cells, countCell{key, x.Col, c.before(key, x.Col), strings.TrimSpace(x.Text)})
	}
	name := text.T("ui.conference.count.did", "what", c.Cell(changes[0].Row, countWhat).Text)
	if op != 0 {
		name = op.Name(text.T, len(changes))
	}
	for _, x := range changes {
		c.take(x.Row, x.Col, x.Text)
	}
	c.drafted = nil
	c.look()
	c.remember(name, cells)
}

func (c *count) take(row, col int, typed string) {
	key := c.Key(row)
	if c.typed == nil || key == "" {
		return
	}
	if c.typed[key] == nil {
		c.typed[key] = map[int]string{}
	}
	c.typed[key][col] = strings.TrimSpace(typed)
	c.words().Cell(key, col, c.typed[key][col])
}

// words keep what is typed into the count of this round until it is recorded.
func (c *count) words() *bridge.Words {
	return c.screen.Words.In("count", c.vote.Code, strconv.FormatUint(c.round, 10))
}

// bring puts in what was typed at an earlier time and not recorded.
func (c *count) bring() {
	for key, cells := range c.words().Cells() {
		if c.typed[key] == nil {
			c.typed[key] = map[int]string{}
		}
		maps.Copy(c.typed[key], cells)
	}
}

// forget drops what was typed for good: it was recorded, or is not wanted.
func (c *count) forget() {
	if c.entering() {
		c.words().DropAll()
	}
	c.drop()
}

// entering says whether somebody is entering a count.
func (c *count) entering() bool { return c.typed != nil }

// drop takes what was typed off the screen; it is there again when the round is.
func (c *count) drop() { c.typed = nil }

// begin opens the entry of a round, with what the attendance list and the question say already.
func (c *count) begin(r *reading, x *conference.Vote, round uint64, rules ballot.Rules, lines []string) {
	c.vote, c.round, c.rules, c.lines, c.typed = x, round, rules, lines, map[string]map[int]string{}
	meeting := r.conference
	present, written, aside := int64(0), int64(0), int64(len(x.Recused))
	if meeting.Taken && x.Question.Conference == meeting.Kind {
		present, written, aside = meeting.Present, meeting.Written, 0
		for _, p := range meeting.Presence {
			for _, id := range x.Recused {
				if p.Unit.ID == id && p.Present {
					aside++
				}
			}
		}
	}
	if !rules.Written {
		written = 0
	}
	c.figure("members", x.Voters)
	c.figure("recused", aside)
	if present > 0 {
		c.figure("present", present)
		c.figure("written", written)
	}
	c.bring()
}

// fill takes the figures of a count that was recorded.
func (c *count) fill(t ballot.Tally) {
	for _, f := range countFigures {
		c.figure(f, *figureOf(&t, f))
	}
	for _, l := range t.Lines {
		c.typed[keyLine+l.ID] = map[int]string{countYes: number(l.Yes), countNo: number(l.No), countBlank: number(l.Blank)}
		if l.Invalid != nil {
			c.typed[keyLine+l.ID][countInvalid] = number(*l.Invalid)
		}
	}
	c.bring()
}

func (c *count) figure(name string, n int64) {
	c.typed[name] = map[int]string{countFigure: number(n)}
}

func figureOf(t *ballot.Tally, name string) *int64 {
	switch name {
	case "members":
		return &t.Members
	case "recused":
		return &t.Recused
	case "present":
		return &t.Present
	case "written":
		return &t.Written
	case "issued":
		return &t.Issued
	case "returned":
		return &t.Returned
	case "valid":
		return &t.Valid
	}
	return &t.Invalid
}

// asked are the figures that the rules ask for.
func (c *count) asked() []string {
	var names []string
	for _, f := range countFigures {
		papers := f == "issued" || f == "returned" || f == "invalid"
		if (f != "written" || c.rules.Written) && (!papers || c.rules.Secret) {
			names = append(names, f)
		}
	}
	return names
}

// open shows the chosen vote: the count that is being entered, else the last that was recorded, else the first to enter.
func (c *count) open(r *reading, x *conference.Vote) {
	if c.entering() && (c.vote == nil || c.vote.Code != x.Code) {
		c.drop()
	}
	begins := false
	if !c.entering() {
		c.vote = x
		if rules, lines := x.Next(); len(x.Rounds) == 0 && r.may[record.Tally.AnyField].OK && !x.Conflict && !x.Withdrawn {
			c.begin(r, x, 1, rules, lines)
			begins = true
		} else if n := len(x.Rounds); n > 0 {
			last := x.Rounds[n-1]
			c.round, c.rules, c.lines = last.Number, last.Rules, nil
			for _, l := range x.Lines {
				c.lines = append(c.lines, l.ID)
			}
		} else {
			c.round, c.rules, c.lines = 1, rules, lines
		}
	}
	c.vote = x
	c.look()
	if begins {
		c.toFirst()
	}
}

// tally is what was typed, and which cells of it are no numbers.
func (c *count) tally() (t ballot.Tally, wrong map[string]map[int]bool) {
	wrong = map[string]map[int]bool{}
	read := func(key string, col int) int64 {
		typed := c.typed[key][col]
		if typed == "" {
			return 0
		}
		n, err := strconv.ParseInt(typed, 10, 32)
		if err != nil || n < 0 {
			if wrong[key] == nil {
				wrong[key] = map[int]bool{}
			}
			wrong[key][col] = true
			return 0
		}
		return n
	}
	for _, f := range c.asked() {
		*figureOf(&t, f) = read(f, countFigure)
	}
	for _, id := range c.lines {
		key := keyLine + id
		l := ballot.Line{ID: id, Yes: read(key, countYes), No: read(key, countNo), Blank: read(key, countBlank)}
		if c.rules.Secret && c.has(key, countInvalid) {
			n := read(key, countInvalid)
			l.Invalid = &n
		}
		t.Lines = append(t.Lines, l)
	}
	return t, wrong
}

// has says whether something was typed into a cell.
func (c *count) has(key string, col int) bool { return c.typed[key][col] != "" }

// look checks what was typed and shows rows and checks anew.
func (c *count) look() {
	if c.vote == nil {
		return
	}
	defer c.screen.counting()
	c.grid.Still = !c.entering()
	if c.entering() {
		err := c.check()
		c.grid.Reload() // before anything is laid out: it knows only the rows it was shown
		c.tell(err)
		return
	}
	c.Table.Show(c.recorded()...)
	c.faults, c.unread = nil, false
	c.grid.Reload()
	c.checks.Objects = nil
	c.checks.Refresh()
}

func (c *count) focusFirst() {
	c.toFirst()
	c.screen.Window.Canvas().Focus(c.grid)
}

// toFirst selects the first figure that is to be typed: what the attendance list says stands there already.
func (c *count) toFirst() {
	for row := range c.Rows() {
		if x := c.Cell(row, countFigure); x.Editable && x.Text == "" {
			c.grid.Select(row, countFigure)
			return
		}
	}
}

// write records the count.
func (c *count) write() {
	c.grid.Commit()
	if !c.ready() {
		return
	}
	s, t, code, round := c.screen, ballot.Tally{}, c.vote.Code, c.round
	t, _ = c.tally()
	record := func(why string) {
		t.Reason = why
		s.Act(text.T("ui.conference.count.recorded", "round", round), func() error { return s.room.RecordTally(code, round, t) }, func() {
			if c.vote != nil && c.vote.Code == code {
				c.forget()
			}
		})
	}
	if uint64(len(c.vote.Rounds)) < round {
		record("")
		return
	}
	s.AskFor(text.T("ui.conference.count.why"), text.T("ui.conference.reason"), text.T("ui.conference.count.correct-do"), record)
}
