package workspace

import (
	"thidua/emulation"
	"thidua/emulation/record"
)

// ActivityKinds are what an activity can be.
var ActivityKinds = emulation.ActivityKinds

// UnitActivity is an activity of a unit, or of the cluster as a whole.
type UnitActivity struct {
	Unit      Unit // zero for the cluster's own
	OfCluster bool
	Code      string
	emulation.Activity
	Entry
}

// SetActivity writes an activity of the own unit, or of the cluster (which the head's and the office's people do). An empty code makes a new
// one; the code it has is returned.
func (w *Workspace) SetActivity(ofCluster bool, code string, a emulation.Activity) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, owner, err := w.ownerOf(ofCluster)
	if err != nil {
		return "", err
	}
	a.Name, a.Place, a.Result = clean(a.Name), clean(a.Place), clean(a.Result)
	if a.Kind == "" {
		a.Kind = "other"
	}
	if a.Date, err = day(a.Date); err != nil {
		return "", err
	}
	if err := a.Check(emulation.Strict); err != nil {
		return "", err
	}
	if code, err = w.entryCode(code); err != nil {
		return "", err
	}
	return code, setOver(w, s.Cluster.Scope(), record.Activity.Op(record.SeasonUnitCode{Season: s.ID, Unit: owner, Code: code}, a))
}

// ownerOf is the id under which something of the own unit or of the cluster stands.
func (w *Workspace) ownerOf(cluster bool) (*Season, emulation.ID, error) {
	if cluster {
		s, err := w.season()
		if err != nil {
			return nil, emulation.ID{}, err
		}
		return s, s.Cluster.ID, nil
	}
	s, u, err := w.ownUnit()
	return s, u.ID, err
}

// Activities lists the activities of the season, by date and name.
func (w *Workspace) Activities() ([]UnitActivity, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	return w.activities(s)
}

func (w *Workspace) activities(s *Season) ([]UnitActivity, error) {
	name := w.namer()
	var list []UnitActivity
	err := each(w, s.Cluster.Scope(), record.Activity, s.ID, func(it item[record.SeasonUnitCode, emulation.Activity]) error {
		owner := it.Key.Unit
		a := UnitActivity{OfCluster: owner == s.Cluster.ID, Code: it.Key.Code, Activity: it.Value}
		var member bool
		if a.Unit, member = s.Cluster.Member(owner); !member && !a.OfCluster || it.Value.Withdrawn {
			return nil
		}
		var err error
		a.Entry, err = entryOf(name, it)
		list = append(list, a)
		return err
	})
	sortBy(list, func(a UnitActivity) string { return a.Date + "\x00" + a.Name })
	return list, err
}
