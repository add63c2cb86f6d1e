package workspace

import (
	"sort"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
)

// Former is a unit that was a member of a cluster: it is out of ranking and counts, and what it wrote stays readable.
type Former struct {
	Unit
	emulation.Membership
	Became string // how it came to an end: merged, dissolved or split; "" if it left
	Into   []Unit
}

// Succeeded is what became of a unit on a day.
type Succeeded struct {
	Date string
	emulation.Succession
	Units    []Unit // those it went into
	Conflict bool
}

// needDay is day where one is needed.
func needDay(text string) (string, error) {
	d, err := day(text)
	if err == nil && d == "" {
		err = emulation.Errorf(emulation.Invalid, "setup.no-date")
	}
	return d, err
}

// successions lists what became of a unit, in the order of the days.
func (w *Workspace) successions(unit emulation.ID) ([]Succeeded, error) {
	var list []Succeeded
	err := each(w, w.control, record.Succession, unit, func(it item[record.UnitDay, emulation.Succession]) error {
		s := Succeeded{Date: it.Key.Day, Succession: it.Value, Conflict: it.Conflict}
		for _, id := range it.Value.Into {
			u, err := w.unit(id)
			if err != nil {
				return err
			}
			s.Units = append(s.Units, u)
		}
		list = append(list, s)
		return nil
	})
	sort.Slice(list, func(i, j int) bool { return list[i].Date < list[j].Date })
	return list, err
}

// ends reports whether a unit is no more after a succession; one that is split may go on as one of its parts.
func (s *Succeeded) ends(unit emulation.ID) bool {
	for _, id := range s.Into {
		if id == unit {
			return false
		}
	}
	return s.Kind != emulation.SuccessionRenamed
}

// named gives a unit the name it had on a day; "" is today's.
func (w *Workspace) named(u Unit, day string) (Unit, error) {
	if day == "" {
		return u, nil
	}
	list, err := w.successions(u.ID)
	for _, s := range list {
		if s.Kind == emulation.SuccessionRenamed && s.Date > day {
			u.Name, u.Short = s.Was, s.WasShort
			break
		}
	}
	return u, err
}

// nameAll gives the units of a cluster the names they had on a day.
func (w *Workspace) nameAll(c *Cluster, day string) error {
	if day == "" {
		return nil
	}
	var err error
	members := make([]Unit, len(c.Members))
	for i, u := range c.Members {
		if members[i], err = w.named(u, day); err != nil {
			return err
		}
	}
	former := make([]Former, len(c.Former))
	for i, f := range c.Former {
		former[i] = f
		if former[i].Unit, err = w.named(f.Unit, day); err != nil {
			return err
		}
	}
	sortUnits(members)
	c.Members, c.Former = members, former
	return nil
}

// NameOn is the unit under the name it had on a day, for papers of that day.
func (w *Workspace) NameOn(unit emulation.ID, day string) (Unit, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.nameOn(unit, day)
}

func (w *Workspace) nameOn(unit emulation.ID, day string) (Unit, error) {
	day, err := needDay(day)
	if err != nil {
		return Unit{}, err
	}
	u, err := w.unit(unit)
	if err != nil {
		return Unit{}, err
	}
	return w.named(u, day)
}

// members fills in who is a member of a cluster now and who was one, and gives everybody who ever was.
func (w *Workspace) members(c *Cluster) (ever []emulation.ID, err error) {
	err = w.membersAt(c, changeset.Now)
	for _, u := range c.Members {
		ever = append(ever, u.ID)
	}
	for _, f := range c.Former {
		ever = append(ever, f.ID)
	}
	return ever, err
}

// membersAt is members as of a size of the control log.
func (w *Workspace) membersAt(c *Cluster, at changeset.AsOf) error {
	c.Members, c.Former = nil, nil
	err := w.store.EachRecord(w.control, record.Membership.Kind, c.ID, func(_ changeset.Ref, r *changeset.Record) error {
		last := record.Membership.Last(r, at)
		if last == nil {
			return nil
		}
		var m emulation.Membership
		if err := changeset.Load(last.Value, &m); err != nil {
			return err
		}
		u, err := w.unit(record.Membership.Read(r.Key).Unit)
		if err != nil {
			return err
		}
		if m.Until == "" {
			c.Members = append(c.Members, u)
			return nil
		}
		f := Former{Unit: u, Membership: m}
		list, err := w.successions(u.ID)
		for i := range list {
			if list[i].ends(u.ID) {
				f.Became, f.Into = list[i].Kind, list[i].Units
			}
		}
		c.Former = append(c.Former, f)
		return err
	})
	sortUnits(c.Members)
	sort.SliceStable(c.Former, func(i, j int) bool { return vietnamese.Collate(c.Former[i].Name, c.Former[j].Name) < 0 })
	return err
}

// RenameUnit gives a unit another name from a day on. The name before stays in its history, and on papers dated before; one that is entered
// late, between others, takes its place among them.
func (w *Workspace) RenameUnit(unit emulation.ID, day, name, short, basis string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	u, day, err := w.succeeding(unit, day, emulation.SuccessionRenamed)
	if err != nil {
		return err
	}
	name, short = clean(name), clean(short)
	if name == "" {
		return emulation.Errorf(emulation.Invalid, "setup.no-name")
	}
	list, err := w.successions(unit)
	if err != nil {
		return err
	}
	before := emulation.Succession{Kind: emulation.SuccessionRenamed, Was: u.Name, WasShort: u.Short, Basis: clean(basis)}
	var next *Succeeded
	again := false
	for i := range list {
		s := &list[i]
		switch {
		case s.Kind != emulation.SuccessionRenamed:
		case s.Date == day: // the same again, put right: the name before it stays
			before.Was, before.WasShort, again = s.Was, s.WasShort, true
		case s.Date > day && next == nil:
			if next = s; !again {
				before.Was, before.WasShort = s.Was, s.WasShort
			}
		}
	}
	op, err := w.operation(w.control, record.Succession.Op(record.UnitDay{Unit: unit, Day: day}, before))
	if err != nil {
		return err
	}
	if next != nil {
		next.Was, next.WasShort = name, short
		return w.set(w.control, record.Succession.Op(record.UnitDay{Unit: unit, Day: next.Date}, next.Succession), op)
	}
	info := u.UnitInfo
	info.Name, info.Short = name, short
	return w.set(w.control, record.Unit.Op(record.OfficeCode{Office: w.control.ID(), Code: u.Code}, info), op)
}

// succeeding checks a unit and a day on which something becomes of it.
func (w *Workspace) succeeding(unit emulation.ID, typed, kind string) (Unit, string, error) {
	day, err := needDay(typed)
	if err != nil {
		return Unit{}, "", err
	}
	u, err := w.unit(unit)
	if err != nil {
		return u, day, err
	}
	list, err := w.successions(unit)
	if err != nil {
		return u, day, err
	}
	for i := range list {
		s := &list[i]
		switch {
		case s.ends(unit) && (s.Date != day || s.Kind != kind) && (kind != emulation.SuccessionRenamed || day > s.Date),
			s.Date == day && s.Kind != kind:
			return u, day, emulation.Errorf(emulation.Conflict, "setup.succeeded", "unit", u.Name, "date", legal.Date(s.Date),
				"what", emulation.Say("succession."+s.Kind))
		}
	}
	return u, day, nil
}

// MergeUnits ends units on a day and gives what they did to another, which is recorded before.
func (w *Workspace) MergeUnits(units []emulation.ID, into emulation.ID, day, basis string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.end(units, emulation.SuccessionMerged, []emulation.ID{into}, day, basis)
}

// DissolveUnit ends a unit on a day; its tasks go to others, or to none.
func (w *Workspace) DissolveUnit(unit emulation.ID, into []emulation.ID, day, basis string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.end([]emulation.ID{unit}, emulation.SuccessionDissolved, into, day, basis)
}

// SplitUnit divides a unit on a day into two or more, which are recorded before; it may be one of them itself, and then goes on.
func (w *Workspace) SplitUnit(unit emulation.ID, into []emulation.ID, day, basis string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(into) < 2 {
		return emulation.Errorf(emulation.Invalid, "setup.split-into")
	}
	return w.end([]emulation.ID{unit}, emulation.SuccessionSplit, into, day, basis)
}

// end records what becomes of units, and takes those that are no more out of their clusters, as one change.
func (w *Workspace) end(units []emulation.ID, kind string, into []emulation.ID, typed, basis string) error {
	var ops []changeset.Operation
	value := emulation.Succession{Kind: kind, Into: into, Basis: clean(basis)}
	for _, unit := range units {
		u, day, err := w.succeeding(unit, typed, kind)
		if err != nil {
			return err
		}
		if kind != emulation.SuccessionSplit && has(into, unit) {
			return emulation.Errorf(emulation.Invalid, "setup.into-itself", "unit", u.Name)
		}
		op, err := w.operation(w.control, record.Succession.Op(record.UnitDay{Unit: unit, Day: day}, value))
		if err != nil {
			return err
		}
		ops = append(ops, op)
		if has(into, unit) {
			continue
		}
		if ops, err = w.leaveAll(ops, unit, day, value.Basis); err != nil {
			return err
		}
	}
	for _, id := range into {
		if u, err := w.ended(id); err != nil {
			return err
		} else if u != "" {
			return emulation.Errorf(emulation.Conflict, "setup.unit-ended", "unit", u)
		}
	}
	if len(ops) == 0 {
		return emulation.Errorf(emulation.Invalid, "setup.no-units")
	}
	_, err := w.write(w.control, kind, ops...)
	return err
}

func has(ids []emulation.ID, id emulation.ID) bool {
	for _, x := range ids {
		if x == id {
			return true
		}
	}
	return false
}

// ended is the name of a unit that is no more; "" of one that is.
func (w *Workspace) ended(unit emulation.ID) (string, error) {
	list, err := w.successions(unit)
	for i := range list {
		if list[i].ends(unit) {
			u, err := w.unit(unit)
			return u.Name, err
		}
	}
	return "", err
}

// leaveAll adds the end of every membership a unit has.
func (w *Workspace) leaveAll(ops []changeset.Operation, unit emulation.ID, day, reason string) ([]changeset.Operation, error) {
	err := w.store.EachRecord(w.control, record.Membership.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		key := record.Membership.Read(r.Key)
		if key.Unit != unit {
			return nil
		}
		it, ok, err := itemOf(r, record.Membership)
		if err != nil || !ok || it.Value.Until != "" {
			return err
		}
		it.Value.Until, it.Value.Reason = day, reason
		ops = append(ops, record.Membership.Op(key, it.Value, changeset.IDs(record.Membership.Heads(r, changeset.Now))...))
		return nil
	})
	return ops, err
}
