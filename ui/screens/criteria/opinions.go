package criteria

import (
	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/pledge"
)

// opinions are what the units said of a criterion or group of a version, "" of the whole, with what this desk can do: a unit gives its opinion, those who
// prepare the criteria answer.
func (s *Screen) opinions(r *reading, version uint64, code string) []fyne.CanvasObject {
	own := r.me.Subject == emulation.SubjectUnit && r.opine.OK && version > 0 && !(version <= r.season.Version && r.adopted())
	var parts []fyne.CanvasObject
	for i := range r.opinions {
		if o := &r.opinions[i]; o.Version == version && o.Criterion == code {
			parts = append(parts, s.opinion(r, o, own))
		}
	}
	if parts == nil && !own {
		return nil
	}
	parts = append([]fyne.CanvasObject{widgets.NewParagraph(text.T("ui.criteria.opinions")).Bold()}, parts...)
	if own {
		question := text.T("ui.criteria.opinion.ask", "code", code, "number", version)
		if code == "" {
			question = text.T("ui.criteria.opinion.ask-whole", "number", version)
		}
		parts = append(parts, widgets.Flow(6, widgets.NewButton(text.T("ui.criteria.opinion.give"), nil, func() {
			s.AskFor(question, text.T("ui.criteria.opinion.hint"), text.T("ui.criteria.opinion.send"), func(words string) {
				s.Act(text.T("ui.criteria.opinion.given"), func() error {
					_, err := pledge.At(s.ws).SetOpinion(version, "", emulation.Opinion{Criterion: code, Text: words})
					return err
				})
			})
		})))
	}
	return parts
}

// opinion is one opinion and what it was answered.
func (s *Screen) opinion(r *reading, o *pledge.CriteriaOpinion, own bool) fyne.CanvasObject {
	block := widgets.Column(3, widgets.NewParagraph(text.T("ui.criteria.opinion", "unit", o.Unit.Label(), "text", o.Text)), widgets.NewParagraph(answerWords(o)).Quiet())
	if o.Conflict || o.Answered.Conflict {
		block.Add(widgets.NewRemark(widgets.Warn, text.T("ui.season.conflict")))
		return block
	}
	buttons := widgets.Flow(6)
	if own && o.Unit.ID == r.me.Unit.ID {
		buttons.Add(widgets.NewQuietButton(text.T("ui.season.opinions.withdraw"), nil, func() {
			s.Confirm(text.T("ui.season.opinions.withdraw.sure"), text.T("ui.season.opinions.withdraw"), func() {
				gone := o.Opinion
				gone.Withdrawn = true
				s.Act(text.T("ui.season.opinions.withdrawn"), func() error { _, err := pledge.At(s.ws).SetOpinion(o.Version, o.Code, gone); return err })
			})
		}))
	}
	if r.answer.OK && o.Open() {
		for _, how := range emulation.OpinionAnswers {
			buttons.Add(widgets.NewQuietButton(howName(how), nil, func() { s.reply(o, how) }))
		}
	}
	if len(buttons.Objects) > 0 {
		block.Add(buttons)
	}
	return block
}

// reply answers an opinion; what is not simply followed needs a reason.
func (s *Screen) reply(o *pledge.CriteriaOpinion, how string) {
	do := func(reason string) {
		s.Act(text.T("ui.criteria.opinion.answered"), func() error {
			return pledge.At(s.ws).AnswerOpinion(o.Version, o.Unit.ID, o.Code, emulation.OpinionAnswer{Of: o.Digest(), How: how, Reason: reason})
		})
	}
	if how == emulation.OpinionAccepted {
		do("")
		return
	}
	s.AskFor(text.T("ui.criteria.opinion.why", "unit", o.Unit.Label(), "text", o.Text), text.T("ui.criteria.opinion.why.hint"), howName(how), do)
}

func howName(how string) string { return text.Capital(text.T("opinion.how." + how)) }

// answerWords is what an opinion was answered.
func answerWords(o *pledge.CriteriaOpinion) string {
	switch {
	case o.Earlier:
		return text.Capital(text.T("opinion.earlier"))
	case o.Open():
		return text.Capital(text.T("opinion.open"))
	case o.Answer.Reason == "":
		return howName(o.Answer.How)
	}
	return text.T("ui.criteria.answer", "how", howName(o.Answer.How), "reason", o.Answer.Reason)
}
