package season

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// A season's criteria have versions, numbered from 1, none of which ever changes once the server has it: of two that were added under one number
// without a sync between, the second is refused. One of them is in force. The rule:
//
//   - Until the criteria are adopted (the season's step "adopted") any version may be put in force. After that it needs a reason, and the
//     program shows first what would change.
//   - A sheet counts with the version it was handed in with, on its own page and in the ranking. A version that comes into force later changes
//     nobody's points: it is used by a sheet when the unit hands it in again. A unit that was given its sheet back works with the new version.
//   - As long as sheets of several versions stand side by side the ranking is provisional, and says so.
//
// docs/adr/008-a-sheet-keeps-its-criteria.md says why.

// VersionView is one version of the season's criteria.
type VersionView struct {
	Number   uint64
	Name     string // of the set
	File     string
	Criteria int
	InForce  bool
	Author   string
	At       int64       // milliseconds
	Sheets   []book.Unit // whose sheet of the season was handed in with it
	Fault    error       // why it holds no criteria that can be read: nothing counts by it
}

// CriteriaVersions lists the versions of the season's criteria.
func (room Room) CriteriaVersions() ([]VersionView, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	var list []VersionView
	err = w.Store.EachRecord(s.Cluster.Scope(), record.Criteria.Kind, s.ID, func(_ changeset.Ref, r *changeset.Record) error {
		last := record.Criteria.Last(r, changeset.Now)
		if last == nil {
			return nil
		}
		number := record.Criteria.Read(r.Key).Version
		var file emulation.CriteriaVersion
		if err := changeset.Load(last.Value, &file); err != nil {
			return err
		}
		set, err := w.CriteriaSet(s.Cluster.Scope(), s.ID, number)
		if err != nil {
			return err
		}
		v := VersionView{Number: number, Name: file.Name, File: file.Name, InForce: number == s.Version, At: last.HLC.Milliseconds(),
			Fault: w.CriteriaFault(s.ID, number)}
		if set != nil {
			v.Name, v.Criteria = set.Name, len(set.Criteria())
		}
		v.Author, err = w.AuthorName(last.Author)
		list = append(list, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b VersionView) int { return cmp.Compare(a.Number, b.Number) })
	for _, u := range s.Cluster.Members {
		t, err := sheet.Of(w.Book).TallyOf(s, book.PeriodSeason, u)
		if err != nil {
			return nil, err
		}
		for i := range list {
			if t.Submission != nil && t.Submission.Criteria == list[i].Number {
				list[i].Sheets = append(list[i].Sheets, u)
			}
		}
	}
	return list, nil
}

// CriteriaFile gives a version of the season's criteria as its file: the start of a new version. 0 is the one in force.
func (room Room) CriteriaFile(version uint64) (emulation.CriteriaVersion, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return emulation.CriteriaVersion{}, err
	}
	if version == 0 {
		version = s.Version
	}
	it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Criteria, record.SeasonVersion{Season: s.ID, Version: version})
	if err == nil && !ok {
		err = versionUnknown(version)
	}
	return it.Value, err
}

// Criteria is a version of the season's criteria; 0 is the one in force.
func (room Room) Criteria(version uint64) (*criteria.Set, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	return w.version(s, version)
}

// WasInForce says whether a version of the criteria once was the one in force; one before it, where the log alone still knows the oldest choices.
func (room Room) WasInForce(version uint64) (was bool, err error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return false, err
	}
	r, err := w.Store.Record(record.Season.Ref(s.Cluster.Scope(), s.Key()))
	if err != nil || r == nil {
		return false, err
	}
	chosen := record.Season.Criteria.Versions(r)
	was = pruned(chosen) && version < s.Version
	for i := range chosen {
		var number uint64
		if err := changeset.Load(chosen[i].Value, &number); err != nil {
			return false, err
		}
		was = was || number == version
	}
	return was, nil
}

// version is a version of a season's criteria, 0 the one in force.
func (w View) version(s *book.Season, version uint64) (*criteria.Set, error) {
	if version == 0 {
		version = s.Version
	}
	return w.numbered(s, version)
}

// numbered is a version by its number; NotFound where it is not here, its fault where it cannot be read.
func (w View) numbered(s *book.Season, version uint64) (*criteria.Set, error) {
	set, err := w.CriteriaSet(s.Cluster.Scope(), s.ID, version)
	switch {
	case err != nil || set != nil:
		return set, err
	case w.CriteriaFault(s.ID, version) != nil:
		return nil, w.CriteriaFault(s.ID, version)
	}
	return nil, versionUnknown(version)
}

func versionUnknown(version uint64) error {
	return emulation.Errorf(emulation.NotFound, "criteria-version.unknown", "version", version)
}

// AddCriteria records a new version of the season's criteria and gives its number. It is not in force before it is adopted.
func (room Room) AddCriteria(file emulation.CriteriaVersion) (uint64, error) {
	w, done := room.desk.Edit()
	defer done()
	if _, err := w.LoadCriteria(file.Name, file.YAML); err != nil {
		return 0, err
	}
	s, err := w.Season()
	if err != nil {
		return 0, err
	}
	taken := map[uint64]bool{} // whatever numbers stand there: somebody may have written the largest there is
	err = w.Store.EachRecord(s.Cluster.Scope(), record.Criteria.Kind, s.ID, func(_ changeset.Ref, r *changeset.Record) error {
		taken[record.Criteria.Read(r.Key).Version] = true
		return nil
	})
	if err != nil {
		return 0, err
	}
	next := uint64(1)
	for taken[next] {
		next++
	}
	_, err = w.Write(s.Cluster.Scope(), "criteria", record.Criteria.Op(record.SeasonVersion{Season: s.ID, Version: next}, file))
	return next, err
}

// CriteriaComparison is what lies between two versions: their differences in words, and what scoring the sheets that were handed in with the
// second would change. Nothing is written by comparing.
type CriteriaComparison struct {
	Changes []criteria.Change
	Effect  *scoring.Effect
}

// CompareCriteria compares two versions of the season's criteria; 0 is the one in force.
func (room Room) CompareCriteria(before, after uint64) (*CriteriaComparison, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	set, err := w.version(s, after)
	if err != nil {
		return nil, err
	}
	return w.compare(s, before, set)
}

// CompareWith compares a version of the season's criteria, 0 the one in force, with a set that is no version of it yet.
func (room Room) CompareWith(before uint64, after *criteria.Set) (*CriteriaComparison, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	return w.compare(s, before, after)
}

func (w View) compare(s *book.Season, before uint64, after *criteria.Set) (*CriteriaComparison, error) {
	set, err := w.version(s, before)
	if err != nil {
		return nil, err
	}
	var units []criteria.UnitInputs
	for _, u := range s.Cluster.Members {
		t, err := sheet.Of(w.Book).TallyOf(s, book.PeriodSeason, u)
		if err != nil {
			return nil, err
		}
		if t.Set == set {
			units = append(units, t.Columns.Final)
		}
	}
	c := &CriteriaComparison{Changes: criteria.Diff(set, after)}
	result, err := scoring.Score(set, units, criteria.Decisions{})
	if err != nil {
		return nil, err
	}
	c.Effect, err = result.Rescore(after)
	return c, err
}

// AdoptCriteria puts a version of the criteria in force. Once the season's criteria were adopted this needs a reason.
func (room Room) AdoptCriteria(version uint64, reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		if _, err := w.numbered(s, version); err != nil {
			return err
		}
		reason = vietnamese.NFC(strings.TrimSpace(reason))
		switch {
		case version == s.Version:
			return emulation.Errorf(emulation.Invalid, "criteria-version.in-force", "version", version)
		case reason == "" && emulation.SeasonReached(s.Step, emulation.SeasonAdopted):
			return emulation.Errorf(emulation.Invalid, "criteria-version.reason")
		}
		key := record.ClusterCode{Cluster: s.Cluster.ID, Code: s.Label}
		op, err := w.Operation(s.Cluster.Scope(), record.Season.Criteria.Op(key, version))
		if err != nil {
			return err
		}
		if reason == "" {
			_, err = w.Write(s.Cluster.Scope(), "criteria", op)
			return err
		}
		return w.Set(s.Cluster.Scope(), record.Season.Reason.Op(key, emulation.StepReason{To: record.Season.Criteria.Name, Reason: reason}), op)
	})
}
