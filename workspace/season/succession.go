package season

import (
	"slices"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// RenameUnit gives a unit another name from a day on. The name before stays in its history, and on papers dated before; one that is entered
// late, between others, takes its place among them.
func (room Room) RenameUnit(unit emulation.ID, day, name, short, basis string) error {
	w, done := room.desk.Edit()
	defer done()
	u, day, err := w.succeeding(unit, day, emulation.SuccessionRenamed)
	if err != nil {
		return err
	}
	name, short = book.Clean(name), book.Clean(short)
	if name == "" {
		return emulation.Errorf(emulation.Invalid, "setup.no-name")
	}
	list, err := w.Successions(unit)
	if err != nil {
		return err
	}
	before := emulation.Succession{Kind: emulation.SuccessionRenamed, Was: u.Name, WasShort: u.Short, Basis: book.Clean(basis)}
	var next *book.Succeeded
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
	op, err := w.Operation(w.Control, record.Succession.Op(record.UnitDay{Unit: unit, Day: day}, before))
	if err != nil {
		return err
	}
	if next != nil {
		next.Was, next.WasShort = name, short
		return w.Set(w.Control, record.Succession.Op(record.UnitDay{Unit: unit, Day: next.Date}, next.Succession), op)
	}
	info := u.UnitInfo
	info.Name, info.Short = name, short
	return w.Set(w.Control, record.Unit.Op(record.OfficeCode{Office: w.Control.ID(), Code: u.Code}, info), op)
}

// succeeding checks a unit and a day on which something becomes of it.
func (w View) succeeding(unit emulation.ID, typed, kind string) (book.Unit, string, error) {
	day, err := book.NeedDay(typed)
	if err != nil {
		return book.Unit{}, "", err
	}
	u, err := w.Unit(unit)
	if err != nil {
		return u, day, err
	}
	list, err := w.Successions(unit)
	if err != nil {
		return u, day, err
	}
	for i := range list {
		s := &list[i]
		switch {
		case s.Ends(unit) && (s.Date != day || s.Kind != kind) && (kind != emulation.SuccessionRenamed || day > s.Date),
			s.Date == day && s.Kind != kind:
			return u, day, emulation.Errorf(emulation.Conflict, "setup.succeeded", "unit", u.Name, "date", legal.Date(s.Date),
				"what", emulation.Say("succession."+s.Kind))
		}
	}
	return u, day, nil
}

// MergeUnits ends units on a day and gives what they did to another, which is recorded before.
func (room Room) MergeUnits(units []emulation.ID, into emulation.ID, day, basis string) error {
	w, done := room.desk.Edit()
	defer done()
	return w.end(units, emulation.SuccessionMerged, []emulation.ID{into}, day, basis)
}

// DissolveUnit ends a unit on a day; its tasks go to others, or to none.
func (room Room) DissolveUnit(unit emulation.ID, into []emulation.ID, day, basis string) error {
	w, done := room.desk.Edit()
	defer done()
	return w.end([]emulation.ID{unit}, emulation.SuccessionDissolved, into, day, basis)
}

// SplitUnit divides a unit on a day into two or more, which are recorded before; it may be one of them itself, and then goes on.
func (room Room) SplitUnit(unit emulation.ID, into []emulation.ID, day, basis string) error {
	w, done := room.desk.Edit()
	defer done()
	if len(into) < 2 {
		return emulation.Errorf(emulation.Invalid, "setup.split-into")
	}
	return w.end([]emulation.ID{unit}, emulation.SuccessionSplit, into, day, basis)
}

// end records what becomes of units, and takes those that are no more out of their clusters, as one change.
func (w Edit) end(units []emulation.ID, kind string, into []emulation.ID, typed, basis string) error {
	var ops []changeset.Operation
	value := emulation.Succession{Kind: kind, Into: into, Basis: book.Clean(basis)}
	for _, unit := range units {
		u, day, err := w.succeeding(unit, typed, kind)
		if err != nil {
			return err
		}
		if kind != emulation.SuccessionSplit && slices.Contains(into, unit) {
			return emulation.Errorf(emulation.Invalid, "setup.into-itself", "unit", u.Name)
		}
		op, err := w.Operation(w.Control, record.Succession.Op(record.UnitDay{Unit: unit, Day: day}, value))
		if err != nil {
			return err
		}
		ops = append(ops, op)
		if !slices.Contains(into, unit) { // else it goes on, beside those that were made of it
			if ops, err = w.leaveAll(ops, unit, day, value.Basis); err != nil {
				return err
			}
		}
		if kind != emulation.SuccessionDissolved {
			if ops, err = w.follow(ops, unit, into, day); err != nil {
				return err
			}
		}
	}
	for _, id := range into {
		if u, err := w.Ended(id); err != nil {
			return err
		} else if u != "" {
			return emulation.Errorf(emulation.Conflict, "setup.unit-ended", "unit", u)
		}
	}
	if len(ops) == 0 {
		return emulation.Errorf(emulation.Invalid, "setup.no-units")
	}
	_, err := w.Write(w.Control, kind, ops...)
	return err
}

// follow adds the memberships of those who go on in the place of a unit, in every cluster it is in and they are not.
func (w View) follow(ops []changeset.Operation, unit emulation.ID, into []emulation.ID, day string) ([]changeset.Operation, error) {
	clusters, err := w.Clusters()
	for _, c := range clusters {
		if _, member := c.Member(unit); !member {
			continue
		}
		for _, id := range into {
			key := record.ClusterUnit{Cluster: c.ID, Unit: id}
			_, was, err := book.One(w.Store, w.Control, record.Membership, key)
			if err != nil {
				return nil, err
			}
			op := record.Membership.Op(key, emulation.Membership{Since: day})
			said := slices.ContainsFunc(ops, func(o changeset.Operation) bool { return o.Kind == op.Kind && slices.Equal(o.Key, op.Key) })
			if !was && !said { // one that left is taken in again by a person
				ops = append(ops, op)
			}
		}
	}
	return ops, err
}

// leaveAll adds the end of every membership a unit has.
func (w View) leaveAll(ops []changeset.Operation, unit emulation.ID, day, reason string) ([]changeset.Operation, error) {
	err := w.Store.EachRecord(w.Control, record.Membership.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		key := record.Membership.Read(r.Key)
		if key.Unit != unit {
			return nil
		}
		it, ok, err := book.ItemOf(r, record.Membership)
		if err != nil || !ok || it.Value.Until != "" {
			return err
		}
		it.Value.Until, it.Value.Reason = day, reason
		ops = append(ops, record.Membership.Op(key, it.Value, changeset.IDs(record.Membership.Heads(r, changeset.Now))...))
		return nil
	})
	return ops, err
}
