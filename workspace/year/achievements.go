package year

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// The two kinds of achievement.
var (
	Initiative = record.Initiative.Kind // sáng kiến
	Exemplar   = record.Exemplar.Kind   // điển hình tiên tiến
)

// UnitAchievement is an initiative or exemplar that a unit shares with the cluster, or the cluster's own, with the units that took it over.
type UnitAchievement struct {
	Owner
	emulation.Achievement
	book.Entry
	In []book.Unit // Replicated, by name
}

// shared is what a unit shares with the cluster, by the name of its kind.
func shared(kind string) record.Field[record.SeasonUnitCode, emulation.Achievement] {
	if kind == record.Exemplar.Kind {
		return record.Exemplar
	}
	return record.Initiative
}

// SetAchievement writes an initiative or exemplar of the own unit or of the cluster; see setOwned.
func (room Room) SetAchievement(kind string, ofCluster bool, code string, a emulation.Achievement) (string, error) {
	w, done := room.desk.Edit()
	defer done()
	s, owner, err := w.OwnerOf(ofCluster)
	if err != nil {
		return "", err
	}
	book.CleanTexts(&a.Name, &a.Field, &a.Summary, &a.Number, &a.Grade)
	if err := book.Days(&a.Date); err != nil {
		return "", err
	}
	for _, id := range a.Replicated {
		if _, ok := s.Cluster.Member(id); !ok || id == owner {
			return "", emulation.Errorf(emulation.Invalid, "achievement.replicated", "cluster", s.Cluster.Info.Name)
		}
	}
	return setOwned(w, shared(kind), ofCluster, code, a)
}

// Achievements lists the season's initiatives or exemplars, the cluster's first, by unit and name.
func (room Room) Achievements(kind string) ([]UnitAchievement, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) ([]UnitAchievement, error) { return w.achievements(s, kind) })
}

func (w View) achievements(s *book.Season, kind string) ([]UnitAchievement, error) {
	var list []UnitAchievement
	err := eachOwned(w, s, shared(kind), func(o Owner, v emulation.Achievement, e book.Entry) error {
		if v.Withdrawn {
			return nil
		}
		a := UnitAchievement{Owner: o, Achievement: v, Entry: e}
		for _, id := range a.Replicated {
			in, err := w.Unit(id)
			if err != nil {
				return err
			}
			a.In = append(a.In, in)
		}
		book.SortUnits(a.In)
		list = append(list, a)
		return nil
	})
	book.VietnameseOrderOf(list, func(a UnitAchievement) []string { return a.order(a.Name, a.Summary) })
	return list, err
}
