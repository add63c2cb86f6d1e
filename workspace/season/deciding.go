package season

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// FormDeciding is how the cluster decides on an award form, as its regulation has it.
type FormDeciding struct {
	Form legal.Form
	ballot.Deciding
	Conflict bool
}

// SetDeciding records how the cluster decides on an award form, named by its id or name, as its regulation has it. Once a vote on the form was
// counted it stays as it is: nobody chooses the rules after the count.
func (room Room) SetDeciding(form string, d ballot.Deciding) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		f, err := w.AwardForm(form)
		if err != nil {
			return err
		}
		d.Line = book.Clean(d.Line)
		for i := range d.Tracks {
			d.Tracks[i].Code, d.Tracks[i].Name = book.Clean(d.Tracks[i].Code), book.Clean(d.Tracks[i].Name)
		}
		d.Illustrative = d.Illustrative || s.Info.Illustrative
		if d.Otherwise != "" {
			if d.Otherwise, err = w.otherwise(s, f, d.Otherwise); err != nil {
				return err
			}
		}
		return w.setDeciding(s, f, d)
	})
}

// WithdrawDeciding records that the regulation says nothing of a form any more.
func (room Room) WithdrawDeciding(form string) (f legal.Form, err error) {
	return f, room.desk.Change(func(w Edit, s *book.Season) error {
		if f, err = w.AwardForm(form); err != nil {
			return err
		}
		it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Deciding, record.SeasonForm{Season: s.ID, Form: f.ID})
		if err != nil {
			return err
		}
		if !ok || it.Value.Withdrawn {
			return emulation.Errorf(emulation.NotFound, "deciding.none", "award", f.Name)
		}
		it.Value.Withdrawn = true
		return w.setDeciding(s, f, it.Value)
	})
}

func (w Edit) setDeciding(s *book.Season, f legal.Form, d ballot.Deciding) error {
	counted, err := w.counted(s, f)
	if err != nil {
		return err
	}
	if counted != "" {
		return emulation.Errorf(emulation.Forbidden, "deciding.counted", "award", f.Name, "vote", counted)
	}
	return w.Namely(s, workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Deciding, record.SeasonForm{Season: s.ID, Form: f.ID}, d))
}

// otherwise is the id of the form that follows another in a chain; a chain that comes back to its beginning is refused.
func (w View) otherwise(s *book.Season, f legal.Form, text string) (string, error) {
	next, err := w.AwardForm(text)
	if err != nil {
		return "", err
	}
	chain, err := w.Chain(s, next)
	if legal.Among(chain, f.ID) {
		return "", emulation.Errorf(emulation.Invalid, "deciding.circle", "award", f.Name, "next", next.Name)
	}
	return next.ID, err
}

// counted is the title of a vote on a form that was counted already; "" = there is none.
func (w View) counted(s *book.Season, f legal.Form) (string, error) {
	scope, title := s.Cluster.Scope(), ""
	return title, book.Each(w.Store, scope, record.Vote, s.ID, func(it book.Item[record.SeasonCode, ballot.Question]) error {
		on, award := strings.CutPrefix(it.Value.On, ballot.OnAward)
		voted, known := w.AwardByID(on)
		if !known {
			voted.ID = on
		}
		// a form has rules of its own, or those of the form of the law it shares
		if !award || it.Value.Withdrawn || voted.ID != f.ID && voted.Law() != f.ID && voted.ID != f.Law() {
			return nil
		}
		_, ok, err := book.One(w.Store, scope, record.Tally, record.VoteRound{Season: s.ID, Vote: it.Key.Code, Round: 1})
		if ok {
			title = it.Value.Title
		}
		return err
	})
}

// Decidings lists how the cluster decides on each form its regulation speaks of, in the order of the forms.
func (room Room) Decidings() ([]FormDeciding, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) ([]FormDeciding, error) { return w.decidings(s.Cluster.Scope(), s.ID) })
}

func (w View) decidings(scope changeset.Scope, season emulation.ID) ([]FormDeciding, error) {
	var list []FormDeciding
	err := book.Each(w.Store, scope, record.Deciding, season, func(it book.Item[record.SeasonForm, ballot.Deciding]) error {
		if it.Value.Withdrawn && !it.Conflict {
			return nil
		}
		f, err := w.AwardForm(it.Key.Form)
		if emulation.CodeOf(err) == emulation.NotFound || emulation.CodeOf(err) == emulation.Unavailable {
			f, err = legal.Form{ID: it.Key.Form, Name: it.Key.Form}, nil
		}
		list = append(list, FormDeciding{f, it.Value, it.Conflict})
		return err
	})
	book.SortBy(list, func(d FormDeciding) string { return d.Form.ID })
	return list, err
}
