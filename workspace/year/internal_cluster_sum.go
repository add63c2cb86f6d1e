package year

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/workspace/book"
)

// InternalPart is what a department has in one of the periods that are summed; nil points where it has none.
type InternalPart struct {
	Period emulation.Period
	Points *decimal.Decimal
}

// InternalTotal is a department over several periods.
type InternalTotal struct {
	Department Department
	Parts      []InternalPart // of every period of which some department has points
	Sum        decimal.Decimal
	Mean       decimal.Decimal // of the periods it has points of, to two places, half away from zero
	Counted    int             // how many those are
	Rank       int             // by the sum; 0 where it has none
}

// InternalSum is the internal cluster over the shorter periods of one sort that lie in a period, best place first.
type InternalSum struct {
	Period      emulation.Period
	Of          emulation.PeriodSort
	Parts       []emulation.Period
	Totals      []InternalTotal
	Provisional bool // some department lacks points that others have, or a sheet is provisional itself
}

// InternalSum adds up the departments' sheets of one sort, weeks for instance, into a longer period. It is a view: the sheet of the longer period stays what
// people made of it.
func (room Room) InternalSum(period string, of emulation.PeriodSort) (*InternalSum, error) {
	w, done := room.desk.View()
	defer done()
	s, u, err := w.OwnUnit()
	if err != nil {
		return nil, err
	}
	p, err := emulation.ParsePeriod(period)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(emulation.PeriodSorts, of) {
		return nil, emulation.Errorf(emulation.Invalid, "internal.sum-of", "sort", string(of))
	}
	departments, err := w.Departments(u)
	if err != nil {
		return nil, err
	}
	out := &InternalSum{Period: p, Of: of}
	if out.Parts, err = w.internalParts(s, u, p, of); err != nil {
		return nil, err
	}
	if len(out.Parts) == 0 {
		return nil, emulation.Errorf(emulation.NotFound, "internal.no-parts", "period", p.Message(), "sort", emulation.Say("period.sort."+string(of)))
	}
	for _, d := range departments {
		out.Totals = append(out.Totals, InternalTotal{Department: d})
	}
	name := w.Namer()
	for _, part := range out.Parts {
		in, err := w.internal(s, u, departments, part, name)
		if err != nil {
			return nil, err
		}
		out.Provisional = out.Provisional || in.Provisional
		for i := range out.Totals {
			t := &out.Totals[i]
			st := emulation.Find(in.Standings, func(st *InternalStanding) bool { return st.Department.ID == t.Department.ID })
			t.Parts = append(t.Parts, InternalPart{part, st.Points})
			if st.Points != nil {
				t.Sum, t.Counted = t.Sum.Add(*st.Points), t.Counted+1
			}
		}
	}
	out.place()
	return out, nil
}

// internalParts are the periods of a sort within a longer one of which a department of the unit has a sheet, in their order.
func (w View) internalParts(s *book.Season, u book.Unit, whole emulation.Period, of emulation.PeriodSort) ([]emulation.Period, error) {
	var list []emulation.Period
	err := book.Each(w.Store, u.Scope(), record.Internal, s.ID, func(it book.Item[record.DepartmentPeriod, emulation.InternalSheet]) error {
		if p := it.Key.Period; p.Sort() == of && p.PartOf(whole) && !slices.Contains(list, p) {
			list = append(list, p)
		}
		return nil
	})
	slices.Sort(list)
	return list, err
}

// points are the sum; nil where nothing was summed.
func (t *InternalTotal) points() *decimal.Decimal {
	if t.Counted == 0 {
		return nil
	}
	return &t.Sum
}

// place works out means and puts the departments in their places.
func (out *InternalSum) place() {
	for i := range out.Totals {
		if t := &out.Totals[i]; t.Counted > 0 {
			t.Mean = decimal.Over(t.Sum, decimal.FromInt(int64(t.Counted))).Round(2)
		}
	}
	inPlaces(out.Totals, (*InternalTotal).points, func(t *InternalTotal) *int { return &t.Rank })
}
