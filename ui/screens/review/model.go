package review

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/vietnamese"
	"thidua/workspace"
)

// filter chooses which criteria the table shows.
type filter int

const (
	all filter = iota
	unchecked
	different
	answered
	changed
	filterCount
)

// model is the sheet that is checked as the table shows it: rows of the last reading, with what was typed since on top.
type model struct {
	board.Lines
	screen  *Screen
	reading *reading
	filter  filter
	columns []grid.Column
	shown   []int               // the columns as they stand on screen
	typed   map[string]*typed   // by criterion, until a reading holds it
	news    map[string][]string // what others changed since the sheet was looked at last, by criterion
}

var (
	_ grid.Batch   = (*model)(nil)
	_ grid.Toggler = (*model)(nil)
)

// typed are the points and the reason of a criterion as they stand in the table, and why they could not be given yet.
type typed struct {
	points, reason string
	save           uint64
	fault          error
	lacksReason    bool
}

func (m *model) round() workspace.Round { return m.reading.may.Round }

// clear shows nothing.
func (m *model) clear() {
	m.Lines.Clear()
	m.reading, m.typed, m.news = nil, nil, map[string][]string{}
}

// show takes a reading in; what was saved before it is no longer held on top. It reports whether other columns are needed now.
func (m *model) show(r *reading) (other bool) {
	if shown := columnsOf(r); len(shown) != len(m.shown) {
		m.shown, m.columns, other = shown, nil, true
	}
	for code, t := range m.typed {
		if t.save <= r.reached && t.fault == nil {
			delete(m.typed, code)
		}
	}
	same := m.reading != nil && m.reading.sheet.ID == r.sheet.ID
	m.reading = r
	for code, what := range r.news.Rows {
		for _, w := range what {
			if !slices.Contains(m.news[code], w) {
				m.news[code] = append(m.news[code], w)
			}
		}
	}
	if !m.Take(r.sheet.Rows, same, m.write) {
		m.choose(m.filter)
	}
	return other
}

// typedFor is what was typed for a criterion and stands here only.
func (m *model) typedFor(r *workspace.Row) *typed {
	if t := m.typed[r.Code()]; t != nil {
		return t
	}
	k, ok := m.reading.kept[r.Code()]
	if !ok {
		return nil
	}
	t := &typed{points: k.Points, reason: k.Reason}
	_, t.fault, t.lacksReason = judge(r, t.points, t.reason)
	return t
}

// judge says whether what stands in the cells of a criterion can be given, and whether only a reason is missing.
func judge(r *workspace.Row, points, reason string) (given decimal.Decimal, fault error, lacksReason bool) {
	if strings.TrimSpace(points) == "" {
		return given, emulation.Errorf(emulation.Invalid, "ui.review.no-points", "code", r.Code()), false
	}
	if given, fault = parsePoints(points); fault == nil {
		_, fault = r.CheckReview(given.String(), reason)
	}
	return given, fault, emulation.KeyOf(fault) == "workspace.verify-reason"
}

// parsePoints reads points as people type them.
func parsePoints(typed string) (decimal.Decimal, error) {
	plain, err := vietnamese.ParseNumber(typed)
	if err != nil {
		return decimal.Decimal{}, emulation.Errorf(emulation.Invalid, "input.not-a-number", "text", typed).Because(err)
	}
	return decimal.Parse(plain)
}

// fits says which criteria belong to a filter.
func (m *model) fits(f filter) func(*workspace.Row) bool {
	return func(r *workspace.Row) bool {
		e, explained := m.reading.explained[r.Code()]
		switch f {
		case unchecked:
			if m.round() == workspace.SecondReview {
				return explained && !e.Accepts && r.Differs() && (r.Final == nil || r.Second.At < e.At)
			}
			return unreviewed(r)
		case different:
			t := m.typed[r.Code()]
			return r.Differs() || r.Split || t != nil && t.fault != nil
		case answered:
			return explained
		case changed:
			return len(m.news[r.Code()]) > 0
		}
		return true
	}
}

// choose shows the criteria of a filter.
func (m *model) choose(f filter) {
	m.filter = f
	if f == all {
		m.Choose(nil)
		return
	}
	m.Choose(m.fits(f))
}

// newsOf says in words what others changed in a criterion.
func (m *model) newsOf(code string) string {
	var words []string
	for _, what := range m.news[code] {
		words = append(words, text.T("ui.review.new."+what))
	}
	return text.T("ui.review.new", "what", strings.Join(words, ", "))
}

// Cell is what stands in a cell.
func (m *model) Cell(row, col int) grid.Cell { return m.View[row].Cells[m.shown[col]] }

// Set takes one cell that was typed.
func (m *model) Set(row, col int, text string) {
	m.SetMany(0, []grid.Change{{Row: row, Col: col, Text: text}})
}

// SetMany takes cells that were typed, filled, cleared or pasted at once.
func (m *model) SetMany(_ grid.Op, changes []grid.Change) {
	var codes []string
	for _, c := range changes {
		l := m.Line(c.Row)
		if l == nil || l.Row.Group != nil || !m.Cell(c.Row, c.Col).Editable {
			continue
		}
		t := m.begin(l)
		if m.column(c.Col) == columnReason {
			t.reason = strings.TrimSpace(c.Text)
		} else {
			t.points = strings.TrimSpace(c.Text)
		}
		m.put(l.Row.Code(), t)
		if code := l.Row.Code(); !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	m.screen.save(codes)
}

// begin is what stands in the cells of a line as a change of it begins.
func (m *model) begin(l *board.Line) *typed {
	if t := m.typedFor(l.Row); t != nil {
		return &typed{points: t.points, reason: t.reason}
	}
	t := &typed{}
	if given := m.review(l.Row); given != nil {
		t.reason = given.Reason
		if !given.NA {
			t.points = board.Limit(given.Points)
		}
	}
	return t
}

// put shows what was typed for a criterion.
func (m *model) put(code string, t *typed) {
	if m.typed == nil {
		m.typed = map[string]*typed{}
	}
	m.typed[code] = t
	if l := m.Of(code); l != nil {
		m.write(l)
	}
}

// Toggle accepts a line with the space bar: that a criterion does not apply, where the unit says so; else the points that stand, the unit's own
// in the first review and the first review's in the second.
func (m *model) Toggle(row, col int) bool {
	l := m.Line(row)
	if l == nil || l.Row.Group != nil || m.column(col) != m.given() {
		return false
	}
	if l.Row.NA {
		m.screen.confirmNA(l.Row)
		return true
	}
	m.put(l.Row.Code(), m.accepted(l))
	m.screen.save([]string{l.Row.Code()})
	return true
}

// accepted are the points that stand for a line, with their reason.
func (m *model) accepted(l *board.Line) *typed {
	r := l.Row
	if m.round() == workspace.SecondReview && r.Verified != nil {
		return &typed{points: board.Limit(*r.Verified), reason: r.First.Reason}
	}
	return &typed{points: board.Limit(r.Self)}
}
