package season

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

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
func (room Room) Found(f Founding) error {
	w, done := room.desk.Edit()
	defer done()
	if _, err := w.LoadCriteria(f.Criteria.Name, f.Criteria.YAML); err != nil {
		return err
	}
	office := w.Control.ID()
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
	if _, err := w.Write(w.Control, "found", ops...); err != nil {
		return err
	}
	scope := changeset.NewScope(changeset.Cluster, cluster)
	_, err := w.Write(scope, "season",
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
func (w Edit) walk(scope changeset.Scope, season record.ClusterCode, until emulation.SeasonStep) error {
	for _, step := range emulation.SeasonSteps {
		r, err := w.Store.Record(record.Season.Ref(scope, season))
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
		if _, err := w.Write(scope, "step", op); err != nil {
			return err
		}
	}
	return nil
}
