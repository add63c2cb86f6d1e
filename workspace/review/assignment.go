package review

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
	sheetroom "thidua/workspace/sheet"
)

// AssignmentView says which unit verifies whose sheet, in which round.
type AssignmentView struct {
	Sheet    book.Unit // whose sheet
	Verifier book.Unit
	Round    sheetroom.Round
	Author   string // who assigned it; "" of a proposal
	Conflict bool   // two people decided differently without seeing each other
	NoDesk   bool   // nobody of the verifying unit has a desk in this world yet
}

// Assignments lists who verifies whom this season, by round, then in the order of the units' names.
func (room Room) Assignments() ([]AssignmentView, error) {
	return workspace.Ask(room.desk, View.Assignments)
}

// Assignments lists who verifies whose sheet in a season.
func (w View) Assignments(s *book.Season) ([]AssignmentView, error) {
	enrolled, err := sheetroom.Of(w.Book).Enrolled()
	if err != nil {
		return nil, err
	}
	var list []AssignmentView
	err = book.Each(w.Store, s.Cluster.Scope(), record.Assignment, s.ID, func(it book.Item[record.UnitVerifier, emulation.Assignment]) error {
		if it.Value.Ended {
			return nil
		}
		a := AssignmentView{Round: sheetroom.Round(it.Value.Round), Conflict: it.Conflict, NoDesk: !enrolled[it.Key.Verifier]}
		var err error
		if a.Sheet, err = w.Unit(it.Key.Unit); err != nil {
			return err
		}
		if a.Verifier, err = w.Unit(it.Key.Verifier); err != nil {
			return err
		}
		a.Author, err = w.AuthorName(it.Author)
		list = append(list, a)
		return err
	})
	slices.SortFunc(list, func(a, b AssignmentView) int {
		return cmp.Or(cmp.Compare(a.Round, b.Round), vietnamese.Collate(a.Sheet.Name, b.Sheet.Name), vietnamese.Collate(a.Verifier.Name, b.Verifier.Name))
	})
	return list, err
}

// AssignVerifier makes a unit the verifier of another's sheets of the season in a round. Nobody names the verifiers of the own unit's sheet:
// for the head's, the deputy or the standing office does.
func (room Room) AssignVerifier(sheet, verifier emulation.ID, round sheetroom.Round) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		return w.assign(s, []AssignmentView{{Sheet: book.Unit{ID: sheet}, Verifier: book.Unit{ID: verifier}, Round: round}})
	})
}

// EndAssignment takes a verifier off a unit's sheets, for a reason. The points it gave stay.
func (room Room) EndAssignment(sheet, verifier emulation.ID, reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		key := record.UnitVerifier{Season: s.ID, Unit: sheet, Verifier: verifier}
		it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Assignment, key)
		if err != nil {
			return err
		}
		if !ok || it.Value.Ended {
			return emulation.Errorf(emulation.NotFound, "sheet.not-assigned")
		}
		it.Value.Ended, it.Value.Reason = true, vietnamese.NFC(strings.TrimSpace(reason))
		return w.Set(s.Cluster.Scope(), record.Assignment.Op(key, it.Value))
	})
}

// ProposeAssignments proposes who verifies whom in a round: everybody one sheet, in a ring by the order of the units' names. So no unit
// gets its own sheet and, where the cluster has three units or more, no two units each other's; the second round turns the ring on, so that
// as far as possible another unit reads a sheet than the first time. A sheet that somebody else was assigned in that round is left out. Nothing is written.
func (room Room) ProposeAssignments(round sheetroom.Round) ([]AssignmentView, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	enrolled, err := sheetroom.Of(w.Book).Enrolled()
	if err != nil {
		return nil, err
	}
	standing, err := w.Assignments(s)
	if err != nil {
		return nil, err
	}
	members := s.Cluster.Members
	n := len(members)
	if n < 2 {
		return nil, emulation.Errorf(emulation.Invalid, "sheet.assign-alone", "cluster", s.Cluster.Info.Name)
	}
	turn := 1
	if round == sheetroom.SecondReview && n > 2 {
		turn = 2
		if n == 4 {
			turn = 3 // two steps on would give two units each other's sheets
		}
	}
	var list []AssignmentView
	for i, u := range members {
		verifier := members[(i+turn)%n]
		if slices.ContainsFunc(standing, func(a AssignmentView) bool {
			return a.Sheet.ID == u.ID && a.Round == round && a.Verifier.ID != verifier.ID
		}) {
			continue
		}
		list = append(list, AssignmentView{Sheet: u, Verifier: verifier, Round: round, NoDesk: !enrolled[verifier.ID]})
	}
	return list, nil
}

// AssignVerifiers writes a list of assignments as one change, without those that stand already. Those of the own unit's sheet are left to
// others; they are returned.
func (room Room) AssignVerifiers(list []AssignmentView) (left []AssignmentView, err error) {
	w, done := room.desk.Edit()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	me, err := w.Certificate()
	if err != nil {
		return nil, err
	}
	var mine []AssignmentView
	for _, a := range list {
		if me.Is(emulation.SubjectUnit, a.Sheet.ID) {
			left = append(left, a)
		} else {
			mine = append(mine, a)
		}
	}
	return left, w.assign(s, mine)
}

func (w Edit) assign(s *book.Season, list []AssignmentView) error {
	var ops []changeset.Operation
	for _, a := range list {
		for _, id := range []emulation.ID{a.Sheet.ID, a.Verifier.ID} {
			if _, ok := s.Cluster.Member(id); !ok {
				return emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
			}
		}
		if a.Round != sheetroom.FirstReview && a.Round != sheetroom.SecondReview {
			return emulation.Errorf(emulation.Invalid, "sheet.round", "round", uint64(a.Round))
		}
		key := record.UnitVerifier{Season: s.ID, Unit: a.Sheet.ID, Verifier: a.Verifier.ID}
		it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Assignment, key)
		if err != nil {
			return err
		}
		if ok && !it.Conflict && !it.Value.Ended && it.Value.Round == uint64(a.Round) {
			continue
		}
		op, err := w.Operation(s.Cluster.Scope(), record.Assignment.Op(key, emulation.Assignment{Round: uint64(a.Round)}))
		if err != nil {
			return err
		}
		ops = append(ops, op)
	}
	if len(ops) == 0 {
		return nil
	}
	_, err := w.Write(s.Cluster.Scope(), "assign", ops...)
	return err
}
