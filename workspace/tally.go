package workspace

import (
	"errors"
	"sync"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
)

// tally is what the cluster's log says of one sheet, ready for scoring. It is kept until a record of that sheet changes: a view of the whole
// cluster reads again only what is new. Nobody changes a tally.
type tally struct {
	unit       Unit
	submission *emulation.Submission // nil if nothing was handed in
	waits      bool                  // it waits for its leaf
	author     changeset.LogID       // who handed it in
	set        *criteria.Set         // it was handed in with; nil if those criteria are not here
	reviews    map[string]rounds
	columns    scoring.Columns
	unread     bool // some of it cannot be read with its set, and does not count
	doubtful   bool // two verifiers differ, or points were given for earlier figures
}

// tallyOf reads what was handed in of a unit's sheet of a period, and the reviews of it.
func (w *Workspace) tallyOf(s *Season, period string, u Unit) (*tally, error) {
	all, err := w.tally(s, period, u)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// tally reads the sheets of units that are not kept yet, those of a whole cluster on every core there is.
func (w *Workspace) tally(s *Season, period string, units ...Unit) ([]*tally, error) {
	all := make([]*tally, len(units))
	var reading sync.WaitGroup
	faults := make([]error, len(units))
	for i, u := range units {
		id := s.SheetIDOf(u.ID, period)
		if kept, ok := w.ofSheet(id).(*tally); ok {
			all[i] = kept
			continue
		}
		t := &tally{unit: u}
		all[i] = t
		handedIn, ok, err := w.submission(s, u.ID, period)
		if err == nil && ok {
			t.submission, t.waits, t.author = &handedIn.Value, handedIn.Pending, handedIn.Author
			t.set, err = w.criteriaSet(s.Cluster.Scope(), s.ID, t.submission.Criteria)
		}
		if err == nil {
			err = w.readOffice()
		}
		if faults[i] = err; err == nil && t.set != nil {
			reading.Go(func() {
				if t.reviews, faults[i] = w.reviews(s.Cluster.Scope(), id, t.set); faults[i] == nil {
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
		w.keepOfSheet(s.SheetIDOf(u.ID, period), all[i])
	}
	return all, nil
}

// count reads the inputs. What the unit's program let through and this one cannot read counts as not given: no unit's sheet may keep the
// others from being shown.
func (t *tally) count() {
	sub := t.submission
	in := blank(t.unit)
	for code, fields := range sub.Inputs {
		c, ok := t.set.ByCode(code)
		if !ok {
			t.unread = true
			continue
		}
		input, err := c.Rule.Read(fields)
		if err != nil {
			t.unread = true
			continue
		}
		in.Inputs[code] = input
	}
	in.Indicators = indicators(sub.Indicators)
	for code, both := range t.reviews {
		c, _ := t.set.ByCode(code)
		both = both.against(func() []byte { return seenInput(c, sub.Inputs[code], sub.Indicators) })
		t.reviews[code] = both
		t.doubtful = t.doubtful || both.Rounds().Doubtful()
	}
	t.columns = scoring.InColumns(t.set, in, t.reviews)
}

// selfInputs, verifiedInputs and finalInputs choose a column.
func selfInputs(c scoring.Columns) criteria.UnitInputs     { return c.Self }
func verifiedInputs(c scoring.Columns) criteria.UnitInputs { return c.Verified }
func finalInputs(c scoring.Columns) criteria.UnitInputs    { return c.Final }

// besides is what a unit weighs in another's sheet of these criteria.
func (t *tally) besides(set *criteria.Set, column func(scoring.Columns) criteria.UnitInputs) criteria.UnitInputs {
	if t.set != set {
		return blank(t.unit)
	}
	return column(t.columns)
}

// blank is a unit that reported nothing.
func blank(u Unit) criteria.UnitInputs {
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
