package book

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/sync/changeset"
	"thidua/vietnamese"
)

// CleanAll cleans the lines of a list and leaves empty ones out.
func CleanAll(lines []string) []string {
	var kept []string
	for _, l := range lines {
		if l = Clean(l); l != "" {
			kept = append(kept, l)
		}
	}
	return kept
}

// Day is a date as a person typed it, as it is stored; "" stays "".
func Day(text string) (string, error) {
	if text = Clean(text); text == "" {
		return "", nil
	}
	d, err := vietnamese.ParseDate(text)
	if err != nil {
		return "", emulation.Errorf(emulation.Invalid, "running.bad-date", "text", text)
	}
	return d, nil
}

// Percentage is a figure from 0 to 100 as a person typed it, as it is stored; "" stays "".
func Percentage(text string) (string, error) {
	if text = Clean(text); text == "" {
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

// OwnUnit is the season and the member unit this desk belongs to.
func (b *Book) OwnUnit() (*Season, Unit, error) {
	me, err := b.Certificate()
	if err != nil {
		return nil, Unit{}, err
	}
	if me.Subject.Kind != emulation.SubjectUnit {
		return nil, Unit{}, emulation.Errorf(emulation.Forbidden, "running.no-own-unit")
	}
	return b.MemberUnit(me.Subject.ID)
}

// MemberUnit is the season and a member of its cluster.
func (b *Book) MemberUnit(id emulation.ID) (*Season, Unit, error) {
	s, err := b.Season()
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

// Settled refuses to write over a value that two people wrote: the question is decided first, in the list of conflicts.
func Settled(conflict bool) error {
	if conflict {
		return emulation.Errorf(emulation.Conflict, "running.conflict-first")
	}
	return nil
}

// EntryOf tells how a value stands; name names who wrote it.
func EntryOf[K, T any](name func(changeset.LogID) (string, error), it Item[K, T]) (Entry, error) {
	author, err := name(it.Author)
	return Entry{Given: true, Conflict: it.Conflict, Pending: it.Pending, Author: author}, err
}

// Papers are the records of the file a value rests on that was entered on behalf of a unit; nil if it was not.
func (b *Book) Papers(unit emulation.ID, behalf *emulation.OnBehalf) []changeset.Operation {
	if behalf == nil || behalf.Paper.Root.IsZero() {
		return nil
	}
	return []changeset.Operation{b.Paper(unit, behalf.Paper)}
}

// SortBy puts a list in the order of a text of each entry.
func SortBy[T any](list []T, text func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(text(a), text(b)) })
}

// VietnameseOrder puts a list in dictionary order of a text of each entry.
func VietnameseOrder[T any](list []T, text func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return vietnamese.Collate(text(a), text(b)) })
}
