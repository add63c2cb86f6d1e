package judge_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
)

// What an overlay lists is what the base would list had the batch been written.
func TestEachRecordMerges(t *testing.T) {
	scopes := []changeset.Scope{changeset.NewScope(changeset.Cluster, IDOf("1")), changeset.NewScope(changeset.Unit, IDOf("1"))}
	kinds := []string{"a", "b", "bb", "aaa", "_held"}
	ref := rapid.Custom(func(t *rapid.T) changeset.Ref {
		group := emulation.ID{}
		group[15] = rapid.ByteRange(0, 2).Draw(t, "group")
		id := emulation.ID{}
		id[0] = rapid.ByteRange(0, 3).Draw(t, "id")
		return changeset.Ref{Scope: rapid.SampledFrom(scopes).Draw(t, "scope"), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Group: group, ID: id}
	})
	rapid.Check(t, func(t *rapid.T) {
		base, written := newStore(), newStore()
		for i, r := range rapid.SliceOfN(ref, 0, 30).Draw(t, "below") {
			record := &changeset.Record{Key: changeset.NewKey(fmt.Sprint("below", i))}
			base.Records[r], written.Records[r] = record, record
		}
		o := judge.NewOverlay(base)
		for i, r := range rapid.SliceOfN(ref, 0, 30).Draw(t, "here") {
			if rapid.Bool().Draw(t, "removed") {
				o.Batch().Records[r] = nil
			} else {
				o.Batch().Records[r] = &changeset.Record{Key: changeset.NewKey(fmt.Sprint("here", i))}
			}
		}
		written.Apply(o.Batch())
		scope := rapid.SampledFrom(scopes).Draw(t, "of")
		kind := rapid.SampledFrom(append(kinds, "", "none")).Draw(t, "kind")
		group := emulation.ID{}
		group[15] = rapid.ByteRange(0, 3).Draw(t, "group")
		list := func(v judge.View) (all []string) {
			if err := v.EachRecord(scope, kind, group, func(r changeset.Ref, record *changeset.Record) error {
				all = append(all, fmt.Sprint(r, record.Key.Text(0)))
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return all
		}
		if got, want := list(o), list(written); !slices.Equal(got, want) {
			t.Fatalf("the overlay lists\n%v\nwritten it is\n%v", got, want)
		}
		a, err := state.Of(o, scope)
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := state.Of(written, scope); a != b {
			t.Fatal("another state hash once it is written")
		}
		// An error stops the visit.
		stop, visited := errors.New("stop"), 0
		err = o.EachRecord(scope, kind, group, func(changeset.Ref, *changeset.Record) error { visited++; return stop })
		if len(list(o)) > 0 && (visited != 1 || !errors.Is(err, stop)) {
			t.Fatalf("went on after an error: %d visits, %v", visited, err)
		}
	})
}

// An overlay answers as the store will once its batch is written, at every moment of a log.
func TestOverlayIsTheStoreToBe(t *testing.T) {
	s := lived(t)
	store := newStore()
	j := judge.New(s.Judge.Anchor)
	o := judge.NewOverlay(store)
	if !o.Empty() || o.Full() {
		t.Error("a new overlay is not empty")
	}
	for _, scope := range []changeset.Scope{s.Control, s.cluster} {
		for i, in := range s.Received(scope, 0) {
			if err := j.Receive(o, store, in); err != nil {
				t.Fatal(err)
			}
			want := s.Store.Logs[scope][i]
			if root, ok, err := o.RootAt(scope, uint64(i)+1); err != nil || !ok || root != want.Root {
				t.Fatalf("%s %d: root %s %v %v", scope, i, root, ok, err)
			}
			if _, ok, _ := o.RootAt(scope, uint64(i)+2); ok {
				t.Fatal("a root of what is not here")
			}
			if e, err := o.Entry(scope, uint64(i)); err != nil || e == nil || string(e.LeafRaw) != string(want.LeafRaw) || string(e.Raw) != string(want.Raw) {
				t.Fatalf("%s %d: %+v %v", scope, i, e, err)
			}
			if e, _ := o.Entry(scope, uint64(i)+1); e != nil {
				t.Fatal("an entry that is not here")
			}
			if i%5 == 4 { // part of the log lies below
				store.Apply(o.Batch())
				o = judge.NewOverlay(store)
			}
		}
	}
	if scopes, err := o.Scopes(); err != nil || len(scopes) != 2 || scopes[0] != s.Control {
		t.Errorf("%v %v", scopes, err)
	}
	if _, ok, _ := o.RootAt(s.cluster, 1<<64-1); ok {
		t.Error("a root of a log without end")
	}
}

// What came first as pending work and then with its leaf is as if only the leaf had come, whatever the verdict.
func TestPendingThenLeaf(t *testing.T) {
	cases := map[string]func(s *scene) []changeset.Operation{
		"accepted": func(s *scene) []changeset.Operation { return submitB(s) },
		"needs-decision": func(s *scene) []changeset.Operation {
			return []changeset.Operation{s.stepOp(s.b, emulation.SheetAgreed)}
		},
		"rejected": func(s *scene) []changeset.Operation {
			return append(submitB(s), s.seasonOp(emulation.SeasonVerifying))
		},
	}
	for name, ops := range cases {
		t.Run(name, func(t *testing.T) {
			s := newScene()
			_, store := desk(t, s, len(s.Store.Logs[s.cluster]))
			before := rows(store)
			c := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "x", ops(s)...))
			o := judge.NewOverlay(store)
			if err := o.AddPending(c, nil); err != nil {
				t.Fatal(err)
			}
			store.Apply(o.Batch())
			if len(rows(store)) == len(before) && name == "accepted" {
				t.Error("pending work is not shown")
			}
			leaf, err := s.Give(c)
			if err != nil || leaf.Verdict.String() != name {
				t.Fatalf("%v %q %v", leaf.Verdict, leaf.Reason, err)
			}
			o = judge.NewOverlay(store)
			if err := judge.New(s.Judge.Anchor).Receive(o, store, judge.Received{Scope: s.cluster, Leaf: leaf.Encode()}); err != nil {
				t.Fatal(err)
			}
			store.Apply(o.Batch())
			_, clean := desk(t, s, len(s.Store.Logs[s.cluster]))
			if got, want := fmt.Sprint(rows(store)), fmt.Sprint(rows(clean)); got != want {
				t.Errorf("with pending work first:\n%q\nwithout:\n%q", got, want)
			}
			if len(store.Waiting) != 0 {
				t.Error("it still waits")
			}
		})
	}
}

// A score that waits for the own, not yet logged submission is judged as everybody else judges it.
func TestOwnPendingSheetDoesNotJudge(t *testing.T) {
	s := newScene()
	j, store := desk(t, s, len(s.Store.Logs[s.cluster]))
	o := judge.NewOverlay(store)
	if err := o.AddPending(s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "submit", submitB(s)...)), nil); err != nil {
		t.Fatal(err)
	}
	store.Apply(o.Batch())
	c, leaf, err := s.Try(s.staffC, s.cluster, "verify", s.verifyOp(s.b, "8"))
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonStep)
	if err := j.Receive(judge.NewOverlay(store), store, judge.Received{Scope: s.cluster, Leaf: leaf.Encode(), Change: c.Raw}); err != nil {
		t.Error(err)
	}
}

func TestAppendKeepsTheOrder(t *testing.T) {
	s := newScene()
	c := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "comment", comment(s)))
	head, control := s.Store.Heads[s.cluster], s.Store.Heads[s.Control]
	good := changeset.Leaf{Index: head.Size, Received: s.Now, Identity: c.Identity, Verdict: changeset.Accepted, ControlSize: control.Size, JudgeVersion: judge.First}
	cases := map[string]func(l *changeset.Leaf){
		"a gap":            func(l *changeset.Leaf) { l.Index++ },
		"a place taken":    func(l *changeset.Leaf) { l.Index-- },
		"time back":        func(l *changeset.Leaf) { l.Received = head.Received - 1 },
		"control back":     func(l *changeset.Leaf) { l.ControlSize = head.ControlSize - 1 },
		"further, but new": func(l *changeset.Leaf) { l.Cause = make([]byte, 32) },
	}
	for name, change := range cases {
		leaf := good
		change(&leaf)
		o := judge.NewOverlay(s.Store)
		if err := o.Append(changeset.Entry{Scope: s.cluster, Leaf: leaf, Raw: c.Raw}, c); emulation.KeyOf(err) != "judge.leaf-order" || !o.Empty() {
			t.Errorf("%s: %v", name, err)
		}
	}
	o := judge.NewOverlay(s.Store)
	if err := o.Append(changeset.Entry{Scope: s.cluster, Leaf: good, Raw: c.Raw}, c); err != nil {
		t.Fatal(err)
	}
	good.Index++
	if err := o.Append(changeset.Entry{Scope: s.cluster, Leaf: good, Raw: c.Raw}, c); emulation.KeyOf(err) != "judge.leaf-order" {
		t.Errorf("a change with two first leaves: %v", err)
	}
	// In a control log a leaf counts all of the log before it: nobody is left out of a judgement.
	name := s.Sign(s.staffB, s.Draft(s.staffB, s.Control, "name", personOp(s.staffB)))
	leaf := changeset.Leaf{Index: control.Size, Received: s.Now, Identity: name.Identity, Verdict: changeset.Accepted, ControlSize: control.Size - 1, JudgeVersion: judge.First}
	if err := o.Append(changeset.Entry{Scope: s.Control, Leaf: leaf, Raw: name.Raw}, name); emulation.KeyOf(err) != "judge.leaf-order" {
		t.Errorf("judged without the last control entry: %v", err)
	}
}

func TestFullBeforeATransactionIs(t *testing.T) {
	s := newScene()
	o := judge.NewOverlay(s.Store)
	for n := 1; !o.Full(); n++ {
		c := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "comment", comment(s)))
		if err := o.AddPending(c, nil); err != nil {
			t.Fatal(err)
		}
		if n > 600 {
			t.Fatal("never full")
		}
	}
	if len(o.Batch().Pending) < 100 || len(o.Batch().Records) > 13105 {
		t.Errorf("full at %d changes", len(o.Batch().Pending))
	}
}
