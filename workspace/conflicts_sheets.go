package workspace

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// selfColumn is the column of a unit's own figures; those of the reviews are named by Round.column.
const selfColumn = "self"

// scoreQuestions lists the scores of the season's sheets, in all periods, that people wrote without seeing each other: cells of the own unit,
// and points of the reviews. Unit by unit, in the order of the criteria.
func (w *Workspace) scoreQuestions(s *Season) ([]Question, error) {
	me, err := w.me()
	if err != nil || s.Set == nil {
		return nil, err
	}
	handedIn, err := w.periods(s)
	if err != nil {
		return nil, err
	}
	var list []Question
	for _, u := range s.Cluster.Members {
		first := len(list)
		if me.Is(emulation.SubjectUnit, u.ID) {
			if list, err = w.cellQuestions(list, s, u); err != nil {
				return nil, err
			}
		}
		for _, period := range handedIn {
			if list, err = w.reviewQuestions(list, s, u, period); err != nil {
				return nil, err
			}
		}
		slices.SortStableFunc(list[first:], func(a, b Question) int {
			return cmp.Or(-cmp.Compare(a.Column, b.Column), cmp.Compare(a.Period, b.Period), cmp.Compare(a.place, b.place))
		})
	}
	return list, nil
}

// cellQuestions are those of the own unit's cells.
func (w *Workspace) cellQuestions(list []Question, s *Season, u Unit) ([]Question, error) {
	period := map[emulation.ID]string{}
	for _, p := range emulation.Periods(s.Label) {
		period[s.SheetIDOf(u.ID, string(p))] = string(p)
	}
	err := w.store.EachRecord(u.Scope(), "score", emulation.ID{}, func(ref changeset.Ref, r *changeset.Record) error {
		p, ok := period[r.Key.ID(0)]
		if !ok || !changeset.Conflict(r.Heads(fieldInput, changeset.Now)) {
			return nil
		}
		var err error
		list, err = w.scoreQuestion(list, s, u, p, ref, r, fieldInput)
		return err
	})
	return list, err
}

// reviewQuestions are those of the reviews of one sheet; what was read of the sheet knows where they are.
func (w *Workspace) reviewQuestions(list []Question, s *Season, u Unit, period string) ([]Question, error) {
	t, err := w.tallyOf(s, period, u)
	if err != nil {
		return nil, err
	}
	for code, both := range t.reviews {
		for round, split := range map[Round]bool{FirstReview: both.split1, SecondReview: both.split2} {
			if !split {
				continue
			}
			ref := changeset.NaturalRef(s.Cluster.Scope(), "score", changeset.NewKey(s.SheetIDOf(u.ID, period), code, round.column()))
			r, err := w.store.Record(ref)
			if err != nil {
				return nil, err
			}
			if list, err = w.scoreQuestion(list, s, u, period, ref, r, "verified"); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

func (w *Workspace) scoreQuestion(list []Question, s *Season, u Unit, period string, ref changeset.Ref, r *changeset.Record, field string) ([]Question, error) {
	c, ok := s.Set.ByCode(r.Key.Text(1))
	if !ok {
		return list, nil
	}
	q := Question{Scope: ref.Scope, Unit: u, Code: c.Code, Name: c.Name, Period: period, Column: r.Key.Text(2), ref: ref, key: r.Key, field: field, place: c.Index}
	for _, h := range r.Heads(field, changeset.Now) {
		choice, err := w.choice(h)
		if err != nil {
			return nil, err
		}
		if choice.Shown, choice.Reason, err = shownScore(&c.Rule, q.Column, h.Value); err != nil {
			return nil, err
		}
		q.Choices = append(q.Choices, choice)
	}
	return append(list, q), nil
}
