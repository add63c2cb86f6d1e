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
	Owner
	emulation.Activity
	book.Entry
}

// SetActivity writes an activity of the own unit or of the cluster; see setOwned.
func (room Room) SetActivity(ofCluster bool, code string, a emulation.Activity) (string, error) {
	w, done := room.desk.Edit()
	defer done()
	book.CleanTexts(&a.Name, &a.Place, &a.Result)
	a.Kind = cmp.Or(a.Kind, "other")
	if err := book.Days(&a.Date); err != nil {
		return "", err
	}
	return setOwned(w, record.Activity, ofCluster, code, a)
}

// Activities lists the activities of the season, by date and name.
func (room Room) Activities() ([]UnitActivity, error) {
	return workspace.Ask(room.desk, View.activities)
}

func (w View) activities(s *book.Season) ([]UnitActivity, error) {
	var list []UnitActivity
	err := eachOwned(w, s, record.Activity, func(o Owner, a emulation.Activity, e book.Entry) error {
		if !a.Withdrawn {
			list = append(list, UnitActivity{o, a, e})
		}
		return nil
	})
	book.VietnameseOrderOf(list, func(a UnitActivity) []string { return []string{a.Date, a.Name, a.Unit.Name, a.Result} })
	return list, err
}
