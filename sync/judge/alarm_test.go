package judge_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"maps"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// lived is a scene whose logs hold every sort of leaf.
func lived(t *testing.T) *scene {
	t.Helper()
	s := newScene()
	twin := s.staffB.Clone()
	s.Write(s.staffB, s.cluster, "submit", submitB(s)...)
	fork, leaf, err := s.Try(twin, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
	if _, ok, err := s.Again(fork, s.decision(s.Office, fork, true)); !ok || err != nil {
		t.Fatal(ok, err)
	}
	s.Write(s.staffC, s.cluster, "verify", s.verifyOp(s.b, "8"))
	_, leaf, err = s.Try(s.staffB, s.cluster, "verify", s.verifyOp(s.b, "10"))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonOwnSheet)
	s.expire(t)
	late, leaf, err := s.Try(s.staffB, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonExpired)
	if _, ok, err := s.Again(late, s.renewal(t, s.staffB)); !ok || err != nil {
		t.Fatal(ok, err)
	}
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	return s
}

// desk takes the whole control log and the cluster's up to a leaf.
func desk(t *testing.T, s *scene, until int) (*judge.Judge, *Store) {
	t.Helper()
	j, store := judge.New(s.Judge.Anchor), newStore()
	o := judge.NewOverlay(store)
	for _, in := range append(s.Received(s.Control, 0), s.Received(s.cluster, 0)[:until]...) {
		if err := j.Receive(o, store, in); err != nil {
			t.Fatal(err)
		}
	}
	store.Apply(o.Batch())
	return j, store
}

func isAlarm(err error, what string) bool {
	var a *judge.Alarm
	return errors.As(err, &a) && (what == "" || a.What == what)
}

// alarmed asserts that a leaf raises an alarm and leaves nothing behind.
func alarmed(t *testing.T, j *judge.Judge, store *Store, in judge.Received, what string) {
	t.Helper()
	o := judge.NewOverlay(store)
	err := j.Receive(o, store, in)
	if !isAlarm(err, what) {
		t.Errorf("%v, want an alarm: %s", err, what)
	}
	if !o.Empty() || len(o.Batch().Records) > 0 || len(o.Batch().Heads) > 0 || len(o.Batch().Places) > 0 || len(o.Batch().Chains) > 0 || len(o.Batch().Settled) > 0 {
		t.Errorf("the alarm left something behind: %+v", o.Batch())
	}
}

func TestAlteredLeaves(t *testing.T) {
	s := lived(t)
	other := changeset.Identity{9}
	cases := map[string]struct {
		change func(l *changeset.Leaf)
		what   string // "" where only the checkpoint shows it
	}{
		"index":          {func(l *changeset.Leaf) { l.Index++ }, "leaf"},
		"identity":       {func(l *changeset.Leaf) { l.Identity = other }, "leaf"},
		"time back":      {func(l *changeset.Leaf) { l.Received = Start - 1 }, "leaf"},
		"control back":   {func(l *changeset.Leaf) { l.ControlSize = 0 }, "leaf"},
		"no judge":       {func(l *changeset.Leaf) { l.JudgeVersion = 0 }, "leaf"},
		"reason":         {func(l *changeset.Leaf) { l.Reason += "x" }, "verdict"},
		"cause":          {func(l *changeset.Leaf) { l.Cause = other[:] }, "verdict"},
		"time":           {func(l *changeset.Leaf) { l.Received++ }, ""},
		"a newer judge":  {func(l *changeset.Leaf) { l.JudgeVersion++ }, "judge"},
		"verdict":        {func(l *changeset.Leaf) { l.Verdict = l.Verdict%4 + 1 }, "verdict"},
		"verdict, twice": {func(l *changeset.Leaf) { l.Verdict = (l.Verdict+1)%4 + 1 }, "verdict"},
		"no reason":      {func(l *changeset.Leaf) { l.Verdict, l.Reason = changeset.Accepted, "" }, "verdict"},
	}
	entries := s.Store.Logs[s.cluster]
	for i := 1; i < len(entries); i++ {
		e := entries[i]
		j, store := desk(t, s, i)
		for name, c := range cases {
			leaf := e.Leaf
			leaf.Cause = bytes.Clone(leaf.Cause)
			c.change(&leaf)
			if bytes.Equal(leaf.Encode(), e.LeafRaw) {
				continue // this leaf is accepted already
			}
			in := judge.Received{Scope: s.cluster, Leaf: leaf.Encode(), Change: e.Raw}
			what := c.what
			if name == "cause" && leaf.Further() != e.Leaf.Further() {
				what = "leaf" // a first leaf said to be a further one
			}
			t.Run(name, func(t *testing.T) {
				if c.what != "" {
					alarmed(t, j, store, in, what)
					return
				}
				o := judge.NewOverlay(store)
				if err := j.Receive(o, store, in); err != nil {
					if !isAlarm(err, "") {
						t.Error(err)
					}
					return
				}
				point := &changeset.Checkpoint{Tenant: j.Tenant, Scope: s.cluster, Size: uint64(i) + 1, Root: e.Root}
				if err := j.CheckCheckpoint(o, point); !isAlarm(err, "root") {
					t.Errorf("the checkpoint does not show it: %v", err)
				}
			})
		}
		t.Run("the true one", func(t *testing.T) {
			o := judge.NewOverlay(store)
			if err := j.Receive(o, store, judge.Received{Scope: s.cluster, Leaf: e.LeafRaw, Change: e.Raw}); err != nil {
				t.Fatal(err)
			}
			point := &changeset.Checkpoint{Tenant: j.Tenant, Scope: s.cluster, Size: uint64(i) + 1, Root: e.Root}
			if err := j.CheckCheckpoint(o, point); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestDroppedOrReorderedLeaves(t *testing.T) {
	s := lived(t)
	all := s.Received(s.cluster, 0)
	for i := range all {
		j, store := desk(t, s, i)
		if i+1 < len(all) {
			next := all[i+1]
			if next.Change == nil {
				next.Change, _ = s.Store.Change(s.Store.Logs[s.cluster][i+1].Leaf.Identity)
			}
			alarmed(t, j, store, next, "leaf")
		}
		if i > 0 {
			o := judge.NewOverlay(store)
			if err := j.Receive(o, store, all[i-1]); err != nil || !o.Empty() {
				t.Errorf("leaf %d a second time: %v", i-1, err)
			}
			swapped := all[i]
			old, err := changeset.DecodeLeaf(swapped.Leaf)
			if err != nil {
				t.Fatal(err)
			}
			old.Index--
			swapped.Leaf = old.Encode()
			alarmed(t, j, store, swapped, "leaf")
		}
		if i > 0 && all[i].Change != nil {
			moved := all[i]
			moved.Change = all[0].Change
			alarmed(t, j, store, moved, "leaf")
			moved.Change = bytes.Clone(all[i].Change)
			moved.Change[len(moved.Change)-1] ^= 1 // the signature: the identity is as before
			alarmed(t, j, store, moved, "verdict")
			moved.Change = nil
			o := judge.NewOverlay(store)
			if err := j.Receive(o, store, moved); emulation.KeyOf(err) != "judge.change-missing" || !o.Empty() {
				t.Errorf("without its change: %v", err)
			}
			moved.Change, moved.Scope = all[i].Change, s.Control
			alarmed(t, j, store, moved, "leaf")
		}
	}
}

// A server that leaves a change out for one desk is caught by the first colleague's change that had seen it.
func TestTwoHistories(t *testing.T) {
	truth, shown := newScene(), newScene()
	truth.Write(truth.staffB, truth.cluster, "comment", comment(truth))
	shown.Now = truth.Now
	c, _ := truth.Write(truth.leaderA, truth.cluster, "comment", comment(truth))
	j, store := desk(t, shown, len(shown.Store.Logs[shown.cluster]))
	head := store.Heads[shown.cluster]
	leaf := changeset.Leaf{Index: head.Size, Received: shown.Now, Identity: c.Identity, Verdict: changeset.Accepted, ControlSize: store.Heads[shown.Control].Size, JudgeVersion: judge.First}
	alarmed(t, j, store, judge.Received{Scope: shown.cluster, Leaf: leaf.Encode(), Change: c.Raw}, "base")
	// Another change of the same number in its place, so that the sizes agree.
	shown.Write(shown.staffC, shown.cluster, "comment", comment(shown))
	j, store = desk(t, shown, len(shown.Store.Logs[shown.cluster]))
	leaf.Index++
	alarmed(t, j, store, judge.Received{Scope: shown.cluster, Leaf: leaf.Encode(), Change: c.Raw}, "base")
	// A server of the first version that says so itself hides nothing by it: the verdict is right, and the alarm sounds.
	leaf.Verdict, leaf.Reason = changeset.Quarantined, judge.ReasonBase
	o := judge.NewOverlay(store)
	if err := j.Receive(o, store, judge.Received{Scope: shown.cluster, Leaf: leaf.Encode(), Change: c.Raw}); err != nil || len(o.Noticed()) != 1 || o.Noticed()[0].What != "base" {
		t.Error(err, o.Noticed())
	}
	// Under a later version such a change gets no leaf at all.
	shown.Raise(2)
	j, store = desk(t, shown, len(shown.Store.Logs[shown.cluster]))
	leaf.ControlSize, leaf.JudgeVersion, leaf.Received = store.Heads[shown.Control].Size, 2, shown.Now
	alarmed(t, j, store, judge.Received{Scope: shown.cluster, Leaf: leaf.Encode(), Change: c.Raw}, "base")
}

// No version known here takes a change of a newer format: a leaf of one is a lie, as long as the office raised no version that does.
func TestNewerFormat(t *testing.T) {
	s := newScene()
	j, store := desk(t, s, len(s.Store.Logs[s.cluster]))
	c := s.Draft(s.staffB, s.cluster, "x", comment(s))
	c.Format = changeset.Format + 1
	raw, id := changeset.Seal(changeset.TypeChangeset, s.Judge.Tenant, changeset.MustEncode(c), s.staffB.Key)
	leaf := changeset.Leaf{Index: store.Heads[s.cluster].Size, Received: s.Now, Identity: id, Verdict: changeset.Accepted, ControlSize: store.Heads[s.Control].Size, JudgeVersion: judge.First}
	alarmed(t, j, store, judge.Received{Scope: s.cluster, Leaf: leaf.Encode(), Change: raw}, "leaf")
}

// A log that comes before the control log that speaks of it waits and is no alarm.
func TestControlStillToCome(t *testing.T) {
	s := newScene()
	j, store := judge.New(s.Judge.Anchor), newStore()
	o := judge.NewOverlay(store)
	first := s.Received(s.cluster, 0)[0]
	for range s.Received(s.Control, 0) {
		if err := j.Receive(o, store, first); emulation.KeyOf(err) == "judge.control-behind" {
			if err := j.Receive(o, store, s.Received(s.Control, int(o.Batch().Heads[s.Control].Size))[0]); err != nil {
				t.Fatal(err)
			}
			continue
		} else if err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error("the control log is here and the cluster's first leaf is not taken")
}

func TestCheckpoints(t *testing.T) {
	s := lived(t)
	rows := s.Store.Logs[s.cluster]
	size := uint64(len(rows))
	last := changeset.Checkpoint{Tenant: s.Judge.Tenant, Scope: s.cluster, Size: size, Root: rows[size-1].Root}
	cases := map[string]struct {
		change func(c *changeset.Checkpoint)
		ok     bool
	}{
		"as it is":           {func(*changeset.Checkpoint) {}, true},
		"older":              {func(c *changeset.Checkpoint) { c.Size, c.Root = 2, rows[1].Root }, true},
		"of nothing":         {func(c *changeset.Checkpoint) { c.Size, c.Root = 0, emulation.Hash{} }, true},
		"what is to come":    {func(c *changeset.Checkpoint) { c.Size++; c.Root[0] ^= 1 }, true},
		"another root":       {func(c *changeset.Checkpoint) { c.Root[0] ^= 1 }, false},
		"another old root":   {func(c *changeset.Checkpoint) { c.Size = 2 }, false},
		"a root of nothing":  {func(c *changeset.Checkpoint) { c.Size = 0 }, false},
		"another generation": {func(c *changeset.Checkpoint) { c.Generation = 1 }, false},
		"another tenant":     {func(c *changeset.Checkpoint) { c.Tenant[0] ^= 1 }, false},
	}
	for name, c := range cases {
		point := last
		c.change(&point)
		if err := s.Judge.CheckCheckpoint(s.Store, &point); (err == nil) != c.ok || err != nil && !isAlarm(err, "root") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The server's key alone founds nothing: under another root every leaf is an alarm.
func TestFalseWorld(t *testing.T) {
	s := newScene()
	false1 := judge.New(judge.NewAnchor(KeyOf("another root").Public().(ed25519.PublicKey)))
	store := newStore()
	alarmed(t, false1, store, s.Received(s.Control, 0)[0], "leaf")
	// The tenant alone does not help: the first certificates have to be the root's.
	forged := newScene()
	rogue := KeyOf("rogue root")
	office := forged.Office.Clone()
	c := changeset.Change{Format: changeset.Format, Tenant: forged.Judge.Tenant, Log: office.Log(), Scope: forged.Control, Seq: 1, Schema: changeset.Schema, Intent: "found",
		Operations: []changeset.Operation{forged.CertificateOp(office.Cert, rogue)}}
	signed, err := c.Sign(office.Key)
	if err != nil {
		t.Fatal(err)
	}
	leaf := changeset.Leaf{Received: Start, Identity: signed.Identity, Verdict: changeset.Accepted, JudgeVersion: judge.First}
	alarmed(t, judge.New(forged.Judge.Anchor), store, judge.Received{Scope: forged.Control, Leaf: leaf.Encode(), Change: signed.Raw}, "verdict")
	if cert, err := identity.ParseCertificate(forged.Judge.Tenant, s.Store.Logs[s.Control][0].Raw); cert != nil || err == nil {
		t.Error("a change was read as a certificate")
	}
}

// Two judges of one log agree, and an overlay thrown away leaves no trace in the judge.
func TestThrownAwayOverlay(t *testing.T) {
	s := newScene()
	o := judge.NewOverlay(s.Store)
	extra := s.Sign(s.Office, s.Draft(s.Office, s.Control, "unit", changeset.Op("unit", changeset.NewKey(s.Control.ID(), "E"), "info", emulation.UnitInfo{Name: "E"})))
	head := s.Store.Heads[s.Control]
	leaf := changeset.Leaf{Index: head.Size, Received: s.Now, Identity: extra.Identity, Verdict: changeset.Accepted, ControlSize: head.Size, JudgeVersion: judge.First}
	if err := o.Append(changeset.Entry{Scope: s.Control, Leaf: leaf, Raw: extra.Raw}, extra); err != nil {
		t.Fatal(err)
	}
	unit := changeset.NewScope(changeset.Unit, changeset.RecordID("unit", changeset.NewKey(s.Control.ID(), "E")))
	if _, ok, err := s.Judge.ControlOf(o, unit, changeset.Logged); !ok || err != nil {
		t.Fatal("the overlay does not see its own leaf")
	}
	before := maps.Clone(s.Store.Heads)
	s.Write(s.leaderA, s.Control, "name", personOp(s.leaderA)) // another leaf takes that place
	if s.Store.Heads[s.Control].Size != before[s.Control].Size+1 {
		t.Fatal("the logs are not of one size")
	}
	if _, ok, err := s.Judge.ControlOf(s.Store, unit, changeset.Logged); ok || err != nil {
		t.Error("the judge remembers what was thrown away")
	}
}
