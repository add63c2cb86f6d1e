package workspace

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// UnitHeadcount is what a unit reports of its people: counts, and the list of names where it is here.
type UnitHeadcount struct {
	Unit Unit
	emulation.Headcount
	Entry
	Listed bool     // a list of names belongs to it
	Names  []string // of the list (F2); empty if it was withdrawn or is not here
}

// maxNames is how many bytes a list of names may take: it travels whole beside its change.
const maxNames = 48 << 10

// SetHeadcount writes what the own unit reports of its people.
func (w *Workspace) SetHeadcount(h emulation.Headcount) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, u, err := w.ownUnit()
	if err != nil {
		return err
	}
	if h.TasksDone, err = percentage(h.TasksDone); err != nil {
		return err
	}
	if err := h.Check(emulation.Strict); err != nil {
		return err
	}
	return setOver(w, s.Cluster.Scope(), record.Headcount.Counts.Op(record.SeasonUnit{Season: s.ID, Unit: u.ID}, h))
}

// SetNames writes the own unit's list of names (F2: who is proposed or recognised for what, one line each). The log holds only its
// commitment, so that the names can be withdrawn.
func (w *Workspace) SetNames(lines []string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, u, err := w.ownUnit()
	if err != nil {
		return err
	}
	text := strings.Join(cleanAll(lines), "\n")
	if len(text) > maxNames {
		return emulation.Errorf(emulation.Invalid, "headcount.list-too-long", "limit", maxNames>>10)
	}
	d, err := w.detach(text)
	if err != nil {
		return err
	}
	scope, key := s.Cluster.Scope(), record.SeasonUnit{Season: s.ID, Unit: u.ID}
	it, _, err := one(w, scope, record.Headcount.List, key)
	if err != nil {
		return err
	}
	if err := settled(it.Conflict); err != nil {
		return err
	}
	op, err := w.operation(scope, record.Headcount.List.Op(key, d.Commitment()))
	if err != nil {
		return err
	}
	_, err = w.put(writing{scope: scope, intent: "headcount", ops: []changeset.Operation{op}, detached: []changeset.Detached{d}})
	return err
}

// namesOf is a list of names by its commitment; empty if it is not here.
func (w *Workspace) namesOf(commitment emulation.Hash) ([]string, error) {
	d, err := w.store.Detached(commitment)
	if err != nil || d == nil {
		return nil, err
	}
	return cleanAll(strings.Split(string(d.Value), "\n")), nil
}

// Headcounts lists every member unit with what it reports of its people.
func (w *Workspace) Headcounts() ([]UnitHeadcount, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	return w.headcounts(s)
}

func (w *Workspace) headcounts(s *Season) ([]UnitHeadcount, error) {
	name := w.namer()
	scope := s.Cluster.Scope()
	var list []UnitHeadcount
	for _, u := range s.Cluster.Members {
		h := UnitHeadcount{Unit: u}
		key := record.SeasonUnit{Season: s.ID, Unit: u.ID}
		it, ok, err := one(w, scope, record.Headcount.Counts, key)
		if err != nil {
			return nil, err
		}
		if ok {
			h.Headcount = it.Value
			if h.Entry, err = entryOf(name, it); err != nil {
				return nil, err
			}
		}
		names, listed, err := one(w, scope, record.Headcount.List, key)
		if err != nil {
			return nil, err
		}
		if h.Listed = listed; listed {
			h.Conflict = h.Conflict || names.Conflict
			if h.Names, err = w.namesOf(names.Value); err != nil {
				return nil, err
			}
		}
		list = append(list, h)
	}
	return list, nil
}
