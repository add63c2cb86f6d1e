package judge_test

import (
	"crypto/ed25519"
	"crypto/sha256"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/memstore"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// Start is the time of the first leaf: 1 October 2023, in milliseconds.
const Start = 1_696_118_400_000

// World is a small tenant in memory: a root, an office with its server, and whom a test adds, with real keys and certificates, a store of maps,
// and a loop that gives leaves as a hub does. It knows no rule of its own: whatever it writes is judged like anything else. Now is the server's
// clock in milliseconds; every leaf moves it on by a second.
type World struct {
	Root    ed25519.PrivateKey
	Judge   *judge.Judge
	Store   *Store
	Office  *Person
	Server  *Person
	Control changeset.Scope
	Now     int64
}

// Person is somebody with a key, and what that key wrote last in each scope.
type Person struct {
	Key    ed25519.PrivateKey
	Cert   identity.Certificate
	chains map[changeset.Scope]changeset.ChainHead
}

// Log names the person's chains.
func (p *Person) Log() changeset.LogID { return p.Cert.Key.LogID() }

// Clone is a second device with the same key and the same past.
func (p *Person) Clone() *Person {
	c := &Person{Key: p.Key, Cert: p.Cert, chains: map[changeset.Scope]changeset.ChainHead{}}
	for scope, head := range p.chains {
		c.chains[scope] = head
	}
	return c
}

// Chain is the last change this person wrote in a scope.
func (p *Person) Chain(scope changeset.Scope) changeset.ChainHead { return p.chains[scope] }

// KeyOf makes a private key from a name, the same in every run.
func KeyOf(name string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("world/" + name))
	return ed25519.NewKeyFromSeed(seed[:])
}

// IDOf makes an id from a name.
func IDOf(name string) emulation.ID { return emulation.Digest([]byte("world/" + name)).Short() }

// newWorld founds an office: its first change carries its own certificate and the server's, both signed by the root.
func newWorld() *World {
	root := KeyOf("root")
	w := &World{Root: root, Judge: judge.New(judge.NewAnchor(root.Public().(ed25519.PublicKey))), Store: newStore(), Now: Start,
		Control: changeset.NewScope(changeset.Control, IDOf("office"))}
	everything := []emulation.Role{emulation.RoleOffice, emulation.RoleLeader, emulation.RoleStaff, emulation.RoleSecretary, emulation.RoleObserver, emulation.RoleAuthority}
	w.Office = w.Person("office", identity.Subject{Kind: emulation.SubjectOffice, ID: w.Control.ID()}, []emulation.Role{emulation.RoleOffice}, everything)
	w.Server = w.Person("server", identity.Subject{Kind: emulation.SubjectServer, ID: IDOf("server")}, []emulation.Role{emulation.RoleServer}, nil)
	w.Write(w.Office, w.Control, "found",
		record.Office.Op(record.ByOffice{Office: w.Control.ID()}, emulation.UnitInfo{Name: "Office"}),
		w.CertificateOp(w.Office.Cert, root), w.CertificateOp(w.Server.Cert, root))
	return w
}

// Person makes somebody with a key and a certificate that nobody has signed yet, valid for 90 days from now.
func (w *World) Person(name string, subject identity.Subject, may, grant []emulation.Role) *Person {
	key := KeyOf(name)
	from := w.Now/1000 - 3600
	return &Person{Key: key, chains: map[changeset.Scope]changeset.ChainHead{}, Cert: identity.Certificate{Key: identity.PublicOf(key), Person: IDOf("person/" + name),
		Subject: subject, May: may, MayGrant: grant, NotBefore: from, NotAfter: from + 90*24*3600}}
}

// CertificateOp is the operation that records a certificate signed by issuer.
func (w *World) CertificateOp(c identity.Certificate, issuer ed25519.PrivateKey) changeset.Operation {
	raw, err := c.Sign(w.Judge.Tenant, issuer)
	must(err)
	return record.Certificate.Op(record.ByLog{Log: c.Key.LogID()}, raw)
}

// UnitSubject is what a certificate of a unit's person speaks for.
func UnitSubject(unit emulation.ID) identity.Subject {
	return identity.Subject{Kind: emulation.SubjectUnit, ID: unit}
}

// AddUnit records a unit and gives its id.
func (w *World) AddUnit(code string) emulation.ID {
	key := record.OfficeCode{Office: w.Control.ID(), Code: code}
	w.Write(w.Office, w.Control, "unit", record.Unit.Op(key, emulation.UnitInfo{Name: "Unit " + code}))
	return record.Unit.ID(key)
}

// AddCluster records a cluster with its members and gives its scope.
func (w *World) AddCluster(code string, units ...emulation.ID) changeset.Scope {
	key := record.OfficeCode{Office: w.Control.ID(), Code: code}
	ops := []changeset.Operation{record.Cluster.Op(key, emulation.ClusterInfo{Name: "Cluster " + code})}
	id := record.Cluster.ID(key)
	for _, u := range units {
		ops = append(ops, record.Membership.Op(record.ClusterUnit{Cluster: id, Unit: u}, emulation.Membership{Since: "2023-10-01"}))
	}
	w.Write(w.Office, w.Control, "cluster", ops...)
	return changeset.NewScope(changeset.Cluster, id)
}

// AddSeason opens a season in a cluster, takes it to self-scoring and gives its id.
func (w *World) AddSeason(cluster changeset.Scope, code string) emulation.ID {
	key := record.ClusterCode{Cluster: cluster.ID(), Code: code}
	w.Write(w.Office, cluster, "season", record.Season.Info.Op(key, emulation.SeasonInfo{Name: "Season " + code}),
		record.Season.Step.Op(key, emulation.SeasonDraft))
	for _, step := range []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonAdopted, emulation.SeasonRegistering,
		emulation.SeasonRunning, emulation.SeasonSelfScoring} {
		r, err := w.Store.Record(record.Season.Ref(cluster, key))
		if err != nil {
			panic(err)
		}
		w.Write(w.Office, cluster, "step", record.Season.Step.Op(key, step, changeset.IDs(record.Season.Step.Heads(r, changeset.Now))...))
	}
	return record.Season.ID(key)
}

// SetPost gives a unit a post in a season.
func (w *World) SetPost(by *Person, cluster changeset.Scope, season, unit emulation.ID, post emulation.Post, info emulation.PostInfo) changeset.Leaf {
	_, leaf := w.Write(by, w.Control, "post", record.Post.Op(record.UnitPost{Cluster: cluster.ID(), Season: season, Post: post, Unit: unit}, info))
	return leaf
}

// Invitation signs an invitation with a seed made from a name.
func (w *World) Invitation(name string, by *Person, subject identity.Subject, may, grant []emulation.Role) (identity.Invitation, identity.Seed) {
	seed := identity.Seed(IDOf("seed/" + name))
	oneTime := identity.PublicOf(seed.OneTimeKey(w.Root.Public().(ed25519.PublicKey)))
	return identity.Invitation{OneTime: oneTime, Name: seed.LookupName(), Subject: subject, May: may, MayGrant: grant, NotAfter: w.Now/1000 + 14*24*3600}, seed
}

// InvitationOp is the operation that records an invitation signed by somebody.
func (w *World) InvitationOp(i identity.Invitation, by *Person) changeset.Operation {
	raw, err := i.Sign(w.Judge.Tenant, by.Key)
	must(err)
	return record.Invitation.Signed.Op(record.ByOneTime{OneTime: i.OneTime[:]}, raw)
}

// JoinOps are the operations of a new key's first change: the invitation's use and the certificate, signed by the one-time key.
func (w *World) JoinOps(p *Person, seed identity.Seed) []changeset.Operation {
	oneTime := seed.OneTimeKey(w.Root.Public().(ed25519.PublicKey))
	log := p.Log()
	public := identity.PublicOf(oneTime)
	return []changeset.Operation{record.Invitation.Used.Op(record.ByOneTime{OneTime: public[:]}, log[:]), w.CertificateOp(p.Cert, oneTime)}
}

// Join invites somebody and lets the new key certify itself.
func (w *World) Join(name string, by *Person, subject identity.Subject, may, grant []emulation.Role) *Person {
	p := w.Person(name, subject, may, grant)
	i, seed := w.Invitation(name, by, subject, may, grant)
	w.Write(p, w.Control, "join", append([]changeset.Operation{w.InvitationOp(i, by)}, w.JoinOps(p, seed)...)...)
	return p
}

// Store is a store of maps, for tests: whatever it refuses to write is a fault that the test has to see.
type Store struct{ *memstore.DB }

// newStore is an empty store.
func newStore() *Store { return &Store{memstore.New(nil)} }

// Copy is the same store at this moment: what is written there is not seen here.
func (s *Store) Copy() *Store { return &Store{s.DB.Copy(nil)} }

// Apply writes a batch.
func (s *Store) Apply(b *changeset.Batch) { must(s.Commit(b)) }

func must(err error) {
	if err != nil {
		panic(err) // a world that cannot be made: the test that wanted it has to stop
	}
}
