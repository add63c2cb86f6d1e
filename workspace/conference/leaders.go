package conference

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// NextLeaders are head and deputies of the next season as they were chosen.
type NextLeaders struct {
	emulation.Leaders
	HeadUnit    book.Unit
	DeputyUnits []book.Unit
	Conflict    bool
}

// How a post was come by.
const (
	HowAssigned  = emulation.HowAssigned
	HowElected   = emulation.HowElected
	HowAcclaimed = "acclaimed"
	HowUnknown   = "unknown"
)

// SetLeaders records who leads the cluster in the next season. Who was elected has to have won the named vote; deputies may have won another vote
// on leaders.
func (room Room) SetLeaders(l emulation.Leaders) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		l.Label, l.By = book.Clean(l.Label), book.Clean(l.By)
		if l.Label == "" || l.Label == s.Label {
			return emulation.Errorf(emulation.Invalid, "leaders.label", "season", s.Label)
		}
		if err := l.Check(emulation.Strict); err != nil {
			return err
		}
		for _, id := range append([]emulation.ID{l.Head}, l.Deputies...) {
			if _, ok := s.Cluster.Member(id); !ok {
				return emulation.Errorf(emulation.Invalid, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
			}
		}
		if l.How == HowElected {
			if err := w.elected(s, l); err != nil {
				return err
			}
		}
		return w.Set(s.Cluster.Scope(), record.Leaders.Op(record.BySeason{Season: s.ID}, l))
	})
}

// elected refuses leaders that no vote chose.
func (w View) elected(s *book.Season, l emulation.Leaders) error {
	named, err := w.BallotOf(s, l.Vote)
	if err != nil {
		return err
	}
	if named.On != ballot.OnLeaders {
		return emulation.Errorf(emulation.Invalid, "leaders.other-vote", "vote", named.Title)
	}
	all, err := w.Votes(s)
	if err != nil {
		return err
	}
	if !named.chose(l.Head) {
		return w.notElected(l.Head, named)
	}
	for _, id := range l.Deputies {
		if !slices.ContainsFunc(all, func(v *Vote) bool { return v.On == ballot.OnLeaders && v.chose(id) }) {
			return w.notElected(id, named)
		}
	}
	return nil
}

func (w View) notElected(unit emulation.ID, v *Vote) error {
	u, err := w.Unit(unit)
	if err != nil {
		return err
	}
	return emulation.Errorf(emulation.Invalid, "leaders.not-elected", "unit", u.Name, "vote", v.Title, "outcome", v.Message)
}

// chose reports whether a vote that is decided gave a place to a unit.
func (v *Vote) chose(unit emulation.ID) bool {
	if !v.Decided() || v.Fault != nil || v.Conflict {
		return false
	}
	return slices.ContainsFunc(v.Question.Lines, func(c ballot.Choice) bool { return c.Unit == unit && slices.Contains(v.Won, c.ID) })
}

// Leaders are the leaders of the next season; nil if none were recorded.
func (room Room) Leaders() (*NextLeaders, error) { return workspace.Ask(room.desk, View.NextLeaders) }

// NextLeaders reads whom a season chose to lead the next one.
func (w View) NextLeaders(s *book.Season) (*NextLeaders, error) {
	it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Leaders, record.BySeason{Season: s.ID})
	if err != nil || !ok {
		return nil, err
	}
	l := &NextLeaders{Leaders: it.Value, Conflict: it.Conflict}
	if l.HeadUnit, err = w.Unit(l.Head); err != nil {
		return nil, err
	}
	for _, id := range l.Deputies {
		u, err := w.Unit(id)
		if err != nil {
			return nil, err
		}
		l.DeputyUnits = append(l.DeputyUnits, u)
	}
	return l, nil
}
