package year

import (
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
)

// A unit's internal cluster: its departments as units, with sheets by month or quarter. All of it stands in the unit's own log and nowhere
// else, so no other unit's desk ever gets it.

// Department is a department of the own unit.
type Department struct {
	ID   emulation.ID
	Code string
	emulation.UnitInfo
	book.Entry
}

// SetDepartment records a department of the own unit, or changes it. An empty name takes it off the list; its sheets stay.
func (room Room) SetDepartment(code string, info emulation.UnitInfo) error {
	w, done := room.desk.Edit()
	defer done()
	_, u, err := w.OwnUnit()
	if err != nil {
		return err
	}
	info.Name, info.Short, info.Type = book.Clean(info.Name), book.Clean(info.Short), book.Clean(info.Type)
	if code = book.Clean(code); code == "" {
		code = vietnamese.Slug(info.Name)
	}
	if code == "" {
		return emulation.Errorf(emulation.Invalid, "internal.no-name")
	}
	return workspace.SetOver(w.Tx, u.Scope(), record.Department, record.UnitCode{Unit: u.ID, Code: code}, info)
}

// Departments lists the own unit's departments, by name.
func (room Room) Departments() ([]Department, error) {
	w, done := room.desk.View()
	defer done()
	_, u, err := w.OwnUnit()
	if err != nil {
		return nil, err
	}
	return w.Departments(u)
}

func (w View) Departments(u book.Unit) ([]Department, error) {
	var list []Department
	err := book.EachShown(w.Book, u.Scope(), record.Department, u.ID, func(it book.Item[record.UnitCode, emulation.UnitInfo], e book.Entry) error {
		if it.Value.Name != "" {
			list = append(list, Department{ID: record.Department.ID(it.Key), Code: it.Key.Code, UnitInfo: it.Value, Entry: e})
		}
		return nil
	})
	book.VietnameseOrder(list, func(d Department) string { return d.Name })
	return list, err
}

// department finds one by its code or name.
func (w View) department(u book.Unit, text string) (Department, error) {
	list, err := w.Departments(u)
	if err != nil {
		return Department{}, err
	}
	switch found := book.Meant(list, text, func(d Department) string { return d.Code }, func(d Department) string { return d.Name }, func(d Department) string { return d.Short }); len(found) {
	case 0:
		return Department{}, emulation.Errorf(emulation.NotFound, "internal.department-unknown", "department", text)
	case 1:
		return found[0], nil
	default:
		codes := emulation.Map(found, func(d Department) string { return d.Code })
		return Department{}, emulation.Errorf(emulation.Invalid, "internal.department-ambiguous", "department", text, "codes", strings.Join(codes, ", "))
	}
}

// SetInternalCriteria takes a criteria set as the next version of the unit's internal criteria for the season, and returns its number.
func (room Room) SetInternalCriteria(name string, yaml []byte) (uint64, error) {
	w, done := room.desk.Edit()
	defer done()
	s, u, err := w.OwnUnit()
	if err != nil {
		return 0, err
	}
	if _, err := w.LoadCriteria(name, yaml); err != nil {
		return 0, err
	}
	last, err := w.internalVersion(s, u)
	if err != nil {
		return 0, err
	}
	key := record.SeasonVersion{Season: s.ID, Version: last + 1}
	return last + 1, w.Set(u.Scope(), record.Criteria.Op(key, emulation.CriteriaVersion{Name: book.Clean(name), YAML: yaml}))
}

// internalVersion is the number of the unit's last internal criteria in the season; 0 = none.
func (w View) internalVersion(s *book.Season, u book.Unit) (uint64, error) {
	for n := uint64(1); ; n++ {
		_, ok, err := book.One(w.Store, u.Scope(), record.Criteria, record.SeasonVersion{Season: s.ID, Version: n})
		if err != nil || !ok {
			return n - 1, err
		}
	}
}

// unread reports whether criteria stand there that nobody can read, or none: nothing counts by them.
func unread(err error) bool {
	code := emulation.CodeOf(err)
	return code == emulation.Invalid || code == emulation.NotFound || code == emulation.Newer
}

// internalSet reads a version of the unit's internal criteria; one that cannot be read is the fault of LoadSet.
func (w View) internalSet(s *book.Season, u book.Unit, version uint64) (*criteria.Set, error) {
	it, ok, err := book.One(w.Store, u.Scope(), record.Criteria, record.SeasonVersion{Season: s.ID, Version: version})
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, emulation.Errorf(emulation.NotFound, "internal.no-criteria", "version", strconv.FormatUint(version, 10))
	}
	return criteria.LoadSet(it.Value.Name, it.Value.YAML)
}
