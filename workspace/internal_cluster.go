package workspace

import (
	"strconv"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/vietnamese"
)

// A unit's internal cluster: its departments as units, with sheets by month or quarter. All of it stands in the unit's own log and nowhere
// else, so no other unit's desk ever gets it.

// Department is a department of the own unit.
type Department struct {
	ID   emulation.ID
	Code string
	emulation.UnitInfo
	Entry
}

func departmentKey(unit emulation.ID, code string) record.UnitCode {
	return record.UnitCode{Unit: unit, Code: code}
}

// SetDepartment records a department of the own unit, or changes it. An empty name takes it off the list; its sheets stay.
func (w *Workspace) SetDepartment(code string, info emulation.UnitInfo) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, u, err := w.ownUnit()
	if err != nil {
		return err
	}
	info.Name, info.Short, info.Type = clean(info.Name), clean(info.Short), clean(info.Type)
	if code = clean(code); code == "" {
		code = vietnamese.Slug(info.Name)
	}
	if code == "" {
		return emulation.Errorf(emulation.Invalid, "internal.no-name")
	}
	return setOver(w, u.Scope(), record.Department.Op(departmentKey(u.ID, code), info))
}

// Departments lists the own unit's departments, by name.
func (w *Workspace) Departments() ([]Department, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, u, err := w.ownUnit()
	if err != nil {
		return nil, err
	}
	return w.departments(u)
}

func (w *Workspace) departments(u Unit) ([]Department, error) {
	name := w.namer()
	var list []Department
	err := each(w, u.Scope(), record.Department, u.ID, func(it item[record.UnitCode, emulation.UnitInfo]) error {
		if it.Value.Name == "" {
			return nil
		}
		d := Department{ID: record.Department.ID(it.Key), Code: it.Key.Code, UnitInfo: it.Value}
		var err error
		d.Entry, err = entryOf(name, it)
		list = append(list, d)
		return err
	})
	vietnameseOrder(list, func(d Department) string { return d.Name })
	return list, err
}

// department finds one by its code or name.
func (w *Workspace) department(u Unit, text string) (Department, error) {
	list, err := w.departments(u)
	if err != nil {
		return Department{}, err
	}
	folded := vietnamese.Fold(text)
	for _, d := range list {
		if d.Code == text || folded != "" && (vietnamese.Fold(d.Name) == folded || vietnamese.Fold(d.Short) == folded) {
			return d, nil
		}
	}
	return Department{}, emulation.Errorf(emulation.NotFound, "internal.department-unknown", "department", text)
}

// SetInternalCriteria takes a criteria set as the next version of the unit's internal criteria for the season, and returns its number.
func (w *Workspace) SetInternalCriteria(name string, yaml []byte) (uint64, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, u, err := w.ownUnit()
	if err != nil {
		return 0, err
	}
	if _, err := criteria.LoadSet(name, yaml); err != nil {
		return 0, err
	}
	last, err := w.internalVersion(s, u)
	if err != nil {
		return 0, err
	}
	key := record.SeasonVersion{Season: s.ID, Version: last + 1}
	return last + 1, w.set(u.Scope(), record.Criteria.Op(key, emulation.CriteriaVersion{Name: clean(name), YAML: yaml}))
}

// internalVersion is the number of the unit's last internal criteria in the season; 0 = none.
func (w *Workspace) internalVersion(s *Season, u Unit) (uint64, error) {
	for n := uint64(1); ; n++ {
		_, ok, err := one(w, u.Scope(), record.Criteria, record.SeasonVersion{Season: s.ID, Version: n})
		if err != nil || !ok {
			return n - 1, err
		}
	}
}

// InternalCriteria is the unit's last internal criteria of the season with their number; nil and 0 if there are none.
func (w *Workspace) InternalCriteria() (*criteria.Set, uint64, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, u, err := w.ownUnit()
	if err != nil {
		return nil, 0, err
	}
	version, err := w.internalVersion(s, u)
	if err != nil || version == 0 {
		return nil, 0, err
	}
	set, err := w.internalSet(s, u, version)
	return set, version, err
}

// internalSet reads a version of the unit's internal criteria.
func (w *Workspace) internalSet(s *Season, u Unit, version uint64) (*criteria.Set, error) {
	it, ok, err := one(w, u.Scope(), record.Criteria, record.SeasonVersion{Season: s.ID, Version: version})
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, emulation.Errorf(emulation.NotFound, "internal.no-criteria", "version", strconv.FormatUint(version, 10))
	}
	return criteria.LoadSet(it.Value.Name, it.Value.YAML)
}
