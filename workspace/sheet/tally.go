package sheet

import (
	"errors"
	"maps"
	"sync"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// handed is what the cluster's log says that a unit handed in of a sheet. It is kept until that changes, and nobody changes it.
type handed struct {
	Unit       book.Unit
	Submission *emulation.Submission // nil if nothing was handed in
	Set        *criteria.Set         // it was handed in with; nil if those criteria are not here
	Unread     bool                  // some of it cannot be read with its set, and does not count

	waits  bool            // it waits for its leaf
	author changeset.LogID // who handed it in
	in     criteria.UnitInputs
}

// Tally is a sheet as it was handed in with the reviews of it, ready for scoring. It is kept until one of these changes: a view of the whole
// cluster reads again only what is new. Nobody changes a tally.
type Tally struct {
	*handed
	Reviews  map[string]rounds
	Columns  scoring.Columns
	Doubtful bool // two verifiers differ, or points were given for earlier figures
}

// TallyOf reads what was handed in of a unit's sheet of a period, and the reviews of it.
func (w View) TallyOf(s *book.Season, period string, u book.Unit) (*Tally, error) {
	all, err := w.Tally(s, period, u)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// Tally reads the sheets of units, as far as they are not kept.
func (w View) Tally(s *book.Season, period string, units ...book.Unit) ([]*Tally, error) {
	handedIn, err := w.handedIn(s, period, units)
	if err == nil {
		err = w.ReadOffice()
	}
	if err != nil {
		return nil, err
	}
	all, cells := make([]*Tally, len(units)), make([][]changeset.Ref, len(units))
	var missing []int
	for i, u := range units {
		var kept any
		kept, cells[i] = w.OfSheet(s.SheetIDOf(u.ID, period))
		t, ok := kept.(*Tally)
		if !ok { // none of its reviews was read: all are, not only the cells that changed since
			t, cells[i] = &Tally{handed: handedIn[i]}, nil
		}
		if all[i] = t; !ok || len(cells[i]) > 0 {
			missing = append(missing, i)
		}
	}
	err = each(len(missing), func(n int) (err error) {
		i := missing[n]
		all[i], err = w.tally(s, s.SheetIDOf(units[i].ID, period), all[i], cells[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, i := range missing {
		w.KeepOfSheet(s.SheetIDOf(units[i].ID, period), all[i])
	}
	return all, nil
}

// tally reads the reviews of a sheet into its tally: of one whose reviews are known only those of the cells that changed, if there are any.
func (w View) tally(s *book.Season, id emulation.ID, t *Tally, cells []changeset.Ref) (*Tally, error) {
	if t.Set == nil {
		return t, nil
	}
	fresh, err := w.reviews(s.Cluster.Scope(), id, t, cells)
	if err != nil {
		return nil, err
	}
	return t.reviewed(t.Reviews, fresh), nil
}

// handedIn reads what units handed in, as far as it is not kept.
func (w View) handedIn(s *book.Season, period string, units []book.Unit) ([]*handed, error) {
	all := make([]*handed, len(units))
	var missing []int
	for i, u := range units {
		kept, _ := w.OfSheet(s.SheetIDOf(u.ID, period))
		if all[i] = handedOf(kept); all[i] == nil || all[i].Unit != u { // the season's day, whose names the units have, may be another now
			missing = append(missing, i)
		}
	}
	steps := make([]emulation.SheetStep, len(units))
	err := each(len(missing), func(n int) (err error) {
		i := missing[n]
		all[i], steps[i], err = w.readHandedIn(s, period, units[i])
		return err
	})
	for _, i := range missing {
		if err == nil && all[i].Submission != nil {
			all[i].Set, err = w.CriteriaSet(s.Cluster.Scope(), s.ID, all[i].Submission.Criteria)
		}
	}
	if err != nil {
		return nil, err
	}
	err = each(len(missing), func(n int) error {
		all[missing[n]].count()
		return nil
	})
	for _, i := range missing {
		id := s.SheetIDOf(units[i].ID, period)
		w.KeepOfSheet(id, all[i])
		w.KeepStep(id, steps[i])
	}
	return all, err
}

// handedOf is what was handed in by what is kept of a sheet; nil if that was not read.
func handedOf(kept any) *handed {
	switch kept := kept.(type) {
	case *Tally:
		return kept.handed
	case *handed:
		return kept
	}
	return nil
}

// readHandedIn reads the record of a sheet.
func (w View) readHandedIn(s *book.Season, period string, u book.Unit) (*handed, emulation.SheetStep, error) {
	r, err := w.Store.Record(record.Sheet.Ref(s.Cluster.Scope(), s.SheetKeyOf(u.ID, period)))
	if err != nil {
		return nil, "", err
	}
	h := &handed{Unit: u, in: Blank(u)}
	sub, ok, err := book.ItemOf(r, record.Sheet.Submission)
	if err != nil {
		return nil, "", err
	}
	if ok {
		h.Submission, h.waits, h.author = &sub.Value, sub.Pending, sub.Author
	}
	step, _ := stepOf(r) // where it cannot be read, Step says so to who asks for it
	return h, step, nil
}

// each does something for every one of n on every core there is.
func each(n int, do func(i int) error) error {
	faults := make([]error, n)
	var doing sync.WaitGroup
	for i := range n {
		doing.Go(func() { faults[i] = do(i) })
	}
	doing.Wait()
	return errors.Join(faults...)
}

// count reads the inputs. What the unit's program let through and this one cannot read counts as not given: no unit's sheet may keep the
// others from being shown.
func (h *handed) count() {
	if h.Set == nil {
		return
	}
	h.in.Inputs = make(map[string]rule.Input, len(h.Submission.Inputs))
	for code, fields := range h.Submission.Inputs {
		c, ok := h.Set.ByCode(code)
		if !ok {
			h.Unread = true
			continue
		}
		input, err := c.Rule.Read(fields)
		if err != nil {
			h.Unread = true
			continue
		}
		h.in.Inputs[code] = input
	}
	h.in.Indicators = indicators(h.Submission.Indicators)
}

// reviewed is the sheet with its reviews: those read now, by criterion, in the place of what was known of them.
func (h *handed) reviewed(known, fresh map[string]rounds) *Tally {
	t := &Tally{handed: h, Reviews: fresh}
	for code, both := range fresh {
		c, _ := h.Set.ByCode(code)
		fresh[code] = both.against(func() []byte { return SeenInput(c, h.Submission.Inputs[code], h.Submission.Indicators) })
	}
	if known != nil {
		t.Reviews = maps.Clone(known)
		maps.Copy(t.Reviews, fresh)
	}
	maps.DeleteFunc(t.Reviews, func(_ string, both rounds) bool { return both == rounds{} })
	for _, both := range t.Reviews {
		t.Doubtful = t.Doubtful || both.Rounds().Doubtful()
	}
	t.Columns = scoring.InColumns(h.Set, h.in, t.Reviews)
	return t
}

// Reserved are the criteria that only the standing office scores and for which nothing counts yet.
func (t *Tally) Reserved() (codes []string) {
	for _, c := range t.Set.Criteria() {
		if c.Reserved() && c.Applies(t.Unit.Type) && t.Reviews[c.Code].Rounds().Final() == nil && !t.in.Inputs[c.Code].NA {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// compared is what a unit weighs in another's sheet of these criteria, as long as no review can change it; false where one can.
func (h *handed) compared(set *criteria.Set) (criteria.UnitInputs, bool) {
	if h.Set != set {
		return Blank(h.Unit), true
	}
	for _, c := range set.Criteria() {
		if in, given := h.in.Inputs[c.Code]; given && c.Rule.Relative() && !scoring.SameInColumns(c, in) {
			return criteria.UnitInputs{}, false
		}
	}
	return h.in, true
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
