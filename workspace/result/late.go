package result

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/book"
	"thidua/workspace/questions"
)

// Late is a change that reached the cluster after its result was locked: it is kept, it does not count, and the head decides about it.
type Late struct {
	Identity changeset.Identity
	Author   string
	Mine     bool
	At       int64 // milliseconds: when it was written, by its author's clock as far as it can be believed
	Received int64 // milliseconds: when it reached the server
	Changes  []LateChange
}

// LateChange is one thing a late change would do.
type LateChange struct {
	Kind, Field string
	Unit        book.Unit // whose it is; zero = the cluster's
	Code        string
	New         bool // nothing stands there yet
	Message     emulation.Message
}

// Late lists what came after the result was locked, in the order it came.
func (room Room) Late() ([]Late, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	var list []Late
	scope := s.Cluster.Scope()
	err = judge.EachHeld(w.Store, scope, changeset.LogID{}, func(h judge.Held) error {
		if h.Reason != judge.ReasonLocked {
			return nil
		}
		l, err := w.late(s, scope, h.Identity)
		list = append(list, l)
		return err
	})
	slices.SortStableFunc(list, func(a, b Late) int {
		switch {
		case a.Received != b.Received:
			return int(max(-1, min(1, a.Received-b.Received)))
		default:
			return strings.Compare(a.Identity.String(), b.Identity.String())
		}
	})
	return list, err
}

func (w View) late(s *book.Season, scope changeset.Scope, id changeset.Identity) (Late, error) {
	out := Late{Identity: id}
	place, err := w.Store.Place(id)
	if err != nil || place == nil {
		return out, err
	}
	e, err := w.Store.Entry(scope, uint64(place.First))
	if err != nil || e == nil {
		return out, err
	}
	c, err := changeset.Decode(w.Tenant(), e.Raw)
	if err != nil {
		return out, err
	}
	out.Received, out.At, out.Mine = e.Leaf.Received, c.HLC.Cap(e.Leaf.Received).Milliseconds(), c.Log == w.Self()
	if out.Author, err = w.AuthorName(c.Log); err != nil {
		return out, err
	}
	for i := range c.Operations {
		op := &c.Operations[i]
		r, err := w.Store.Record(c.Ref(i))
		if err != nil {
			return out, err
		}
		change := LateChange{Kind: op.Kind, Field: op.Field, New: r.Last(op.Field, changeset.Now) == nil}
		for part := range op.Key.Len() {
			if u, ok := s.Cluster.Member(op.Key.ID(part)); ok {
				change.Unit = u
			}
			if text := op.Key.Text(part); text != "" && change.Code == "" {
				change.Code = text
			}
		}
		if op.Kind == record.Score.Kind || op.Kind == record.Explanation.Kind {
			key, err := judge.SheetKey(w.Store, scope, op.Key.Group())
			if err != nil {
				return out, err
			}
			change.Unit, _ = s.Cluster.Member(record.Sheet.Read(key).Unit)
		}
		change.Message = change.message()
		out.Changes = append(out.Changes, change)
	}
	return out, nil
}

func (c LateChange) message() emulation.Message {
	key := "late.replaces"
	if c.New {
		key = "late.adds"
	}
	what := emulation.Say("late.what", "what", emulation.Say("record."+c.Kind))
	if c.Unit.Name != "" {
		what = emulation.Say("late.what-of", "what", emulation.Say("record."+c.Kind), "unit", c.Unit.Label())
	}
	if c.Code != "" && c.Code != book.PeriodSeason {
		what = emulation.Say("late.what-code", "what", what, "code", c.Code)
	}
	return emulation.Say(key, "what", what)
}

// DecideLate takes a late change in, or leaves it out. It can be taken in only after the result was reopened: a locked result does not move.
func (room Room) DecideLate(id changeset.Identity, accept bool, reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		if reason = book.Clean(reason); reason == "" {
			return emulation.Errorf(emulation.Invalid, "late.reason")
		}
		return questions.In(w.Tx).TakeIn(s.Cluster.Scope(), id, accept, reason)
	})
}
