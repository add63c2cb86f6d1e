package book

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Season is a season of a cluster as it stands here, with the criteria set in force.
type Season struct {
	Cluster  Cluster
	ID       emulation.ID
	Label    string // "2023–2024"
	Info     emulation.SeasonInfo
	Step     emulation.SeasonStep
	Version  uint64        // of the criteria, 0 = none adopted
	Set      *criteria.Set // nil if none adopted
	Head     []Unit
	Deputies []Unit

	InfoConflict bool // two people described it without seeing each other

	result *changeset.Version // as it was locked last; nil if it never was
}

type criteriaKey struct {
	season  emulation.ID
	version uint64
}

func (s *Season) Key() record.ClusterCode {
	return record.ClusterCode{Cluster: s.Cluster.ID, Code: s.Label}
}

// Post is what a unit is in the season beside being a member.
func (s *Season) Post(unit emulation.ID) emulation.Post {
	for post, units := range map[emulation.Post][]Unit{emulation.PostHead: s.Head, emulation.PostDeputy: s.Deputies} {
		for _, u := range units {
			if u.ID == unit {
				return post
			}
		}
	}
	return ""
}

// NextSteps lists the steps a season may take from where it stands: onward first, then back.
func (s *Season) NextSteps() []emulation.SeasonStep {
	var on, back []emulation.SeasonStep
	for _, to := range emulation.SeasonSteps {
		switch {
		case !emulation.CanStepSeason(s.Step, to):
		case emulation.StepsBack(s.Step, to):
			back = append(back, to)
		default:
			on = append(on, to)
		}
	}
	return append(on, back...)
}

// OneBack is the step a season goes back to; "" from the first.
func (s *Season) OneBack() emulation.SeasonStep {
	var back emulation.SeasonStep
	for i, step := range emulation.SeasonSteps {
		if step == s.Step && i > 0 {
			back = emulation.SeasonSteps[i-1]
		}
	}
	return back
}

// Season is the season this desk works in: the one that was chosen (Pick), else the one that leads. It is shared: whoever
// gets it must not change it. None is the error "workspace.no-season".
func (b *Book) Season() (*Season, error) {
	if b.seen == nil {
		s, err := b.readSeason()
		if err != nil {
			return nil, err
		}
		b.seen = s
	}
	return b.seen, nil
}

// readSeason finds the season to work in.
func (b *Book) readSeason() (*Season, error) {
	all, err := b.Seasons()
	if err != nil {
		return nil, err
	}
	s, err := b.current(all)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	return s, b.Complete(s)
}

// Seasons lists every season of the desk's clusters as it is recorded, without criteria and posts; the latest first.
func (w *Book) Seasons() ([]*Season, error) {
	clusters, err := w.Clusters()
	if err != nil {
		return nil, err
	}
	var all []*Season
	for _, c := range clusters {
		err := w.Store.EachRecord(c.Scope(), record.Season.Kind, c.ID, func(ref changeset.Ref, r *changeset.Record) error {
			s, ok, err := seasonOf(c, ref.ID, r)
			if err != nil || !ok {
				return err
			}
			all = append(all, s)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b *Season) int { return strings.Compare(b.Label, a.Label) })
	return all, nil
}

// SeasonAt reads one season of a cluster, whoever asks, and works in it from then on: it is for books of the past, never for a desk's own.
func (b *Book) SeasonAt(cluster, season emulation.ID) (*Season, error) {
	r, err := b.Store.Record(record.Cluster.Place(b.Control, b.Control.ID(), cluster))
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	c := Cluster{ID: cluster, Code: record.Cluster.Read(r.Key).Code}
	if _, err := record.Cluster.Into(r, changeset.Now, &c.Info); err != nil {
		return nil, err
	}
	if _, err := b.members(&c); err != nil {
		return nil, err
	}
	if r, err = b.Store.Record(record.Season.Place(c.Scope(), cluster, season)); err != nil {
		return nil, err
	}
	s, ok, err := (*Season)(nil), false, error(nil)
	if r != nil {
		s, ok, err = seasonOf(c, season, r)
	}
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	if err := b.Complete(s); err != nil {
		return nil, err
	}
	b.seen = s
	return s, nil
}

// SeasonBefore is the season of the same cluster that a season was started from, complete; nil where none is named or it is not here.
func (b *Book) SeasonBefore(s *Season) (*Season, error) {
	if s.Info.Previous == "" {
		return nil, nil
	}
	all, err := b.Seasons()
	if err != nil {
		return nil, err
	}
	before := emulation.First(all, func(x *Season) bool {
		return x.Cluster.ID == s.Cluster.ID && x.Label == s.Info.Previous && x.ID != s.ID
	})
	if before == nil {
		return nil, nil
	}
	return before, b.Complete(before)
}

// seasonOf reads a season as it is recorded; false if it says nothing of it.
func seasonOf(c Cluster, id emulation.ID, r *changeset.Record) (*Season, bool, error) {
	s := &Season{Cluster: c, ID: id, InfoConflict: changeset.Conflict(record.Season.Info.Heads(r, changeset.Now)), result: record.Season.Result.Last(r, changeset.Now)}
	if ok, err := record.Season.Info.Into(r, changeset.Now, &s.Info); err != nil || !ok {
		return nil, false, err
	}
	s.Label = record.Season.Read(r.Key).Code
	if _, err := record.Season.Step.Into(r, changeset.Now, &s.Step); err != nil {
		return nil, false, err
	}
	_, err := record.Season.Criteria.Into(r, changeset.Now, &s.Version)
	return s, err == nil, err
}

// Complete reads a season's criteria and posts, and its members: as they were when the result was locked, under the names they had on the day
// of its conference.
func (b *Book) Complete(s *Season) error {
	at, err := b.lockedAt(s)
	if err != nil {
		return err
	}
	if at != changeset.Now {
		if err := b.membersAt(&s.Cluster, at); err != nil {
			return err
		}
	}
	if err := b.nameAll(&s.Cluster, s.Info.Date); err != nil {
		return err
	}
	if s.Version > 0 {
		if s.Set, err = b.CriteriaSet(s.Cluster.Scope(), s.ID, s.Version); err != nil {
			return err
		}
	}
	s.Head, s.Deputies, err = b.leadersOf(s.Cluster, s.ID)
	return err
}

// Stands reports whether the result of a season is locked, and is the one that was locked when it was read before.
func (s *Season) Stands(before *Season) bool {
	locked := func(x *Season) bool {
		return x.result != nil && emulation.SeasonReached(x.Step, emulation.SeasonLocked)
	}
	return s.ID == before.ID && locked(s) && locked(before) && s.result.ID == before.result.ID
}

// lockedAt is how much of the control log counts for who is a member, and for the rules a result goes by: all of it until the result is locked and has
// its leaf, then what there was at that time.
func (b *Book) lockedAt(s *Season) (changeset.AsOf, error) {
	if s.result == nil || s.result.Leaf == changeset.Pending || !emulation.SeasonReached(s.Step, emulation.SeasonLocked) {
		return changeset.Now, nil
	}
	e, err := b.Store.Entry(s.Cluster.Scope(), uint64(s.result.Leaf))
	if err != nil || e == nil {
		return changeset.Now, err
	}
	return changeset.AsOf(e.Leaf.ControlSize), nil
}

// readCriteria is a version of criteria, or why it cannot be read.
type readCriteria struct {
	set   *criteria.Set
	fault error
}

// CriteriaSet reads a version of a season's criteria; nil if it is not here, or holds no criteria that can be read (CriteriaFault says why): such
// a version is one nobody has. Each is parsed once: a number means another version only if it was given away twice before a sync (see Touched).
func (b *Book) CriteriaSet(cluster changeset.Scope, season emulation.ID, version uint64) (*criteria.Set, error) {
	k := criteriaKey{season, version}
	if read, ok := b.sets[k]; ok {
		return read.set, nil
	}
	r, err := b.Store.Record(record.Criteria.Ref(cluster, record.SeasonVersion{Season: season, Version: version}))
	if err != nil {
		return nil, err
	}
	var v emulation.CriteriaVersion
	if ok, err := record.Criteria.Into(r, changeset.Now, &v); err != nil || !ok {
		return nil, err
	}
	var read readCriteria
	read.set, read.fault = criteria.LoadSet(v.Name, v.YAML)
	b.sets[k] = read
	return read.set, nil
}

// Rules is the number of the rules in force as this book shows the control log: for a point in the past those of that time.
func (b *Book) Rules() (uint64, error) { return b.Judge.InForceFor(b.Store, b.Control) }

// UncappedBonus reports whether what a cap cuts off a bonus still counts where the bonus of units is compared. A season goes by the rules of the time
// its result was locked, whatever was raised since: else its ranking would no longer be the one that was signed.
func (b *Book) UncappedBonus(s *Season) (bool, error) {
	at, err := b.lockedAt(s)
	if err != nil {
		return false, err
	}
	rules, err := b.Judge.InForce(b.Store, b.Control, at)
	return rules < emulation.FourthJudge, err
}

// LoadCriteria reads a criteria file that shall be recorded. What older programs take for a fault waits for the rules by which all can read it.
func (b *Book) LoadCriteria(name string, yaml []byte) (*criteria.Set, error) {
	set, err := criteria.LoadSet(name, yaml)
	if err != nil {
		return nil, err
	}
	rules, err := b.Rules()
	if err == nil && set.Since() > rules {
		err = emulation.Errorf(emulation.Forbidden, "criteria.needs-judge", "needs", set.Since(), "judge", rules)
	}
	return set, err
}

// CriteriaFault is why a version of criteria that CriteriaSet looked at cannot be read.
func (b *Book) CriteriaFault(season emulation.ID, version uint64) error {
	return b.sets[criteriaKey{season, version}].fault
}
