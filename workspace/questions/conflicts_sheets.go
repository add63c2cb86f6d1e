package questions

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// scoreQuestions lists the scores of the season's sheets, in all periods, that people wrote without seeing each other: cells of the own unit,
// and points of the reviews. Unit by unit, in the order of the criteria.
func (w View) scoreQuestions(s *book.Season) ([]Question, error) {
	me, err := w.Certificate()
	if err != nil || s.Set == nil {
		return nil, err
	}
	handedIn, err := w.Periods(s)
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
func (w View) cellQuestions(list []Question, s *book.Season, u book.Unit) ([]Question, error) {
	for _, p := range emulation.Periods(s.Label) {
		err := w.Contested(u.Scope(), s.SheetIDOf(u.ID, string(p)), func(ref changeset.Ref, r *changeset.Record) (err error) {
			list, err = w.scoreQuestion(list, s, u, string(p), ref, r, record.Score.Input.AnyField)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// reviewQuestions are those of the reviews of one sheet; what was read of the sheet knows where they are.
func (w View) reviewQuestions(list []Question, s *book.Season, u book.Unit, period string) ([]Question, error) {
	t, err := sheet.Of(w.Book).TallyOf(s, period, u)
	if err != nil {
		return nil, err
	}
	for code, both := range t.Reviews {
		for round, split := range map[sheet.Round]bool{sheet.FirstReview: both.Split1, sheet.SecondReview: both.Split2} {
			if !split {
				continue
			}
			ref := record.Score.Ref(s.Cluster.Scope(), record.SheetColumn{Sheet: s.SheetIDOf(u.ID, period), Criterion: code, Column: round.Column()})
			r, err := w.Store.Record(ref)
			if err != nil {
				return nil, err
			}
			if list, err = w.scoreQuestion(list, s, u, period, ref, r, record.Score.Verified.AnyField); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

func (w View) scoreQuestion(list []Question, s *book.Season, u book.Unit, period string, ref changeset.Ref, r *changeset.Record, field *record.AnyField) ([]Question, error) {
	key := record.Score.Read(r.Key)
	c, ok := s.Set.ByCode(key.Criterion)
	if !ok {
		return list, nil
	}
	q := Question{Scope: ref.Scope, Unit: u, Code: c.Code, Name: c.Name, Period: period, Column: key.Column, ref: ref, key: r.Key, field: field, place: c.Index}
	for _, h := range field.Heads(r, changeset.Now) {
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
