package season

import (
	"sort"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// StepTaken is one step of a season's history: by whom, when, and why where that was said.
type StepTaken struct {
	From, To emulation.SeasonStep
	Back     bool
	Reason   string
	Author   string
	At       int64 // milliseconds
	Pending  bool  // not yet at the server
}

// SeasonHistory tells every step the season took, the first one first. A step back is a step of its own; nothing is taken out.
func (room Room) SeasonHistory() ([]StepTaken, error) { return workspace.Ask(room.desk, View.history) }

func (w View) history(s *book.Season) ([]StepTaken, error) {
	scope, key := s.Cluster.Scope(), s.Key()
	r, err := w.Store.Record(record.Season.Ref(scope, key))
	if err != nil || r == nil {
		return nil, err
	}
	steps, reasons := record.Season.Step.Versions(r), map[emulation.ID]string{}
	if pruned(steps) || pruned(record.Season.Reason.Versions(r)) {
		if steps, err = w.loggedSteps(scope, key, steps, reasons); err != nil {
			return nil, err
		}
	}
	for i := range record.Season.Reason.Versions(r) {
		v := &record.Season.Reason.Versions(r)[i]
		var why emulation.StepReason
		if err := changeset.Load(v.Value, &why); err != nil {
			return nil, err
		}
		reasons[v.ID.Change] = why.Reason
	}
	var list []StepTaken
	var at emulation.SeasonStep
	for i := range steps {
		v := &steps[i]
		t := StepTaken{From: at, Reason: reasons[v.ID.Change], At: v.HLC.Milliseconds(), Pending: v.Leaf == changeset.Pending}
		if err := changeset.Load(v.Value, &t.To); err != nil {
			return nil, err
		}
		t.Back = emulation.StepsBack(t.From, t.To)
		if t.Author, err = w.AuthorName(v.Author); err != nil {
			return nil, err
		}
		list, at = append(list, t), t.To
	}
	return list, nil
}

// pruned reports whether the oldest versions of a field are in the log only.
func pruned(vs []changeset.Version) bool { return len(vs) > 0 && len(vs[0].Expects) > 0 }

// loggedSteps adds to the steps a record still has those that only the log knows, with their reasons, in the order of their leaves.
func (w View) loggedSteps(scope changeset.Scope, season record.ClusterCode, kept []changeset.Version, reasons map[emulation.ID]string) ([]changeset.Version, error) {
	have := map[emulation.ID]bool{}
	for i := range kept {
		have[kept[i].ID.Change] = true
	}
	all := kept[:len(kept):len(kept)]
	err := w.Store.Entries(scope, 0, func(e *changeset.Entry) error {
		if e.Raw == nil { // a further leaf of a change that was met before
			return nil
		}
		c, err := changeset.Decode(w.Judge.Tenant, e.Raw)
		if err != nil {
			return err
		}
		to, why, ok := seasonStepOf(c, season)
		if !ok {
			return nil
		}
		place, err := w.Store.Place(c.Identity)
		if err != nil || place == nil || place.Verdict != changeset.Accepted {
			return err
		}
		id := c.Identity.Short()
		if reasons[id] = why; !have[id] {
			all = append(all, changeset.Version{ID: changeset.VersionID{Change: id}, Author: c.Log, HLC: c.HLC.Cap(e.Leaf.Received), Leaf: place.Last,
				Value: changeset.MustEncode(string(to))})
		}
		return nil
	})
	sort.SliceStable(all, func(i, j int) bool {
		return all[j].Leaf == changeset.Pending && all[i].Leaf != changeset.Pending || all[i].Leaf != changeset.Pending && all[i].Leaf < all[j].Leaf
	})
	return all, err
}
