package questions

import (
	"reflect"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// mostTold is how many operations of one change are told in words; of the others, how many there are.
const mostTold = 200

// teller tells changes in words.
type teller struct {
	View
	season *book.Season // a bare one before the first sync: told all the same, without names of units and criteria
	sheets map[emulation.ID]book.Unit
}

func (w View) teller() (*teller, error) {
	s, err := w.Season()
	if emulation.CodeOf(err) == emulation.NotFound {
		s, err = new(book.Season), nil
	}
	if err != nil {
		return nil, err
	}
	sheets, err := w.sheetOwners(s)
	return &teller{w, s, sheets}, err
}

// told tells a change, a sentence for each operation, as many as most; of the others, how many there are. The judge may have refused it for its very
// values, so one that cannot be told is said to be such, and the others are told all the same.
func (t *teller) told(c *changeset.Signed, most int) []emulation.Message {
	says := emulation.Map(c.Operations[:min(len(c.Operations), most)], func(op changeset.Operation) emulation.Message {
		return t.operation(t.season, t.sheets, c.Scope, &op)
	})
	if more := len(c.Operations) - most; more > 0 {
		says = append(says, emulation.Say("waiting.more", "count", more))
	}
	return says
}

// wrote tells what a waiting change wrote.
func (w View) wrote(of *Waiting) ([]emulation.Message, error) {
	raw, err := w.Store.Change(of.Identity)
	if err != nil || raw == nil {
		return nil, err
	}
	c, err := changeset.Decode(w.Judge.Tenant, raw)
	if err != nil {
		return []emulation.Message{emulation.Say("waiting.unread", "what", emulation.Say("value.text", "text", of.Identity.String()))}, nil
	}
	t, err := w.teller()
	if err != nil {
		return nil, err
	}
	return t.told(c, mostTold), nil
}

// operation tells one operation: what it is about, and the value.
func (w View) operation(s *book.Season, sheets map[emulation.ID]book.Unit, scope changeset.Scope, op *changeset.Operation) emulation.Message {
	f := record.FieldOf(op)
	if f == nil || !f.Of.Names(op) {
		return emulation.Say("waiting.unread", "what", emulation.Say("value.text", "text", op.Kind))
	}
	if m, ok := w.scoreSaid(s, sheets, scope, f, op); ok {
		return m
	}
	of := book.Unit{}
	for i, p := range f.Of.Parts {
		if p.Name == "sheet" {
			of = sheets[op.Key.ID(i)]
		}
	}
	q, err := w.about(s, f, changeset.Ref{Scope: scope, Kind: op.Kind}, op.Key, of)
	if err != nil {
		return emulation.Say("waiting.unread", "what", f.Of.Told())
	}
	if untold(reflect.TypeOf(f.New()).Elem()) {
		return q.What
	}
	says, err := w.inWords(f, []changeset.Version{{Value: op.Value}})
	if err != nil {
		return emulation.Say("waiting.unread", "what", q.What)
	}
	return emulation.Say("waiting.wrote", "what", q.What, "value", says[0])
}

// scoreSaid tells a score as a person would have typed it; not ok if the operation is no score, or its criterion is not known here.
func (w View) scoreSaid(s *book.Season, sheets map[emulation.ID]book.Unit, scope changeset.Scope, f *record.AnyField, op *changeset.Operation) (m emulation.Message, ok bool) {
	if f.Of != record.Score.Entry || s.Set == nil {
		return m, false
	}
	key := record.Score.Read(op.Key)
	c, ok := s.Set.ByCode(key.Criterion)
	if !ok {
		return m, false
	}
	u := sheets[key.Sheet]
	for _, member := range s.Cluster.Members {
		if member.Scope() == scope {
			u = member
		}
	}
	shown, reason, err := shownScore(&c.Rule, key.Column, op.Value)
	if err != nil {
		return m, false
	}
	if reason != "" {
		return emulation.Say("waiting.score-because", "unit", u.Label(), "code", c.Code, "name", c.Name, "value", shown, "reason", reason), true
	}
	return emulation.Say("waiting.score", "unit", u.Label(), "code", c.Code, "name", c.Name, "value", shown), true
}

// untold says of values that say nothing to a person in a sentence: signed bytes, and whole sheets with every answer.
func untold(v reflect.Type) bool {
	switch v.Kind() {
	case reflect.Slice:
		return v.Elem().Kind() == reflect.Uint8
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).Type.Kind() == reflect.Map {
				return true
			}
		}
	}
	return false
}
