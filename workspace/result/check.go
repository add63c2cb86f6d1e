package result

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace"
	"thidua/workspace/book"
)

// ResultCheck is what a computation of a locked result anew found.
type ResultCheck struct {
	Matches    bool
	Foreign    int      // accepted changes that got their leaf before the locking change and that its author had not seen
	Differs    []string // fields of the statement that differ
	Pending    bool     // the locking change has no leaf yet: another desk's change may still come before it
	Identity   changeset.Identity
	Locked     []byte // the statement as it was locked
	Recomputed []byte // as the logs say
	Message    emulation.Message
}

// CheckResult computes the last locked result again, from what the logs say before the leaf of the change that locked it, and compares byte
// for byte.
func (room Room) CheckResult() (*ResultCheck, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	scope := s.Cluster.Scope()
	r, err := w.Store.Record(record.Season.Ref(scope, s.Key()))
	if err != nil {
		return nil, err
	}
	last := record.Season.Result.Last(r, changeset.Now)
	if last == nil {
		return nil, emulation.Errorf(emulation.NotFound, "result.none")
	}
	lock, err := w.lockOf(scope, last)
	if err != nil {
		return nil, err
	}
	again, err := w.recompute(lock, s.ID)
	if err != nil {
		return nil, err
	}
	foreign, err := w.foreign(lock)
	if err != nil {
		return nil, err
	}
	return compared(lock, again, foreign), nil
}

// lock is the change that locked a result, and its place.
type lock struct {
	change  *changeset.Signed
	leaf    int64 // of the accepted change; changeset.Pending
	control uint64
	rawLeaf []byte
}

// lockOf finds the change that made a version of a season's result.
func (w View) lockOf(scope changeset.Scope, v *changeset.Version) (lock, error) {
	l := lock{leaf: v.Leaf}
	if v.Leaf == changeset.Pending {
		err := w.Store.Pending(func(p changeset.PendingChange) error {
			if p.Change.Identity.Short() == v.ID.Change {
				l.change = p.Change
			}
			return nil
		})
		if err == nil && l.change == nil {
			err = emulation.Errorf(emulation.Corrupt, "judge.change-missing", "identity", v.ID.Change.String())
		}
		return l, err
	}
	e, err := w.Store.Entry(scope, uint64(v.Leaf))
	if err != nil {
		return l, err
	}
	if e == nil {
		return l, emulation.Errorf(emulation.Corrupt, "judge.change-missing", "identity", v.ID.Change.String())
	}
	l.control, l.rawLeaf = e.Leaf.ControlSize, e.LeafRaw
	raw, err := w.Store.Change(e.Leaf.Identity)
	if err != nil {
		return l, err
	}
	l.change, err = changeset.Decode(w.Tenant(), raw)
	return l, err
}

// recompute writes the statement as the logs say it before the lock, from the rows of this desk, or where those have forgotten too much from
// the signed logs.
func (w View) recompute(l lock, season emulation.ID) ([]byte, error) {
	scope := l.change.Scope
	at := book.Point{Cluster: changeset.AsOf(l.leaf), Control: changeset.AsOf(l.control)}
	if l.leaf == changeset.Pending {
		before := map[emulation.ID]bool{}
		err := w.Store.Pending(func(p changeset.PendingChange) error {
			if p.Change.Scope == scope && p.Change.Seq < l.change.Seq {
				before[p.Change.Identity.Short()] = true
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		at = book.Point{Cluster: changeset.Now, Control: changeset.Now, Pending: func(change emulation.ID) bool { return before[change] }}
	}
	rows := &book.Filtered{Base: w.Store, At: at}
	again, err := stated(Of(book.Past(w.Store, rows, w.Root(), w.Control)), scope.ID(), season, position(&l.change.Change))
	if err != nil || !rows.Lossy || l.leaf == changeset.Pending {
		return again, err
	}
	return fromLogs(w.Judge.Anchor, w.Store, w.Root(), w.Control, l, season)
}

// fromLogs writes the statement from the signed logs alone.
func fromLogs(anchor judge.Anchor, from book.Logs, root identity.PublicKey, control changeset.Scope, l lock, season emulation.ID) ([]byte, error) {
	o, err := book.Replayed(judge.New(anchor), from, []changeset.Scope{control, l.change.Scope}, []uint64{l.control, uint64(l.leaf)})
	if err != nil {
		return nil, err
	}
	return stated(Of(book.Past(overlaid{Overlay: o}, o, root, control)), l.change.Scope.ID(), season, position(&l.change.Change))
}

// overlaid is a store of records alone: what else a store does is not asked of a workspace of the past.
type overlaid struct {
	*judge.Overlay
	rest
}

type rest struct{ workspace.Store }

// foreign counts the changes that came between what the author of the lock had seen and the lock, and are not the author's.
func (w View) foreign(l lock) (n int, err error) {
	err = w.Store.Entries(l.change.Scope, l.change.BaseSize, func(e *changeset.Entry) error {
		if l.leaf != changeset.Pending && int64(e.Leaf.Index) >= l.leaf {
			return book.ErrEnough
		}
		place, err := w.Store.Place(e.Leaf.Identity)
		if err != nil {
			return err
		}
		if e.Leaf.Verdict == changeset.Accepted && place != nil && place.Log != l.change.Log {
			n++
		}
		return nil
	})
	if errors.Is(err, book.ErrEnough) {
		err = nil
	}
	return n, err
}

func compared(l lock, again []byte, foreign int) *ResultCheck {
	_, locked := statementIn(l.change)
	c := &ResultCheck{Matches: bytes.Equal(locked, again), Foreign: foreign, Pending: l.leaf == changeset.Pending, Identity: l.change.Identity,
		Locked: locked, Recomputed: again}
	if !c.Matches {
		c.Differs = differingFields(locked, again)
	}
	switch {
	case c.Matches && c.Pending:
		c.Message = emulation.Say("result.matches-pending")
	case c.Matches:
		c.Message = emulation.Say("result.matches")
	case foreign > 0:
		c.Message = emulation.Say("result.differs-foreign", "count", foreign, "fields", strings.Join(c.Differs, ", "))
	default:
		c.Message = emulation.Say("result.differs", "fields", strings.Join(c.Differs, ", "))
	}
	return c
}

// differingFields names the fields in which two statements differ.
func differingFields(a, b []byte) []string {
	var x, y Statement
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return []string{"format"}
	}
	var names []string
	v, u := reflect.ValueOf(x), reflect.ValueOf(y)
	for i := range v.NumField() {
		if !reflect.DeepEqual(v.Field(i).Interface(), u.Field(i).Interface()) {
			names = append(names, v.Type().Field(i).Tag.Get("json"))
		}
	}
	return names
}
