package year

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// NewInternalSheet is a department's sheet as it is typed: the cells of the internal criteria, or points that were given.
type NewInternalSheet struct {
	Cells  map[string]map[string]string // by criterion; scored with the last internal criteria
	Points string
	Class  string // where people decided it
	Note   string
	Sure   bool // figures in the cells that can hardly be are meant
}

// SetInternalSheet writes a department's sheet for a period. Cells that are given join those that stand there.
func (room Room) SetInternalSheet(department, period string, n NewInternalSheet) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		d, err := w.department(u, department)
		if err != nil {
			return err
		}
		p, err := emulation.ParsePeriod(period)
		if err != nil {
			return err
		}
		sheet := emulation.InternalSheet{Class: book.Clean(n.Class), Note: book.Clean(n.Note)}
		key := record.DepartmentPeriod{Season: s.ID, Department: d.ID, Period: p}
		if n.Points != "" {
			if len(n.Cells) > 0 {
				return emulation.Errorf(emulation.Invalid, "internal.points-or-cells")
			}
			if sheet.Points, err = rule.ParseFigure(n.Points); err != nil {
				return err
			}
		} else if err := w.internalCells(s, u, key, n, &sheet); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, u.Scope(), record.Internal, key, sheet)
	})
}

// internalCells reads typed cells with the last internal criteria into a sheet, on top of those that were filled in with the same criteria.
func (w View) internalCells(s *book.Season, u book.Unit, key record.DepartmentPeriod, n NewInternalSheet, sheet *emulation.InternalSheet) error {
	old, _, err := book.One(w.Store, u.Scope(), record.Internal, key)
	if err != nil {
		return err
	}
	if sheet.Criteria, err = w.internalVersion(s, u); err != nil {
		return err
	}
	if sheet.Criteria == 0 {
		return emulation.Errorf(emulation.NotFound, "internal.nothing-to-score")
	}
	set, err := w.internalSet(s, u, sheet.Criteria)
	if err != nil {
		return err
	}
	sheet.Inputs = map[string]emulation.Fields{}
	if old.Value.Criteria == sheet.Criteria {
		sheet.Inputs = old.Value.Inputs
		if sheet.Inputs == nil {
			sheet.Inputs = map[string]emulation.Fields{}
		}
	}
	for code, fields := range n.Cells {
		c, ok := set.ByCode(code)
		if !ok {
			return emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", set.Name)
		}
		in, err := c.Rule.Read(fields)
		if err != nil {
			return err
		}
		if m, odd := c.Odd(in); odd && !n.Sure {
			return emulation.Errorf(emulation.Invalid, "internal.doubtful", "code", code, "sentence", m)
		}
		sheet.Inputs[code] = c.Rule.Fields(in)
	}
	return nil
}

// InternalStanding is a department's sheet with its points and class.
type InternalStanding struct {
	Department Department
	emulation.InternalSheet
	book.Entry
	Points *decimal.Decimal // nil if there is no sheet
	Class  string
	Rank   int // 0 without points
	Result *scoring.UnitResult
}

// InternalPeriod is the internal cluster in a period, best place first, those without a sheet last.
type InternalPeriod struct {
	Period      emulation.Period
	Standings   []InternalStanding
	Provisional bool
}

// Internal is the own unit's internal cluster in a period. Sheets are scored with the criteria they were filled in with; where those differ, or
// points were given, departments stand by their points.
func (room Room) Internal(period string) (*InternalPeriod, error) {
	w, done := room.desk.View()
	defer done()
	name := w.Namer()
	s, u, err := w.OwnUnit()
	if err != nil {
		return nil, err
	}
	p, err := emulation.ParsePeriod(period)
	if err != nil {
		return nil, err
	}
	departments, err := w.Departments(u)
	if err != nil {
		return nil, err
	}
	return w.internal(s, u, departments, p, name)
}

func (w View) internal(s *book.Season, u book.Unit, departments []Department, p emulation.Period, name func(changeset.LogID) (string, error)) (*InternalPeriod, error) {
	out := &InternalPeriod{Period: p}
	byVersion := map[uint64][]criteria.UnitInputs{}
	for _, d := range departments {
		st := InternalStanding{Department: d}
		var sheet emulation.InternalSheet
		var err error
		key := record.DepartmentPeriod{Season: s.ID, Department: d.ID, Period: p}
		if sheet, st.Entry, err = book.Shown(w.Store, name, u.Scope(), record.Internal, key); err != nil {
			return nil, err
		}
		st.InternalSheet, st.Class = sheet, sheet.Class
		if v, err := decimal.Parse(sheet.Points); err == nil {
			st.Points = &v
		} else if sheet.Criteria > 0 {
			in, err := w.internalInputs(s, u, d, &sheet)
			switch {
			case err == nil:
				byVersion[sheet.Criteria] = append(byVersion[sheet.Criteria], in)
			case !unread(err):
				return nil, err
			}
		}
		out.Standings = append(out.Standings, st)
	}
	for version, inputs := range byVersion {
		set, err := w.internalSet(s, u, version)
		if err != nil {
			return nil, err
		}
		result, err := scoring.Score(set, inputs, criteria.Decisions{})
		if err != nil {
			return nil, err
		}
		out.take(result)
	}
	out.place()
	return out, nil
}

// internalInputs are a department's cells ready for scoring; what cannot be read any more does not count.
func (w View) internalInputs(s *book.Season, u book.Unit, d Department, sheet *emulation.InternalSheet) (criteria.UnitInputs, error) {
	in := criteria.UnitInputs{ID: d.Code, Name: d.Name, Type: d.Type, Inputs: map[string]rule.Input{}}
	set, err := w.internalSet(s, u, sheet.Criteria)
	if err != nil {
		return in, err
	}
	for code, fields := range sheet.Inputs {
		if c, ok := set.ByCode(code); ok {
			if input, err := c.Rule.Read(fields); err == nil {
				in.Inputs[code] = input
			}
		}
	}
	return in, nil
}

// take puts the points and classes of a scoring into the standings; a class that people decided stays.
func (p *InternalPeriod) take(r *scoring.Result) {
	p.Provisional = p.Provisional || r.Provisional
	for i := range p.Standings {
		st := &p.Standings[i]
		if res, ok := r.Unit(st.Department.Code); ok && st.Points == nil && st.Given {
			st.Result, st.Points = res, &res.Total
			st.Class = cmp.Or(st.Class, res.Class)
		}
	}
}

// place puts the standings in their places.
func (p *InternalPeriod) place() {
	inPlaces(p.Standings, func(st *InternalStanding) *decimal.Decimal { return st.Points }, func(st *InternalStanding) *int { return &st.Rank })
	p.Provisional = p.Provisional || slices.ContainsFunc(p.Standings, func(st InternalStanding) bool { return st.Points == nil })
}

// inPlaces orders a list by points, the most first, and gives each its place; equal points share one. What has none comes last, without a place.
func inPlaces[T any](list []T, points func(*T) *decimal.Decimal, rank func(*T) *int) {
	slices.SortStableFunc(list, func(a, b T) int {
		x, y := points(&a), points(&b)
		if x == nil || y == nil {
			return boolInt(x == nil) - boolInt(y == nil)
		}
		return y.Cmp(*x)
	})
	for i := range list {
		switch p := points(&list[i]); {
		case p == nil:
		case i > 0 && points(&list[i-1]).Equal(*p):
			*rank(&list[i]) = *rank(&list[i-1])
		default:
			*rank(&list[i]) = i + 1
		}
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
