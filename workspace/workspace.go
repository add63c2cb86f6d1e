package workspace

import (
	"io"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// Names of the small values the workspace keeps in the store.
const (
	metaRoot   = "desk/root"   // root public key
	metaOffice = "desk/office" // the office's control scope
	metaServer = "desk/server" // address of the server, may be empty
	metaOrigin = "desk/origin" // "sample:<id>" for a sandbox
)

// metaCertificate is the certificate the desk's key gave itself with its invitation.
const metaCertificate = "desk/certificate"

// Environment is what comes from outside: the clock, randomness, and the law of awards.
type Environment struct {
	Now  func() time.Time
	Rand io.Reader
	Law  func() (*legal.Shelf, error) // nil where no law is asked for
}

// Workspace is one desk's open data. Its methods may be called from any goroutine.
type Workspace struct {
	mu      sync.Mutex
	store   Store
	env     Environment
	key     *identity.Key
	judge   *judge.Judge
	control changeset.Scope
	clock   changeset.HLC
	clocked map[changeset.Scope]bool // scopes whose last own change the clock has seen
	feed    feed
	sets    map[criteriaKey]*criteria.Set
	seen    *seen                    // what control and cluster logs say, until one of them changes
	office  map[changeset.LogID]bool // keys of the standing office; see readOffice
	memory  memory
	chosen  choice // the season to work in, until the program ends
}

// Open opens the data of a desk that was set up before, with its key. A folder that was not is the error "workspace.not-set-up".
func Open(store Store, key *identity.Key, env Environment) (*Workspace, error) {
	root, err := store.Meta(metaRoot)
	if err != nil {
		return nil, err
	}
	office, err := store.Meta(metaOffice)
	if err != nil {
		return nil, err
	}
	if len(root) != len(identity.PublicKey{}) || len(office) != len(changeset.Scope{}) {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.not-set-up")
	}
	return newWorkspace(store, key, env, identity.PublicKey(root), changeset.Scope(office)), nil
}

func newWorkspace(store Store, key *identity.Key, env Environment, root identity.PublicKey, control changeset.Scope) *Workspace {
	return &Workspace{store: store, env: env, key: key, judge: judge.New(judge.NewAnchor(root.Key())), control: control,
		clocked: map[changeset.Scope]bool{}, sets: map[criteriaKey]*criteria.Set{}, memory: newMemory()}
}

// Tenant is the world this desk belongs to.
func (w *Workspace) Tenant() changeset.Tenant { return w.judge.Tenant }

// Root is the root public key this desk trusts.
func (w *Workspace) Root() identity.PublicKey { return identity.PublicKey(w.judge.Root) }

// Key is the desk's own key.
func (w *Workspace) Key() *identity.Key { return w.key }

// Control is the control log of the desk's office.
func (w *Workspace) Control() changeset.Scope { return w.control }

// Server is the address of the server this desk syncs with; "" if none was named.
func (w *Workspace) Server() (string, error) {
	raw, err := w.store.Meta(metaServer)
	return string(raw), err
}

// SetServer remembers the address of the server.
func (w *Workspace) SetServer(address string) error {
	return w.store.Commit(&changeset.Batch{Meta: map[string][]byte{metaServer: []byte(address)}})
}

// Origin tells a sandbox of a sample ("sample:<id>") from real data ("").
func (w *Workspace) Origin() (string, error) {
	raw, err := w.store.Meta(metaOrigin)
	return string(raw), err
}

// SetOrigin marks the data as a sandbox.
func (w *Workspace) SetOrigin(origin string) error {
	return w.store.Commit(&changeset.Batch{Meta: map[string][]byte{metaOrigin: []byte(origin)}})
}

func (w *Workspace) nowMs() int64 { return w.env.Now().UnixMilli() }

// me is the desk's own certificate as it stands here, pending changes included. A desk whose certificate was not accepted (its invitation was
// used before) still knows whom it was meant to speak for, so that what was typed stays in sight; what it writes is refused all the same.
func (w *Workspace) me() (*identity.Certificate, error) {
	cert, err := w.certified()
	if err != nil || cert != nil {
		return cert, err
	}
	raw, err := w.store.Meta(metaCertificate)
	if err != nil {
		return nil, err
	}
	if raw == nil {
		return nil, emulation.Errorf(emulation.Forbidden, "workspace.no-certificate")
	}
	return identity.ParseCertificate(w.judge.Tenant, raw)
}

// certified is the desk's own certificate in the control log, pending changes included; nil if it has none.
func (w *Workspace) certified() (*identity.Certificate, error) {
	return w.judge.Certificate(w.store, w.control, w.key.LogID(), changeset.Now)
}

// writing is a change before it is signed, and what is put on disk with it.
type writing struct {
	scope    changeset.Scope
	intent   string
	ops      []changeset.Operation
	detached []changeset.Detached
	sealed   []changeset.DraftKey
	meta     map[string][]byte
	at       int64 // when its rights are judged, milliseconds; 0 = now
}

// write makes one change of operations in a scope, signs it, and puts it on disk.
func (w *Workspace) write(scope changeset.Scope, intent string, ops ...changeset.Operation) (*changeset.Signed, error) {
	return w.put(writing{scope: scope, intent: intent, ops: ops})
}

// put signs a change and puts it on disk. Refusals are told before anything is signed; a certificate that has ended does not stop the work,
// it is renewed at the next sync.
func (w *Workspace) put(x writing) (*changeset.Signed, error) {
	if err := w.store.Writable(); err != nil {
		return nil, err
	}
	own, err := w.store.Own(x.scope)
	if err != nil {
		return nil, err
	}
	head, err := w.store.Log(x.scope)
	if err != nil {
		return nil, err
	}
	if err := w.tick(x.scope, own); err != nil {
		return nil, err
	}
	c := changeset.Change{
		Format: changeset.Format, Tenant: w.judge.Tenant, Log: w.key.LogID(), Scope: x.scope, Previous: own.Identity, BaseRoot: head.Root(),
		Generation: head.Generation, BaseSize: head.Size, Epoch: own.Epoch, Seq: own.Seq + 1, HLC: w.clock, Schema: changeset.Schema,
		Operations: x.ops, Intent: x.intent,
	}
	if x.at == 0 {
		x.at = w.nowMs()
	}
	if err := w.precheck(&c, x.at); err != nil {
		return nil, err
	}
	signed, err := c.Sign(w.key.Private)
	if err != nil {
		return nil, err
	}
	overlay := judge.NewOverlay(w.store)
	if err := overlay.AddPending(signed, x.detached); err != nil {
		return nil, err
	}
	overlay.Batch().Sealed = x.sealed
	for name, value := range x.meta {
		overlay.Batch().Meta[name] = value
	}
	err = w.store.Commit(overlay.Batch())
	w.changed(x.scope)
	w.touched(overlay.Batch())
	if err != nil {
		return nil, err
	}
	w.feed.emit(Event{Kind: Changed, Scope: x.scope})
	return signed, nil
}

// precheck tells a refusal before anything is signed.
func (w *Workspace) precheck(c *changeset.Change, at int64) error {
	ruling, err := w.judge.Precheck(w.store, c, at)
	if refusal, ok := judge.AsRefusal(err); ok {
		return refused(refusal.Reason)
	} else if err != nil {
		return err
	}
	if ruling.Verdict == changeset.Rejected || ruling.Verdict == changeset.NeedsDecision {
		return refusedTo(ruling)
	}
	return nil
}

// allowed asks whether a change of operations would be taken, without writing it.
func (w *Workspace) allowed(scope changeset.Scope, ops ...changeset.Operation) error {
	own, err := w.store.Own(scope)
	if err != nil {
		return err
	}
	c := changeset.Change{Tenant: w.judge.Tenant, Log: w.key.LogID(), Scope: scope, Epoch: own.Epoch, Seq: own.Seq + 1, Schema: changeset.Schema, Operations: ops}
	return w.precheck(&c, w.nowMs())
}

// tick takes the clock past the last own change of a scope: a computer whose clock was set back must not order new work before old.
func (w *Workspace) tick(scope changeset.Scope, own changeset.ChainHead) error {
	if !w.clocked[scope] && own.Seq > 0 {
		raw, err := w.store.Change(own.Identity)
		if err != nil {
			return err
		}
		if raw != nil {
			last, err := changeset.Decode(w.judge.Tenant, raw)
			if err != nil {
				return err
			}
			w.clock = max(w.clock, last.HLC)
		}
	}
	w.clocked[scope] = true
	w.clock = w.clock.Next(w.nowMs())
	return nil
}

// unclock reads the last own change of a scope again before the next one is signed.
func (w *Workspace) unclock(scope changeset.Scope) { w.clocked[scope] = false }

// changed forgets what was kept of a log that may have changed.
func (w *Workspace) changed(scope changeset.Scope) {
	if scope.Kind() != changeset.Unit {
		w.seen = nil
	}
	if scope.Kind() == changeset.Control {
		w.judge.Forget()
	}
}

// refused makes the sentence of a refusal from the judge's reason: what the server would say later is said now.
func refused(reason string) error {
	return emulation.Errorf(emulation.Forbidden, "workspace.refused", "reason", emulation.Say("reason."+reason))
}

// refusedTo says also who may do what was refused.
func refusedTo(r judge.Ruling) error {
	if r.Reason == judge.ReasonRight && r.By != 0 {
		return notMine(r.By)
	}
	return refused(r.Reason)
}
