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

// UnitAchievement is an initiative or exemplar that a unit shares with the cluster, with the units that took it over.
type UnitAchievement struct {
	Unit book.Unit
	Code string
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

// SetAchievement writes an initiative or exemplar of the own unit. An empty code makes a new one; the code it has is returned.
func (room Room) SetAchievement(kind, code string, a emulation.Achievement) (string, error) {
	w, done := room.desk.Edit()
	defer done()
	s, u, err := w.OwnUnit()
	if err != nil {
		return "", err
	}
	a.Name, a.Field, a.Summary = book.Clean(a.Name), book.Clean(a.Field), book.Clean(a.Summary)
	for _, id := range a.Replicated {
		if _, ok := s.Cluster.Member(id); !ok || id == u.ID {
			return "", emulation.Errorf(emulation.Invalid, "achievement.replicated", "cluster", s.Cluster.Info.Name)
		}
	}
	if code, err = w.EntryCode(code); err != nil {
		return "", err
	}
	return code, workspace.SetOver(w.Tx, s.Cluster.Scope(), shared(kind), record.SeasonUnitCode{Season: s.ID, Unit: u.ID, Code: code}, a)
}

// Achievements lists the season's initiatives or exemplars, by unit and name.
func (room Room) Achievements(kind string) ([]UnitAchievement, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) ([]UnitAchievement, error) { return w.achievements(s, kind) })
}

func (w View) achievements(s *book.Season, kind string) ([]UnitAchievement, error) {
	var list []UnitAchievement
	err := book.EachShown(w.Book, s.Cluster.Scope(), shared(kind), s.ID, func(it book.Item[record.SeasonUnitCode, emulation.Achievement], e book.Entry) error {
		u, member := s.Cluster.Member(it.Key.Unit)
		if !member || it.Value.Withdrawn {
			return nil
		}
		a := UnitAchievement{Unit: u, Code: it.Key.Code, Achievement: it.Value, Entry: e}
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
	book.SortBy(list, func(a UnitAchievement) string { return a.Unit.Name + "\x00" + a.Name })
	return list, err
}
