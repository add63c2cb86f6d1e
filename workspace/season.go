package workspace

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// PeriodSeason is the period of the sheet that counts for the season's ranking.
const PeriodSeason = "season"

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

// SheetID is the id of a unit's sheet for the season.
func (s *Season) SheetID(unit emulation.ID) emulation.ID {
	return s.SheetIDOf(unit, PeriodSeason)
}

type criteriaKey struct {
	season  emulation.ID
	version uint64
}

// seen is what was read of the control and cluster logs. Typing a cell asks for it, so it is kept until one of those logs changes.
type seen struct {
	season *Season
	steps  map[emulation.ID]emulation.SheetStep // by sheet
}

// knownStep is the step of a sheet of the season in use, if it was read before.
func (w *Workspace) knownStep(s *Season, sheet emulation.ID) (emulation.SheetStep, bool) {
	if w.seen == nil || w.seen.season != s {
		return "", false
	}
	step, ok := w.seen.steps[sheet]
	return step, ok
}

func (w *Workspace) keepStep(s *Season, sheet emulation.ID, step emulation.SheetStep) {
	if w.seen != nil && w.seen.season == s {
		w.seen.steps[sheet] = step
	}
}

// Season is the season this desk works in: the one that was chosen (UseSeason), else the latest that began and is not archived. It is shared:
// whoever gets it must not change it. None is the error "workspace.no-season".
func (w *Workspace) Season() (*Season, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.season()
}

func (w *Workspace) season() (*Season, error) {
	if w.seen == nil {
		s, err := w.readSeason()
		if err != nil {
			return nil, err
		}
		w.seen = &seen{season: s, steps: map[emulation.ID]emulation.SheetStep{}}
	}
	return w.seen.season, nil
}

// readSeason finds the season to work in.
func (w *Workspace) readSeason() (*Season, error) {
	all, err := w.seasons()
	if err != nil {
		return nil, err
	}
	s, err := w.current(all)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-season")
	}
	return s, w.complete(s)
}

// seasons lists every season of the desk's clusters as it is recorded, without criteria and posts; the latest first.
func (w *Workspace) seasons() ([]*Season, error) {
	clusters, err := w.clusters()
	if err != nil {
		return nil, err
	}
	var all []*Season
	for _, c := range clusters {
		err := w.store.EachRecord(c.Scope(), record.Season.Kind, c.ID, func(ref changeset.Ref, r *changeset.Record) error {
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

// seasonOf reads a season as it is recorded; false if it says nothing of it.
func seasonOf(c Cluster, id emulation.ID, r *changeset.Record) (*Season, bool, error) {
	s := &Season{Cluster: c, ID: id, InfoConflict: changeset.Conflict(record.Season.Info.Heads(r, changeset.Now)), result: record.Season.Result.Last(r, changeset.Logged)}
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

// complete reads a season's criteria and posts, and its members: as they were when the result was locked, under the names they had on the day
// of its conference.
func (w *Workspace) complete(s *Season) error {
	at, err := w.lockedAt(s)
	if err != nil {
		return err
	}
	if at != changeset.Now {
		if err := w.membersAt(&s.Cluster, at); err != nil {
			return err
		}
	}
	if err := w.nameAll(&s.Cluster, s.Info.Date); err != nil {
		return err
	}
	if s.Version > 0 {
		if s.Set, err = w.criteriaSet(s.Cluster.Scope(), s.ID, s.Version); err != nil {
			return err
		}
	}
	s.Head, s.Deputies, err = w.leadersOf(s.Cluster, s.ID)
	return err
}

// lockedAt is how much of the control log counts for who is a member: all of it until the result is locked, then what there was at that time.
func (w *Workspace) lockedAt(s *Season) (changeset.AsOf, error) {
	if s.result == nil || !emulation.SeasonReached(s.Step, emulation.SeasonLocked) {
		return changeset.Now, nil
	}
	e, err := w.store.Entry(s.Cluster.Scope(), uint64(s.result.Leaf))
	if err != nil || e == nil {
		return changeset.Now, err
	}
	return changeset.AsOf(e.Leaf.ControlSize), nil
}

// criteriaSet reads a version of a season's criteria; nil if it is not here. Versions never change, so each is parsed once.
func (w *Workspace) criteriaSet(cluster changeset.Scope, season emulation.ID, version uint64) (*criteria.Set, error) {
	k := criteriaKey{season, version}
	if set := w.sets[k]; set != nil {
		return set, nil
	}
	r, err := w.store.Record(record.Criteria.Ref(cluster, record.SeasonVersion{Season: season, Version: version}))
	if err != nil {
		return nil, err
	}
	var v emulation.CriteriaVersion
	if ok, err := record.Criteria.Into(r, changeset.Now, &v); err != nil || !ok {
		return nil, err
	}
	set, err := criteria.LoadSet(v.Name, v.YAML)
	if err != nil {
		return nil, err
	}
	w.sets[k] = set
	return set, nil
}

// Founding is what an office needs to found a cluster and open a season in it.
type Founding struct {
	Cluster struct {
		Code string
		emulation.ClusterInfo
	}
	Units  []FoundingUnit
	Season struct {
		Label string
		emulation.SeasonInfo
	}
	Posts    []FoundingPost
	Criteria emulation.CriteriaVersion
	Until    emulation.SeasonStep // the step the season is taken to
}

// FoundingUnit is a unit to be recorded.
type FoundingUnit struct {
	Code string
	emulation.UnitInfo
}

// FoundingPost is a post to be recorded, by the unit's code.
type FoundingPost struct {
	Unit string
	Post emulation.Post
	emulation.PostInfo
}

// Found records units, cluster, memberships and posts in the control log, and season, criteria and steps in the cluster's log.
func (w *Workspace) Found(f Founding) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := criteria.LoadSet(f.Criteria.Name, f.Criteria.YAML); err != nil {
		return err
	}
	office := w.control.ID()
	clusterKey := record.OfficeCode{Office: office, Code: f.Cluster.Code}
	cluster := record.Cluster.ID(clusterKey)
	seasonKey := record.ClusterCode{Cluster: cluster, Code: f.Season.Label}
	season := record.Season.ID(seasonKey)
	ops := []changeset.Operation{record.Cluster.Op(clusterKey, f.Cluster.ClusterInfo)}
	ids := map[string]emulation.ID{}
	for _, u := range f.Units {
		key := record.OfficeCode{Office: office, Code: u.Code}
		ids[u.Code] = record.Unit.ID(key)
		ops = append(ops, record.Unit.Op(key, u.UnitInfo),
			record.Membership.Op(record.ClusterUnit{Cluster: cluster, Unit: ids[u.Code]}, emulation.Membership{}))
	}
	for _, p := range f.Posts {
		unit, ok := ids[p.Unit]
		if !ok {
			return emulation.Errorf(emulation.NotFound, "workspace.unit-unknown", "unit", p.Unit, "codes", "")
		}
		ops = append(ops, record.Post.Op(record.UnitPost{Cluster: cluster, Season: season, Post: p.Post, Unit: unit}, p.PostInfo))
	}
	if _, err := w.write(w.control, "found", ops...); err != nil {
		return err
	}
	scope := changeset.NewScope(changeset.Cluster, cluster)
	_, err := w.write(scope, "season",
		record.Season.Info.Op(seasonKey, f.Season.SeasonInfo),
		record.Season.Step.Op(seasonKey, emulation.SeasonDraft),
		record.Criteria.Op(record.SeasonVersion{Season: season, Version: 1}, f.Criteria),
		record.Season.Criteria.Op(seasonKey, 1))
	if err != nil {
		return err
	}
	return w.walk(scope, seasonKey, f.Until)
}

// walk takes a season from step to step until it stands at one; mid-review is left out on the way.
func (w *Workspace) walk(scope changeset.Scope, season record.ClusterCode, until emulation.SeasonStep) error {
	for _, step := range emulation.SeasonSteps {
		r, err := w.store.Record(record.Season.Ref(scope, season))
		if err != nil {
			return err
		}
		var at emulation.SeasonStep
		if _, err := record.Season.Step.Into(r, changeset.Now, &at); err != nil || at == until || until == "" {
			return err
		}
		if step == at || step == emulation.SeasonMidReview && until != step || !emulation.CanStepSeason(at, step) {
			continue
		}
		op := record.Season.Step.Op(season, step, changeset.IDs(record.Season.Step.Heads(r, changeset.Now))...)
		if _, err := w.write(scope, "step", op); err != nil {
			return err
		}
	}
	return nil
}
