package sheet

import (
	"errors"
	"sync"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// Tally is what the cluster's log says of one sheet, ready for scoring. It is kept until a record of that sheet changes: a view of the whole
// cluster reads again only what is new. Nobody changes a tally.
type Tally struct {
	Unit       book.Unit
	Submission *emulation.Submission // nil if nothing was handed in
	waits      bool                  // it waits for its leaf
	author     changeset.LogID       // who handed it in
	Set        *criteria.Set         // it was handed in with; nil if those criteria are not here
	Reviews    map[string]rounds
	Columns    scoring.Columns
	Unread     bool // some of it cannot be read with its set, and does not count
	Doubtful   bool // two verifiers differ, or points were given for earlier figures
}

// TallyOf reads what was handed in of a unit's sheet of a period, and the reviews of it.
func (w View) TallyOf(s *book.Season, period string, u book.Unit) (*Tally, error) {
	all, err := w.Tally(s, period, u)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// Tally reads the sheets of units that are not kept yet, those of a whole cluster on every core there is.
func (w View) Tally(s *book.Season, period string, units ...book.Unit) ([]*Tally, error) {
	all := make([]*Tally, len(units))
	var reading sync.WaitGroup
	faults := make([]error, len(units))
	for i, u := range units {
		id := s.SheetIDOf(u.ID, period)
		if kept, ok := w.OfSheet(id).(*Tally); ok {
			all[i] = kept
			continue
		}
		t := &Tally{Unit: u}
		all[i] = t
		handedIn, ok, err := w.Submission(s, u.ID, period)
		if err == nil && ok {
			t.Submission, t.waits, t.author = &handedIn.Value, handedIn.Pending, handedIn.Author
			t.Set, err = w.CriteriaSet(s.Cluster.Scope(), s.ID, t.Submission.Criteria)
		}
		if err == nil {
			err = w.ReadOffice()
		}
		if faults[i] = err; err == nil && t.Set != nil {
			reading.Go(func() {
				if t.Reviews, faults[i] = w.reviews(s.Cluster.Scope(), id, t.Set); faults[i] == nil {
					t.count()
				}
			})
		}
	}
	reading.Wait()
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	for i, u := range units {
		w.KeepOfSheet(s.SheetIDOf(u.ID, period), all[i])
	}
	return all, nil
}

// count reads the inputs. What the unit's program let through and this one cannot read counts as not given: no unit's sheet may keep the
// others from being shown.
func (t *Tally) count() {
	sub := t.Submission
	in := Blank(t.Unit)
	in.Inputs = make(map[string]rule.Input, len(sub.Inputs))
	for code, fields := range sub.Inputs {
		c, ok := t.Set.ByCode(code)
		if !ok {
			t.Unread = true
			continue
		}
		input, err := c.Rule.Read(fields)
		if err != nil {
			t.Unread = true
			continue
		}
		in.Inputs[code] = input
	}
	in.Indicators = indicators(sub.Indicators)
	for code, both := range t.Reviews {
		c, _ := t.Set.ByCode(code)
		both = both.against(func() []byte { return SeenInput(c, sub.Inputs[code], sub.Indicators) })
		t.Reviews[code] = both
		t.Doubtful = t.Doubtful || both.Rounds().Doubtful()
	}
	t.Columns = scoring.InColumns(t.Set, in, t.Reviews)
}

// SelfInputs is a column as a ranking takes it.
func SelfInputs(c scoring.Columns) criteria.UnitInputs { return c.Self }

// VerifiedInputs and FinalInputs are columns as a ranking takes them.
func VerifiedInputs(c scoring.Columns) criteria.UnitInputs { return c.Verified }

func FinalInputs(c scoring.Columns) criteria.UnitInputs { return c.Final }

// Besides is what a unit weighs in another's sheet of these criteria.
func (t *Tally) Besides(set *criteria.Set, column func(scoring.Columns) criteria.UnitInputs) criteria.UnitInputs {
	if t.Set != set {
		return Blank(t.Unit)
	}
	return column(t.Columns)
}

// Blank is a unit that reported nothing.
func Blank(u book.Unit) criteria.UnitInputs {
	return criteria.UnitInputs{ID: u.Code, Name: u.Name, Type: u.Type, Inputs: map[string]rule.Input{}}
}

// indicators reads figures by code; one that is no number is none.
func indicators(values map[string]string) map[string]decimal.Decimal {
	if len(values) == 0 {
		return nil
	}
	out := make(map[string]decimal.Decimal, len(values))
	for code, text := range values {
		if d, err := decimal.Parse(text); err == nil {
			out[code] = d
		}
	}
	return out
}
