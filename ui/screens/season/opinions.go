package season

import (
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/pledge"
)

// opinions is what the units say of the criteria, and what they are answered: a unit types its own, those who prepare the criteria their answers.
type opinions struct {
	screen *Screen
	table  *grid.Register
	known  map[string]pledge.CriteriaOpinion
	about  map[string]string // as it is shown
}

// The columns of the opinions.
const (
	opinionAbout = iota
	opinionText
	opinionAnswer
	opinionReason
	opinionUnit
)

func newOpinions(s *Screen) *opinions {
	p := &opinions{screen: s}
	p.table = grid.NewRegister(s.In("opinions"), nil, p.save,
		grid.Column{Title: text.T("ui.season.column.about"), Width: 170, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.season.column.opinion"), Width: 300, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.season.column.answer"), Width: 150, Wrap: true},
		grid.Column{Title: text.T("ui.season.column.answer-reason"), Width: 250, Wrap: true},
		grid.Column{Title: text.T("ui.season.column.opinion-unit"), Width: 130},
	)
	return p
}

func (p *opinions) show(r *reading) {
	answers := r.answer.OK
	comments := r.me.Subject == emulation.SubjectUnit && r.opine.OK && !emulation.SeasonReached(r.state.Season.Step, emulation.SeasonAdopted)
	switch {
	case comments:
		p.table.Hint = text.T("ui.season.opinions.hint")
	case answers:
		p.table.Hint = text.T("ui.season.opinions.hint-answer")
	default:
		p.table.Hint = text.T("ui.season.opinions.hint-closed")
	}
	p.known, p.about = map[string]pledge.CriteriaOpinion{}, map[string]string{}
	var rows []grid.TableRow
	for _, o := range r.opinions {
		key := strings.Join([]string{strconv.FormatUint(o.Version, 10), o.Unit.Code, o.Code}, "/")
		p.known[key] = o
		own := comments && o.Unit.ID == r.me.Unit.ID && !o.Conflict
		about := o.Criterion
		if !own && o.About != "" {
			about += ". " + o.About
		}
		if about == "" && !own {
			about = text.Capital(text.T("opinion.whole"))
		}
		p.about[key] = about
		answer := grid.Cell{Editable: answers && !o.Answered.Conflict}
		switch {
		case o.Earlier:
			answer.Text, answer.State, answer.Note = answerName(o.Answer.How), grid.Warn, text.T("opinion.earlier")
		case o.Answered.Given:
			answer.Text = answerName(o.Answer.How)
		}
		row := grid.TableRow{Key: key, Cells: []grid.Cell{{Text: about, Editable: own}, {Text: o.Text, Editable: own}, answer,
			{Text: o.Answer.Reason, Editable: answer.Editable}, {Text: o.Unit.Label(), Style: grid.Muted}}}
		if o.Conflict || o.Answered.Conflict {
			row.Cells[0].State, row.Cells[0].Note = grid.Warn, text.T("ui.season.conflict")
		}
		rows = append(rows, row)
	}
	if comments {
		row := grid.NewRow(grid.Cell{Editable: true}, grid.Hint(text.T("ui.season.opinions.add")), grid.Cell{}, grid.Cell{},
			grid.Cell{Text: r.me.Unit.Label(), Style: grid.Muted})
		rows = append(rows, row)
	}
	p.table.Show(rows...)
}

func answerName(how string) string { return text.Capital(text.T("opinion.how." + how)) }

// save writes the opinion or its answer, whichever was typed. A new opinion waits for its words; words that were emptied ask whether it is withdrawn.
func (p *opinions) save(key string, in []string) {
	s, old := p.screen, p.known[key]
	room := pledge.At(s.ws)
	next := old.Opinion
	next.Criterion, next.Text = in[opinionAbout], in[opinionText]
	said := next.Text != old.Text || next.Criterion != p.about[key]
	switch {
	case key == grid.KeyNew && next.Text == "":
		p.table.Hold(key)
	case next.Text == "":
		p.table.Drop(key)
		s.Confirm(text.T("ui.season.opinions.withdraw.sure"), text.T("ui.season.opinions.withdraw"), func() {
			gone := old.Opinion
			gone.Withdrawn = true
			s.Act(text.T("ui.season.opinions.withdrawn"), func() error { _, err := room.SetOpinion(old.Version, old.Code, gone); return err })
		})
	case said:
		p.table.Write(key, func() error { _, err := room.SetOpinion(old.Version, old.Code, next); return err }, s.Wrote)
	case in[opinionAnswer] == "":
		p.table.Hold(key) // a reason waits for what it explains
	default:
		p.answer(key, in, old, room)
	}
}

// answer writes what those who prepare the criteria answer; what is not followed waits for its reason.
func (p *opinions) answer(key string, in []string, old pledge.CriteriaOpinion, room pledge.Room) {
	how := text.Meant(in[opinionAnswer], emulation.OpinionAnswers, answerName)
	switch {
	case how == "":
		p.table.Refuse(key, text.T("ui.season.opinions.bad-answer", "text", in[opinionAnswer],
			"answers", strings.Join(emulation.Map(emulation.OpinionAnswers, answerName), "; ")))
	case how != emulation.OpinionAccepted && in[opinionReason] == "":
		p.table.Hold(key)
	default:
		p.table.Write(key, func() error {
			return room.AnswerOpinion(old.Version, old.Unit.ID, old.Code, emulation.OpinionAnswer{Of: old.Digest(), How: how, Reason: in[opinionReason]})
		}, p.screen.Wrote)
	}
}
