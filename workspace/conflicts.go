package workspace

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Choice is one of the values people wrote without seeing each other.
type Choice struct {
	Version changeset.VersionID
	Value   changeset.Raw
	Shown   string // as a person would type it
	Author  string
	At      int64 // milliseconds, by the author's clock as far as it can be believed
	Mine    bool
}

// Question is a conflict that a person decides: both values are kept until then, and the criterion counts as not scored.
type Question struct {
	Number  int // as listed, from 1
	Scope   changeset.Scope
	Unit    Unit
	Code    string
	Name    string
	Column  string // "self" or "verified"
	Choices []Choice

	key   changeset.Key
	field string
}

// Conflicts lists the open questions of the current season: in the own unit's sheet, and in verified scores.
func (w *Workspace) Conflicts() ([]Question, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.questions()
}

func (w *Workspace) questions() ([]Question, error) {
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	me, err := w.me()
	if err != nil || s.Set == nil {
		return nil, err
	}
	var list []Question
	for _, u := range s.Cluster.Members {
		own := me.Is(emulation.SubjectUnit, u.ID)
		for _, c := range s.Set.Criteria() {
			if own {
				if list, err = w.question(list, u.Scope(), s, u, c, "self", "input"); err != nil {
					return nil, err
				}
			}
			if list, err = w.question(list, s.Cluster.Scope(), s, u, c, "verified", "verified"); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

func (w *Workspace) question(list []Question, scope changeset.Scope, s *Season, u Unit, c *criteria.Criterion, column, field string) ([]Question, error) {
	key := changeset.NewKey(s.SheetID(u.ID), c.Code, column)
	r, err := w.store.Record(changeset.NaturalRef(scope, "score", key))
	if err != nil {
		return list, err
	}
	heads := r.Heads(field, changeset.Now)
	if !changeset.Conflict(heads) {
		return list, nil
	}
	q := Question{Number: len(list) + 1, Scope: scope, Unit: u, Code: c.Code, Name: c.Name, Column: column, key: key, field: field}
	for _, h := range heads {
		choice := Choice{Version: h.ID, Value: h.Value, At: h.HLC.Milliseconds(), Mine: h.Author == w.key.LogID()}
		if choice.Author, err = w.authorName(h.Author); err != nil {
			return list, err
		}
		if choice.Shown, err = shownScore(c.Rule, column, h.Value); err != nil {
			return list, err
		}
		q.Choices = append(q.Choices, choice)
	}
	return append(list, q), nil
}

func shownScore(rule criteria.Rule, column string, value changeset.Raw) (string, error) {
	if column == "verified" {
		var v emulation.VerifiedScore
		err := changeset.Load(value, &v)
		return v.Points, err
	}
	var f emulation.Fields
	err := changeset.Load(value, &f)
	return criteria.FormatTyped(rule, f, true), err
}

// Decide settles a question with one of its choices (from 1): a new change that knows all of them. The others stay in the history.
func (w *Workspace) Decide(number, choice int) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	list, err := w.questions()
	if err != nil {
		return err
	}
	if number < 1 || number > len(list) {
		return emulation.Errorf(emulation.NotFound, "workspace.question-unknown", "number", number, "count", len(list))
	}
	q := list[number-1]
	if choice < 1 || choice > len(q.Choices) {
		return emulation.Errorf(emulation.NotFound, "workspace.choice-unknown", "choice", choice, "count", len(q.Choices))
	}
	var expects []changeset.VersionID
	for _, c := range q.Choices {
		expects = append(expects, c.Version)
	}
	op := changeset.Operation{Kind: "score", Key: q.key, Field: q.field, Value: q.Choices[choice-1].Value, Expects: expects}
	_, err = w.write(q.Scope, "decide", []changeset.Operation{op}, nil, nil)
	return err
}

// Waiting is a change that has a leaf and is not part of the state: quarantined, or in need of a decision.
type Waiting struct {
	Scope  changeset.Scope
	Author string
	Mine   bool
	judge.Held
}

// Waiting lists the changes that wait for somebody, in every log of this desk.
func (w *Workspace) Waiting() ([]Waiting, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.waiting()
}

func (w *Workspace) waiting() ([]Waiting, error) {
	scopes, err := w.store.Scopes()
	if err != nil {
		return nil, err
	}
	var list []Waiting
	for _, s := range scopes {
		err := judge.EachHeld(w.store, s, changeset.LogID{}, func(h judge.Held) error {
			p, err := w.store.Place(h.Identity)
			if err != nil || p == nil {
				return err
			}
			author, err := w.authorName(p.Log)
			list = append(list, Waiting{Scope: s, Author: author, Mine: p.Log == w.key.LogID(), Held: h})
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
func (w *Workspace) TakeIn(scope changeset.Scope, id changeset.Identity, accept bool, reason string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	op := changeset.Op("decision", changeset.NewKey(id[:]), "decision", emulation.Decision{Accept: accept, Reason: reason})
	_, err := w.write(scope, "decide", []changeset.Operation{op}, nil, nil)
	return err
}
