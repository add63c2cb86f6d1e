package workspace

import (
	"thidua/emulation"
	"thidua/emulation/record"
)

// ProgrammeProgress is how far a programme was on a day.
type ProgrammeProgress struct {
	Date string
	emulation.Progress
	Entry
}

// UnitProgramme is a unit's breakthrough action programme (chương trình hành động đột phá) with its progress by date, or that there is none.
type UnitProgramme struct {
	Unit Unit
	emulation.Programme
	Entry
	Progress []ProgrammeProgress // oldest first
}

// SetProgramme writes the own unit's programme for the season.
func (w *Workspace) SetProgramme(p emulation.Programme) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, u, err := w.ownUnit()
	if err != nil {
		return err
	}
	p.Title, p.Goals = clean(p.Title), cleanAll(p.Goals)
	if err := p.Check(emulation.Strict); err != nil {
		return err
	}
	return setOver(w, s.Cluster.Scope(), record.Programme.Op(record.SeasonUnit{Season: s.ID, Unit: u.ID}, p))
}

// SetProgress writes how far the own unit's programme is on a day ("" = today), in percent.
func (w *Workspace) SetProgress(date string, p emulation.Progress) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, u, err := w.ownUnit()
	if err != nil {
		return err
	}
	if date, err = day(date); err != nil {
		return err
	}
	if date == "" {
		date = string(w.today())
	}
	p.Note = clean(p.Note)
	if p.Percent, err = percentage(p.Percent); err != nil {
		return err
	}
	if err := p.Check(emulation.Strict); err != nil {
		return err
	}
	if _, ok, err := one(w, s.Cluster.Scope(), record.Programme, record.SeasonUnit{Season: s.ID, Unit: u.ID}); err != nil {
		return err
	} else if !ok {
		return emulation.Errorf(emulation.NotFound, "programme.none")
	}
	return setOver(w, s.Cluster.Scope(), record.Progress.Op(record.SeasonUnitDay{Season: s.ID, Unit: u.ID, Day: date}, p))
}

// Programmes lists every member unit with its programme.
func (w *Workspace) Programmes() ([]UnitProgramme, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	return w.programmes(s)
}

func (w *Workspace) programmes(s *Season) ([]UnitProgramme, error) {
	name := w.namer()
	scope := s.Cluster.Scope()
	var list []UnitProgramme
	at := map[emulation.ID]int{}
	for _, u := range s.Cluster.Members {
		p := UnitProgramme{Unit: u}
		it, ok, err := one(w, scope, record.Programme, record.SeasonUnit{Season: s.ID, Unit: u.ID})
		if err != nil {
			return nil, err
		}
		if ok {
			p.Programme = it.Value
			if p.Entry, err = entryOf(name, it); err != nil {
				return nil, err
			}
		}
		at[u.ID] = len(list)
		list = append(list, p)
	}
	err := each(w, scope, record.Progress, s.ID, func(it item[record.SeasonUnitDay, emulation.Progress]) error {
		i, member := at[it.Key.Unit]
		if !member {
			return nil
		}
		p := ProgrammeProgress{Date: it.Key.Day, Progress: it.Value}
		var err error
		p.Entry, err = entryOf(name, it)
		list[i].Progress = append(list[i].Progress, p)
		return err
	})
	for i := range list {
		sortBy(list[i].Progress, func(p ProgrammeProgress) string { return p.Date })
	}
	return list, err
}
