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
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// The filters after all criteria.
const (
	unchecked = iota + 1
	different
	answered
	changed
)

// side is the table as those see it who review the sheet, which give points and their reasons.
type side struct {
	screen *Screen
	kept   map[string]sheet.KeptPoints // what was typed at this desk and could not be given
	typed  board.Held[points]
	before map[string]sheet.Before
	news   map[string][]string // what others changed since the sheet was looked at last, by criterion
}

var _ board.Side = (*side)(nil)

// points are the points and the reason of a criterion as they stand in the table.
type points struct {
	points, reason string
	lacksReason    bool // only a reason is missing
}

// set takes what was typed into a cell.
func (p *points) set(column int, text string) {
	if column == board.ColumnReason {
		p.reason = strings.TrimSpace(text)
	} else {
		p.points = strings.TrimSpace(text)
	}
}

// kept is what is kept of a criterion at this desk.
func (p *points) kept() sheet.KeptPoints { return sheet.KeptPoints{Points: p.points, Reason: p.reason} }

type typed = board.Typed[points]

// clear forgets everything.
func (x *side) clear() { x.kept, x.typed, x.news = nil, board.Held[points]{}, map[string][]string{} }

// show takes a reading in; what was saved before it is no longer held on top.
func (x *side) show(r *reading) {
	x.typed.Settle(r.Reached)
	x.kept, x.before = r.kept, r.before
	for code, what := range r.news.Rows {
		for _, w := range what {
			if !slices.Contains(x.news[code], w) {
				x.news[code] = append(x.news[code], w)
			}
		}
	}
}

func (x *side) may() *review.Reviewing { return &x.screen.board.Reading.May }

func (x *side) round() sheet.Round { return x.may().Round }

// given is the column this desk gives points in, -1 if it gives none.
func (x *side) given() int {
	switch x.round() {
	case sheet.FirstReview:
		return board.ColumnVerified
	case sheet.SecondReview:
		return board.ColumnFinal
	}
	return -1
}

// review is what the round this desk writes said of a criterion so far.
func (x *side) review(r *sheet.Row) *sheet.Review {
	return r.Of(x.round())
}

// Entry is where this desk writes points, else the unit's own.
func (x *side) Entry(*board.Line) int { return max(x.given(), board.ColumnSelf) }

// First is what nobody checked.
func (x *side) First() int { return unchecked }

// Fits says whether a criterion belongs to a filter.
func (x *side) Fits(filter int, r *sheet.Row) bool {
	e, explained := x.screen.board.Reading.Explained[r.Code()]
	switch filter {
	case unchecked:
		if x.round() == sheet.SecondReview {
			return explained && !e.Accepts && r.Differs() && (r.Final == nil || r.Second.At < e.At)
		}
		return unreviewed(r)
	case different:
		t := x.typed[r.Code()]
		return r.Differs() || r.Split || t != nil && t.Fault != nil
	case answered:
		return explained
	}
	return len(x.news[r.Code()]) > 0
}

// typedFor is what was typed for a criterion and stands here only.
func (x *side) typedFor(r *sheet.Row) *typed {
	if t := x.typed[r.Code()]; t != nil {
		return t
	}
	k, ok := x.kept[r.Code()]
	if !ok {
		return nil
	}
	t := &typed{What: points{points: k.Points, reason: k.Reason}}
	if judge(r, t); t.Fault == nil { // an editor was still open
		t.Fault = emulation.Errorf(emulation.Invalid, "ui.review.left", "code", r.Code())
	}
	return t
}

// judge says why what stands in the cells of a criterion cannot be given.
func judge(r *sheet.Row, t *typed) (given decimal.Decimal) {
	t.Fault = nil
	if strings.TrimSpace(t.What.points) == "" {
		t.Fault = emulation.Errorf(emulation.Invalid, "ui.review.no-points", "code", r.Code())
	} else if given, t.Fault = parsePoints(t.What.points); t.Fault == nil {
		_, t.Fault = r.CheckReview(given.String(), t.What.reason)
	}
	t.What.lacksReason = emulation.KeyOf(t.Fault) == "workspace.verify-reason"
	return given
}

// parsePoints reads points as people type them.
func parsePoints(typed string) (decimal.Decimal, error) {
	plain, err := vietnamese.ParseNumber(typed)
	if err != nil {
		return decimal.Decimal{}, emulation.Errorf(emulation.Invalid, "input.not-a-number", "text", typed).Because(err)
	}
	return decimal.Parse(plain)
}

// newsOf says in words what others changed in a criterion.
func (x *side) newsOf(code string) string {
	words := emulation.Map(x.news[code], func(what string) string { return text.T("ui.review.new." + what) })
	return text.T("ui.review.new", "what", strings.Join(words, ", "))
}

// Set takes what was typed into points and reasons.
func (x *side) Set(op grid.Op, changes []board.Change) {
	var codes []string
	for _, c := range changes {
		l := c.Line
		if l.Row.Group != nil || !l.Cells[c.Column].Editable {
			continue
		}
		t := x.begin(l)
		t.What.set(c.Column, c.Text)
		x.put(l.Row.Code(), t)
		if code := l.Row.Code(); !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	switch {
	case len(codes) == 0:
	case op == 0:
		x.screen.save(codes, text.T("ui.review.did.points", "code", codes[0]))
	default:
		x.screen.save(codes, op.Name(text.T, len(changes)))
	}
}

// begin is what stands in the cells of a line as a change of it begins.
func (x *side) begin(l *board.Line) *typed {
	t := &typed{}
	if old := x.typedFor(l.Row); old != nil {
		t.What.points, t.What.reason = old.What.points, old.What.reason
	} else if given := x.review(l.Row); given != nil {
		t.What.reason = given.Reason
		if !given.NA {
			t.What.points = board.Limit(given.Points)
		}
	}
	return t
}

// put shows what was typed for a criterion.
func (x *side) put(code string, t *typed) {
	x.typed[code] = t
	x.screen.board.Rewrite(code)
}

// Toggle accepts a line with the space bar: that a criterion does not apply, where the unit says so; else the points that stand, the unit's own
// in the first review and the first review's in the second.
func (x *side) Toggle(l *board.Line, column int) bool {
	if l.Row.Group != nil || column != x.given() {
		return false
	}
	if l.Row.NA {
		x.screen.confirmNA(l.Row)
		return true
	}
	x.put(l.Row.Code(), x.accepted(l))
	x.screen.save([]string{l.Row.Code()}, text.T("ui.review.did.accept", "code", l.Row.Code()))
	return true
}

// accepted are the points that stand for a line, with their reason.
func (x *side) accepted(l *board.Line) *typed {
	r := l.Row
	if x.round() == sheet.SecondReview && r.Verified != nil {
		return &typed{What: points{points: board.Limit(*r.Verified), reason: r.First.Reason}}
	}
	return &typed{What: points{points: board.Limit(r.Self)}}
}
