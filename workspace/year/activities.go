package year

import (
	"cmp"
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// ActivityKinds are what an activity can be.
var ActivityKinds = emulation.ActivityKinds

// UnitActivity is an activity of a unit, or of the cluster as a whole.
type UnitActivity struct {
	Unit      book.Unit // zero for the cluster's own
	OfCluster bool
	Code      string
	emulation.Activity
	book.Entry
}

// SetActivity writes an activity of the own unit, or of the cluster (which the head's and the office's people do). An empty code makes a new
// one; the code it has is returned.
func (room Room) SetActivity(ofCluster bool, code string, a emulation.Activity) (string, error) {
	w, done := room.desk.Edit()
	defer done()
	s, owner, err := w.ownerOf(ofCluster)
	if err != nil {
		return "", err
	}
	a.Name, a.Place, a.Result = book.Clean(a.Name), book.Clean(a.Place), book.Clean(a.Result)
	a.Kind = cmp.Or(a.Kind, "other")
	if a.Date, err = book.Day(a.Date); err != nil {
		return "", err
	}
	if code, err = w.EntryCode(code); err != nil {
		return "", err
	}
	return code, workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Activity, record.SeasonUnitCode{Season: s.ID, Unit: owner, Code: code}, a)
}

// ownerOf is the id under which something of the own unit or of the cluster stands.
func (w View) ownerOf(cluster bool) (*book.Season, emulation.ID, error) {
	if cluster {
		s, err := w.Season()
		if err != nil {
			return nil, emulation.ID{}, err
		}
		return s, s.Cluster.ID, nil
	}
	s, u, err := w.OwnUnit()
	return s, u.ID, err
}

// Activities lists the activities of the season, by date and name.
func (room Room) Activities() ([]UnitActivity, error) {
	return workspace.Ask(room.desk, View.activities)
}

func (w View) activities(s *book.Season) ([]UnitActivity, error) {
	var list []UnitActivity
	err := book.EachShown(w.Book, s.Cluster.Scope(), record.Activity, s.ID, func(it book.Item[record.SeasonUnitCode, emulation.Activity], e book.Entry) error {
		owner := it.Key.Unit
		u, member := s.Cluster.Member(owner)
		if ofCluster := owner == s.Cluster.ID; (member || ofCluster) && !it.Value.Withdrawn {
			list = append(list, UnitActivity{Unit: u, OfCluster: ofCluster, Code: it.Key.Code, Activity: it.Value, Entry: e})
		}
		return nil
	})
	book.SortBy(list, func(a UnitActivity) string { return a.Date + "\x00" + a.Name })
	return list, err
}
