package judge

import (
	"errors"
	"fmt"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// Why a change gets no leaf: it is answered and counted, not logged.
const (
	RefusedSignature = "signature"   // not signed by the key it names
	RefusedKey       = "unknown-key" // no certificate of this office names the key
	RefusedScope     = "not-yours"   // the key may not write in that log at all
	RefusedGap       = "missing"     // changes before it are missing, from Refusal.From on
	RefusedBytes     = "malformed"   // not a change in its one spelling, too large, or of another tenant
	RefusedRestored  = "restored"    // the server was restored, and gives no leaf before it has back what it had said
	RefusedQuota     = "over-quota"  // what may come into this log in one day has come
)

// Why a change with a leaf is not, or not yet, part of the state.
const (
	ReasonFork      = "fork"            // two changes at one place of a chain: the first stands
	ReasonExpired   = "expired"         // the certificate had ended: taken in once it is renewed
	ReasonRevoked   = "revoked"         // the key was revoked before; from the third judge on such a change gets no leaf
	ReasonVoid      = "void"            // the invitation was taken back, or whoever made it was
	ReasonBase      = "base"            // the writer had seen another history of this log; of the same generation it gets no leaf
	ReasonLeft      = "left-cluster"    // the unit had left the cluster
	ReasonInvite    = "invitation-used" // a second use of one invitation
	ReasonExpInvite = "invitation-expired"
	ReasonJoined    = "joined"   // the key has its certificate by another invitation
	ReasonRight     = "right"    // the person has no right to do this
	ReasonShape     = "shape"    // the value is not what this kind of record holds
	ReasonLog       = "log"      // this kind of record does not belong into this log
	ReasonStep      = "step"     // the step is not possible from where it stands now
	ReasonDecided   = "decision" // a person decided to leave it out
	ReasonEarly     = "early"    // the season has not come so far
	ReasonLocked    = "locked"   // the result is locked: a late arrival, listed for the head
	ReasonPaper     = "paper"    // entered for somebody else without the signed paper
	ReasonWhy       = "why"      // a step that needs a reason came without one
	ReasonOwnSheet  = "own"      // nobody verifies the own unit's sheet, or names its verifiers
	ReasonOwnLate   = "own-late" // nobody takes in what the own unit wrote
	ReasonSchema    = "schema"   // written for a later judge version than the office has brought into force
	ReasonCrowded   = "crowded"  // as many values of the field stand beside each other as may
	ReasonJudge     = "judge"    // it needs a judge version that is not in force, or that the server does not know
)

// Refusal is the answer to a change that gets no leaf.
type Refusal struct {
	Reason string
	From   uint64 // of RefusedGap: the first missing sequence number
}

func (r *Refusal) Error() string { return fmt.Sprintf("refused: %s (from %d)", r.Reason, r.From) }

func AsRefusal(err error) (*Refusal, bool) {
	var r *Refusal
	return r, errors.As(err, &r)
}

// Moment is when a change is judged: the time its leaf is given (milliseconds) and how much of the control log counts. Judge is the version
// the leaf names, 0 if it is still to be given: it decides only whether the change itself brings a later version into force.
type Moment struct {
	Received int64
	Control  changeset.AsOf
	Judge    uint64
}

// Ruling is a verdict with its reason, and of a right that is lacking: who has it.
type Ruling struct {
	Verdict changeset.Verdict
	Reason  string
	By      emulation.Actors
	Judge   uint64 // the version it was judged by, which the leaf names
	firm    bool   // it waits for something that is missing: no decision takes it in before that is there
}

func quarantined(reason string) Ruling { return Ruling{Verdict: changeset.Quarantined, Reason: reason} }
func rejected(reason string) Ruling    { return Ruling{Verdict: changeset.Rejected, Reason: reason} }
func waits(reason string) Ruling       { return Ruling{Verdict: changeset.NeedsDecision, Reason: reason} }

// lacks is for a step that does not exist, and for what is about something that is not here.
func lacks() Ruling {
	return Ruling{Verdict: changeset.NeedsDecision, Reason: ReasonStep, firm: true}
}

func forbidden(by emulation.Actors) Ruling {
	return Ruling{Verdict: changeset.Rejected, Reason: ReasonRight, By: by}
}

// and is what two rulings on one operation come to: a refusal, else what cannot be taken in yet, else what waits.
func (r Ruling) and(o Ruling) Ruling {
	switch {
	case r.Verdict == changeset.Accepted || o.Verdict == changeset.Rejected || r.Verdict != changeset.Rejected && o.firm:
		return o
	}
	return r
}

var acceptedRuling = Ruling{Verdict: changeset.Accepted}

// Decide judges a change that has no leaf yet, as of the log before its leaf. A *Refusal means it gets none; another error is the view's.
func (j *Judge) Decide(v View, c *changeset.Signed, at Moment) (Ruling, error) {
	x, err := j.examine(v, c, at)
	if err != nil {
		return Ruling{}, err
	}
	r, err := j.decide(x)
	if r.Judge == 0 {
		r.Judge = x.version
	}
	return r, err
}

func (j *Judge) decide(x *exam) (Ruling, error) {
	v, c := x.v, x.c
	if err := c.Verify(x.cert.Key.Key()); err != nil {
		return Ruling{}, &Refusal{Reason: RefusedSignature}
	}
	if x.joining {
		// A key that nobody invited may not write in this log at all: it gets no leaf, whatever else is wrong with its change.
		if r, err := x.ownRuling(); err != nil || r.Verdict == changeset.Rejected {
			return Ruling{}, errors.Join(err, uninvited(r))
		}
	}
	if err := x.admitted(); err != nil {
		return Ruling{}, err
	}
	if err := x.closed(); err != nil {
		return Ruling{}, err
	}
	fork, err := x.chain()
	if err != nil {
		return Ruling{}, err
	}
	if err := x.within(fork); err != nil {
		return Ruling{}, err
	}
	if fork {
		return quarantined(ReasonFork), nil
	}
	head, err := v.Log(c.Scope)
	if err != nil {
		return Ruling{}, err
	}
	generation, err := j.Generation(v, x.control, x.at.Control)
	if err != nil {
		return Ruling{}, err
	}
	if c.Generation > generation {
		return quarantined(ReasonBase), nil
	}
	same := c.Generation < generation // it was written on leaves of which some may be lost: they cannot be compared
	if !same {
		if same, err = j.sameHistory(v, c, head); err != nil {
			return Ruling{}, err
		}
	}
	if !same && x.at.Judge == First { // a server of the first version gave it a leaf
		return quarantined(ReasonBase), nil
	} else if !same {
		return Ruling{}, &Refusal{Reason: ReasonBase}
	}
	r, err := j.rule(x)
	if x.joining && r.Verdict == changeset.Rejected { // invited, but to something else
		return Ruling{}, errors.Join(err, uninvited(r))
	}
	return r, err
}

// uninvited is why a new key's first change gets no leaf.
func uninvited(r Ruling) *Refusal {
	if r.Reason == ReasonVoid {
		return &Refusal{Reason: ReasonVoid}
	}
	return &Refusal{Reason: RefusedKey}
}

// Precheck judges an own change before it is signed, as it stands here now: rights, shape and steps, without chain and signature. A refusal
// or a ruling other than accepted tells the person at once what a server would say later. Under a certificate that has ended that is said of
// the time after its renewal: work that waits for it in vain is told at once.
func (j *Judge) Precheck(v View, c *changeset.Change, nowMs int64) (Ruling, error) {
	x, err := j.examine(v, &changeset.Signed{Change: *c}, Moment{Received: nowMs, Control: changeset.Now})
	if err != nil {
		return Ruling{}, err
	}
	r, err := j.rule(x)
	if err != nil || r.Reason != ReasonExpired {
		return r, err
	}
	x.renewed = true
	then, err := j.rule(x)
	if err != nil || then.Verdict != changeset.Accepted {
		return then, err
	}
	return r, nil
}

// exam is one judgement: the change, its author's certificate, and what it is looked at with.
type exam struct {
	j       *Judge
	v       View
	c       *changeset.Signed
	at      Moment
	control changeset.Scope
	version uint64 // of the judge, in force at the moment
	cert    *identity.Certificate
	joining bool // the certificate is brought by the change itself
	left    bool // the author's unit had left the cluster
	again   bool // it has a leaf, and is judged once more
	decided bool // a person decided to take the change in, whatever it waited for
	taken   bool // the office took it in although it got no leaf
	renewed bool // it is looked at as if the author's certificate had been renewed

	known map[changeset.Ref]*changeset.Record // what was read of the scope: nothing changes while one change is judged
	acts  map[actorsOf]emulation.Actors
}

// actorsOf is what the author acts on: something of a unit in a season.
type actorsOf struct{ season, unit emulation.ID }

// record reads a record of the scope once, however many operations of the change ask for it. It must not be changed.
func (x *exam) record(ref changeset.Ref) (*changeset.Record, error) {
	if r, ok := x.known[ref]; ok {
		return r, nil
	}
	r, err := x.v.Record(ref)
	if err == nil {
		r, err = Known(x.v, ref, r)
	}
	if err != nil {
		return nil, err
	}
	if x.known == nil {
		x.known = map[changeset.Ref]*changeset.Record{}
	}
	x.known[ref] = r
	return r, nil
}

// examine finds who wrote the change and whether that key may write in this log at all.
func (j *Judge) examine(v View, c *changeset.Signed, at Moment) (*exam, error) {
	x := &exam{j: j, v: v, c: c, at: at}
	control, ok, err := j.ControlOf(v, c.Scope, at.Control)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, &Refusal{Reason: RefusedScope}
	}
	x.control = control
	if x.version, err = j.InForce(v, control, at.Control); err != nil {
		return nil, err
	}
	if x.version > j.Knows {
		return nil, &Newer{x.version}
	}
	if x.cert, err = j.CertificateAt(v, control, c.Log, at.Control, at.Received); err != nil {
		return nil, err
	}
	if c.Scope.Kind() == changeset.Control {
		if x.joining, err = x.joins(); err != nil {
			return nil, err
		}
	}
	if x.joining {
		x.cert = j.Brought(&c.Change)
	}
	if x.cert == nil {
		return nil, &Refusal{Reason: RefusedKey}
	}
	writes, err := x.mayWrite()
	if err != nil {
		return nil, err
	}
	if !writes {
		return nil, &Refusal{Reason: RefusedScope}
	}
	return x, nil
}

// joins reports whether the certificate the change brings for its own key would be that key's first in the log. At the own desk one that waits
// there for its leaf counts for nothing then: its invitation may have opened nothing, and another one does.
func (x *exam) joins() (bool, error) {
	if x.cert == nil || x.at.Control != changeset.Now || x.j.Brought(&x.c.Change) == nil {
		return x.cert == nil, nil
	}
	logged, err := x.j.Certificate(x.v, x.control, x.c.Log, changeset.Logged)
	return logged == nil, err
}

// Brought is the certificate a change brings for the key that signs it, as a new key's first one does; nil if it brings none.
func (j *Judge) Brought(c *changeset.Change) *identity.Certificate {
	for i := range c.Operations {
		op := &c.Operations[i]
		if op.Kind == record.Certificate.Kind && record.Certificate.Read(op.Key).Log == c.Log {
			if cert, err := j.parseCertificate(op.Value); err == nil && cert.Key.LogID() == c.Log {
				return cert
			}
		}
	}
	return nil
}

// ownRuling judges the certificate a new key brought for itself, and nothing else of its change.
func (x *exam) ownRuling() (Ruling, error) {
	for i := range x.c.Operations {
		op := &x.c.Operations[i]
		if op.Kind == record.Certificate.Kind && record.Certificate.Read(op.Key).Log == x.c.Log {
			return ruleCertificate(x, op)
		}
	}
	return rejected(ReasonRight), nil
}

func (x *exam) mayWrite() (bool, error) {
	switch x.c.Scope.Kind() {
	case changeset.Control:
		return true, nil
	case changeset.Cluster:
		if x.isOffice() || x.isAuthority() {
			return true, nil
		}
		if x.cert.Subject.Kind == emulation.SubjectServer {
			return x.version >= paperVersion, nil // its receipts, and nothing else
		}
		if x.cert.Subject.Kind != emulation.SubjectUnit {
			return false, nil
		}
		active, ever, err := x.j.Active(x.v, x.control, x.c.Scope.ID(), x.cert.Subject.ID, x.at.Control)
		x.left = ever && !active
		return ever, err
	}
	return x.cert.Is(emulation.SubjectUnit, x.c.Scope.ID()), nil
}

func (x *exam) isOffice() bool {
	return x.cert.Is(emulation.SubjectOffice, x.control.ID()) && emulation.HasRole(x.cert.May, emulation.RoleOffice)
}

// isAuthority reports whether the author decides awards: a person of the office's world whose certificate says so.
func (x *exam) isAuthority() bool {
	return x.cert.Is(emulation.SubjectOffice, x.control.ID()) && emulation.HasRole(x.cert.May, emulation.RoleAuthority)
}

// chain checks the change's place in its chain: true is a fork's twin, a refusal is a gap.
func (x *exam) chain() (fork bool, err error) {
	v, c, version := x.v, x.c, x.version
	end, err := v.Chain(changeset.ChainKey{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch})
	if err != nil {
		return false, err
	}
	if end.Seq > 0 {
		switch {
		case c.Seq == end.Seq+1 && c.Previous == end.Identity:
			return false, nil
		case c.Seq <= end.Seq:
			return true, nil
		}
		if c.Seq == end.Seq+1 {
			return true, nil // next number, but after another change than the one that stands
		}
		// What follows on a twin stands beside the chain too; otherwise something is missing.
		before, err := v.Place(c.Previous)
		if err != nil {
			return false, err
		}
		follows := before != nil && before.First != changeset.Pending && before.Scope == c.Scope && before.Log == c.Log && before.Seq+1 == c.Seq
		if follows && before.Epoch == c.Epoch {
			return true, nil
		}
		// So does what another copy of the same disk began this epoch with, later in the chain before: what lacks there never comes.
		if follows && before.Epoch < c.Epoch && version >= Closed {
			return true, nil
		}
		return false, &Refusal{Reason: RefusedGap, From: end.Seq + 1}
	}
	if c.Epoch == 0 {
		if c.Seq != 1 {
			return false, &Refusal{Reason: RefusedGap, From: 1}
		}
		return !c.Previous.IsZero(), nil
	}
	if c.Seq == 1 {
		return true, nil // numbers go on in a new epoch: nothing that could still come makes this one next
	}
	before, err := v.Place(c.Previous)
	if err != nil {
		return false, err
	}
	if before == nil || before.First == changeset.Pending {
		if x.joining && version >= Closed && c.Epoch <= changeset.EpochGap {
			return false, nil // an invitation that opened nothing got no leaf: this one begins the key's chain, and the other follows beside it
		}
		return false, &Refusal{Reason: RefusedGap, From: c.Seq - 1}
	}
	if version >= Closed && c.Epoch > before.Epoch+changeset.EpochGap+1 {
		return true, nil // nobody has that many copies: it would be found by no revocation
	}
	return before.Scope != c.Scope || before.Log != c.Log || before.Epoch >= c.Epoch || before.Seq+1 != c.Seq, nil
}

// sameHistory compares the log the writer had seen with this one, of the same generation. Where they differ somebody was shown another
// history, or says so: that gets no leaf, so that nobody makes others doubt a log by naming a root.
func (j *Judge) sameHistory(v View, c *changeset.Signed, head changeset.LogHead) (bool, error) {
	if c.BaseSize > head.Size {
		return false, nil
	}
	if c.BaseSize == 0 {
		return c.BaseRoot.IsZero(), nil
	}
	root, ok, err := v.RootAt(c.Scope, c.BaseSize)
	return ok && root == c.BaseRoot, err
}

// rule judges rights, values and steps, operation by operation. One that is refused decides for the whole change; else the first that has to
// wait does: so what waits lacks no right, and a person who takes it in takes in nothing that nobody may write. What has to wait for something
// that is missing, a person does not take in either.
func (j *Judge) rule(x *exam) (Ruling, error) {
	if opens, err := x.opens(); err != nil || opens {
		return acceptedRuling, err
	}
	if !x.decided {
		if r, err := j.standing(x); err != nil || r.Verdict != changeset.Accepted {
			return r, err
		}
	}
	if n := x.raised(); n > 0 {
		return Ruling{Verdict: changeset.Accepted, Judge: n}, nil
	}
	if x.version > First && x.c.Schema > x.version {
		return Ruling{Verdict: changeset.NeedsDecision, Reason: ReasonSchema, firm: true}, nil
	}
	if x.twice() {
		return rejected(ReasonShape), nil
	}
	out := acceptedRuling
	for i := range x.c.Operations {
		r, err := x.operation(&x.c.Operations[i])
		if err == nil && r.Verdict == changeset.Accepted {
			r, err = x.crowded(i)
		}
		if err != nil || r.Verdict == changeset.Rejected {
			return r, err
		}
		if out.Verdict == changeset.Accepted || r.firm && !out.firm {
			out = r
		}
	}
	if x.decided && !out.firm {
		return acceptedRuling, nil
	}
	return out, nil
}

// twice reports whether the change writes a field of a record twice: each operation is judged by what stood before the change.
func (x *exam) twice() bool {
	type cell struct {
		ref   changeset.Ref
		field string
	}
	seen := make(map[cell]bool, len(x.c.Operations))
	for i := range x.c.Operations {
		if op := &x.c.Operations[i]; !op.New {
			c := cell{x.c.Ref(i), op.Field}
			if seen[c] {
				return true
			}
			seen[c] = true
		}
	}
	return false
}

// standing judges the author alone: a right that ended does not make the work disappear, it waits.
func (j *Judge) standing(x *exam) (Ruling, error) {
	lastGood, revoked, err := j.Revoked(x.v, x.control, x.c.Log, x.c.Scope, x.at.Control)
	if err != nil {
		return Ruling{}, err
	}
	ended := !x.renewed && !x.cert.ValidAt(x.at.Received)
	if ended {
		sets, err := x.setsClock()
		if err != nil {
			return Ruling{}, err
		}
		ended = !sets
	}
	switch {
	case revoked && x.c.Seq > lastGood && !x.taken:
		return quarantined(ReasonRevoked), nil
	case ended:
		return quarantined(ReasonExpired), nil
	case x.left:
		return quarantined(ReasonLeft), nil
	}
	return acceptedRuling, nil
}

func (x *exam) operation(op *changeset.Operation) (Ruling, error) {
	e := record.Find(op.Kind)
	if e != nil && e.KnownFrom() > x.version {
		return x.unknown(e.KnownFrom())
	}
	switch {
	case e == nil:
		return x.unknown(record.LastJudge)
	case !e.In(x.c.Scope.Kind()):
		return rejected(ReasonLog), nil
	case !e.Names(op):
		return rejected(ReasonShape), nil
	}
	switch f := e.Field(op.Field); {
	case f == nil:
		return x.unknown(record.LastJudge)
	case f.KnownFrom() > x.version:
		return x.unknown(f.KnownFrom())
	case e.Keyed(op, int(x.version)) != nil || f.Check(op.Value, int(x.version)) != nil:
		return rejected(ReasonShape), nil
	}
	return ruleOf(e)(x, op)
}

// unknown judges what the version in force does not know, and a later one may. The first version takes it where it is said to be of a newer
// program; later versions have a schema of their own, outside of which nothing is. from is the version that
// knows it: at the own desk the person is told what is missing.
func (x *exam) unknown(from uint64) (Ruling, error) {
	switch {
	case x.at.Control == changeset.Now && from <= x.j.Knows:
		return Ruling{Verdict: changeset.Rejected, Reason: ReasonJudge}, nil
	case x.version == First && x.c.Schema > First:
		return allow(x.writes(), nil)
	}
	return rejected(ReasonShape), nil
}

// writes reports whether the author may write anything here: an observer and the server may not.
func (x *exam) writes() bool {
	return x.isOffice() || emulation.HasRole(x.cert.May, emulation.RoleLeader, emulation.RoleStaff, emulation.RoleSecretary)
}
