package judge_test

import (
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// live lets people of the scene do things at random: right and wrong ones, twice, from clones, with old screens.
func live(t *rapid.T, s *scene, steps int) {
	people := []*Person{s.Office, s.leaderA, s.staffA, s.leaderB, s.staffB, s.observerB, s.staffC, s.leaderD, s.staffB.Clone(), s.leaderA.Clone()}
	var written []*changeset.Signed
	do := func(p *Person, scope changeset.Scope, ops ...changeset.Operation) *changeset.Signed {
		own := p.Chain(scope)
		c := s.Draft(p, scope, "live", ops...)
		if own.Seq > 0 && rapid.IntRange(0, 9).Draw(t, "epoch") == 0 {
			c.Epoch++
		}
		signed, err := c.Sign(p.Key)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Give(signed); err != nil {
			if _, refused := judge.AsRefusal(err); !refused {
				t.Fatal(err)
			}
			return nil
		}
		s.Sign(p, c)
		written = append(written, signed)
		return signed
	}
	sheets := []emulation.ID{s.a, s.b, s.c}
	for range steps {
		p := rapid.SampledFrom(people).Draw(t, "who")
		unit := rapid.SampledFrom(sheets).Draw(t, "unit")
		switch rapid.IntRange(0, 12).Draw(t, "what") {
		case 0, 1, 2:
			heads := s.heads(s.unitB, "score", changeset.NewKey(s.sheet(s.b), "1.1", "self"), "input")
			seen := rapid.IntRange(0, len(heads)).Draw(t, "seen")
			do(p, s.unitB, selfOp(s.sheet(s.b), rapid.SampledFrom([]string{"7", "8", "9"}).Draw(t, "points"), heads[:seen]...))
		case 3:
			do(p, s.cluster, comment(s))
		case 4:
			do(p, s.cluster, s.submitOps(unit, "9")...)
		case 5:
			do(p, s.cluster, s.verifyOp(unit, rapid.SampledFrom([]string{"8", "9"}).Draw(t, "points")))
		case 6:
			to := rapid.SampledFrom([]emulation.SheetStep{emulation.SheetReturned, emulation.SheetCrossChecked, emulation.SheetVerified}).Draw(t, "to")
			do(p, s.cluster, s.stepOp(unit, to))
		case 7:
			do(p, s.cluster, s.seasonOp(rapid.SampledFrom(emulation.SeasonSteps[6:9]).Draw(t, "season")))
		case 8:
			s.Now += int64(rapid.IntRange(0, 50).Draw(t, "days")) * 24 * 3600 * 1000
		case 9:
			cert := rapid.SampledFrom(append([]*Person{s.Server, s.Office}, people...)).Draw(t, "renewed").Cert
			cert.NotBefore = s.Now / 1000
			cert.NotAfter = cert.NotBefore + identity.MaxValidity
			if cause := do(s.Server, s.Control, s.CertificateOp(cert, s.Server.Key)); cause != nil {
				for _, c := range written {
					if _, _, err := s.Again(c, cause); err != nil {
						t.Fatal(err)
					}
				}
			}
		case 10:
			whose := rapid.SampledFrom(people[1:]).Draw(t, "revoked")
			do(p, s.Control, revokeOp(whose, rapid.Uint64Range(0, 4).Draw(t, "last good"), s.cluster, s.unitB))
		case 11:
			m := emulation.Membership{Until: rapid.SampledFrom([]string{"", "2024-01-01"}).Draw(t, "until")}
			do(p, s.Control, changeset.Op("membership", changeset.NewKey(s.cluster.ID(), unit), "membership", m))
		case 12:
			if len(written) > 0 {
				c := rapid.SampledFrom(written).Draw(t, "decided on")
				by := s.Office
				if c.Scope == s.unitB {
					by = s.leaderB
				}
				if cause := do(by, c.Scope, decideOp(c.Identity, rapid.Bool().Draw(t, "in"))); cause != nil {
					if _, _, err := s.Again(c, cause); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// rows are all records as bytes, those the fold keeps for itself too.
func rows(s *Store) map[changeset.Ref]string {
	all := map[changeset.Ref]string{}
	for ref, r := range s.Records {
		all[ref] = string(changeset.EncodeRecord(r))
	}
	return all
}

// replay takes the logs of a world into a new desk in a random order: leaf by leaf, in batches of any size, control not always first. The
// changes of own are here already, as pending work.
func replay(t *rapid.T, s *scene, own *Person) *Store {
	desk := newStore()
	j := judge.New(s.Judge.Anchor)
	o := judge.NewOverlay(desk)
	flush := func() {
		desk.Apply(o.Batch())
		o = judge.NewOverlay(desk)
	}
	left := map[changeset.Scope][]judge.Received{}
	scopes, _ := s.Store.Scopes()
	for _, scope := range scopes {
		left[scope] = s.Received(scope, 0)
		for i := range left[scope] {
			r := &left[scope][i]
			if own == nil || r.Change == nil {
				continue
			}
			c, err := changeset.Decode(j.Tenant, r.Change)
			if err != nil {
				t.Fatal(err)
			}
			if c.Log == own.Log() {
				if err := o.AddPending(c, nil); err != nil {
					t.Fatal(err)
				}
				r.Change = nil
			}
		}
	}
	flush()
	behind := 0
	for {
		var open []changeset.Scope
		for _, scope := range scopes {
			if len(left[scope]) > 0 {
				open = append(open, scope)
			}
		}
		if len(open) == 0 {
			break
		}
		scope := open[0] // control
		if behind == 0 {
			scope = rapid.SampledFrom(open).Draw(t, "log")
		}
		err := j.Receive(o, desk, left[scope][0])
		if emulation.KeyOf(err) == "judge.control-behind" {
			behind = rapid.IntRange(1, 20).Draw(t, "control first")
			continue
		}
		if err != nil {
			t.Fatalf("%s leaf %d: %v", scope, len(s.Store.Logs[scope])-len(left[scope]), err)
		}
		behind = max(0, behind-1)
		if rapid.IntRange(0, 5).Draw(t, "again") == 0 { // what came once may come again
			if err := j.Receive(o, desk, left[scope][0]); err != nil {
				t.Fatal(err)
			}
		}
		left[scope] = left[scope][1:]
		if rapid.IntRange(0, 7).Draw(t, "flush") == 0 {
			flush()
		}
	}
	flush()
	return desk
}

// same asserts that a desk which replays the logs comes to the state of the hub.
func same(t *rapid.T, s *scene) {
	own := rapid.SampledFrom([]*Person{nil, s.staffB, s.leaderB, s.Office}).Draw(t, "whose desk")
	desk := replay(t, s, own)
	if !maps.Equal(Hashes(desk), Hashes(s.Store)) {
		t.Fatal("another state hash")
	}
	if a, b := rows(desk), rows(s.Store); !maps.Equal(a, b) {
		t.Fatalf("other records: %d here, %d at the hub", len(a), len(b))
	}
	if !maps.Equal(desk.Places, s.Store.Places) {
		t.Fatal("other verdicts")
	}
	if !maps.Equal(desk.Chains, s.Store.Chains) {
		t.Fatal("other chains")
	}
	if fmt.Sprint(desk.Heads) != fmt.Sprint(s.Store.Heads) {
		t.Fatal("other logs")
	}
	if len(desk.Waiting) != 0 {
		t.Fatalf("%d changes still wait", len(desk.Waiting))
	}
}

func TestStateIsAFunctionOfTheLog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newScene()
		live(t, s, rapid.IntRange(1, 60).Draw(t, "steps"))
		same(t, s)
	})
}

// One cell edited so often that its row forgets the oldest versions.
func TestLongHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newScene()
		key := changeset.NewKey(s.sheet(s.b), "1.1", "self")
		for n := range rapid.IntRange(20, 40).Draw(t, "edits") {
			who := rapid.SampledFrom([]*Person{s.staffB, s.leaderB}).Draw(t, "who")
			heads := s.heads(s.unitB, "score", key, "input")
			seen := len(heads)
			if rapid.IntRange(0, 4).Draw(t, "old screen") == 0 {
				seen = rapid.IntRange(0, seen).Draw(t, "seen")
			}
			s.Write(who, s.unitB, "score", selfOp(s.sheet(s.b), fmt.Sprint(n), heads[:seen]...))
		}
		same(t, s)
	})
}
