package judge_test

import (
	"crypto/ed25519"
	"maps"
	"sync"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/state"
)

const period = "2023-2024"

// scene is a cluster of three units in its season: A leads, C verifies, B is like others. D is a unit of the office in no cluster.
type scene struct {
	*World
	cluster, unitB   changeset.Scope
	season           emulation.ID
	seasonKey        changeset.Key
	a, b, c, d       emulation.ID
	leaderA, staffA  *Person
	leaderB, staffB  *Person
	observerB        *Person
	staffC, leaderD  *Person
	unitLeader, unit []emulation.Role
	before           func() // set by a test: what comes after is what must not move the state
}

// newScene is a scene at its beginning. It is made once and copied.
func newScene() *scene { return firstScene().copied() }

var firstScene = sync.OnceValue(makeScene)

// copied is the same scene at the same moment, with a judge who knows nothing yet.
func (s *scene) copied() *scene {
	w, c := *s.World, *s
	w.Store, w.Judge, c.World = s.Store.Copy(), judge.New(s.Judge.Anchor), &w
	for _, p := range []**Person{&w.Office, &w.Server, &c.leaderA, &c.staffA, &c.leaderB, &c.staffB, &c.observerB, &c.staffC, &c.leaderD} {
		*p = (*p).Clone()
	}
	return &c
}

func makeScene() *scene {
	s := &scene{World: newWorld(), unitLeader: []emulation.Role{emulation.RoleLeader, emulation.RoleStaff},
		unit: []emulation.Role{emulation.RoleLeader, emulation.RoleStaff, emulation.RoleSecretary, emulation.RoleObserver}}
	s.a, s.b, s.c, s.d = s.AddUnit("A"), s.AddUnit("B"), s.AddUnit("C"), s.AddUnit("D")
	s.cluster = s.AddCluster("4", s.a, s.b, s.c)
	s.season = s.AddSeason(s.cluster, period)
	s.seasonKey = changeset.NewKey(s.cluster.ID(), period)
	s.unitB = changeset.NewScope(changeset.Unit, s.b)
	s.SetPost(s.Office, s.cluster, s.season, s.a, emulation.PostHead, emulation.PostInfo{How: "assigned"})
	s.leaderA = s.Join("leader A", s.Office, UnitSubject(s.a), s.unitLeader, s.unit)
	s.leaderB = s.Join("leader B", s.Office, UnitSubject(s.b), s.unitLeader, s.unit)
	s.leaderD = s.Join("leader D", s.Office, UnitSubject(s.d), s.unitLeader, s.unit)
	s.staffA = s.Join("staff A", s.leaderA, UnitSubject(s.a), []emulation.Role{emulation.RoleStaff}, nil)
	s.staffB = s.Join("staff B", s.leaderB, UnitSubject(s.b), []emulation.Role{emulation.RoleStaff}, nil)
	s.observerB = s.Join("observer B", s.leaderB, UnitSubject(s.b), []emulation.Role{emulation.RoleObserver}, nil)
	s.staffC = s.Join("staff C", s.Office, UnitSubject(s.c), []emulation.Role{emulation.RoleStaff}, nil)
	s.SetPost(s.leaderA, s.cluster, s.season, s.c, emulation.PostVerifier, emulation.PostInfo{})
	return s
}

func (s *scene) sheetKey(unit emulation.ID) changeset.Key {
	return changeset.NewKey(s.season, unit, period)
}

func (s *scene) sheet(unit emulation.ID) emulation.ID {
	return changeset.RecordID("sheet", s.sheetKey(unit))
}

// heads are the versions of a field on screen now.
func (s *scene) heads(scope changeset.Scope, kind string, key changeset.Key, field string) []changeset.VersionID {
	r, err := s.Store.Record(changeset.NaturalRef(scope, kind, key))
	if err != nil {
		panic(err)
	}
	return changeset.IDs(r.Heads(field, changeset.Now))
}

// set is an operation made in the knowledge of what stands now.
func (s *scene) set(scope changeset.Scope, kind string, key changeset.Key, field string, value any) changeset.Operation {
	return changeset.Op(kind, key, field, value, s.heads(scope, kind, key, field)...)
}

func (s *scene) stepOp(unit emulation.ID, to emulation.SheetStep) changeset.Operation {
	return s.set(s.cluster, "sheet", s.sheetKey(unit), "step", string(to))
}

func (s *scene) seasonOp(to emulation.SeasonStep) changeset.Operation {
	return s.set(s.cluster, "season", s.seasonKey, "step", string(to))
}

func (s *scene) submitOps(unit emulation.ID, points string) []changeset.Operation {
	return []changeset.Operation{
		s.set(s.cluster, "sheet", s.sheetKey(unit), "submission", emulation.Submission{Criteria: 1, Inputs: map[string]emulation.Fields{"1.1": {"points": points}},
			OnBehalf: &emulation.OnBehalf{Paper: emulation.Evidence{Root: emulation.Digest([]byte("paper"))}}}),
		s.stepOp(unit, emulation.SheetSubmitted),
	}
}

func (s *scene) verifyOp(unit emulation.ID, points string) changeset.Operation {
	return s.set(s.cluster, "score", changeset.NewKey(s.sheet(unit), "1.1", "verified"), "verified", emulation.VerifiedScore{Points: points})
}

// selfOp is a score in a unit's own log.
func selfOp(sheet emulation.ID, points string, expects ...changeset.VersionID) changeset.Operation {
	return changeset.Op("score", changeset.NewKey(sheet, "1.1", "self"), "input", emulation.Fields{"points": points}, expects...)
}

func (s *scene) postOp(unit emulation.ID, post emulation.Post) changeset.Operation {
	return changeset.Op("post", changeset.NewKey(s.cluster.ID(), s.season, string(post), unit), "post", emulation.PostInfo{How: "elected"})
}

func (s *scene) criteriaOp(version uint64, text string) changeset.Operation {
	return changeset.Op("criteria", changeset.NewKey(s.season, version), "version", emulation.CriteriaVersion{Name: "x", YAML: []byte(text)})
}

func personOp(p *Person) changeset.Operation {
	return changeset.Op("person", changeset.NewKey(p.Cert.Person), "name", changeset.Detached{Value: []byte("tên")}.Commitment())
}

func revokeOp(p *Person, lastGood uint64, scopes ...changeset.Scope) changeset.Operation {
	r := emulation.Revocation{Reason: "mất máy"}
	for _, scope := range scopes {
		if r.LastGood == nil {
			r.LastGood = map[string]uint64{}
		}
		r.LastGood[scope.String()] = lastGood
	}
	return changeset.Op("revocation", changeset.NewKey(p.Log()), "revocation", r)
}

func decideOp(id changeset.Identity, accept bool) changeset.Operation {
	return changeset.Op("decision", changeset.NewKey(id[:]), "decision", emulation.Decision{Accept: accept, Reason: "đã xem"})
}

// later is the operation that changes the free record an earlier change made with its first operation.
func later(op changeset.Operation, made *changeset.Signed) changeset.Operation {
	op.New, op.Record, op.Value = false, made.Ref(0).ID, changeset.MustEncode("đã sửa")
	return op
}

// person is somebody of a unit whom nobody certified yet.
func (s *scene) person(name string, unit emulation.ID, may ...emulation.Role) *Person {
	return s.Person(name, UnitSubject(unit), may, nil)
}

func (s *scene) inviteOp(by *Person, unit emulation.ID, may ...emulation.Role) changeset.Operation {
	i, _ := s.Invitation("invited", by, UnitSubject(unit), may, nil)
	return s.InvitationOp(i, by)
}

// certify records a certificate signed by issuer in a change of by.
func (s *scene) certify(by, issuer, p *Person) (changeset.Leaf, error) {
	_, leaf, err := s.Try(by, s.Control, "certify", s.CertificateOp(p.Cert, issuer.Key))
	return leaf, err
}

// renew has the server prolong a certificate, altered by change.
func (s *scene) renew(p *Person, change func(*identity.Certificate)) (changeset.Leaf, error) {
	cert := p.Cert
	cert.NotBefore = s.Now / 1000
	cert.NotAfter = cert.NotBefore + identity.MaxValidity
	change(&cert)
	_, leaf, err := s.Try(s.Server, s.Control, "renew", s.CertificateOp(cert, s.Server.Key))
	return leaf, err
}

// signedBy signs a change with another key than its log id names.
func signedBy(s *scene, c changeset.Change, key ed25519.PrivateKey) *changeset.Signed {
	signed, err := c.Sign(key)
	if err != nil {
		panic(err)
	}
	return signed
}

// unmoved asserts that no accepted state changed.
func unmoved(t *testing.T, s *scene, before map[changeset.Scope]emulation.Hash) {
	t.Helper()
	after := Hashes(s.Store)
	for scope := range after {
		if _, ok := before[scope]; !ok {
			before[scope], _ = state.Of(newStore(), scope) // a log that began with what was not accepted
		}
	}
	if !maps.Equal(before, after) {
		t.Error("the state moved")
	}
}

// leafIs asserts a verdict and its reason.
func leafIs(t *testing.T, leaf changeset.Leaf, err error, verdict changeset.Verdict, reason string) {
	t.Helper()
	if err != nil || leaf.Verdict != verdict || leaf.Reason != reason {
		t.Fatalf("%v %q (%v), want %v %q", leaf.Verdict, leaf.Reason, err, verdict, reason)
	}
}

// refused asserts that a change got no leaf, and why.
func refused(t *testing.T, err error, reason string) *judge.Refusal {
	t.Helper()
	r, ok := judge.AsRefusal(err)
	if !ok || r.Reason != reason {
		t.Fatalf("%v, want refused: %s", err, reason)
	}
	return r
}
