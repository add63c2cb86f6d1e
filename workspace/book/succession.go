package book

import (
	"slices"
	"sort"

	"thidua/emulation"
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

// NeedDay is day where one is needed.
func NeedDay(text string) (string, error) {
	d, err := Day(text)
	if err == nil && d == "" {
		err = emulation.Errorf(emulation.Invalid, "setup.no-date")
	}
	return d, err
}

// Successions lists what became of a unit, in the order of the days.
func (b *Directory) Successions(unit emulation.ID) ([]Succeeded, error) {
	var list []Succeeded
	err := Each(b.Store, b.Control, record.Succession, unit, func(it Item[record.UnitDay, emulation.Succession]) error {
		s := Succeeded{Date: it.Key.Day, Succession: it.Value, Conflict: it.Conflict}
		for _, id := range it.Value.Into {
			u, err := b.Unit(id)
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

// Ends reports whether a unit is no more after a succession; one that is split may go on as one of its parts.
func (s *Succeeded) Ends(unit emulation.ID) bool {
	return s.Kind != emulation.SuccessionRenamed && !slices.Contains(s.Into, unit)
}

// named gives a unit the name it had on a day; "" is today's.
func (b *Directory) named(u Unit, day string) (Unit, error) {
	if day == "" {
		return u, nil
	}
	list, err := b.Successions(u.ID)
	for _, s := range list {
		if s.Kind == emulation.SuccessionRenamed && s.Date > day {
			u.Name, u.Short = s.Was, s.WasShort
			break
		}
	}
	return u, err
}

// nameAll gives the units of a cluster the names they had on a day.
func (b *Directory) nameAll(c *Cluster, day string) error {
	if day == "" {
		return nil
	}
	var err error
	members := make([]Unit, len(c.Members))
	for i, u := range c.Members {
		if members[i], err = b.named(u, day); err != nil {
			return err
		}
	}
	former := make([]Former, len(c.Former))
	for i, f := range c.Former {
		former[i] = f
		if former[i].Unit, err = b.named(f.Unit, day); err != nil {
			return err
		}
	}
	SortUnits(members)
	c.Members, c.Former = members, former
	return nil
}

// NameOn is a unit under the name it had on a day as people write it, for papers of that day.
func (b *Directory) NameOn(unit emulation.ID, day string) (Unit, error) {
	day, err := NeedDay(day)
	if err != nil {
		return Unit{}, err
	}
	u, err := b.Unit(unit)
	if err != nil {
		return Unit{}, err
	}
	return b.named(u, day)
}

// members fills in who is a member of a cluster now and who was one, and gives everybody who ever was.
func (b *Directory) members(c *Cluster) (ever []emulation.ID, err error) {
	err = b.membersAt(c, changeset.Now)
	for _, u := range c.Members {
		ever = append(ever, u.ID)
	}
	for _, f := range c.Former {
		ever = append(ever, f.ID)
	}
	return ever, err
}

// membersAt is members as of a size of the control log.
func (b *Directory) membersAt(c *Cluster, at changeset.AsOf) error {
	c.Members, c.Former = nil, nil
	err := b.Store.EachRecord(b.Control, record.Membership.Kind, c.ID, func(_ changeset.Ref, r *changeset.Record) error {
		last := record.Membership.Last(r, at)
		if last == nil {
			return nil
		}
		var m emulation.Membership
		if err := changeset.Load(last.Value, &m); err != nil {
			return err
		}
		u, err := b.Unit(record.Membership.Read(r.Key).Unit)
		if err != nil {
			return err
		}
		if m.Until == "" {
			c.Members = append(c.Members, u)
			return nil
		}
		f := Former{Unit: u, Membership: m}
		list, err := b.Successions(u.ID)
		for i := range list {
			if list[i].Ends(u.ID) {
				f.Became, f.Into = list[i].Kind, list[i].Units
			}
		}
		c.Former = append(c.Former, f)
		return err
	})
	SortUnits(c.Members)
	sort.SliceStable(c.Former, func(i, j int) bool { return vietnamese.Collate(c.Former[i].Name, c.Former[j].Name) < 0 })
	return err
}

// Ended is the name of a unit that is no more; "" of one that is.
func (b *Directory) Ended(unit emulation.ID) (string, error) {
	list, err := b.Successions(unit)
	for i := range list {
		if list[i].Ends(unit) {
			u, err := b.Unit(unit)
			return u.Name, err
		}
	}
	return "", err
}
