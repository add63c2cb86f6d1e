package pledge

import (
	"fmt"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// CriteriaOpinion is what a unit says of a version of the criteria, and what it was answered.
type CriteriaOpinion struct {
	Version uint64
	Unit    book.Unit
	Code    string
	emulation.Opinion
	book.Entry
	About    string                  // what the criterion is called; "" of the whole, or where the version is not here
	Answer   emulation.OpinionAnswer // zero while there is none
	Answered book.Entry
	Earlier  bool // the answer is to words the unit has changed since

	line int // of the criterion in its set
}

// Digest names the opinion by its words, so that an answer says which it is to.
func (o *CriteriaOpinion) Digest() emulation.Hash { return opinionDigest(o.Opinion) }

// Open reports whether nobody answered the opinion as it stands.
func (o *CriteriaOpinion) Open() bool { return !o.Answered.Given || o.Earlier }

// SetOpinion writes what the own unit says of a version of the criteria that is not adopted yet, 0 = the last. An empty code makes a new opinion; the
// code it has is returned.
func (room Room) SetOpinion(version uint64, code string, o emulation.Opinion) (string, error) {
	w, done := room.desk.Edit()
	defer done()
	s, u, err := w.OwnUnit()
	if err != nil {
		return "", err
	}
	if version == 0 {
		if version, err = w.LastCriteria(s); err != nil {
			return "", err
		}
	}
	set, err := w.CriteriaSet(s.Cluster.Scope(), s.ID, version)
	if err != nil {
		return "", err
	}
	o.Criterion, o.Text = book.Clean(o.Criterion), book.Clean(o.Text)
	switch {
	case set == nil && w.CriteriaFault(s.ID, version) != nil:
		return "", w.CriteriaFault(s.ID, version)
	case version == 0:
		return "", emulation.Errorf(emulation.NotFound, "opinion.no-criteria")
	case set == nil:
		return "", emulation.Errorf(emulation.NotFound, "criteria-version.unknown", "version", version)
	case version <= s.Version && emulation.SeasonReached(s.Step, emulation.SeasonAdopted):
		return "", emulation.Errorf(emulation.Forbidden, "opinion.adopted", "version", version)
	}
	if _, line := lineOf(set, o.Criterion); line == 0 && o.Criterion != "" {
		return "", emulation.Errorf(emulation.NotFound, "opinion.criterion", "code", o.Criterion, "version", version)
	}
	if code, err = w.EntryCode(code); err != nil {
		return "", err
	}
	key := record.VersionUnitCode{Season: s.ID, Version: version, Unit: u.ID, Code: code}
	return code, workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Opinion.Text, key, o)
}

// lineOf is what a criterion or group of any depth is called, and its line in the set; 0 if the set has none of that code.
func lineOf(set *criteria.Set, code string) (name string, line int) {
	if c, ok := set.ByCode(code); ok {
		return c.Name, c.Line
	}
	if g, ok := set.GroupByCode(code); ok {
		return g.Name, g.Line
	}
	return "", 0
}

// LastCriteria is the number of the last version of a season's criteria; 0 = there is none.
func (w View) LastCriteria(s *book.Season) (last uint64, err error) {
	err = w.Store.EachRecord(s.Cluster.Scope(), record.Criteria.Kind, s.ID, func(_ changeset.Ref, r *changeset.Record) error {
		last = max(last, record.Criteria.Read(r.Key).Version)
		return nil
	})
	return last, err
}

// AnswerOpinion writes what those who prepare the criteria answer to a unit's opinion, by its code. The digest in the answer is that of the words
// that were read; other words that came meanwhile are not answered by it (Conflict "opinion.changed"). Zero answers the opinion as it stands.
func (room Room) AnswerOpinion(version uint64, unit emulation.ID, code string, answer emulation.OpinionAnswer) error {
	return room.desk.Change(func(w Edit, s *book.Season) (err error) {
		if version == 0 {
			if version, err = w.LastCriteria(s); err != nil {
				return err
			}
		}
		key := record.VersionUnitCode{Season: s.ID, Version: version, Unit: unit, Code: book.Clean(code)}
		it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Opinion.Text, key)
		if err != nil {
			return err
		}
		if !ok || it.Value.Withdrawn {
			return emulation.Errorf(emulation.NotFound, "opinion.unknown", "code", code, "version", version)
		}
		if err := book.Settled(it.Conflict); err != nil {
			return err
		}
		now := opinionDigest(it.Value)
		if !answer.Of.IsZero() && answer.Of != now {
			return emulation.Errorf(emulation.Conflict, "opinion.changed", "text", it.Value.Text)
		}
		answer.Of, answer.Reason = now, book.Clean(answer.Reason)
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Opinion.Answer, key, answer)
	})
}

func opinionDigest(o emulation.Opinion) emulation.Hash {
	return emulation.Digest(changeset.MustEncode(o))
}

// Opinions lists what the units say of a version of the criteria, by unit and code; 0 = of every version.
func (room Room) Opinions(version uint64) ([]CriteriaOpinion, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) ([]CriteriaOpinion, error) { return w.Opinions(s, version) })
}

// Opinions lists what the units say of a version of a season's criteria, by unit and in the order of the criteria, those on the whole first; 0 = of every version.
func (w View) Opinions(s *book.Season, version uint64) ([]CriteriaOpinion, error) {
	var list []CriteriaOpinion
	name, scope := w.Namer(), s.Cluster.Scope()
	err := book.EachShown(w.Book, scope, record.Opinion.Text, s.ID, func(it book.Item[record.VersionUnitCode, emulation.Opinion], e book.Entry) error {
		u, member := s.Cluster.Member(it.Key.Unit)
		if !member || it.Value.Withdrawn || version != 0 && it.Key.Version != version {
			return nil
		}
		o := CriteriaOpinion{Version: it.Key.Version, Unit: u, Code: it.Key.Code, Opinion: it.Value, Entry: e}
		set, err := w.CriteriaSet(scope, s.ID, o.Version)
		if err != nil {
			return err
		}
		if set != nil && o.Criterion != "" {
			o.About, o.line = lineOf(set, o.Criterion)
		}
		o.Answer, o.Answered, err = book.Shown(w.Store, name, scope, record.Opinion.Answer, it.Key)
		o.Earlier = o.Answered.Given && o.Answer.Of != o.Digest()
		list = append(list, o)
		return err
	})
	book.VietnameseOrderOf(list, func(o CriteriaOpinion) []string { return []string{o.Unit.Name, fmt.Sprintf("%06d", o.line), o.Code} })
	return list, err
}
