package season

import (
	"errors"
	"sort"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/vietnamese"
	"thidua/workspace/book"
)

// AddUnit records a unit, under a code that never changes.
func (room Room) AddUnit(code string, info emulation.UnitInfo) error {
	return room.AddUnits("", "", FoundingUnit{code, info})
}

// AddUnits records units, each under a code that never changes, and makes them members of a cluster ("" is none) from a day on ("" is the day it began),
// as one change: all of them or none. Where one of several is refused, the error names its place among them, from 1.
func (room Room) AddUnits(cluster, since string, units ...FoundingUnit) error {
	w, done := room.desk.Edit()
	defer done()
	since, err := book.Day(since)
	if err != nil {
		return err
	}
	var c book.Cluster
	if cluster != "" {
		if c, err = w.Cluster(cluster); err != nil {
			return err
		}
	}
	var ops []changeset.Operation
	codes := map[string]bool{}
	for i := range units {
		key, err := w.unitToAdd(&units[i])
		if err == nil && codes[key.Code] {
			err = emulation.Errorf(emulation.Conflict, "setup.code-taken", "code", key.Code)
		}
		if err != nil {
			var e *emulation.Error
			if len(units) > 1 && errors.As(err, &e) {
				e.Line = i + 1
			}
			return err
		}
		codes[key.Code] = true
		ops = append(ops, record.Unit.Op(key, units[i].UnitInfo))
		if cluster != "" {
			ops = append(ops, record.Membership.Op(record.ClusterUnit{Cluster: c.ID, Unit: record.Unit.ID(key)}, emulation.Membership{Since: since}))
		}
	}
	if len(ops) == 0 {
		return emulation.Errorf(emulation.Invalid, "setup.no-units")
	}
	return w.Set(w.Control, ops[0], ops[1:]...)
}

// unitToAdd checks a unit that is to be recorded.
func (w View) unitToAdd(u *FoundingUnit) (record.OfficeCode, error) {
	key, err := w.newCode(record.Unit.Of, u.Code)
	u.Name, u.Short, u.Type = book.Clean(u.Name), book.Clean(u.Short), book.Clean(u.Type)
	if err == nil && u.Name == "" {
		err = emulation.Errorf(emulation.Invalid, "setup.no-name")
	}
	return key, err
}

// newCode is the key of a unit or cluster that is not there yet.
func (w View) newCode(kind record.Of[record.OfficeCode], code string) (key record.OfficeCode, err error) {
	if code = book.Clean(code); code == "" || vietnamese.Slug(code) != code || len(code) > 64 {
		return key, emulation.Errorf(emulation.Invalid, "setup.bad-code", "code", code)
	}
	key = record.OfficeCode{Office: w.Control.ID(), Code: code}
	r, err := w.Store.Record(kind.Ref(w.Control, key))
	if err == nil && r != nil {
		err = emulation.Errorf(emulation.Conflict, "setup.code-taken", "code", code)
	}
	return key, err
}

// FoundCluster records a cluster and whose council organises it. Units join it one by one, and a season is begun in it.
func (room Room) FoundCluster(code string, info emulation.ClusterInfo) error {
	w, done := room.desk.Edit()
	defer done()
	key, err := w.newCode(record.Cluster.Of, code)
	if err != nil {
		return err
	}
	info.Name, info.Organiser = book.Clean(info.Name), book.Clean(info.Organiser)
	if err := info.Check(emulation.Strict); err != nil {
		return err
	}
	return w.Set(w.Control, record.Cluster.Op(key, info))
}

// JoinCluster makes a unit a member of a cluster from a day on; "" is the cluster of the season in use, "" the day it began.
func (room Room) JoinCluster(cluster string, unit emulation.ID, since string) error {
	w, done := room.desk.Edit()
	defer done()
	c, err := w.Cluster(cluster)
	if err != nil {
		return err
	}
	if since, err = book.Day(since); err != nil {
		return err
	}
	if name, err := w.Ended(unit); err != nil {
		return err
	} else if name != "" {
		return emulation.Errorf(emulation.Conflict, "setup.unit-ended", "unit", name)
	}
	if u, member := c.Member(unit); member {
		return emulation.Errorf(emulation.Conflict, "setup.member-already", "unit", u.Name, "cluster", c.Info.Name)
	}
	return w.Set(w.Control, record.Membership.Op(record.ClusterUnit{Cluster: c.ID, Unit: unit}, emulation.Membership{Since: since}))
}

// LeaveCluster ends a unit's membership on a day, for a reason. What it wrote stays; it is out of ranking and counts.
func (room Room) LeaveCluster(cluster string, unit emulation.ID, until, reason string) error {
	w, done := room.desk.Edit()
	defer done()
	c, err := w.Cluster(cluster)
	if err != nil {
		return err
	}
	day, err := book.NeedDay(until)
	if err != nil {
		return err
	}
	if reason = book.Clean(reason); reason == "" {
		return book.Refused(judge.ReasonWhy)
	}
	key := record.ClusterUnit{Cluster: c.ID, Unit: unit}
	m, ok, err := book.One(w.Store, w.Control, record.Membership, key)
	if err != nil {
		return err
	}
	switch {
	case !ok || m.Value.Until != "":
		return emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", c.Info.Name)
	case day < m.Value.Since:
		return emulation.Errorf(emulation.Invalid, "setup.left-before", "since", legal.Date(m.Value.Since), "until", legal.Date(day))
	}
	m.Value.Until, m.Value.Reason = day, reason
	return w.Set(w.Control, record.Membership.Op(key, m.Value))
}

// UnitMembership is a unit's membership of one cluster.
type UnitMembership struct {
	Cluster book.Cluster
	emulation.Membership
}

// UnitCard is what is known of a unit: its names, what became of it, where it came from, and its clusters.
type UnitCard struct {
	book.Unit
	Successions []book.Succeeded
	From        []book.Unit // units that were merged or split into it, or dissolved for it
	Memberships []UnitMembership
	Ended       bool
	Conflict    bool // two people changed its name without seeing each other
}

// ClusterCard is a cluster with its seasons, the latest first.
type ClusterCard struct {
	book.Cluster
	Seasons []book.SeasonLine
}

// Clusters lists the clusters of the office, also those in which no season was begun.
func (room Room) Clusters() ([]ClusterCard, error) {
	w, done := room.desk.View()
	defer done()
	clusters, err := w.Clusters()
	if err != nil {
		return nil, err
	}
	lines, err := w.Lines()
	if err != nil && emulation.CodeOf(err) != emulation.NotFound {
		return nil, err
	}
	return emulation.Map(clusters, func(c book.Cluster) ClusterCard {
		return ClusterCard{c, emulation.Where(lines, func(l book.SeasonLine) bool { return l.Cluster.ID == c.ID })}
	}), nil
}

// Units lists the cards of every unit of the office.
func (room Room) Units() ([]UnitCard, error) {
	w, done := room.desk.View()
	defer done()
	units, err := w.Units()
	if err != nil {
		return nil, err
	}
	clusters, err := w.Clusters()
	if err != nil {
		return nil, err
	}
	cards, at := make([]UnitCard, len(units)), map[emulation.ID]int{}
	for i, u := range units {
		at[u.ID] = i
		cards[i].Unit = u
		if cards[i].Successions, err = w.Successions(u.ID); err != nil {
			return nil, err
		}
		info, _, err := book.One(w.Store, w.Control, record.Unit, record.OfficeCode{Office: w.Control.ID(), Code: u.Code})
		if err != nil {
			return nil, err
		}
		cards[i].Conflict = info.Conflict
	}
	for i := range cards {
		for _, s := range cards[i].Successions {
			cards[i].Ended = cards[i].Ended || s.Ends(cards[i].ID)
			for _, into := range s.Into {
				if n, ok := at[into]; ok && into != cards[i].ID {
					cards[n].From = append(cards[n].From, cards[i].Unit)
				}
			}
		}
	}
	for _, c := range clusters {
		err := book.Each(w.Store, w.Control, record.Membership, c.ID, func(m book.Item[record.ClusterUnit, emulation.Membership]) error {
			if n, ok := at[m.Key.Unit]; ok {
				cards[n].Memberships = append(cards[n].Memberships, UnitMembership{c, m.Value})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for i := range cards {
		sort.SliceStable(cards[i].Memberships, func(a, b int) bool { return cards[i].Memberships[a].Since < cards[i].Memberships[b].Since })
	}
	return cards, nil
}
