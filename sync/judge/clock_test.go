package judge_test

import (
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

func setClock(s *scene, from int64) changeset.Operation {
	return record.Clock.Op(record.ByOffice{Office: s.Control.ID()}, emulation.ClockSet{From: from, Reason: "ahead"})
}

// ahead is a scene whose clock ran ten years ahead for a while.
func ahead(t *testing.T) (s *scene, now int64) {
	t.Helper()
	s = newScene()
	s.Raise(2)
	now = s.Now
	s.Now += (3650 * 24 * time.Hour).Milliseconds()
	if _, leaf, err := s.Try(s.staffB, s.cluster, "comment", comment(s)); err != nil || leaf.Reason != judge.ReasonExpired {
		t.Fatal(leaf, err)
	}
	return s, now
}

// The time of a leaf goes back only behind a record of the office, once in a log, and not before what it names.
func TestAttackTimeOfALeafGoesBack(t *testing.T) {
	for name, tc := range map[string]struct {
		by   func(s *scene) *Person
		at   time.Duration // of the next leaf, beside the time that the record names
		want string        // an alarm
	}{
		"nobody set it":              {nil, time.Hour, "leaf"},
		"a leader wants to":          {func(s *scene) *Person { return s.leaderA }, time.Hour, "leaf"},
		"the server wants to":        {func(s *scene) *Person { return s.Server }, time.Hour, "leaf"},
		"the office did":             {func(s *scene) *Person { return s.Office }, time.Hour, ""},
		"the office did, not so far": {func(s *scene) *Person { return s.Office }, -time.Hour, "leaf"},
	} {
		t.Run(name, func(t *testing.T) {
			s, now := ahead(t)
			if tc.by != nil {
				p := tc.by(s)
				_, leaf, err := s.Try(p, s.Control, "clock", setClock(s, now))
				if taken := err == nil && leaf.Verdict == changeset.Accepted; taken != (p == s.Office) {
					t.Fatal(leaf, err)
				}
			}
			s.Now = now + tc.at.Milliseconds()
			j, store := desk(t, s, len(s.Store.Logs[s.cluster]))
			next := s.Sign(s.leaderA.Clone(), s.Draft(s.leaderA, s.cluster, "comment", comment(s)))
			if tc.want != "" {
				alarmed(t, j, store, forge(s, store, next, 2), tc.want)
				return
			}
			o := judge.NewOverlay(store)
			if err := j.Receive(o, store, forge(s, store, next, 2)); err != nil {
				t.Fatal(err)
			}
			store.Apply(o.Batch())
			s.Now -= 1 // once more, by a moment
			last := s.Sign(s.staffC.Clone(), s.Draft(s.staffC, s.cluster, "comment", comment(s)))
			alarmed(t, j, store, forge(s, store, last, 2), "leaf")
		})
	}
}

// The first judge version knows no such record: there it stays as it is.
func TestClockIsNotSetUnderTheFirstJudge(t *testing.T) {
	s := newScene()
	c := s.Draft(s.Office, s.Control, "clock", setClock(s, 1))
	c.Schema = 2
	signed := s.Sign(s.Office, c)
	leaf, err := s.Give(signed)
	if err != nil || leaf.Verdict != changeset.Accepted {
		t.Fatal(leaf, err) // of a newer program: kept, and read by nobody
	}
	earliest := func() {
		t.Helper()
		head := s.Store.Heads[s.cluster]
		if got, err := s.Judge.Earliest(s.Store, s.Control, head, changeset.AsOf(s.Store.Heads[s.Control].Size)); err != nil || got != head.Received {
			t.Errorf("%d, not %d: %v", got, head.Received, err)
		}
	}
	earliest()
	op := &signed.Operations[0] // an older program made a record of it all the same
	r := &changeset.Record{Key: op.Key}
	r.Add(op.Field, changeset.Version{ID: signed.Version(0), Author: signed.Log, Leaf: int64(leaf.Index), Value: op.Value})
	s.Store.Apply(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{signed.Ref(0): r}})
	s.Judge.Forget()
	earliest()
}

// An office's key that has ended ends nobody's certificate by setting the clock back, nor does a typing error.
func TestAttackClockSetBackByAnEndedKey(t *testing.T) {
	s := newScene()
	old := s.Join("old", s.Office, s.Office.Cert.Subject, s.Office.Cert.May, nil)
	within := s.Now
	s.expire(t)
	s.Raise(2)
	_, leaf, err := s.Try(old, s.Control, "clock", setClock(s, 1))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonExpired)
	for _, by := range []struct {
		p    *Person
		from int64
	}{{old, within}, {s.Office, 1}} {
		s.Write(by.p, s.Control, "clock", setClock(s, by.from))
		s.Write(s.Office, s.Control, "unit", record.Unit.Op(record.OfficeCode{Office: s.Control.ID(), Code: by.p.Log().String()}, emulation.UnitInfo{Name: "x"}))
		s.renewal(t, s.staffB)
		if _, leaf, err := s.Try(old, s.Control, "unit", record.Unit.Op(record.OfficeCode{Office: s.Control.ID(), Code: "y"}, emulation.UnitInfo{Name: "y"})); leaf.Reason != judge.ReasonExpired {
			t.Fatal("the ended key holds again", leaf, err)
		}
	}
}
