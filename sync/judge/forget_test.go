package judge_test

import (
	"fmt"
	"maps"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

const month = 30*judge.Day + 1

// names writes a list of names of unit B in the knowledge of some versions; its commitment is what a test looks for.
func (s *scene) names(text string, expects ...changeset.VersionID) (changeset.Operation, emulation.Hash) {
	d := changeset.Detached{Value: []byte(text)}
	if text == "" {
		d = changeset.Nothing
	}
	return changeset.Op("headcount", changeset.NewKey(s.season, s.b), "list", d.Commitment(), expects...), d.Commitment()
}

// write writes such a list, accepted, and gives its version.
func (s *scene) write(text string, expects ...changeset.VersionID) changeset.VersionID {
	op, _ := s.names(text, expects...)
	c, _ := s.Write(s.staffB, s.cluster, "list", op)
	return c.Version(0)
}

// monthLater lets a month pass and gives the log a leaf about something else.
func (s *scene) monthLater() {
	if _, err := s.renew(s.staffB, func(*identity.Certificate) {}); err != nil {
		panic(err)
	}
	s.Now += month
	s.Write(s.staffB, s.cluster, "comment", comment(s))
}

// dropped fails unless exactly these lists were dropped, here and by another store that takes in the same log.
func (s *scene) dropped(t *testing.T, texts ...string) {
	t.Helper()
	want := map[emulation.Hash]bool{}
	for _, text := range texts {
		_, c := s.names(text)
		want[c] = true
	}
	other := newStore()
	follow(t, s, other, judge.Latest)
	if !maps.Equal(s.Store.Dropped, want) || !maps.Equal(other.Dropped, want) {
		t.Errorf("dropped %d lists, %d in another store, want %v", len(s.Store.Dropped), len(other.Dropped), texts)
	}
}

// A list is dropped when it was taken back, or a month after another took its place; the one that stands never is.
func TestListsOfNamesEnd(t *testing.T) {
	s := newScene()
	first := s.write("An")
	second := s.write("An, Bình", first)
	s.dropped(t)
	s.monthLater()
	s.dropped(t, "An")
	s.write("Bình", second)
	s.dropped(t, "An")
	s.write("", s.heads(s.cluster, "headcount", changeset.NewKey(s.season, s.b), "list")...)
	s.dropped(t, "An", "An, Bình", "Bình")
	last := s.write("Cúc", s.heads(s.cluster, "headcount", changeset.NewKey(s.season, s.b), "list")...)
	s.monthLater()
	s.dropped(t, "An", "An, Bình", "Bình")
	for i := range 40 { // also those the row has forgotten
		last = s.write(fmt.Sprint("Cúc ", i), last)
	}
	s.dropped(t, "An", "An, Bình", "Bình")
	s.write("", last)
	if n := len(s.Store.Dropped); n != 3+41 {
		t.Errorf("%d dropped", n)
	}
}

// Nothing goes that a person may still choose: what two wrote apart stays until one was chosen, and what a change that waits names until it was decided.
func TestListsThatMayBeNeededStay(t *testing.T) {
	s := newScene()
	first := s.write("An")
	b, c := s.write("An, Bình", first), s.write("An, Cúc", first)
	twin := s.staffB.Clone()
	s.write("An, Bình", b, c)
	op, _ := s.names("An, Cúc", b, c)
	waiting, leaf, err := s.Try(twin, s.cluster, "list", op)
	if err != nil || leaf.Verdict != changeset.Quarantined {
		t.Fatal(leaf, err)
	}
	s.monthLater()
	s.dropped(t, "An")
	if leaf, ok, err := s.Again(waiting, s.decision(s.Office, waiting, true)); err != nil || !ok || leaf.Verdict != changeset.Accepted {
		t.Fatal(leaf, ok, err)
	}
	s.monthLater()
	s.dropped(t, "An") // both were chosen apart, and stand
	s.write("An, Bình", s.heads(s.cluster, "headcount", changeset.NewKey(s.season, s.b), "list")...)
	s.monthLater()
	s.dropped(t, "An", "An, Cúc")
}

// What a thief wrote over a list within the month is put aside, and the list stands again.
func TestAListComesBackFromAThief(t *testing.T) {
	s := newScene()
	s.Raise(4)
	first := s.write("An")
	op, _ := s.names("Trộm", first)
	stolen, _ := s.Write(s.leaderB, s.cluster, "list", op)
	cause, _ := revoke(s, s.Office, s.leaderB.Log(), map[changeset.Scope]uint64{s.cluster: 0})
	if leaf, ok, err := s.Again(stolen, cause); err != nil || !ok || leaf.Verdict != changeset.Quarantined {
		t.Fatal(leaf, ok, err)
	}
	s.monthLater()
	s.dropped(t)
}

// A row that an older program did not keep is made of the records; what waits here without a leaf keeps its list too.
func TestListsOfAnOlderProgram(t *testing.T) {
	s := newScene()
	first := s.write("An")
	second := s.write("Bình", first)
	s.Store.Apply(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{{Scope: s.cluster, Kind: "_past"}: nil}})
	op, an := s.names("An", second)
	d := s.Sign(s.leaderB, s.Draft(s.leaderB, s.cluster, "list", op))
	desk := s.Store.Copy()
	o := judge.NewOverlay(desk)
	must(o.AddPending(d, nil))
	desk.Apply(o.Batch())
	s.monthLater()
	s.dropped(t, "An")
	follow(t, s, desk, judge.Latest)
	if desk.Dropped[an] {
		t.Error("dropped what an own change names that waits for its leaf")
	}
	if leaf, err := s.Give(d); err != nil || leaf.Verdict != changeset.Accepted {
		t.Fatal(leaf, err)
	}
}
