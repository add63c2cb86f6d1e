package hostile_test

import (
	"errors"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/workspace/replica"
)

// A server that is right about every leaf and signs a state that does not follow from them, as one would that ranks by figures nobody entered: an
// alarm with its own word as proof. The log itself is right, so work goes on, and the alarm ends with the first word that is true.
func TestServerSignsAnotherState(t *testing.T) {
	c := newCluster(t, 2, judge.Latest)
	c.sync(c.names()...)
	l, scope := c.lies(), c.clusterLog()
	c.says("son-la", c.aComment("son-la"))
	l.state = func(w *state.Word) { w.State[0] ^= 1 }
	c.must(l.exchange("cao-bang"))
	before := c.status("cao-bang", scope)
	if before.Alarm.Key != "alarm.state" || !before.Signed || before.Stated != 0 {
		t.Fatalf("the alarm: %+v", before)
	}
	var alarm *judge.Alarm
	if err := c.faults("cao-bang")[scope]; !errors.As(err, &alarm) || alarm.What != "state" {
		t.Errorf("a full check finds: %v", err)
	}
	c.says("son-la", c.aComment("son-la"))
	c.must(l.exchange("cao-bang"))
	if s := c.status("cao-bang", scope); s.Alarm.Key != "alarm.state" || s.Size <= before.Size {
		t.Errorf("the log did not go on: %+v", s)
	}
	c.sync("cao-bang") // nothing is new, and still the server is asked what it stands by
	if s := c.status("cao-bang", scope); s.Alarm.Key != "" || s.Stated != s.Size {
		t.Errorf("after a true word: %+v", s)
	}
	if faults := c.faults("cao-bang"); len(faults) > 0 {
		t.Errorf("after a true word a full check finds: %v", faults)
	}
}

// A server that keeps its words on states from a desk accuses itself of nothing, as one of before there were any; but nothing it did not sign counts as
// compared.
func TestServerKeepsItsWordsOnStatesBack(t *testing.T) {
	c := newCluster(t, 2, judge.Latest)
	c.sync(c.names()...)
	l, scope := c.lies(), c.clusterLog()
	c.says("son-la", c.aComment("son-la"))
	c.sync("cao-bang")
	before := c.status("cao-bang", scope)
	if before.Stated != before.Size {
		t.Fatalf("before: %+v", before)
	}
	c.says("son-la", c.aComment("son-la"))
	l.silent = true
	for range 2 {
		c.must(l.exchange("cao-bang"))
		if s := c.status("cao-bang", scope); s.Size <= before.Size || s.Stated != before.Size || s.Alarm.Key != "" {
			t.Errorf("without a word: %+v", s)
		}
	}
	c.says("son-la", c.aComment("son-la"))
	l.silent, l.state = false, func(w *state.Word) { w.State[0] ^= 1 }
	c.must(l.exchange("cao-bang"))
	if s := c.status("cao-bang", scope); s.Alarm.Key != "alarm.state" {
		t.Errorf("what it says later is not compared: %+v", s)
	}
}

// A word on a state that no server of the office signed, or on another history of the log, is an alarm of its own.
func TestWordOnAStateOfNobody(t *testing.T) {
	c := newCluster(t, 2, judge.Latest)
	c.sync(c.names()...)
	scope, room := c.clusterLog(), replica.At(c.desks["cao-bang"].Workspace)
	head, err := c.desks["cao-bang"].DB.Log(scope)
	c.must(err)
	word := state.Word{Scope: scope, Size: head.Size, Root: head.Root(), State: c.hashes("cao-bang")[scope]}
	member := c.desks["son-la"].Workspace.Key().Private
	if err := room.State(word.Sign(c.judge.Tenant, member)); emulation.CodeOf(err) != emulation.Corrupt {
		t.Errorf("a member's word on a state: %v", err)
	}
	if s := c.status("cao-bang", c.desks["cao-bang"].Workspace.Control()); s.Alarm.Key != "alarm.signature" {
		t.Errorf("the alarm: %+v", s)
	}
	word.Root[0] ^= 1
	if err := room.State(word.Sign(c.judge.Tenant, c.server.Private)); emulation.CodeOf(err) != emulation.Corrupt {
		t.Errorf("a word on another history: %v", err)
	}
	if s := c.status("cao-bang", scope); s.Alarm.Key != "alarm.root" {
		t.Errorf("the alarm: %+v", s)
	}
}

// What was kept of a state is no proof: where it was lost, or does not say what the records say, the records are added up before anybody is accused.
func TestSumThatWasLostAccusesNobody(t *testing.T) {
	c := newCluster(t, 2, judge.Latest)
	c.sync(c.names()...)
	scope, db := c.clusterLog(), c.desks["cao-bang"].DB
	head, err := db.Log(scope)
	c.must(err)
	for name, row := range map[string]*changeset.Record{"lost": nil, "of another state": new(state.Sum).Row(head)} {
		c.must(db.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{state.Ref(scope): row}}))
		c.sync("cao-bang")
		if s := c.status("cao-bang", scope); s.Alarm.Key != "" || s.Stated != s.Size {
			t.Errorf("a sum that was %s: %+v", name, s)
		}
		kept, err := state.Kept(db, scope)
		c.must(err)
		if kept == nil || kept.Hash(scope) != c.hashes("cao-bang")[scope] {
			t.Errorf("a sum that was %s was not made anew", name)
		}
	}
}
