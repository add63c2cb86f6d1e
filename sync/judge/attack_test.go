package judge_test

import (
	"bytes"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/state"
)

// attempt is one thing somebody tries: what comes of it, and that nothing else does.
type attempt struct {
	do      func(s *scene) (changeset.Leaf, error)
	refusal string
	verdict changeset.Verdict
	reason  string
}

func run(t *testing.T, cases map[string]attempt) {
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := newScene()
			before := map[changeset.Scope]emulation.Hash{}
			s.before = func() { before = Hashes(s.Store) }
			s.before()
			leaf, err := c.do(s)
			if c.refusal != "" {
				refused(t, err, c.refusal)
			} else {
				leafIs(t, leaf, err, c.verdict, c.reason)
			}
			if c.verdict != changeset.Accepted {
				unmoved(t, s, before)
			}
		})
	}
}

// try writes one change of a person.
func try(p func(s *scene) *Person, scope func(s *scene) changeset.Scope, ops func(s *scene) []changeset.Operation) func(s *scene) (changeset.Leaf, error) {
	return func(s *scene) (changeset.Leaf, error) {
		_, leaf, err := s.Try(p(s), scope(s), "try", ops(s)...)
		return leaf, err
	}
}

var (
	office    = func(s *scene) *Person { return s.Office }
	server    = func(s *scene) *Person { return s.Server }
	leaderA   = func(s *scene) *Person { return s.leaderA }
	staffA    = func(s *scene) *Person { return s.staffA }
	leaderB   = func(s *scene) *Person { return s.leaderB }
	staffB    = func(s *scene) *Person { return s.staffB }
	observerB = func(s *scene) *Person { return s.observerB }
	staffC    = func(s *scene) *Person { return s.staffC }
	leaderD   = func(s *scene) *Person { return s.leaderD }

	control = func(s *scene) changeset.Scope { return s.Control }
	cluster = func(s *scene) changeset.Scope { return s.cluster }
	unitB   = func(s *scene) changeset.Scope { return s.unitB }
)

func ops(list ...changeset.Operation) func(*scene) []changeset.Operation {
	return func(*scene) []changeset.Operation { return list }
}

func one(make func(s *scene) changeset.Operation) func(*scene) []changeset.Operation {
	return func(s *scene) []changeset.Operation { return []changeset.Operation{make(s)} }
}

func submitB(s *scene) []changeset.Operation { return s.submitOps(s.b, "9") }

// unpapered is submitB without the paper that entry on behalf needs.
func unpapered(s *scene) []changeset.Operation {
	ops := submitB(s)
	ops[0].Value = changeset.MustEncode(emulation.Submission{Criteria: 1, Inputs: map[string]emulation.Fields{"1.1": {"points": "9"}}})
	return ops
}

func seasonStep(to emulation.SeasonStep) func(*scene) []changeset.Operation {
	return one(func(s *scene) changeset.Operation { return s.seasonOp(to) })
}

func comment(s *scene) changeset.Operation {
	return changeset.Operation{Kind: "comment", Key: changeset.NewKey(s.sheet(s.b), "1.1"), New: true, Field: "text", Value: changeset.MustEncode("ý kiến")}
}

func TestWhatIsAllowed(t *testing.T) {
	yes := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Accepted}
	}
	run(t, map[string]attempt{
		"head steps the season":               yes(try(leaderA, cluster, seasonStep(emulation.SeasonVerifying))),
		"office steps the season":             yes(try(office, cluster, seasonStep(emulation.SeasonVerifying))),
		"staff submits with the signed paper": yes(try(staffB, cluster, submitB)),
		"staff scores in the own log":         yes(try(staffB, unitB, one(func(s *scene) changeset.Operation { return selfOp(s.sheet(s.b), "9") }))),
		"staff comments":                      yes(try(staffB, cluster, one(comment))),
		"leader names the own person":         yes(try(leaderB, control, one(func(s *scene) changeset.Operation { return personOp(s.leaderB) }))),
		"office names any person":             yes(try(office, control, one(func(s *scene) changeset.Operation { return personOp(s.leaderB) }))),
		"head names a secretary":              yes(try(leaderA, control, one(func(s *scene) changeset.Operation { return s.postOp(s.b, emulation.PostSecretary) }))),
		"leader revokes a colleague":          yes(try(leaderB, control, one(func(s *scene) changeset.Operation { return revokeOp(s.staffB, 0) }))),
		"leader invites staff":                yes(try(leaderB, control, one(func(s *scene) changeset.Operation { return s.inviteOp(s.leaderB, s.b, emulation.RoleStaff) }))),
		"office certifies a second unit": yes(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.Office, s.Office, s.person("new", s.d, emulation.RoleLeader))
		}),
		"server renews":        yes(func(s *scene) (changeset.Leaf, error) { return s.renew(s.staffB, func(*identity.Certificate) {}) }),
		"server renews itself": yes(func(s *scene) (changeset.Leaf, error) { return s.renew(s.Server, func(*identity.Certificate) {}) }),
		"verifier scores another unit": yes(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.staffB, s.cluster, "submit", submitB(s)...)
			_, leaf, err := s.Try(s.staffC, s.cluster, "verify", s.verifyOp(s.b, "8.5"))
			return leaf, err
		}),
		"a colleague corrects a comment": yes(func(s *scene) (changeset.Leaf, error) {
			c, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
			_, leaf, err := s.Try(s.leaderB, s.cluster, "comment", later(comment(s), c))
			return leaf, err
		}),
		"a newer program's kind":  yes(newer(staffB, changeset.Op("hologram", changeset.NewKey(IDOf("x")), "f", 1))),
		"a newer program's field": yes(newer(office, changeset.Op("season", changeset.NewKey(IDOf("x"), "y"), "motto", 1))),
	})
}

func TestWhatAnAttackerTries(t *testing.T) {
	no := func(refusal string, do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, refusal: refusal}
	}
	waits := func(reason string, do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Quarantined, reason: reason}
	}
	right := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Rejected, reason: judge.ReasonRight}
	}
	own := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Rejected, reason: judge.ReasonOwnSheet}
	}
	paper := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Rejected, reason: judge.ReasonPaper}
	}
	shape := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Rejected, reason: judge.ReasonShape}
	}
	log := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Rejected, reason: judge.ReasonLog}
	}
	ask := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.NeedsDecision, reason: judge.ReasonStep}
	}

	run(t, map[string]attempt{
		"a wrong key": no(judge.RefusedSignature, func(s *scene) (changeset.Leaf, error) {
			return s.Give(signedBy(s, s.Draft(s.staffB, s.cluster, "submit", submitB(s)...), KeyOf("thief")))
		}),
		"a colleague's key under another's name": no(judge.RefusedSignature, func(s *scene) (changeset.Leaf, error) {
			return s.Give(signedBy(s, s.Draft(s.leaderA, s.cluster, "submit", submitB(s)...), s.staffB.Key))
		}),
		"a flipped bit": no(judge.RefusedSignature, func(s *scene) (changeset.Leaf, error) {
			c := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "submit", submitB(s)...))
			raw := bytes.Clone(c.Raw)
			at := bytes.Index(raw, []byte("submit"))
			raw[at] ^= 1
			altered, err := changeset.Decode(s.Judge.Tenant, raw)
			if err != nil {
				panic(err)
			}
			return s.Give(altered)
		}),
		"a signature of another type": no(judge.RefusedSignature, func(s *scene) (changeset.Leaf, error) {
			payload := changeset.MustEncode(s.Draft(s.staffB, s.cluster, "submit", submitB(s)...))
			raw, _ := changeset.Seal(changeset.TypeBundle, s.Judge.Tenant, payload, s.staffB.Key)
			c, err := changeset.Decode(s.Judge.Tenant, raw)
			if err != nil {
				panic(err)
			}
			return s.Give(c)
		}),
		"a signature of another tenant": no(judge.RefusedSignature, func(s *scene) (changeset.Leaf, error) {
			payload := changeset.MustEncode(s.Draft(s.staffB, s.cluster, "submit", submitB(s)...))
			raw, _ := changeset.Seal(changeset.TypeChangeset, changeset.Tenant(IDOf("other")), payload, s.staffB.Key)
			c, err := changeset.Decode(s.Judge.Tenant, raw)
			if err != nil {
				panic(err)
			}
			return s.Give(c)
		}),
		"a signature moved to another scope": no(judge.RefusedSignature, func(s *scene) (changeset.Leaf, error) {
			c := s.Sign(s.staffB, s.Draft(s.staffB, s.unitB, "score", selfOp(s.sheet(s.b), "9")))
			moved, err := changeset.Decode(s.Judge.Tenant, bytes.Replace(c.Raw, s.unitB[:], s.cluster[:], 1))
			if err != nil {
				panic(err)
			}
			return s.Give(moved)
		}),
		"an unknown key":             no(judge.RefusedKey, try(func(s *scene) *Person { return s.person("stranger", s.b, emulation.RoleStaff) }, cluster, submitB)),
		"another unit's log":         no(judge.RefusedScope, try(leaderA, unitB, one(func(s *scene) changeset.Operation { return selfOp(s.sheet(s.b), "9") }))),
		"the office in a unit's log": no(judge.RefusedScope, try(office, unitB, one(func(s *scene) changeset.Operation { return selfOp(s.sheet(s.b), "9") }))),
		"a cluster it is not in":     no(judge.RefusedScope, try(leaderD, cluster, one(comment))),
		"the server in a cluster":    no(judge.RefusedScope, try(server, cluster, one(comment))),
		"a log of no office":         no(judge.RefusedScope, try(staffB, func(*scene) changeset.Scope { return changeset.NewScope(changeset.Cluster, IDOf("none")) }, one(comment))),
		"another office's control": no(judge.RefusedKey, try(staffB, func(*scene) changeset.Scope { return changeset.NewScope(changeset.Control, IDOf("none")) },
			one(func(s *scene) changeset.Operation { return personOp(s.staffB) }))),

		"head's staff steps the season":          right(try(staffA, cluster, seasonStep(emulation.SeasonVerifying))),
		"staff of another unit steps the season": right(try(staffB, cluster, seasonStep(emulation.SeasonVerifying))),
		"a leader of another unit, too":          right(try(leaderB, cluster, seasonStep(emulation.SeasonVerifying))),
		"staff writes the season's name": right(try(staffB, cluster, one(func(s *scene) changeset.Operation {
			return changeset.Op("season", s.seasonKey, "info", emulation.SeasonInfo{Name: "x"})
		}))),
		"staff writes criteria":        right(try(staffB, cluster, one(func(s *scene) changeset.Operation { return s.criteriaOp(1, "x") }))),
		"observer submits":             right(try(observerB, cluster, submitB)),
		"observer scores":              right(try(observerB, unitB, one(func(s *scene) changeset.Operation { return selfOp(s.sheet(s.b), "9") }))),
		"observer comments":            right(try(observerB, cluster, one(comment))),
		"observer writes a newer kind": right(newer(observerB, changeset.Op("hologram", changeset.NewKey("x"), "f", 1))),
		"a unit founds a unit": right(try(leaderB, control, one(func(s *scene) changeset.Operation {
			return changeset.Op("unit", changeset.NewKey(s.Control.ID(), "E"), "info", emulation.UnitInfo{Name: "E"})
		}))),
		"a unit takes itself into a cluster": right(try(leaderD, control, one(func(s *scene) changeset.Operation {
			return changeset.Op("membership", changeset.NewKey(s.cluster.ID(), s.d), "membership", emulation.Membership{})
		}))),
		"a unit makes itself head":            right(try(leaderB, control, one(func(s *scene) changeset.Operation { return s.postOp(s.b, emulation.PostHead) }))),
		"the head makes a deputy":             right(try(leaderA, control, one(func(s *scene) changeset.Operation { return s.postOp(s.b, emulation.PostDeputy) }))),
		"the head's staff names a verifier":   right(try(staffA, control, one(func(s *scene) changeset.Operation { return s.postOp(s.b, emulation.PostVerifier) }))),
		"a unit names a verifier":             right(try(leaderB, control, one(func(s *scene) changeset.Operation { return s.postOp(s.b, emulation.PostVerifier) }))),
		"staff revokes a colleague":           right(try(staffB, control, one(func(s *scene) changeset.Operation { return revokeOp(s.leaderB, 0) }))),
		"a leader revokes another unit's key": right(try(leaderB, control, one(func(s *scene) changeset.Operation { return revokeOp(s.leaderA, 0) }))),
		"a leader revokes the office":         right(try(leaderB, control, one(func(s *scene) changeset.Operation { return revokeOp(s.Office, 0) }))),
		"somebody names another person":       right(try(staffB, control, one(func(s *scene) changeset.Operation { return personOp(s.leaderA) }))),
		"a unit decides":                      right(try(leaderB, cluster, one(func(s *scene) changeset.Operation { return decideOp(changeset.Identity{1}, true) }))),
		"staff submits for another unit":      right(try(staffC, cluster, submitB)),
		"staff submits without the paper":     paper(try(staffB, cluster, unpapered)),
		"the office submits without it":       paper(try(office, cluster, unpapered)),
		"head's staff submits without it":     paper(try(staffA, cluster, unpapered)),

		"a kind in the wrong log":         log(try(office, cluster, one(func(s *scene) changeset.Operation { return revokeOp(s.staffB, 0) }))),
		"a season in a unit's log":        log(try(leaderB, unitB, seasonStep(emulation.SeasonVerifying))),
		"an unknown kind of this schema":  shape(try(staffB, cluster, ops(changeset.Op("hologram", changeset.NewKey("x"), "f", 1)))),
		"an unknown field of this schema": shape(try(office, cluster, ops(changeset.Op("season", changeset.NewKey(IDOf("x"), "y"), "motto", 1)))),
		"a text for a record":             shape(try(office, cluster, one(func(s *scene) changeset.Operation { return changeset.Op("season", s.seasonKey, "info", "x") }))),
		"null for a record":               shape(try(office, cluster, one(func(s *scene) changeset.Operation { return changeset.Op("season", s.seasonKey, "info", nil) }))),
		"null for a step":                 shape(try(office, cluster, one(func(s *scene) changeset.Operation { return s.set(s.cluster, "season", s.seasonKey, "step", nil) }))),
		"a record with a field more": shape(try(office, cluster, one(func(s *scene) changeset.Operation {
			return changeset.Op("season", s.seasonKey, "info", map[int]any{1: "x", 99: "y"})
		}))),
		"a commitment of 31 bytes": shape(try(staffB, control, one(func(s *scene) changeset.Operation {
			return changeset.Op("person", changeset.NewKey(s.staffB.Cert.Person), "name", make([]byte, 31))
		}))),
		"a commitment of 33 bytes": shape(try(staffB, control, one(func(s *scene) changeset.Operation {
			return changeset.Op("person", changeset.NewKey(s.staffB.Cert.Person), "name", make([]byte, 33))
		}))),
		"a field of a record written twice": shape(try(staffB, unitB, func(s *scene) []changeset.Operation {
			return []changeset.Operation{selfOp(s.sheet(s.b), "9"), selfOp(s.sheet(s.b), "8")}
		})),
		"a key with a part less": shape(try(office, cluster, one(func(s *scene) changeset.Operation {
			return changeset.Op("season", changeset.NewKey(s.cluster.ID()), "step", "draft")
		}))),
		"a key of other parts": shape(try(office, cluster, one(func(s *scene) changeset.Operation {
			return changeset.Op("season", changeset.NewKey("x", "y"), "step", "draft")
		}))),
		"a natural record by another name": shape(try(office, cluster, one(func(s *scene) changeset.Operation {
			o := s.seasonOp(emulation.SeasonVerifying)
			o.Record = IDOf("x")
			return o
		}))),
		"a natural record as a free one": shape(try(office, cluster, one(func(s *scene) changeset.Operation {
			o := s.seasonOp(emulation.SeasonVerifying)
			o.New = true
			return o
		}))),
		"a newer field under another name": shape(newer(office, changeset.Operation{Kind: "sheet", Key: changeset.NewKey("x"), Record: IDOf("x"), Field: "motto", Value: changeset.MustEncode(1)})),
		"a season of another cluster": shape(try(office, cluster, one(func(s *scene) changeset.Operation {
			return changeset.Op("season", changeset.NewKey(IDOf("x"), "y"), "step", "draft")
		}))),
		"a unit of another office": shape(try(office, control, one(func(s *scene) changeset.Operation {
			return changeset.Op("unit", changeset.NewKey(IDOf("x"), "E"), "info", emulation.UnitInfo{Name: "E"})
		}))),
		"the verified column in a unit's log": shape(try(leaderB, unitB, one(func(s *scene) changeset.Operation { return s.verifyOp(s.b, "9") }))),
		"the self column in the cluster":      shape(try(leaderB, cluster, one(func(s *scene) changeset.Operation { return selfOp(s.sheet(s.b), "9") }))),
		"a submission without its step":       shape(try(leaderB, cluster, func(s *scene) []changeset.Operation { return submitB(s)[:1] })),
		"a broken certificate": shape(try(office, control, one(func(s *scene) changeset.Operation {
			return changeset.Op("certificate", changeset.NewKey(s.staffB.Log()), "certificate", []byte("x"))
		}))),
		"a certificate under another key": shape(try(office, control, one(func(s *scene) changeset.Operation {
			o := s.CertificateOp(s.staffB.Cert, s.Office.Key)
			o.Key = changeset.NewKey(s.staffA.Log())
			return o
		}))),

		"an impossible season step": ask(try(office, cluster, seasonStep(emulation.SeasonDecided))),
		"no season step at all":     ask(try(office, cluster, one(func(s *scene) changeset.Operation { return s.set(s.cluster, "season", s.seasonKey, "step", "party") }))),
		"a step from another place": ask(try(office, cluster, one(func(s *scene) changeset.Operation { return changeset.Op("season", s.seasonKey, "step", "consulting") }))),
		"a score before the sheet":  ask(try(staffC, cluster, one(func(s *scene) changeset.Operation { return s.verifyOp(s.b, "9") }))),
		"agreeing to nothing":       ask(try(leaderB, cluster, one(func(s *scene) changeset.Operation { return s.stepOp(s.b, emulation.SheetAgreed) }))),
		"a comment on a comment that is not here": ask(try(staffB, cluster, one(func(s *scene) changeset.Operation {
			return changeset.Operation{Kind: "comment", Key: changeset.NewKey(s.sheet(s.b), "1.1"), Record: IDOf("x"), Field: "text", Value: changeset.MustEncode("x")}
		}))),
		"a submission twice without return": ask(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.staffB, s.cluster, "submit", submitB(s)...)
			s.before()
			_, leaf, err := s.Try(s.staffB, s.cluster, "submit", submitB(s)...)
			return leaf, err
		}),
		"a second text for one criteria version": ask(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.leaderA, s.cluster, "criteria", s.criteriaOp(1, "one"))
			s.before()
			_, leaf, err := s.Try(s.leaderA, s.cluster, "criteria", s.criteriaOp(1, "two"))
			return leaf, err
		}),

		"a verifier scoring the own unit": own(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.staffC, s.cluster, "submit", s.submitOps(s.c, "9")...)
			s.before()
			_, leaf, err := s.Try(s.staffC, s.cluster, "verify", s.verifyOp(s.c, "10"))
			return leaf, err
		}),
		"a unit that is no verifier": right(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.staffC, s.cluster, "submit", s.submitOps(s.c, "9")...)
			s.before()
			_, leaf, err := s.Try(s.staffB, s.cluster, "verify", s.verifyOp(s.c, "1"))
			return leaf, err
		}),
		"a unit returning the own sheet": right(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.staffB, s.cluster, "submit", submitB(s)...)
			s.before()
			_, leaf, err := s.Try(s.staffB, s.cluster, "return", s.stepOp(s.b, emulation.SheetReturned))
			return leaf, err
		}),
		"another text under a step of the unit": shape(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.staffB, s.cluster, "submit", submitB(s)...)
			s.Write(s.staffC, s.cluster, "check", s.stepOp(s.b, emulation.SheetCrossChecked))
			s.Write(s.staffC, s.cluster, "verify", s.stepOp(s.b, emulation.SheetVerified))
			s.before()
			_, leaf, err := s.Try(s.leaderB, s.cluster, "agree", s.submitOps(s.b, "10")[0], s.stepOp(s.b, emulation.SheetAgreed))
			return leaf, err
		}),
		"another unit's comment": right(func(s *scene) (changeset.Leaf, error) {
			c, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
			s.before()
			_, leaf, err := s.Try(s.leaderA, s.cluster, "comment", later(comment(s), c))
			return leaf, err
		}),
		"a right it lacks beside a step to decide": right(try(staffB, cluster, func(s *scene) []changeset.Operation {
			return []changeset.Operation{s.stepOp(s.b, emulation.SheetAgreed), s.seasonOp(emulation.SeasonVerifying)}
		})),

		"a twin": waits(judge.ReasonFork, func(s *scene) (changeset.Leaf, error) {
			twin := s.staffB.Clone()
			s.Write(s.staffB, s.cluster, "submit", submitB(s)...)
			s.before()
			_, leaf, err := s.Try(twin, s.cluster, "comment", comment(s))
			return leaf, err
		}),
		"what follows on a twin": waits(judge.ReasonFork, func(s *scene) (changeset.Leaf, error) {
			twin := s.staffB.Clone()
			s.Write(s.staffB, s.cluster, "comment", comment(s))
			for range 2 {
				if _, leaf, err := s.Try(twin, s.cluster, "comment", comment(s)); err != nil || leaf.Reason != judge.ReasonFork {
					return leaf, err
				}
			}
			s.before()
			_, leaf, err := s.Try(twin, s.cluster, "comment", comment(s))
			return leaf, err
		}),
		"a new epoch with number one": waits(judge.ReasonFork, func(s *scene) (changeset.Leaf, error) {
			c := s.Draft(s.staffB, s.cluster, "comment", comment(s))
			c.Epoch, c.Seq = 1, 1
			return s.Give(s.Sign(s.staffB, c))
		}),
		"a new epoch on another's change": waits(judge.ReasonFork, func(s *scene) (changeset.Leaf, error) {
			other, _ := s.Write(s.staffA, s.cluster, "comment", comment(s))
			s.before()
			c := s.Draft(s.staffB, s.cluster, "comment", comment(s))
			c.Epoch, c.Seq, c.Previous = 1, 2, other.Identity
			return s.Give(s.Sign(s.staffB, c))
		}),
		"a base of another root": attempt{do: based(func(c *changeset.Change) { c.BaseRoot[5] ^= 1 }), refusal: judge.ReasonBase},
		"a base past the log":    attempt{do: based(func(c *changeset.Change) { c.BaseSize++ }), refusal: judge.ReasonBase},
		"a base that is huge":    attempt{do: based(func(c *changeset.Change) { c.BaseSize = 1<<64 - 1 }), refusal: judge.ReasonBase},
		"a base of no size":      attempt{do: based(func(c *changeset.Change) { c.BaseSize = 0 }), refusal: judge.ReasonBase},
		"another generation":     waits(judge.ReasonBase, based(func(c *changeset.Change) { c.Generation = 1 })),
	})
}

func based(change func(c *changeset.Change)) func(s *scene) (changeset.Leaf, error) {
	return func(s *scene) (changeset.Leaf, error) {
		c := s.Draft(s.staffB, s.cluster, "submit", submitB(s)...)
		change(&c)
		return s.Give(s.Sign(s.staffB, c))
	}
}

func newer(p func(s *scene) *Person, op changeset.Operation) func(s *scene) (changeset.Leaf, error) {
	return func(s *scene) (changeset.Leaf, error) {
		c := s.Draft(p(s), s.cluster, "new", op)
		c.Schema = changeset.Schema + 1
		return s.Give(s.Sign(p(s), c))
	}
}

func TestGapIsHeld(t *testing.T) {
	s := newScene()
	before := Hashes(s.Store)
	first := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "comment", comment(s)))
	second := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "comment", comment(s)))
	third := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "comment", comment(s)))
	_, err := s.Give(third)
	if r := refused(t, err, judge.RefusedGap); r.From != 1 {
		t.Errorf("missing from %d, want 1", r.From)
	}
	leaf, err := s.Give(first)
	leafIs(t, leaf, err, changeset.Accepted, "")
	_, err = s.Give(third)
	if r := refused(t, err, judge.RefusedGap); r.From != 2 {
		t.Errorf("missing from %d, want 2", r.From)
	}
	for _, c := range []*changeset.Signed{second, third} {
		leaf, err := s.Give(c)
		leafIs(t, leaf, err, changeset.Accepted, "")
	}
	if again, err := s.Give(third); err != nil || again.Index != s.Store.Heads[s.cluster].Size-1 {
		t.Errorf("given a second time: %+v %v", again, err)
	}
	delete(before, s.cluster)
	for scope, h := range before {
		if now, _ := state.Of(s.Store, scope); now != h {
			t.Errorf("%s moved", scope)
		}
	}
	c := s.Draft(s.staffB, s.cluster, "comment", comment(s))
	c.Epoch, c.Previous = 1, changeset.Identity{9}
	_, err = s.Give(s.Sign(s.staffB, c))
	if r := refused(t, err, judge.RefusedGap); r.From != c.Seq-1 {
		t.Errorf("missing from %d, want %d", r.From, c.Seq-1)
	}
}
