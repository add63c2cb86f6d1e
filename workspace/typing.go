package workspace

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/vietnamese"
)

// cleanAll cleans the lines of a list and leaves empty ones out.
func cleanAll(lines []string) []string {
	var kept []string
	for _, l := range lines {
		if l = clean(l); l != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// day is a date as a person typed it, as it is stored; "" stays "".
func day(text string) (string, error) {
	if text = clean(text); text == "" {
		return "", nil
	}
	d, err := vietnamese.ParseDate(text)
	if err != nil {
		return "", emulation.Errorf(emulation.Invalid, "running.bad-date", "text", text)
	}
	return d, nil
}

// percentage is a figure from 0 to 100 as a person typed it, as it is stored; "" stays "".
func percentage(text string) (string, error) {
	if text = clean(text); text == "" {
		return "", nil
	}
	plain, err := rule.ParseFigure(text)
	if err != nil {
		return "", err
	}
	if d := decimal.MustParse(plain); d.Sign() < 0 || d.Cmp(decimal.FromInt(100)) > 0 {
		return "", emulation.Errorf(emulation.Invalid, "running.not-a-percentage", "text", text)
	}
	return plain, nil
}

// entryCode names a new entry of a list: what the person gave as its code, or a new one.
func (w *Workspace) entryCode(given string) (string, error) {
	if given = clean(given); given != "" {
		return given, nil
	}
	id, err := identity.NewID(w.env.Rand)
	return id.String()[:8], err
}

// ownUnit is the season and the member unit this desk belongs to.
func (w *Workspace) ownUnit() (*Season, Unit, error) {
	me, err := w.me()
	if err != nil {
		return nil, Unit{}, err
	}
	if me.Subject.Kind != emulation.SubjectUnit {
		return nil, Unit{}, emulation.Errorf(emulation.Forbidden, "running.no-own-unit")
	}
	return w.memberUnit(me.Subject.ID)
}

// memberUnit is the season and a member of its cluster.
func (w *Workspace) memberUnit(id emulation.ID) (*Season, Unit, error) {
	s, err := w.season()
	if err != nil {
		return nil, Unit{}, err
	}
	u, ok := s.Cluster.Member(id)
	if !ok {
		return nil, Unit{}, emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	}
	return s, u, nil
}

// Entry tells of a value how it stands.
type Entry struct {
	Given    bool
	Conflict bool   // people wrote it without seeing each other: what is shown is the later one until somebody decides
	Pending  bool   // not yet at the server
	Author   string // the person with the unit or office
}

// settled refuses to write over a value that two people wrote: the question is decided first, in the list of conflicts.
func settled(conflict bool) error {
	if conflict {
		return emulation.Errorf(emulation.Conflict, "running.conflict-first")
	}
	return nil
}

// entryOf tells how a value stands; name names who wrote it.
func entryOf[K, T any](name func(changeset.LogID) (string, error), it item[K, T]) (Entry, error) {
	author, err := name(it.Author)
	return Entry{Given: true, Conflict: it.Conflict, Pending: it.Pending, Author: author}, err
}

// setOver writes a field of a record of the season's cluster over what stands there, unless that waits for a decision.
func setOver(w *Workspace, scope changeset.Scope, op changeset.Operation, others ...changeset.Operation) error {
	r, err := w.store.Record(changeset.NaturalRef(scope, op.Kind, op.Key))
	if err != nil {
		return err
	}
	if err := settled(changeset.Conflict(r.Heads(op.Field, changeset.Now))); err != nil {
		return err
	}
	return w.set(scope, op, others...)
}

// papers are the records of the file a value rests on that was entered on behalf of a unit; nil if it was not.
func (w *Workspace) papers(unit emulation.ID, behalf *emulation.OnBehalf) []changeset.Operation {
	if behalf == nil || behalf.Paper.Root.IsZero() {
		return nil
	}
	return []changeset.Operation{w.paper(unit, behalf.Paper)}
}

// sortBy puts a list in the order of a text of each entry.
func sortBy[T any](list []T, text func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(text(a), text(b)) })
}

// vietnameseOrder puts a list in dictionary order of a text of each entry.
func vietnameseOrder[T any](list []T, text func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return vietnamese.Collate(text(a), text(b)) })
}
