package questions

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/emulation/rule"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Choice is one of the values people wrote without seeing each other.
type Choice struct {
	Version changeset.VersionID
	Value   changeset.Raw
	Shown   string            // of a score: as a person would type it
	Says    emulation.Message // of any other record: what it says, as far as the choices differ
	Reason  string            // of a verifier
	Author  string
	At      int64 // milliseconds, by the author's clock as far as it can be believed
	Mine    bool

	Together []string // of lists of names: the lines of all of them, which nobody wrote yet; it is the last choice, without version, author and time
}

// Question is a conflict that a person decides: both values are kept until then. A criterion counts as not scored.
type Question struct {
	Number  int // as listed, from 1
	Scope   changeset.Scope
	Unit    book.Unit
	Code    string
	Name    string
	Period  string            // of the sheet a score stands in
	Column  string            // "self", "verified" or "final", of a score; ColumnRecord of any other record, whose kind is the Code
	What    emulation.Message // of any other record: which one
	Choices []Choice

	ref   changeset.Ref
	key   changeset.Key
	field *record.AnyField
	place int // of the criterion in its set
}

// Conflicts lists the open questions of the current season: in the own unit's sheet, in verified scores, and in every other record of the
// cluster's log and the own unit's.
func (room Room) Conflicts() ([]Question, error) {
	w, done := room.desk.View()
	defer done()
	return w.Questions()
}

// Questions lists what two people wrote without seeing each other, in the order it is asked.
func (w View) Questions() ([]Question, error) {
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	me, err := w.Certificate()
	if err != nil {
		return nil, err
	}
	var list []Question
	if list, err = w.scoreQuestions(s); err != nil {
		return nil, err
	}
	if me.Subject.Kind == emulation.SubjectUnit {
		if list, err = w.contested(list, changeset.NewScope(changeset.Unit, me.Subject.ID), s); err != nil {
			return nil, err
		}
	}
	if list, err = w.contested(list, s.Cluster.Scope(), s); err != nil {
		return nil, err
	}
	for i := range list {
		list[i].Number = i + 1
	}
	return list, nil
}

// shownScore is a value of a column as a person would type it, and the reason given with it.
func shownScore(by *rule.Rule, column string, value changeset.Raw) (shown, reason string, err error) {
	if column != record.ColumnSelf {
		var v emulation.VerifiedScore
		if err := changeset.Load(value, &v); err != nil {
			return "", "", err
		}
		if v.Withdrawn {
			return "", "", nil // no points
		}
		p, err := decimal.Parse(v.Points)
		return p.Localise(true), v.Reason, err
	}
	var f emulation.Fields
	err = changeset.Load(value, &f)
	return by.Format(f, true), "", err
}

// Decide settles the question with a number of the list with one of its choices (from 1).
func (room Room) Decide(number, choice int) error {
	w, done := room.desk.Edit()
	defer done()
	list, err := w.Questions()
	if err != nil {
		return err
	}
	if number < 1 || number > len(list) {
		return emulation.Errorf(emulation.NotFound, "workspace.question-unknown", "number", number, "count", len(list))
	}
	return w.settle(list[number-1], choice)
}

// Settle settles a question that was shown before, if it still is the same: a choice that came since is an error, "workspace.question-moved".
func (room Room) Settle(q Question, choice int) error {
	w, done := room.desk.Edit()
	defer done()
	r, err := w.Store.Record(q.ref)
	if err != nil {
		return err
	}
	heads := q.field.Heads(r, changeset.Now)
	if !slices.Equal(changeset.IDs(heads), q.versions()) {
		if q.Column == ColumnRecord {
			return emulation.Errorf(emulation.Conflict, "question.moved", "what", q.What)
		}
		return emulation.Errorf(emulation.Conflict, "workspace.question-moved", "code", q.Code)
	}
	return w.settle(q, choice)
}

// settle writes the decision: a new change that knows all the choices. The others stay in the history.
func (w Edit) settle(q Question, choice int) error {
	if choice < 1 || choice > len(q.Choices) {
		return emulation.Errorf(emulation.NotFound, "workspace.choice-unknown", "choice", choice, "count", len(q.Choices))
	}
	c := q.Choices[choice-1]
	op := changeset.Operation{Kind: q.ref.Kind, Key: q.key, Field: q.field.Name, Value: c.Value, Expects: q.versions()}
	if q.field.Of.Free {
		op.Record = q.ref.ID
	}
	var beside []changeset.Detached
	if c.Together != nil {
		list, err := w.DetachLines(c.Together)
		if err != nil {
			return err
		}
		op.Value, beside = changeset.MustEncode(list.Commitment()), []changeset.Detached{list}
	}
	_, err := w.Put(workspace.Writing{Scope: q.Scope, Intent: "decide", Ops: []changeset.Operation{op}, Detached: beside})
	return err
}

// versions are those that stand beside each other, as they were shown.
func (q *Question) versions() []changeset.VersionID {
	written := emulation.Where(q.Choices, func(c Choice) bool { return c.Together == nil })
	return emulation.Map(written, func(c Choice) changeset.VersionID { return c.Version })
}

// Waiting is a change that has a leaf and is not part of the state: quarantined, or in need of a decision.
type Waiting struct {
	Scope  changeset.Scope
	Author string
	Mine   bool
	Says   []emulation.Message // what it wrote, a line for each operation; only Room.Waiting tells it
	judge.Held
}

// Waiting lists the changes that wait for somebody, in every log of this desk, with what they wrote: nobody decides over a hash.
func (room Room) Waiting() ([]Waiting, error) {
	w, done := room.desk.View()
	defer done()
	list, err := w.Waiting()
	for i := range list {
		if err != nil {
			return nil, err
		}
		list[i].Says, err = w.wrote(&list[i])
	}
	return list, err
}

// Waiting lists the changes that wait to be taken in.
func (w View) Waiting() ([]Waiting, error) {
	scopes, err := w.Store.Scopes()
	if err != nil {
		return nil, err
	}
	var list []Waiting
	for _, s := range scopes {
		err := judge.EachHeld(w.Store, s, changeset.LogID{}, func(h judge.Held) error {
			p, err := w.Store.Place(h.Identity)
			if err != nil || p == nil {
				return err
			}
			author, err := w.AuthorName(p.Log)
			list = append(list, Waiting{Scope: s, Author: author, Mine: p.Log == w.Self(), Held: h})
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// TakeIn settles a waiting change: accept takes it into the state, else it is left out. The right to is the office's, in a unit's own log
// its leader's.
func (room Room) TakeIn(scope changeset.Scope, id changeset.Identity, accept bool, reason string) error {
	w, done := room.desk.Edit()
	defer done()
	return w.TakeIn(scope, id, accept, reason)
}

// TakeIn decides over a change that waits.
func (w Edit) TakeIn(scope changeset.Scope, id changeset.Identity, accept bool, reason string) error {
	if accept {
		if err := w.NotWhileLocked(scope, id); err != nil {
			return err
		}
	}
	op := record.Decision.Op(record.ByChange{Change: id[:]}, emulation.Decision{Accept: accept, Reason: reason})
	_, err := w.Write(scope, "decide", op)
	return err
}
