package year

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// ToldShortcoming is what a unit, or the cluster, says it did not do well.
type ToldShortcoming struct {
	Owner
	emulation.Shortcoming
	book.Entry
}

// SetShortcoming writes a shortcoming of the own unit or of the cluster; see setOwned.
func (room Room) SetShortcoming(ofCluster bool, code string, x emulation.Shortcoming) (string, error) {
	w, done := room.desk.Edit()
	defer done()
	book.CleanTexts(&x.Text, &x.Cause, &x.Remedy)
	return setOwned(w, record.Shortcoming, ofCluster, code, x)
}

// Shortcomings lists them, the cluster's first.
func (room Room) Shortcomings() ([]ToldShortcoming, error) {
	return workspace.Ask(room.desk, View.shortcomings)
}

func (w View) shortcomings(s *book.Season) ([]ToldShortcoming, error) {
	var list []ToldShortcoming
	err := eachOwned(w, s, record.Shortcoming, func(o Owner, x emulation.Shortcoming, e book.Entry) error {
		if !x.Withdrawn {
			list = append(list, ToldShortcoming{o, x, e})
		}
		return nil
	})
	book.VietnameseOrderOf(list, func(x ToldShortcoming) []string { return x.order(x.Code) })
	return list, err
}
