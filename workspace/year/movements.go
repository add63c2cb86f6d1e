package year

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// LaunchedMovement is a movement that a unit launched within itself, or that was launched for the cluster.
type LaunchedMovement struct {
	Owner
	emulation.Movement
	book.Entry
}

// SetMovement writes a movement that the own unit launched, or that was launched for the cluster; see setOwned.
func (room Room) SetMovement(ofCluster bool, code string, m emulation.Movement) (string, error) {
	w, done := room.desk.Edit()
	defer done()
	book.CleanTexts(&m.Name, &m.Occasion, &m.By, &m.Call, &m.Basis, &m.Result, &m.Goal)
	if err := book.Days(&m.From, &m.Until, &m.SummedUp); err != nil {
		return "", err
	}
	return setOwned(w, record.Movement, ofCluster, code, m)
}

// Movements lists the movements that were launched, the cluster's first.
func (room Room) Movements() ([]LaunchedMovement, error) {
	return workspace.Ask(room.desk, View.movements)
}

func (w View) movements(s *book.Season) ([]LaunchedMovement, error) {
	var list []LaunchedMovement
	err := eachOwned(w, s, record.Movement, func(o Owner, m emulation.Movement, e book.Entry) error {
		if !m.Withdrawn {
			list = append(list, LaunchedMovement{o, m, e})
		}
		return nil
	})
	book.VietnameseOrderOf(list, func(m LaunchedMovement) []string { return m.order(m.From, m.Name, m.Result) })
	return list, err
}
