package judge_test

import (
	"crypto/ed25519"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// join tries to bring a key in with an invitation.
func (s *scene) join(p *Person, invitation *changeset.Operation, seed identity.Seed) (changeset.Leaf, error) {
	var list []changeset.Operation
	if invitation != nil {
		list = append(list, *invitation)
	}
	_, leaf, err := s.Try(p, s.Control, "join", append(list, s.JoinOps(p, seed)...)...)
	return leaf, err
}

// invite makes an invitation by somebody for a unit, and whoever would use it.
func (s *scene) invite(by *Person, unit emulation.ID, may ...emulation.Role) (*Person, *changeset.Operation, identity.Seed) {
	i, seed := s.Invitation("invited", by, UnitSubject(unit), may, nil)
	op := s.InvitationOp(i, by)
	return s.person("newcomer", unit, may...), &op, seed
}

func TestCertificates(t *testing.T) {
	yes := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Accepted}
	}
	no := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, refusal: judge.RefusedKey}
	}
	right := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Rejected, reason: judge.ReasonRight}
	}
	shape := func(do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Rejected, reason: judge.ReasonShape}
	}
	waits := func(reason string, do func(s *scene) (changeset.Leaf, error)) attempt {
		return attempt{do: do, verdict: changeset.Quarantined, reason: reason}
	}
	altered := func(change func(*identity.Certificate)) func(s *scene) (changeset.Leaf, error) {
		return func(s *scene) (changeset.Leaf, error) { return s.renew(s.staffB, change) }
	}
	// rooted records a certificate signed by the root.
	rooted := func(subject func(s *scene) identity.Subject) func(s *scene) (changeset.Leaf, error) {
		return func(s *scene) (changeset.Leaf, error) {
			p := s.Person("rooted", subject(s), []emulation.Role{emulation.RoleOffice}, nil)
			_, leaf, err := s.Try(s.Office, s.Control, "certify", s.CertificateOp(p.Cert, s.Root))
			return leaf, err
		}
	}
	// selfMade brings a key in whose certificate is signed by whatever key.
	selfMade := func(issuer string, change func(s *scene, c *changeset.Change)) func(s *scene) (changeset.Leaf, error) {
		return func(s *scene) (changeset.Leaf, error) {
			p := s.person("stranger", s.b, emulation.RoleLeader)
			c := s.Draft(p, s.Control, "join", s.CertificateOp(p.Cert, KeyOf(issuer)))
			change(s, &c)
			return s.Give(s.Sign(p, c))
		}
	}
	run(t, map[string]attempt{
		"the root certifies its office": yes(rooted(func(s *scene) identity.Subject { return s.Office.Cert.Subject })),
		"the root certifies a server": yes(rooted(func(*scene) identity.Subject {
			return identity.Subject{Kind: emulation.SubjectServer, ID: IDOf("second")}
		})),
		"the root certifies another office here": right(rooted(func(*scene) identity.Subject {
			return identity.Subject{Kind: emulation.SubjectOffice, ID: IDOf("second")}
		})),
		"the root certifies a unit": right(rooted(func(s *scene) identity.Subject { return UnitSubject(s.b) })),

		"a self-certified key":            no(selfMade("stranger", func(*scene, *changeset.Change) {})),
		"certified by a stranger":         no(selfMade("somebody", func(*scene, *changeset.Change) {})),
		"certified by staff":              no(selfMade("staff B", func(*scene, *changeset.Change) {})),
		"self-certified on a false base":  no(selfMade("stranger", func(_ *scene, c *changeset.Change) { c.BaseRoot[0] ^= 1 })),
		"self-certified after a previous": no(selfMade("stranger", func(_ *scene, c *changeset.Change) { c.Previous[0] ^= 1 })),
		"self-certified, long past": no(func(s *scene) (changeset.Leaf, error) {
			p := s.person("stranger", s.b, emulation.RoleLeader)
			p.Cert.NotBefore, p.Cert.NotAfter = 1, 2
			_, leaf, err := s.Try(p, s.Control, "join", s.CertificateOp(p.Cert, p.Key))
			return leaf, err
		}),
		"self-certified beside a used invitation": no(func(s *scene) (changeset.Leaf, error) {
			first, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			if leaf, err := s.join(first, op, seed); err != nil || leaf.Verdict != changeset.Accepted {
				return leaf, err
			}
			s.before()
			p := s.person("stranger", s.b, emulation.RoleStaff)
			_, leaf, err := s.Try(p, s.Control, "join", s.JoinOps(p, seed)[0], s.CertificateOp(p.Cert, p.Key))
			return leaf, err
		}),
		"certified as an office by a leader": no(func(s *scene) (changeset.Leaf, error) {
			p := s.Person("stranger", s.Office.Cert.Subject, []emulation.Role{emulation.RoleOffice}, nil)
			_, leaf, err := s.Try(p, s.Control, "join", s.CertificateOp(p.Cert, s.leaderB.Key))
			return leaf, err
		}),

		"a leader grants within": yes(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.leaderB, s.leaderB, s.person("new", s.b, emulation.RoleStaff))
		}),
		"a leader grants another unit": right(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.leaderB, s.leaderB, s.person("new", s.a, emulation.RoleStaff))
		}),
		"a grant beyond may_grant": right(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.leaderB, s.leaderB, s.person("new", s.b, emulation.RoleOffice))
		}),
		"staff grants": right(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.staffB, s.staffB, s.person("new", s.b, emulation.RoleStaff))
		}),
		"the office to an unknown unit": right(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.Office, s.Office, s.person("new", IDOf("none"), emulation.RoleStaff))
		}),
		"the office makes a unit office": right(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.Office, s.Office, s.person("new", s.b, emulation.RoleOffice))
		}),
		"the office makes a server": right(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.Office, s.Office, s.Person("new", identity.Subject{Kind: emulation.SubjectServer, ID: IDOf("x")}, []emulation.Role{emulation.RoleServer}, nil))
		}),
		"a unit's person as server": right(func(s *scene) (changeset.Leaf, error) {
			return s.certify(s.Office, s.Office, s.person("new", s.b, emulation.RoleServer))
		}),
		"a grant of grants beyond": right(func(s *scene) (changeset.Leaf, error) {
			p := s.person("new", s.b, emulation.RoleStaff)
			p.Cert.MayGrant = []emulation.Role{emulation.RoleOffice}
			return s.certify(s.leaderB, s.leaderB, p)
		}),
		"a leader captures another's key": right(func(s *scene) (changeset.Leaf, error) {
			p := s.Office.Clone()
			p.Cert.Subject, p.Cert.May, p.Cert.MayGrant = UnitSubject(s.b), []emulation.Role{emulation.RoleStaff}, nil
			p.Cert.NotBefore += 10
			return s.certify(s.leaderB, s.leaderB, p)
		}),
		"a certificate for another person's key": right(func(s *scene) (changeset.Leaf, error) {
			p := s.staffB.Clone()
			p.Cert.Person = IDOf("nobody")
			p.Cert.NotBefore += 10
			return s.certify(s.leaderB, s.leaderB, p)
		}),
		"an old certificate after a narrower one": right(func(s *scene) (changeset.Leaf, error) {
			narrow := s.leaderB.Clone()
			narrow.Cert.May, narrow.Cert.MayGrant = []emulation.Role{emulation.RoleObserver}, nil
			narrow.Cert.NotBefore += 10
			if leaf, err := s.certify(s.Office, s.Office, narrow); err != nil || leaf.Verdict != changeset.Accepted {
				return leaf, err
			}
			s.before()
			old := s.leaderB.Clone()
			return s.certify(s.leaderB, s.Office, old)
		}),

		"a renewal":                yes(altered(func(*identity.Certificate) {})),
		"the server adds a right":  right(altered(func(c *identity.Certificate) { c.May = append(c.May, emulation.RoleLeader) })),
		"the server takes a right": right(altered(func(c *identity.Certificate) { c.May = nil })),
		"the server adds a grant":  right(altered(func(c *identity.Certificate) { c.MayGrant = []emulation.Role{emulation.RoleStaff} })),
		"the server moves a unit":  right(altered(func(c *identity.Certificate) { c.Subject.ID[0] ^= 1 })),
		"the server swaps the recipient": right(altered(func(c *identity.Certificate) {
			c.Recipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
		})),
		"the server shortens":              right(altered(func(c *identity.Certificate) { c.NotAfter = c.NotBefore + 1 })),
		"the server renews for the future": right(altered(func(c *identity.Certificate) { c.NotBefore += 3600 })),
		"the server renews what was revoked": right(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.Office, s.Control, "revoke", revokeOp(s.staffB, 0))
			s.before()
			return s.renew(s.staffB, func(*identity.Certificate) {})
		}),
		"the server invents a colleague": right(func(s *scene) (changeset.Leaf, error) {
			return s.renew(s.person("invented", s.b, emulation.RoleStaff), func(*identity.Certificate) {})
		}),
		"the server founds a unit": right(func(s *scene) (changeset.Leaf, error) {
			_, leaf, err := s.Try(s.Server, s.Control, "unit", changeset.Op("unit", changeset.NewKey(s.Control.ID(), "E"), "info", emulation.UnitInfo{Name: "E"}))
			return leaf, err
		}),

		"an invitation within": yes(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			return s.join(p, op, seed)
		}),
		"an invitation logged before": yes(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			s.Write(s.leaderB, s.Control, "invite", *op)
			return s.join(p, nil, seed)
		}),
		"fewer rights than invited": yes(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff, emulation.RoleLeader)
			p.Cert.May = p.Cert.May[:1]
			return s.join(p, op, seed)
		}),
		"more rights than invited": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			p.Cert.May = []emulation.Role{emulation.RoleLeader}
			return s.join(p, op, seed)
		}),
		"more grants than invited": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			p.Cert.MayGrant = []emulation.Role{emulation.RoleStaff}
			return s.join(p, op, seed)
		}),
		"another unit than invited": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			p.Cert.Subject.ID = s.a
			return s.join(p, op, seed)
		}),
		"a second device of one person": yes(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			p.Cert.Person = s.staffB.Cert.Person
			return s.join(p, op, seed)
		}),
		"under the name of another unit's person": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			p.Cert.Person = s.leaderA.Cert.Person
			return s.join(p, op, seed)
		}),
		"under the name of the office's person": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			p.Cert.Person = s.Office.Cert.Person
			return s.join(p, op, seed)
		}),
		"without using the invitation": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			_, leaf, err := s.Try(p, s.Control, "join", *op, s.JoinOps(p, seed)[1])
			return leaf, err
		}),
		"an invitation nobody logged": no(func(s *scene) (changeset.Leaf, error) {
			p, _, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			return s.join(p, nil, seed)
		}),
		"a unit invites as office": right(func(s *scene) (changeset.Leaf, error) {
			_, leaf, err := s.Try(s.leaderB, s.Control, "invite", s.inviteOp(s.leaderB, s.b, emulation.RoleOffice))
			return leaf, err
		}),
		"a unit invites for the office": right(func(s *scene) (changeset.Leaf, error) {
			i, _ := s.Invitation("x", s.leaderB, s.Office.Cert.Subject, []emulation.Role{emulation.RoleOffice}, nil)
			_, leaf, err := s.Try(s.leaderB, s.Control, "invite", s.InvitationOp(i, s.leaderB))
			return leaf, err
		}),
		"a unit invites for another unit": right(func(s *scene) (changeset.Leaf, error) {
			_, leaf, err := s.Try(s.leaderB, s.Control, "invite", s.inviteOp(s.leaderB, s.a, emulation.RoleStaff))
			return leaf, err
		}),
		"staff invites": right(func(s *scene) (changeset.Leaf, error) {
			_, leaf, err := s.Try(s.staffB, s.Control, "invite", s.inviteOp(s.staffB, s.b, emulation.RoleStaff))
			return leaf, err
		}),
		"a stranger's invitation": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.person("stranger", s.b), s.b, emulation.RoleStaff)
			return s.join(p, op, seed)
		}),
		"a joiner brings rights for others": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			_, leaf, err := s.Try(p, s.Control, "join", append([]changeset.Operation{*op, s.postOp(s.b, emulation.PostHead)}, s.JoinOps(p, seed)...)...)
			return leaf, err
		}),
		"one invitation, two keys at once": no(func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			second := s.person("second", s.b, emulation.RoleStaff)
			_, leaf, err := s.Try(p, s.Control, "join", append([]changeset.Operation{*op, s.JoinOps(second, seed)[1]}, s.JoinOps(p, seed)...)...)
			return leaf, err
		}),
		"using up another's invitation": no(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.Office, s.Control, "invite", s.inviteOp(s.Office, s.a, emulation.RoleLeader))
			s.before()
			_, victim := s.Invitation("invited", s.Office, UnitSubject(s.a), nil, nil)
			p := s.person("thief", s.b, emulation.RoleStaff)
			_, leaf, err := s.Try(p, s.Control, "join", s.JoinOps(p, victim)[0], s.CertificateOp(p.Cert, s.leaderB.Key))
			return leaf, err
		}),
		"a second use": waits(judge.ReasonInvite, func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			if leaf, err := s.join(p, op, seed); err != nil || leaf.Verdict != changeset.Accepted {
				return leaf, err
			}
			s.before()
			return s.join(s.person("second", s.b, emulation.RoleStaff), nil, seed)
		}),
		"too late": waits(judge.ReasonExpInvite, func(s *scene) (changeset.Leaf, error) {
			p, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			s.Now += 15 * 24 * 3600 * 1000
			return s.join(p, op, seed)
		}),
		"a used word by a member": shape(func(s *scene) (changeset.Leaf, error) {
			_, op, seed := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			s.Write(s.leaderB, s.Control, "invite", *op)
			s.before()
			_, leaf, err := s.Try(s.staffB, s.Control, "use", s.JoinOps(s.staffB, seed)[0])
			return leaf, err
		}),
		"another invitation in its place": right(func(s *scene) (changeset.Leaf, error) {
			_, op, _ := s.invite(s.Office, s.a, emulation.RoleStaff)
			s.Write(s.Office, s.Control, "invite", *op)
			s.before()
			_, leaf, err := s.Try(s.leaderB, s.Control, "invite", s.inviteOp(s.leaderB, s.b, emulation.RoleStaff))
			return leaf, err
		}),
		"a false root's invitation": no(func(s *scene) (changeset.Leaf, error) {
			p, op, _ := s.invite(s.leaderB, s.b, emulation.RoleStaff)
			oneTime := identity.Seed(IDOf("seed/invited")).OneTimeKey(KeyOf("false root").Public().(ed25519.PublicKey))
			public, log := identity.PublicOf(oneTime), p.Log()
			_, leaf, err := s.Try(p, s.Control, "join", *op, changeset.Op("invitation", changeset.NewKey(public[:]), "used", log[:]), s.CertificateOp(p.Cert, oneTime))
			return leaf, err
		}),
		"a leader undoes the office's revocation": right(func(s *scene) (changeset.Leaf, error) {
			s.Write(s.Office, s.Control, "revoke", revokeOp(s.staffB, 0))
			s.before()
			_, leaf, err := s.Try(s.leaderB, s.Control, "revoke", revokeOp(s.staffB, 1000, s.cluster))
			return leaf, err
		}),
	})
}

func TestRevokedKey(t *testing.T) {
	s := newScene()
	c := func() (changeset.Leaf, error) {
		_, leaf, err := s.Try(s.staffB, s.cluster, "comment", comment(s))
		return leaf, err
	}
	leaf, err := c()
	leafIs(t, leaf, err, changeset.Accepted, "")
	s.Write(s.Office, s.Control, "revoke", revokeOp(s.staffB, 2, s.cluster))
	leaf, err = c() // made before the loss and received after it
	leafIs(t, leaf, err, changeset.Accepted, "")
	before := Hashes(s.Store)
	// Set back by years, it is judged at its leaf all the same.
	late := s.Draft(s.staffB, s.cluster, "comment", comment(s))
	late.HLC = changeset.HLC(0).Next(Start - 1000)
	leaf, err = s.Give(s.Sign(s.staffB, late))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonRevoked)
	_, leaf, err = s.Try(s.staffB, s.unitB, "score", selfOp(s.sheet(s.b), "9"))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonRevoked)
	unmoved(t, s, before)
	// What a revoked leader signs no longer counts for others.
	s.Write(s.Office, s.Control, "revoke", revokeOp(s.leaderB, 1000, s.Control))
	before = Hashes(s.Store)
	leaf, err = s.certify(s.leaderB, s.leaderB, s.person("new", s.b, emulation.RoleStaff))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	unmoved(t, s, before)
}

func TestClockSetForward(t *testing.T) {
	s := newScene()
	c := s.Draft(s.staffB, s.cluster, "comment", comment(s))
	c.HLC = changeset.HLC(0).Next(s.Now + 50*365*24*3600*1000)
	signed := s.Sign(s.staffB, c)
	leaf, err := s.Give(signed)
	leafIs(t, leaf, err, changeset.Accepted, "")
	r, err := s.Store.Record(signed.Ref(0))
	if err != nil || r == nil {
		t.Fatal(err)
	}
	if got := r.Last("text", changeset.Logged).HLC.Milliseconds(); got > leaf.Received {
		t.Errorf("the clock of the record says %d, the leaf %d", got, leaf.Received)
	}
}

func TestLeftCluster(t *testing.T) {
	s := newScene()
	s.Write(s.Office, s.Control, "leave", changeset.Op("membership", changeset.NewKey(s.cluster.ID(), s.b), "membership", emulation.Membership{Since: "2023-10-01", Until: "2024-01-01"}))
	before := Hashes(s.Store)
	_, leaf, err := s.Try(s.staffB, s.cluster, "submit", submitB(s)...)
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonLeft)
	unmoved(t, s, before)
}
